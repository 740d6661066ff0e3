import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import { addToLibrary, steps } from '../../../test/exercises.js';
import {
  announce,
  buildAssignment,
  buildClient,
  buildCouple,
  buildDraft,
  buildMember,
  buildReflection,
  canary,
  type ClientMember,
  draftBody,
  type Member,
  openGate,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';
import { openTurns } from './open-turns.js';

let test: TestApp;
let worker: pg.Pool;
let planSlug: string;
let laterPlanSlug: string;
let letterSlug: string;
let rolesSlug: string;
let sessionSlug: string;
let sessionFirstSlug: string;
beforeAll(async () => {
  test = await startApp();
  worker = new pg.Pool({ connectionString: test.urls.workerUrl, max: 2 });
  planSlug = addToLibrary(test, 'a-plan', [steps.say(), steps.plan()]);
  laterPlanSlug = addToLibrary(test, 'a-later-plan', [steps.say(), steps.plan({ later: 'WHEN_I_CHOOSE' })]);
  letterSlug = addToLibrary(test, 'a-letter-again', [steps.letter(), steps.reread()]);
  const side = (role: 'SPEAKER' | 'LISTENER', en: string) =>
    steps.say({
      key: role.toLowerCase(),
      role,
      blocks: [{ key: role.toLowerCase(), kind: 'TEXT', readers: 'THERAPIST', prompt: { en } }],
    });
  rolesSlug = addToLibrary(
    test,
    'two-sides',
    [steps.say(), side('SPEAKER', 'What did you mean?'), side('LISTENER', 'What arrived?')],
    { tracks: ['COUPLE'], cautions: ['IPV'] },
  );
  sessionSlug = addToLibrary(test, 'in-the-room', [steps.say()], { cautions: ['SESSION'] });
  sessionFirstSlug = addToLibrary(test, 'first-in-the-room', [steps.say()], {
    cautions: ['SESSION'],
    sessionFirst: true,
  });
});
afterAll(async () => {
  await worker.end();
  await test.close();
});

interface Card {
  id: string;
  title: string;
  sitting: string;
}
const todays = async (client: ClientMember): Promise<Card[]> =>
  (await client.browser.ask(wholeDocument(test, 'Query.today'))).today.occurrences as Card[];
const occurrence = (client: ClientMember, id: string) =>
  client.browser.send(wholeDocument(test, 'Query.occurrence'), { id });
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

/** The sittings of a turn that are there, begun or not, seen by the owner. */
const sittings = async (assignmentId: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await test.sql.query<{ id: string; sitting: string }>(
        'select id, sitting from occurrences where assignment_id = $1',
        [assignmentId],
      )
    ).rows.map(({ id, sitting }) => [sitting, id]),
  );

/** Everything of a client was so long ago. */
async function pass(client: ClientMember, time: string): Promise<void> {
  await test.owner.query(
    `with r as (update reflections set submitted_at = submitted_at - $2::interval where client_id = $1)
     update occurrences set opens_at = opens_at - $2::interval where client_id = $1`,
    [client.clientId, time],
  );
}

