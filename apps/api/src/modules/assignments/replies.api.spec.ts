import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  announceReply,
  buildAddendum,
  buildAssignment,
  buildClient,
  buildCouple,
  buildJointAssignment,
  buildMember,
  buildReflection,
  buildReply,
  canary,
  type ClientMember,
  coupleBody,
  fullBody,
  type Member,
  openGate,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

/** Something shared, to be read before the session unless said otherwise. */
async function shared(sharing: 'FOR_SESSION' | 'READ_BEFORE' = 'READ_BEFORE') {
  const { clinician, client, practiceId } = await pair(test);
  const { occurrenceId } = await buildAssignment(test, clinician, client);
  const reflectionId = await buildReflection(
    test,
    client,
    occurrenceId,
    fullBody({ sentence: canary('sentence') }),
    sharing,
  );
  return { clinician, client, practiceId, occurrenceId, reflectionId };
}

interface Replied {
  id: string;
  text: string | null;
  takenBackAt: string | null;
  viewerCanTakeBack: boolean;
}

/** Everywhere a client would meet a reply. */
async function heard(client: ClientMember, occurrenceId: string) {
  const { today } = await client.browser.ask('{ today { latestReply { id } } }');
  const { replies } = await client.browser.ask(
    '{ replies { edges { node { id text takenBackAt viewerCanTakeBack } } } }',
  );
  const { occurrence } = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), {
    id: occurrenceId,
  });
  return {
    notice: today.latestReply as { id: string } | null,
    list: (replies.edges as { node: Replied }[]).map(({ node }) => node),
    turn: occurrence.reflection.replies as Replied[],
  };
}

const read = async (clinician: Member, id: string) =>
  (await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id })).reflection as {
    state: string;
    replies: Replied[];
    addenda: { text: string; writtenAt: string }[];
    answers: { value: unknown }[];
  };

const toRead = async (clinician: Member) =>
  (
    (await clinician.browser.ask('{ toRead { edges { node { id isRead isMarked addendedAt } } } }')).toRead
      .edges as {
      node: { id: string; isRead: boolean; isMarked: boolean; addendedAt: string | null };
    }[]
  ).map(({ node }) => node);

const takeBack = (clinician: Member, replyId: string) =>
  clinician.browser.act(
    'takeBackReply',
    { replyId },
    'reflection { id state } reply { id text takenBackAt viewerCanTakeBack }',
  );

const jobs = async (key: string) =>
  (await test.sql.query('select 1 from graphile_worker.jobs where key = $1', [key])).rows.length;

