import { useQuery } from '@apollo/client/react';
import { dayOf } from '../../lib/format.js';
import { Card, ErrorState, Loading, Title } from '../../ui/index.js';
import { PracticeScreenDocument } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

/** The practice as its admin sees it: what is still to be set up, and what clients find under Help now. No clinical word. */
export function PracticeScreen() {
  const say = useText();
  const { data, error, refetch } = useQuery(PracticeScreenDocument);
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
  }
  const { practice } = data;
  const { help } = practice;
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
      <Card>
        <h2>{say('practice.about')}</h2>
        <dl className={styles.facts}>
          <dt>{say('practice.mailName')}</dt>
          <dd>{practice.mailName}</dd>
          <dt>{say('practice.zone')}</dt>
          <dd>{practice.zone}</dd>
        </dl>
        <p className={styles.muted}>{say('practice.mailNote')}</p>
      </Card>
      <Card>
        <h2>{say('practice.help')}</h2>
        <p className={styles.muted}>{say('practice.helpLead')}</p>
        <dl className={styles.facts}>
          <dt>{say('practice.emergency')}</dt>
          <dd>{help.emergencyNumber ?? say('practice.notSet')}</dd>
          {help.lines.map((line) => (
            <div key={line.name + line.number} className={styles.rows}>
              <dt>{line.name}</dt>
              <dd>
                {line.number}
                <br />
                <span className={styles.muted}>
                  {[line.hours, line.language, line.note].filter(Boolean).join(' · ')}
                </span>
              </dd>
            </div>
          ))}
          <dt>{say('practice.hours')}</dt>
          <dd>{help.practiceHours ?? say('practice.notSet')}</dd>
          <dt>{say('practice.checked')}</dt>
          <dd>
            {help.checkedOn ? dayOf(`${help.checkedOn}T12:00:00`, say.language) : say('practice.notSet')}
          </dd>
        </dl>
        <p className={styles.muted}>{say('practice.helpChange')}</p>
      </Card>
    </>
  );
}
