import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAddendum,
  buildAssignment,
  buildDraft,
  buildReflection,
  buildReply,
  canary,
  type ClientMember,
  draftBody,
  firstSittingBody,
  fullBody,
  laterSlug,
  type Member,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';
import { putAwayDrafts } from './put-away-drafts.js';

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

const screen = async (client: ClientMember, id: string) =>
  (await client.browser.ask(wholeDocument(test, 'Query.occurrence'), { id })).occurrence as {
    drafts: { lane: string; revision: number; body: { answers: Record<string, string> } }[];
    reflection: { id: string; state: string; viewerCanTakeBack: boolean } | null;
  };

/** What the client finds of the own unfinished words. */
const words = async (client: ClientMember, occurrenceId: string): Promise<(string | undefined)[]> =>
  (await screen(client, occurrenceId)).drafts.map(({ body }) => body.answers['kind-sentence']);

const read = (clinician: Member, id: string) =>
  clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id });

const takeBack = async (client: ClientMember, reflectionId: string) =>
  codes(await client.browser.act('takeBackReflection', { reflectionId }));

const reply = async (clinician: Member, reflectionId: string): Promise<string> =>
  (await clinician.browser.do('replyToReflection', { reflectionId, text: 'Thank you.' }, 'reply { id }'))
    .reply.id as string;

/** Shares nothing of what was written: leaves it for this week, or keeps it for the session. */
const leave = async (client: ClientMember, occurrenceId: string, outcome: 'NOT_THIS_WEEK' | 'PARTLY') =>
  (
    await client.browser.do(
      'submitReflection',
      { occurrenceId, outcome, sharing: 'FOR_SESSION' },
      'reflection { id }',
    )
  ).reflection.id as string;

const todays = async (client: ClientMember): Promise<{ id: string }[]> =>
  (await client.browser.ask(wholeDocument(test, 'Query.today'))).today.occurrences as { id: string }[];

/** More than a day passes, and the worker puts away what is past its time. */
async function aDayPasses(client: ClientMember): Promise<void> {
  await test.owner.query(
    `with d as (update drafts set shared_at = shared_at - interval '30 hours' where client_id = $1),
       v as (update reviews set read_at = read_at - interval '30 hours' where client_id = $1),
       a as (update addenda set written_at = written_at - interval '30 hours' where client_id = $1),
       p as (update replies set sent_at = sent_at - interval '30 hours', announce_at = announce_at - interval '30 hours' where client_id = $1)
     update reflections set submitted_at = submitted_at - interval '30 hours', addended_at = addended_at - interval '30 hours' where client_id = $1`,
    [client.clientId],
  );
  await putAwayDrafts.run(worker);
}

const drafts = async (client: ClientMember): Promise<number> =>
  (await test.sql.query('select 1 from drafts where client_id = $1', [client.clientId])).rows.length;

describe('shared words', () => {
  const share = async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const sentence = canary('sentence');
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence }));
    return { clinician, client, occurrenceId, reflectionId, sentence };
  };

  it('are put away a day after sharing once they were read, and not before', async () => {
    const { clinician, client, reflectionId } = await share();
    await aDayPasses(client);
    expect(await drafts(client)).toBe(1);
    await read(clinician, reflectionId);
    await putAwayDrafts.run(worker);
    expect(await drafts(client)).toBe(0);
    expect(await takeBack(client, reflectionId)).toEqual(['NOT_ALLOWED_NOW']);
  });

  it('read within the day stay until it is over', async () => {
    const { clinician, client, reflectionId } = await share();
    await read(clinician, reflectionId);
    await putAwayDrafts.run(worker);
    expect(await drafts(client)).toBe(1);
  });

  it('stay when only what stood there before was read', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await leave(client, occurrenceId, 'NOT_THIS_WEEK');
    await read(clinician, reflectionId);
    await client.browser.do('takeBackReflection', { reflectionId });
    const sentence = canary('sentence');
    await buildReflection(test, client, occurrenceId, fullBody({ sentence }));
    await aDayPasses(client);
    expect(await takeBack(client, reflectionId)).toEqual([]);
    expect(await words(client, occurrenceId)).toEqual([sentence]);
  });

  it('stay when they were answered unread, and the answer was taken back', async () => {
    const { clinician, client, occurrenceId, reflectionId, sentence } = await share();
    const replyId = await reply(clinician, reflectionId);
    await aDayPasses(client);
    await clinician.browser.do('takeBackReply', { replyId });
    expect(await takeBack(client, reflectionId)).toEqual([]);
    expect(await words(client, occurrenceId)).toEqual([sentence]);
  });

  it('stay when they were answered unread, and something was added', async () => {
    const { clinician, client, occurrenceId, reflectionId, sentence } = await share();
    await reply(clinician, reflectionId);
    await aDayPasses(client);
    await buildAddendum(test, client, reflectionId, 'More.');
    expect(await takeBack(client, reflectionId)).toEqual([]);
    expect(await words(client, occurrenceId)).toEqual([sentence]);
  });

  it('are never taken back into nothing', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await share();
    await test.owner.query('delete from drafts where client_id = $1', [client.clientId]);
    expect(await takeBack(client, reflectionId)).toEqual(['NOT_ALLOWED_NOW']);
    expect((await screen(client, occurrenceId)).reflection?.state).toBe('SUBMITTED');
    expect((await read(clinician, reflectionId)).reflection.answers).not.toEqual([]);
  });
});