describe('a sitting after some days', () => {
  const planned = async (what = canary('plan')) => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: planSlug,
    });
    const body = draftBody({ place: 'try', answers: { line: 'It.', trial: { what } } });
    const first = await buildReflection(test, client, occurrenceId, body);
    return { clinician, client, assignmentId, occurrenceId, first, what };
  };

  it('opens with the day, where the sessions are held, and not before', async () => {
    const { client } = await planned();
    expect(await todays(client)).toEqual([]);
    await pass(client, '4 days');
    expect(await todays(client)).toEqual([]);
    await pass(client, '1 day');
    expect(await todays(client)).toMatchObject([{ title: 'a-plan', sitting: 'AFTER_DAYS' }]);
    await pass(client, '16 days');
    expect(await todays(client)).toHaveLength(2);
  });

  it('asks about the plan under the plan, and takes a choice and a line', async () => {
    const { clinician, client, assignmentId, what } = await planned();
    await pass(client, '5 days');
    const { AFTER_5_DAYS: id = '' } = await sittings(assignmentId);
    const turn = (await occurrence(client, id)).data.occurrence;
    expect(turn.exercise.definition.steps).toMatchObject([
      { key: 'trial-check-5', quotes: 'trial' },
      { key: 'trial-check-5-why', quotes: 'trial' },
    ]);
    expect(turn.earlierAnswers).toMatchObject([{ key: 'trial', value: { slots: [{ text: what }] } }]);
    const why = canary('why');
    const reflectionId = await buildReflection(
      test,
      client,
      id,
      draftBody({
        place: 'trial-check-5',
        answers: { 'trial-check-5': { picked: ['hardly'] }, 'trial-check-5-why': why },
      }),
    );
    const { reflection } = await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), {
      id: reflectionId,
    });
    expect(reflection).toMatchObject({
      sitting: 'AFTER_DAYS',
      answers: [
        { key: 'trial-check-5', value: { picked: [{ key: 'hardly', label: 'Hardly' }] } },
        { key: 'trial-check-5-why', value: why },
      ],
      earlierAnswers: [{ key: 'trial', value: { slots: [{ text: what }] } }],
    });
  });

  it('is not there where no plan was made, and goes when the plan is taken back', async () => {
    const { client, assignmentId } = await planned(' ');
    expect(Object.keys(await sittings(assignmentId))).toEqual(['FIRST']);
    const made = await planned();
    await pass(made.client, '5 days');
    await made.client.browser.do('takeBackReflection', { reflectionId: made.first });
    expect((await todays(made.client)).map(({ sitting }) => sitting)).toEqual(['FIRST']);
    expect(await todays(client)).toEqual([]);
  });

  it('counts its days anew when what it follows is shared anew', async () => {
    const { client, assignmentId, occurrenceId, first } = await planned();
    await pass(client, '3 days');
    await client.browser.do('takeBackReflection', { reflectionId: first });
    const { drafts } = (
      await client.browser.ask('query ($id: ID!) { occurrence(id: $id) { drafts { lane revision } } }', {
        id: occurrenceId,
      })
    ).occurrence as { drafts: object[] };
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      ...drafts[0],
    });
    await pass(client, '3 days');
    expect(await todays(client)).toEqual([]);
    await pass(client, '2 days');
    expect(await todays(client)).toHaveLength(1);
    expect(Object.keys(await sittings(assignmentId)).toSorted()).toEqual([
      'AFTER_21_DAYS',
      'AFTER_5_DAYS',
      'FIRST',
    ]);
  });

  it('follows the sitting the plan was made in, and goes with it', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: laterPlanSlug,
    });
    await buildReflection(test, client, occurrenceId, draftBody({ place: 'say', answers: { line: 'It.' } }));
    const { WHEN_I_CHOOSE: later = '' } = await sittings(assignmentId);
    await pass(client, '30 days');
    expect(Object.keys(await sittings(assignmentId))).toHaveLength(2);
    const reflectionId = await buildReflection(
      test,
      client,
      later,
      draftBody({ place: 'try', answers: { trial: { what: 'Rest.' } } }),
    );
    expect(Object.keys(await sittings(assignmentId))).toHaveLength(4);
    expect(await todays(client)).toEqual([]);
    await pass(client, '5 days');
    expect(await todays(client)).toMatchObject([{ sitting: 'AFTER_DAYS' }]);
    await client.browser.do('takeBackReflection', { reflectionId });
    expect(Object.keys(await sittings(assignmentId)).toSorted()).toEqual(['FIRST', 'WHEN_I_CHOOSE']);
  });

  it('shows a letter that was held back to its author again, and to the clinician that there is one', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: letterSlug,
    });
    const words = canary('letter');
    const body = draftBody({ place: 'write', answers: { letter: { text: words } } });
    await buildReflection(test, client, occurrenceId, body);
    await pass(client, '7 days');
    const { AFTER_7_DAYS: id = '' } = await sittings(assignmentId);
    expect((await occurrence(client, id)).data.occurrence.earlierAnswers).toMatchObject([
      { key: 'letter', value: { text: words } },
    ]);
    const reflectionId = await buildReflection(
      test,
      client,
      id,
      draftBody({ place: 'reread', answers: { again: 'Softer.' } }),
    );
    const reading = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), {
      id: reflectionId,
    });
    expect(reading.data.reflection.earlierAnswers).toMatchObject([
      { key: 'letter.trace', value: { written: true } },
    ]);
    expect(reading.body).not.toContain(words);
  });

  it('keeps what was begun in it', async () => {
    const { client, assignmentId, first } = await planned();
    await pass(client, '5 days');
    const { AFTER_5_DAYS: id = '' } = await sittings(assignmentId);
    const mine = canary('mine');
    await buildDraft(
      test,
      client,
      id,
      draftBody({ place: 'trial-check-5', answers: { 'trial-check-5-why': mine } }),
    );
    await client.browser.do('takeBackReflection', { reflectionId: first });
    expect((await occurrence(client, id)).body).toContain(mine);
  });
});

