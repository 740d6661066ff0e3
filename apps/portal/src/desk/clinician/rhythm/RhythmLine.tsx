import { useState, type ReactNode } from 'react';
import { Ellipsis } from 'lucide-react';
import { dayName } from '../../../lib/format.js';
import { Button, Dialog, TextField, useToast } from '../../../ui/index.js';
import { Menu, type MenuAction } from '../../../ui/Menu.js';
import {
  ChangeRhythmDocument,
  PauseAssignmentDocument,
  RestoreTurnDocument,
  ResumeAssignmentDocument,
  SetHolidayDocument,
  SkipTurnDocument,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import type { Assignment } from '../use-given.js';
import { draftOf, inputAgain, inputOf } from './rhythm-draft.js';
import { RhythmFields } from './RhythmFields.js';
import { nextWords, rhythmWords } from './rhythm-words.js';
import styles from '../../Desk.module.css';

/** The head of an assignment with when it comes next, and everything that can be done about its rhythm behind one button. */
export function RhythmLine({
  assignment,
  isReadOnly,
  head,
  children,
}: {
  assignment: Assignment;
  isReadOnly: boolean;
  head: ReactNode;
  /** What else can be done with it, beside that button. */
  children: ReactNode;
}) {
  const say = useText();
  const toast = useToast();
  const [open, setOpen] = useState<'RHYTHM' | 'HOLIDAY' | null>(null);
  const pausing = useSubmit(PauseAssignmentDocument, ({ pauseAssignment }) => pauseAssignment);
  const resuming = useSubmit(ResumeAssignmentDocument, ({ resumeAssignment }) => resumeAssignment);
  const skipping = useSubmit(SkipTurnDocument, ({ skipTurn }) => skipTurn);
  const restoring = useSubmit(RestoreTurnDocument, ({ restoreTurn }) => restoreTurn);
  const refused = pausing.refused ?? resuming.refused ?? skipping.refused ?? restoring.refused;
  const { id: assignmentId, exerciseTitle: title, nextTurnOn, rhythm } = assignment;

  const resume = async (): Promise<void> => {
    const done = await resuming.submit({ assignmentId });
    if (!done) return;
    const next = done.assignment?.nextTurnOn;
    toast({
      text: next
        ? say('rhythm.resumedNext', { title, day: dayName(next, say.language) })
        : say('rhythm.resumed', { title }),
    });
  };
  const pause = async (): Promise<void> => {
    if (!(await pausing.submit({ assignmentId }))) return;
    toast({ text: say('rhythm.isPaused', { title }), undo: () => void resume() });
  };
  const restore = (on: string) => restoring.submit({ assignmentId, on });
  const skip = async (on: string): Promise<void> => {
    if (!(await skipping.submit({ assignmentId, on }))) return;
    toast({
      text: say('rhythm.skipped', { day: dayName(on, say.language) }),
      undo: () => void restore(on),
    });
  };

  const actions: MenuAction[] = [
    ...(assignment.viewerCanChangeRhythm
      ? [
          {
            id: 'change',
            label: say(rhythm.kind === 'ONCE' ? 'rhythm.set' : 'rhythm.change'),
            onAction: () => setOpen('RHYTHM'),
          },
        ]
      : []),
    ...(assignment.viewerCanSkip && nextTurnOn
      ? [
          {
            id: 'skip',
            label: say('rhythm.skip', { day: dayName(nextTurnOn, say.language) }),
            onAction: () => void skip(nextTurnOn),
          },
        ]
      : []),
    ...(assignment.viewerCanSetHoliday
      ? [{ id: 'holiday', label: say('rhythm.holiday'), onAction: () => setOpen('HOLIDAY') }]
      : []),
    ...(assignment.viewerCanPause
      ? [{ id: 'pause', label: say('rhythm.pause'), onAction: () => void pause() }]
      : []),
    ...(assignment.viewerCanResume
      ? [{ id: 'resume', label: say('rhythm.resume'), onAction: () => void resume() }]
      : []),
  ];
  // What waits for a session says so, and its next turn waits with it.
  const next =
    assignment.withdrawnAt || assignment.viewerCanOpenInSession ? null : nextWords(say, assignment);
  return (
    <>
      <div className={styles.top}>
        <div>
          {head}
          {next ? <p className={styles.muted}>{next}</p> : null}
        </div>
        <div className={styles.rowEnd}>
          {children}
          {isReadOnly || actions.length === 0 ? null : (
            <Menu label={say('rhythm.more', { title })} actions={actions}>
              <Ellipsis size={20} aria-hidden="true" />
            </Menu>
          )}
        </div>
      </div>
      {assignment.withdrawnAt
        ? null
        : assignment.skippedOn.map((on) => (
            <p key={on} className={styles.item}>
              <span className={styles.muted}>
                {say('rhythm.isSkipped', { day: dayName(on, say.language) })}
              </span>
              {isReadOnly ? null : (
                <Button look="link" onPress={() => void restore(on)}>
                  {say('rhythm.restore')}
                </Button>
              )}
            </p>
          ))}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <Dialog
        shape="sheet"
        title={say('rhythm.title', { title })}
        isOpen={open === 'RHYTHM'}
        onClose={() => setOpen(null)}
      >
        <ChangeForm assignment={assignment} onDone={() => setOpen(null)} />
      </Dialog>
      <Dialog
        title={say('rhythm.holidayTitle', { title })}
        isOpen={open === 'HOLIDAY'}
        onClose={() => setOpen(null)}
      >
        <HolidayForm assignment={assignment} onDone={() => setOpen(null)} />
      </Dialog>
    </>
  );
}

/** Another rhythm from today on; what that means stands above the button, and it can be undone. */
function ChangeForm({ assignment, onDone }: { assignment: Assignment; onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const [draft, setDraft] = useState(() => draftOf(assignment.rhythm));
  const [gap, setGap] = useState<string | null>(null);
  const { submit, isBusy, refused } = useSubmit(ChangeRhythmDocument, ({ changeRhythm }) => changeRhythm);
  const { id: assignmentId, exerciseTitle: title, rhythm: before } = assignment;
  const input = inputOf(draft);

  const undo = async (): Promise<void> => {
    const done = await submit({ assignmentId, rhythm: inputAgain(before), countsFrom: before.startsOn });
    toast({ text: say(done ? 'rhythm.undone' : 'rhythm.notUndone') });
  };
  const change = async (): Promise<void> => {
    if (!input) return setGap(say('assign.dayMissing'));
    setGap(null);
    const done = await submit({ assignmentId, rhythm: input });
    if (!done) return;
    onDone();
    const next = done.assignment?.nextTurnOn;
    const words = { title, rhythm: rhythmWords(say, input) };
    toast({
      text: next
        ? say('rhythm.changedNext', { ...words, day: dayName(next, say.language) })
        : say('rhythm.changed', words),
      undo: () => void undo(),
    });
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <RhythmFields draft={draft} onChange={setDraft} />
      <p role="status">
        {input ? say('rhythm.becomes', { rhythm: rhythmWords(say, input) }) : say('assign.dayMissing')}
      </p>
      <p className={styles.muted}>{say('rhythm.keeps')}</p>
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('rhythm.save')}
      </Button>
    </form>
  );
}

/** Two days, both of them included. */
function HolidayForm({ assignment, onDone }: { assignment: Assignment; onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const { id: assignmentId, holiday } = assignment;
  const [from, setFrom] = useState(holiday?.from ?? '');
  const [until, setUntil] = useState(holiday?.until ?? '');
  const { submit, isBusy, refused } = useSubmit(SetHolidayDocument, ({ setHoliday }) => setHoliday);
  const set = async (days: { from: string; until: string } | null): Promise<void> => {
    const done = await submit({ assignmentId, ...(days ? { holiday: days } : {}) });
    if (!done) return;
    onDone();
    const next = done.assignment?.nextTurnOn;
    toast({
      text: next
        ? say('rhythm.holidayNext', { day: dayName(next, say.language) })
        : say(days ? 'rhythm.holidaySet' : 'rhythm.holidayOff'),
    });
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void set({ from, until });
      }}
    >
      <p>{say('rhythm.holidayLead')}</p>
      <div className={styles.two}>
        <TextField label={say('rhythm.from')} type="date" value={from} onChange={setFrom} autoFocus />
        <TextField label={say('rhythm.untilDay')} type="date" value={until} onChange={setUntil} />
      </div>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        <Button look="primary" type="submit" isDisabled={isBusy || !from || !until}>
          {say('rhythm.holidaySave')}
        </Button>
        {holiday ? (
          <Button isDisabled={isBusy} onPress={() => void set(null)}>
            {say('rhythm.holidayClear')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
