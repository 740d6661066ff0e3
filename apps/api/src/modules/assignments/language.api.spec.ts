import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOOK_OVER } from '@rejoin/domain';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildClient,
  buildCouple,
  buildEnrollment,
  buildMember,
  buildPractice,
  buildReflection,
  chooseAgreement,
  type ClientMember,
  draftBody,
  fullBody,
  laterSlug,
  type Member,
} from '../../../test/factories.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** In English alone. */
const englishSlug = 'good-enough-trial';
/** A program in English alone, whose first weeks give exercises that are there in Spanish, too. */
const englishProgram = 'good-enough-and-trustworthy';

const pair = async (): Promise<{ practiceId: string; clinician: Member; client: ClientMember }> => {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  return { practiceId, clinician, client: await buildClient(test, clinician) };
};
const choose = ({ browser }: Member, language: string) =>
  browser.do('chooseLanguage', { language }, 'language');

/** What a client is spoken to in, by a browser with these wishes. */
const spoken = async ({ browser }: Member, wishes?: string): Promise<string> =>
  (
    await browser.send(
      '{ viewer { language } }',
      {},
      wishes ? { headers: { 'accept-language': wishes } } : {},
    )
  ).data.viewer.language as string;

interface Titled {
  id: string;
  title: string;
  language: string;
}
interface Today {
  occurrences: Titled[];
  shared: { title: string }[];
  programs: Omit<Titled, 'id'>[];
}
const today = async ({ browser }: Member): Promise<Today> =>
  (
    await browser.ask(
      '{ today { occurrences { id title language } shared { title } programs { title language } } }',
    )
  ).today as Today;
interface Turn extends Titled {
  reflection: { language: string | null; answers: { wording: string }[] } | null;
}
const occurrence = async ({ browser }: Member, id: string): Promise<Turn> =>
  (
    await browser.ask(
      'query ($id: ID!) { occurrence(id: $id) { title language reflection { language answers { wording } } } }',
      { id },
    )
  ).occurrence as Turn;