describe('roles', () => {
  const give = (by: Member, input: object) =>
    by.browser.act('assignExercise', { exerciseSlug: rolesSlug, due: 'NONE', ...input });

  it('show each partner their own prompts, and nobody a label for the other', async () => {
    const { clinician: by } = await pair(test);
    const couple = await buildCouple(test, by);
    await openGate(test, couple);
    const [one, other] = couple.partners as [ClientMember, ClientMember];
    const given = await couple.clinician.browser.do(
      'assignExercise',
      {
        episodeId: couple.episodeId,
        exerciseSlug: rolesSlug,
        due: 'NONE',
        roles: [
          { clientId: one.clientId, role: 'SPEAKER' },
          { clientId: other.clientId, role: 'LISTENER' },
        ],
      },
      'assignment { id turns { id clientId role } }',
    );
    const { id, turns } = given.assignment as {
      id: string;
      turns: { id: string; clientId: string; role: string }[];
    };
    await announce(test, id);
    const turnOf = (client: ClientMember) => turns.find(({ clientId }) => clientId === client.clientId);
    expect([turnOf(one)?.role, turnOf(other)?.role]).toEqual(['SPEAKER', 'LISTENER']);
    for (const [client, mine, theirs] of [
      [one, 'What did you mean?', 'What arrived?'],
      [other, 'What arrived?', 'What did you mean?'],
    ] as const) {
      const { body } = await occurrence(client, turnOf(client)?.id ?? '');
      expect(body).toContain(mine);
      expect(body).not.toContain(theirs);
      expect(body).not.toMatch(/SPEAKER|LISTENER/);
      expect(codeOf(await occurrence(client, turnOf(client === one ? other : one)?.id ?? ''))).toBe(
        'NOT_FOUND',
      );
    }
    const save = (key: string) =>
      one.browser.act('saveDraft', {
        occurrenceId: turnOf(one)?.id,
        lane: randomUUID(),
        baseRevision: 0,
        body: draftBody({ place: 'say', answers: { [key]: 'x' } }),
      });
    expect(codes(await save('listener'))).toEqual(['INVALID']);
    expect(codes(await save('speaker'))).toEqual([]);
  });

  it('are asked for where an exercise has them, and nowhere else', async () => {
    const { clinician: by } = await pair(test);
    const couple = await buildCouple(test, by);
    await openGate(test, couple);
    const [one, other] = couple.partners as [ClientMember, ClientMember];
    const { episodeId, clinician } = couple;
    const speaker = { clientId: one.clientId, role: 'SPEAKER' };
    expect(codes(await give(clinician, { episodeId }))).toEqual(['INVALID']);
    expect(codes(await give(clinician, { episodeId, roles: [speaker] }))).toEqual(['INVALID']);
    const strange = [speaker, { clientId: other.clientId, role: 'TO_TELL' }];
    expect(codes(await give(clinician, { episodeId, roles: strange }))).toEqual(['INVALID']);
    const alone = { episodeId, clientIds: [one.clientId], roles: [speaker] };
    expect(codes(await give(clinician, alone))).toEqual([]);
    const stranger = await buildClient(test, clinician);
    const away = { episodeId, roles: [speaker, { clientId: stranger.clientId, role: 'LISTENER' }] };
    expect(
      codeOf(
        await clinician.browser.try('assignExercise', { exerciseSlug: rolesSlug, due: 'NONE', ...away }),
      ),
    ).toBe('NOT_FOUND');
    expect(codes(await give(clinician, { ...alone, exerciseSlug: planSlug }))).toEqual(['INVALID']);
  });
});

