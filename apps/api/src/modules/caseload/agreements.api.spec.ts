import { type DocumentDefinition, fixedParagraphs, ownWordsOf } from '@rejoin/domain';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  acceptAgreement,
  buildCouple,
  buildJointAssignment,
  buildMember,
  buildPractice,
  buildReflection,
  chooseAgreement,
  type ClientMember,
  coupleBody,
  coupleSlug,
  type Member,
  openGate,
  ownWords,
  publishAgreement,
  talkAlone,
  writeAgreement,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { agreementDocuments } from './consent-documents.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

async function house({ isOpen = false } = {}) {
  const practiceId = await buildPractice(test);
  const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const couple = await buildCouple(test, clinician);
  if (isOpen) await openGate(test, couple);
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return { practiceId, admin, clinician, couple, ada, ben };
}

interface Stored {
  agreement: string | null;
  agreementVersion: number | null;
  agreements: {
    kind: string;
    original: { version: number; definition: DocumentDefinition };
    draft: { revision: number; savedByName: string | null; words: { language: string; title: string }[] };
    versions: { version: number; publishedByName: string; definition: DocumentDefinition }[];
  }[];
}
const fields = `agreement agreementVersion agreements { kind original { version definition }
  draft { revision savedByName words { language title } } versions { version publishedByName definition } }`;
const practiceOf = async (admin: Member): Promise<Stored> =>
  (await admin.browser.ask(`{ practice { ${fields} } }`)).practice as Stored;
const own = async (admin: Member) => {
  const agreement = (await practiceOf(admin)).agreements.find(({ kind }) => kind === 'NO_SECRETS');
  if (!agreement) throw new Error('There are two');
  return agreement;
};
const save = (by: Member, baseRevision: number, words: object = ownWords()) =>
  by.browser.act('saveAgreementDraft', { kind: 'NO_SECRETS', baseRevision, ...words });
const publish = (by: Member, revision: number) =>
  by.browser.act('publishAgreement', { kind: 'NO_SECRETS', revision });

interface Asked {
  coupleId: string;
  kind: string;
  version: number;
  language: string;
  title: string;
  paragraphs: string[];
}
const asked = async (client: ClientMember): Promise<Asked[]> =>
  (await client.browser.ask('{ today { agreements { coupleId kind version language title paragraphs } } }'))
    .today.agreements as Asked[];
const isGateOpen = async ({ clinician, couple }: Awaited<ReturnType<typeof house>>): Promise<boolean> =>
  (
    await clinician.browser.ask('query ($id: ID!) { couple(id: $id) { isGateOpen } }', {
      id: couple.coupleId,
    })
  ).couple.isGateOpen as boolean;
const written = async (practiceId: string): Promise<unknown> =>
  (
    await test.sql.query(
      `select (select json_agg(t) from agreement_texts t where practice_id = $1) as texts,
         (select json_agg(a) from agreement_acceptances a where practice_id = $1) as yes,
         (select json_agg(p) from practices p where id = $1) as practice`,
      [practiceId],
    )
  ).rows;

