import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { moment } from '../../../lib/format.js';
import { TroubleError } from '../../../lib/send.js';
import { Card, ErrorState, Loading, Stack, Tag, Title } from '../../../ui/index.js';
import { ReadingScreenDocument, type ReadingScreenQuery } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { BringIn } from '../BringIn.js';
import { Answers } from './Answers.js';
import { Replies } from './Replies.js';
import { ReplyBox } from './ReplyBox.js';
import styles from '../../Desk.module.css';

type Reflection = NonNullable<ReadingScreenQuery['reflection']>;

/** One shared reflection: what the client brings in first, the wording as it was asked, who could read it, and a reply. */
export function Reading({ id, onClosed }: { id: string; onClosed?: () => void }) {
  const { data, error, refetch } = useQuery(ReadingScreenDocument, {
    variables: { id },
    // Each opening is a reading, written to the audit trail, and shows what was added since the one before. While it is
    // open, nothing asks again by itself.
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (data?.reflection) return <Read reflection={data.reflection} onClosed={onClosed} />;
  if (data) return <ErrorState error={new TroubleError('NOT_FOUND')} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
}

function Read({ reflection, onClosed }: { reflection: Reflection; onClosed: (() => void) | undefined }) {
  const say = useText();
  return (
    <>
      <Head reflection={reflection} />
      <BringIn agreement={reflection.agreement} />
      {reflection.feltWrong ? (
        <Card tone="clay">
          <p>{say(reflection.isMarked ? 'reading.feltWrongTwice' : 'reading.feltWrong')}</p>
        </Card>
      ) : null}
      {reflection.rationale ? (
        <details className={styles.fold}>
          <summary>{say('reading.why')}</summary>
          <div className={styles.folded}>
            <p className={styles.quote}>{reflection.rationale}</p>
          </div>
        </details>
      ) : null}
      <Answers reflection={reflection} />
      {reflection.addenda.map((addendum) => (
        <Card key={addendum.id}>
          <h2>{say('reading.added', { when: moment(addendum.writtenAt, say.language) })}</h2>
          <p className={styles.personal}>{addendum.text}</p>
        </Card>
      ))}
      {reflection.oneQuestion ? (
        <Card tone="soft">
          <h2>{say('reading.oneQuestion')}</h2>
          <p>{reflection.oneQuestion}</p>
        </Card>
      ) : null}
      {reflection.ratings.length > 0 ? (
        <section className={styles.section} aria-labelledby="ratings">
          <h2 id="ratings">{say('reading.ratings')}</h2>
          <dl className={styles.facts}>
            {reflection.ratings.map((rating) => (
              <div key={rating.key} className={styles.rows}>
                <dt>{rating.label}</dt>
                <dd>{say('reading.rating', { value: rating.value })}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      <Replies reflection={reflection} />
      {reflection.viewerCanReply || reflection.viewerCanMarkTalkedAbout ? (
        <ReplyBox key={reflection.id} reflection={reflection} onClosed={onClosed} />
      ) : null}
    </>
  );
}

function Head({ reflection }: { reflection: Reflection }) {
  const say = useText();
  return (
    <Stack gap={2}>
      <Title>{reflection.exerciseTitle}</Title>
      <p>
        <Link to={`/clients/${reflection.clientId}`}>{reflection.clientName}</Link>
        {reflection.coupleId && reflection.coupleName ? (
          <>
            {' · '}
            <Link to={`/couples/${reflection.coupleId}`}>{reflection.coupleName}</Link>
          </>
        ) : null}
        {' · '}
        {say('reading.shared', { when: moment(reflection.submittedAt, say.language) })}
      </p>
      <p className={styles.tags}>
        {reflection.sitting === 'FIRST' ? null : <Tag>{say(`sitting.${reflection.sitting}`)}</Tag>}
        <Tag>{say(`outcome.${reflection.outcome}`)}</Tag>
        <Tag tone={reflection.sharing === 'READ_BEFORE' ? 'info' : 'plain'}>
          {say(`sharing.${reflection.sharing}`)}
        </Tag>
        {reflection.talkedAboutAt ? (
          <Tag>{say('reading.talkedAbout', { when: moment(reflection.talkedAboutAt, say.language) })}</Tag>
        ) : null}
      </p>
    </Stack>
  );
}
