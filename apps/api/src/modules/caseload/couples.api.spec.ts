import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { localDate } from '@rejoin/domain';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  acceptAgreement,
  buildAssignment,
  type BuiltCouple,
  buildClient,
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildMember,
  buildPractice,
  buildReflection,
  canary,
  chooseAgreement,
  type ClientMember,
  coupleBody,
  coupleSlug,
  draftBody,
  fullBody,
  holdCouple,
  laterSlug,
  type Member,
  openGate,
  slug,
  talkAlone,
  tellCouple,
} from '../../../test/factories.js';
import { Browser, codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, moveCare } from '../../../test/scenario.js';
import { safetyHoldsDays } from './couple-gate.policy.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** A couple of a clinician, with its gate shut or open. */
async function together({ isOpen = false, size = 2 } = {}) {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const couple = await buildCouple(test, clinician, { size });
  if (isOpen) await openGate(test, couple);
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return { practiceId, clinician, couple, ada, ben };
}

interface Page {
  name: string;
  label: string | null;
  status: string;
  isGateOpen: boolean;
  agreement: string | null;
  episode: { id: string };
  partners: { until: string | null; client: { id: string; chosenName: string; accountState: string } }[];
  assignments: {
    id: string;
    turns: { id: string; clientId: string }[];
    reflections: { clientId: string }[];
  }[];
}
const page = async (by: Member, coupleId: string): Promise<Page> =>
  (await by.browser.ask(wholeDocument(test, 'Query.couple'), { id: coupleId })).couple as Page;

const assign = (by: Member, couple: BuiltCouple, input: Record<string, unknown> = {}) =>
  by.browser.try(
    'assignExercise',
    { episodeId: couple.episodeId, exerciseSlug: coupleSlug, due: 'NONE', ...input },
    'assignment { id turns { id clientId clientName } }',
  );
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;
const refusals = (answer: { data: { assignExercise: unknown } }) => codes(answer.data.assignExercise);

const todays = async (client: ClientMember): Promise<string[]> =>
  ((await client.browser.ask('{ today { occurrences { id } } }')).today.occurrences as { id: string }[]).map(
    ({ id }) => id,
  );

const safetyOf = async (by: Member, clientId: string) => {
  const { safety } = await by.browser.ask(wholeDocument(test, 'Query.safety'), { clientId });
  return safety as {
    conversations: {
      coupleId: string;
      clinicianName: string;
      verdict: string;
      topics: string[];
      note: string | null;
    }[];
    agreements: { coupleId: string; kind: string | null; acceptedAt: string | null }[];
  };
};

