import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildClient,
  buildCouple,
  buildDraft,
  buildReflection,
  canary,
  type ClientMember,
  draftBody,
  firstSittingBody,
  fullBody,
  laterSlug,
  type Member,
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

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

interface Card {
  id: string;
  title: string;
  sitting: string;
  rhythm: string;
  stepCount: number;
}
const todays = async (client: ClientMember): Promise<Card[]> =>
  (await client.browser.ask(wholeDocument(test, 'Query.today'))).today.occurrences as Card[];

const occurrence = async (client: ClientMember, id: string) => {
  const answer = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), { id });
  return answer.occurrence as {
    sitting: string;
    rhythm: string;
    exercise: { definition: { steps: { key: string; later?: string }[] } };
    earlierAnswers: { key: string; value: unknown }[];
    reflection: { id: string; state: string } | null;
  };
};

const slots = async (assignmentId: string): Promise<string[]> =>
  (
    await test.sql.query<{ slot: string }>(
      `select slot from occurrences where assignment_id = $1 and sitting = 'FIRST' order by opens_at, slot`,
      [assignmentId],
    )
  ).rows.map(({ slot }) => slot);

const jobs = async (assignmentId: string): Promise<{ runsIn: number }[]> =>
  (
    await test.sql.query<{ runsIn: number }>(
      `select extract(epoch from run_at - now())::float as "runsIn" from graphile_worker.jobs where key like $1`,
      [`assignment|${assignmentId}%`],
    )
  ).rows;

/** A weekly session on the day so many days from now, at noon in Berlin. */
const setRhythm = (clinician: Member, episodeId: string, offset: number) =>
  clinician.browser.do('setSessionRhythm', {
    episodeId,
    rhythm: { anchorOn: day(offset), time: '12:00', everyWeeks: 1, zone: 'Europe/Berlin' },
  });

/** Everything given was given so many days earlier. */
async function daysPass(client: ClientMember, days: number): Promise<void> {
  const back = `- interval '${days} days'`;
  await test.owner.query(
    `with a as (update assignments set assigned_at = assigned_at ${back}, announce_at = announce_at ${back},
         starts_on = (starts_on ${back})::date where episode_id = $1),
       r as (update reflections set submitted_at = submitted_at ${back} where episode_id = $1)
     update occurrences o set opens_at = o.opens_at ${back},
       slot = case when w.rhythm = 'WEEKLY' then (o.slot::date ${back})::date::text else o.slot end
     from assignments w where w.practice_id = o.practice_id and w.id = o.assignment_id and o.episode_id = $1`,
    [client.episodeId],
  );
}

