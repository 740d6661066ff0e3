import { useState } from 'react';
import { useMutation, useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { moment } from '../../lib/format.js';
import { Button, Card, Tag } from '../../ui/index.js';
import { CloseEndingWishDocument, EndingWishesDocument, type EndingWishesQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

type Wish = EndingWishesQuery['endingWishes'][number];

/** Who wishes to end joint work: in To read, after who asked to be talked with. */
export function EndingWishes({ wishes }: { wishes: readonly Wish[] }) {
  const say = useText();
  if (wishes.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="ending-wishes">
      <h2 id="ending-wishes">{say('wish.title')}</h2>
      {wishes.map((wish) => (
        <OneWish key={`${wish.coupleId} ${wish.clientId}`} wish={wish} />
      ))}
    </section>
  );
}

/** The same on one person's own page. A couple's page says nothing of it: partners may be looking on. */
export function EndingWishesOf({ clientId }: { clientId: string }) {
  const { data } = useQuery(EndingWishesDocument);
  return <EndingWishes wishes={(data?.endingWishes ?? []).filter((wish) => wish.clientId === clientId)} />;
}

function OneWish({ wish: { clientId, clientName, coupleId, coupleName, wishedAt } }: { wish: Wish }) {
  const say = useText();
  const [key] = useState(() => crypto.randomUUID());
  const [close, { loading, error }] = useMutation(CloseEndingWishDocument, {
    refetchQueries: ['ToReadScreen', 'EndingWishes', 'CaseloadScreen'],
    awaitRefetchQueries: true,
  });
  const goOn = (): void => {
    close({ variables: { input: { idempotencyKey: key, coupleId, clientId } } }).catch(() => undefined);
  };
  return (
    <Card>
      <p className={styles.tags}>
        <strong>{clientName}</strong>
        <Tag tone="clay">{say('wish.mark')}</Tag>
      </p>
      <p>{say('wish.line', { name: coupleName, when: moment(wishedAt, say.language) })}</p>
      <p className={styles.muted}>{say('wish.alone')}</p>
      <div role="alert">{error ? <p>{say('toTalk.trouble')}</p> : null}</div>
      <div className={styles.acts}>
        <Link to={`/couples/${coupleId}`}>{say('wish.toEnd')}</Link>
        <Button isDisabled={loading} onPress={goOn}>
          {say('wish.goOn')}
        </Button>
      </div>
    </Card>
  );
}