describe('an agreement in the practice’s own words', () => {
  it('is kept as a draft that only admins know of, and asks nobody for anything', async () => {
    const of = await house();
    await chooseAgreement(test, of.practiceId);
    const before = await asked(of.ada);
    await writeAgreement(test, of.admin);
    expect((await own(of.admin)).draft).toMatchObject({
      revision: 1,
      words: [{ language: 'en', title: 'In our own words' }],
    });
    expect(await asked(of.ada)).toEqual(before);
    expect((await practiceOf(of.admin)).agreementVersion).toBeNull();
  });

  it('is published with its date and name, above what is fixed, and asked of each from then on', async () => {
    const of = await house();
    expect(await publishAgreement(test, of.admin)).toBe(101);
    const { draft, versions } = await own(of.admin);
    expect(draft.words).toEqual([]);
    expect(versions).toMatchObject([{ version: 101, publishedByName: expect.any(String) }]);
    const [text] = await asked(of.ada);
    const fixed = fixedParagraphs(agreementDocuments.NO_SECRETS).map(({ en }) => en);
    expect(fixed.length).toBeGreaterThanOrEqual(6);
    expect(text).toMatchObject({
      version: 101,
      language: 'en',
      title: 'In our own words',
      paragraphs: ['We keep it simple.', 'And we ask you.', ...fixed],
    });
  });

  it('shuts every gate until each has said yes to it, and touches nothing that is there', async () => {
    const of = await house({ isOpen: true });
    const { turns } = await buildJointAssignment(test, of.couple);
    expect(await isGateOpen(of)).toBe(true);
    await publishAgreement(test, of.admin);
    expect(await isGateOpen(of)).toBe(false);
    const assign = () =>
      of.clinician.browser.act('assignExercise', {
        episodeId: of.couple.episodeId,
        exerciseSlug: coupleSlug,
        due: 'NONE',
      });
    expect(codes(await assign())).toEqual(['NOT_ALLOWED_NOW']);
    const { occurrences } = (await of.ada.browser.ask('{ today { occurrences { id } } }')).today;
    expect(occurrences).toEqual([{ id: turns[0] }]);
    await acceptAgreement(test, of.couple, of.ada);
    expect(await isGateOpen(of)).toBe(false);
    await acceptAgreement(test, of.couple, of.ben);
    expect(await isGateOpen(of)).toBe(true);
    expect(codes(await assign())).toEqual([]);
  });

  it('is not accepted in a version that is not asked for any more: told, and nothing is written', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    const [read] = await asked(of.ada);
    await publishAgreement(test, of.admin, ownWords({ title: 'Once more' }));
    const before = await written(of.practiceId);
    const accept = (version: number) =>
      of.ada.browser.act('acceptAgreement', { coupleId: of.couple.coupleId, kind: 'NO_SECRETS', version });
    expect(codes(await accept(read?.version ?? 0))).toEqual(['STALE']);
    // Nor in the library's number, which another text bears.
    expect(codes(await accept(1))).toEqual(['STALE']);
    expect(await written(of.practiceId)).toEqual(before);
    expect(codes(await accept(102))).toEqual([]);
  });

  it('can be Rejoin’s words again, or an earlier text; who accepted that one before has', async () => {
    const of = await house({ isOpen: true });
    await publishAgreement(test, of.admin);
    await of.admin.browser.do('chooseAgreement', { kind: 'NO_SECRETS' });
    expect(await isGateOpen(of)).toBe(true);
    expect(await asked(of.ada)).toEqual([]);
    await of.admin.browser.do('chooseAgreement', { kind: 'NO_SECRETS', version: 101 });
    expect(await asked(of.ada)).toMatchObject([{ version: 101 }]);
    for (const other of [
      { kind: 'NO_SECRETS', version: 102 },
      { kind: 'LIMITED_SECRETS', version: 101 },
    ])
      expect((await of.admin.browser.try('chooseAgreement', other)).errors[0]?.extensions.code).toBe(
        'NOT_FOUND',
      );
    expect(await practiceOf(of.admin)).toMatchObject({ agreement: 'NO_SECRETS', agreementVersion: 101 });
  });

  it('is in the reader’s language from beginning to end, or in English and says so', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    await of.ada.browser.do('chooseLanguage', { language: 'es' });
    expect(await asked(of.ada)).toMatchObject([{ language: 'en', title: 'In our own words' }]);
    // From here on somebody reads Spanish, and nobody says yes to what they cannot read.
    await writeAgreement(test, of.admin);
    const before = await written(of.practiceId);
    const { revision } = (await own(of.admin)).draft;
    expect((await publish(of.admin, revision)).userErrors).toMatchObject([
      { code: 'INVALID', field: 'es.text' },
    ]);
    expect(await written(of.practiceId)).toEqual(before);
    const es = { title: 'Con nuestras palabras', text: 'Es sencillo.\n\nY te preguntamos.', line: '' };
    await publishAgreement(test, of.admin, { ...ownWords(), es });
    const [text] = await asked(of.ada);
    expect(text).toMatchObject({ language: 'es', title: es.title, version: 102 });
    const fixed = fixedParagraphs(agreementDocuments.NO_SECRETS).map((paragraph) => paragraph['es']);
    expect(text?.paragraphs).toEqual(['Es sencillo.', 'Y te preguntamos.', ...fixed]);
    expect(await asked(of.ben)).toMatchObject([{ language: 'en', version: 102 }]);
  });

  it('is not taken up again in English alone where somebody reads Spanish, by choice or by the practice', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    const again = () => of.admin.browser.act('chooseAgreement', { kind: 'NO_SECRETS', version: 101 });
    await of.admin.browser.do('chooseAgreement', { kind: 'NO_SECRETS' });
    await of.ada.browser.do('chooseLanguage', { language: 'es' });
    const before = await written(of.practiceId);
    expect((await again()).userErrors).toMatchObject([{ code: 'INVALID', field: 'version' }]);
    expect(await written(of.practiceId)).toEqual(before);
    await of.ada.browser.do('chooseLanguage', { language: 'en' });
    await test.sql.query(`update practices set locale = 'es' where id = $1`, [of.practiceId]);
    expect((await again()).userErrors).toMatchObject([{ code: 'INVALID', field: 'version' }]);
    await save(of.admin, 2, ownWords({ title: 'Once more' }));
    expect((await publish(of.admin, 3)).userErrors).toMatchObject([{ code: 'INVALID', field: 'es.text' }]);
    await test.sql.query(`update practices set locale = 'en' where id = $1`, [of.practiceId]);
    expect(codes(await again())).toEqual([]);
  });

  it('is not written over unseen, nor published where it was changed since it was looked at', async () => {
    const of = await house();
    const other = await buildMember(test, of.practiceId, 'PRACTICE_ADMIN');
    await save(of.admin, 0);
    expect(codes(await save(other, 0, ownWords({ title: 'Theirs' })))).toEqual(['STALE']);
    expect((await own(of.admin)).draft.words).toMatchObject([{ title: 'In our own words' }]);
    expect(codes(await save(other, 1, ownWords({ title: 'Theirs' })))).toEqual([]);
    expect(codes(await publish(of.admin, 1))).toEqual(['STALE']);
    expect(codes(await publish(other, 2))).toEqual([]);
    // What was published is not there to publish twice, and the number goes on.
    expect(codes(await publish(of.admin, 3))).toEqual(['ALREADY_DONE']);
    expect(codes(await save(of.admin, 1))).toEqual(['STALE']);
    expect((await own(of.admin)).versions).toHaveLength(1);
  });

  it('is not published twice, word for word: no gate shuts for nothing', async () => {
    const of = await house({ isOpen: true });
    const [en, es] = (['en', 'es'] as const).map((one) => ownWordsOf(agreementDocuments.NO_SECRETS, one));
    expect(codes(await save(of.admin, 0, { en, es }))).toEqual([]);
    expect(codes(await publish(of.admin, 1))).toEqual(['ALREADY_DONE']);
    expect(await isGateOpen(of)).toBe(true);
    await publishAgreement(test, of.admin);
    for (const partner of [of.ada, of.ben]) await acceptAgreement(test, of.couple, partner);
    const revision = await writeAgreement(test, of.admin, ownWords({ title: ' In our own words ' }));
    expect(codes(await publish(of.admin, revision))).toEqual(['ALREADY_DONE']);
    expect(await isGateOpen(of)).toBe(true);
    const lined = await writeAgreement(test, of.admin, ownWords({ line: 'Ask us.' }));
    expect(codes(await publish(of.admin, lined))).toEqual([]);
  });

  it('lets two who begin at once both know of it', async () => {
    const of = await house();
    const answers = await Promise.all([save(of.admin, 0), save(of.admin, 0, ownWords({ title: 'Theirs' }))]);
    expect(answers.flatMap(codes)).toEqual(['STALE']);
  });

  it.each<[string, object, string]>([
    ['no heading', { title: ' ' }, 'en.title'],
    ['nothing written', { text: ' \n\n ' }, 'en.text'],
    ['a paragraph nobody reads on a phone', { text: 'word '.repeat(170) }, 'en.text'],
    ['more paragraphs than anybody reads', { text: 'One.\n\n'.repeat(13) }, 'en.text'],
    ['a heading of two lines', { title: 'One\ntwo' }, 'en.title'],
    ['a line of two lines', { line: 'One\ntwo' }, 'en.line'],
  ])('is not published with %s', async (_what, wrong, field) => {
    const of = await house();
    await save(of.admin, 0, ownWords(wrong));
    expect((await publish(of.admin, 1)).userErrors).toMatchObject([{ code: 'INVALID', field }]);
    expect(await practiceOf(of.admin)).toMatchObject({ agreement: null, agreementVersion: null });
  });

  it.each<[string, object]>([
    ['characters that cannot be kept', { text: 'One\u0000two' }],
    ['more than fits', { text: 'a'.repeat(6_001) }],
    ['a line that is no line', { line: 'a'.repeat(161) }],
  ])('is not kept with %s', async (_what, wrong) => {
    const of = await house();
    expect(codes(await save(of.admin, 0, ownWords(wrong)))).toEqual(['INVALID']);
    expect((await own(of.admin)).draft.revision).toBe(0);
  });

  it('has no input that takes away what is fixed', async () => {
    const of = await house();
    for (const more of [{ fixed: [] }, { paragraphs: ['None.'] }, { definition: {} }]) {
      const { errors } = await of.admin.browser.try('saveAgreementDraft', {
        kind: 'NO_SECRETS',
        baseRevision: 0,
        ...ownWords(),
        ...more,
      });
      expect(errors).not.toEqual([]);
    }
    // Written as if it were the practice's own, it still stands below, word for word.
    const [first] = fixedParagraphs(agreementDocuments.NO_SECRETS);
    await publishAgreement(test, of.admin, ownWords({ text: `This does not hold: ${first?.en}` }));
    const [text] = await asked(of.ada);
    expect(text?.paragraphs.slice(1)).toEqual(
      fixedParagraphs(agreementDocuments.NO_SECRETS).map(({ en }) => en),
    );
  });
});