describe('the language a client is spoken to in', () => {
  it('is the browser’s first that can be met, else the practice’s, until they choose one', async () => {
    const { practiceId, client } = await pair();
    expect(await spoken(client)).toBe('en');
    expect(await spoken(client, 'de, es-MX;q=0.8, en;q=0.5')).toBe('es');
    await test.owner.query(`update practices set locale = 'es' where id = $1`, [practiceId]);
    expect(await spoken(client, 'de')).toBe('es');
    expect(await spoken(client, 'en-GB')).toBe('en');
    expect((await choose(client, 'es')).language).toBe('es');
    expect(await spoken(client, 'en-GB')).toBe('es');
    await choose(client, 'en');
    expect(await spoken(client, 'es')).toBe('en');
  });

  it('is their own alone: nobody else is spoken to in it, and staff have none to choose', async () => {
    const { clinician, client } = await pair();
    const other = await buildClient(test, clinician);
    await choose(client, 'es');
    expect(await spoken(other)).toBe('en');
    expect(await spoken(clinician, 'es')).toBe('en');
    const refused = await clinician.browser.try('chooseLanguage', { language: 'es' });
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is known to who cares for them, once it was chosen or given at inviting', async () => {
    const { clinician, client } = await pair();
    const known = async (by: Member, id: string) =>
      by.browser.send('query ($id: ID!) { client(id: $id) { language } }', { id });
    expect((await known(clinician, client.clientId)).data.client.language).toBeNull();
    await choose(client, 'es');
    expect((await known(clinician, client.clientId)).data.client.language).toBe('es');
    const stranger = (await pair()).clinician;
    expect((await known(stranger, client.clientId)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { client: invited } = await clinician.browser.do(
      'inviteClient',
      { chosenName: 'Lucía', email: `${randomUUID()}@post.example`, isAdult: true, language: 'es' },
      'client { language }',
    );
    expect(invited.language).toBe('es');
  });

  it('is that of consents and agreements', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const newcomer = await buildClient(test, clinician, { consents: false });
    await choose(newcomer, 'es');
    const { viewer } = await newcomer.browser.ask('{ viewer { pendingConsents { title paragraphs } } }');
    expect(viewer.pendingConsents[0].title).toBe('Lo que puede ver tu terapeuta');
    await chooseAgreement(test, practiceId);
    const { coupleId, partners } = await buildCouple(test, clinician);
    const [partner] = partners;
    if (!partner) throw new Error('a couple of nobody');
    await choose(partner, 'es');
    const { couple } = await clinician.browser.ask(
      'query ($id: ID!) { couple(id: $id) { partners { client { id language } } } }',
      { id: coupleId },
    );
    const spoken = (couple.partners as { client: { id: string; language: string | null } }[]).map(
      ({ client }) => [client.id, client.language],
    );
    expect(Object.fromEntries(spoken)).toEqual({
      [partner.clientId]: 'es',
      [partners[1]?.clientId ?? '']: null,
    });
    const { today: theirs } = await partner.browser.ask('{ today { agreements { title paragraphs } } }');
    expect(theirs.agreements[0].title).toBe('Lo que puede llevarse a las sesiones conjuntas');
  });
});

describe('an exercise for somebody who reads Spanish', () => {
  it('is in Spanish where it is complete, and whole in English where it is not', async () => {
    const { clinician, client } = await pair();
    const complete = await buildAssignment(test, clinician, client);
    const not = await buildAssignment(test, clinician, client, { exercise: englishSlug });
    await choose(client, 'es');
    expect((await today(client)).occurrences).toEqual(
      expect.arrayContaining([
        { id: complete.occurrenceId, title: 'Una pausa antes de la espiral', language: 'es' },
        { id: not.occurrenceId, title: expect.any(String), language: 'en' },
      ]),
    );
    expect(await occurrence(client, complete.occurrenceId)).toMatchObject({
      title: 'Una pausa antes de la espiral',
      language: 'es',
    });
    expect(await occurrence(client, not.occurrenceId)).toMatchObject({ language: 'en' });
  });

  it('stays in the language it was begun in', async () => {
    const { clinician, client } = await pair();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const save = (language: string, lane: string) =>
      client.browser.do('saveDraft', {
        ...{ occurrenceId, lane, baseRevision: 0 },
        body: draftBody({ language, place: 'breathe' }),
      });
    await save('en', randomUUID());
    await choose(client, 'es');
    expect(await occurrence(client, occurrenceId)).toMatchObject({ language: 'en' });
    expect((await today(client)).occurrences).toMatchObject([
      { title: 'Pause Before the Spiral', language: 'en' },
    ]);
    await client.browser.do('deleteDraft', { occurrenceId });
    await save('es', randomUUID());
    await choose(client, 'en');
    expect(await occurrence(client, occurrenceId)).toMatchObject({ language: 'es' });
    expect((await today(client)).occurrences).toMatchObject([
      { title: 'Una pausa antes de la espiral', language: 'es' },
    ]);
  });

  it('goes with its program: one that is not complete in Spanish is English from its first week', async () => {
    const { clinician, client } = await pair();
    await choose(client, 'es');
    await buildEnrollment(test, clinician, client.episodeId, { program: englishProgram, isBegun: true });
    await test.owner.query(`update occurrences set opens_at = now() where client_id = $1`, [client.clientId]);
    const own = await today(client);
    expect(own.programs).toMatchObject([{ language: 'en' }]);
    expect(own.occurrences.length).toBeGreaterThan(0);
    for (const { id, language } of own.occurrences) {
      expect(language).toBe('en');
      expect((await occurrence(client, id)).language).toBe('en');
    }
  });

  it('and a program that is complete in it are in Spanish together', async () => {
    const { clinician, client } = await pair();
    await choose(client, 'es');
    await buildEnrollment(test, clinician, client.episodeId, { isBegun: true });
    await test.owner.query(`update occurrences set opens_at = now() where client_id = $1`, [client.clientId]);
    const own = await today(client);
    expect(own.programs).toMatchObject([{ language: 'es', title: 'Primero, volver a ti' }]);
    expect(own.occurrences.length).toBeGreaterThan(0);
    for (const card of own.occurrences) expect(card.language).toBe('es');
  });

  it('is read by the clinician as it was asked, with its language told', async () => {
    const { clinician, client } = await pair();
    await choose(client, 'es');
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const body = { ...fullBody({ sentence: 'Sigo aquí.' }), language: 'es' };
    const reflectionId = await buildReflection(test, client, occurrenceId, body);
    const { reflection } = await occurrence(client, occurrenceId);
    expect(reflection?.language).toBe('es');
    const read = await clinician.browser.ask(
      'query ($id: ID!) { reflection(id: $id) { language exerciseTitle answers { key wording } } }',
      { id: reflectionId },
    );
    expect(read.reflection).toMatchObject({ language: 'es', exerciseTitle: 'Pause Before the Spiral' });
    expect(read.reflection.answers).toContainEqual({
      key: 'kind-sentence',
      wording: '¿Qué frase amable podrías decirte ahora, y creer al menos a medias?',
    });
    expect((await today(client)).shared).toEqual([{ title: 'Una pausa antes de la espiral' }]);
  });

  it('can be left for that week, with the reason asked for in Spanish', async () => {
    const { clinician, client } = await pair();
    await choose(client, 'es');
    const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: laterSlug });
    await client.browser.do('submitReflection', {
      ...{ occurrenceId, outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION', reason: 'Una semana llena.' },
    });
    const { reflection } = await occurrence(client, occurrenceId);
    expect(reflection).toEqual({
      language: 'es',
      answers: [{ wording: 'Esta semana no. Un motivo, si quieres:' }],
    });
  });

  it('is refused when it is written in a language it does not have', async () => {
    const { clinician, client } = await pair();
    const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: englishSlug });
    const payload = await client.browser.act('saveDraft', {
      ...{ occurrenceId, lane: randomUUID(), baseRevision: 0 },
      body: draftBody({ language: 'es', place: LOOK_OVER }),
    });
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', field: 'body.language' }]);
  });
});
