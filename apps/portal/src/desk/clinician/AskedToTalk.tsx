import { useState } from 'react';
import { useMutation } from '@apollo/client/react';
import { Link } from 'react-router';
import { moment } from '../../lib/format.js';
import { Button, Card, Tag } from '../../ui/index.js';
import { TalkedWithDocument, type ToReadScreenQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

type Ask = ToReadScreenQuery['askedToTalk'][number];

/** Who asked to be talked with after something done together: before all that is to be read. */
export function AskedToTalk({ asks }: { asks: readonly Ask[] }) {
  const say = useText();
  if (asks.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="asked-to-talk">
      <h2 id="asked-to-talk">{say('toTalk.title')}</h2>
      {asks.map((ask) => (
        <OneAsk key={`${ask.jointPartId} ${ask.clientId}`} ask={ask} />
      ))}
    </section>
  );
}

function OneAsk({
  ask: { jointPartId, clientId, clientName, coupleId, coupleName, title, askedAt },
}: {
  ask: Ask;
}) {
  const say = useText();
  const [key] = useState(() => crypto.randomUUID());
  const [talked, { loading, error }] = useMutation(TalkedWithDocument, {
    refetchQueries: ['ToReadScreen', 'CaseloadScreen'],
    awaitRefetchQueries: true,
  });
  const done = (): void => {
    talked({ variables: { input: { idempotencyKey: key, jointPartId, clientId } } }).catch(() => undefined);
  };
  return (
    <Card>
      <p className={styles.tags}>
        <strong>{clientName}</strong>
        <Tag tone="clay">{say('toTalk.mark')}</Tag>
      </p>
      <p>{say('toTalk.line', { title, when: moment(askedAt, say.language) })}</p>
      <p className={styles.muted}>{say('toTalk.alone')}</p>
      <div role="alert">{error ? <p>{say('toTalk.trouble')}</p> : null}</div>
      <div className={styles.acts}>
        <Link to={`/couples/${coupleId}`}>{coupleName}</Link>
        <Button isDisabled={loading} onPress={done}>
          {say('toTalk.done', { name: clientName })}
        </Button>
      </div>
    </Card>
  );
}