describe('words that were not shared', () => {
  const closings: [string, (clinician: Member, id: string) => Promise<unknown>][] = [
    ['was read', read],
    ['was answered', reply],
    [
      'was talked about',
      (clinician, reflectionId) => clinician.browser.do('markTalkedAbout', { reflectionId }),
    ],
  ];
  it.each(
    (['NOT_THIS_WEEK', 'PARTLY'] as const).flatMap((outcome) =>
      closings.map(([what, close]) => [outcome, what, close] as const),
    ),
  )('stay in reach of who wrote them: %s that %s', async (outcome, _what, close) => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const sentence = canary('sentence');
    await buildDraft(test, client, occurrenceId, fullBody({ sentence }));
    const reflectionId = await leave(client, occurrenceId, outcome);
    await close(clinician, reflectionId);
    await aDayPasses(client);
    expect(await words(client, occurrenceId)).toEqual([sentence]);
    expect((await screen(client, occurrenceId)).reflection?.viewerCanTakeBack).toBe(true);
    expect(await takeBack(client, reflectionId)).toEqual([]);
    const { drafts, reflection } = await screen(client, occurrenceId);
    expect(reflection?.state).toBe('DRAFT');
    // Shared now, they wait to be read like any.
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'READ_BEFORE',
      lane: drafts[0]?.lane,
      revision: drafts[0]?.revision,
    });
    const { toRead } = await clinician.browser.ask('{ toRead { edges { node { id isRead } } } }');
    expect(toRead.edges).toEqual([{ node: { id: reflectionId, isRead: false } }]);
    expect(await takeBack(client, reflectionId)).toEqual([]);
  });
});

describe('deleting a draft', () => {
  /** Shared once, and with a trace of it: `leaveTrace` makes one that its author sees or does not. */
  const traces: [string, (clinician: Member, client: ClientMember, id: string) => Promise<unknown>][] = [
    ['looked at', (clinician, _client, id) => read(clinician, id)],
    [
      'answered for less than ten seconds',
      async (clinician, _client, id) => {
        const replyId = await reply(clinician, id);
        await clinician.browser.do('takeBackReply', { replyId });
      },
    ],
    ['answered', (clinician, _client, id) => buildReply(test, clinician, id, 'Thank you.')],
    ['added to', (_clinician, client, id) => buildAddendum(test, client, id, 'More.')],
  ];
  it.each(traces)('ends words that once were shared and %s', async (_what, leaveTrace) => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    await buildDraft(test, client, occurrenceId, fullBody({ sentence: canary('sentence') }));
    const reflectionId = await leave(client, occurrenceId, 'PARTLY');
    await leaveTrace(clinician, client, reflectionId);
    expect(await takeBack(client, reflectionId)).toEqual([]);
    await client.browser.do('deleteDraft', { occurrenceId });
    expect(await drafts(client)).toBe(0);
    expect(await words(client, occurrenceId)).toEqual([]);
    // It can be begun anew.
    await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'Anew.' }));
  });

  it('leaves nothing behind on Today of what was withdrawn', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client);
    await buildDraft(test, client, occurrenceId, fullBody({ sentence: canary('sentence') }));
    const reflectionId = await leave(client, occurrenceId, 'PARTLY');
    await read(clinician, reflectionId);
    await takeBack(client, reflectionId);
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    expect((await todays(client)).map(({ id }) => id)).toEqual([occurrenceId]);
    await client.browser.do('deleteDraft', { occurrenceId });
    expect(await todays(client)).toEqual([]);
  });
});

