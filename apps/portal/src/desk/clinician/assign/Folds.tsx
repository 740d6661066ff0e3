import { ChooseOne, TextField } from '../../../ui/index.js';
import type { Due } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { inputOf, type RhythmDraft } from '../rhythm/rhythm-draft.js';
import { RhythmFields } from '../rhythm/RhythmFields.js';
import { rhythmWords } from '../rhythm/rhythm-words.js';
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
  rhythm: RhythmDraft;
  onChange: (rhythm: RhythmDraft) => void;
}) {
  const say = useText();
  // While its last day is still to be chosen, the rest is said.
  const input = inputOf(rhythm) ?? inputOf({ ...rhythm, ends: 'NEVER' }) ?? { kind: 'ONCE' };
  return (
    <details className={styles.fold}>
      <summary>{say('assign.howOftenIs', { rhythm: rhythmWords(say, input) })}</summary>
      <div className={styles.folded}>
        <RhythmFields draft={rhythm} onChange={onChange} />
        {rhythm.choice === 'ONCE' ? null : (
          <p className={styles.muted}>
            {say(rhythm.choice === 'WHEN_IT_HAPPENS' ? 'assign.firstWhen' : 'assign.first')}
          </p>
        )}
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
