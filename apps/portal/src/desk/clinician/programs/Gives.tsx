import { Tag } from '../../../ui/index.js';
import { useText } from '../../text.js';
import type { WeekContent } from './use-ways.js';
import styles from './Programs.module.css';
import desk from '../../Desk.module.css';

/** What a week gives. */
export function Gives({ week }: { week: WeekContent }) {
  const say = useText();
  return (
    <ul className={styles.gives}>
      {week.exercises.map(({ slug, title, minutes, isWeekly, isInSession }) => (
        <li key={slug} className={desk.tags}>
          <span>{title}</span>
          <Tag>{say('assign.minutes', { minutes })}</Tag>
          {isWeekly ? <Tag>{say('assign.rhythm.EVERY_WEEK')}</Tag> : null}
          {isInSession ? <Tag>{say('program.inSession')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}
