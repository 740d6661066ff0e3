import { useState } from 'react';
import { fullDay } from '../../lib/format.js';
import { Button, Card, ChooseOne, Dialog, TextField } from '../../ui/index.js';
import {
  type CoupleScreenQuery,
  EndCoupleDocument,
  LeaveCoupleDocument,
  PauseCoupleDocument,
  ResumeCoupleDocument,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

type Couple = NonNullable<CoupleScreenQuery['couple']>;
type Change = 'PAUSE' | 'END' | 'LEAVE';

/**
 * How joint work goes on. It is paused and ended, and one of several leaves, by who treats them, once each was told alone; the app tells nobody, so the
 * form asks for the day of each before it does anything.
 */
export function CoupleCourse({ couple }: { couple: Couple }) {
  const say = useText();
  const [asking, setAsking] = useState<Change | null>(null);
  const resume = useSubmit(ResumeCoupleDocument, ({ resumeCouple }) => resumeCouple);
  const { told, viewerCanPause, viewerCanResume, viewerCanEnd, viewerCanLetLeave } = couple;
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
        {viewerCanLetLeave ? (
          <Button look="link" onPress={() => setAsking('LEAVE')}>
            {say('course.leave')}
          </Button>
        ) : null}
        {viewerCanEnd ? (
          <Button look="link" onPress={() => setAsking('END')}>
            {say('course.end')}
          </Button>
        ) : null}
      </div>
      <div role="alert">{resume.refused ? <p className={styles.banner}>{resume.refused.text}</p> : null}</div>
      <Dialog
        shape="sheet"
        title={say(titles[asking ?? 'PAUSE'])}
        isOpen={asking !== null}
        onClose={() => setAsking(null)}
      >
        {asking ? <ToldForm couple={couple} what={asking} onDone={() => setAsking(null)} /> : null}
      </Dialog>
    </Card>
  );
}

const titles = { PAUSE: 'course.pauseTitle', END: 'course.endTitle', LEAVE: 'course.leaveTitle' } as const;
const leads = { PAUSE: 'course.pauseLead', END: 'course.endLead', LEAVE: 'course.leaveLead' } as const;
const buttons = { PAUSE: 'course.pause', END: 'course.endNow', LEAVE: 'course.leaveNow' } as const;

function ToldForm({ couple, what, onDone }: { couple: Couple; what: Change; onDone: () => void }) {
  const say = useText();
  const people = couple.partners.filter(({ until }) => !until).map(({ client }) => client);
  const [days, setDays] = useState<Readonly<Record<string, string>>>({});
  const [gap, setGap] = useState<string | null>(null);
  const pause = useSubmit(PauseCoupleDocument, ({ pauseCouple }) => pauseCouple);
  const end = useSubmit(EndCoupleDocument, ({ endCouple }) => endCouple);
  const leave = useSubmit(LeaveCoupleDocument, ({ leaveCouple }) => leaveCouple);
  const [leaving, setLeaving] = useState<string | null>(null);
  const { isBusy, refused } = { PAUSE: pause, END: end, LEAVE: leave }[what];

  const tell = async (): Promise<void> => {
    if (people.some(({ id }) => !days[id])) return setGap(say('course.missing'));
    if (what === 'LEAVE' && !leaving) return setGap(say('course.who'));
    setGap(null);
    const told = people.map(({ id }) => ({ clientId: id, toldOn: days[id] ?? '' }));
    const input = { coupleId: couple.id, told };
    const isDone =
      what === 'LEAVE'
        ? await leave.submit({ ...input, clientId: leaving ?? '' })
        : await (what === 'PAUSE' ? pause : end).submit(input);
    if (isDone) onDone();
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
      <p>{say(leads[what])}</p>
      {what === 'LEAVE' ? (
        <ChooseOne<string>
          label={say('course.who')}
          value={leaving}
          onChange={setLeaving}
          options={people.map(({ id, chosenName }) => ({ value: id, label: chosenName }))}
        />
      ) : null}
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
        {say(buttons[what])}
      </Button>
    </form>
  );
}