describe('a rhythm', () => {
  it('once is one turn, and the worker makes no other', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'ONCE' });
    await daysPass(client, 30);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toEqual(['once']);
  });

  it('weekly opens a turn a week, however often the worker looks, and Today asks the newest alone', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      rhythm: 'WEEKLY',
    });
    for (let again = 0; again < 3; again += 1) await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    expect(await todays(client)).toMatchObject([
      { id: occurrenceId, rhythm: { kind: 'WEEKLY' }, sitting: 'FIRST' },
    ]);
    await daysPass(client, 7);
    await Promise.all([openTurns.run(worker), openTurns.run(worker)]);
    const made = await slots(assignmentId);
    expect(made).toHaveLength(2);
    expect(made.every((slot) => /^\d{4}-\d\d-\d\d$/.test(slot))).toBe(true);
    const [newest] = await todays(client);
    expect(await todays(client)).toHaveLength(1);
    expect(newest?.id).not.toBe(occurrenceId);
    // What holds words stays beside the newer one; nobody wrote in vain.
    await buildDraft(test, client, occurrenceId, draftBody());
    expect((await todays(client)).map(({ id }) => id).sort()).toEqual([occurrenceId, newest?.id].sort());
    const { client: page } = await clinician.browser.ask(wholeDocument(test, 'Query.client'), {
      id: client.clientId,
    });
    expect(page.assignments).toMatchObject([
      { rhythm: { kind: 'WEEKLY' }, turns: [{ id: newest?.id, clientName: client.name }] },
    ]);
  });

  it('before each session goes by the regular date, also of one that was moved', async () => {
    const { clinician, client } = await pair(test);
    await setRhythm(clinician, client.episodeId, 3);
    const { assignmentId } = await buildAssignment(test, clinician, client, {
      rhythm: 'BEFORE_EACH_SESSION',
    });
    expect(await slots(assignmentId)).toEqual([day(3)]);
    await clinician.browser.do('moveSession', {
      episodeId: client.episodeId,
      on: day(3),
      toOn: day(4),
      toTime: '09:00',
    });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toEqual([day(3)]);
  });

  it('before each session, with no session known, is one turn until one is', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId } = await buildAssignment(test, clinician, client, {
      rhythm: 'BEFORE_EACH_SESSION',
    });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    await setRhythm(clinician, client.episodeId, 3);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
    // Its first session has begun.
    await daysPass(client, 2);
    await setRhythm(clinician, client.episodeId, -1);
    await openTurns.run(worker);
    expect((await slots(assignmentId)).at(-1)).toBe(day(6));
  });

  it.each<
    [string, (of: { clinician: Member; client: ClientMember; assignmentId: string }) => Promise<unknown>]
  >([
    [
      'is withdrawn',
      ({ clinician, assignmentId }) => clinician.browser.do('withdrawAssignment', { assignmentId }),
    ],
    [
      'belongs to a care that has ended',
      ({ client }) =>
        test.owner.query('update episodes set discharged_at = now() where id = $1', [client.episodeId]),
    ],
    [
      'is of somebody archived',
      ({ client }) =>
        test.owner.query('update clients set archived_at = now() where id = $1', [client.clientId]),
    ],
    [
      'was not told yet',
      ({ assignmentId }) =>
        test.owner.query(`update assignments set announce_at = now() + interval '1 minute' where id = $1`, [
          assignmentId,
        ]),
    ],
  ])('opens nothing more once it %s', async (_what, end) => {
    const { clinician, client } = await pair(test);
    const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'WEEKLY' });
    await daysPass(client, 14);
    await end({ clinician, client, assignmentId });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
  });

  it('in a couple opens a turn for everyone still in it, and none once the joint work has ended', async () => {
    const { clinician } = await pair(test);
    const couple = await buildCouple(test, clinician, { size: 3 });
    const [ada, ben, cleo] = couple.partners;
    if (!ada || !ben || !cleo) throw new Error('They are three');
    const given = await clinician.browser.do(
      'assignExercise',
      {
        episodeId: couple.episodeId,
        exerciseSlug: slug,
        due: 'NONE',
        rhythm: { kind: 'WEEKLY' },
        clientIds: [ada.clientId, ben.clientId],
        isStartedNow: true,
      },
      'assignment { id }',
    );
    const id = given.assignment.id as string;
    await test.owner.query('update partners set until = now() where client_id = $1', [ben.clientId]);
    await daysPass(ada, 7);
    await openTurns.run(worker);
    const { rows } = await test.sql.query<{ client_id: string; count: number }>(
      'select client_id, count(*)::int from occurrences where assignment_id = $1 group by 1',
      [id],
    );
    expect(Object.fromEntries(rows.map((row) => [row.client_id, row.count]))).toEqual({
      [ada.clientId]: 2,
      [ben.clientId]: 1,
    });
    await test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [couple.coupleId]);
    await daysPass(ada, 70);
    await openTurns.run(worker);
    expect(await slots(id)).toHaveLength(3);
    await endCouple(test, couple);
    await openTurns.run(worker);
    expect(await slots(id)).toHaveLength(3);
  });
});

