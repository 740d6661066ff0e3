import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildMember,
  buildReflection,
  canary,
  type ClientMember,
  draftBody,
  fullBody,
  type Giving,
  type Member,
  openGate,
  slug,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, pair } from '../../../test/scenario.js';
import { openTurns } from './open-turns.js';

let test: TestApp;
let worker: pg.Pool;
beforeAll(async () => {
  test = await startApp();
  worker = new pg.Pool({ connectionString: test.urls.workerUrl, max: 2 });
});
afterAll(async () => {
  await worker.end();
  await test.close();
});

/** A day in Berlin, where the practice of a test is. */
const day = (offset: number): string =>
  Temporal.Now.zonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: offset }).toString();
const weekdayOf = (on: string): string =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
    .format(new Date(`${on}T00:00:00Z`))
    .toUpperCase();

interface Shown {
  id: string;
  rhythm: Record<string, unknown>;
  due: string;
  nextTurnOn: string | null;
  hasEnded: boolean;
  pausedAt: string | null;
  holiday: { from: string; until: string } | null;
  skippedOn: string[];
  turns: { id: string }[];
  reflections: { id: string }[];
  viewerCanChangeRhythm: boolean;
  viewerCanPause: boolean;
  viewerCanResume: boolean;
  viewerCanSkip: boolean;
  viewerCanSetHoliday: boolean;
}
const shown = async (clinician: Member, client: ClientMember): Promise<Shown> => {
  const answer = await clinician.browser.ask(wholeDocument(test, 'Query.client'), { id: client.clientId });
  return answer.client.assignments[0] as Shown;
};

const slots = async (assignmentId: string): Promise<string[]> =>
  (
    await test.sql.query<{ slot: string }>(
      `select slot from occurrences where assignment_id = $1 and sitting = 'FIRST' order by opens_at, slot`,
      [assignmentId],
    )
  ).rows.map(({ slot }) => slot);

/** All of it was so many days earlier. */
async function daysPass(assignmentId: string, days: number): Promise<void> {
  await test.owner.query(
    `with a as (update assignments set assigned_at = assigned_at - $2 * interval '1 day', announce_at = announce_at - $2 * interval '1 day',
       starts_on = starts_on - $2::int where id = $1)
     update occurrences set opens_at = opens_at - $2 * interval '1 day',
       slot = case when length(slot) = 10 then (slot::date - $2::int)::text else slot end where assignment_id = $1`,
    [assignmentId, days],
  );
}

async function given(giving: Giving) {
  const { clinician, client } = await pair(test);
  const built = await buildAssignment(test, clinician, client, giving);
  return { clinician, client, ...built, see: () => shown(clinician, client) };
}
const today = async (client: ClientMember) =>
  (await client.browser.ask(wholeDocument(test, 'Query.today'))).today as {
    occurrences: { id: string; rhythm: { kind: string } }[];
    whenItHappens: { assignmentId: string; readyId: string | null; title: string; minutes: number }[];
  };

