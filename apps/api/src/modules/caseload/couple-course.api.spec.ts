import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildJointPart,
  buildMember,
  buildOffer,
  buildPractice,
  buildReflection,
  type BuiltCouple,
  chooseAgreement,
  type ClientMember,
  coupleBody,
  coupleSlug,
  openGate,
  tellCouple,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { buildJointWork } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** A couple in which something was opened. */
async function opened() {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const { couple, work } = await buildJointWork(test, clinician);
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return { practiceId, clinician, couple, ada, ben, jointPartId: work.opened.jointPartId };
}

const today = () => new Date().toISOString().slice(0, 10);
const toldToday = ({ partners }: Pick<BuiltCouple, 'partners'>) =>
  partners.map(({ clientId }) => ({ clientId, toldOn: today() }));
const partsOf = async ({ browser }: ClientMember): Promise<unknown> =>
  (await browser.ask('{ today { opened { id } } }')).today.opened;
const page = async ({ clinician, coupleId }: BuiltCouple) =>
  (
    await clinician.browser.ask(
      `query ($id: ID!) { couple(id: $id) { status isGateOpen viewerCanAssign viewerCanPause viewerCanResume viewerCanEnd
         told { clientId toldOn } } }`,
      { id: coupleId },
    )
  ).couple as Record<string, unknown>;
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

