import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { languageName } from '../../lib/format.js';
import { TroubleError } from '../../lib/send.js';
import { Button, Card, ErrorState, Loading, Tag, Title } from '../../ui/index.js';
import { ClientScreenDocument, type ClientScreenQuery } from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { AssignSheet } from './assign/AssignSheet.js';
import { CodeCard } from './CodeCard.js';
import { EndingWishesOf } from './EndingWishes.js';
import { Given } from './Given.js';
import { InvitationCard } from './InvitationCard.js';
import { ProcessNotes } from './ProcessNotes.js';
import { Programs } from './programs/Programs.js';
import { SafetyCard } from './SafetyCard.js';
import { SessionCard } from './SessionCard.js';
import { SharedLine } from './SharedLine.js';
import { useGiven, waitingIn } from './use-given.js';
import styles from '../Desk.module.css';

type Client = NonNullable<ClientScreenQuery['client']>;

/** One client: what waits for the session, what was given, the clinician's own notes, and the talks before joint work. */
export function ClientScreen() {
  const say = useText();
  const { clientId = '' } = useParams();
  const { data, error, refetch } = useQuery(ClientScreenDocument, { variables: { id: clientId } });
  const [isAssigning, setAssigning] = useState(false);
  const client = data?.client;
  const mayAssign = Boolean(client?.episode && client.viewerCanAssign);
  useShortcuts({ a: () => setAssigning(mayAssign) });

  if (!client) {
    if (data) return <ErrorState error={new TroubleError('NOT_FOUND')} />;
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
  }
  return (
    <>
      <div className={styles.top}>
        <div>
          <Title>{client.chosenName}</Title>
          <p className={styles.tags}>
            {client.pronouns ? <span className={styles.muted}>{client.pronouns}</span> : null}
            {client.language ? (
              <span className={styles.muted}>
                {say('client.reads', { language: languageName(client.language, say.language) })}
              </span>
            ) : null}
            {client.accountState === 'ACTIVE' ? null : <Tag>{say(`account.${client.accountState}`)}</Tag>}
          </p>
        </div>
        {mayAssign ? (
          <div className={styles.acts}>
            <Button look="primary" onPress={() => setAssigning(true)} aria-keyshortcuts="a">
              {say('assign.open')}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={styles.columns}>
        <div className={styles.pane}>
          {client.episode ? <OwnCare client={client} /> : <OnlyTogether client={client} />}
        </div>
        <div className={styles.pane}>
          {client.couples.length > 0 ? <EndingWishesOf clientId={client.id} /> : null}
          {client.viewerCanGiveCode ? <CodeCard clientId={client.id} name={client.chosenName} /> : null}
          {client.episode ? <SessionCard episode={client.episode} /> : null}
          {client.episode && client.couples.length > 0 ? <CouplesOf client={client} /> : null}
          {client.accountState === 'ACTIVE' || !client.invitation ? null : (
            <InvitationCard invitation={client.invitation} />
          )}
          <ProcessNotes clientId={client.id} />
          <SafetyCard clientId={client.id} couples={client.couples} />
        </div>
      </div>
      <AssignSheet
        target={{ kind: 'INDIVIDUAL', id: client.id }}
        isOpen={isAssigning}
        onClose={() => setAssigning(false)}
      />
    </>
  );
}

/** The person's own course of care. */
function OwnCare({ client }: { client: Client }) {
  const say = useText();
  const given = useGiven(client.assignments);
  const waiting = waitingIn(given);
  return (
    <>
      {waiting.length > 0 ? (
        <Card tone="soft">
          <h2>{say('client.waiting')}</h2>
          <ul className={styles.list}>
            {waiting.map((shared) => (
              <SharedLine key={shared.id} shared={shared} titled />
            ))}
          </ul>
        </Card>
      ) : null}
      <Programs
        enrollments={client.enrollments}
        target={{ kind: 'INDIVIDUAL', id: client.id }}
        isReadOnly={!client.viewerCanAssign}
      />
      <Given given={given} />
    </>
  );
}

/** Cared for only within a couple: what is given and shared stands on the couple's page. */
function OnlyTogether({ client }: { client: Client }) {
  const say = useText();
  return (
    <Card>
      <h2>{say('client.onlyTogether', { name: client.chosenName })}</h2>
      <p>{say('client.onlyTogetherLead')}</p>
      <CoupleLinks couples={client.couples} />
    </Card>
  );
}

function CouplesOf({ client }: { client: Client }) {
  const say = useText();
  return (
    <Card>
      <h2>{say('client.couples')}</h2>
      <CoupleLinks couples={client.couples} />
    </Card>
  );
}

function CoupleLinks({ couples }: { couples: Client['couples'] }) {
  const say = useText();
  return (
    <ul className={styles.list}>
      {couples.map(({ id, name, status }) => (
        <li key={id} className={styles.item}>
          <Link to={`/couples/${id}`}>{name}</Link>
          {status === 'ACTIVE' ? null : <Tag>{say(`couple.status.${status}`)}</Tag>}
        </li>
      ))}
    </ul>
  );
}
