import { randomInt, randomUUID } from 'node:crypto';
import type { DraftBody } from '@rejoin/domain';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  announceReply,
  buildAssignment,
  buildDraft,
  buildMember,
  buildNote,
  buildReflection,
  buildReply,
  canary,
  type ClientMember,
  draftBody,
  fullBody,
  type Member,
  slug,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Draft {
  lane: string;
  revision: number;
  body: DraftBody;
}

const sentenceOf = ({ body }: { body: DraftBody }) => (body.answers['kind-sentence'] ?? '') as string;
const withSentence = (sentence: string) => draftBody({ answers: { 'kind-sentence': sentence } });

async function given(clinician: Member, client: ClientMember, options = {}) {
  return buildAssignment(test, clinician, client, options);
}

async function screen(client: ClientMember, occurrenceId: string) {
  const { occurrence } = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), {
    id: occurrenceId,
  });
  return occurrence as {
    drafts: Draft[];
    rationale: string | null;
    isFirstShare: boolean;
    reflection: {
      id: string;
      state: string;
      viewerCanTakeBack: boolean;
      answers: SharedAnswer[];
      replies: { text: string }[];
    } | null;
  };
}

interface SharedAnswer {
  key: string;
  wording: string;
  readers: string;
  value: unknown;
}

async function save(
  client: ClientMember,
  input: { occurrenceId: string; lane: string; baseRevision: number; body: DraftBody },
) {
  const { draft } = await client.browser.do('saveDraft', input, 'draft { lane revision savedAt }');
  return draft as { lane: string; revision: number; savedAt: string };
}

const share = (
  client: ClientMember,
  occurrenceId: string,
  draft: { lane: string; revision: number },
  more = {},
) =>
  client.browser.act(
    'submitReflection',
    {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      lane: draft.lane,
      revision: draft.revision,
      ...more,
    },
    'reflection { id state }',
  );

const read = async (clinician: Member, id: string) => {
  const { reflection } = await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id });
  return reflection as {
    answers: SharedAnswer[];
    ratings: { key: string; label: string; value: number }[];
    rationale: string | null;
    feltWrong: boolean;
    outcome: string;
    state: string;
    talkedAboutAt: string | null;
    replies: { text: string; authorName: string }[];
    viewerCanMarkTalkedAbout: boolean;
  };
};

const jobs = async (like: string) =>
  (await test.sql.query<{ key: string }>('select key from graphile_worker.jobs where key like $1', [like]))
    .rows;

