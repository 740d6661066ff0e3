import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Button, EmptyState, ErrorState, Loading, Row, TextField, Title } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { PeopleScreenDocument, type Role } from '../gql/graphql.js';
import { useText } from '../text.js';
import { InvitePeopleSheet } from './InvitePeopleSheet.js';
import { PersonDialogs, type Asking } from './PersonDialogs.js';
import { PersonRow } from './PersonRow.js';
import { useAtRest } from './use-at-rest.js';
import { usePersonActs } from './use-person-acts.js';
import styles from '../Desk.module.css';

const everybody = 'ALL';
const pageSize = 50;

/** Everybody with a place in the practice: name, roles, state of the account and who treats them, and nothing else. */
export function PeopleScreen() {
  const say = useText();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<Role | typeof everybody>(everybody);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isInviting, setInviting] = useState(false);
  const acts = usePersonActs();
  const words = useAtRest(search.trim());
  const { data, previousData, error, refetch, fetchMore } = useQuery(PeopleScreenDocument, {
    variables: {
      first: pageSize,
      search: words || null,
      role: role === everybody ? null : role,
    },
  });
  // The rows before stand until the ones looked for are here.
  const shown = data ?? previousData;
  const people = shown?.people.edges.map(({ node }) => node) ?? [];
  const pageInfo = data?.people.pageInfo;
  const isLooking = words !== '' || role !== everybody;
  return (
    <>
      <div className={styles.top}>
        <Title>{say('people.title')}</Title>
        <div className={styles.acts}>
          <Button look="primary" onPress={() => setInviting(true)}>
            {say('people.invite')}
          </Button>
        </div>
      </div>
      <div role="search" className={styles.filters}>
        <TextField label={say('people.search')} type="search" value={search} onChange={setSearch} />
        <Select
          label={say('people.role')}
          value={role}
          onChange={setRole}
          options={[
            { value: everybody, label: say('people.everybody') },
            ...(['CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN'] as const).map((value) => ({
              value,
              label: say(`role.${value}`),
            })),
          ]}
        />
      </div>
      <div role="alert" className={styles.stays}>
        {acts.refused ? <p className={styles.banner}>{acts.refused.text}</p> : null}
      </div>
      {!shown && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!shown && !error ? <Loading lines={5} /> : null}
      {shown && people.length === 0 ? (
        <EmptyState>{say(isLooking ? 'people.nobodyFound' : 'people.empty')}</EmptyState>
      ) : null}
      {people.length > 0 ? (
        <ul className={styles.people} aria-label={say('people.title')}>
          {people.map((person) => (
            <li key={person.id} className={styles.person}>
              <PersonRow person={person} acts={acts} onAsk={setAsking} />
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
      <PersonDialogs asking={asking} onClose={() => setAsking(null)} />
      <InvitePeopleSheet isOpen={isInviting} onClose={() => setInviting(false)} />
    </>
  );
}
