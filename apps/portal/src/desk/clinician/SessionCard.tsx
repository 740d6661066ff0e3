import { useState } from 'react';
import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { dayName, shortDay, today, wallTime } from '../../lib/format.js';
import { Button, Card, Dialog, TextField, useToast } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import {
  EpisodePartsFragmentDoc,
  MoveSessionDocument,
  RestoreSessionDocument,
  SetSessionRhythmDocument,
  SkipSessionDocument,
  type EpisodePartsFragment,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import { useViewer } from '../viewer.js';
import { sessionLong } from './session-words.js';
import styles from '../Desk.module.css';

/** The next session and its rhythm; skipping a week and moving a day are one click each. */
export function SessionCard({
  episode: from,
  isReadOnly = false,
}: {
  episode: FragmentType<EpisodePartsFragment> & { id: string };
  /** Joint work that is paused or has ended. */
  isReadOnly?: boolean;
}) {
  const say = useText();
  const toast = useToast();
  const { data: episode, complete } = useFragment({
    fragment: EpisodePartsFragmentDoc,
    fragmentName: 'EpisodeParts',
    from,
  });
  const [open, setOpen] = useState<'MOVE' | 'RHYTHM' | null>(null);
  const skip = useSubmit(SkipSessionDocument, ({ skipSession }) => skipSession);
  const restore = useSubmit(RestoreSessionDocument, ({ restoreSession }) => restoreSession);
  if (!complete) return null;
  const { nextSession, rhythm } = episode;
  const refused = skip.refused ?? restore.refused;
  const zone = rhythm?.zone;
  const skipped = episode.skippedOn.filter((on) => on >= today(zone));

  const skipThis = async (on: string): Promise<void> => {
    if (!(await skip.submit({ episodeId: episode.id, on }))) return;
    toast({
      text: say('session.skipped', { day: shortDay(on, say.language) }),
      undo: () => void restore.submit({ episodeId: episode.id, on }),
    });
  };

  return (
    <Card>
      <h2>{say('session.title')}</h2>
      <p>{nextSession ? sessionLong(say, nextSession) : say('session.unknownLong')}</p>
      {rhythm ? (
        <p className={styles.muted}>
          {say('session.rhythm', {
            weeks: rhythm.everyWeeks,
            day: new Intl.DateTimeFormat(say.language, { weekday: 'long', timeZone: 'UTC' }).format(
              new Date(`${rhythm.anchorOn}T00:00:00Z`),
            ),
            time: wallTime(rhythm.time, say.language),
          })}
        </p>
      ) : null}
      {skipped.map((on) => (
        <p key={on} className={styles.item}>
          <span>{say('session.isSkipped', { day: dayName(on, say.language) })}</span>
          {isReadOnly ? null : (
            <Button look="link" onPress={() => void restore.submit({ episodeId: episode.id, on })}>
              {say('session.restore')}
            </Button>
          )}
        </p>
      ))}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      {isReadOnly ? null : (
        <div className={styles.acts}>
          {nextSession ? (
            <>
              <Button onPress={() => void skipThis(nextSession.regularOn)} isDisabled={skip.isBusy}>
                {say('session.skip')}
              </Button>
              <Button onPress={() => setOpen('MOVE')}>{say('session.move')}</Button>
            </>
          ) : null}
          <Button look={nextSession ? 'link' : 'quiet'} onPress={() => setOpen('RHYTHM')}>
            {say(rhythm ? 'session.changeRhythm' : 'session.setRhythm')}
          </Button>
        </div>
      )}
      <p className={styles.muted}>
        {episode.careTeam
          .filter(({ until }) => !until || until > new Date().toISOString())
          .map(({ clinicianName, part }) => say(`careTeam.${part}`, { name: clinicianName }))
          .join(' · ')}
      </p>
      {nextSession ? (
        <Dialog title={say('session.move')} isOpen={open === 'MOVE'} onClose={() => setOpen(null)}>
          <MoveForm episodeId={episode.id} session={nextSession} onDone={() => setOpen(null)} />
        </Dialog>
      ) : null}
      <Dialog
        shape="sheet"
        title={say('session.rhythmTitle')}
        isOpen={open === 'RHYTHM'}
        onClose={() => setOpen(null)}
      >
        <RhythmForm episode={episode} onDone={() => setOpen(null)} />
      </Dialog>
    </Card>
  );
}

function MoveForm({
  episodeId,
  session,
  onDone,
}: {
  episodeId: string;
  session: { on: string; regularOn: string; time: string };
  onDone: () => void;
}) {
  const say = useText();
  const [toOn, setOn] = useState(session.on);
  const [toTime, setTime] = useState(session.time);
  const { submit, isBusy, refused } = useSubmit(MoveSessionDocument, ({ moveSession }) => moveSession);
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        void submit({ episodeId, on: session.regularOn, toOn, toTime }).then((done) => {
          if (done) onDone();
        });
      }}
    >
      <div className={styles.two}>
        <TextField label={say('session.day')} type="date" value={toOn} onChange={setOn} />
        <TextField label={say('session.time')} type="time" value={toTime} onChange={setTime} />
      </div>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <Button look="primary" type="submit" isDisabled={isBusy || !toOn || !toTime}>
        {say('session.moveSave')}
      </Button>
    </form>
  );
}

function RhythmForm({ episode, onDone }: { episode: EpisodePartsFragment; onDone: () => void }) {
  const say = useText();
  const { practice } = useViewer();
  const [anchorOn, setAnchor] = useState(episode.nextSession?.on ?? episode.rhythm?.anchorOn ?? '');
  const [time, setTime] = useState(episode.rhythm?.time ?? '');
  const [weeks, setWeeks] = useState(String(episode.rhythm?.everyWeeks ?? 1));
  const zone = episode.rhythm?.zone ?? practice.zone;
  const { submit, isBusy, refused } = useSubmit(
    SetSessionRhythmDocument,
    ({ setSessionRhythm }) => setSessionRhythm,
  );
  const set = async (rhythm: EpisodePartsFragment['rhythm']): Promise<void> => {
    const plain = rhythm && {
      anchorOn: rhythm.anchorOn,
      time: rhythm.time,
      everyWeeks: rhythm.everyWeeks,
      zone: rhythm.zone,
    };
    if (await submit({ episodeId: episode.id, rhythm: plain })) onDone();
  };
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        void set({ __typename: 'SessionRhythm', anchorOn, time, everyWeeks: Number(weeks), zone });
      }}
    >
      <p>{say('session.rhythmLead')}</p>
      <TextField label={say('session.next')} type="date" value={anchorOn} onChange={setAnchor} autoFocus />
      <TextField
        label={say('session.time')}
        description={say('session.zone', { zone })}
        type="time"
        value={time}
        onChange={setTime}
      />
      <Select
        label={say('session.weeks')}
        value={weeks}
        onChange={setWeeks}
        options={['1', '2', '3', '4'].map((value) => ({
          value,
          label: say('session.everyWeeks', { weeks: Number(value) }),
        }))}
      />
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <Button look="primary" type="submit" isDisabled={isBusy || !anchorOn || !time}>
        {say('session.rhythmSave')}
      </Button>
      {episode.rhythm ? (
        <Button onPress={() => void set(null)} isDisabled={isBusy}>
          {say('session.rhythmUnknown')}
        </Button>
      ) : null}
    </form>
  );
}
