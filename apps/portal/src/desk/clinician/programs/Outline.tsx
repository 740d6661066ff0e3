import { languageName, listed } from '../../../lib/format.js';
import { useText } from '../../text.js';
import { Gives } from './Gives.js';
import type { Program } from './use-ways.js';
import styles from './Programs.module.css';
import desk from '../../Desk.module.css';

/** When not to begin a program. */
export function Caution({ program }: { program: Program }) {
  const say = useText();
  return (
    <div>
      <h4 className={desk.caution}>{say('assign.caution')}</h4>
      <p className={desk.muted}>{program.contraindications}</p>
    </div>
  );
}

/** The weeks of a program before it is begun, each with what it gives. */
export function Outline({ program }: { program: Program }) {
  const say = useText();
  return (
    <>
      <ol className={styles.outline}>
        {program.weeks.map((week, index) => (
          <li key={week.key}>
            <h4>{say('program.week', { number: index + 1, title: week.title })}</h4>
            <p className={desk.muted}>{week.note}</p>
            <Gives week={week} />
          </li>
        ))}
      </ol>
      <p className={desk.muted}>
        {say('program.languages', {
          names: listed(
            program.languages.map((tag) => languageName(tag, say.language)),
            say.language,
          ),
        })}
      </p>
    </>
  );
}
