import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { clockTime } from '../lib/format.js';
import { useTextOf } from '../lib/text.js';
import { Button } from './Button.js';
import { classes } from './classes.js';
import type { UiMessage } from './messages.js';
import styles from './SaveLine.module.css';

/** Where the words are: on their way, at the server, on this page alone, or refused. */
export type SaveState =
  { is: 'UNTOUCHED' } | { is: 'SAVING' } | { is: 'SAVED'; at: string } | { is: 'WAITING' } | { is: 'FAILED' };

/** Says where the words are, in the same place on every screen where something is written; never a notice that flies by. */
export function SaveLine({ state, onRetry }: { state: SaveState; onRetry?: () => void }) {
  const say = useTextOf<UiMessage>();
  const quiet = { size: 16, 'aria-hidden': true } as const;
  return (
    <div className={styles.line}>
      <p role="status" className={classes(styles.state, state.is === 'FAILED' && styles.failed)}>
        {state.is === 'SAVING' ? (
          <>
            <LoaderCircle {...quiet} /> {say('ui.save.saving')}
          </>
        ) : state.is === 'SAVED' ? (
          <>
            <Check {...quiet} /> {say('ui.save.saved', { time: clockTime(state.at, say.language) })}
          </>
        ) : state.is === 'WAITING' ? (
          <>
            <CloudOff {...quiet} /> {say('ui.save.waiting')}
          </>
        ) : state.is === 'FAILED' ? (
          <>
            <TriangleAlert {...quiet} /> {say('ui.save.failed')}
          </>
        ) : null}
      </p>
      {state.is === 'FAILED' && onRetry ? (
        <Button look="link" onPress={onRetry}>
          {say('ui.again')}
        </Button>
      ) : null}
    </div>
  );
}
