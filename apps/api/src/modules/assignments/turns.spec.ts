import {
  type AssignmentRhythm,
  once,
  type SessionChange,
  sessionPassedSince,
  type SessionRhythm,
  upcomingSessions,
} from '@rejoin/domain';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Course, firstSlot, hasEnded, nextTurn, slotToOpen } from './turns.js';

const thursdays: SessionRhythm = {
  anchorOn: '2026-01-01',
  time: '16:00',
  everyWeeks: 1,
  zone: 'Europe/Berlin',
};
const meeting = (rhythm: SessionRhythm | null, changes: SessionChange[] = []) => ({ rhythm, changes });

const weekly: AssignmentRhythm = { ...once('2026-03-25'), kind: 'WEEKLY' };
const monthly: AssignmentRhythm = { ...once('2026-03-25'), kind: 'MONTHLY', monthDay: 31 };
const perSession: AssignmentRhythm = { ...once('2026-03-25'), kind: 'BEFORE_EACH_SESSION' };

/** Given on Wednesday 25 March 2026, at nine in Berlin. */
const course = (rhythm: AssignmentRhythm, overrides: Partial<Course> = {}): Course => ({
  rhythm,
  zone: 'Europe/Berlin',
  sessions: meeting(null),
  isPaused: false,
  isWaiting: false,
  resumedOn: null,
  holiday: null,
  skippedOn: [],
  latest: '2026-03-25T08:00:00Z',
  opened: 1,
  ...overrides,
});

describe('firstSlot', () => {
  const first = (rhythm: AssignmentRhythm, sessions = meeting(null), now = '2026-03-25T08:00:00Z') =>
    firstSlot({ rhythm, sessions }, now);

  it('of once is one slot for ever', () => {
    expect(first(once('2026-03-25'))).toBe('once');
  });

  it('before each session is the session’s own date, or the day it is given where none is known', () => {
    expect(first(perSession, meeting(thursdays))).toBe('2026-03-26');
    expect(first(perSession, meeting(thursdays, [{ on: '2026-03-26', movedTo: '2026-03-28T10:00' }]))).toBe(
      '2026-03-26',
    );
    expect(first(perSession)).toBe('2026-03-25');
  });

  it.each([weekly, monthly, { ...weekly, kind: 'WHEN_IT_HAPPENS' as const }])(
    'of anything else is the day it is given: %j',
    (rhythm) => {
      expect(first(rhythm)).toBe('2026-03-25');
    },
  );
});

describe('slotToOpen by the calendar', () => {
  it.each([
    ['the day it is given', '2026-03-25T09:00:00Z', null],
    ['the last minute of the week, summer time begun', '2026-03-31T21:59:59Z', null],
    ['the first minute of the next', '2026-03-31T22:00:00Z', '2026-04-01'],
    ['half a year on, after both changes of clocks', '2026-10-27T23:00:00Z', '2026-10-28'],
    ['a minute before that', '2026-10-27T22:59:00Z', '2026-10-21'],
  ])('each week: %s', (_name, now, slot) => {
    expect(slotToOpen(course(weekly), now)).toBe(slot);
  });

  it('leaves behind what passed while nobody looked', () => {
    const daily: AssignmentRhythm = { ...weekly, weekdays: ['MONDAY', 'TUESDAY', 'FRIDAY'] };
    expect(slotToOpen(course(daily), '2026-04-02T09:00:00Z')).toBe('2026-03-31');
  });

  it('opens one turn a day, also where another one was started by hand', () => {
    const wednesdays = course(weekly, { latest: '2026-04-01T05:00:00Z' });
    expect(slotToOpen(wednesdays, '2026-04-01T18:00:00Z')).toBeNull();
  });

  it('is none while it is paused, and none of the pause afterwards', () => {
    expect(slotToOpen(course(weekly, { isPaused: true }), '2026-04-01T09:00:00Z')).toBeNull();
    const resumed = course(weekly, { resumedOn: '2026-04-03' });
    expect(slotToOpen(resumed, '2026-04-03T09:00:00Z')).toBeNull();
    expect(slotToOpen(resumed, '2026-04-08T09:00:00Z')).toBe('2026-04-08');
  });

  it('is none in a holiday, and none of the holiday afterwards', () => {
    const away = course(weekly, { holiday: { from: '2026-03-30', until: '2026-04-05' } });
    expect(slotToOpen(away, '2026-04-01T09:00:00Z')).toBeNull();
    expect(slotToOpen(away, '2026-04-07T09:00:00Z')).toBeNull();
    expect(slotToOpen(away, '2026-04-08T09:00:00Z')).toBe('2026-04-08');
  });

  it('is none that was left out, and the one after it comes in its turn', () => {
    const skipping = course(weekly, { skippedOn: ['2026-04-01'] });
    expect(slotToOpen(skipping, '2026-04-07T09:00:00Z')).toBeNull();
    expect(slotToOpen(skipping, '2026-04-08T09:00:00Z')).toBe('2026-04-08');
  });

  it('ends on its last day, or with its last turn', () => {
    const until = course({ ...weekly, endsOn: '2026-04-07' });
    expect(slotToOpen(until, '2026-04-01T09:00:00Z')).toBe('2026-04-01');
    expect(slotToOpen(until, '2026-04-08T09:00:00Z')).toBeNull();
    const twice = { ...weekly, endsAfter: 2 };
    expect(slotToOpen(course(twice), '2026-04-01T09:00:00Z')).toBe('2026-04-01');
    expect(slotToOpen(course(twice, { opened: 2 }), '2026-04-08T09:00:00Z')).toBeNull();
    expect(hasEnded(course(twice, { opened: 2 }), '2026-04-08')).toBe(true);
    expect(hasEnded(until, '2026-04-07')).toBe(false);
  });

  it('is none of what comes once, or when it happens', () => {
    for (const kind of ['ONCE', 'WHEN_IT_HAPPENS'] as const)
      expect(slotToOpen(course({ ...once('2026-03-25'), kind }), '2027-01-01T09:00:00Z')).toBeNull();
  });
});

