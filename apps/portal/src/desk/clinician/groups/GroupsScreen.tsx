import { useState } from 'react';
import { useFragment, useQuery } from '@apollo/client/react';
import { Button, EmptyState, ErrorState, Loading, Title } from '../../../ui/index.js';
import { CohortPartsFragmentDoc, GroupsScreenDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { GroupCard } from './GroupCard.js';
import { NewGroupSheet } from './NewGroupSheet.js';
import styles from '../../Desk.module.css';

/** A clinician's own groups: people who began a program together, and who never learn of each other here. */
export function GroupsScreen() {
  const say = useText();
  const { data, error, refetch } = useQuery(GroupsScreenDocument);
  const groups = useFragment({
    fragment: CohortPartsFragmentDoc,
    fragmentName: 'CohortParts',
    from: data?.cohorts ?? [],
  });
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <div className={styles.top}>
        <div>
          <Title>{say('groups.title')}</Title>
          <p>{say('groups.lead')}</p>
        </div>
        <div className={styles.acts}>
          <Button look="primary" onPress={() => setMaking(true)}>
            {say('groups.new')}
          </Button>
        </div>
      </div>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data?.cohorts.length === 0 ? <EmptyState>{say('groups.empty')}</EmptyState> : null}
      {groups.complete
        ? groups.data.map((group) => (group ? <GroupCard key={group.id} group={group} /> : null))
        : null}
      <NewGroupSheet isOpen={isMaking} onClose={() => setMaking(false)} />
    </>
  );
}