describe('inviting a couple', () => {
  it('begins joint work with a link for each new person, and names everyone in it', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const names = [canary('B'), canary('A')];
    const { couple, links } = await clinician.browser.do(
      'inviteCouple',
      {
        people: names.map((chosenName) => ({ chosenName, email: `${canary('x')}@post.example` })),
        kind: 'CO_PARENTS',
        label: ' The lighthouse ',
        isAdult: true,
      },
      'links couple { id name label kind status isGateOpen agreement partners { until client { chosenName accountState invitation { state } } } }',
    );
    expect(couple).toMatchObject({
      name: `${names[1]} and ${names[0]}`,
      label: 'The lighthouse',
      kind: 'CO_PARENTS',
      status: 'ACTIVE',
      isGateOpen: false,
      agreement: null,
      partners: [names[1], names[0]].map((chosenName) => ({
        until: null,
        client: { chosenName, accountState: 'INVITED', invitation: { state: 'OPEN' } },
      })),
    });
    expect(new Set(links as string[]).size).toBe(2);
    for (const [index, link] of (links as string[]).entries()) {
      const { invitation } = await new Browser(test).ask(
        'query ($token: String!) { invitation(token: $token) { invitedName } }',
        { token: link.split('#')[1] },
      );
      expect(invitation).toEqual({ invitedName: names[index] });
    }
    const { rows } = await test.sql.query<{ sealed: string }>(
      'select label_sealed::text as sealed from couples where id = $1',
      [couple.id],
    );
    expect(Buffer.from(rows[0]?.sealed.slice(2) ?? '', 'hex').toString('latin1')).not.toContain('lighthouse');
  });

  it('takes in somebody who is in care already, without another link', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician);
    const { couple, links } = await clinician.browser.do(
      'inviteCouple',
      {
        people: [{ clientId: client.clientId }, { chosenName: 'New', email: `${canary('x')}@post.example` }],
        kind: 'PARTNERS',
        isAdult: true,
      },
      'links couple { id label partners { client { id } } }',
    );
    expect(links).toHaveLength(1);
    expect(couple.label).toBeNull();
    expect((couple.partners as { client: { id: string } }[]).map((one) => one.client.id)).toContain(
      client.clientId,
    );
    // Care alone and care together stand side by side.
    const { client: seen } = await clinician.browser.ask(
      'query ($id: ID!) { client(id: $id) { episode { id } couples { id status } } }',
      { id: client.clientId },
    );
    expect(seen).toEqual({
      episode: { id: client.episodeId },
      couples: [{ id: couple.id, status: 'ACTIVE' }],
    });
  });

  const person = (name: string) => ({ chosenName: name, email: `${canary('x')}@post.example` });
  it.each<[string, (known: ClientMember) => Record<string, unknown>, string]>([
    ['one alone', () => ({ people: [person('A')] }), 'people'],
    ['a crowd', () => ({ people: Array.from({ length: 7 }, () => person('A')) }), 'people'],
    ['a minor', () => ({ people: [person('A'), person('B')], isAdult: false }), 'isAdult'],
    ['a name without an address', () => ({ people: [person('A'), { chosenName: 'B' }] }), 'people.1'],
    ['an address without a name', () => ({ people: [{ email: 'a@post.example' }, person('B')] }), 'people.0'],
    ['what is no address', () => ({ people: [person('A'), { chosenName: 'B', email: 'nobody' }] }), 'email'],
    [
      'what is no address, beside somebody known',
      ({ clientId }) => ({ people: [{ clientId }, { chosenName: 'B', email: 'nobody' }] }),
      'people.1.email',
    ],
    ['somebody twice', ({ clientId }) => ({ people: [{ clientId }, { clientId }] }), 'people'],
    [
      'somebody twice, written apart',
      ({ clientId }) => ({ people: [{ clientId }, { clientId: clientId.toUpperCase() }] }),
      'people',
    ],
  ])('refuses %s and leaves nothing behind', async (_what, wrong, field) => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician);
    const count = async () =>
      (
        await test.sql.query<Record<string, string>>(
          `select (select count(*) from clients where practice_id = $1) as clients, (select count(*) from couples where practice_id = $1) as couples,
             (select count(*) from invitations where practice_id = $1) as invitations, (select count(*) from episodes where practice_id = $1) as episodes`,
          [practiceId],
        )
      ).rows;
    const before = await count();
    const { userErrors } = (await clinician.browser.act('inviteCouple', {
      kind: 'PARTNERS',
      isAdult: true,
      ...wrong(client),
    })) as { userErrors: { code: string; field: string }[] };
    expect(userErrors).toHaveLength(1);
    expect(userErrors[0]?.code).toBe('INVALID');
    expect(userErrors[0]?.field).toContain(field);
    expect(await count()).toEqual(before);
  });

  it('takes in nobody who is in another’s care', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    const other = await buildClient(test, colleague);
    const elsewhere = await buildMember(test, await buildPractice(test), 'CLINICIAN');
    const stranger = await buildClient(test, elsewhere);
    for (const clientId of [other.clientId, stranger.clientId, randomUUID()])
      expect(
        codeOf(
          await clinician.browser.try('inviteCouple', {
            people: [{ clientId }, person('B')],
            kind: 'PARTNERS',
            isAdult: true,
          }),
        ),
      ).toBe('NOT_FOUND');
  });
});