describe('what opens only in a session', () => {
  const give = async (exerciseSlug: string, input: object = {}) => {
    const { clinician, client } = await pair(test);
    const { assignment } = await clinician.browser.do(
      'assignExercise',
      { episodeId: client.episodeId, exerciseSlug, due: 'NONE', ...input },
      'assignment { id viewerCanOpenInSession turns { id isWaiting } }',
    );
    const given = assignment as {
      id: string;
      viewerCanOpenInSession: boolean;
      turns: { id: string; isWaiting: boolean }[];
    };
    await announce(test, given.id);
    return { clinician, client, given, turnId: given.turns[0]?.id ?? '' };
  };
  const open = (by: Member, assignmentId: string) => by.browser.act('openInSession', { assignmentId });
  const mails = async (assignmentId: string): Promise<number> =>
    (
      await test.sql.query('select 1 from graphile_worker.jobs where key like $1', [
        `assignment|${assignmentId}%`,
      ])
    ).rows.length;

  it('is nobody’s to know of until the clinician opens it', async () => {
    const { clinician, client, given, turnId } = await give(sessionSlug);
    expect(given).toMatchObject({ viewerCanOpenInSession: true, turns: [{ isWaiting: true }] });
    expect(await todays(client)).toEqual([]);
    expect(codeOf(await occurrence(client, turnId))).toBe('NOT_FOUND');
    const save = {
      occurrenceId: turnId,
      lane: randomUUID(),
      baseRevision: 0,
      body: draftBody({ place: 'say' }),
    };
    expect(codeOf(await client.browser.try('saveDraft', save))).toBe('NOT_FOUND');
    expect(await mails(given.id)).toBe(0);
    const opened = await clinician.browser.do(
      'openInSession',
      { assignmentId: given.id },
      'assignment { viewerCanOpenInSession turns { isWaiting } }',
    );
    expect(opened.assignment).toEqual({ viewerCanOpenInSession: false, turns: [{ isWaiting: false }] });
    expect(await todays(client)).toMatchObject([{ id: turnId, sitting: 'FIRST' }]);
    expect(codes(await open(clinician, given.id))).toEqual(['ALREADY_DONE']);
  });

  it('is there at once when it is started in the room', async () => {
    const { client, given, turnId } = await give(sessionSlug, { isStartedNow: true });
    expect(given.viewerCanOpenInSession).toBe(false);
    expect(await todays(client)).toMatchObject([{ id: turnId }]);
  });

  it('tells nobody of it when it is withdrawn and given again', async () => {
    const { clinician, client, given } = await give(sessionSlug);
    await clinician.browser.do('withdrawAssignment', { assignmentId: given.id });
    expect(codes(await open(clinician, given.id))).toEqual(['ALREADY_DONE']);
    await clinician.browser.do('restoreAssignment', { assignmentId: given.id });
    expect(await mails(given.id)).toBe(0);
    expect(await todays(client)).toEqual([]);
    expect(codes(await open(clinician, given.id))).toEqual([]);
  });

  it.each([
    ['each turn', () => sessionSlug, true],
    ['the first turn alone', () => sessionFirstSlug, false],
  ])('in a rhythm waits for a session: %s', async (_, slug, isWaitingAgain) => {
    const { clinician, given } = await give(slug(), { rhythm: { kind: 'WEEKLY' } });
    const back = () =>
      test.owner.query(
        `with a as (update assignments set starts_on = starts_on - 7 where id = $1)
         update occurrences set opens_at = opens_at - interval '7 days', slot = (slot::date - 7)::text where assignment_id = $1`,
        [given.id],
      );
    const turns = async () =>
      (
        await test.sql.query<{ waits: boolean }>(
          'select opens_at is null as waits from occurrences where assignment_id = $1 order by slot',
          [given.id],
        )
      ).rows.map(({ waits }) => waits);
    await back();
    await openTurns.run(worker);
    expect(await turns()).toEqual([true]);
    expect(codes(await open(clinician, given.id))).toEqual([]);
    // Opened today, it is the turn of today.
    await openTurns.run(worker);
    expect(await turns()).toEqual([false]);
    await back();
    await openTurns.run(worker);
    expect(await turns()).toEqual([false, isWaitingAgain]);
  });

  it('is not for when it happens, where each turn opens in a session', async () => {
    const { clinician, client } = await pair(test);
    const give = (exerciseSlug: string) =>
      clinician.browser.act('assignExercise', {
        ...{ episodeId: client.episodeId, exerciseSlug, due: 'NONE', rhythm: { kind: 'WHEN_IT_HAPPENS' } },
      });
    expect((await give(sessionSlug)).userErrors).toMatchObject([{ code: 'INVALID', field: 'rhythm.kind' }]);
    expect(codes(await give(sessionFirstSlug))).toEqual([]);
  });

  it('is opened by who treats the client, and by nobody else', async () => {
    const { clinician, client, given } = await give(sessionSlug);
    const colleague = await buildMember(test, clinician.practiceId, 'CLINICIAN');
    const elsewhere = await pair(test);
    for (const other of [colleague, elsewhere.clinician])
      expect(codeOf(await other.browser.try('openInSession', { assignmentId: given.id }))).toBe('NOT_FOUND');
    expect(codeOf(await client.browser.try('openInSession', { assignmentId: given.id }))).toBe('FORBIDDEN');
    expect(await todays(client)).toEqual([]);
  });
});
