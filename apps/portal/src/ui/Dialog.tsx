import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useTextOf } from '../lib/text.js';
import { classes } from './classes.js';
import { Button } from './Button.js';
import styles from './Dialog.module.css';
import type { UiMessage } from './messages.js';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /**
   * `sheet` comes from the side and leaves the page beneath readable; `dialog` asks one question in the middle; `wide` holds
   * what is looked at from a distance.
   */
  shape?: 'dialog' | 'sheet' | 'wide';
  /** An `alertdialog` interrupts, as before something that cannot come back. */
  role?: 'dialog' | 'alertdialog';
}

/**
 * A window over the page. It is the browser's own modal dialog: the page beneath is inert, the focus stays inside,
 * Escape closes it and the focus goes back to where it came from.
 */
export function Dialog({ isOpen, ...props }: DialogProps) {
  return isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({
  title,
  onClose,
  children,
  shape = 'dialog',
  role = 'dialog',
}: Omit<DialogProps, 'isOpen'>) {
  const say = useTextOf<UiMessage>();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Before the parts inside ask for the caret: a window that opens afterwards would hand it to its first button.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      // A dialog that leaves the page while open gives the focus back to nobody.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    // Pressing beside the window is a convenience; Escape and the close button do the same for everybody.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={titleId}
      className={classes(styles.window, styles[shape])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && role !== 'alertdialog') onClose();
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 id={titleId}>{title}</h2>
          {role === 'alertdialog' ? null : (
            <Button look="link" aria-label={say('ui.close')} onPress={onClose}>
              <X size={20} aria-hidden="true" />
            </Button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
