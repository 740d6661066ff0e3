import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildClient,
  buildCouple,
  buildMark,
  buildMember,
  buildPractice,
  buildReflection,
  buildJointAssignment,
  canary,
  type ClientMember,
  coupleBody,
  coupleSlug,
  holdCouple,
  type Member,
  openGate,
  setMark,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { markKinds } from './marks.queries.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** A couple whose gate is open. */
async function together() {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const couple = await buildCouple(test, clinician);
  await openGate(test, couple);
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return { practiceId, clinician, couple, ada, ben };
}

interface Mark {
  id: string;
  kind: string;
  coupleId: string | null;
  reflectionId: string | null;
  note: string | null;
  setByName: string | null;
  liftedAt: string | null;
  liftedByName: string | null;
  viewerCanLift: boolean;
}
const marksOf = async (by: Member, { clientId }: ClientMember): Promise<Mark[]> => {
  const { safety } = await by.browser.ask(wholeDocument(test, 'Query.safety'), { clientId });
  return (safety as { marks: Mark[] }).marks;
};
const isOpen = async (by: Member, coupleId: string): Promise<unknown> =>
  (await by.browser.ask('query ($id: ID!) { couple(id: $id) { isGateOpen } }', { id: coupleId })).couple
    .isGateOpen;
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

describe('a mark', () => {
  it('lies in one person’s own compartment, sealed, until it is lifted', async () => {
    const { clinician, couple, ada, ben } = await together();
    const note = canary('note');
    const { mark } = await clinician.browser.do(
      'setClinicianOnlyMark',
      { clientId: ada.clientId, kind: 'CAUTION', note: ` ${note} ` },
      'mark { id kind coupleId note setByName liftedAt viewerCanLift }',
    );
    expect(mark).toMatchObject({
      ...{ kind: 'CAUTION', coupleId: null, note, setByName: clinician.name },
      ...{ liftedAt: null, viewerCanLift: true },
    });
    expect(await marksOf(clinician, ada)).toMatchObject([{ id: mark.id, note }]);
    expect(await marksOf(clinician, ben)).toEqual([]);
    const { rows } = await test.sql.query<{ sealed: string; purpose: string }>(
      `select encode(m.sealed, 'escape') as sealed, dk.purpose from clinician_only_marks m
       join data_keys dk on dk.practice_id = m.practice_id and dk.id = m.data_key_id where m.id = $1`,
      [mark.id],
    );
    expect(rows).toMatchObject([{ purpose: 'CLINICIAN_ONLY' }]);
    expect(rows[0]?.sealed).not.toContain(note);
    for (const [query, variables] of [
      ['Query.couple', { id: couple.coupleId }],
      ['Query.client', { id: ada.clientId }],
      ['Query.caseload', {}],
    ] as const)
      expect((await clinician.browser.send(wholeDocument(test, query), variables)).body).not.toContain(note);

    const lifted = await clinician.browser.do(
      'liftClinicianOnlyMark',
      { markId: mark.id },
      'mark { liftedAt liftedByName note viewerCanLift }',
    );
    expect(lifted.mark).toMatchObject({
      ...{ liftedAt: expect.any(String) as string, liftedByName: clinician.name },
      ...{ note, viewerCanLift: false },
    });
  });

  it('is set once of each kind, and anew once it was lifted', async () => {
    const { clinician, ada } = await together();
    const set = async () =>
      codes(
        await clinician.browser.act('setClinicianOnlyMark', {
          clientId: ada.clientId,
          kind: 'SHARED_DEVICE',
        }),
      );
    expect(await set()).toEqual([]);
    expect(await set()).toEqual(['ALREADY_DONE']);
    const [mark] = await marksOf(clinician, ada);
    await clinician.browser.do('liftClinicianOnlyMark', { markId: mark?.id });
    expect(await set()).toEqual([]);
    // Those in force stand first.
    expect((await marksOf(clinician, ada)).map(({ liftedAt }) => liftedAt !== null)).toEqual([false, true]);
  });

  it('that a client asked for stands beside them, and is lifted where it was asked', async () => {
    const { clinician, couple, ada } = await together();
    const { turns } = await buildJointAssignment(test, couple);
    const reflectionId = await buildReflection(
      test,
      ada,
      turns[0] ?? '',
      coupleBody({ forMe: 'A.', notReady: 'B.' }),
    );
    const markId = await buildMark(test, ada, reflectionId);
    expect(await marksOf(clinician, ada)).toMatchObject([
      { id: markId, kind: 'DO_NOT_OPEN', reflectionId, note: null, setByName: null, viewerCanLift: false },
    ]);
    expect(codeOf(await clinician.browser.try('liftClinicianOnlyMark', { markId }))).toBe('NOT_FOUND');
    const { userErrors } = (await clinician.browser.act('setClinicianOnlyMark', {
      ...{ clientId: ada.clientId, kind: 'DO_NOT_OPEN' },
    })) as { userErrors: { code: string; field: string }[] };
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: 'kind' }]);
  });

  it('can be set about somebody who is treated alone, by those who treat them', async () => {
    const practiceId = await buildPractice(test);
    const [clinician, colleague] = [
      await buildMember(test, practiceId, 'CLINICIAN'),
      await buildMember(test, practiceId, 'CLINICIAN'),
    ];
    const client = await buildClient(test, clinician);
    const markId = await setMark(test, clinician, client, 'DO_NOT_CONTACT');
    const elsewhere = await buildMember(test, await buildPractice(test), 'CLINICIAN');
    for (const stranger of [colleague, elsewhere]) {
      for (const [operation, input] of [
        ['setClinicianOnlyMark', { clientId: client.clientId, kind: 'CAUTION' }],
        ['liftClinicianOnlyMark', { markId }],
      ] as const)
        expect(codeOf(await stranger.browser.try(operation, input))).toBe('NOT_FOUND');
    }
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    for (const nobody of [admin, client])
      expect(codeOf(await nobody.browser.try('liftClinicianOnlyMark', { markId }))).toBe('FORBIDDEN');
    expect(await marksOf(clinician, client)).toMatchObject([{ id: markId, liftedAt: null }]);
  });

  it('of who treats one of them alone is not known to who treats both', async () => {
    const { practiceId, clinician, couple, ada } = await together();
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    await test.owner.query(
      `with e as (insert into episodes (practice_id, id, client_id, started_on) values ($1, gen_random_uuid(), $2, current_date) returning id)
       insert into care_team_members (practice_id, id, episode_id, clinician_id, part)
       select $1, gen_random_uuid(), e.id, $3, 'PRIMARY' from e`,
      [practiceId, ada.clientId, colleague.membershipId],
    );
    await setMark(test, colleague, ada, 'CAUTION');
    await holdCouple(test, couple, ada);
    expect((await marksOf(colleague, ada)).map(({ kind }) => kind)).toEqual(['CAUTION']);
    expect((await marksOf(clinician, ada)).map(({ kind }) => kind)).toEqual(['COUPLE_HOLD']);
  });
});