describe('started now', () => {
  it('is there at once, without a mail and without time to undo', async () => {
    const { clinician, client } = await pair(test);
    const { assignment } = await clinician.browser.do(
      'assignExercise',
      { episodeId: client.episodeId, exerciseSlug: slug, due: 'NONE', isStartedNow: true },
      'assignment { id turns { id clientId clientName } announcedAt }',
    );
    expect(Date.parse(assignment.announcedAt as string)).toBeLessThanOrEqual(Date.now());
    expect(await todays(client)).toMatchObject([{ id: assignment.turns[0].id }]);
    expect((await occurrence(client, assignment.turns[0].id as string)).sitting).toBe('FIRST');
    expect(await jobs(assignment.id as string)).toEqual([]);
  });
});

describe('withdrawing and giving again', () => {
  it('within the ten seconds tells once, at its time', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      isAnnounced: false,
    });
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    const { assignment } = await clinician.browser.do(
      'restoreAssignment',
      { assignmentId },
      'assignment { withdrawnAt viewerCanWithdraw viewerCanRestore }',
    );
    expect(assignment).toEqual({ withdrawnAt: null, viewerCanWithdraw: true, viewerCanRestore: false });
    const told = await jobs(assignmentId);
    expect(told).toHaveLength(1);
    expect(told[0]?.runsIn).toBeGreaterThan(0);
    expect(told[0]?.runsIn).toBeLessThanOrEqual(10);
    await daysPass(client, 1);
    expect((await todays(client)).map(({ id }) => id)).toEqual([occurrenceId]);
  });

  it('tells now whoever never heard of it', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId } = await buildAssignment(test, clinician, client, { isAnnounced: false });
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    // The mail's time came and went, and nobody was told of what was undone.
    await test.sql.query(`delete from graphile_worker._private_jobs where key like $1`, [
      `assignment|${assignmentId}%`,
    ]);
    await test.owner.query(
      `update assignments set announce_at = now() - interval '1 second', withdrawn_at = now() - interval '5 seconds' where id = $1`,
      [assignmentId],
    );
    await clinician.browser.do('restoreAssignment', { assignmentId });
    expect(await jobs(assignmentId)).toHaveLength(1);
  });

  it('tells nobody again who was told before, and brings it back to Today as it was', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client);
    await test.sql.query(`delete from graphile_worker._private_jobs where key like $1`, [
      `assignment|${assignmentId}%`,
    ]);
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    expect(await todays(client)).toEqual([]);
    expect(
      codeOf(await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id: occurrenceId })),
    ).toBe('NOT_FOUND');
    const seen = async () =>
      (
        await clinician.browser.ask(
          'query ($id: ID!) { client(id: $id) { assignments { id viewerCanWithdraw viewerCanRestore } } }',
          { id: client.clientId },
        )
      ).client.assignments as unknown[];
    expect(await seen()).toEqual([{ id: assignmentId, viewerCanWithdraw: false, viewerCanRestore: true }]);
    await clinician.browser.do('restoreAssignment', { assignmentId });
    expect(await todays(client)).toMatchObject([{ id: occurrenceId }]);
    expect(await seen()).toEqual([{ id: assignmentId, viewerCanWithdraw: true, viewerCanRestore: false }]);
    expect(await jobs(assignmentId)).toEqual([]);
    expect(codes(await clinician.browser.act('restoreAssignment', { assignmentId }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('keeps what was shared and what was begun', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      rhythm: 'WEEKLY',
    });
    const sentence = canary('sentence');
    const id = await buildReflection(test, client, occurrenceId, fullBody({ sentence }));
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    expect((await clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id })).body).toContain(
      sentence,
    );
    expect(
      (await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id: occurrenceId })).body,
    ).toContain(sentence);
  });
});