describe('words of a later sitting', () => {
  /** A first sitting that was shared, and a later one with words in it. */
  const begun = async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: laterSlug,
    });
    const first = await buildReflection(
      test,
      client,
      occurrenceId,
      firstSittingBody({ event: canary('event'), step: 'Tell him.' }),
    );
    const [later = ''] = await sittings(assignmentId);
    const since = canary('since');
    await buildDraft(
      test,
      client,
      later,
      draftBody({ place: 'look-back', visited: ['look-back'], answers: { 'step-since': since } }),
    );
    return { clinician, client, assignmentId, occurrenceId, first, later, since };
  };
  const sittings = async (assignmentId: string): Promise<string[]> =>
    (
      await test.sql.query<{ id: string }>(
        `select id from occurrences where assignment_id = $1 and sitting <> 'FIRST'`,
        [assignmentId],
      )
    ).rows.map(({ id }) => id);
  /** Today leads to them, they are there, and they can be shared. */
  const expectInReach = async (client: ClientMember, later: string, since: string): Promise<void> => {
    expect((await todays(client)).map(({ id }) => id)).toContain(later);
    const { drafts } = await screen(client, later);
    expect(drafts.map(({ body }) => body.answers['step-since'])).toEqual([since]);
    expect(
      codes(
        await client.browser.act('submitReflection', {
          occurrenceId: later,
          outcome: 'WHOLE',
          sharing: 'FOR_SESSION',
          lane: drafts[0]?.lane,
          revision: drafts[0]?.revision,
        }),
      ),
    ).toEqual([]);
    expect((await screen(client, later)).reflection?.state).toBe('SUBMITTED');
  };

  it('stay in reach while the first is taken back', async () => {
    const { client, first, later, since } = await begun();
    await takeBack(client, first);
    await expectInReach(client, later, since);
  });

  it('stay in reach when the first is shared again without what they come back to', async () => {
    const { client, occurrenceId, first, later, since } = await begun();
    await takeBack(client, first);
    const { drafts } = await screen(client, occurrenceId);
    const { draft } = await client.browser.do(
      'saveDraft',
      {
        occurrenceId,
        lane: drafts[0]?.lane,
        baseRevision: drafts[0]?.revision,
        body: firstSittingBody({ event: 'It.' }),
      },
      'draft { lane revision }',
    );
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      lane: draft.lane,
      revision: draft.revision,
    });
    await expectInReach(client, later, since);
  });

  it.each(['NOT_THIS_WEEK', 'PARTLY'] as const)(
    'stay in reach when the first is taken back and nothing of it is shared: %s',
    async (outcome) => {
      const { client, occurrenceId, first, later, since } = await begun();
      await takeBack(client, first);
      await leave(client, occurrenceId, outcome);
      await expectInReach(client, later, since);
    },
  );

  it('stay in reach when the sessions are set anew', async () => {
    const { clinician, client, later, since } = await begun();
    await clinician.browser.do('setSessionRhythm', {
      episodeId: client.episodeId,
      rhythm: {
        anchorOn: new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10),
        time: '12:00',
        everyWeeks: 1,
        zone: 'Europe/Berlin',
      },
    });
    await expectInReach(client, later, since);
  });

  it('that nobody wrote are not asked for when nothing of the first is shared after all', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
      exercise: laterSlug,
    });
    const body = firstSittingBody({ event: 'It.', step: 'Tell him.' });
    const first = await buildReflection(test, client, occurrenceId, body);
    expect(await sittings(assignmentId)).toHaveLength(1);
    await takeBack(client, first);
    await leave(client, occurrenceId, 'NOT_THIS_WEEK');
    expect(await sittings(assignmentId)).toEqual([]);
    expect(await todays(client)).toEqual([]);
  });

  it('once deleted, lead Today to nothing that does not open', async () => {
    const { client, occurrenceId, first, later } = await begun();
    await takeBack(client, first);
    await leave(client, occurrenceId, 'NOT_THIS_WEEK');
    await client.browser.do('deleteDraft', { occurrenceId: later });
    for (const { id } of await todays(client)) expect((await screen(client, id)).drafts).toEqual([]);
  });
});
