import type { Problem } from '@rejoin/domain';
import { Button } from '../../../ui/index.js';
import { useText } from '../../text.js';
import { problemLine } from './words.js';
import styles from './Editor.module.css';

/**
 * Whether it can be published as it stands. It keeps its line whatever it says, so that nothing moves under whoever writes;
 * what is in the way is unfolded by whoever wants to know, and each leads to its place.
 */
export function Verdict({
  id,
  problems,
  version,
  onShow,
}: {
  id: string;
  problems: readonly Problem[];
  /** The version that is given now, where nothing is different from it. */
  version: number | null;
  onShow: (problem: Problem) => void;
}) {
  const say = useText();
  const line =
    problems.length > 0
      ? say('verdict.notYet', { count: problems.length })
      : version === null
        ? say('verdict.ready')
        : say('verdict.same', { version });
  return (
    <div className={styles.verdict}>
      <p id={id} role="status" className={styles.verdictLine} data-open={problems.length > 0}>
        {line}
      </p>
      {problems.length > 0 ? (
        <details>
          <summary>{say('verdict.which')}</summary>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.path} ${problem.message}`}>
                <Button look="link" onPress={() => onShow(problem)}>
                  {problemLine(say, problem)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
