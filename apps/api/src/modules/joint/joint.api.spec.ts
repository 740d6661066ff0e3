import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildClient,
  buildCouple,
  buildJointAssignment,
  buildMember,
  buildOffer,
  buildReflection,
  type BuiltCouple,
  canary,
  type ClientMember,
  coupleBody,
  fullBody,
  holdCouple,
  type Member,
  openGate,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface OwnOpening {
  id: string;
  isOwnWork: boolean;
  viewerCanOffer: boolean;
  offers: { key: string; kind: string; value: unknown; offered: unknown }[];
}
interface Side {
  clientId: string;
  isIn: boolean;
  offeredCount: number;
  askedNotToOpenId: string | null;
}
interface Opening {
  assignmentId: string;
  slot: string;
  sides: Side[];
  jointPartId: string | null;
  closesAt: string | null;
  closedAt: string | null;
  turnedAt: string | null;
  viewerCanOpen: boolean;
}
interface Block {
  id: string;
  clientId: string;
  value: unknown;
  isEdited: boolean;
  isToReadFirst: boolean;
}
interface Part {
  id: string;
  releases: { authorName: string; isOwn: boolean; wording: string; value: unknown }[];
}

const openingSelection = `opening { assignmentId slot jointPartId closesAt closedAt viewerCanOpen
  sides { clientId isIn offeredCount askedNotToOpenId } }`;

/** A couple with an open gate, who have both shared one exercise. */
interface Shared {
  clinician: Member;
  couple: BuiltCouple;
  ada: ClientMember;
  ben: ClientMember;
  others: ClientMember[];
  assignmentId: string;
  turns: string[];
  reflectionIds: string[];
  words: string[];
}

async function shared({
  size = 2,
  sharing = size,
}: { size?: number; sharing?: number } = {}): Promise<Shared> {
  const { clinician } = await pair(test);
  const couple = await buildCouple(test, clinician, { size });
  await openGate(test, couple);
  const { assignmentId, turns } = await buildJointAssignment(test, couple);
  const words = couple.partners.map((_, index) => canary(`partner${index}`));
  const reflectionIds: string[] = [];
  for (const [index, partner] of couple.partners.slice(0, sharing).entries())
    reflectionIds.push(
      await buildReflection(
        test,
        partner,
        turns[index] ?? '',
        coupleBody({ forMe: canary('mine'), notReady: words[index] ?? '' }),
      ),
    );
  const [ada, ben, ...others] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return { clinician, couple, ada, ben, others, assignmentId, turns, reflectionIds, words };
}

const offers = async ({ couple, reflectionIds }: Shared, keys?: readonly string[]): Promise<void> => {
  for (const [index, partner] of couple.partners.entries())
    if (reflectionIds[index]) await buildOffer(test, partner, reflectionIds[index], keys);
};
const offeredTo = async ({ clinician, assignmentId }: Shared): Promise<Block[]> =>
  (await clinician.browser.ask(wholeDocument(test, 'Query.offeredBlocks'), { assignmentId, slot: 'once' }))[
    'offeredBlocks'
  ] as Block[];
const openingOf = async ({ clinician, couple }: Shared): Promise<Opening | undefined> =>
  (
    (await clinician.browser.ask(wholeDocument(test, 'Query.openings'), { coupleId: couple.coupleId }))[
      'openings'
    ] as Opening[]
  )[0];
const openInput = async (of: Shared, more: object = {}) => ({
  assignmentId: of.assignmentId,
  slot: 'once',
  place: 'SESSION',
  releaseIds: (await offeredTo(of)).map(({ id }) => id),
  ...more,
});
const open = async (of: Shared): Promise<Opening> =>
  (await of.clinician.browser.do('openJointPart', await openInput(of), openingSelection))[
    'opening'
  ] as Opening;
const refusedToOpen = async (of: Shared, more: object = {}): Promise<string[]> =>
  codes(await of.clinician.browser.act('openJointPart', await openInput(of, more)));

const partOf = async (client: Member, id: string | null): Promise<Part | null> =>
  (await client.browser.send(wholeDocument(test, 'Query.jointPart'), { id })).data?.[
    'jointPart'
  ] as Part | null;