describe('slotToOpen before each session', () => {
  const monday = '2026-03-23T09:00:00Z';
  const friday = '2026-03-27T09:00:00Z';
  const open = (
    rhythm: SessionRhythm | null,
    changes: SessionChange[],
    latest: string,
    now: string,
    overrides: Partial<Course> = {},
  ) => slotToOpen(course(perSession, { sessions: meeting(rhythm, changes), latest, ...overrides }), now);

  it.each<[string, SessionRhythm | null, SessionChange[]]>([
    ['is still to come', thursdays, []],
    ['is skipped', thursdays, [{ on: '2026-03-26' }]],
    ['moved', thursdays, [{ on: '2026-03-26', movedTo: '2026-03-28T10:00' }]],
    ['is on another day of the week now', { ...thursdays, anchorOn: '2026-03-28' }, []],
    ['is no longer known', null, []],
  ])('asks nobody anew while the session they were asked for %s', (_how, rhythm, changes) => {
    const now = changes.length > 0 || rhythm !== thursdays ? friday : '2026-03-26T14:59:59Z';
    expect(open(rhythm, changes, monday, now)).toBeNull();
  });

  it('opens the turn of the next session once one has begun', () => {
    expect(open(thursdays, [], monday, '2026-03-26T15:00:00Z')).toBe('2026-04-02');
    expect(open(thursdays, [{ on: '2026-03-26', movedTo: '2026-03-25T10:00' }], monday, friday)).toBe(
      '2026-04-02',
    );
    expect(open(thursdays, [], friday, friday)).toBeNull();
  });

  it('waits out a holiday, and asks for the first session after it', () => {
    const away = { holiday: { from: '2026-03-27', until: '2026-04-05' } };
    expect(open(thursdays, [], monday, friday, away)).toBeNull();
    expect(open(thursdays, [], monday, '2026-04-06T09:00:00Z', away)).toBe('2026-04-09');
  });

  it('leaves out the turn of one session', () => {
    const skipping = { skippedOn: ['2026-04-02'] };
    expect(open(thursdays, [], monday, friday, skipping)).toBeNull();
    expect(open(thursdays, [], monday, '2026-04-02T15:00:00Z', skipping)).toBe('2026-04-09');
  });

  it('ends before the first session after its last day', () => {
    const rhythm = { ...perSession, endsOn: '2026-04-01' };
    expect(open(thursdays, [], monday, friday, { rhythm })).toBeNull();
  });
});