describe('the gate', () => {
  const pieces: [
    string,
    (of: {
      couple: BuiltCouple;
      ada: ClientMember;
      ben: ClientMember;
      practiceId: string;
    }) => Promise<unknown>,
  ][] = [
    ['the practice has chosen no agreement', ({ practiceId }) => chooseAgreement(test, practiceId, null)],
    [
      'the practice chose another agreement since',
      ({ practiceId }) => chooseAgreement(test, practiceId, 'LIMITED_SECRETS'),
    ],
    [
      'one has not accepted',
      ({ ben }) => test.owner.query('delete from agreement_acceptances where client_id = $1', [ben.clientId]),
    ],
    [
      'one accepted an earlier version',
      ({ ben }) =>
        test.owner.query('update agreement_acceptances set version = 0 where client_id = $1', [ben.clientId]),
    ],
    [
      'nobody has talked with one of them',
      ({ ada }) => test.owner.query('delete from safety_conversations where client_id = $1', [ada.clientId]),
    ],
    [
      'the talk with one of them is long ago',
      ({ ada }) =>
        test.owner.query(
          'update safety_conversations set held_on = current_date - 200 where client_id = $1',
          [ada.clientId],
        ),
    ],
    ['one said not now', ({ couple, ada }) => talkAlone(test, couple, ada, { verdict: 'NOT_NOW' })],
    ['somebody holds it', ({ couple, ben }) => holdCouple(test, couple, ben)],
  ];

  it('opens when all of it is there, and not before', async () => {
    const { practiceId, clinician, couple, ada, ben } = await together();
    const steps = [
      () => chooseAgreement(test, practiceId),
      () => talkAlone(test, couple, ada),
      () => acceptAgreement(test, couple, ada),
      () => talkAlone(test, couple, ben, { verdict: 'WITH_CAUTION' }),
      () => acceptAgreement(test, couple, ben),
    ];
    const looks: boolean[] = [];
    for (const step of steps) {
      looks.push((await page(clinician, couple.coupleId)).isGateOpen);
      await step();
    }
    looks.push((await page(clinician, couple.coupleId)).isGateOpen);
    expect(looks).toEqual([false, false, false, false, false, true]);
  });

  it('goes by the talk that was held last, in whatever order they were written down', async () => {
    const { clinician, couple, ada } = await together({ isOpen: true });
    const [today, earlier] = [0, 3].map((days) =>
      new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10),
    );
    await talkAlone(test, couple, ada, { verdict: 'NOT_NOW', heldOn: today });
    await talkAlone(test, couple, ada, { verdict: 'GO', heldOn: earlier });
    expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(false);
    // Of one day, what was said last.
    await talkAlone(test, couple, ada, { verdict: 'GO', heldOn: today });
    expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(true);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'counts its days where the practice is: %s',
    async (zone) => {
      const { clinician, practiceId, couple, ada, ben } = await together({ isOpen: true });
      await test.owner.query('update practices set zone = $2 where id = $1', [practiceId, zone]);
      const there = localDate(new Date().toISOString(), zone);
      // The last day a talk holds, and the first it does not.
      for (const [days, isOpen] of [
        [safetyHoldsDays, true],
        [safetyHoldsDays + 1, false],
      ] as const) {
        await test.owner.query(
          'update safety_conversations set held_on = $2::date - $3::int where client_id = any ($1)',
          [[ada.clientId, ben.clientId], there, days],
        );
        expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(isOpen);
      }
      const record = async (heldOn: string) =>
        codes(
          await clinician.browser.act('recordSafetyConversation', {
            coupleId: couple.coupleId,
            clientId: ada.clientId,
            heldOn,
            isSeenAlone: true,
            topics: [],
            verdict: 'GO',
          }),
        );
      expect(await record(there)).toEqual([]);
      const next = new Date(Date.parse(there) + 86_400_000).toISOString().slice(0, 10);
      expect(await record(next)).toEqual(['INVALID']);
    },
  );

  it.each(pieces)(
    'is shut when %s: no exercise for couples, but one for each on their own',
    async (_what, take) => {
      const made = await together({ isOpen: true });
      const { clinician, couple, ada, ben } = made;
      expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(true);
      await take(made);
      expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(false);
      for (const clientIds of [null, [ada.clientId]]) {
        const { data } = await assign(clinician, couple, { clientIds });
        expect(data.assignExercise).toMatchObject({
          assignment: null,
          userErrors: [{ code: 'NOT_ALLOWED_NOW', field: 'exerciseSlug' }],
        });
      }
      expect(
        (await test.sql.query('select 1 from assignments where practice_id = $1', [couple.practiceId])).rows,
      ).toEqual([]);
      for (const partner of [ada, ben]) {
        const answer = await assign(clinician, couple, {
          exerciseSlug: slug,
          clientIds: [partner.clientId],
          isStartedNow: true,
        });
        expect(refusals(answer)).toEqual([]);
        expect(await todays(partner)).toEqual([answer.data.assignExercise.assignment.turns[0].id]);
      }
    },
  );

  it('says open or shut, and nothing of who or why', async () => {
    const { clinician, couple, ben } = await together({ isOpen: true });
    const shown = async () =>
      JSON.stringify({ ...(await page(clinician, couple.coupleId)), assignments: [] });
    const open = await shown();
    await talkAlone(test, couple, ben, { verdict: 'NOT_NOW', note: canary('why') });
    expect(await shown()).toBe(open.replace('"isGateOpen":true', '"isGateOpen":false'));
  });

  it('that shuts again leaves what was given, for each to go on with', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const { turns } = await buildJointAssignment(test, couple);
    await talkAlone(test, couple, ben, { verdict: 'NOT_NOW' });
    expect(await todays(ada)).toEqual([turns[0]]);
    const id = await buildReflection(
      test,
      ada,
      turns[0] ?? '',
      coupleBody({ forMe: 'One.', notReady: 'Two.' }),
    );
    expect(
      (await clinician.browser.ask('query ($id: ID!) { reflection(id: $id) { id } }', { id })).reflection,
    ).toEqual({ id });
  });

  it('is of no use to one person alone', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician);
    const answer = await clinician.browser.act('assignExercise', {
      episodeId: client.episodeId,
      exerciseSlug: coupleSlug,
      due: 'NONE',
    });
    expect(codes(answer)).toEqual(['NOT_ALLOWED_NOW']);
  });
});

