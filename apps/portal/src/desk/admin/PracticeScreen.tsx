import { useFragment, useQuery } from '@apollo/client/react';
import { Card, ErrorState, Loading, Title } from '../../ui/index.js';
import { PracticePartsFragmentDoc, PracticeScreenDocument } from '../gql/graphql.js';
import { useText } from '../text.js';
import { AgreementCard } from './AgreementCard.js';
import { HelpCard } from './HelpCard.js';
import { PinCard } from './PinCard.js';
import { PracticeCard } from './PracticeCard.js';
import styles from '../Desk.module.css';

/**
 * The practice as its admin keeps it: what is still to be set up, its names and zone, the agreement for couples, what
 * clients find under Help now, and the program shown first. No clinical word.
 */
export function PracticeScreen() {
  const say = useText();
  const { data, error, refetch } = useQuery(PracticeScreenDocument);
  const { data: practice, complete } = useFragment({
    fragment: PracticePartsFragmentDoc,
    fragmentName: 'PracticeParts',
    from: data?.practice ?? null,
  });
  if (!complete || !practice) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
  }
  return (
    <>
      <Title>{practice.name}</Title>
      {practice.setUpWarnings.length > 0 ? (
        <Card tone="caution">
          <h2>{say('practice.setUp')}</h2>
          <ul className={styles.list}>
            {practice.setUpWarnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Card>
      ) : null}
      <PracticeCard practice={practice} />
      <HelpCard practice={practice} />
      <AgreementCard practice={practice} />
      <PinCard />
    </>
  );
}