describe('assigning', () => {
  it('gives an exercise with a reason, which the client reads', async () => {
    const { clinician, client } = await pair(test);
    const rationale = canary('reason');
    const { occurrenceId } = await given(clinician, client, { rationale });
    const { today } = await client.browser.ask(wholeDocument(test, 'Query.today'));
    expect(today.occurrences).toMatchObject([
      { id: occurrenceId, due: 'NEXT_SESSION', leftOffAt: null, stepCount: 3 },
    ]);
    expect((await screen(client, occurrenceId)).rationale).toBe(rationale);
  });

  it('says nothing to the client for ten seconds', async () => {
    const { clinician, client } = await pair(test);
    const { assignmentId, occurrenceId } = await given(clinician, client, { isAnnounced: false });
    const asClient = async () => [
      (await client.browser.ask('{ today { occurrences { id } } }')).today.occurrences as unknown[],
      (await client.browser.send(wholeDocument(test, 'Query.occurrence'), { id: occurrenceId })).errors.map(
        ({ extensions }) => extensions.code,
      ),
    ];
    expect(await asClient()).toEqual([[], ['NOT_FOUND']]);
    const saved = await client.browser.try('saveDraft', {
      occurrenceId,
      lane: randomUUID(),
      baseRevision: 0,
      body: draftBody(),
    });
    expect(saved.errors[0]?.extensions.code).toBe('NOT_FOUND');
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    await test.owner.query(
      `update assignments set announce_at = now() - interval '1 second' where id = $1 and announce_at > withdrawn_at`,
      [assignmentId],
    );
    expect(await asClient()).toEqual([[], ['NOT_FOUND']]);
  });

  it('undone within ten seconds leaves no trace on the client page', async () => {
    const { clinician, client } = await pair(test);
    const page = async () =>
      (await clinician.browser.send(wholeDocument(test, 'Query.client'), { id: client.clientId })).body;
    const before = await page();
    const { assignmentId } = await given(clinician, client, { isAnnounced: false });
    expect(await page()).not.toBe(before);
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    expect(await page()).toBe(before);
    expect(codes(await clinician.browser.act('withdrawAssignment', { assignmentId }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('withdrawn later goes from Today, and what was begun stays there for its author', async () => {
    const { clinician, client } = await pair(test);
    const [fresh, begun] = [await given(clinician, client), await given(clinician, client)];
    const mine = canary('mine');
    await buildDraft(test, client, begun.occurrenceId, withSentence(mine));
    for (const { assignmentId } of [fresh, begun])
      await clinician.browser.do('withdrawAssignment', { assignmentId });
    const { today } = await client.browser.ask('{ today { occurrences { id } } }');
    expect(today.occurrences).toEqual([{ id: begun.occurrenceId }]);
    expect((await screen(client, begun.occurrenceId)).drafts.map(sentenceOf)).toEqual([mine]);
  });

  it.each([
    [{ due: 'ON_DATE' }, 'INVALID'],
    [{ due: 'NONE', dueOn: '2027-01-01' }, 'INVALID'],
    [{ due: 'NONE', rationale: 'x'.repeat(501) }, 'INVALID'],
  ])('refuses %o', async (wrong, code) => {
    const { clinician, client } = await pair(test);
    const input = { episodeId: client.episodeId, exerciseSlug: slug, ...wrong };
    expect(codes(await clinician.browser.act('assignExercise', input))).toEqual([code]);
    const unknown = await clinician.browser.try('assignExercise', {
      ...input,
      due: 'NONE',
      dueOn: null,
      rationale: null,
      exerciseSlug: 'no-such',
    });
    expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('twenty times at once with one key is given once', async () => {
    const { clinician, client } = await pair(test);
    const input = {
      idempotencyKey: randomUUID(),
      episodeId: client.episodeId,
      exerciseSlug: slug,
      due: 'NONE',
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => clinician.browser.do('assignExercise', input, 'assignment { id }')),
    );
    expect(new Set(answers.map(({ assignment }) => (assignment as { id: string }).id)).size).toBe(1);
    const { rows } = await test.sql.query('select count(*)::int from assignments where episode_id = $1', [
      client.episodeId,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
    expect(await jobs(`assignment|${answers[0]?.assignment.id}|${client.clientId}`)).toHaveLength(1);
    expect(codes(await clinician.browser.act('assignExercise', { ...input, due: 'NEXT_SESSION' }))).toEqual([
      'IDEMPOTENCY_MISMATCH',
    ]);
    expect(
      codes(await clinician.browser.act('assignExercise', { ...input, idempotencyKey: 'short' })),
    ).toEqual(['INVALID']);
  });
});

describe('drafts', () => {
  it('are kept in place, revision by revision', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const lane = randomUUID();
    for (let baseRevision = 0; baseRevision < 5; baseRevision += 1)
      expect(
        await save(client, { occurrenceId, lane, baseRevision, body: withSentence(`words ${baseRevision}`) }),
      ).toMatchObject({ lane, revision: baseRevision + 1 });
    const { drafts } = await screen(client, occurrenceId);
    expect(drafts.map(sentenceOf)).toEqual(['words 4']);
    const { today } = await client.browser.ask('{ today { occurrences { leftOffAt leftOffNumber } } }');
    expect(today.occurrences).toEqual([{ leftOffAt: 'sentence', leftOffNumber: 2 }]);
  });

  it('whose answer was lost answer the same when they are sent again', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const lane = randomUUID();
    const first = { occurrenceId, lane, baseRevision: 0, body: withSentence('first') };
    expect(await save(client, first)).toEqual(await save(client, first));
    const second = { ...first, baseRevision: 1, body: withSentence('second') };
    expect(await save(client, second)).toEqual(await save(client, second));
    expect((await screen(client, occurrenceId)).drafts.map(sentenceOf)).toEqual(['second']);
  });

  it('that did not know of another writer get a lane of their own', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const lane = randomUUID();
    await save(client, { occurrenceId, lane, baseRevision: 0, body: withSentence('begun') });
    await save(client, { occurrenceId, lane, baseRevision: 1, body: withSentence('on the phone') });
    const other = await save(client, {
      occurrenceId,
      lane,
      baseRevision: 1,
      body: withSentence('on the laptop'),
    });
    expect(other.lane).not.toBe(lane);
    expect(other.revision).toBe(1);
    const { drafts } = await screen(client, occurrenceId);
    expect(drafts.map(sentenceOf).sort()).toEqual(['on the laptop', 'on the phone']);
  });

  it('begun on two devices at once make one reflection', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    await Promise.all(
      Array.from({ length: 10 }, (_, device) =>
        save(client, {
          occurrenceId,
          lane: randomUUID(),
          baseRevision: 0,
          body: withSentence(`device ${device}`),
        }),
      ),
    );
    const { rows } = await test.sql.query('select count(*)::int from reflections where occurrence_id = $1', [
      occurrenceId,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
    expect((await screen(client, occurrenceId)).drafts).toHaveLength(10);
  });

  it('lose no acknowledged word, however two devices take turns', async () => {
    const { clinician, client } = await pair(test);
    for (let round = 0; round < 30; round += 1) {
      const { occurrenceId } = await given(clinician, client);
      const acknowledged: string[] = [];
      // A device knows the draft it last loaded or saved, and always sends all it knows.
      const device = () => ({ lane: randomUUID() as string, revision: 0, text: '' });
      const devices = [device(), device()];
      const write = async (own: ReturnType<typeof device>) => {
        const word = canary('w');
        const body = withSentence(`${own.text} ${word}`.trim());
        const input = { occurrenceId, lane: own.lane, baseRevision: own.revision, body };
        const isLost = randomInt(4) === 0;
        const saved = await save(client, input);
        // An answer that got lost is asked for again, as it was.
        const known = isLost ? await save(client, input) : saved;
        own.lane = known.lane;
        own.revision = known.revision;
        own.text = sentenceOf({ body });
        acknowledged.push(word);
      };
      const load = async (own: ReturnType<typeof device>) => {
        const [newest] = (await screen(client, occurrenceId)).drafts;
        if (newest)
          Object.assign(own, { lane: newest.lane, revision: newest.revision, text: sentenceOf(newest) });
      };
      for (let step = 0; step < 5; step += 1) {
        const [first, second] = randomInt(2) === 0 ? devices : [...devices].reverse();
        const act = (own: ReturnType<typeof device>) => (randomInt(3) === 0 ? load(own) : write(own));
        if (!first || !second) throw new Error('There are two devices');
        if (randomInt(2) === 0) await Promise.all([act(first), act(second)]);
        else {
          await act(first);
          await act(second);
        }
      }
      const kept = (await screen(client, occurrenceId)).drafts.map(sentenceOf).join(' ');
      expect(acknowledged.filter((word) => !kept.includes(word))).toEqual([]);
    }
  }, 60_000);

  it('go when their author says so, one lane or all', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const lanes = [
      await buildDraft(test, client, occurrenceId, withSentence('one')),
      await buildDraft(test, client, occurrenceId, withSentence('two')),
    ];
    await client.browser.do('deleteDraft', { occurrenceId, lane: lanes[0]?.lane });
    expect((await screen(client, occurrenceId)).drafts.map(sentenceOf)).toEqual(['two']);
    await client.browser.do('deleteDraft', { occurrenceId });
    const { drafts, reflection } = await screen(client, occurrenceId);
    expect([drafts, reflection]).toEqual([[], null]);
    const { rows } = await test.sql.query('select 1 from drafts where client_id = $1', [client.clientId]);
    expect(rows).toEqual([]);
  });
});

describe('sharing', () => {
  const ready = async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const words = { sentence: canary('sentence'), closing: canary('closing'), obstacle: canary('obstacle') };
    const body = fullBody(words);
    return {
      clinician,
      client,
      occurrenceId,
      words,
      body,
      draft: await buildDraft(test, client, occurrenceId, body),
    };
  };

  it('makes a record of what was asked and what was answered', async () => {
    const { clinician, client, occurrenceId, words, draft } = await ready();
    const { reflection } = await share(client, occurrenceId, draft, { sharing: 'READ_BEFORE' });
    expect(reflection.state).toBe('SUBMITTED');
    const { answers, ratings, outcome, feltWrong } = await read(clinician, reflection.id as string);
    expect(Object.fromEntries(answers.map(({ key, value }) => [key, value]))).toMatchObject({
      'kind-sentence': words.sentence,
      closing: words.closing,
      'plan.obstacle': words.obstacle,
    });
    expect(ratings).toMatchObject([{ key: 'plan.confidence', value: 6 }]);
    expect([outcome, feltWrong]).toEqual(['WHOLE', false]);
    expect((await client.browser.ask('{ today { occurrences { id } } }')).today.occurrences).toEqual([]);
  });

  it('shows nobody what was kept for oneself', async () => {
    const { clinician, client, occurrenceId, words, body, draft } = await ready();
    const narrow: DraftBody = {
      ...body,
      readers: { 'kind-sentence': 'ONLY_ME', closing: 'ONLY_ME', 'plan.confidence': 'ONLY_ME' },
    };
    const saved = await save(client, {
      occurrenceId,
      lane: draft.lane,
      baseRevision: draft.revision,
      body: narrow,
    });
    const { reflection } = await share(client, occurrenceId, saved);
    const asked = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), {
      id: reflection.id,
    });
    const seen = asked.data.reflection.answers as SharedAnswer[];
    expect(seen.map(({ key }) => key).sort()).toEqual(['more-room', 'plan.obstacle']);
    expect(asked.data.reflection.ratings).toEqual([]);
    for (const secret of [words.sentence, words.closing, 'chest']) expect(asked.body).not.toContain(secret);
    const own = (await screen(client, occurrenceId)).reflection?.answers ?? [];
    expect(own.find(({ key }) => key === 'kind-sentence')).toMatchObject({
      value: words.sentence,
      readers: 'ONLY_ME',
    });
    expect(own.map(({ key }) => key)).toContain('breaths');
  });

  it('freezes the wording as it was asked', async () => {
    const { clinician, client, occurrenceId, body, draft } = await ready();
    const neutral: DraftBody = { ...body, feelsWrong: ['kind-sentence'] };
    const saved = await save(client, {
      occurrenceId,
      lane: draft.lane,
      baseRevision: draft.revision,
      body: neutral,
    });
    const { reflection } = await share(client, occurrenceId, saved);
    const wording = async () =>
      (await read(clinician, reflection.id as string)).answers.find(({ key }) => key === 'kind-sentence')
        ?.wording;
    expect(await wording()).toBe('What plain, true sentence could you say to yourself right now?');
    await test.owner.query(
      `update exercise_versions set definition = replace(definition::text, 'plain, true sentence', 'other words')::jsonb where practice_id = $1`,
      [client.practiceId],
    );
    expect(await wording()).toBe('What plain, true sentence could you say to yourself right now?');
    expect((await read(clinician, reflection.id as string)).feltWrong).toBe(true);
  });

  it('names the revision it shares', async () => {
    const { client, occurrenceId, body, draft } = await ready();
    await save(client, {
      occurrenceId,
      lane: draft.lane,
      baseRevision: draft.revision,
      body: { ...body, closing: 'Later.' },
    });
    expect(codes(await share(client, occurrenceId, draft))).toEqual(['STALE']);
    expect(codes(await share(client, occurrenceId, { ...draft, revision: 2 }))).toEqual([]);
  });

  it('happens once: the same key answers again, another finds it done', async () => {
    const { client, occurrenceId, draft } = await ready();
    const key = { idempotencyKey: randomUUID() };
    const first = await share(client, occurrenceId, draft, key);
    expect(await share(client, occurrenceId, draft, key)).toEqual(first);
    expect(codes(await share(client, occurrenceId, draft, { ...key, sharing: 'READ_BEFORE' }))).toEqual([
      'IDEMPOTENCY_MISMATCH',
    ]);
    expect(codes(await share(client, occurrenceId, draft))).toEqual(['ALREADY_DONE']);
    expect(
      codes(
        await client.browser.act('saveDraft', {
          occurrenceId,
          lane: draft.lane,
          baseRevision: draft.revision,
          body: draftBody(),
        }),
      ),
    ).toEqual(['ALREADY_DONE']);
    expect(codes(await client.browser.act('deleteDraft', { occurrenceId }))).toEqual(['ALREADY_DONE']);
  });

  it('twenty times at once has one effect', async () => {
    const { client, occurrenceId, draft } = await ready();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => share(client, occurrenceId, draft, { sharing: 'READ_BEFORE' })),
    );
    const done = answers.filter((answer) => codes(answer).length === 0);
    expect(done).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: 19 }, () => 'ALREADY_DONE'));
    const { rows } = await test.sql.query(
      `select (select count(*)::int from answers where client_id = $1) as answers,
         (select count(*)::int from ratings where client_id = $1) as ratings,
         (select count(*)::int from audit_events where client_id = $1 and act = 'reflection.submit') as events`,
      [client.clientId],
    );
    expect(rows).toEqual([{ answers: 6, ratings: 1, events: 1 }]);
    expect(await jobs(`toRead|${done[0]?.reflection.id}`)).toHaveLength(1);
  });

  it('of "not this week" shares the reason and nothing else', async () => {
    const { clinician, client, occurrenceId, words } = await ready();
    const { reflection } = await client.browser.do(
      'submitReflection',
      { occurrenceId, outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION', reason: ' A full week. ' },
      'reflection { id }',
    );
    const asked = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), {
      id: reflection.id,
    });
    expect(asked.data.reflection.answers).toMatchObject([{ value: 'A full week.' }]);
    for (const word of Object.values(words)) expect(asked.body).not.toContain(word);
  });

  it.each([
    [{ outcome: 'WHOLE' }, ['INVALID']],
    [{ outcome: 'WHOLE', lane: 'the draft' }, ['INVALID']],
    [{ outcome: 'PARTLY', revision: 1 }, ['INVALID']],
    [{ outcome: 'NOT_THIS_WEEK', lane: 'the draft', revision: 1 }, ['INVALID']],
    [{ outcome: 'PARTLY', lane: 'the draft', revision: 1 }, []],
    [{ outcome: 'PARTLY' }, []],
  ])('names the words it shares, or none: %o', async (input, expected) => {
    const { client, occurrenceId, draft } = await ready();
    const answer = await client.browser.act('submitReflection', {
      occurrenceId,
      sharing: 'FOR_SESSION',
      ...input,
      ...('lane' in input ? { lane: draft.lane } : {}),
    });
    expect(codes(answer)).toEqual(expected);
  });

  it('waits until its author has chosen between two devices', async () => {
    const { client, occurrenceId, draft } = await ready();
    const other = await buildDraft(test, client, occurrenceId, withSentence('on the laptop'));
    expect(codes(await share(client, occurrenceId, draft))).toEqual(['APART']);
    await client.browser.do('deleteDraft', { occurrenceId, lane: other.lane });
    expect(codes(await share(client, occurrenceId, draft))).toEqual([]);
  });

  it('and saving from another tab at once: never words acknowledged and then out of sight', async () => {
    const { clinician, client } = await pair(test);
    for (let round = 0; round < 30; round += 1) {
      const { occurrenceId } = await given(clinician, client);
      const draft = await buildDraft(test, client, occurrenceId, withSentence('first'));
      const [shared, saved] = await Promise.all([
        share(client, occurrenceId, draft),
        client.browser.act(
          'saveDraft',
          { occurrenceId, lane: draft.lane, baseRevision: draft.revision, body: withSentence('second') },
          'draft { revision }',
        ),
      ]);
      const outcome = [codes(shared), codes(saved)];
      expect([
        [['STALE'], []],
        [[], ['ALREADY_DONE']],
      ]).toContainEqual(outcome);
    }
  }, 60_000);

  it('says the first time, and not again, what a record is', async () => {
    const { clinician, client, occurrenceId, draft } = await ready();
    expect((await screen(client, occurrenceId)).isFirstShare).toBe(true);
    await share(client, occurrenceId, draft);
    expect((await screen(client, (await given(clinician, client)).occurrenceId)).isFirstShare).toBe(false);
  });
});

