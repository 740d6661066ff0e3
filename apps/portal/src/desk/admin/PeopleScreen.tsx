import { useQuery } from '@apollo/client/react';
import { Button, EmptyState, ErrorState, Loading, Row, Title } from '../../ui/index.js';
import { PeopleScreenDocument } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

/** Everybody with a place in the practice: name, role and state of the account, and nothing else. */
export function PeopleScreen() {
  const say = useText();
  const { data, error, refetch, fetchMore } = useQuery(PeopleScreenDocument, { variables: { first: 50 } });
  const people = data?.people.edges.map(({ node }) => node) ?? [];
  const pageInfo = data?.people.pageInfo;
  return (
    <>
      <Title>{say('people.title')}</Title>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {data && people.length === 0 ? <EmptyState>{say('people.empty')}</EmptyState> : null}
      {people.length > 0 ? (
        <div className={styles.people}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('people.name')}</th>
                <th scope="col">{say('people.role')}</th>
                <th scope="col">{say('people.state')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">{person.name}</th>
                  <td>{say(`role.${person.role}`)}</td>
                  <td>{say(`account.${person.state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {pageInfo?.hasNextPage ? (
        <Row>
          <Button onPress={() => void fetchMore({ variables: { after: pageInfo.endCursor ?? null } })}>
            {say('list.more')}
          </Button>
        </Row>
      ) : null}
    </>
  );
}
