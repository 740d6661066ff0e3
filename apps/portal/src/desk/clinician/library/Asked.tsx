import {
  daysUntil,
  say as inLanguage,
  sittingOf,
  stepsIn,
  type ExerciseDefinition,
  type Sitting,
} from '@rejoin/domain';
import { Tag } from '../../../ui/index.js';
import { useText, type DeskMessage } from '../../text.js';
import type { Text } from '../../../lib/text.js';
import { conditionWords } from './condition-words.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

/** Every question in its order and wording: who will read the answer, and when it is asked. */
export function Asked({ definition }: { definition: ExerciseDefinition }) {
  const say = useText();
  return (
    <ol className={styles.asked}>
      {stepsIn(definition).map((step, at) => (
        <li key={step.key} className={styles.askedStep}>
          <span className={styles.askedNumber} aria-hidden="true">
            {at + 1}
          </span>
          <div>
            {step.blocks.map((block) => (
              <div key={block.key} className={styles.askedBlock}>
                <span>{inLanguage(block.prompt, say.language)}</span>
                <span className={desk.tags}>
                  <Tag>{say(`readers.${block.readers}`)}</Tag>
                  {step.later ? <Tag tone="info">{whenOf(say, sittingOf(step) ?? 'TOGETHER')}</Tag> : null}
                  {step.role ? <Tag>{say(`part.${step.role}`)}</Tag> : null}
                  {step.key === definition.smallest ? (
                    <Tag tone="soft">{say('exercise.smallest')}</Tag>
                  ) : null}
                </span>
              </div>
            ))}
            {step.showIf ? (
              <p className={`${desk.muted ?? ''} ${styles.askedIf ?? ''}`}>
                {conditionWords(say, step.showIf, definition)}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** When a part that waits is asked, in words. */
export function whenOf(say: Text<DeskMessage>, part: Sitting | 'TOGETHER'): string {
  if (part === 'FIRST') return say('preview.first');
  if (part === 'TOGETHER') return say('assign.later.TOGETHER');
  if (part === 'NEXT_SESSION' || part === 'WHEN_I_CHOOSE') return say(`sitting.${part}`);
  return say('exercise.later.DAYS', { days: daysUntil(part) ?? 0 });
}