describe('what was accepted', () => {
  it('stays readable for who treats, word for word, by person, whatever is asked for now', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    await acceptAgreement(test, of.couple, of.ada);
    await publishAgreement(test, of.admin, ownWords({ title: 'Once more' }));
    const { safety } = await of.clinician.browser.ask(
      'query ($id: ID!) { safety(clientId: $id) { agreements { kind acceptedAt accepted { kind version acceptedAt } } } }',
      { id: of.ada.clientId },
    );
    expect(safety.agreements).toEqual([
      {
        kind: 'NO_SECRETS',
        acceptedAt: null,
        accepted: [{ kind: 'NO_SECRETS', version: 101, acceptedAt: expect.any(String) }],
      },
    ]);
    const read = async (by: Member, version: number) =>
      by.browser.send(
        `{ agreementText(kind: NO_SECRETS, version: ${version}) { definition publishedAt publishedByName } }`,
      );
    const { data } = await read(of.clinician, 101);
    expect(data.agreementText).toMatchObject({
      definition: { title: { en: 'In our own words' } },
      publishedAt: expect.any(String),
      publishedByName: of.admin.name,
    });
    for (const version of [0, 2, 103, 70_000])
      expect((await read(of.clinician, version)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('what a client said yes to', () => {
  const agreed = async (client: ClientMember) =>
    (await client.browser.ask('{ agreedTexts { id language title paragraphs agreedAt clinicianName } }'))
      .agreedTexts as {
      title: string;
      paragraphs: string[];
      language: string;
      clinicianName: string | null;
    }[];

  it('is there word for word, newest first, whatever is asked for since; and is theirs alone', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    const before = await agreed(of.ben);
    await acceptAgreement(test, of.couple, of.ada);
    await publishAgreement(test, of.admin, ownWords({ title: 'Once more' }));
    const [agreement, first, ...more] = await agreed(of.ada);
    expect(agreement).toMatchObject({ title: 'In our own words', clinicianName: of.clinician.name });
    expect(agreement?.paragraphs[0]).toBe('We keep it simple.');
    expect(first).toMatchObject({ title: 'What your therapist can see', clinicianName: null });
    expect(more).toEqual([]);
    // Neither that she did, nor to what.
    expect(await agreed(of.ben)).toEqual(before);
  });

  it('names nobody who treats the others after one has left, nor after the joint work has ended', async () => {
    const of = await house({ isOpen: true });
    const { coupleId } = of.couple;
    const next = await buildMember(test, of.practiceId, 'CLINICIAN');
    const named = async (client: ClientMember) => (await agreed(client)).map((one) => one.clinicianName);
    expect(await named(of.ada)).toEqual([of.clinician.name, null]);
    await test.owner.query('update partners set until = now() where couple_id = $1 and client_id = $2', [
      coupleId,
      of.ada.clientId,
    ]);
    const before = await agreed(of.ada);
    await test.owner.query('update care_team_members set clinician_id = $1 where episode_id = $2', [
      next.membershipId,
      of.couple.episodeId,
    ]);
    expect(await named(of.ben)).toEqual([next.name, null]);
    // Whatever becomes of the others' work, and by whom: the same to the last letter.
    expect(await agreed(of.ada)).toEqual(before);
    expect(await named(of.ada)).toEqual([null, null]);
    await test.owner.query(`update couples set status = 'ENDED' where id = $1`, [coupleId]);
    expect(await named(of.ben)).toEqual([null, null]);
  });

  it('is nobody’s of the staff to list', async () => {
    const of = await house();
    for (const { browser } of [of.admin, of.clinician])
      expect((await browser.send('{ agreedTexts { id } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('where something is written under an agreement', () => {
  const line = 'Ask us if you are unsure.';
  const piece = async (client: ClientMember, id: string) =>
    (await client.browser.ask('query ($id: ID!) { occurrence(id: $id) { agreement agreementLine } }', { id }))
      .occurrence as { agreement: string | null; agreementLine: string | null };

  it('stands the line of the text that its client accepted, until it accepts another', async () => {
    const of = await house({ isOpen: true });
    const { turns } = await buildJointAssignment(test, of.couple);
    const [mine = ''] = turns;
    expect(await piece(of.ada, mine)).toEqual({ agreement: 'NO_SECRETS', agreementLine: null });
    await publishAgreement(test, of.admin, ownWords({ line }));
    expect((await piece(of.ada, mine)).agreementLine).toBeNull();
    await acceptAgreement(test, of.couple, of.ada);
    expect(await piece(of.ada, mine)).toEqual({ agreement: 'NO_SECRETS', agreementLine: line });
    // The other one has not, and is told nothing by it.
    expect((await piece(of.ben, turns[1] ?? '')).agreementLine).toBeNull();
    await of.admin.browser.do('chooseAgreement', { kind: 'NO_SECRETS' });
    expect((await piece(of.ada, mine)).agreementLine).toBeNull();
  });

  it('is in reach whatever became of a text that was accepted', async () => {
    const of = await house({ isOpen: true });
    const { turns } = await buildJointAssignment(test, of.couple);
    // As if the library had gone on, and nobody had kept what it said then.
    await test.sql.query('update agreement_acceptances set version = 99 where practice_id = $1', [
      of.practiceId,
    ]);
    expect(await piece(of.ada, turns[0] ?? '')).toEqual({ agreement: 'NO_SECRETS', agreementLine: null });
    const { agreedTexts } = await of.ada.browser.ask('{ agreedTexts { title } }');
    expect(agreedTexts).toEqual([{ title: 'What your therapist can see' }]);
  });

  it('stays what it was for what was shared under it, and tells who reads what may be brought in', async () => {
    const of = await house();
    await publishAgreement(test, of.admin, ownWords({ line }), 'LIMITED_SECRETS');
    for (const partner of [of.ada, of.ben]) {
      await acceptAgreement(test, of.couple, partner);
      await talkAlone(test, { ...of.couple, clinician: of.clinician }, partner);
    }
    const { turns } = await buildJointAssignment(test, of.couple);
    const [mine = ''] = turns;
    const words = coupleBody({ forMe: 'For me.', notReady: 'Not ready.' });
    const id = await buildReflection(test, of.ada, mine, words);
    await of.admin.browser.do('chooseAgreement', { kind: 'NO_SECRETS' });
    await acceptAgreement(test, of.couple, of.ada);
    expect(await piece(of.ada, mine)).toEqual({ agreement: 'LIMITED_SECRETS', agreementLine: line });
    const { reflection } = await of.clinician.browser.ask(
      'query ($id: ID!) { reflection(id: $id) { agreement } }',
      { id },
    );
    expect(reflection).toEqual({ agreement: 'LIMITED_SECRETS' });
    const { openings } = await of.clinician.browser.ask(
      'query ($id: ID!) { openings(coupleId: $id) { sides { clientId agreement } } }',
      { id: of.couple.coupleId },
    );
    const sides = (openings as { sides: { clientId: string; agreement: string | null }[] }[])[0]?.sides;
    expect(sides).toEqual(
      expect.arrayContaining([
        { clientId: of.ada.clientId, agreement: 'LIMITED_SECRETS' },
        { clientId: of.ben.clientId, agreement: null },
      ]),
    );
  });
});

describe('what a practice asks its couples', () => {
  it('is its own admin’s to write, and no other practice knows of it', async () => {
    const of = await house();
    const stranger = await house();
    await publishAgreement(test, of.admin);
    for (const { browser } of [of.clinician, of.ada])
      for (const [act, input] of [
        ['saveAgreementDraft', { kind: 'NO_SECRETS', baseRevision: 0, ...ownWords() }],
        ['publishAgreement', { kind: 'NO_SECRETS', revision: 2 }],
        ['chooseAgreement', { kind: 'NO_SECRETS' }],
      ] as const)
        expect((await browser.try(act, input)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await own(stranger.admin)).versions).toEqual([]);
    expect(codes(await publish(stranger.admin, 2))).toEqual(['STALE']);
    const chosen = await stranger.admin.browser.try('chooseAgreement', { kind: 'NO_SECRETS', version: 101 });
    expect(chosen.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const read = await stranger.clinician.browser.send(
      '{ agreementText(kind: NO_SECRETS, version: 101) { definition } }',
    );
    expect(read.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is written to the audit trail, with neither words nor names', async () => {
    const of = await house();
    await publishAgreement(test, of.admin);
    const { rows } = await test.sql.query<{ act: string; actor_id: string }>(
      `select act, actor_id from audit_events where practice_id = $1 and act like 'agreement.%' order by seq`,
      [of.practiceId],
    );
    expect(rows.map(({ act }) => act)).toEqual(['agreement.save', 'agreement.publish', 'agreement.choose']);
    expect(rows.every(({ actor_id }) => actor_id === of.admin.membershipId)).toBe(true);
  });
});