const partsOf = async (client: Member): Promise<{ id: string }[]> =>
  (
    (await client.browser.ask('{ today { opened { id title openedAt } } }'))['today'] as {
      opened: { id: string }[];
    }
  ).opened;
const hasOpeningOf = async (client: Member, id: string | undefined): Promise<boolean> =>
  (
    (
      await client.browser.ask('query ($id: ID!) { occurrence(id: $id) { reflection { hasOpening } } }', {
        id,
      })
    )['occurrence'] as { reflection: { hasOpening: boolean } }
  ).reflection.hasOpening;
const ownOpeningOf = async (client: Member, reflectionId: string | undefined): Promise<OwnOpening> =>
  (await client.browser.ask(wholeDocument(test, 'Query.ownOpening'), { reflectionId }))[
    'ownOpening'
  ] as OwnOpening;

describe('the three keys', () => {
  it('open to both what each offered, with the words as they are, and nothing else', async () => {
    const of = await shared();
    const { ada, ben, clinician, words } = of;
    await offers(of, ['not-ready']);
    expect(await partsOf(ada)).toEqual([]);
    expect(await openingOf(of)).toMatchObject({ viewerCanOpen: true, jointPartId: null });
    const { jointPartId } = await open(of);
    for (const [me, at] of [
      [ada, 0],
      [ben, 1],
    ] as const) {
      expect(await partsOf(me)).toMatchObject([{ id: jointPartId }]);
      const part = await partOf(me, jointPartId);
      expect(part?.releases.map(({ authorName, isOwn, value }) => ({ authorName, isOwn, value }))).toEqual([
        { authorName: me.name, isOwn: true, value: words[at] },
        { authorName: (at === 0 ? ben : ada).name, isOwn: false, value: words[1 - at] },
      ]);
    }
    expect(await openingOf(of)).toMatchObject({ jointPartId, viewerCanOpen: false });
    expect((await clinician.browser.try('openJointPart', await openInput(of))).errors).toEqual([]);
    expect(await refusedToOpen(of)).toEqual(['ALREADY_DONE']);
  });

  it('do not turn while one is missing: not in, not offered, not open', async () => {
    const notIn = await shared({ sharing: 1 });
    await buildOffer(test, notIn.ada, notIn.reflectionIds[0] ?? '');
    expect((await openingOf(notIn))?.sides.map(({ isIn }) => isIn).sort()).toEqual([false, true]);
    expect(await refusedToOpen(notIn)).toEqual(['NOT_ALLOWED_NOW']);

    const notOffered = await shared();
    await buildOffer(test, notOffered.ada, notOffered.reflectionIds[0] ?? '');
    expect(await openingOf(notOffered)).toMatchObject({ viewerCanOpen: false });
    expect(await refusedToOpen(notOffered)).toEqual(['NOT_ALLOWED_NOW']);
    expect(await partsOf(notOffered.ada)).toEqual([]);

    const held = await shared();
    await offers(held);
    await holdCouple(test, held.couple);
    expect(await refusedToOpen(held)).toEqual(['NOT_ALLOWED_NOW']);
    expect(await partsOf(held.ada)).toEqual([]);
  });

  it('need all of three partners', async () => {
    const of = await shared({ size: 3 });
    await offers({ ...of, reflectionIds: of.reflectionIds.slice(0, 2) });
    expect(await refusedToOpen(of)).toEqual(['NOT_ALLOWED_NOW']);
    await buildOffer(test, of.others[0] as ClientMember, of.reflectionIds[2] ?? '');
    const { jointPartId } = await open(of);
    for (const partner of of.couple.partners) {
      const part = await partOf(partner, jointPartId);
      expect(new Set(part?.releases.map(({ authorName }) => authorName))).toEqual(
        new Set(of.couple.partners.map(({ name }) => name)),
      );
      // The own words stand first.
      expect(part?.releases[0]?.isOwn).toBe(true);
    }
  });

  it('open just what the clinician has read', async () => {
    const of = await shared();
    await offers(of);
    const read = await openInput(of);
    await buildOffer(test, of.ben, of.reflectionIds[1] ?? '', ['not-ready']);
    const refused = await of.clinician.browser.act('openJointPart', read);
    expect(codes(refused)).toEqual(['STALE']);
    expect(await partsOf(of.ada)).toEqual([]);
    await open(of);
  });

  it('do not turn against the wish of one, which only the care team knows of', async () => {
    const of = await shared();
    await offers(of);
    const before = await ownOpeningOf(of.ada, of.reflectionIds[0]);
    await of.ada.browser.do('askNotToOpen', { reflectionId: of.reflectionIds[0] }, 'userErrors { code }');
    expect(await ownOpeningOf(of.ada, of.reflectionIds[0])).toEqual(before);
    const opening = await openingOf(of);
    const side = opening?.sides.find(({ clientId }) => clientId === of.ada.clientId);
    expect(opening).toMatchObject({ viewerCanOpen: false });
    expect(side?.askedNotToOpenId).toEqual(expect.any(String));
    // Offering again, which another hand may do, lifts nothing.
    await buildOffer(test, of.ada, of.reflectionIds[0] ?? '');
    expect(await refusedToOpen(of)).toEqual(['NOT_ALLOWED_NOW']);
    await of.clinician.browser.do('liftMark', { markId: side?.askedNotToOpenId }, openingSelection);
    expect((await open(of)).jointPartId).toEqual(expect.any(String));
  });
});

