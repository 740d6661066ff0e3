import { useState } from 'react';
import { fullDay } from '../../lib/format.js';
import { Button, Card, Dialog, TextField } from '../../ui/index.js';
import {
  type CoupleScreenQuery,
  EndCoupleDocument,
  PauseCoupleDocument,
  ResumeCoupleDocument,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

type Couple = NonNullable<CoupleScreenQuery['couple']>;

/**
 * How joint work goes on. It is paused and ended by who treats them, once each was told alone; the app tells nobody, so the
 * form asks for the day of each before it does anything.
 */
export function CoupleCourse({ couple }: { couple: Couple }) {
  const say = useText();
  const [asking, setAsking] = useState<'PAUSE' | 'END' | null>(null);
  const resume = useSubmit(ResumeCoupleDocument, ({ resumeCouple }) => resumeCouple);
  const { told, viewerCanPause, viewerCanResume, viewerCanEnd } = couple;
  if (!viewerCanEnd && told.length === 0) return null;
  return (
    <Card>
      <h2>{say('course.title')}</h2>
      {told.length > 0 ? (
        <ul className={styles.list}>
          {told.map(({ clientId, clientName, toldOn }) => (
            <li key={clientId}>
              {say('course.told', { name: clientName, day: fullDay(toldOn, say.language) })}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.acts}>
        {viewerCanResume ? (
          <Button isDisabled={resume.isBusy} onPress={() => void resume.submit({ coupleId: couple.id })}>
            {say('course.resume')}
          </Button>
        ) : null}
        {viewerCanPause ? <Button onPress={() => setAsking('PAUSE')}>{say('course.pause')}</Button> : null}
        {viewerCanEnd ? (
          <Button look="link" onPress={() => setAsking('END')}>
            {say('course.end')}
          </Button>
        ) : null}
      </div>
      <div role="alert">{resume.refused ? <p className={styles.banner}>{resume.refused.text}</p> : null}</div>
      <Dialog
        shape="sheet"
        title={say(asking === 'END' ? 'course.endTitle' : 'course.pauseTitle')}
        isOpen={asking !== null}
        onClose={() => setAsking(null)}
      >
        {asking ? <ToldForm couple={couple} what={asking} onDone={() => setAsking(null)} /> : null}
      </Dialog>
    </Card>
  );
}

function ToldForm({ couple, what, onDone }: { couple: Couple; what: 'PAUSE' | 'END'; onDone: () => void }) {
  const say = useText();
  const people = couple.partners.filter(({ until }) => !until).map(({ client }) => client);
  const [days, setDays] = useState<Readonly<Record<string, string>>>({});
  const [gap, setGap] = useState<string | null>(null);
  const pause = useSubmit(PauseCoupleDocument, ({ pauseCouple }) => pauseCouple);
  const end = useSubmit(EndCoupleDocument, ({ endCouple }) => endCouple);
  const { submit, isBusy, refused } = what === 'PAUSE' ? pause : end;

  const tell = async (): Promise<void> => {
    if (people.some(({ id }) => !days[id])) return setGap(say('course.missing'));
    setGap(null);
    const told = people.map(({ id }) => ({ clientId: id, toldOn: days[id] ?? '' }));
    if (await submit({ coupleId: couple.id, told })) onDone();
  };

  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void tell();
      }}
    >
      <p>{say(what === 'PAUSE' ? 'course.pauseLead' : 'course.endLead')}</p>
      <p className={styles.muted}>{say('course.tellEach')}</p>
      {people.map(({ id, chosenName }) => (
        <TextField
          key={id}
          label={say('course.toldOn', { name: chosenName })}
          type="date"
          value={days[id] ?? ''}
          onChange={(day) => setDays((known) => ({ ...known, [id]: day }))}
        />
      ))}
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say(what === 'PAUSE' ? 'course.pause' : 'course.endNow')}
      </Button>
    </form>
  );
}