describe('nextTurn', () => {
  const next = (rhythm: AssignmentRhythm, overrides: Partial<Course> = {}, now = '2026-03-25T09:00:00Z') =>
    nextTurn(course(rhythm, overrides), now);

  it.each<[string, AssignmentRhythm, Partial<Course>, string | null]>([
    ['each week', weekly, {}, '2026-04-01'],
    ['on chosen days', { ...weekly, weekdays: ['MONDAY', 'FRIDAY'] }, {}, '2026-03-27'],
    [
      'every other week, from its own week on',
      { ...weekly, everyWeeks: 2, weekdays: ['MONDAY'] },
      {},
      '2026-04-06',
    ],
    ['at the end of a month', monthly, {}, '2026-03-31'],
    ['after one that is left out', weekly, { skippedOn: ['2026-04-01'] }, '2026-04-08'],
    ['after a holiday', weekly, { holiday: { from: '2026-03-30', until: '2026-04-20' } }, '2026-04-22'],
    ['paused', weekly, { isPaused: true }, null],
    ['while one waits for a session', weekly, { isWaiting: true }, null],
    ['past its last day', { ...weekly, endsOn: '2026-03-31' }, {}, null],
    ['with its last turn', { ...weekly, endsAfter: 1 }, {}, null],
    ['once', once('2026-03-25'), {}, null],
    ['when it happens', { ...weekly, kind: 'WHEN_IT_HAPPENS' }, {}, null],
  ])('%s', (_name, rhythm, overrides, on) => {
    expect(next(rhythm, overrides)).toBe(on);
  });

  it('before each session is the first session nobody was asked for', () => {
    const sessions = meeting(thursdays);
    expect(next(perSession, { sessions })).toBe('2026-04-02');
    expect(next(perSession, { sessions, skippedOn: ['2026-04-02'] })).toBe('2026-04-09');
    expect(next(perSession, { sessions }, '2026-03-26T15:00:00Z')).toBe('2026-04-02');
    expect(next(perSession)).toBeNull();
  });

  it('is today, while the turn of today has not been opened', () => {
    expect(next(weekly, {}, '2026-04-01T00:00:00Z')).toBe('2026-04-01');
  });
});

describe('for any rhythm of sessions and way through time', () => {
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
  );
  const day = fc
    .integer({ min: 0, max: 1_500 })
    .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString());
  const anyCase = fc.record({
    zone,
    startsOn: day,
    sessions: fc
      .record({
        anchorOn: day,
        time: fc.constantFrom('00:30', '02:30', '16:00'),
        everyWeeks: fc.constantFrom(1 as const, 2 as const, 4 as const),
        zone,
      })
      .chain((of) =>
        fc.record({
          rhythm: fc.constant(of),
          changes: fc.uniqueArray(
            fc
              .record({
                turn: fc.nat(20),
                moved: fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined }),
              })
              .map(({ turn, moved }): SessionChange => {
                const on = Temporal.PlainDate.from(of.anchorOn).add({ weeks: turn * of.everyWeeks });
                const movedTo =
                  moved === undefined ? {} : { movedTo: `${on.add({ days: moved }).toString()}T11:00` };
                return { on: on.toString(), ...movedTo };
              }),
            { selector: ({ on }) => on, maxLength: 4 },
          ),
        }),
      ),
    hours: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 12 }),
  });

  it('a turn before a session is opened once one has begun, for the one that is next then, and never twice', () => {
    fc.assert(
      fc.property(anyCase, ({ zone: where, startsOn, sessions, hours }) => {
        const rhythm: AssignmentRhythm = { ...once(startsOn), kind: 'BEFORE_EACH_SESSION' };
        let now = Temporal.PlainDate.from(startsOn).toZonedDateTime(where).toInstant();
        let latest = now.toString();
        const slots = [firstSlot({ rhythm, sessions }, latest)];
        for (const step of hours) {
          now = now.add({ hours: step });
          const slot = slotToOpen(
            course(rhythm, { zone: where, sessions, latest, opened: slots.length }),
            now.toString(),
          );
          if (slot === null) continue;
          expect(sessionPassedSince(sessions.rhythm, sessions.changes, latest, now.toString())).toBe(true);
          expect(upcomingSessions(sessions.rhythm, sessions.changes, now.toString(), 1)[0]?.regularOn).toBe(
            slot,
          );
          latest = now.toString();
          slots.push(slot);
        }
        expect(new Set(slots).size).toBe(slots.length);
      }),
      { numRuns: 300 },
    );
  });
});