describe('what is offered', () => {
  it('is nothing until its author says so, and may be in other words while the answer stays', async () => {
    const of = await shared();
    const [reflectionId] = of.reflectionIds;
    const own = await ownOpeningOf(of.ada, reflectionId);
    // What only the author reads is not even asked about.
    expect(own.offers.map(({ key, offered }) => ({ key, offered }))).toEqual([
      { key: 'ways', offered: null },
      { key: 'not-ready', offered: null },
    ]);
    const edited = canary('edited');
    await of.ada.browser.do(
      'offerToOpen',
      { reflectionId, offers: [{ key: 'not-ready', words: [{ text: edited }] }] },
      'ownOpening { id }',
    );
    expect((await ownOpeningOf(of.ada, reflectionId)).offers[1]).toMatchObject({
      value: of.words[0],
      offered: edited,
    });
    await buildOffer(test, of.ben, of.reflectionIds[1] ?? '');
    expect((await offeredTo(of)).find(({ isEdited }) => isEdited)).toMatchObject({ value: edited });
    const { jointPartId } = await open(of);
    const values = (await partOf(of.ben, jointPartId))?.releases.map(({ value }) => value);
    expect(values).toContain(edited);
    expect(values).not.toContain(of.words[0]);
  });

  it.each([
    ['what only the author reads', [{ key: 'for-me' }]],
    ['what is not there', [{ key: 'no-such-block' }]],
    ['the same twice', [{ key: 'ways' }, { key: 'ways' }]],
    ['a choice in other words', [{ key: 'ways', words: [{ text: 'Something else.' }] }]],
    ['nothing in place of words', [{ key: 'not-ready', words: [{ text: '   ' }] }]],
  ])('is never %s', async (_, wished) => {
    const of = await shared();
    const [reflectionId] = of.reflectionIds;
    await buildOffer(test, of.ada, reflectionId ?? '', ['not-ready']);
    expect(codes(await of.ada.browser.act('offerToOpen', { reflectionId, offers: wished }))).toEqual([
      'INVALID',
    ]);
    // What was offered before still is.
    expect((await ownOpeningOf(of.ada, reflectionId)).offers.map(({ offered }) => offered)).toEqual([
      null,
      of.words[0],
    ]);
  });

  it('is told to be read first where it names force or fear, and nothing of that is kept', async () => {
    const of = await shared();
    await of.ada.browser.do(
      'offerToOpen',
      {
        reflectionId: of.reflectionIds[0],
        offers: [{ key: 'not-ready', words: [{ text: 'I am scared of you when you block the door.' }] }],
      },
      'ownOpening { id }',
    );
    await buildOffer(test, of.ben, of.reflectionIds[1] ?? '', ['not-ready']);
    expect((await offeredTo(of)).map(({ isToReadFirst }) => isToReadFirst).sort()).toEqual([false, true]);
  });

  it('goes with words that are taken back, and these are not taken back once opened', async () => {
    const of = await shared();
    await offers(of);
    const [reflectionId] = of.reflectionIds;
    expect((await of.ada.browser.act('takeBackReflection', { reflectionId })).userErrors).toEqual([]);
    expect((await openingOf(of))?.sides.find(({ clientId }) => clientId === of.ada.clientId)).toMatchObject({
      isIn: false,
      offeredCount: 0,
    });
    expect(await refusedToOpen(of)).toEqual(['NOT_ALLOWED_NOW']);

    const opened = await shared();
    await offers(opened);
    await open(opened);
    expect(
      codes(await opened.ben.browser.act('takeBackReflection', { reflectionId: opened.reflectionIds[1] })),
    ).toEqual(['NOT_ALLOWED_NOW']);
  });

  it('is not asked of work for one person', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'x' }));
    const { errors } = await client.browser.send(wholeDocument(test, 'Query.ownOpening'), { reflectionId });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a withdrawal', () => {
  it('takes the words at once, with no reason and no way to ask for one', async () => {
    const of = await shared();
    await offers(of, ['not-ready']);
    const { jointPartId } = await open(of);
    await of.ada.browser.do('withdrawOffer', { reflectionId: of.reflectionIds[0] }, 'ownOpening { id }');
    expect((await partOf(of.ben, jointPartId))?.releases.map(({ isOwn }) => isOwn)).toEqual([true]);
    expect((await partOf(of.ada, jointPartId))?.releases.map(({ isOwn }) => isOwn)).toEqual([false]);
    const { rows } = await test.sql.query(
      'select sealed from releases where reflection_id = $1 and withdrawn_at is not null',
      [of.reflectionIds[0]],
    );
    expect(rows).toEqual([{ sealed: null }]);
    // The answer itself is as it was, for its author and for the care team.
    expect((await ownOpeningOf(of.ada, of.reflectionIds[0])).offers[1]).toMatchObject({
      value: of.words[0],
      offered: null,
    });
    // Nothing new is added to what was opened.
    expect(
      codes(
        await of.ada.browser.act('offerToOpen', {
          reflectionId: of.reflectionIds[0],
          offers: [{ key: 'ways' }],
        }),
      ),
    ).toEqual(['NOT_ALLOWED_NOW']);
  });
});

