import { useState } from 'react';
import type { FragmentType } from '@apollo/client/masking';
import { useFragment, useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { dayOf } from '../../lib/format.js';
import { TroubleError } from '../../lib/send.js';
import { Button, Card, EmptyState, ErrorState, Loading, Tag, Title, useToast } from '../../ui/index.js';
import {
  AssignmentPartsFragmentDoc,
  ClientScreenDocument,
  WithdrawAssignmentDocument,
  type AssignmentPartsFragment,
} from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import { AssignSheet } from './AssignSheet.js';
import { InvitationCard } from './InvitationCard.js';
import { ProcessNotes } from './ProcessNotes.js';
import { SessionCard } from './SessionCard.js';
import styles from '../Desk.module.css';

type Assignment = FragmentType<AssignmentPartsFragment> & { id: string };

/** One client: the next session, what waits for it, what was given, and the clinician's own notes. */
export function ClientScreen() {
  const say = useText();
  const { clientId = '' } = useParams();
  const { data, error, refetch } = useQuery(ClientScreenDocument, { variables: { id: clientId } });
  const [isAssigning, setAssigning] = useState(false);
  const client = data?.client;
  useShortcuts({ a: () => setAssigning(client?.viewerCanAssign ?? false) });

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
            {client.accountState === 'ACTIVE' ? null : <Tag>{say(`account.${client.accountState}`)}</Tag>}
          </p>
        </div>
        {client.viewerCanAssign ? (
          <div className={styles.acts}>
            <Button look="primary" onPress={() => setAssigning(true)} aria-keyshortcuts="a">
              {say('assign.open')}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={styles.columns}>
        <div className={styles.pane}>
          <Given assignments={client.assignments} />
        </div>
        <div className={styles.pane}>
          <SessionCard episode={client.episode} />
          {client.accountState === 'ACTIVE' || !client.invitation ? null : (
            <InvitationCard invitation={client.invitation} />
          )}
          <ProcessNotes clientId={client.id} />
        </div>
      </div>
      <AssignSheet clientId={client.id} isOpen={isAssigning} onClose={() => setAssigning(false)} />
    </>
  );
}

/** What was given, newest first. Whether anything was opened or begun is nobody's business but the client's. */
function Given({ assignments }: { assignments: readonly Assignment[] }) {
  const say = useText();
  return (
    <section className={styles.section} aria-labelledby="given">
      <h2 id="given">{say('client.given')}</h2>
      {assignments.length === 0 ? <EmptyState>{say('client.nothingGiven')}</EmptyState> : null}
      {assignments.map((assignment) => (
        <AssignmentCard key={assignment.id} assignment={assignment} />
      ))}
    </section>
  );
}

function AssignmentCard({ assignment: from }: { assignment: Assignment }) {
  const say = useText();
  const toast = useToast();
  const { data: assignment, complete } = useFragment({
    fragment: AssignmentPartsFragmentDoc,
    fragmentName: 'AssignmentParts',
    from,
  });
  const { submit, refused } = useSubmit(
    WithdrawAssignmentDocument,
    ({ withdrawAssignment }) => withdrawAssignment,
    { refetch: ['ClientScreen'] },
  );
  if (!complete) return null;
  const withdraw = async (): Promise<void> => {
    if (await submit({ assignmentId: assignment.id })) toast({ text: say('client.withdrawn') });
  };
  const shared = [...assignment.reflections].sort((one, other) =>
    one.submittedAt < other.submittedAt ? 1 : -1,
  );
  return (
    <Card>
      <div className={styles.top}>
        <div>
          <h3>{assignment.exerciseTitle}</h3>
          <p className={styles.muted}>
            {say('client.givenOn', { day: dayOf(assignment.assignedAt, say.language) })}
            {assignment.withdrawnAt ? ` · ${say('client.isWithdrawn')}` : null}
          </p>
        </div>
        {assignment.viewerCanWithdraw && !assignment.withdrawnAt ? (
          <Button
            look="link"
            aria-label={say('client.withdrawThis', { title: assignment.exerciseTitle })}
            onPress={() => void withdraw()}
          >
            {say('client.withdraw')}
          </Button>
        ) : null}
      </div>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      {shared.length === 0 ? (
        <p className={styles.muted}>{say('client.nothingShared')}</p>
      ) : (
        <ul className={styles.list}>
          {shared.map((reflection) => (
            <li key={reflection.id} className={styles.item}>
              <Link to={`/reflections/${reflection.id}`}>
                {say('client.reflection', { day: dayOf(reflection.submittedAt, say.language) })}
              </Link>
              <span className={styles.tags}>
                <Tag>{say(`outcome.${reflection.outcome}`)}</Tag>
                {reflection.state === 'REVIEWED' ? (
                  <Tag>{say('reflection.closed')}</Tag>
                ) : reflection.sharing === 'READ_BEFORE' ? (
                  <Tag tone="info">{say('sharing.READ_BEFORE')}</Tag>
                ) : (
                  <Tag tone="soft">{say('client.waits')}</Tag>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
