import { useState } from 'react';
import { Button, EmptyState } from '../../../ui/index.js';
import { useText } from '../../text.js';
import type { Target } from '../assign/use-recipients.js';
import { BeginSheet } from './BeginSheet.js';
import { useWays, type WayRef } from './use-ways.js';
import { EndedWay, WayCard } from './WayCard.js';
import styles from '../../Desk.module.css';

/** Programs of one course of care: what is under way, and what has ended. Weeks wait as long as they take. */
export function Programs({
  enrollments,
  target,
  isReadOnly,
}: {
  enrollments: readonly WayRef[];
  target: Target;
  isReadOnly: boolean;
}) {
  const say = useText();
  const ways = useWays(enrollments);
  const [isBeginning, setBeginning] = useState(false);
  const ended = ways.filter(({ endedAt }) => endedAt);
  if (isReadOnly && ways.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="program">
      <div className={styles.rowEnd}>
        <h2 id="program">{say('program.heading')}</h2>
        {isReadOnly ? null : (
          <Button look="link" onPress={() => setBeginning(true)}>
            {say('program.begin')}
          </Button>
        )}
      </div>
      {ways.length === ended.length ? <EmptyState>{say('program.none')}</EmptyState> : null}
      {ways
        .filter(({ endedAt }) => !endedAt)
        .map((way) => (
          <WayCard key={way.id} way={way} target={target} isReadOnly={isReadOnly} />
        ))}
      {ended.length > 0 ? (
        <details className={styles.fold}>
          <summary>{say('program.earlier', { count: ended.length })}</summary>
          <ul className={styles.list}>
            {ended.map((way) => (
              <EndedWay key={way.id} way={way} isReadOnly={isReadOnly} />
            ))}
          </ul>
        </details>
      ) : null}
      <BeginSheet target={target} isOpen={isBeginning} onClose={() => setBeginning(false)} />
    </section>
  );
}