describe('giving', () => {
  it.each<[string, NonNullable<Giving['rhythm']>, string]>([
    ['each week', { kind: 'WEEKLY' }, day(7)],
    ['every three weeks', { kind: 'WEEKLY', everyWeeks: 3 }, day(21)],
    ['from tomorrow’s weekday on', { kind: 'WEEKLY', weekdays: [weekdayOf(day(1)) as 'MONDAY'] }, day(1)],
    [
      'monthly',
      { kind: 'MONTHLY', monthDay: 31 },
      Temporal.PlainDate.from(day(1)).with({ day: 31 }).toString(),
    ],
  ])('%s is there at once, and says when it comes next', async (_name, rhythm, next) => {
    const { assignmentId, see } = await given({ rhythm });
    expect(await slots(assignmentId)).toEqual([day(0)]);
    expect(await see()).toMatchObject({
      rhythm,
      nextTurnOn: next,
      hasEnded: false,
      viewerCanChangeRhythm: true,
      viewerCanPause: true,
      viewerCanResume: false,
      viewerCanSkip: true,
      viewerCanSetHoliday: true,
    });
  });

  it('once promises no other', async () => {
    const { see } = await given({ rhythm: 'ONCE' });
    expect(await see()).toMatchObject({
      nextTurnOn: null,
      viewerCanPause: false,
      viewerCanSkip: false,
      viewerCanSetHoliday: false,
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['rhythm.weekdays', { kind: 'MONTHLY', monthDay: 3, weekdays: ['MONDAY'] }],
    ['rhythm.monthDay', { kind: 'MONTHLY' }],
    ['rhythm.endsOn', { kind: 'WEEKLY', endsOn: '2020-01-01' }],
    ['rhythm.endsAfter', { kind: 'WHEN_IT_HAPPENS', endsAfter: 3 }],
  ])('says what does not fit: %s', async (field, rhythm) => {
    const { clinician, client } = await pair(test);
    const payload = await clinician.browser.act('assignExercise', {
      ...{ episodeId: client.episodeId, exerciseSlug: slug, due: 'NONE', rhythm },
    });
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', field }]);
  });
});

describe('the worker', () => {
  it('opens the turns of chosen days, once each, until the last of them has come', async () => {
    const rhythm = {
      kind: 'WEEKLY' as const,
      weekdays: [weekdayOf(day(-1)), weekdayOf(day(0))] as 'MONDAY'[],
      endsAfter: 2,
    };
    const { assignmentId, see } = await given({ rhythm });
    await daysPass(assignmentId, 7);
    await Promise.all([openTurns.run(worker), openTurns.run(worker)]);
    // Yesterday's is left behind: what stands open is today's.
    expect(await slots(assignmentId)).toHaveLength(2);
    expect(await see()).toMatchObject({ hasEnded: true, nextTurnOn: null });
    await daysPass(assignmentId, 7);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(2);
  });

  it('makes no turn of what is for when it happens', async () => {
    const { assignmentId } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    await daysPass(assignmentId, 30);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
  });
});

describe('changing a rhythm', () => {
  it('keeps what was shared and begun, and lets the next turn come by the new rule', async () => {
    const { assignmentId, occurrenceId, clinician, client, see } = await given({ rhythm: 'WEEKLY' });
    const sentence = canary('sentence');
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence }));
    await daysPass(assignmentId, 8);
    await openTurns.run(worker);
    const [, begun] = (
      await test.sql.query<{ id: string }>(
        'select id from occurrences where assignment_id = $1 order by opens_at',
        [assignmentId],
      )
    ).rows;
    await buildDraft(test, client, begun?.id ?? '', draftBody());
    const { assignment } = await clinician.browser.do(
      'changeRhythm',
      { assignmentId, rhythm: { kind: 'MONTHLY', monthDay: 1, endsAfter: 3 } },
      'assignment { nextTurnOn rhythm { kind monthDay startsOn endsAfter } reflections { id } }',
    );
    const next = Temporal.PlainDate.from(day(1));
    expect(assignment).toEqual({
      nextTurnOn: (next.day === 1 ? next : next.add({ months: 1 }).with({ day: 1 })).toString(),
      rhythm: { kind: 'MONTHLY', monthDay: 1, startsOn: day(0), endsAfter: 3 },
      reflections: [{ id: reflectionId }],
    });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(2);
    expect((await today(client)).occurrences).toMatchObject([{ id: begun?.id, rhythm: { kind: 'MONTHLY' } }]);
    expect((await see()).reflections).toHaveLength(1);
  });

  it('is undone by setting the former one from its own day', async () => {
    const { assignmentId, clinician, see } = await given({ rhythm: { kind: 'WEEKLY', everyWeeks: 2 } });
    await daysPass(assignmentId, 3);
    const before = await see();
    await clinician.browser.do('changeRhythm', { assignmentId, rhythm: { kind: 'ONCE' } });
    expect(await see()).toMatchObject({ nextTurnOn: null, viewerCanSkip: false });
    await clinician.browser.do('changeRhythm', {
      assignmentId,
      rhythm: { kind: 'WEEKLY', everyWeeks: 2 },
      countsFrom: day(-3),
    });
    expect(await see()).toEqual(before);
    expect(before.nextTurnOn).toBe(day(11));
  });

  it('to before each session is meant for the session', async () => {
    const { assignmentId, clinician, client, see } = await given({ rhythm: 'ONCE' });
    await clinician.browser.do('setSessionRhythm', {
      episodeId: client.episodeId,
      rhythm: { anchorOn: day(3), time: '12:00', everyWeeks: 1, zone: 'Europe/Berlin' },
    });
    await clinician.browser.do('changeRhythm', { assignmentId, rhythm: { kind: 'BEFORE_EACH_SESSION' } });
    expect(await see()).toMatchObject({ due: 'NEXT_SESSION', nextTurnOn: day(10) });
  });

  it('is refused of what is withdrawn, what does not fit, and what counts from a day to come', async () => {
    const { assignmentId, clinician } = await given({ rhythm: 'WEEKLY' });
    const change = async (input: Record<string, unknown>) =>
      codes(await clinician.browser.act('changeRhythm', { assignmentId, ...input }));
    expect(await change({ rhythm: { kind: 'WEEKLY' }, countsFrom: day(1) })).toEqual(['INVALID']);
    expect(await change({ rhythm: { kind: 'WEEKLY', monthDay: 3 } })).toEqual(['INVALID']);
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    expect(await change({ rhythm: { kind: 'WEEKLY' } })).toEqual(['NOT_ALLOWED_NOW']);
  });
});