describe('giving to a couple', () => {
  it('gives everyone a turn of their own, and nobody another’s', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const { assignmentId, turns } = await buildJointAssignment(test, couple, { rationale: 'For you two.' });
    expect(new Set(turns).size).toBe(2);
    const seen = (await page(clinician, couple.coupleId)).assignments.find(({ id }) => id === assignmentId);
    expect(seen?.turns.map(({ clientId }) => clientId).sort()).toEqual([ada.clientId, ben.clientId].sort());
    for (const [index, [partner, other]] of (
      [
        [ada, ben],
        [ben, ada],
      ] as const
    ).entries()) {
      expect(await todays(partner)).toEqual([turns[index]]);
      const { occurrence } = await partner.browser.ask(
        'query ($id: ID!) { occurrence(id: $id) { rationale readerNames } }',
        {
          id: turns[index],
        },
      );
      expect(occurrence).toEqual({ rationale: 'For you two.', readerNames: [clinician.name] });
      expect(
        codeOf(await other.browser.send(wholeDocument(test, 'Query.occurrence'), { id: turns[index] })),
      ).toBe('NOT_FOUND');
    }
  });

  it('gives to one of them what the other never hears of', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const answer = await assign(clinician, couple, { clientIds: [ada.clientId], isStartedNow: true });
    expect(answer.data.assignExercise.assignment.turns).toEqual([
      { id: expect.any(String) as string, clientId: ada.clientId, clientName: ada.name },
    ]);
    expect([(await todays(ada)).length, (await todays(ben)).length]).toEqual([1, 0]);
  });

  it('names once whoever is named twice, and nobody who is not in it', async () => {
    const { clinician, couple, ada } = await together({ isOpen: true });
    const twice = await assign(clinician, couple, { clientIds: [ada.clientId, ada.clientId] });
    expect(twice.data.assignExercise.assignment.turns).toHaveLength(1);
    const other = await buildClient(test, clinician);
    for (const stranger of [other.clientId, randomUUID()])
      expect(codeOf(await assign(clinician, couple, { clientIds: [ada.clientId, stranger] }))).toBe(
        'NOT_FOUND',
      );
    expect(refusals(await assign(clinician, couple, { clientIds: [] }))).toEqual(['INVALID']);
  });

  it('is no longer for somebody who left', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true, size: 3 });
    await test.owner.query('update partners set until = now() where client_id = $1', [ben.clientId]);
    const answer = await assign(clinician, couple);
    expect(refusals(answer)).toEqual([]);
    const ids = (answer.data.assignExercise.assignment.turns as { clientId: string }[]).map(
      ({ clientId }) => clientId,
    );
    expect(ids).toContain(ada.clientId);
    expect(ids).not.toContain(ben.clientId);
    expect(codeOf(await assign(clinician, couple, { clientIds: [ben.clientId] }))).toBe('NOT_FOUND');
  });
});