describe('a later sitting', () => {
  /** The first sitting, shared two days ago. */
  const begin = async ({ session = 2, hasStep = true, step = 'Tell him on Monday.' } = {}) => {
    const { clinician, client } = await pair(test);
    await setRhythm(clinician, client.episodeId, session);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: laterSlug,
    });
    const first = await buildReflection(
      test,
      client,
      occurrenceId,
      firstSittingBody({ event: canary('event'), ...(hasStep ? { step } : {}) }),
    );
    await daysPass(client, 2);
    return { clinician, client, assignmentId, occurrenceId, first };
  };
  const later = async (assignmentId: string): Promise<string[]> =>
    (
      await test.sql.query<{ id: string }>(
        `select id from occurrences where assignment_id = $1 and sitting <> 'FIRST'`,
        [assignmentId],
      )
    ).rows.map(({ id }) => id);
  const lookBack = (since: string) =>
    draftBody({ place: 'look-back', visited: ['look-back'], answers: { 'step-since': since } });

  it('opens after the next session, and not before', async () => {
    const { clinician, client, assignmentId } = await begin();
    expect(await todays(client)).toEqual([]);
    await setRhythm(clinician, client.episodeId, -1);
    const [card] = await todays(client);
    expect(card).toMatchObject({ sitting: 'NEXT_SESSION', rhythm: { kind: 'ONCE' }, stepCount: 1 });
    expect(await later(assignmentId)).toEqual([card?.id]);
  });

  it('opens at once where no session is known', async () => {
    const { clinician, client } = await begin();
    await clinician.browser.do('setSessionRhythm', { episodeId: client.episodeId, rhythm: null });
    expect(await todays(client)).toMatchObject([{ sitting: 'NEXT_SESSION' }]);
  });

  it('shows its author what the first one said, and walks its own steps alone', async () => {
    const step = canary('step');
    const { client, assignmentId } = await begin({ step, session: -1 });
    const [id = ''] = await later(assignmentId);
    const turn = await occurrence(client, id);
    expect(turn.exercise.definition.steps).toMatchObject([{ key: 'look-back' }]);
    expect(turn.exercise.definition.steps[0]).not.toHaveProperty('later');
    expect(turn.earlierAnswers).toMatchObject([{ key: 'next-step', value: step }]);
    const save = (body: object) =>
      client.browser.act('saveDraft', { occurrenceId: id, lane: randomUUID(), baseRevision: 0, body });
    expect(codes(await save(firstSittingBody({ event: 'Once more.' })))).toEqual(['INVALID']);
    expect(codes(await save(lookBack('It went well.')))).toEqual([]);
  });

  it('is not there when nothing was said to come back to', async () => {
    const { client, assignmentId } = await begin({ hasStep: false, session: -1 });
    expect(await later(assignmentId)).toEqual([]);
    expect(await todays(client)).toEqual([]);
  });

  it('goes when the first one is taken back, and comes again when it is shared again', async () => {
    const { clinician, client, assignmentId, occurrenceId, first } = await begin({ session: -1 });
    const [id = ''] = await later(assignmentId);
    await client.browser.do('takeBackReflection', { reflectionId: first });
    expect((await todays(client)).map((card) => card.id)).toEqual([occurrenceId]);
    expect(codeOf(await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id }))).toBe(
      'NOT_FOUND',
    );
    const save = { occurrenceId: id, lane: randomUUID(), baseRevision: 0, body: lookBack('Too early.') };
    expect(codeOf(await client.browser.try('saveDraft', save))).toBe('NOT_FOUND');
    const drafts = (await client.browser.ask(
      'query ($id: ID!) { occurrence(id: $id) { drafts { lane revision } } }',
      {
        id: occurrenceId,
      },
    )) as { occurrence: { drafts: { lane: string; revision: number }[] } };
    const [draft] = drafts.occurrence.drafts;
    // Shared again without a step: nothing to come back to.
    const { draft: changed } = await client.browser.do(
      'saveDraft',
      {
        occurrenceId,
        lane: draft?.lane,
        baseRevision: draft?.revision,
        body: firstSittingBody({ event: 'It.' }),
      },
      'draft { lane revision }',
    );
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      lane: changed.lane,
      revision: changed.revision,
    });
    expect(await later(assignmentId)).toEqual([]);
    await setRhythm(clinician, client.episodeId, -1);
    expect(await todays(client)).toEqual([]);
  });

  it('keeps what was begun in it, whatever becomes of the first', async () => {
    const { client, assignmentId, first, occurrenceId } = await begin({ session: -1 });
    const [id = ''] = await later(assignmentId);
    const mine = canary('mine');
    await buildDraft(test, client, id, lookBack(mine));
    await client.browser.do('takeBackReflection', { reflectionId: first });
    const { rows } = await test.sql.query('select 1 from drafts where client_id = $1', [client.clientId]);
    expect(rows).toHaveLength(2);
    const { drafts } = (
      await client.browser.ask('query ($id: ID!) { occurrence(id: $id) { drafts { lane revision } } }', {
        id: occurrenceId,
      })
    ).occurrence as { drafts: { lane: string; revision: number }[] };
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      ...drafts[0],
    });
    expect((await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id })).body).toContain(mine);
  });

  it('is read by the clinician with what it takes up again', async () => {
    const step = canary('step');
    const { clinician, client, assignmentId } = await begin({ step, session: -1 });
    const [id = ''] = await later(assignmentId);
    const since = canary('since');
    const reflectionId = await buildReflection(test, client, id, lookBack(since), 'READ_BEFORE');
    const { reflection } = await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), {
      id: reflectionId,
    });
    expect(reflection).toMatchObject({
      sitting: 'NEXT_SESSION',
      answers: [{ key: 'step-since', value: since }],
      earlierAnswers: [{ key: 'next-step', value: step }],
    });
    const { toRead } = await clinician.browser.ask('{ toRead { edges { node { id sitting } } } }');
    expect(toRead.edges).toEqual([{ node: { id: reflectionId, sitting: 'NEXT_SESSION' } }]);
    expect(await todays(client)).toEqual([]);
  });

  it('opens with it the words it takes up again: that is a look at the first, too', async () => {
    const { clinician, client, assignmentId, first } = await begin({ session: -1 });
    const [id = ''] = await later(assignmentId);
    const reflectionId = await buildReflection(test, client, id, lookBack('It went well.'));
    const looks = async () =>
      (
        await test.sql.query<{ looked: number; noted: number }>(
          `select (select count(*)::int from reviews where reflection_id = $1) as looked,
             (select count(*)::int from audit_events where object_id = $1 and act = 'reflection.read') as noted`,
          [first],
        )
      ).rows[0];
    expect(await looks()).toEqual({ looked: 0, noted: 0 });
    for (let again = 0; again < 2; again += 1)
      await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id: reflectionId });
    expect(await looks()).toEqual({ looked: 1, noted: 2 });
    expect(codes(await client.browser.act('takeBackReflection', { reflectionId: first }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });

  it('of what was kept for oneself shows it to its author, and not to the clinician', async () => {
    const step = canary('step');
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: laterSlug,
    });
    await buildReflection(test, client, occurrenceId, {
      ...firstSittingBody({ event: 'It.', step }),
      readers: { 'next-step': 'ONLY_ME' },
    });
    const [id = ''] = await later(assignmentId);
    expect((await occurrence(client, id)).earlierAnswers).toMatchObject([{ key: 'next-step', value: step }]);
    const reflectionId = await buildReflection(test, client, id, lookBack('Well.'));
    const answer = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), {
      id: reflectionId,
    });
    expect(answer.data.reflection.earlierAnswers).toEqual([]);
    expect(answer.body).not.toContain(step);
    // Nothing of the first was read, so it is still its author's to take back.
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from reflections where occurrence_id = $1',
      [occurrenceId],
    );
    expect(codes(await client.browser.act('takeBackReflection', { reflectionId: rows[0]?.id }))).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const { clinician, assignmentId } = await begin({ session: -1 });
    const [id = ''] = await later(assignmentId);
    const other = await buildClient(test, clinician);
    expect(codeOf(await other.browser.send(wholeDocument(test, 'Query.occurrence'), { id }))).toBe(
      'NOT_FOUND',
    );
  });
});
