import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAddendum,
  buildAssignment,
  buildDraft,
  buildReflection,
  canary,
  type ClientMember,
  fullBody,
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
