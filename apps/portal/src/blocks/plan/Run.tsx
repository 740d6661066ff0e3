import { limits, planAsks, say, type BlockOf, type PlanValue } from '@rejoin/domain';
import { TextField } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import type { RunProps } from '../renderer.js';
import { writeSlot } from '../write-slot.js';

/** A small plan, a line at a time; every line may stay empty. */
export function PlanRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
  wantsCaret,
}: RunProps<BlockOf<'PLAN'>, PlanValue>) {
  return (
    <div className={styles.answer}>
      {planAsks(block, isNeutral).map(({ slot, label }, at) => (
        <TextField
          key={slot}
          label={say(label, language)}
          value={value?.[slot] ?? ''}
          onChange={(text) => onChange(writeSlot(value, slot, text))}
          limit={limits.plan}

          autoFocus={wantsCaret && at === 0}
        />
      ))}
    </div>
  );
}
