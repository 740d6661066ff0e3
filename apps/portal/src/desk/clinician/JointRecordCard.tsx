import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { BlockRead } from '../../blocks/index.js';
import { dayOf, moment } from '../../lib/format.js';
import { Button, Card, ErrorState, Loading, Tag } from '../../ui/index.js';
import { JointRecordDocument, type JointRecordQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

type Part = JointRecordQuery['jointRecord'][number];

/**
 * What a couple did together, what they kept of it, and how it was for each. It is opened by a press, because each look is
 * written to the audit trail.
 */
export function JointRecordCard({ coupleId }: { coupleId: string }) {
  const say = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="joint-record">
      <Card>
        <h2 id="joint-record">{say('jointRecord.title')}</h2>
        <p className={styles.muted}>{say('jointRecord.lead')}</p>
        {isOpen ? (
          <Opened coupleId={coupleId} onClose={() => setOpen(false)} />
        ) : (
          <div>
            <Button onPress={() => setOpen(true)}>{say('jointRecord.open')}</Button>
          </div>
        )}
      </Card>
    </section>
  );
}

function Opened({ coupleId, onClose }: { coupleId: string; onClose: () => void }) {
  const say = useText();
  const { data, error, refetch } = useQuery(JointRecordDocument, {
    variables: { coupleId },
    // One look, one line in the audit trail: nothing is asked for again by itself.
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-only',
  });
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={2} />;
  return (
    <>
      {data.jointRecord.length === 0 ? <p>{say('jointRecord.none')}</p> : null}
      {data.jointRecord.map((part) => (
        <OnePart key={part.id} part={part} />
      ))}
      <div>
        <Button look="link" onPress={onClose}>
          {say('jointRecord.close')}
        </Button>
      </div>
    </>
  );
}

function OnePart({ part: { title, sittings, notes, checks } }: { part: Part }) {
  const say = useText();
  return (
    <article className={styles.section}>
      <h3>{title}</h3>
      <p className={styles.muted}>
        {sittings
          .map(({ begunAt, isFinished }) =>
            say(isFinished ? 'jointRecord.whole' : 'jointRecord.partly', {
              when: moment(begunAt, say.language),
            }),
          )
          .join(' ')}
      </p>
      {notes.map(({ id, kind, wording, value, language }) => (
        <BlockRead key={id} {...{ kind, wording, value, language }} level={4} />
      ))}
      {checks.length > 0 ? (
        <>
          <h4>{say('jointRecord.checks')}</h4>
          <p className={styles.muted}>{say('jointRecord.checks.lead')}</p>
          <ul className={styles.list}>
            {checks.map(({ id, clientName, feeling, answeredAt, talkedAt }) => (
              <li key={id} className={styles.tags}>
                <strong>{clientName}</strong>
                <Tag tone={feeling === 'TALK_WITH_ME' ? 'clay' : 'plain'}>
                  {say(`jointRecord.feeling.${feeling}`)}
                </Tag>
                <span className={styles.muted}>
                  {talkedAt
                    ? say('jointRecord.talked', { day: dayOf(talkedAt, say.language) })
                    : dayOf(answeredAt, say.language)}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </article>
  );
}