describe('two rooms', () => {
  it('are not the room of what one of them writes alone', async () => {
    const clinician = await buildMember(test, await buildPractice(test), 'CLINICIAN');
    const client = await buildClient(test, clinician);
    await buildCouple(test, clinician, { known: [client] });
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const id = await buildReflection(test, client, occurrenceId, draftBody());
    const { data } = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id });
    expect(data.reflection).toMatchObject({ clientId: client.clientId, coupleId: null, coupleName: null });
  });

  it('are both the clinician’s to read, and each partner’s own', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const { assignmentId, turns } = await buildJointAssignment(test, couple);
    const words = { ada: canary('ada'), ben: canary('ben') };
    const write = (partner: ClientMember, turn: string | undefined, word: string) =>
      buildReflection(
        test,
        partner,
        turn ?? '',
        coupleBody({ forMe: 'Mine.', notReady: word }),
        'READ_BEFORE',
      );
    const ids = [await write(ada, turns[0], words.ada), await write(ben, turns[1], words.ben)];
    const { assignments } = await page(clinician, couple.coupleId);
    expect(
      assignments
        .find(({ id }) => id === assignmentId)
        ?.reflections.map(({ clientId }) => clientId)
        .sort(),
    ).toEqual([ada.clientId, ben.clientId].sort());
    for (const [index, word] of [words.ada, words.ben].entries()) {
      const { body, data } = await clinician.browser.send(wholeDocument(test, 'Query.reflection'), {
        id: ids[index],
      });
      expect(body).toContain(word);
      expect(body).not.toContain('Mine.');
      expect(data.reflection).toMatchObject({ coupleId: couple.coupleId });
    }
    const { toRead } = await clinician.browser.ask(
      '{ toRead { edges { node { clientId careKind coupleId coupleName } } } }',
    );
    expect(toRead.edges).toHaveLength(2);
    expect(toRead.edges[0].node).toMatchObject({ careKind: 'COUPLE', coupleId: couple.coupleId });
    for (const [partner, own, others] of [
      [ada, turns[0], words.ben],
      [ben, turns[1], words.ada],
    ] as const)
      for (const [query, variables] of [
        ['Query.today', {}],
        ['Query.occurrence', { id: own }],
        ['Query.replies', {}],
        ['Query.viewer', {}],
      ] as const)
        expect((await partner.browser.send(wholeDocument(test, query), variables)).body).not.toContain(
          others,
        );
  });

  it('are nobody’s who treats one of them alone', async () => {
    const { practiceId, clinician } = await together();
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const own = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician);
    const couple = await buildCouple(test, clinician, { known: [client] });
    await openGate(test, couple, { note: canary('safety') });
    await moveCare(test, admin, client.episodeId, own);
    const { turns } = await buildJointAssignment(test, couple);
    const word = canary('joint');
    const [ada] = couple.partners;
    if (!ada) throw new Error('A couple is two');
    const id = await buildReflection(
      test,
      ada,
      turns[0] ?? '',
      coupleBody({ forMe: word, notReady: word }),
      'READ_BEFORE',
    );

    const { client: seen } = await own.browser.ask(wholeDocument(test, 'Query.client'), {
      id: client.clientId,
    });
    expect(seen).toMatchObject({ couples: [], assignments: [], episode: { id: client.episodeId } });
    expect(await safetyOf(own, client.clientId)).toMatchObject({ conversations: [], agreements: [] });
    expect((await own.browser.ask('{ toRead { edges { cursor } } }')).toRead.edges).toEqual([]);
    const { caseload } = await own.browser.ask(
      '{ caseload { edges { node { id kind openAssignmentCount } } } }',
    );
    expect(caseload.edges).toEqual([
      { node: { id: client.clientId, kind: 'INDIVIDUAL', openAssignmentCount: 0 } },
    ]);
    for (const [query, variables] of [
      ['Query.couple', { id: couple.coupleId }],
      ['Query.reflection', { id }],
      ['Query.client', { id: couple.partners[1]?.clientId }],
      ['Query.safety', { clientId: couple.partners[1]?.clientId }],
    ] as const)
      expect(codeOf(await own.browser.send(wholeDocument(test, query), variables))).toBe('NOT_FOUND');
    expect(codeOf(await assign(own, couple, { exerciseSlug: slug }))).toBe('NOT_FOUND');

    // And the clinician of the two sees nothing of what one of them does alone.
    const alone = await buildAssignment(test, own, client);
    const secret = canary('alone');
    await buildReflection(test, client, alone.occurrenceId, fullBody({ sentence: secret }), 'READ_BEFORE');
    for (const query of ['Query.caseload', 'Query.toRead'] as const)
      expect((await clinician.browser.send(wholeDocument(test, query))).body).not.toContain(
        alone.assignmentId,
      );
    const joint = await clinician.browser.ask(wholeDocument(test, 'Query.client'), { id: client.clientId });
    expect(joint.client).toMatchObject({ episode: null, assignments: [], viewerCanAssign: false });
  });
});