describe('a pause', () => {
  it('holds everything back, and what would have come is left behind', async () => {
    const { assignmentId, clinician, see } = await given({ rhythm: 'WEEKLY' });
    await clinician.browser.do('pauseAssignment', { assignmentId });
    await daysPass(assignmentId, 8);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    expect(await see()).toMatchObject({
      nextTurnOn: null,
      viewerCanPause: false,
      viewerCanResume: true,
      viewerCanSkip: false,
    });
    expect((await see()).pausedAt).not.toBeNull();
    expect(codes(await clinician.browser.act('pauseAssignment', { assignmentId }))).toEqual(['ALREADY_DONE']);
    await clinician.browser.do('resumeAssignment', { assignmentId });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    expect(await see()).toMatchObject({ pausedAt: null, nextTurnOn: day(6) });
    expect(codes(await clinician.browser.act('resumeAssignment', { assignmentId }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('is not for what is given once', async () => {
    const { assignmentId, clinician } = await given({ rhythm: 'ONCE' });
    expect(codes(await clinician.browser.act('pauseAssignment', { assignmentId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });
});

describe('leaving one out', () => {
  it('lets the one after it come, and can be undone', async () => {
    const { assignmentId, clinician, see } = await given({ rhythm: 'WEEKLY' });
    const skip = (on: string) => clinician.browser.act('skipTurn', { assignmentId, on });
    expect(codes(await skip(day(14)))).toEqual(['NOT_ALLOWED_NOW']);
    expect(codes(await skip(day(7)))).toEqual([]);
    expect(codes(await skip(day(7)))).toEqual(['ALREADY_DONE']);
    expect(await see()).toMatchObject({ nextTurnOn: day(14), skippedOn: [day(7)] });
    await clinician.browser.do('restoreTurn', { assignmentId, on: day(7) });
    expect(await see()).toMatchObject({ nextTurnOn: day(7), skippedOn: [] });
    expect(codes(await clinician.browser.act('restoreTurn', { assignmentId, on: day(7) }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('of a session asks nobody before that one', async () => {
    const { assignmentId, clinician, client, see } = await given({ rhythm: 'BEFORE_EACH_SESSION' });
    await clinician.browser.do('setSessionRhythm', {
      episodeId: client.episodeId,
      rhythm: { anchorOn: day(3), time: '12:00', everyWeeks: 1, zone: 'Europe/Berlin' },
    });
    expect(await see()).toMatchObject({ nextTurnOn: day(10) });
    await clinician.browser.do('skipTurn', { assignmentId, on: day(10) });
    expect(await see()).toMatchObject({ nextTurnOn: day(17), skippedOn: [day(10)] });
  });
});

describe('a holiday', () => {
  it('lets nothing come, says when it goes on, and can be taken off', async () => {
    const { assignmentId, clinician, see } = await given({ rhythm: 'WEEKLY' });
    const holiday = { from: day(5), until: day(15) };
    await clinician.browser.do('setHoliday', { assignmentId, holiday });
    expect(await see()).toMatchObject({ holiday, nextTurnOn: day(21) });
    await daysPass(assignmentId, 7);
    await test.owner.query(
      'update assignments set holiday_from = holiday_from - 7, holiday_until = holiday_until - 7 where id = $1',
      [assignmentId],
    );
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    await clinician.browser.do('setHoliday', { assignmentId });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(2);
    expect(await see()).toMatchObject({ holiday: null });
  });

  it.each([
    ['ends before it begins', { from: day(5), until: day(4) }],
    ['is over', { from: day(-5), until: day(-1) }],
    ['is longer than a year', { from: day(0), until: day(400) }],
  ])('that %s is refused', async (_what, holiday) => {
    const { assignmentId, clinician } = await given({ rhythm: 'WEEKLY' });
    expect(codes(await clinician.browser.act('setHoliday', { assignmentId, holiday }))).toEqual(['INVALID']);
  });

  it('is not for what its client starts', async () => {
    const { assignmentId, clinician } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    const holiday = { from: day(1), until: day(2) };
    expect(codes(await clinician.browser.act('setHoliday', { assignmentId, holiday }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });
});

describe('when it happens', () => {
  const start = async (client: ClientMember, assignmentId: string, idempotencyKey: string = randomUUID()) => {
    const { occurrenceId } = await client.browser.do(
      'startTurn',
      { assignmentId, idempotencyKey },
      'occurrenceId',
    );
    return occurrenceId as string;
  };

  it('stands on Today and asks for nothing; the first turn is ready, further ones are started', async () => {
    const { client, assignmentId, occurrenceId } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    expect(await today(client)).toMatchObject({
      occurrences: [],
      whenItHappens: [{ assignmentId, readyId: occurrenceId }],
    });
    await buildDraft(test, client, occurrenceId, draftBody());
    expect(await today(client)).toMatchObject({
      occurrences: [{ id: occurrenceId }],
      whenItHappens: [{ assignmentId, readyId: null }],
    });
    const started = await start(client, assignmentId);
    expect(await today(client)).toMatchObject({
      occurrences: [{ id: occurrenceId }],
      whenItHappens: [{ assignmentId, readyId: started }],
    });
    await buildDraft(test, client, started, draftBody());
    expect((await today(client)).occurrences).toHaveLength(2);
  });

  it('is one turn for one key, however often and from wherever it is sent', async () => {
    const { client, assignmentId } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => start(client, assignmentId, key)));
    expect(new Set(answers).size).toBe(1);
    // A device that sends it once more after its key was forgotten finds the same turn.
    await test.owner.query('delete from idempotency_keys where key = $1', [key]);
    expect(await start(client, assignmentId, key.toUpperCase())).toBe(answers[0]);
    expect(await slots(assignmentId)).toHaveLength(2);
  });

  it('is the client’s own affair until it is shared', async () => {
    const { client, clinician, assignmentId, occurrenceId, see } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    const before = await see();
    const begun = await start(client, assignmentId);
    await buildDraft(test, client, begun, draftBody());
    expect(await see()).toEqual(before);
    expect(before.turns.map(({ id }) => id)).toEqual([occurrenceId]);
    const caseload = async () =>
      (await clinician.browser.send(wholeDocument(test, 'Query.caseload'), { first: 20 })).body;
    const quiet = await caseload();
    await start(client, assignmentId);
    expect(await caseload()).toBe(quiet);
    const shared = await start(client, assignmentId);
    const reflectionId = await buildReflection(test, client, shared, fullBody({ sentence: 'It happened.' }));
    expect((await see()).reflections).toMatchObject([{ id: reflectionId }]);
  });

  it.each<[string, (of: { clinician: Member; assignmentId: string }) => Promise<unknown>]>([
    ['paused', ({ clinician, assignmentId }) => clinician.browser.do('pauseAssignment', { assignmentId })],
    [
      'withdrawn',
      ({ clinician, assignmentId }) => clinician.browser.do('withdrawAssignment', { assignmentId }),
    ],
    [
      'past its last day',
      ({ assignmentId }) =>
        test.owner.query(
          `update assignments set starts_on = '2020-01-01', ends_on = '2020-02-01' where id = $1`,
          [assignmentId],
        ),
    ],
    [
      'over with the care',
      ({ assignmentId }) =>
        test.owner.query(
          'update episodes set discharged_at = now() where id = (select episode_id from assignments where id = $1)',
          [assignmentId],
        ),
    ],
    [
      'weekly now',
      ({ clinician, assignmentId }) =>
        clinician.browser.do('changeRhythm', { assignmentId, rhythm: { kind: 'WEEKLY' } }),
    ],
  ])('is not there to begin when it is %s', async (_what, ends) => {
    const of = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    await ends(of);
    expect((await today(of.client)).whenItHappens).toEqual([]);
    const { assignmentId } = of;
    expect(codes(await of.client.browser.act('startTurn', { assignmentId }))).toEqual(['NOT_ALLOWED_NOW']);
    expect(await slots(assignmentId)).toHaveLength(1);
  });

  it('is begun by a key that names a turn', async () => {
    const { client, assignmentId } = await given({ rhythm: 'WHEN_IT_HAPPENS' });
    const payload = await client.browser.act('startTurn', { assignmentId, idempotencyKey: 'no-uuid-at-all' });
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', field: 'idempotencyKey' }]);
  });

  it('in a couple is each one’s own, and ends with the joint work', async () => {
    const { clinician } = await pair(test);
    const couple = await buildCouple(test, clinician);
    await openGate(test, couple);
    const { assignmentId } = await buildJointAssignment(test, couple, { rhythm: 'WHEN_IT_HAPPENS' });
    const [ada, ben] = couple.partners;
    if (!ada || !ben) throw new Error('They are two');
    const before = await today(ben);
    await start(ada, assignmentId);
    expect(await today(ben)).toEqual(before);
    await endCouple(test, couple);
    expect(codes(await ada.browser.act('startTurn', { assignmentId }))).toEqual(['NOT_ALLOWED_NOW']);
  });
});

describe('nobody else', () => {
  it('sets a rhythm or starts a turn: not a client, not a colleague, not another practice', async () => {
    const { assignmentId, client } = await given({ rhythm: 'WEEKLY' });
    const colleague = await buildMember(test, client.practiceId, 'CLINICIAN');
    const { clinician: stranger, client: strange } = await pair(test);
    const input = { assignmentId, rhythm: { kind: 'ONCE' } };
    const refusal = async (by: Member, mutation: string, of: Record<string, unknown>) =>
      (await by.browser.try(mutation, of)).errors[0]?.extensions.code;
    expect(await refusal(client, 'changeRhythm', input)).toBe('FORBIDDEN');
    expect(await refusal(colleague, 'changeRhythm', input)).toBe('NOT_FOUND');
    expect(await refusal(stranger, 'changeRhythm', input)).toBe('NOT_FOUND');
    expect(await refusal(colleague, 'startTurn', { assignmentId })).toBe('FORBIDDEN');
    expect(await refusal(strange, 'startTurn', { assignmentId })).toBe('NOT_FOUND');
  });
});
