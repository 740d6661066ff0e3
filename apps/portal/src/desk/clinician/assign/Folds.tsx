import { ChooseOne, TextField } from '../../../ui/index.js';
import type { AssignmentRhythm, Due } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { sessionShort } from '../session-words.js';
import type { Recipients } from './use-recipients.js';
import styles from '../../Desk.module.css';

/** What a piece is meant for. */
export interface Until {
  due: Due;
  /** With ON_DATE only. */
  dueOn: string;
}

/** Folded, because once is what is mostly meant. */
export function HowOften({
  rhythm,
  onChange,
}: {
  rhythm: AssignmentRhythm;
  onChange: (rhythm: AssignmentRhythm) => void;
}) {
  const say = useText();
  return (
    <details className={styles.fold}>
      <summary>{say('assign.howOftenIs', { rhythm: say(`rhythm.${rhythm}`) })}</summary>
      <div className={styles.folded}>
        <ChooseOne<AssignmentRhythm>
          label={say('assign.howOften')}
          hideLabel
          value={rhythm}
          onChange={onChange}
          options={(['ONCE', 'BEFORE_EACH_SESSION', 'WEEKLY'] as const).map((value) => ({
            value,
            label: say(`assign.rhythm.${value}`),
          }))}
        />
      </div>
    </details>
  );
}

/** Folded, because a piece is mostly meant for the next session. */
export function Meant({
  until,
  onChange,
  nextSession,
}: {
  until: Until;
  onChange: (until: Until) => void;
  nextSession: Recipients['nextSession'];
}) {
  const say = useText();
  const { due, dueOn } = until;
  return (
    <details className={styles.fold}>
      <summary>
        {due === 'NEXT_SESSION' && nextSession
          ? say('assign.dueSession', { when: sessionShort(say, nextSession) })
          : say(`assign.due.${due}`)}
      </summary>
      <div className={styles.folded}>
        <ChooseOne<Due>
          label={say('assign.due')}
          value={due}
          onChange={(chosen) => onChange({ ...until, due: chosen })}
          options={(['NEXT_SESSION', 'ON_DATE', 'NONE'] as const).map((value) => ({
            value,
            label: say(`assign.due.${value}`),
          }))}
        />
        {due === 'ON_DATE' ? (
          <TextField
            label={say('assign.day')}
            type="date"
            value={dueOn}
            onChange={(on) => onChange({ ...until, dueOn: on })}
          />
        ) : null}
      </div>
    </details>
  );
}