describe('taking back', () => {
  it('makes a draft of it again while nobody has read it', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const sentence = canary('sentence');
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence }));
    expect((await screen(client, occurrenceId)).reflection?.viewerCanTakeBack).toBe(true);
    await client.browser.do('takeBackReflection', { reflectionId });
    const { drafts, reflection } = await screen(client, occurrenceId);
    expect(drafts.map(sentenceOf)).toEqual([sentence]);
    expect([reflection?.state, reflection?.answers]).toEqual(['DRAFT', []]);
    const asked = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id: reflectionId });
    expect(asked.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { rows } = await test.sql.query('select 1 from answers where client_id = $1', [client.clientId]);
    expect(rows).toEqual([]);
  });

  it('is refused once somebody has read it', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
    await read(clinician, reflectionId);
    expect(codes(await client.browser.act('takeBackReflection', { reflectionId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
    expect((await read(clinician, reflectionId)).answers.length).toBeGreaterThan(0);
  });

  it('is always open for what was left for that week', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client);
    const { reflection } = await client.browser.do(
      'submitReflection',
      { occurrenceId, outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION' },
      'reflection { id }',
    );
    await read(clinician, reflection.id as string);
    await client.browser.do('takeBackReflection', { reflectionId: reflection.id });
    // Shared then, it is unread again for who read the other.
    const sentence = canary('sentence');
    const draft = await buildDraft(test, client, occurrenceId, fullBody({ sentence }));
    expect(codes(await share(client, occurrenceId, draft, { sharing: 'READ_BEFORE' }))).toEqual([]);
    const isRead = async () =>
      (await clinician.browser.ask('{ toRead { edges { node { isRead } } } }')).toRead.edges as {
        node: { isRead: boolean };
      }[];
    expect(await isRead()).toEqual([{ node: { isRead: false } }]);
    expect((await read(clinician, reflection.id as string)).answers.map(({ value }) => value)).toContain(
      sentence,
    );
    expect(await isRead()).toEqual([{ node: { isRead: true } }]);
  });

  it('and reading at once: never both', async () => {
    const { clinician, client } = await pair(test);
    const outcomes = { read: 0, takenBack: 0 };
    for (let round = 0; round < 50; round += 1) {
      const { occurrenceId } = await given(clinician, client);
      const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
      const [looked, taken] = await Promise.all([
        clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id: reflectionId }),
        client.browser.act('takeBackReflection', { reflectionId }),
      ]);
      const isRead = Boolean(looked.data?.reflection);
      const isTakenBack = codes(taken).length === 0;
      if (!isRead) expect(looked.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
      expect([isRead, isTakenBack]).not.toEqual([true, true]);
      expect([isRead, isTakenBack]).not.toEqual([false, false]);
      // Who read nothing left no mark of having read.
      const { rows } = await test.sql.query(
        `select (select count(*)::int from reviews where reflection_id = $1) as reviews,
           (select count(*)::int from audit_events where object_id = $1 and act = 'reflection.read') as events`,
        [reflectionId],
      );
      expect(rows).toEqual([isRead ? { reviews: 1, events: 1 } : { reviews: 0, events: 0 }]);
      outcomes[isRead ? 'read' : 'takenBack'] += 1;
    }
    expect(outcomes.read + outcomes.takenBack).toBe(50);
  }, 60_000);
});

