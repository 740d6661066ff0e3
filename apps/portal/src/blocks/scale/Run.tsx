import { say, type BlockOf } from '@rejoin/domain';
import { Scale } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import { ClearAnswer } from '../ClearAnswer.js';
import type { RunProps } from '../renderer.js';

/** A rating between two worded ends. Nothing is preset. */
export function ScaleRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
}: RunProps<BlockOf<'SCALE'>, number>) {
  const words = (isNeutral ? block.neutral : undefined) ?? block;
  return (
    <div className={styles.answer}>
      <Scale
        label={say(words.prompt, language)}
        hideLabel
        low={say(words.low, language)}
        high={say(words.high, language)}
        value={value ?? null}
        onChange={onChange}
      />
      {value === undefined ? null : <ClearAnswer onClear={() => onChange(undefined)} />}
    </div>
  );
}
