import { Link } from 'react-router';
import { dayOf } from '../../lib/format.js';
import { Tag } from '../../ui/index.js';
import { useText } from '../text.js';
import type { Shared } from './use-given.js';
import styles from '../Desk.module.css';

/** One shared reflection in a list: when, how it ended, and whether it still waits. Never a word of it. */
export function SharedLine({ shared, titled }: { shared: Shared; titled?: boolean }) {
  const say = useText();
  const on = say('client.reflection', { day: dayOf(shared.submittedAt, say.language) });
  return (
    <li className={styles.item}>
      <span className={styles.itemText}>
        <Link to={`/reflections/${shared.id}`}>{titled ? shared.exerciseTitle : on}</Link>
        {titled ? <span className={styles.muted}>{on}</span> : null}
        {shared.addendedAt ? (
          <span className={styles.muted}>
            {say('client.addedTo', { day: dayOf(shared.addendedAt, say.language) })}
          </span>
        ) : null}
      </span>
      <span className={styles.tags}>
        {shared.isMarked ? <Tag tone="clay">{say('reading.marked')}</Tag> : null}
        {shared.sitting === 'FIRST' ? null : <Tag>{say(`sitting.${shared.sitting}`)}</Tag>}
        <Tag>{say(`outcome.${shared.outcome}`)}</Tag>
        {shared.state === 'REVIEWED' ? (
          <Tag>{say('reflection.closed')}</Tag>
        ) : shared.sharing === 'READ_BEFORE' ? (
          <Tag tone="info">{say('sharing.READ_BEFORE')}</Tag>
        ) : titled ? null : (
          <Tag tone="soft">{say('client.waits')}</Tag>
        )}
      </span>
    </li>
  );
}
