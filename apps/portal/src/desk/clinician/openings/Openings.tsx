import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { dayOf } from '../../../lib/format.js';
import { Card, ErrorState, Loading } from '../../../ui/index.js';
import { OpeningsDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { sideOf, standingOf } from './opening-words.js';
import { useOpening, type OpeningRef } from './use-opening.js';
import styles from '../../Desk.module.css';

/** The turns of a couple that can be opened: who is in, who offers something, and until when; no text. */
export function Openings({ coupleId }: { coupleId: string }) {
  const say = useText();
  const { data, error, refetch } = useQuery(OpeningsDocument, { variables: { coupleId } });
  return (
    <section className={styles.compartment} aria-labelledby="openings">
      <Card>
        <h2 id="openings">{say('openings.title')}</h2>
        {data ? (
          data.openings.length === 0 ? (
            <p>{say('openings.none')}</p>
          ) : (
            <ul className={styles.list}>
              {data.openings.map((opening) => (
                <Turn key={`${opening.assignmentId} ${opening.slot}`} {...{ coupleId, opening }} />
              ))}
            </ul>
          )
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading lines={2} />
        )}
      </Card>
    </section>
  );
}

function Turn({ coupleId, opening: from }: { coupleId: string; opening: OpeningRef }) {
  const say = useText();
  const opening = useOpening(from);
  if (!opening) return null;
  return (
    <li className={styles.item}>
      <span className={styles.itemText}>
        <Link to={`/couples/${coupleId}/openings/${opening.assignmentId}/${opening.slot}`}>
          {opening.title}
        </Link>
        <span>{standingOf(say, opening)}</span>
        <span className={styles.muted}>
          {say('client.givenOn', { day: dayOf(opening.givenAt, say.language) })}
        </span>
        {opening.openedAt === null ? (
          <span className={styles.muted}>
            {opening.sides
              .map((side) => say('openings.side', { name: side.clientName, state: sideOf(say, side) }))
              .join(' · ')}
          </span>
        ) : null}
      </span>
    </li>
  );
}
