import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { TroubleError } from '../../lib/send.js';
import { Button, Card, ErrorState, Loading, Tag, Title } from '../../ui/index.js';
import { CoupleScreenDocument, type CoupleScreenQuery } from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { AssignSheet } from './assign/AssignSheet.js';
import { AgreementRead } from './AgreementRead.js';
import { CoupleCourse } from './CoupleCourse.js';
import { Given } from './Given.js';
import { JointRecordCard } from './JointRecordCard.js';
import { Openings } from './openings/Openings.js';
import { PartnerRoom } from './PartnerRoom.js';
import { Programs } from './programs/Programs.js';
import { SessionCard } from './SessionCard.js';
import { useGiven } from './use-given.js';
import styles from '../Desk.module.css';

type Couple = NonNullable<CoupleScreenQuery['couple']>;

/** Two or more people in joint work: whether the gate is open, the next session, and each person's room side by side. */
export function CoupleScreen() {
  const say = useText();
  const { coupleId = '' } = useParams();
  const { data, error, refetch } = useQuery(CoupleScreenDocument, { variables: { id: coupleId } });
  const [isAssigning, setAssigning] = useState(false);
  const couple = data?.couple;
  useShortcuts({ a: () => setAssigning(couple?.viewerCanAssign ?? false) });

  if (!couple) {
    if (data) return <ErrorState error={new TroubleError('NOT_FOUND')} />;
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
  }
  const isActive = couple.status === 'ACTIVE';
  return (
    <>
      <div className={styles.top}>
        <div>
          <Title>{couple.name}</Title>
          <p className={styles.tags}>
            <Tag>{say(`couple.kind.${couple.kind}`)}</Tag>
            {couple.status === 'ACTIVE' ? null : (
              <Tag tone="caution">{say(`couple.status.${couple.status}`)}</Tag>
            )}
            {couple.label ? (
              <span className={styles.muted}>{say('couple.label', { label: couple.label })}</span>
            ) : null}
          </p>
        </div>
        {couple.viewerCanAssign ? (
          <div className={styles.acts}>
            <Button look="primary" onPress={() => setAssigning(true)} aria-keyshortcuts="a">
              {say('assign.open')}
            </Button>
          </div>
        ) : null}
      </div>
      {couple.status === 'ACTIVE' ? null : (
        <Card tone="caution">
          <p>{say(`couple.${couple.status}`)}</p>
        </Card>
      )}
      <Inside couple={couple} isReadOnly={!isActive} />
      <AssignSheet
        target={{ kind: 'COUPLE', id: couple.id }}
        isOpen={isAssigning}
        onClose={() => setAssigning(false)}
      />
    </>
  );
}

function Inside({ couple, isReadOnly }: { couple: Couple; isReadOnly: boolean }) {
  const say = useText();
  const given = useGiven(couple.assignments);
  return (
    <div className={styles.columns}>
      <div className={styles.pane}>
        <div className={styles.rooms} role="group" aria-label={say('couple.rooms')}>
          {couple.partners.map((partner) => (
            <PartnerRoom key={partner.id} partner={partner} given={given} />
          ))}
        </div>
        <Programs
          enrollments={couple.enrollments}
          target={{ kind: 'COUPLE', id: couple.id }}
          isReadOnly={isReadOnly || !couple.viewerCanAssign}
        />
        <Given given={given} ofCouple isReadOnly={isReadOnly} />
      </div>
      <div className={styles.pane}>
        {isReadOnly ? null : <GateCard couple={couple} />}
        <Openings coupleId={couple.id} />
        <SessionCard episode={couple.episode} isReadOnly={isReadOnly} />
        <CoupleCourse couple={couple} />
        <JointRecordCard coupleId={couple.id} />
      </div>
    </div>
  );
}

/** Open or shut, and nothing else: who, why and when stand in each person's own compartment. */
function GateCard({ couple }: { couple: Couple }) {
  const say = useText();
  return (
    <Card>
      <h2>{say(couple.isGateOpen ? 'couple.gate.open' : 'couple.gate.shut')}</h2>
      {couple.agreement && couple.agreementVersion !== null ? (
        <AgreementRead
          kind={couple.agreement}
          version={couple.agreementVersion}
          label={say('agreement.readIt')}
        />
      ) : null}
      {couple.isGateOpen ? null : (
        <>
          <p>{say('couple.gate.needs')}</p>
          {couple.agreement === null ? <p>{say('couple.gate.noAgreement')}</p> : null}
          <ul className={styles.list}>
            {couple.partners
              .filter(({ until }) => !until)
              .map(({ id, client }) => (
                <li key={id} className={styles.item}>
                  <Link to={`/clients/${client.id}`}>
                    {say('couple.pageOf', { name: client.chosenName })}
                  </Link>
                </li>
              ))}
          </ul>
        </>
      )}
    </Card>
  );
}