describe('what was opened', () => {
  it('closes for everyone at the same moment, by hand or by itself', async () => {
    const of = await shared();
    await offers(of);
    const { jointPartId } = await open(of);
    const closed = await of.clinician.browser.do('closeJointPart', { jointPartId }, openingSelection);
    expect(closed['opening']).toMatchObject({ closedAt: expect.any(String) });
    for (const partner of of.couple.partners) {
      expect(await partOf(partner, jointPartId)).toBeNull();
      expect(await partsOf(partner)).toEqual([]);
      const own = await ownOpeningOf(partner, of.reflectionIds[of.couple.partners.indexOf(partner)]);
      expect(own.viewerCanOffer).toBe(false);
    }
    expect(codes(await of.clinician.browser.act('closeJointPart', { jointPartId }))).toEqual([
      'ALREADY_DONE',
    ]);

    const other = await shared();
    await offers(other);
    const { jointPartId: id } = await open(other);
    await test.owner.query(`update joint_parts set closes_at = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    for (const partner of other.couple.partners) expect(await partOf(partner, id)).toBeNull();
  });

  it('closes once the day of the next session is over, or when the clinician says', async () => {
    const of = await shared();
    await offers(of);
    const anchorOn = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await of.clinician.browser.do(
      'setSessionRhythm',
      {
        episodeId: of.couple.episodeId,
        rhythm: { anchorOn, time: '10:00', everyWeeks: 1, zone: 'UTC' },
      },
      'episode { id }',
    );
    const { jointPartId, closesAt } = await open(of);
    const nextDay = new Date(Date.parse(`${anchorOn}T00:00:00Z`) + 86_400_000).toISOString();
    expect(new Date(closesAt ?? '').toISOString()).toBe(nextDay);
    const extend = (until: string | null) =>
      of.clinician.browser.do('extendJointPart', { jointPartId, until }, openingSelection);
    expect((await extend(null))['opening']).toMatchObject({ closesAt: null });
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect((await extend(until))['opening']).not.toMatchObject({ closesAt: null });
    expect(
      codes(await of.clinician.browser.act('extendJointPart', { jointPartId, until: '2020-01-01' })),
    ).toEqual(['INVALID']);
  });

  it('is gone for all when the joint work ends, and for somebody who left', async () => {
    const of = await shared();
    await offers(of);
    const { jointPartId } = await open(of);
    await test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [of.couple.coupleId]);
    for (const partner of of.couple.partners) {
      expect(await partOf(partner, jointPartId)).toBeNull();
      expect(await partsOf(partner)).toEqual([]);
    }
    // What was offered can be taken back all the same, and its page is there as long as something is.
    expect(await hasOpeningOf(of.ben, of.turns[1])).toBe(true);
    await of.ben.browser.do('withdrawOffer', { reflectionId: of.reflectionIds[1] }, 'ownOpening { id }');
    expect(await hasOpeningOf(of.ben, of.turns[1])).toBe(false);
    await test.owner.query(`update couples set status = 'ACTIVE' where id = $1`, [of.couple.coupleId]);
    expect((await partOf(of.ada, jointPartId))?.releases.every(({ isOwn }) => isOwn)).toBe(true);
    await endCouple(test, of.couple);
    for (const partner of of.couple.partners) expect(await partOf(partner, jointPartId)).toBeNull();
  });

  it('is nobody else’s: another client, another clinician, an admin', async () => {
    const of = await shared();
    await offers(of);
    const { jointPartId } = await open(of);
    const sibling = await buildClient(test, of.clinician);
    const colleague = await buildMember(test, of.couple.practiceId, 'CLINICIAN');
    const admin = await buildMember(test, of.couple.practiceId, 'PRACTICE_ADMIN');
    expect(await partOf(sibling, jointPartId)).toBeNull();
    for (const [by, code] of [
      [colleague, 'NOT_FOUND'],
      [admin, 'FORBIDDEN'],
      [of.ada, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await by.browser.send(wholeDocument(test, 'Query.offeredBlocks'), {
        assignmentId: of.assignmentId,
        slot: 'once',
      });
      expect(errors[0]?.extensions.code).toBe(code);
      const act = await by.browser.try('closeJointPart', { jointPartId });
      expect(act.errors[0]?.extensions.code).toBe(code);
    }
  });
});

describe('each one’s own work', () => {
  const turn = (of: Awaited<ReturnType<typeof shared>>) =>
    of.clinician.browser.act('turnIntoOwnWork', { assignmentId: of.assignmentId, slot: 'once' });

  it('is what a turn becomes where one is in and one is not: nothing of it is opened, and each keeps their own', async () => {
    const of = await shared({ sharing: 1 });
    const [reflectionId = ''] = of.reflectionIds;
    await buildOffer(test, of.ada, reflectionId);
    expect(await openingOf(of)).toMatchObject({ turnedAt: null, viewerCanTurn: true });
    expect(codes(await turn(of))).toEqual([]);
    expect(codes(await turn(of))).toEqual(['ALREADY_DONE']);
    const turned = await openingOf(of);
    expect(turned).toMatchObject({
      ...{ turnedAt: expect.any(String) as string, viewerCanTurn: false, viewerCanOpen: false },
    });
    // What was offered is gone, words and all; what was shared stays its author's.
    expect(turned?.sides.map(({ offeredCount }) => offeredCount)).toEqual([0, 0]);
    const { rows } = await test.sql.query(
      'select 1 from releases where assignment_id = $1 and (sealed is not null or withdrawn_at is null)',
      [of.assignmentId],
    );
    expect(rows).toEqual([]);
    const own = await ownOpeningOf(of.ada, reflectionId);
    expect(own).toMatchObject({ isOwnWork: true, viewerCanOffer: false });
    expect(own.offers.map(({ offered }) => offered)).not.toContainEqual(expect.anything());
    expect(own.offers.length).toBeGreaterThan(0);
    expect(
      codes(await of.ada.browser.act('offerToOpen', { reflectionId, offers: [{ key: 'not-ready' }] })),
    ).toEqual(['NOT_ALLOWED_NOW']);

    // The other one finishes it as their own, and is told the same.
    const theirs = await buildReflection(
      test,
      of.ben,
      of.turns[1] ?? '',
      coupleBody({ forMe: 'C.', notReady: 'D.' }),
    );
    expect(await ownOpeningOf(of.ben, theirs)).toMatchObject({
      ...{ isOwnWork: true, viewerCanOffer: false },
    });
    expect(await refusedToOpen(of, { releaseIds: [of.assignmentId] })).toEqual(['NOT_ALLOWED_NOW']);
  });

  it('is nothing that was opened already, and nobody else’s to make', async () => {
    const of = await shared();
    await offers(of);
    const colleague = await buildMember(test, of.couple.practiceId, 'CLINICIAN');
    const input = { assignmentId: of.assignmentId, slot: 'once' };
    expect((await colleague.browser.try('turnIntoOwnWork', input)).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect((await of.ada.browser.try('turnIntoOwnWork', input)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    await open(of);
    expect(codes(await turn(of))).toEqual(['NOT_ALLOWED_NOW']);
    expect(await openingOf(of)).toMatchObject({ turnedAt: null, viewerCanTurn: false });
    expect(await partsOf(of.ada)).toHaveLength(1);
  });

  it('and an opening at the same moment come one after the other', async () => {
    const of = await shared();
    await offers(of);
    await Promise.allSettled([open(of), turn(of)]);
    const then = await openingOf(of);
    expect([then?.jointPartId !== null, then?.turnedAt !== null].filter(Boolean)).toHaveLength(1);
    expect(await partsOf(of.ada)).toHaveLength(then?.jointPartId ? 1 : 0);
  });
});

describe('at the same moment', () => {
  it('an opening and a withdrawal come one after the other: never one-sided, never readable afterwards', async () => {
    for (let round = 0; round < 12; round += 1) {
      const of = await shared();
      await offers(of, ['not-ready']);
      const input = await openInput(of);
      const [opened] = await Promise.all([
        of.clinician.browser.act('openJointPart', input),
        of.ada.browser.act('withdrawOffer', { reflectionId: of.reflectionIds[0] }),
      ]);
      const opening = await openingOf(of);
      if (codes(opened).length > 0) {
        expect(opening?.jointPartId).toBeNull();
        for (const partner of of.couple.partners) expect(await partsOf(partner)).toEqual([]);
      } else {
        // Opened first: what was withdrawn is gone all the same.
        const part = await partOf(of.ben, opening?.jointPartId ?? null);
        expect(part?.releases.map(({ isOwn }) => isOwn)).toEqual([true]);
      }
    }
  }, 60_000);

  it('an opening waits for somebody who leaves, and is then asked to read what is offered once more', async () => {
    const of = await shared({ size: 3 });
    await offers(of, ['not-ready']);
    const input = await openInput(of);
    const leaving = await test.sql.connect();
    await leaving.query('begin');
    const [cem] = of.others;
    await leaving.query(
      `select pg_advisory_xact_lock(hashtextextended('gate|' || episode_id, 0)) from assignments where id = $1`,
      [of.assignmentId],
    );
    await leaving.query('update partners set until = now() where client_id = $1', [cem?.clientId]);
    await leaving.query('update releases set sealed = null, withdrawn_at = now() where client_id = $1', [
      cem?.clientId,
    ]);
    const opening = of.clinician.browser.act('openJointPart', input);
    const isWaiting = async () =>
      (await test.sql.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).rows
        .length;
    while (!(await isWaiting())) await sleep(5);
    await leaving.query('commit');
    leaving.release();
    expect(codes(await opening)).toEqual(['STALE']);
    expect((await openingOf(of))?.jointPartId).toBeNull();
    // Read once more, it is opened without them.
    expect((await open(of)).jointPartId).not.toBeNull();
  });

  it('two openings are one', async () => {
    const of = await shared();
    await offers(of);
    const input = await openInput(of);
    const answers = await Promise.all([1, 2].map(() => of.clinician.browser.act('openJointPart', input)));
    expect(answers.map(codes).sort()).toEqual([[], ['ALREADY_DONE']]);
  });
});
