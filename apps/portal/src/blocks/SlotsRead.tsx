import type { KeptSlots } from '@rejoin/domain';
import { OwnWords } from '../ui/index.js';
import styles from './Blocks.module.css';
import type { ReadProps } from './renderer.js';

/** The client's own words, each part under its label. */
export function SlotsRead({ value }: ReadProps<KeptSlots>) {
  return (
    <dl className={styles.slots}>
      {value.slots.map(({ key, label, text }) => (
        <div key={key}>
          <dt className={styles.slotLabel}>{label}</dt>
          <dd>
            <OwnWords>{text}</OwnWords>
          </dd>
        </div>
      ))}
    </dl>
  );
}