describe('a pause', () => {
  it('takes what was opened from all of them at once, and gives it back', async () => {
    const { clinician, couple, ada, ben, jointPartId } = await opened();
    expect(await page(couple)).toMatchObject({ status: 'ACTIVE', told: [], viewerCanPause: true });
    for (const partner of [ada, ben]) expect(await partsOf(partner)).toEqual([{ id: jointPartId }]);
    const toldOn = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    await clinician.browser.do('pauseCouple', {
      coupleId: couple.coupleId,
      told: [
        { clientId: ada.clientId, toldOn },
        { clientId: ben.clientId, toldOn: today() },
      ],
    });
    for (const partner of [ada, ben]) {
      expect(await partsOf(partner)).toEqual([]);
      expect(
        codeOf(await partner.browser.send(wholeDocument(test, 'Query.jointPart'), { id: jointPartId })),
      ).toBe('NOT_FOUND');
    }
    const paused = await page(couple);
    expect(paused).toMatchObject({
      ...{ status: 'PAUSED', isGateOpen: false, viewerCanAssign: false },
      ...{ viewerCanPause: false, viewerCanResume: true, viewerCanEnd: true },
    });
    expect(new Set(paused['told'] as unknown[])).toEqual(
      new Set([
        { clientId: ada.clientId, toldOn },
        { clientId: ben.clientId, toldOn: today() },
      ]),
    );
    await clinician.browser.do('resumeCouple', { coupleId: couple.coupleId });
    for (const partner of [ada, ben]) expect(await partsOf(partner)).toEqual([{ id: jointPartId }]);
    expect(await page(couple)).toMatchObject({ status: 'ACTIVE', isGateOpen: true, told: [] });
  });

  it('needs a day for each of them, and none that is to come', async () => {
    const { clinician, couple, ada, ben } = await opened();
    const pause = async (told: { clientId: string; toldOn: string }[]) =>
      codes(await clinician.browser.act('pauseCouple', { coupleId: couple.coupleId, told }));
    const each = toldToday(couple);
    expect(await pause(each.slice(1))).toEqual(['INVALID']);
    expect(await pause([...each.slice(1), ...each.slice(1)])).toEqual(['INVALID']);
    expect(await pause([...each, { clientId: couple.coupleId, toldOn: today() }])).toEqual(['INVALID']);
    expect(
      await pause([
        { clientId: ada.clientId, toldOn: '2999-01-01' },
        { clientId: ben.clientId, toldOn: today() },
      ]),
    ).toEqual(['INVALID']);
    expect(await page(couple)).toMatchObject({ status: 'ACTIVE' });
    expect(await partsOf(ada)).toHaveLength(1);
    // Of three, whoever has left is not told any more.
    const three = await buildCouple(test, clinician, { size: 3 });
    const [gone, ...rest] = three.partners;
    await test.owner.query('update partners set until = now() where couple_id = $1 and client_id = $2', [
      three.coupleId,
      gone?.clientId,
    ]);
    const told = toldToday({ partners: rest });
    expect(codes(await clinician.browser.act('pauseCouple', { coupleId: three.coupleId, told }))).toEqual([]);
  });

  it('is not done twice, nor undone where there is none', async () => {
    const { clinician, couple } = await opened();
    const input = { coupleId: couple.coupleId, told: toldToday(couple) };
    expect(codes(await clinician.browser.act('resumeCouple', { coupleId: couple.coupleId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
    expect(codes(await clinician.browser.act('pauseCouple', input))).toEqual([]);
    expect(codes(await clinician.browser.act('pauseCouple', input))).toEqual(['ALREADY_DONE']);
  });

  it('is the care team’s: no other clinician, no admin, none of them', async () => {
    const { practiceId, couple, ada } = await opened();
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    const elsewhere = await buildMember(test, await buildPractice(test), 'CLINICIAN');
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const { coupleId } = couple;
    const told = toldToday(couple);
    for (const [who, code] of [
      [colleague, 'NOT_FOUND'],
      [elsewhere, 'NOT_FOUND'],
      [admin, 'FORBIDDEN'],
      [ada, 'FORBIDDEN'],
    ] as const) {
      expect(codeOf(await who.browser.try('pauseCouple', { coupleId, told }))).toBe(code);
      expect(codeOf(await who.browser.try('endCouple', { coupleId, told }))).toBe(code);
      expect(codeOf(await who.browser.try('resumeCouple', { coupleId }))).toBe(code);
    }
    expect(await page(couple)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('an end', () => {
  it('is final, leaves each what they wrote, and lets them finish it', async () => {
    const { clinician, couple, ada, ben } = await opened();
    const { turns } = await buildJointAssignment(test, couple);
    const begun = await buildDraft(test, ada, turns[0] ?? '', coupleBody({ forMe: 'Mine.', notReady: 'B.' }));
    const theirs = await ben.browser.send(wholeDocument(test, 'Query.today'));
    await tellCouple(test, couple, 'ENDED');
    expect(await page(couple)).toMatchObject({
      ...{ status: 'ENDED', viewerCanPause: false, viewerCanResume: false, viewerCanEnd: false },
    });
    for (const act of ['pauseCouple', 'endCouple'] as const)
      expect(
        codes(await clinician.browser.act(act, { coupleId: couple.coupleId, told: toldToday(couple) })),
      ).toEqual(['ALREADY_DONE']);
    expect(codes(await clinician.browser.act('resumeCouple', { coupleId: couple.coupleId }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
    const shared = await ada.browser.act('submitReflection', {
      ...{ occurrenceId: turns[0], outcome: 'WHOLE', sharing: 'FOR_SESSION', ...begun },
    });
    expect(codes(shared)).toEqual([]);
    expect(theirs.body).toContain(turns[1]);
    expect((await ben.browser.send(wholeDocument(test, 'Query.today'))).body).toContain(turns[1]);
  });

  it('leaves room for the same people to begin anew, with a gate of its own and nothing of the old', async () => {
    const { clinician, couple, ada, ben } = await opened();
    await tellCouple(test, couple, 'ENDED');
    const { couple: anew, links } = await clinician.browser.do(
      'inviteCouple',
      { people: [ada, ben].map(({ clientId }) => ({ clientId })), kind: 'CO_PARENTS', isAdult: true },
      'couple { id kind status isGateOpen episode { id } assignments { id } enrollments { id } } links',
    );
    expect(links).toEqual([]);
    expect(anew).toMatchObject({
      ...{ kind: 'CO_PARENTS', status: 'ACTIVE', isGateOpen: false, assignments: [], enrollments: [] },
    });
    const other: BuiltCouple = {
      ...couple,
      coupleId: anew.id as string,
      episodeId: (anew.episode as { id: string }).id,
    };
    const assign = async () =>
      codes(
        await clinician.browser.act('assignExercise', {
          ...{ episodeId: other.episodeId, exerciseSlug: coupleSlug, due: 'NONE' },
        }),
      );
    expect(await assign()).toEqual(['NOT_ALLOWED_NOW']);
    for (const partner of [ada, ben]) expect(await partsOf(partner)).toEqual([]);
    await openGate(test, other);
    expect(await assign()).toEqual([]);
    for (const partner of [ada, ben]) expect(await partsOf(partner)).toEqual([]);
    // The old one is as it ended.
    expect(await page(couple)).toMatchObject({ status: 'ENDED', isGateOpen: false });
    const { turns } = await buildJointAssignment(test, other);
    await buildReflection(test, ada, turns[0] ?? '', coupleBody({ forMe: 'A.', notReady: 'B.' }));
  });

  it('shows in the caseload, and has no next session there', async () => {
    const { clinician, couple } = await opened();
    await clinician.browser.do('setSessionRhythm', {
      episodeId: couple.episodeId,
      rhythm: { anchorOn: today(), time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' },
    });
    const rows = async () =>
      (
        (
          await clinician.browser.ask(
            '{ caseload { edges { node { id coupleStatus nextSession { on } } } } }',
          )
        ).caseload.edges as { node: { id: string; nextSession: unknown } }[]
      )
        .map(({ node }) => node)
        .filter(({ id }) => id === couple.coupleId);
    expect(await rows()).toMatchObject([
      { coupleStatus: 'ACTIVE', nextSession: { on: expect.any(String) as string } },
    ]);
    await tellCouple(test, couple, 'ENDED');
    expect(await rows()).toMatchObject([{ coupleStatus: 'ENDED', nextSession: null }]);
  });
});

describe('one partner’s wish to end it', () => {
  type Wish = { clientId: string; coupleId: string };
  const wishes = async ({ browser }: BuiltCouple['clinician']): Promise<Wish[]> =>
    (await browser.ask('{ endingWishes { clientId coupleId } }')).endingWishes as Wish[];
  const say = (by: ClientMember, coupleId: string, isWished = true) =>
    by.browser.act('setEndingWish', { coupleId, isWished });
  const toReadOf = async ({ clinician, coupleId }: BuiltCouple): Promise<number | undefined> =>
    (
      (await clinician.browser.ask('{ caseload(first: 50) { edges { node { id toReadCount } } } }')).caseload
        .edges as { node: { id: string; toReadCount: number } }[]
    ).find(({ node }) => node.id === coupleId)?.node.toReadCount;

  it('reaches the care team once, changes nothing else, and is taken back', async () => {
    const { clinician, couple, ada } = await opened();
    const { coupleId } = couple;
    const before = await page(couple);
    const read = (await toReadOf(couple)) ?? 0;
    expect(
      (await ada.browser.ask('{ ownJointWork { coupleId clinicianName readerNames } }')).ownJointWork,
    ).toEqual([{ coupleId, clinicianName: clinician.name, readerNames: [clinician.name] }]);
    for (let again = 0; again < 2; again += 1) expect(codes(await say(ada, coupleId))).toEqual([]);
    expect(await wishes(clinician)).toEqual([{ clientId: ada.clientId, coupleId }]);
    expect(await toReadOf(couple)).toBe(read + 1);
    expect(await page(couple)).toEqual(before);
    for (let again = 0; again < 2; again += 1) expect(codes(await say(ada, coupleId, false))).toEqual([]);
    expect(await wishes(clinician)).toEqual([]);
    expect(await toReadOf(couple)).toBe(read);
  });

  it('is talked about, and may be wished anew', async () => {
    const { clinician, couple, ada, ben } = await opened();
    const { coupleId } = couple;
    await say(ada, coupleId);
    const close = (clientId: string) => clinician.browser.try('closeEndingWish', { coupleId, clientId });
    expect(codeOf(await close(ben.clientId))).toBe('NOT_FOUND');
    expect((await close(ada.clientId)).errors).toEqual([]);
    expect(await wishes(clinician)).toEqual([]);
    // Closed already: nothing is left to do.
    expect((await close(ada.clientId)).errors).toEqual([]);
    await say(ada, coupleId, false);
    await say(ada, coupleId);
    expect(await wishes(clinician)).toHaveLength(1);
  });

  it('outlasts a pause, can be said in one, and is over with the end', async () => {
    const { clinician, couple, ada, ben } = await opened();
    const { coupleId } = couple;
    await say(ada, coupleId);
    await tellCouple(test, couple, 'PAUSED');
    await say(ben, coupleId);
    expect((await wishes(clinician)).map(({ clientId }) => clientId)).toEqual([ada.clientId, ben.clientId]);
    await tellCouple(test, couple, 'ENDED');
    expect(await wishes(clinician)).toEqual([]);
    expect((await ada.browser.ask('{ ownJointWork { coupleId } }')).ownJointWork).toEqual([]);
    expect(codeOf(await ada.browser.try('setEndingWish', { coupleId, isWished: true }))).toBe('NOT_FOUND');
    expect(await toReadOf(couple)).toBe(0);
  });

  it('is nobody else’s: not the other’s, not a colleague’s, not the admin’s', async () => {
    const { practiceId, clinician, couple, ada, ben } = await opened();
    const { coupleId } = couple;
    await say(ada, coupleId);
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    const elsewhere = await buildMember(test, await buildPractice(test), 'CLINICIAN');
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    for (const by of [colleague, elsewhere]) {
      expect(await wishes(by)).toEqual([]);
      expect(codeOf(await by.browser.try('closeEndingWish', { coupleId, clientId: ada.clientId }))).toBe(
        'NOT_FOUND',
      );
    }
    for (const by of [admin, ben]) {
      expect(codeOf(await by.browser.send('{ endingWishes { clientId } }'))).toBe('FORBIDDEN');
      expect(codeOf(await by.browser.try('closeEndingWish', { coupleId, clientId: ada.clientId }))).toBe(
        'FORBIDDEN',
      );
    }
    expect(codeOf(await clinician.browser.try('setEndingWish', { coupleId, isWished: true }))).toBe(
      'FORBIDDEN',
    );
    // What the other takes back is their own.
    await say(ben, coupleId, false);
    expect(await wishes(clinician)).toEqual([{ clientId: ada.clientId, coupleId }]);
    const { couple: another } = await opened();
    expect(
      codeOf(await ada.browser.try('setEndingWish', { coupleId: another.coupleId, isWished: true })),
    ).toBe('NOT_FOUND');
  });
});

describe('one of three who leaves', () => {
  /** Three to whom something was opened. */
  async function openedToThree() {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const couple = await buildCouple(test, clinician, { size: 3 });
    await openGate(test, couple);
    const words = couple.partners.map(({ name }) => `Words of ${name}.`);
    const share = async (assigned: { assignmentId: string; turns: string[] }, size = 3) => {
      const ids: string[] = [];
      for (const [index, partner] of couple.partners.slice(0, size).entries()) {
        const body = coupleBody({ forMe: 'Mine.', notReady: words[index] ?? '' });
        ids.push(await buildReflection(test, partner, assigned.turns[index] ?? '', body));
        await buildOffer(test, partner, ids[index] ?? '', ['not-ready']);
      }
      return ids;
    };
    const first = await buildJointAssignment(test, couple);
    const reflectionIds = await share(first);
    const { jointPartId } = await buildJointPart(test, clinician, first.assignmentId);
    const second = await buildJointAssignment(test, couple);
    const [ada, ben, cem] = couple.partners;
    if (!ada || !ben || !cem) throw new Error('They are three');
    return { practiceId, clinician, couple, ada, ben, cem, words, jointPartId, reflectionIds, second, share };
  }
  const leave = (of: { couple: BuiltCouple }, { clientId }: ClientMember, told = toldToday(of.couple)) =>
    of.couple.clinician.browser.act('leaveCouple', { coupleId: of.couple.coupleId, clientId, told });
  const openSecond = async ({ clinician, second }: Awaited<ReturnType<typeof openedToThree>>) => {
    const turn = { assignmentId: second.assignmentId, slot: 'once' };
    const { offeredBlocks } = await clinician.browser.ask(wholeDocument(test, 'Query.offeredBlocks'), turn);
    const releaseIds = (offeredBlocks as { id: string }[]).map(({ id }) => id);
    return (await clinician.browser.act(
      'openJointPart',
      { ...turn, place: 'SESSION', releaseIds },
      'opening { jointPartId }',
    )) as { opening: { jointPartId: string } };
  };
  const read = async ({ browser }: ClientMember, id: string) =>
    (await browser.send(wholeDocument(test, 'Query.jointPart'), { id })).body;

  it('sees nothing of the others from then on, and they nothing of theirs', async () => {
    const of = await openedToThree();
    const { ada, ben, cem, words, jointPartId } = of;
    for (const each of [ada, ben, cem])
      for (const word of words) expect(await read(each, jointPartId)).toContain(word);
    expect(codes(await leave(of, cem))).toEqual([]);
    expect(await read(cem, jointPartId)).toContain('NOT_FOUND');
    expect(await partsOf(cem)).toEqual([]);
    for (const each of [ada, ben]) {
      const body = await read(each, jointPartId);
      expect(words.map((word) => body.includes(word))).toEqual([true, true, false]);
      expect(body).not.toContain(cem.name);
    }
    expect(await page(of.couple)).toMatchObject({ status: 'ACTIVE', isGateOpen: true, told: [] });
    // What they wrote stays theirs, and nothing of it is offered any more.
    const { ownOpening } = await cem.browser.ask(
      'query ($id: ID!) { ownOpening(reflectionId: $id) { isOwnWork viewerCanOffer offers { offered } } }',
      { id: of.reflectionIds[2] ?? '' },
    );
    expect(ownOpening).toMatchObject({ isOwnWork: true, viewerCanOffer: false });
    expect((ownOpening.offers as { offered: unknown }[]).filter(({ offered }) => offered !== null)).toEqual(
      [],
    );
  });

  it('is not waited for by those who remain, and finishes an open turn as their own', async () => {
    const of = await openedToThree();
    const { ada, cem, second, words } = of;
    await of.share(second, 2);
    expect(codes(await openSecond(of))).toEqual(['NOT_ALLOWED_NOW']);
    await leave(of, cem);
    const reflectionId = await buildReflection(
      test,
      cem,
      second.turns[2] ?? '',
      coupleBody({ forMe: 'Still mine.', notReady: words[2] ?? '' }),
    );
    expect(
      codes(await cem.browser.act('offerToOpen', { reflectionId, offers: [{ key: 'not-ready' }] })),
    ).toEqual(['NOT_ALLOWED_NOW']);
    const opened = await openSecond(of);
    expect(codes(opened)).toEqual([]);
    const id = opened.opening.jointPartId;
    const body = await read(ada, id);
    expect(words.map((word) => body.includes(word))).toEqual([true, true, false]);
    expect(await read(cem, id)).toContain('NOT_FOUND');
  });

  it('takes back what they shared, and does not learn by it what the others opened after', async () => {
    const of = await openedToThree();
    const { cem } = of;
    const [, , kept = ''] = await of.share(of.second);
    await leave(of, cem);
    expect(codes(await openSecond(of))).toEqual([]);
    const takeBack = (reflectionId: string) => cem.browser.act('takeBackReflection', { reflectionId });
    expect(codes(await takeBack(kept))).toEqual([]);
    // What was opened while they were in it was read.
    expect(codes(await takeBack(of.reflectionIds[2] ?? ''))).toEqual(['NOT_ALLOWED_NOW']);
  });

  it('is not counted among them any more where the clinician looks', async () => {
    const of = await openedToThree();
    const { practiceId, couple, clinician, cem } = of;
    await test.sql.query(
      `update memberships set suspended_at = now() where practice_id = $1 and id = (select membership_id from clients where id = $2)`,
      [practiceId, cem.clientId],
    );
    const look = async () => {
      const { caseload, client, safety } = await clinician.browser.ask(
        `query ($id: ID!) { caseload(first: 50) { edges { node { id accountState } } } client(id: $id) { couples { id } }
           safety(clientId: $id) { agreements { kind acceptedAt accepted { kind } } } }`,
        { id: cem.clientId },
      );
      const { edges } = caseload as { edges: { node: { id: string; accountState: string } }[] };
      return {
        state: edges.find(({ node }) => node.id === couple.coupleId)?.node.accountState,
        couples: (client as { couples: unknown[] }).couples.length,
        agreements: (safety as { agreements: unknown[] }).agreements,
      };
    };
    const accepted = [
      { kind: 'NO_SECRETS', acceptedAt: expect.any(String) as string, accepted: [{ kind: 'NO_SECRETS' }] },
    ];
    expect(await look()).toEqual({ state: 'SUSPENDED', couples: 1, agreements: accepted });
    await leave(of, cem);
    await chooseAgreement(test, practiceId, 'LIMITED_SECRETS');
    // What they had accepted stays to be read, and nothing else is asked of them.
    expect(await look()).toEqual({ state: 'ACTIVE', couples: 0, agreements: accepted });
  });

  it('is told to each, done once, never of two, and by the care team alone', async () => {
    const of = await openedToThree();
    const { practiceId, couple, ada, ben, cem } = of;
    const each = toldToday(couple);
    expect(codes(await leave(of, cem, each.slice(1)))).toEqual(['INVALID']);
    for (const [who, code] of [
      [await buildMember(test, practiceId, 'CLINICIAN'), 'NOT_FOUND'],
      [await buildMember(test, practiceId, 'PRACTICE_ADMIN'), 'FORBIDDEN'],
      [cem, 'FORBIDDEN'],
    ] as const) {
      const { coupleId } = couple;
      const answer = await who.browser.try('leaveCouple', { coupleId, clientId: cem.clientId, told: each });
      expect(codeOf(answer)).toBe(code);
    }
    await cem.browser.do('setEndingWish', { coupleId: couple.coupleId, isWished: true });
    expect(codes(await leave(of, cem))).toEqual([]);
    expect((await of.clinician.browser.ask('{ endingWishes { clientId } }')).endingWishes).toEqual([]);
    const { coupleId } = couple;
    const again = { coupleId, clientId: cem.clientId, told: toldToday({ partners: [ada, ben] }) };
    expect(codeOf(await of.clinician.browser.try('leaveCouple', again))).toBe('NOT_FOUND');
    expect(codes(await leave(of, ben, toldToday({ partners: [ada, ben] })))).toEqual(['NOT_ALLOWED_NOW']);
    const { rows } = await test.sql.query(
      `select 1 from couple_tellings where couple_id = $1 and status = 'LEFT'`,
      [coupleId],
    );
    expect(rows).toHaveLength(3);
  });
});
