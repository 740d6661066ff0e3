import type { KeptTurns } from '@rejoin/domain';
import { OwnWords } from '../../ui/index.js';
import type { ReadProps } from '../renderer.js';
import styles from './Switch.module.css';
import { Turn } from './Turn.js';

/** Both voices, turn after turn, under the names they had. */
export function SwitchRead({ value: { voices, turns } }: ReadProps<KeptTurns>) {
  return (
    <ol className={styles.turns}>
      {turns.map(({ voice, text }, at) => (
        <li key={at}>
          <Turn
            isFirst={voice === voices[0]?.key}
            label={voices.find(({ key }) => key === voice)?.label ?? voice}
          >
            <OwnWords>{text}</OwnWords>
          </Turn>
        </li>
      ))}
    </ol>
  );
}