describe('a reply', () => {
  it('is heard of after ten seconds, by its client and by the mail alike', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const text = canary('reply');
    const { reply } = await clinician.browser.do(
      'replyToReflection',
      { reflectionId, text },
      'reply { id text }',
    );
    const id = reply.id as string;
    expect(await heard(client, occurrenceId)).toEqual({ notice: null, list: [], turn: [] });
    expect((await read(clinician, reflectionId)).replies).toMatchObject([
      { id, text, viewerCanTakeBack: true },
    ]);
    const { rows } = await test.sql.query<{ seconds: number; lead: number }>(
      `select extract(epoch from r.announce_at - r.sent_at)::float as seconds, extract(epoch from j.run_at - r.announce_at)::float as lead
       from replies r, graphile_worker.jobs j where r.id = $1 and j.key = $2`,
      [id, `reply|${id}`],
    );
    expect(rows[0]?.seconds).toBeGreaterThan(9);
    expect(rows[0]?.seconds).toBeLessThan(11);
    expect(Math.abs(rows[0]?.lead ?? 99)).toBeLessThan(0.1);
    await announceReply(test, id);
    const now = await heard(client, occurrenceId);
    expect(now.notice).toEqual({ id });
    expect(now.list).toEqual([{ id, text, takenBackAt: null, viewerCanTakeBack: false }]);
    expect(now.turn).toMatchObject([{ id, text, viewerCanTakeBack: false }]);
  });

  it('taken back within ten seconds was never there', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const bytes = async () => {
      const screens: [string, Record<string, unknown>][] = [
        ['Query.today', {}],
        ['Query.replies', {}],
        ['Query.occurrence', { id: occurrenceId }],
      ];
      const answers = screens.map(([query, variables]) =>
        client.browser.send(wholeDocument(test, query), variables),
      );
      return (await Promise.all(answers)).map(({ body }) => body);
    };
    const before = await bytes();
    const replyId = await buildReply(test, clinician, reflectionId, canary('reply'), { isAnnounced: false });
    const taken = await takeBack(clinician, replyId);
    expect(taken).toMatchObject({
      reflection: { id: reflectionId, state: 'SUBMITTED' },
      reply: { id: replyId, text: null, viewerCanTakeBack: false },
      userErrors: [],
    });
    await announceReply(test, replyId);
    // Reading it ended the time to take the reflection back, and nothing else changed for its author.
    expect(await bytes()).toEqual(before);
    expect((await read(clinician, reflectionId)).replies).toEqual([]);
    expect(await toRead(clinician)).toMatchObject([{ id: reflectionId }]);
  });

  it('taken back later leaves a line in its place, and not a word', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const text = canary('reply');
    const replyId = await buildReply(test, clinician, reflectionId, text);
    expect((await heard(client, occurrenceId)).notice).toEqual({ id: replyId });
    await takeBack(clinician, replyId);
    const left = await heard(client, occurrenceId);
    expect(left.notice).toBeNull();
    for (const place of [left.list, left.turn])
      expect(place).toMatchObject([{ id: replyId, text: null, takenBackAt: expect.any(String) as string }]);
    expect((await read(clinician, reflectionId)).replies).toMatchObject([
      { id: replyId, text: null, viewerCanTakeBack: false },
    ]);
    for (const answer of [
      await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id: occurrenceId }),
      await client.browser.send(wholeDocument(test, 'Query.replies')),
      await clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id: reflectionId }),
    ])
      expect(answer.body).not.toContain(text);
    expect(codes(await takeBack(clinician, replyId))).toEqual(['ALREADY_DONE']);
  });

  it('taken back leaves the reflection waiting, unless something else closed it', async () => {
    const { clinician, reflectionId } = await shared();
    const state = async () => (await read(clinician, reflectionId)).state;
    const [one, two] = [
      await buildReply(test, clinician, reflectionId, 'One.'),
      await buildReply(test, clinician, reflectionId, 'Two.'),
    ];
    expect(await state()).toBe('REVIEWED');
    await takeBack(clinician, one);
    expect(await state()).toBe('REVIEWED');
    await takeBack(clinician, two);
    expect(await state()).toBe('SUBMITTED');
    const three = await buildReply(test, clinician, reflectionId, 'Three.');
    await clinician.browser.do('markTalkedAbout', { reflectionId });
    await takeBack(clinician, three);
    expect(await state()).toBe('REVIEWED');
  });

  it('taken back leaves what was added since waiting, whatever an older one closed', async () => {
    const { clinician, client, reflectionId } = await shared();
    await buildReply(test, clinician, reflectionId, 'Thank you.');
    await buildAddendum(test, client, reflectionId, 'More.', 'READ_BEFORE');
    const replyId = await buildReply(test, clinician, reflectionId, 'Oops.', { isAnnounced: false });
    expect(await toRead(clinician)).toEqual([]);
    await takeBack(clinician, replyId);
    expect(await toRead(clinician)).toMatchObject([{ id: reflectionId }]);
  });

  it('and another, taken back at once, leave it closed by nothing', async () => {
    const { clinician, client } = await pair(test);
    for (let round = 0; round < 8; round += 1) {
      const { occurrenceId } = await buildAssignment(test, clinician, client);
      const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
      const replies = [
        await buildReply(test, clinician, reflectionId, 'One.'),
        await buildReply(test, clinician, reflectionId, 'Two.'),
      ];
      await Promise.all(replies.map((replyId) => takeBack(clinician, replyId)));
      expect((await read(clinician, reflectionId)).state).toBe('SUBMITTED');
    }
  });

  it('is its author’s to take back, while they care', async () => {
    const { clinician, client, practiceId, reflectionId } = await shared();
    const covering = await buildMember(test, practiceId, 'CLINICIAN');
    await test.owner.query(
      `insert into care_team_members (practice_id, id, episode_id, clinician_id, part) values ($1, gen_random_uuid(), $2, $3, 'COVERING')`,
      [practiceId, client.episodeId, covering.membershipId],
    );
    const replyId = await buildReply(test, clinician, reflectionId, 'One.');
    expect((await read(covering, reflectionId)).replies).toMatchObject([
      { text: 'One.', viewerCanTakeBack: false },
    ]);
    expect(codeOf(await covering.browser.try('takeBackReply', { replyId }))).toBe('NOT_FOUND');
    expect(codeOf(await client.browser.try('takeBackReply', { replyId }))).toBe('FORBIDDEN');
    await test.owner.query('update care_team_members set until = now() where clinician_id = $1', [
      clinician.membershipId,
    ]);
    expect(codeOf(await clinician.browser.try('takeBackReply', { replyId }))).toBe('NOT_FOUND');
    expect((await read(covering, reflectionId)).replies).toMatchObject([{ text: 'One.' }]);
  });

  it('twenty times at once is taken back once', async () => {
    const { clinician, reflectionId } = await shared();
    const replyId = await buildReply(test, clinician, reflectionId, 'One.');
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeBack(clinician, replyId)));
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: 19 }, () => 'ALREADY_DONE'));
    const { rows } = await test.sql.query(
      `select count(*)::int from audit_events where act = 'reply.takeBack' and object_id = $1`,
      [replyId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe('an addendum', () => {
  const add = (client: ClientMember, reflectionId: string, input: Record<string, unknown> = {}) =>
    client.browser.try(
      'addToReflection',
      { reflectionId, text: 'Since then.', sharing: 'FOR_SESSION', ...input },
      'reflection { state sharing viewerCanAdd addenda { text } answers { value } }',
    );

  it('stands beside what was shared, which stays as it was, and lies there sealed', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const answers = (await read(clinician, reflectionId)).answers;
    const words = [canary('first'), canary('second')];
    for (const text of words) await buildAddendum(test, client, reflectionId, ` ${text} `);
    const { addenda, answers: after } = await read(clinician, reflectionId);
    expect(addenda.map(({ text }) => text)).toEqual(words);
    expect(after).toEqual(answers);
    const { occurrence } = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), {
      id: occurrenceId,
    });
    expect((occurrence.reflection.addenda as { text: string }[]).map(({ text }) => text)).toEqual(words);
    const { rows } = await test.sql.query<{ sealed: Buffer; author: string }>(
      'select ad.sealed, dk.author_id as author from addenda ad join data_keys dk on dk.practice_id = ad.practice_id and dk.id = ad.data_key_id where ad.client_id = $1',
      [client.clientId],
    );
    expect(rows).toHaveLength(2);
    for (const { sealed, author } of rows) {
      expect(author).toBe(client.clientId);
      for (const word of words) expect(sealed.toString('latin1')).not.toContain(word);
    }
  });

  it('waits to be read again, and the look at it is a new one', async () => {
    const { clinician, client, reflectionId } = await shared();
    await read(clinician, reflectionId);
    expect(await toRead(clinician)).toMatchObject([{ isRead: true, addendedAt: null }]);
    await buildReply(test, clinician, reflectionId, 'Thank you.');
    expect(await toRead(clinician)).toEqual([]);
    const { data } = await add(client, reflectionId, { sharing: 'READ_BEFORE' });
    expect(data.addToReflection.reflection).toMatchObject({
      state: 'SUBMITTED',
      sharing: 'READ_BEFORE',
      viewerCanAdd: true,
    });
    expect(await toRead(clinician)).toMatchObject([
      { id: reflectionId, isRead: false, addendedAt: expect.any(String) as string },
    ]);
    await read(clinician, reflectionId);
    expect(await toRead(clinician)).toMatchObject([{ isRead: true }]);
  });

  it('made after it was talked about can be talked about in its turn', async () => {
    const { clinician, client, reflectionId } = await shared();
    const closed = async () =>
      (
        await clinician.browser.ask(
          'query ($id: ID!) { reflection(id: $id) { state viewerCanMarkTalkedAbout talkedAboutAt } }',
          { id: reflectionId },
        )
      ).reflection as { state: string; viewerCanMarkTalkedAbout: boolean; talkedAboutAt: string };
    const talk = () => clinician.browser.do('markTalkedAbout', { reflectionId });
    await talk();
    const before = await closed();
    expect(before).toMatchObject({ state: 'REVIEWED', viewerCanMarkTalkedAbout: false });
    // Said twice, it was talked about when it first was.
    await talk();
    expect(await closed()).toEqual(before);
    await buildAddendum(test, client, reflectionId, 'More.', 'READ_BEFORE');
    expect(await closed()).toMatchObject({ state: 'SUBMITTED', viewerCanMarkTalkedAbout: true });
    // A reply closes it, and taken back leaves it waiting: what was talked about was said before.
    const replyId = await buildReply(test, clinician, reflectionId, 'Oops.', { isAnnounced: false });
    await takeBack(clinician, replyId);
    expect(await toRead(clinician)).toMatchObject([{ id: reflectionId }]);
    await talk();
    const after = await closed();
    expect(after).toMatchObject({ state: 'REVIEWED', viewerCanMarkTalkedAbout: false });
    expect(Date.parse(after.talkedAboutAt)).toBeGreaterThan(Date.parse(before.talkedAboutAt));
    expect(await toRead(clinician)).toEqual([]);
  });

  it('tells the care team only when it is to be read before', async () => {
    const { client, reflectionId } = await shared('FOR_SESSION');
    const count = async () =>
      (
        await test.sql.query<{ about: string }>(
          `select key as about from graphile_worker.jobs where key like 'toRead|%' and key in (
             select 'toRead|' || id from addenda where client_id = $1 union all select 'toRead|' || $2)`,
          [client.clientId, reflectionId],
        )
      ).rows.length;
    await add(client, reflectionId);
    expect(await count()).toBe(0);
    await add(client, reflectionId, { sharing: 'READ_BEFORE' });
    expect(await count()).toBe(1);
    expect(await jobs(`toRead|${reflectionId}`)).toBe(0);
  });

  it('never takes back a wish to have it read before that nobody has answered', async () => {
    const { clinician, client, reflectionId } = await shared('READ_BEFORE');
    const { data } = await add(client, reflectionId, { sharing: 'FOR_SESSION' });
    expect(data.addToReflection.reflection.sharing).toBe('READ_BEFORE');
    await buildReply(test, clinician, reflectionId, 'Thank you.');
    const later = await add(client, reflectionId, { sharing: 'FOR_SESSION' });
    expect(later.data.addToReflection.reflection.sharing).toBe('FOR_SESSION');
  });

  it('does not bring back the time to take it back once it was read', async () => {
    const { clinician, client, reflectionId } = await shared();
    await read(clinician, reflectionId);
    await add(client, reflectionId);
    expect(codes(await client.browser.act('takeBackReflection', { reflectionId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });

  it('is out of sight with what was taken back, and comes again with it', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const text = canary('added');
    await buildAddendum(test, client, reflectionId, text);
    await client.browser.do('takeBackReflection', { reflectionId });
    for (const [query, variables] of [
      ['Query.reflection', { id: reflectionId }],
      ['Query.client', { id: client.clientId }],
      ['Query.toRead', {}],
    ] as const)
      expect((await clinician.browser.send(wholeDocument(test, query), variables)).body).not.toContain(text);
    // Not even asked in SQL, as the clinician.
    const app = await asClinician(clinician, 'select count(*)::int as count from addenda');
    expect(app).toEqual([{ count: 0 }]);
    expect(codeOf(await add(client, reflectionId))).toBe('NOT_FOUND');
    const { occurrence } = await client.browser.ask(
      'query ($id: ID!) { occurrence(id: $id) { drafts { lane revision } reflection { addenda { text } } } }',
      { id: occurrenceId },
    );
    expect(occurrence.reflection.addenda).toEqual([{ text }]);
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'READ_BEFORE',
      ...(occurrence.drafts as { lane: string; revision: number }[])[0],
    });
    expect((await read(clinician, reflectionId)).addenda).toMatchObject([{ text }]);
  });

  it('is refused where nothing was shared', async () => {
    const { clinician, client } = await shared();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const { reflection } = await client.browser.do(
      'submitReflection',
      { occurrenceId, outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION' },
      'reflection { id viewerCanAdd }',
    );
    expect(reflection.viewerCanAdd).toBe(false);
    expect(codes((await add(client, reflection.id as string)).data.addToReflection)).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });

  it.each([
    ['nothing', { text: '   ' }],
    ['too much', { text: 'x'.repeat(20_001) }],
    ['what cannot be kept', { text: 'a\0b' }],
  ])('refuses %s', async (_what, input) => {
    const { client, reflectionId } = await shared();
    expect(codes((await add(client, reflectionId, input)).data.addToReflection)).toEqual(['INVALID']);
  });

  it('is its author’s alone to add, once for each key', async () => {
    const { clinician, client, reflectionId } = await shared();
    const sibling = await buildClient(test, clinician);
    expect(codeOf(await add(sibling, reflectionId))).toBe('NOT_FOUND');
    expect(
      codeOf(
        await clinician.browser.try('addToReflection', { reflectionId, text: 'x', sharing: 'FOR_SESSION' }),
      ),
    ).toBe('FORBIDDEN');
    const key = { idempotencyKey: randomUUID() };
    await Promise.all(Array.from({ length: 10 }, () => add(client, reflectionId, key)));
    expect((await read(clinician, reflectionId)).addenda).toHaveLength(1);
  });
});

describe('what feels wrong', () => {
  it('alone and then in joint work is twice in a row, opened as in the list', async () => {
    const { clinician, client } = await pair(test);
    const alone = await buildAssignment(test, clinician, client);
    const before = { ...fullBody({ sentence: 'One.' }), feelsWrong: ['kind-sentence'] };
    await buildReflection(test, client, alone.occurrenceId, before);
    const couple = await buildCouple(test, clinician, { known: [client] });
    await openGate(test, couple);
    const { turns } = await buildJointAssignment(test, couple);
    const body = { ...coupleBody({ forMe: 'Two.', notReady: 'Three.' }), feelsWrong: ['not-ready'] };
    const id = await buildReflection(test, client, turns[0] ?? '', body);
    expect((await toRead(clinician)).map((row) => [row.id, row.isMarked])).toEqual([[id, true]]);
    expect(await read(clinician, id)).toMatchObject({ isMarked: true });
    // Nobody else, alone or together, opens it.
    const stranger = await buildMember(test, clinician.practiceId, 'CLINICIAN');
    expect(codeOf(await stranger.browser.send(wholeDocument(test, 'Query.reflection'), { id }))).toBe(
      'NOT_FOUND',
    );
  });

  it('twice in a row is read first, and only by who cares', async () => {
    const { clinician, client } = await pair(test);
    const share = async (feelsWrong: string[], sharing: 'FOR_SESSION' | 'READ_BEFORE') => {
      const { occurrenceId } = await buildAssignment(test, clinician, client);
      const body = { ...fullBody({ sentence: 'One.' }), feelsWrong };
      const id = await buildReflection(test, client, occurrenceId, body, sharing);
      return { id, occurrenceId };
    };
    const asked = await share([], 'READ_BEFORE');
    await share(['kind-sentence'], 'FOR_SESSION');
    expect(await toRead(clinician)).toMatchObject([{ id: asked.id, isMarked: false }]);
    const twice = await share(['kind-sentence'], 'FOR_SESSION');
    expect((await toRead(clinician)).map(({ id, isMarked }) => [id, isMarked])).toEqual([
      [twice.id, true],
      [asked.id, false],
    ]);
    const seen = await client.browser.send(wholeDocument(test, 'Query.occurrence'), {
      id: twice.occurrenceId,
    });
    expect(seen.body).not.toMatch(/marked/i);
    await share([], 'FOR_SESSION');
    const again = await share(['kind-sentence'], 'FOR_SESSION');
    expect((await toRead(clinician)).map(({ id }) => id)).not.toContain(again.id);
  });
});

/** What the database answers the clinician, below every query of the product. */
async function asClinician(clinician: Member, sql: string): Promise<unknown[]> {
  const app = new pg.Client({ connectionString: test.urls.appUrl });
  await app.connect();
  try {
    await app.query('begin');
    await app.query(
      `select set_config('app.practice_id', $1, true), set_config('app.membership_id', $2, true), set_config('app.role', 'CLINICIAN', true)`,
      [clinician.practiceId, clinician.membershipId],
    );
    return (await app.query(sql)).rows as unknown[];
  } finally {
    await app.end();
  }
}
