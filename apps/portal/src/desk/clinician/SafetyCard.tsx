import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { dayOf, fullDay, fullDayOf } from '../../lib/format.js';
import { Button, Card, Dialog, ErrorState, Loading, Tag } from '../../ui/index.js';
import { SafetyDocument, type CoupleStatus, type SafetyQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import { AgreementRead } from './AgreementRead.js';
import { Marks } from './Marks.js';
import { SafetyForm } from './SafetyForm.js';
import styles from '../Desk.module.css';

interface CoupleLine {
  id: string;
  name: string;
  status: CoupleStatus;
}

/**
 * One person's own compartment, of talks before joint work and of marks: no partner, no page of a couple and no print shows
 * it. It is opened by a press, because each look is written to the audit trail.
 */
export function SafetyCard({ clientId, couples }: { clientId: string; couples: readonly CoupleLine[] }) {
  const say = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.compartment} aria-labelledby="safety">
      <Card>
        <h2 id="safety">{say('safety.title')}</h2>
        <p className={styles.muted}>{say('safety.lead')}</p>
        {isOpen ? (
          <Opened clientId={clientId} couples={couples} onClose={() => setOpen(false)} />
        ) : (
          <div>
            <Button onPress={() => setOpen(true)}>{say('safety.open')}</Button>
          </div>
        )}
      </Card>
    </section>
  );
}

function Opened({
  clientId,
  couples,
  onClose,
}: {
  clientId: string;
  couples: readonly CoupleLine[];
  onClose: () => void;
}) {
  const say = useText();
  const [isRecording, setRecording] = useState(false);
  const { data, error, refetch } = useQuery(SafetyDocument, {
    variables: { clientId },
    // One look, one line in the audit trail: nothing is asked for again by itself.
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-only',
  });
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={2} />;
  }
  const { conversations, marks, agreements } = data.safety;
  const active = couples.filter(({ status }) => status !== 'ENDED');
  return (
    <>
      {agreements.map((agreement) => (
        <div key={agreement.coupleId}>
          <p>
            {agreement.kind === null
              ? say('safety.agreement.none', { couple: agreement.coupleName })
              : agreement.acceptedAt
                ? say('safety.agreement.accepted', {
                    couple: agreement.coupleName,
                    day: dayOf(agreement.acceptedAt, say.language),
                  })
                : say('safety.agreement.open', { couple: agreement.coupleName })}
          </p>
          {agreement.accepted.map(({ kind, version, acceptedAt }) => (
            <AgreementRead
              key={`${kind} ${String(version)}`}
              kind={kind}
              version={version}
              label={say('agreement.textOf', { day: fullDayOf(acceptedAt, say.language) })}
            />
          ))}
        </div>
      ))}
      {conversations.length === 0 && couples.length > 0 ? <p>{say('safety.none')}</p> : null}
      {conversations.map((conversation) => (
        <Conversation key={conversation.id} conversation={conversation} />
      ))}
      <Marks clientId={clientId} couples={active} marks={marks} onChange={() => void refetch()} />
      <div className={styles.acts}>
        {active.length > 0 ? (
          <Button onPress={() => setRecording(true)}>{say('safety.record')}</Button>
        ) : null}
        <Button look="link" onPress={onClose}>
          {say('safety.close')}
        </Button>
      </div>
      <Dialog
        shape="sheet"
        title={say('safety.recordTitle')}
        isOpen={isRecording}
        onClose={() => setRecording(false)}
      >
        <SafetyForm
          clientId={clientId}
          couples={active}
          onDone={() => {
            setRecording(false);
            void refetch();
          }}
        />
      </Dialog>
    </>
  );
}

function Conversation({ conversation }: { conversation: SafetyQuery['safety']['conversations'][number] }) {
  const say = useText();
  return (
    <article className={styles.section}>
      <h3>{fullDay(conversation.heldOn, say.language)}</h3>
      <p className={styles.tags}>
        <Tag tone={conversation.verdict === 'GO' ? 'soft' : 'caution'}>
          {say(`safety.verdict.${conversation.verdict}`)}
        </Tag>
        {conversation.topics.map((topic) => (
          <Tag key={topic}>{say(`safety.topic.${topic}`)}</Tag>
        ))}
      </p>
      {conversation.note ? <p className={styles.personal}>{conversation.note}</p> : null}
      <p className={styles.muted}>
        {say('safety.by', { name: conversation.clinicianName, couple: conversation.coupleName })}
      </p>
    </article>
  );
}