describe('a hold', () => {
  it('shuts the gate to what is new until it is lifted, and takes nothing from anybody', async () => {
    const { clinician, couple, ada, ben } = await together();
    await buildJointAssignment(test, couple);
    const screens = async () =>
      Promise.all([ada, ben].map(({ browser }) => browser.send(wholeDocument(test, 'Query.today'))));
    const before = await screens();
    const markId = await holdCouple(test, couple, ben);
    expect(await isOpen(clinician, couple.coupleId)).toBe(false);
    expect((await screens()).map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    const assign = async () =>
      codes(
        await clinician.browser.act('assignExercise', {
          ...{ episodeId: couple.episodeId, exerciseSlug: coupleSlug, due: 'NONE' },
        }),
      );
    expect(await assign()).toEqual(['NOT_ALLOWED_NOW']);
    await clinician.browser.do('liftClinicianOnlyMark', { markId });
    expect(await isOpen(clinician, couple.coupleId)).toBe(true);
    expect(await assign()).toEqual([]);
  });

  it('of each of them has to be lifted, and that of who has left holds nobody', async () => {
    const { clinician, couple, ada, ben } = await together();
    const [ofAda] = [await holdCouple(test, couple, ada), await holdCouple(test, couple, ben)];
    await clinician.browser.do('liftClinicianOnlyMark', { markId: ofAda });
    expect(await isOpen(clinician, couple.coupleId)).toBe(false);

    const three = await buildCouple(test, clinician, { size: 3 });
    await openGate(test, three);
    await holdCouple(test, three);
    expect(await isOpen(clinician, three.coupleId)).toBe(false);
    await test.owner.query('update partners set until = now() where couple_id = $1 and client_id = $2', [
      three.coupleId,
      three.partners.at(-1)?.clientId,
    ]);
    expect(await isOpen(clinician, three.coupleId)).toBe(true);
  });

  it('is of one couple: another of the same people is open', async () => {
    const { clinician, couple, ada, ben } = await together();
    const other = await buildCouple(test, clinician, { known: [ada, ben] });
    await openGate(test, other);
    await holdCouple(test, couple, ada);
    expect(await isOpen(clinician, couple.coupleId)).toBe(false);
    expect(await isOpen(clinician, other.coupleId)).toBe(true);
  });

  it.each(markKinds.filter((kind) => kind !== 'DO_NOT_OPEN' && kind !== 'COUPLE_HOLD'))(
    'is all that shuts it: %s does not, and is of no couple',
    async (kind) => {
      const { clinician, couple, ada } = await together();
      await setMark(test, clinician, ada, kind);
      expect(await isOpen(clinician, couple.coupleId)).toBe(true);
      expect(
        codes(
          await clinician.browser.act('setClinicianOnlyMark', {
            ...{ clientId: ada.clientId, kind, coupleId: couple.coupleId },
          }),
        ),
      ).toEqual(['INVALID']);
    },
  );

  it('needs to be of a couple that the person is in', async () => {
    const { clinician, couple, ada } = await together();
    const other = await buildCouple(test, clinician);
    const hold = (coupleId: string | null) =>
      clinician.browser.try('setClinicianOnlyMark', {
        ...{ clientId: ada.clientId, kind: 'COUPLE_HOLD', coupleId },
      });
    expect(codes((await hold(null)).data.setClinicianOnlyMark)).toEqual(['INVALID']);
    expect(codeOf(await hold(other.coupleId))).toBe('NOT_FOUND');
    expect(await isOpen(clinician, couple.coupleId)).toBe(true);
  });
});
