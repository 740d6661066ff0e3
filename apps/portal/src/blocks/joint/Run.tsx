import { say, type JointBlock } from '@rejoin/domain';
import type { RunProps } from '../renderer.js';
import styles from './Joint.module.css';

/** The turns two people take, in order, as text to look at together. There is nothing to answer. */
export function JointRun({ block, language, isNeutral }: RunProps<JointBlock, never>) {
  const turns = (isNeutral ? block.neutral?.turns : undefined) ?? block.turns;
  return (
    <ol className={styles.turns}>
      {turns.map((turn) => (
        <li key={turn.en}>{say(turn, language)}</li>
      ))}
    </ol>
  );
}
