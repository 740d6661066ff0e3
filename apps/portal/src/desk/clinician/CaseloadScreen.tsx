import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Button, EmptyState, ErrorState, Loading, Row, Tag, Title } from '../../ui/index.js';
import { CaseloadScreenDocument, type CaseloadScreenQuery } from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { AssignSheet } from './assign/AssignSheet.js';
import { InviteSheet } from './InviteSheet.js';
import { sessionShort } from './session-words.js';
import styles from '../Desk.module.css';

type CareRow = CaseloadScreenQuery['caseload']['edges'][number]['node'];
const pageSize = 50;

/** A clinician's own people and couples: who is next, what waits for a session, what asks to be read. No words of theirs. */
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
            <p>{say('caseload.next', { name: next.name, when: sessionShort(say, next.nextSession) })}</p>
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
          {people.map((row) => (
            <li key={row.id} className={styles.person}>
              <RowLine row={row} isNext={row.id === next?.id} />
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

function RowLine({ row, isNext }: { row: CareRow; isNext: boolean }) {
  const say = useText();
  return (
    <>
      <div className={styles.personName}>
        <Link to={row.kind === 'COUPLE' ? `/couples/${row.id}` : `/clients/${row.id}`}>{row.name}</Link>
        {row.kind === 'COUPLE' ? <Tag>{say('caseload.couple')}</Tag> : null}
        {row.coupleStatus && row.coupleStatus !== 'ACTIVE' ? (
          <Tag>{say(`couple.status.${row.coupleStatus}`)}</Tag>
        ) : null}
        {row.pronouns ? <span className={styles.muted}>{row.pronouns}</span> : null}
        {row.accountState === 'ACTIVE' ? null : <Tag>{say(`account.${row.accountState}`)}</Tag>}
      </div>
      <div>
        {sessionShort(say, row.nextSession)} {isNext ? <Tag tone="soft">{say('caseload.isNext')}</Tag> : null}
      </div>
      <div className={styles.tags}>
        {row.toReadCount > 0 ? (
          <Tag tone="info">{say('caseload.toRead', { count: row.toReadCount })}</Tag>
        ) : null}
        {row.waitsForSessionCount > 0 ? (
          <Tag tone="soft">{say('caseload.waits', { count: row.waitsForSessionCount })}</Tag>
        ) : null}
        {row.openAssignmentCount > 0 ? (
          <Tag>{say('caseload.given', { count: row.openAssignmentCount })}</Tag>
        ) : null}
        {row.talksDue.map(({ id, name }) => (
          <Link key={id} to={`/clients/${id}`}>
            {say('caseload.talkAgain', { name })}
          </Link>
        ))}
      </div>
    </>
  );
}
