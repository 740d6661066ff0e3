import { startApp, type TestApp } from '../../../test/app.js';
import { addToLibrary, steps } from '../../../test/exercises.js';
import {
  buildAssignment,
  buildReflection,
  canary,
  type ClientMember,
  draftBody,
} from '../../../test/factories.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
let letterSlug: string;
beforeAll(async () => {
  test = await startApp();
  letterSlug = addToLibrary(test, 'a-letter', [steps.letter(), steps.say()]);
});
afterAll(() => test.close());

interface Answer {
  key: string;
  kind: string;
  value: unknown;
  readers: string;
  isBroughtIn: boolean;
}

/** A letter that was shared, held back unless told otherwise. */
async function written(
  { isReleased = false, readers = {}, bringIn = [] as string[] } = {},
  words = canary('letter'),
) {
  const { clinician, client } = await pair(test);
  const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: letterSlug });
  const body = draftBody({
    place: 'write',
    answers: {
      letter: { text: words, ...(isReleased ? { released: true as const } : {}) },
      line: 'It is so.',
    },
    readers,
    bringIn,
  });
  const reflectionId = await buildReflection(test, client, occurrenceId, body);
  const reading = () => clinician.browser.send(wholeDocument(test, 'Query.reflection'), { id: reflectionId });
  return { clinician, client, occurrenceId, reflectionId, words, reading };
}

const own = async (client: ClientMember, id: string): Promise<Answer[]> =>
  (await client.browser.ask(wholeDocument(test, 'Query.occurrence'), { id })).occurrence.reflection
    .answers as Answer[];

describe('a letter', () => {
  it('stays its author’s: the clinician reads that it was written, and not a word of it', async () => {
    const { client, occurrenceId, words, reading } = await written({ bringIn: ['letter'] });
    const { data, body } = await reading();
    expect(body).not.toContain(words);
    expect(data.reflection.answers).toMatchObject([
      {
        key: 'letter.trace',
        kind: 'LETTER',
        value: { written: true },
        readers: 'THERAPIST',
        isBroughtIn: true,
      },
      { key: 'line', value: 'It is so.' },
    ]);
    expect(await own(client, occurrenceId)).toMatchObject([
      { key: 'letter', value: { text: words }, readers: 'ONLY_ME' },
      { key: 'letter.trace', value: { written: true } },
      { key: 'line' },
    ]);
  });

  it('is read like any answer once it is released', async () => {
    const { words, reading } = await written({ isReleased: true });
    expect((await reading()).data.reflection.answers).toMatchObject([
      { key: 'letter', value: { text: words }, readers: 'THERAPIST' },
      { key: 'line' },
    ]);
  });

  it('leaves no trace when it is kept for oneself, released or not', async () => {
    for (const isReleased of [false, true]) {
      const { words, reading } = await written({ isReleased, readers: { letter: 'ONLY_ME' } });
      const { data, body } = await reading();
      expect(body).not.toContain(words);
      expect(data.reflection.answers).toMatchObject([{ key: 'line' }]);
      expect(data.reflection.answers).toHaveLength(1);
    }
  });

  it('can be released by taking it back before it is read, and not after', async () => {
    const { client, occurrenceId, reflectionId, reading } = await written();
    await client.browser.do('takeBackReflection', { reflectionId });
    expect((await reading()).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { drafts } = (
      await client.browser.ask('query ($id: ID!) { occurrence(id: $id) { drafts { lane revision body } } }', {
        id: occurrenceId,
      })
    ).occurrence as { drafts: { lane: string; revision: number; body: { answers: { letter: object } } }[] };
    const [draft] = drafts;
    const released = {
      ...draft?.body,
      answers: { letter: { ...draft?.body.answers.letter, released: true } },
    };
    const saved = await client.browser.do(
      'saveDraft',
      { occurrenceId, lane: draft?.lane, baseRevision: draft?.revision, body: released },
      'draft { lane revision }',
    );
    await client.browser.do('submitReflection', {
      occurrenceId,
      outcome: 'WHOLE',
      sharing: 'FOR_SESSION',
      ...(saved.draft as object),
    });
    expect((await reading()).data.reflection.answers).toMatchObject([
      { key: 'letter', readers: 'THERAPIST' },
    ]);
    const again = await client.browser.act('takeBackReflection', { reflectionId });
    expect(again.userErrors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }]);
  });

  it('lies in the database sealed, and past the lock of the clinician', async () => {
    const { reflectionId, words } = await written();
    const { rows } = await test.sql.query<{ key: string; readers: string; sealed: Buffer }>(
      'select key, readers, sealed from answers where reflection_id = $1 order by position',
      [reflectionId],
    );
    expect(rows).toMatchObject([
      { key: 'letter', readers: 'ONLY_ME' },
      { key: 'letter.trace', readers: 'THERAPIST' },
      { key: 'line' },
    ]);
    expect(rows.every(({ sealed }) => !sealed.includes(words))).toBe(true);
  });
});
