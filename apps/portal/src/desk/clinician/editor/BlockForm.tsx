import {
  blockParts,
  kindOf,
  newPart,
  readersAllowed,
  type Block,
  type ExerciseDefinition,
  type Readers,
} from '@rejoin/domain';
import { Button } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { PartFields, type Desk } from './PartField.js';
import { kindName } from './words.js';
import styles from './Editor.module.css';
import desk from '../../Desk.module.css';

/** One question with everything it says, who reads the answer, and its other words. The form is the format's own. */
export function BlockForm({
  block,
  sketch,
  base,
  path,
  onChange,
  desk: at,
}: {
  block: Block;
  sketch: ExerciseDefinition;
  base: ExerciseDefinition | null;
  path: string;
  onChange: (block: Block) => void;
  desk: Desk;
}) {
  const say = useText();
  const parts = blockParts(block.kind);
  const neutral = parts.find(({ name }) => name === 'neutral');
  const allowed = readersAllowed(sketch, base, block.key);
  const whole = block as unknown as Record<string, unknown>;
  const change = (next: Record<string, unknown>): void => {
    const changed = inStep(whole, next) as unknown as Block;
    onChange(kindOf(changed.kind).mended?.(changed) ?? changed);
  };
  return (
    <div className={desk.section}>
      <p className={desk.muted}>{kindName(say, block.kind)}</p>
      <PartFields
        parts={parts}
        value={whole}
        onChange={change}
        path={path}
        desk={at}
        without={['readers', 'neutral']}
      />
      <Select<Readers>
        label={say('editor.readers')}
        description={say(allowed.length < 3 ? 'editor.readersNarrow' : 'editor.readersAll')}
        value={block.readers}
        onChange={(readers) => change({ ...whole, readers })}
        // What stands there and may not is still told, so that it can be changed.
        options={[...new Set([...allowed, block.readers])].map((readers) => ({
          value: readers,
          label: say(`readers.${readers}`),
        }))}
      />
      {neutral?.shape.is === 'parts' ? (
        <details className={desk.fold}>
          <summary>{say(block.neutral ? 'editor.neutral' : 'editor.neutralNone')}</summary>
          <div className={styles.neutral}>
            <p className={desk.muted}>{say('editor.neutralHint')}</p>
            {block.neutral ? (
              <PartFields
                parts={neutral.shape.parts}
                value={block.neutral}
                onChange={(words) => change({ ...whole, neutral: words })}
                path={`${path}.neutral`}
                desk={at}
                mirror={whole}
              />
            ) : null}
            <div>
              <Button
                onPress={() => {
                  const { neutral: before, ...rest } = whole;
                  change(before ? rest : { ...rest, neutral: newPart(neutral.shape, at.languages) });
                }}
              >
                {say(block.neutral ? 'editor.neutralTakeOut' : 'editor.neutralAdd')}
              </Button>
            </div>
          </div>
        </details>
      ) : null}
    </div>
  );
}

/** What was taken out of a list goes from its other words, too. */
function inStep(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const neutral = after['neutral'];
  if (typeof neutral !== 'object' || neutral === null) return after;
  const next = Object.fromEntries(
    Object.entries(neutral).map(([name, value]: [string, unknown]) => {
      const own = after[name];
      if (own === before[name] || !Array.isArray(value) || !Array.isArray(own)) return [name, value];
      const left = new Set(own.map((item: { key?: string }) => item.key));
      return [name, value.filter((item: { key?: string }) => item.key === undefined || left.has(item.key))];
    }),
  );
  return { ...after, neutral: next };
}
