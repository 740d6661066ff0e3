import {
  blocksBefore,
  mended,
  roleValues,
  say as inLanguage,
  type ExerciseDefinition,
  type Role,
  type Step,
} from '@rejoin/domain';
import { Button } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { conditionWords } from '../library/condition-words.js';
import { BlockForm } from './BlockForm.js';
import { NumberPart, type Desk } from './PartField.js';
import styles from './Editor.module.css';
import desk from '../../Desk.module.css';

type When = 'NOW' | 'NEXT_SESSION' | 'WHEN_I_CHOOSE' | 'DAYS' | 'TOGETHER';
const nothing = 'NOTHING';
const someDays = 7;

/** One screen of the exercise: its questions, and when it comes. */
export function StepForm({
  step,
  sketch,
  base,
  onChange,
  desk: at,
}: {
  step: Step;
  sketch: ExerciseDefinition;
  base: ExerciseDefinition | null;
  onChange: (change: (sketch: ExerciseDefinition) => ExerciseDefinition, mark?: string) => void;
  desk: Desk;
}) {
  const say = useText();
  const index = sketch.steps.findIndex(({ key }) => key === step.key);
  const isJoint = sketch.tracks.includes('COUPLE');
  const earlier = blocksBefore(sketch, step.key);
  const put = (next: Step, mark?: string): void =>
    onChange(
      (before) => ({ ...before, steps: before.steps.map((each) => (each.key === step.key ? next : each)) }),
      mark,
    );
  /** What points to something may have to let go of it. */
  const place = (next: Step): void =>
    onChange((before) =>
      mended({ ...before, steps: before.steps.map((each) => (each.key === step.key ? next : each)) }),
    );
  const { later, quotes, showIf, role } = step;
  const when: When = later === undefined ? 'NOW' : typeof later === 'object' ? 'DAYS' : later;
  const without = (name: 'later' | 'quotes' | 'showIf' | 'role'): Step => {
    const { [name]: _gone, ...rest } = step;
    return rest;
  };
  return (
    <div className={desk.section}>
      {step.blocks.map((block, nth) => (
        <BlockForm
          key={block.key}
          block={block}
          sketch={sketch}
          base={base}
          path={`steps.${String(index)}.blocks.${String(nth)}`}
          onChange={(next) =>
            put(
              { ...step, blocks: step.blocks.map((each, other) => (other === nth ? next : each)) },
              block.key,
            )
          }
          desk={at}
        />
      ))}
      <details className={desk.fold} open={showIf !== undefined}>
        <summary>{say('editor.when')}</summary>
        <div className={desk.folded}>
          <Select<When>
            label={say('editor.asked')}
            value={when}
            onChange={(next) =>
              place(
                next === 'NOW'
                  ? without('later')
                  : { ...step, later: next === 'DAYS' ? { afterDays: someDays } : next },
              )
            }
            options={(
              [
                'NOW',
                'NEXT_SESSION',
                'WHEN_I_CHOOSE',
                'DAYS',
                ...(isJoint ? (['TOGETHER'] as const) : []),
              ] as const
            ).map((value) => ({ value, label: say(`editor.when.${value}`) }))}
          />
          {typeof later === 'object' ? (
            <NumberPart
              label={say('editor.days')}
              shape={{ least: 1, most: 90 }}
              value={later.afterDays}
              onChange={(afterDays) => place({ ...step, later: { afterDays } })}
            />
          ) : null}
          {isJoint ? (
            <Select<Role | typeof nothing>
              label={say('editor.side')}
              value={role ?? nothing}
              onChange={(next) => place(next === nothing ? without('role') : { ...step, role: next })}
              options={[
                { value: nothing, label: say('editor.side.BOTH') },
                ...roleValues.map((value) => ({ value, label: say(`part.${value}`) })),
              ]}
            />
          ) : null}
          {earlier.length > 0 ? (
            <Select
              label={say('editor.quotes')}
              value={quotes ?? nothing}
              onChange={(key) => put(key === nothing ? without('quotes') : { ...step, quotes: key })}
              options={[
                { value: nothing, label: say('editor.quotes.NONE') },
                ...earlier.map(({ key, prompt }) => ({
                  value: key,
                  label: inLanguage(prompt, say.language),
                })),
              ]}
            />
          ) : null}
          {showIf ? (
            <div className={styles.optional}>
              <p>{conditionWords(say, showIf, sketch)}</p>
              <div>
                <Button onPress={() => put(without('showIf'))}>{say('editor.always')}</Button>
              </div>
            </div>
          ) : null}
        </div>
      </details>
    </div>
  );
}
