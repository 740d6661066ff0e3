import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Button, EmptyState, ErrorState, Loading, Row, Tag, Title } from '../../ui/index.js';
import { CaseloadScreenDocument, type CaseloadScreenQuery } from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { AssignSheet } from './AssignSheet.js';
import { InviteSheet } from './InviteSheet.js';
import { sessionShort } from './session-words.js';
import styles from '../Desk.module.css';

type Person = CaseloadScreenQuery['caseload']['edges'][number]['node'];
const pageSize = 50;

/** A clinician's own people: who is next, what waits for a session, what asks to be read. No words of theirs. */
export function CaseloadScreen() {
  const say = useText();
  const { data, error, refetch, fetchMore } = useQuery(CaseloadScreenDocument, {
    variables: { first: pageSize },
  });
  const [sheet, setSheet] = useState<'ASSIGN' | 'INVITE' | null>(null);
  useShortcuts({ a: () => setSheet('ASSIGN'), i: () => setSheet('INVITE') });

  const people = data?.caseload.edges.map(({ node }) => node) ?? [];
  const next = people
    .filter(({ nextSession }) => nextSession)
    .sort((one, other) => ((one.nextSession?.at ?? '') < (other.nextSession?.at ?? '') ? -1 : 1))[0];
  const pageInfo = data?.caseload.pageInfo;

  return (
    <>
      <div className={styles.top}>
        <div>
          <Title>{say('caseload.title')}</Title>
          {next ? (
            <p>
              {say('caseload.next', { name: next.chosenName, when: sessionShort(say, next.nextSession) })}
            </p>
          ) : null}
        </div>
        <div className={styles.acts}>
          {people.length > 0 ? (
            <Button onPress={() => setSheet('ASSIGN')} aria-keyshortcuts="a">
              {say('assign.open')}
            </Button>
          ) : null}
          <Button look="primary" onPress={() => setSheet('INVITE')} aria-keyshortcuts="i">
            {say('invite.open')}
          </Button>
        </div>
      </div>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {data && people.length === 0 ? (
        <EmptyState example={say('caseload.emptyExample')}>{say('caseload.empty')}</EmptyState>
      ) : null}
      {people.length > 0 ? (
        <ul className={styles.people}>
          {people.map((person) => (
            <li key={person.id} className={styles.person}>
              <PersonLine person={person} isNext={person.id === next?.id} />
            </li>
          ))}
        </ul>
      ) : null}
      {pageInfo?.hasNextPage ? (
        <Row>
          <Button onPress={() => void fetchMore({ variables: { after: pageInfo.endCursor ?? null } })}>
            {say('list.more')}
          </Button>
        </Row>
      ) : null}
      <AssignSheet isOpen={sheet === 'ASSIGN'} onClose={() => setSheet(null)} />
      <InviteSheet isOpen={sheet === 'INVITE'} onClose={() => setSheet(null)} />
    </>
  );
}

function PersonLine({ person, isNext }: { person: Person; isNext: boolean }) {
  const say = useText();
  return (
    <>
      <div className={styles.personName}>
        <Link to={`/clients/${person.id}`}>{person.chosenName}</Link>
        {person.pronouns ? <span className={styles.muted}>{person.pronouns}</span> : null}
        {person.accountState === 'ACTIVE' ? null : <Tag>{say(`account.${person.accountState}`)}</Tag>}
      </div>
      <div>
        {sessionShort(say, person.nextSession)}{' '}
        {isNext ? <Tag tone="soft">{say('caseload.isNext')}</Tag> : null}
      </div>
      <div className={styles.tags}>
        {person.toReadCount > 0 ? (
          <Tag tone="info">{say('caseload.toRead', { count: person.toReadCount })}</Tag>
        ) : null}
        {person.waitsForSessionCount > 0 ? (
          <Tag tone="soft">{say('caseload.waits', { count: person.waitsForSessionCount })}</Tag>
        ) : null}
        {person.openAssignmentCount > 0 ? (
          <Tag>{say('caseload.given', { count: person.openAssignmentCount })}</Tag>
        ) : null}
      </div>
    </>
  );
}
