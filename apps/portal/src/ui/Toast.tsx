import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useTextOf } from '../lib/text.js';
import { Button } from './Button.js';
import type { UiMessage } from './messages.js';
import styles from './Toast.module.css';

export interface Toast {
  text: string;
  /** Takes back what was just done; Ctrl or Cmd and Z do the same while the notice stands. */
  undo?: () => void;
}

interface Shown extends Toast {
  id: number;
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Ten seconds: as long as the server waits before it tells anyone. */
export const undoMilliseconds = 10_000;

/** Shows a short notice; a second one takes the first one's place. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const say = useTextOf<UiMessage>();
  const [shown, setShown] = useState<Shown | null>(null);
  const [held, setHeld] = useState(false);
  const next = useRef(0);

  const show = useCallback((toast: Toast) => {
    next.current += 1;
    // A notice that goes away beneath the pointer never says that the pointer left.
    setHeld(false);
    setShown({ ...toast, id: next.current });
  }, []);

  const undo = useMemo(
    () =>
      shown?.undo
        ? () => {
            shown.undo?.();
            setShown(null);
          }
        : undefined,
    [shown],
  );

  useEffect(() => {
    // A notice with an undo keeps its promised time; others wait while someone reads or points at them.
    if (!shown || (held && !shown.undo)) return undefined;
    const timer = setTimeout(() => setShown(null), undoMilliseconds);
    return () => clearTimeout(timer);
  }, [shown, held]);

  useEffect(() => {
    if (!undo) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
      // In a field the keys keep their meaning: taking back typed words.
      if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]'))
        return;
      event.preventDefault();
      undo();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [undo]);

  return (
    <ToastContext value={show}>
      {children}
      <section className={styles.region} aria-label={say('ui.notices')}>
        <div role="status">
          {shown ? (
            <div
              key={shown.id}
              className={styles.toast}
              onPointerEnter={() => setHeld(true)}
              onPointerLeave={() => setHeld(false)}
            >
              <span>{shown.text}</span>
              {undo ? (
                <Button look="link" onPress={undo}>
                  {say('ui.undo')}
                </Button>
              ) : (
                <Button look="link" onPress={() => setShown(null)}>
                  {say('ui.dismiss')}
                </Button>
              )}
            </div>
          ) : null}
        </div>
      </section>
    </ToastContext>
  );
}