describe('safety conversations', () => {
  it('lie in one person’s own compartment, sealed, and each look at it is written down', async () => {
    const { clinician, couple, ada, ben } = await together();
    await chooseAgreement(test, couple.practiceId);
    const note = canary('note');
    await talkAlone(test, couple, ada, { note, verdict: 'WITH_CAUTION' });
    await acceptAgreement(test, couple, ada);
    const looks = async () =>
      (
        await test.sql.query<{ actor_id: string; client_id: string }>(
          `select actor_id, client_id from audit_events where practice_id = $1 and act = 'safety.read'`,
          [couple.practiceId],
        )
      ).rows;
    expect(await safetyOf(clinician, ada.clientId)).toMatchObject({
      conversations: [
        {
          coupleId: couple.coupleId,
          clinicianName: clinician.name,
          verdict: 'WITH_CAUTION',
          topics: ['FEAR', 'MONEY'],
          note,
        },
      ],
      agreements: [
        { coupleId: couple.coupleId, kind: 'NO_SECRETS', acceptedAt: expect.any(String) as string },
      ],
    });
    expect(await looks()).toEqual([{ actor_id: clinician.membershipId, client_id: ada.clientId }]);
    expect(await safetyOf(clinician, ben.clientId)).toMatchObject({
      conversations: [],
      agreements: [{ acceptedAt: null }],
    });
    expect(await looks()).toHaveLength(2);
    const { rows } = await test.sql.query<{ row: string }>(
      `select encode(sealed, 'escape') || (select string_agg(encode(wrapped, 'escape'), '') from data_keys where purpose = 'CLINICIAN_ONLY') as row
       from safety_conversations where client_id = $1`,
      [ada.clientId],
    );
    expect(rows[0]?.row).not.toContain(note);
    // On no page of the couple, and nowhere of the partner.
    for (const [query, variables] of [
      ['Query.couple', { id: couple.coupleId }],
      ['Query.client', { id: ben.clientId }],
      ['Query.caseload', {}],
    ] as const)
      expect((await clinician.browser.send(wholeDocument(test, query), variables)).body).not.toContain(note);
  });

  it('are not opened by the keys that the client has', async () => {
    const { couple, ada } = await together();
    await talkAlone(test, couple, ada, { note: canary('note') });
    const { rows } = await test.sql.query<{ purpose: string; author: string }>(
      `select dk.purpose, dk.author_id as author from safety_conversations s join data_keys dk on dk.practice_id = s.practice_id and dk.id = s.data_key_id
       where s.client_id = $1`,
      [ada.clientId],
    );
    expect(rows).toEqual([{ purpose: 'CLINICIAN_ONLY', author: couple.clinician.membershipId }]);
  });

  it('are recorded of a partner, seen alone, on a day that has come', async () => {
    const { clinician, couple, ada } = await together();
    const record = (wrong: Record<string, unknown>) =>
      clinician.browser.try(
        'recordSafetyConversation',
        {
          coupleId: couple.coupleId,
          clientId: ada.clientId,
          heldOn: new Date().toISOString().slice(0, 10),
          isSeenAlone: true,
          topics: ['FEAR', 'FEAR'],
          verdict: 'GO',
          ...wrong,
        },
        'conversation { topics note }',
      );
    const refusal = async (wrong: Record<string, unknown>) =>
      (
        (await record(wrong)).data.recordSafetyConversation as { userErrors: { field: string }[] }
      ).userErrors.map(({ field }) => field);
    expect(await refusal({ isSeenAlone: false })).toEqual(['isSeenAlone']);
    expect(await refusal({ heldOn: '2999-01-01' })).toEqual(['heldOn']);
    const other = await buildClient(test, clinician);
    expect(codeOf(await record({ clientId: other.clientId }))).toBe('NOT_FOUND');
    expect(codeOf(await record({ coupleId: randomUUID() }))).toBe('NOT_FOUND');
    const colleague = await buildMember(test, couple.practiceId, 'CLINICIAN');
    const { errors } = await colleague.browser.try('recordSafetyConversation', {
      coupleId: couple.coupleId,
      clientId: ada.clientId,
      heldOn: '2026-01-01',
      isSeenAlone: true,
      topics: [],
      verdict: 'GO',
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { rows } = await test.sql.query('select 1 from safety_conversations where practice_id = $1', [
      couple.practiceId,
    ]);
    expect(rows).toEqual([]);
    expect((await record({ note: '  ' })).data.recordSafetyConversation).toEqual({
      conversation: { topics: ['FEAR'], note: null },
      userErrors: [],
    });
  });
});

describe('the agreement', () => {
  it('is asked of each in their own login, once it is chosen, and anew when it changes', async () => {
    const { practiceId, couple, ada, ben } = await together();
    const asked = async (client: ClientMember) =>
      (
        await client.browser.ask(
          '{ today { agreements { coupleId clinicianName kind version title paragraphs } } }',
        )
      ).today.agreements as { kind: string; version: number; paragraphs: string[]; clinicianName: string }[];
    expect(await asked(ada)).toEqual([]);
    await chooseAgreement(test, practiceId, 'NO_SECRETS');
    const [text] = await asked(ada);
    expect(text).toMatchObject({
      coupleId: couple.coupleId,
      kind: 'NO_SECRETS',
      clinicianName: couple.clinician.name,
    });
    expect(text?.paragraphs.length).toBeGreaterThan(0);
    const accept = (client: ClientMember, more: Record<string, unknown> = {}) =>
      client.browser.try(
        'acceptAgreement',
        { coupleId: couple.coupleId, kind: text?.kind, version: text?.version, ...more },
        'agreements { kind }',
      );
    for (const more of [{ version: 99 }, { kind: 'LIMITED_SECRETS' }])
      expect(codes((await accept(ada, more)).data.acceptAgreement)).toEqual(['STALE']);
    expect((await accept(ada)).data.acceptAgreement).toEqual({ agreements: [], userErrors: [] });
    expect((await accept(ada)).data.acceptAgreement).toEqual({ agreements: [], userErrors: [] });
    const { rows } = await test.sql.query(
      'select kind, zone from agreement_acceptances where client_id = $1',
      [ada.clientId],
    );
    expect(rows).toEqual([{ kind: 'NO_SECRETS', zone: 'Europe/Berlin' }]);
    expect(await asked(ada)).toEqual([]);
    // The other’s yes is their own.
    expect(await asked(ben)).toHaveLength(1);
    await chooseAgreement(test, practiceId, 'LIMITED_SECRETS');
    expect((await asked(ada)).map(({ kind }) => kind)).toEqual(['LIMITED_SECRETS']);
    for (const coupleId of [randomUUID(), couple.episodeId])
      expect(codeOf(await accept(ada, { coupleId }))).toBe('NOT_FOUND');
    const stranger = await buildClient(test, couple.clinician);
    expect(codeOf(await accept(stranger))).toBe('NOT_FOUND');
  });

  it('is accepted once, also by two windows at the same moment', async () => {
    const { practiceId, couple, ada } = await together();
    await chooseAgreement(test, practiceId, 'NO_SECRETS');
    const { today } = (await ada.browser.ask('{ today { agreements { kind version } } }')) as {
      today: { agreements: { kind: string; version: number }[] };
    };
    const [asked] = today.agreements;
    // The other window's yes, not yet whole when this one is said.
    const other = new pg.Client(test.urls.ownerUrl);
    await other.connect();
    try {
      await other.query(`begin; set local app.migrating = 'on'`);
      await other.query(
        `insert into agreement_acceptances (practice_id, id, couple_id, client_id, kind, version, zone)
         values ($1, $2, $3, $4, $5, $6, 'Europe/Berlin')`,
        [practiceId, randomUUID(), couple.coupleId, ada.clientId, asked?.kind, asked?.version],
      );
      const answer = ada.browser.act('acceptAgreement', { coupleId: couple.coupleId, ...asked });
      const isWaiting = async () =>
        (
          await test.sql.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        ).rowCount === 1;
      while (!(await isWaiting())) await sleep(10);
      await other.query('commit');
      expect(codes(await answer)).toEqual([]);
    } finally {
      await other.end();
    }
    const { rows } = await test.sql.query(
      `select (select count(*)::int from agreement_acceptances where client_id = $1) as accepted,
         (select count(*)::int from audit_events where client_id = $1 and act = 'agreement.accept') as noted`,
      [ada.clientId],
    );
    expect(rows).toEqual([{ accepted: 1, noted: 0 }]);
  });
});

describe('joint work that has ended', () => {
  it('takes nothing new, asks nothing more, and keeps what was written for its author', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const shared = await buildJointAssignment(test, couple);
    const begun = await buildJointAssignment(test, couple);
    const [mine, unfinished] = [canary('mine'), canary('unfinished')];
    const reflectionId = await buildReflection(
      test,
      ada,
      shared.turns[0] ?? '',
      coupleBody({ forMe: mine, notReady: mine }),
    );
    await buildDraft(
      test,
      ada,
      begun.turns[0] ?? '',
      coupleBody({ forMe: unfinished, notReady: unfinished }),
    );
    await chooseAgreement(test, couple.practiceId, 'LIMITED_SECRETS');
    expect((await ada.browser.ask('{ today { agreements { kind } } }')).today.agreements).toHaveLength(1);

    await tellCouple(test, couple, 'PAUSED');
    for (const input of [{}, { exerciseSlug: slug }, { exerciseSlug: slug, clientIds: [ben.clientId] }])
      expect(refusals(await assign(clinician, couple, input))).toEqual(['NOT_ALLOWED_NOW']);
    expect((await page(clinician, couple.coupleId)).isGateOpen).toBe(false);

    await endCouple(test, couple);
    expect(refusals(await assign(clinician, couple, { exerciseSlug: slug }))).toEqual(['NOT_ALLOWED_NOW']);
    expect((await ada.browser.ask('{ today { agreements { kind } nextSession { on } } }')).today).toEqual({
      agreements: [],
      nextSession: null,
    });
    const look = async (partner: ClientMember, id?: string) =>
      (await partner.browser.send(wholeDocument(test, 'Query.occurrence'), { id })).body;
    expect(await look(ada, shared.turns[0])).toContain(mine);
    expect(await look(ada, begun.turns[0])).toContain(unfinished);
    // What was begun can still be finished and added to.
    await ada.browser.do('addToReflection', { reflectionId, text: 'Since then.', sharing: 'FOR_SESSION' });
    expect(await look(ben, shared.turns[1])).not.toContain(mine);
    expect(
      codeOf(await ben.browser.send(wholeDocument(test, 'Query.occurrence'), { id: shared.turns[0] })),
    ).toBe('NOT_FOUND');
  });
});

describe('a couple in the caseload', () => {
  it('stands under the names of everyone, with what waits in both rooms', async () => {
    const { clinician, couple, ada, ben } = await together({ isOpen: true });
    const { turns } = await buildJointAssignment(test, couple);
    await buildAssignment(test, clinician, ben, { exercise: laterSlug });
    await buildReflection(
      test,
      ada,
      turns[0] ?? '',
      coupleBody({ forMe: 'One.', notReady: 'Two.' }),
      'READ_BEFORE',
    );
    const { caseload } = await clinician.browser.ask(wholeDocument(test, 'Query.caseload'));
    expect((caseload.edges as { node: unknown }[]).map(({ node }) => node)).toEqual([
      {
        id: couple.coupleId,
        kind: 'COUPLE',
        name: [ada.name, ben.name].sort().join(' and '),
        pronouns: null,
        accountState: 'ACTIVE',
        coupleStatus: 'ACTIVE',
        nextSession: null,
        openAssignmentCount: 2,
        waitsForSessionCount: 1,
        toReadCount: 1,
        talksDue: [],
      },
    ]);
  });

  it('is as ready as whoever is least ready', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician);
    await buildCouple(test, clinician, { known: [client], hasJoined: false });
    const states = async () =>
      (
        (await clinician.browser.ask('{ caseload { edges { node { kind accountState } } } }')).caseload
          .edges as {
          node: { kind: string; accountState: string };
        }[]
      )
        .filter(({ node }) => node.kind === 'COUPLE')
        .map(({ node }) => node.accountState);
    expect(await states()).toEqual(['INVITED']);
    await test.owner.query('update memberships set suspended_at = now() where id = $1', [
      client.membershipId,
    ]);
    expect(await states()).toEqual(['SUSPENDED']);
  });
});