describe('reviewing', () => {
  const shared = async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await given(clinician, client, { rationale: 'For you.' });
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
    return { clinician, client, occurrenceId, reflectionId };
  };

  it('by a reply closes it, and the client reads the reply', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const text = canary('reply');
    const { reflection, reply } = await clinician.browser.do(
      'replyToReflection',
      { reflectionId, text: ` ${text} ` },
      'reflection { id state } reply { id text authorName }',
    );
    expect(reflection).toEqual({ id: reflectionId, state: 'REVIEWED' });
    expect(reply).toMatchObject({ text, authorName: clinician.name });
    await announceReply(test, reply.id as string);
    const { today, replies } = await client.browser.ask(
      '{ today { latestReply { id occurrenceId } } replies { edges { node { id text occurrenceId } } } }',
    );
    expect(today.latestReply).toEqual({ id: reply.id, occurrenceId });
    expect(replies.edges).toEqual([{ node: { id: reply.id, text, occurrenceId } }]);
    expect((await screen(client, occurrenceId)).reflection?.replies).toMatchObject([{ text }]);
    expect(codes(await client.browser.act('takeBackReflection', { reflectionId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });

  it('by having talked about it closes it without a word', async () => {
    const { clinician, client, reflectionId } = await shared();
    const { reflection } = await clinician.browser.do(
      'markTalkedAbout',
      { reflectionId },
      'reflection { state }',
    );
    expect(reflection).toEqual({ state: 'REVIEWED' });
    const { talkedAboutAt, viewerCanMarkTalkedAbout } = await read(clinician, reflectionId);
    expect(talkedAboutAt).not.toBeNull();
    expect(viewerCanMarkTalkedAbout).toBe(false);
    await clinician.browser.do('markTalkedAbout', { reflectionId });
    expect((await read(clinician, reflectionId)).talkedAboutAt).toBe(talkedAboutAt);
    expect((await client.browser.ask('{ replies { edges { cursor } } }')).replies.edges).toEqual([]);
  });

  it('sends a reply once, however often it is sent', async () => {
    const { clinician, client, reflectionId } = await shared();
    const input = { idempotencyKey: randomUUID(), reflectionId, text: 'Thank you.' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => clinician.browser.do('replyToReflection', input, 'reply { id }')),
    );
    expect(new Set(answers.map(({ reply }) => (reply as { id: string }).id)).size).toBe(1);
    await announceReply(test, answers[0]?.reply.id as string);
    expect((await client.browser.ask('{ replies { edges { cursor } } }')).replies.edges).toHaveLength(1);
    expect(await jobs(`reply|${answers[0]?.reply.id}`)).toHaveLength(1);
  });

  it('is every clinician’s of the care team, and a note only its author’s', async () => {
    const { clinician, client, reflectionId } = await shared();
    const covering = await buildMember(test, client.practiceId, 'CLINICIAN');
    await test.owner.query(
      `insert into care_team_members (practice_id, id, episode_id, clinician_id, part) values ($1, gen_random_uuid(), $2, $3, 'COVERING')`,
      [client.practiceId, client.episodeId, covering.membershipId],
    );
    const [mine, theirs] = [canary('note'), canary('note')];
    const noteId = await buildNote(test, clinician, client, mine);
    await buildNote(test, covering, client, theirs);
    await buildReply(test, clinician, reflectionId, canary('reply'));
    expect((await read(covering, reflectionId)).rationale).toBe('For you.');
    const notes = async (member: Member) =>
      (
        (await member.browser.ask(wholeDocument(test, 'Query.processNotes'), { clientId: client.clientId }))
          .processNotes as { text: string }[]
      ).map(({ text }) => text);
    expect(await notes(clinician)).toEqual([mine]);
    expect(await notes(covering)).toEqual([theirs]);
    const changed = await covering.browser.try('writeProcessNote', {
      clientId: client.clientId,
      noteId,
      text: 'Mine now.',
    });
    expect(changed.errors[0]?.extensions.code).toBe('NOT_FOUND');
    await clinician.browser.do('writeProcessNote', { clientId: client.clientId, noteId, text: 'Changed.' });
    expect(await notes(clinician)).toEqual(['Changed.']);
    // Care that ended shows nothing more, one's own notes included.
    await test.owner.query('update care_team_members set until = now() where clinician_id = $1', [
      covering.membershipId,
    ]);
    for (const [query, variables] of [
      ['Query.reflection', { id: reflectionId }],
      ['Query.processNotes', { clientId: client.clientId }],
    ] as const) {
      const answer = await covering.browser.send(wholeDocument(test, query), variables);
      expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('reads what the client never sees was said about them nowhere', async () => {
    const { clinician, client, occurrenceId, reflectionId } = await shared();
    const note = canary('note');
    await buildNote(test, clinician, client, note);
    await read(clinician, reflectionId);
    for (const [query, variables] of [
      ['Query.today', {}],
      ['Query.occurrence', { id: occurrenceId }],
      ['Query.replies', {}],
      ['Query.viewer', {}],
    ] as const)
      expect((await client.browser.send(wholeDocument(test, query), variables)).body).not.toContain(note);
  });
});
