import { Link } from 'react-router';
import { dayOf } from '../../lib/format.js';
import { Card, Tag } from '../../ui/index.js';
import type { CoupleScreenQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import { InvitationCard } from './InvitationCard.js';
import { SharedLine } from './SharedLine.js';
import { waitingIn, type Assignment } from './use-given.js';
import styles from '../Desk.module.css';

type Partner = NonNullable<CoupleScreenQuery['couple']>['partners'][number];

/** One partner's own room: what waits, and what came back of each turn. Only the clinician stands between two rooms. */
export function PartnerRoom({ partner, given }: { partner: Partner; given: readonly Assignment[] }) {
  const say = useText();
  const { client } = partner;
  const headingId = `room-${partner.id}`;
  const waiting = waitingIn(given, client.id);
  const turns = given.filter(
    ({ withdrawnAt, turns, reflections }) =>
      turns.some(({ clientId }) => clientId === client.id) &&
      (!withdrawnAt || reflections.some(({ clientId }) => clientId === client.id)),
  );
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <Card>
        <h2 id={headingId}>
          <Link to={`/clients/${client.id}`}>{client.chosenName}</Link>
        </h2>
        <p className={styles.tags}>
          {client.pronouns ? <span className={styles.muted}>{client.pronouns}</span> : null}
          {client.accountState === 'ACTIVE' ? null : <Tag>{say(`account.${client.accountState}`)}</Tag>}
          {partner.until ? (
            <Tag>{say('couple.until', { day: dayOf(partner.until, say.language) })}</Tag>
          ) : null}
        </p>
        {waiting.length > 0 ? (
          <>
            <h3>{say('client.waiting')}</h3>
            <ul className={styles.list}>
              {waiting.map((shared) => (
                <SharedLine key={shared.id} shared={shared} titled />
              ))}
            </ul>
          </>
        ) : null}
        <h3>{say('couple.turns')}</h3>
        {turns.length === 0 ? <p className={styles.muted}>{say('client.nothingGiven')}</p> : null}
        <ul className={styles.list}>
          {turns.map((assignment) => (
            <Turn key={assignment.id} assignment={assignment} clientId={client.id} />
          ))}
        </ul>
      </Card>
      {client.accountState === 'ACTIVE' || !client.invitation ? null : (
        <InvitationCard invitation={client.invitation} name={client.chosenName} />
      )}
    </section>
  );
}

function Turn({ assignment, clientId }: { assignment: Assignment; clientId: string }) {
  const say = useText();
  const shared = assignment.reflections.filter((reflection) => reflection.clientId === clientId);
  return (
    <li className={styles.turn}>
      <span>{assignment.exerciseTitle}</span>
      {shared.length === 0 ? (
        <span className={styles.muted}>{say('client.nothingShared')}</span>
      ) : (
        <ul className={styles.list}>
          {shared.map((reflection) => (
            <SharedLine key={reflection.id} shared={reflection} />
          ))}
        </ul>
      )}
    </li>
  );
}
