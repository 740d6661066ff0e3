import type { ReactNode } from 'react';
import { CloudOff } from 'lucide-react';
import { TroubleError } from '../lib/send.js';
import { useTextOf } from '../lib/text.js';
import { useOnline } from '../lib/use-online.js';
import { Button } from './Button.js';
import type { UiMessage } from './messages.js';
import styles from './States.module.css';

/** A screen with nothing on it yet: one sentence, at most one thing to do, at most one example. */
export function EmptyState({
  children,
  action,
  example,
}: {
  children: ReactNode;
  action?: ReactNode;
  example?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>{children}</p>
      {example ? <p className={styles.example}>{example}</p> : null}
      {action}
    </div>
  );
}

/** A screen that did not arrive, with a way to ask again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = useTextOf<UiMessage>();
  const trouble = error instanceof TroubleError ? error.trouble : 'INTERNAL';
  const absent = trouble === 'NOT_FOUND' || trouble === 'FORBIDDEN';
  const words: UiMessage = absent
    ? 'ui.error.absent'
    : trouble === 'NO_CONNECTION'
      ? 'ui.error.offline'
      : trouble === 'TOO_MANY_REQUESTS'
        ? 'ui.error.busy'
        : 'ui.error.body';
  return (
    <div className={styles.empty} role="alert">
      <h2>{say('ui.error.title')}</h2>
      <p>{say(words)}</p>
      {error instanceof TroubleError && error.requestId && trouble === 'INTERNAL' ? (
        <p className={styles.example}>{say('ui.error.request', { requestId: error.requestId })}</p>
      ) : null}
      {onRetry && !absent ? <Button onPress={onRetry}>{say('ui.again')}</Button> : null}
    </div>
  );
}

/** The shape of what is coming, still and quiet. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const say = useTextOf<UiMessage>();
  return (
    <div className={styles.loading} role="status">
      <span className={styles.hidden}>{say('ui.loading')}</span>
      {Array.from({ length: lines }, (_none, line) => (
        <span key={line} className={styles.bone} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Stands at the top of every screen while the device is offline. */
export function OfflineBanner() {
  const say = useTextOf<UiMessage>();
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className={styles.offline}>
          <CloudOff size={18} aria-hidden="true" /> {say('ui.offline')}
        </p>
      )}
    </div>
  );
}
