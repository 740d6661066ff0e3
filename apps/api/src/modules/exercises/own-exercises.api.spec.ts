import { randomUUID } from 'node:crypto';
import type { ExerciseDefinition, Text } from '@rejoin/domain';
import { exerciseFiles } from '@rejoin/library';
import { parse } from 'yaml';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildDraft,
  buildExercise,
  buildMember,
  buildReflection,
  draftBody,
  fullBody,
  type Member,
  slug as builtIn,
} from '../../../test/factories.js';
import { codes, mutationOf } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { builtInFile } from '../../../test/recipes.js';
import { pair } from '../../../test/scenario.js';

const slugs = exerciseFiles.map(({ pathname }) => pathname.split('/').at(-1)?.replace('.yaml', '') ?? '');

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Own {
  id: string;
  slug: string;
  title: string;
  scope: string;
  ownerName: string;
  isMine: boolean;
  version: number | null;
  hasDraft: boolean;
  archivedAt: string | null;
}
interface Draft {
  revision: number;
  definition: ExerciseDefinition;
  published: ExerciseDefinition | null;
  base: ExerciseDefinition | null;
  savedByName: string;
  versions: { version: number; note: string | null; publishedByName: string }[];
}

async function act<Payload>(by: Member, name: string, input: object): Promise<Payload & Acted> {
  const [, variables] = mutationOf(name, { ...input });
  const { data, errors } = await by.browser.send(wholeDocument(test, `Mutation.${name}`), variables);
  expect(errors).toEqual([]);
  return (data as Record<string, Payload & Acted>)[name] as Payload & Acted;
}
interface Acted {
  userErrors: { code: string; message: string; field: string | null }[];
  problems?: { path: string; message: string; line: number | null }[];
}

async function draftOf(by: Member, exerciseId: string): Promise<Draft> {
  const { exerciseDraft } = await by.browser.ask(wholeDocument(test, 'Query.exerciseDraft'), { exerciseId });
  return exerciseDraft as Draft;
}
const ownOf = async (by: Member): Promise<Own[]> =>
  (await by.browser.ask(wholeDocument(test, 'Query.ownExercises')))['ownExercises'] as Own[];
const libraryOf = async (by: Member): Promise<{ slug: string; title: string; origin: string }[]> =>
  (await by.browser.ask('{ library { slug title origin } }'))['library'] as never;

async function save(by: Member, exerciseId: string, change: (definition: ExerciseDefinition) => object) {
  const { revision, definition } = await draftOf(by, exerciseId);
  return act<{ draft: Draft | null }>(by, 'saveExerciseDraft', {
    exerciseId,
    baseRevision: revision,
    definition: change(definition),
  });
}
/** The same words in every language an exercise is written in. */
const said = ({ languages }: ExerciseDefinition, words: string): Text =>
  Object.fromEntries(languages.map((language) => [language, words])) as unknown as Text;
const titled = (title: string) => (definition: ExerciseDefinition) => ({
  ...definition,
  title: said(definition, title),
});
async function publish(by: Member, exerciseId: string, note: string | null = null) {
  const { revision } = await draftOf(by, exerciseId);
  return act<{ exercise: Own | null }>(by, 'publishExercise', { exerciseId, revision, note });
}

describe('an exercise of one’s own', () => {
  it('is made from a built-in, written, published, and then found and given', async () => {
    const { clinician, client } = await pair(test);
    const { exercise } = await act<{ exercise: Own }>(clinician, 'duplicateExercise', { slug: builtIn });
    expect(exercise).toMatchObject({ scope: 'PERSONAL', isMine: true, version: null, hasDraft: true });
    expect(exercise.slug).toMatch(/^pause-before-the-spiral-[0-9a-f]{6}$/);
    expect((await libraryOf(clinician)).map(({ slug }) => slug)).not.toContain(exercise.slug);

    await save(clinician, exercise.id, titled('A pause of ours'));
    const done = await publish(clinician, exercise.id, 'Shorter.');
    expect(done).toMatchObject({ exercise: { version: 1, hasDraft: false }, problems: [], userErrors: [] });
    expect(await draftOf(clinician, exercise.id)).toMatchObject({
      versions: [{ version: 1, note: 'Shorter.', publishedByName: clinician.name }],
      base: { slug: builtIn },
      published: { title: { en: 'A pause of ours' } },
    });
    expect(await libraryOf(clinician)).toContainEqual({
      slug: exercise.slug,
      title: 'A pause of ours',
      origin: 'PERSONAL',
    });

    const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: exercise.slug });
    const { occurrence } = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), {
      id: occurrenceId,
    });
    expect(occurrence).toMatchObject({ title: 'A pause of ours', exercise: { slug: exercise.slug } });
  });

  it.each(slugs)('may be what %s is, word for word', async (slug) => {
    const { clinician } = await solo();
    const { exercise } = await act<{ exercise: Own }>(clinician, 'duplicateExercise', { slug });
    expect(await publish(clinician, exercise.id)).toMatchObject({ problems: [], userErrors: [] });
  });

  it('is not published with what is not right; the place is told, and it stays as written', async () => {
    const { clinician } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isPublished: false });
    await save(clinician, exerciseId, (definition) => ({
      ...definition,
      title: { ...definition.title, en: ' ' },
      cautions: [],
    }));
    const { exercise, problems } = await publish(clinician, exerciseId);
    expect(exercise).toBeNull();
    expect(problems).toEqual([{ path: 'title.en', message: 'is empty', line: null }]);
    await save(clinician, exerciseId, titled('Whole'));
    expect((await publish(clinician, exerciseId)).problems).toMatchObject([
      { path: 'cautions', message: expect.stringMatching(/should keep/) as string },
    ]);
    expect(await draftOf(clinician, exerciseId)).toMatchObject({ versions: [], published: null });
  });

  it('shows no answer to more people than what it was made from', async () => {
    const { clinician } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isPublished: false });
    await save(clinician, exerciseId, (definition) => ({
      ...definition,
      steps: definition.steps.map((step) => ({
        ...step,
        blocks: step.blocks.map((block) => ({ ...block, readers: 'THERAPIST' })),
      })),
    }));
    expect((await publish(clinician, exerciseId)).problems).toMatchObject([
      { path: expect.stringMatching(/^steps\.\d\.blocks\.0\.readers$/) as string },
    ]);
  });

  it('takes no draft that could not be shown again', async () => {
    const { clinician } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isPublished: false });
    for (const change of [
      () => ({}),
      (definition: ExerciseDefinition) => ({ ...definition, steps: [] }),
      (definition: ExerciseDefinition) => ({ ...definition, streak: 1 }),
    ])
      expect(codes(await save(clinician, exerciseId, change))).toEqual(['INVALID']);
  });

  it('keeps its own name and counts its own versions, whatever a draft says', async () => {
    const { clinician } = await solo();
    const { exerciseId, slug } = await buildExercise(test, clinician);
    await save(clinician, exerciseId, (definition) => ({ ...definition, slug: builtIn, version: 77 }));
    expect((await publish(clinician, exerciseId)).exercise).toMatchObject({ slug, version: 2 });
  });
});

describe('two who write at once', () => {
  it('lose nothing: the second is told, and what the first saved stays', async () => {
    const { clinician, colleague } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isShared: true });
    const { revision, definition } = await draftOf(clinician, exerciseId);
    const write = (by: Member, title: string) =>
      act<{ draft: Draft | null }>(by, 'saveExerciseDraft', {
        exerciseId,
        baseRevision: revision,
        definition: titled(title)(definition),
      });
    const answers = await Promise.all([write(clinician, 'Hers'), write(colleague, 'Theirs')]);
    expect(answers.flatMap(codes)).toEqual(['STALE']);
    const kept = await draftOf(clinician, exerciseId);
    const winner = answers.find(({ draft }) => draft)?.draft;
    expect(kept.definition.title).toEqual(winner?.definition.title);
    expect(kept.revision).toBe(revision + 1);
    expect(codes(await act(clinician, 'publishExercise', { exerciseId, revision }))).toEqual(['STALE']);
  });

  it('saving the same once more under its key is one saving', async () => {
    const { clinician } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isPublished: false });
    const { revision, definition } = await draftOf(clinician, exerciseId);
    const input = { idempotencyKey: randomUUID(), exerciseId, baseRevision: revision, definition };
    for (let times = 0; times < 3; times += 1)
      expect(codes(await act(clinician, 'saveExerciseDraft', input))).toEqual([]);
    expect((await draftOf(clinician, exerciseId)).revision).toBe(revision + 1);
  });
});

describe('who finds it', () => {
  it('is its owner alone, until it is shared with the practice', async () => {
    const { clinician, colleague, stranger } = await solo();
    const { exerciseId, slug, title } = await buildExercise(test, clinician);
    const finds = async (who: Member) => {
      const own = (await ownOf(who)).some(({ id }) => id === exerciseId);
      const listed = (await libraryOf(who)).some((each) => each.slug === slug);
      const answers = await Promise.all([
        who.browser.send(wholeDocument(test, 'Query.exercise'), { slug }),
        who.browser.send(wholeDocument(test, 'Query.exerciseFile'), { slug }),
        who.browser.send(wholeDocument(test, 'Query.exerciseDraft'), { exerciseId }),
      ]);
      const told = answers.some(({ body }) => body.includes(title));
      const copied = await who.browser.send(...mutationOf('duplicateExercise', { slug }));
      return { own, listed, told, copied: copied.errors.length === 0 };
    };
    const everything = { own: true, listed: true, told: true, copied: true };
    const nothing = { own: false, listed: false, told: false, copied: false };
    expect(await finds(clinician)).toEqual(everything);
    expect(await finds(colleague)).toEqual(nothing);
    await act(clinician, 'shareExerciseWithPractice', { exerciseId });
    expect(await finds(colleague)).toEqual(everything);
    expect(await finds(stranger)).toEqual(nothing);
    await act(clinician, 'makeExercisePersonal', { exerciseId });
    expect(await finds(colleague)).toEqual(nothing);
  });

  it('is decided by whoever made it', async () => {
    const { clinician, colleague } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isShared: true });
    expect(codes(await act(colleague, 'makeExercisePersonal', { exerciseId }))).toEqual(['NOT_ALLOWED_NOW']);
    expect(codes(await act(clinician, 'shareExerciseWithPractice', { exerciseId }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('once it is the practice’s, every clinician writes and publishes it', async () => {
    const { clinician, colleague } = await solo();
    const { exerciseId } = await buildExercise(test, clinician, { isShared: true });
    await save(colleague, exerciseId, titled('By a colleague'));
    expect(await publish(colleague, exerciseId)).toMatchObject({
      exercise: { version: 2, isMine: false, ownerName: clinician.name },
    });
  });

  it.each(['PRACTICE_ADMIN', 'CLIENT'])('is never a %s', async (role) => {
    const { clinician, client, practiceId } = await pair(test);
    const who = role === 'CLIENT' ? client : await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const { exerciseId, slug } = await buildExercise(test, clinician, { isShared: true });
    const answers = await Promise.all([
      who.browser.send(wholeDocument(test, 'Query.ownExercises')),
      who.browser.send(wholeDocument(test, 'Query.exerciseFile'), { slug }),
      who.browser.send(wholeDocument(test, 'Query.exerciseDraft'), { exerciseId }),
      who.browser.send(...mutationOf('duplicateExercise', { slug })),
      who.browser.send(...mutationOf('importExercise', { text: builtInFile() })),
      who.browser.send(...mutationOf('archiveExercise', { exerciseId })),
    ]);
    expect(new Set(answers.map(({ errors }) => errors[0]?.extensions.code))).toEqual(new Set(['FORBIDDEN']));
  });
});

describe('what was given', () => {
  it('keeps its words while the exercise is written on, published, put away and made personal', async () => {
    const { clinician, client } = await pair(test);
    const { exerciseId, slug } = await buildExercise(test, clinician, { title: 'First words' });
    const shared = await buildAssignment(test, clinician, client, { exercise: slug });
    const reflectionId = await buildReflection(
      test,
      client,
      shared.occurrenceId,
      fullBody({ sentence: 'Mine.' }),
    );
    const open = await buildAssignment(test, clinician, client, { exercise: slug });
    const { lane, revision } = await buildDraft(test, client, open.occurrenceId, draftBody());
    const reading = () =>
      clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id: reflectionId });
    const before = await reading();

    const reworded = (definition: ExerciseDefinition) => ({
      ...definition,
      title: said(definition, 'Second words'),
      steps: definition.steps.slice(1).map((step) => ({
        ...step,
        blocks: step.blocks.map((block) => ({ ...block, prompt: said(definition, 'Asked otherwise.') })),
      })),
      smallest: definition.steps[1]?.key,
    });
    await save(clinician, exerciseId, reworded);
    expect((await publish(clinician, exerciseId)).exercise?.version).toBe(2);
    await act(clinician, 'archiveExercise', { exerciseId });

    expect(await reading()).toEqual(before);
    const { occurrence } = await client.browser.ask(wholeDocument(test, 'Query.occurrence'), {
      id: open.occurrenceId,
    });
    expect(occurrence).toMatchObject({ title: 'First words', exercise: { version: 1 } });
    // A draft on the old version can be finished.
    const finished = await act(client, 'submitReflection', {
      ...{ occurrenceId: open.occurrenceId, lane, revision },
      ...{ outcome: 'WHOLE', sharing: 'FOR_SESSION' },
    });
    expect(codes(finished)).toEqual([]);
  });

  it('a colleague who covers reads what was given of a personal exercise, and nothing else of it', async () => {
    const { clinician, client } = await pair(test);
    const colleague = await buildMember(test, clinician.practiceId, 'CLINICIAN');
    const { exerciseId, slug, title } = await buildExercise(test, clinician);
    const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: slug });
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'Mine.' }));
    await test.owner.query(
      `insert into care_team_members (practice_id, id, episode_id, clinician_id, part, until)
       values ($1, $2, $3, $4, 'COVERING', now() + interval '1 day')`,
      [client.practiceId, randomUUID(), client.episodeId, colleague.membershipId],
    );
    const { reflection } = await colleague.browser.ask(wholeDocument(test, 'Query.reflection'), {
      id: reflectionId,
    });
    expect(reflection).toMatchObject({ exerciseTitle: title });
    expect((await ownOf(colleague)).map(({ id }) => id)).not.toContain(exerciseId);
    expect((await libraryOf(colleague)).map((each) => each.slug)).not.toContain(slug);
  });

  it('what is put away is not given any more, and comes back whole', async () => {
    const { clinician, client } = await pair(test);
    const { exerciseId, slug } = await buildExercise(test, clinician);
    await act(clinician, 'archiveExercise', { exerciseId });
    expect((await libraryOf(clinician)).map((each) => each.slug)).not.toContain(slug);
    await expect(buildAssignment(test, clinician, client, { exercise: slug })).rejects.toThrow();
    expect(codes(await save(clinician, exerciseId, titled('Later')))).toEqual(['NOT_ALLOWED_NOW']);
    expect(codes(await act(clinician, 'archiveExercise', { exerciseId }))).toEqual(['ALREADY_DONE']);
    await act(clinician, 'restoreExercise', { exerciseId });
    expect((await libraryOf(clinician)).map((each) => each.slug)).toContain(slug);
    expect((await ownOf(clinician)).find(({ id }) => id === exerciseId)).toMatchObject({ archivedAt: null });
  });
});

describe('as one file', () => {
  it.each(slugs)('%s goes out and comes back as it was', async (slug) => {
    const { clinician } = await solo();
    const original = await clinician.browser.ask(wholeDocument(test, 'Query.exercise'), { slug });
    const { definition: there } = original['exercise'] as { definition: ExerciseDefinition };
    const { exerciseFile } = await clinician.browser.ask(wholeDocument(test, 'Query.exerciseFile'), { slug });
    const { name, text } = exerciseFile as { name: string; text: string };
    expect(name).toBe(`${slug}.yaml`);
    expect(parse(text)).toEqual(there);
    const { exercise, problems } = await act<{ exercise: Own }>(clinician, 'importExercise', { text });
    expect(problems).toEqual([]);
    const { definition } = await draftOf(clinician, exercise.id);
    expect({ ...definition, slug, version: there.version }).toEqual(there);
  });

  it('what is written goes out, too, while nothing is published', async () => {
    const { clinician } = await solo();
    const { slug, title } = await buildExercise(test, clinician, { isPublished: false });
    const { exerciseFile } = await clinician.browser.ask(wholeDocument(test, 'Query.exerciseFile'), { slug });
    expect((exerciseFile as { text: string }).text).toContain(title);
  });

  const good = builtInFile();
  const line = (of: string): number => good.slice(0, good.indexOf(of)).split('\n').length;
  it.each<[string, string, string | RegExp, number | null]>([
    ['a missing title', good.replace(/title:\n {2}en:.*\n/, ''), /is missing/, 1],
    [
      'a focus nobody knows',
      good.replace('focus: SELF_COMPASSION', 'focus: PERFECTION'),
      /should be one of/,
      line('focus:'),
    ],
    ['a key nobody knows', good.replace('minutes: 3', 'minutes: 3\nstreak: 1'), /nobody knows: streak/, 1],
    [
      'a pointer to nothing',
      good.replace(/smallest: .*/, 'smallest: nowhere'),
      /points to no step/,
      line('smallest:'),
    ],
    ['half a file', good.slice(0, 900), /./, null],
    ['no YAML', 'title: [', /cannot be read/, null],
    ['words', 'Dear colleague', /should be an object/, 1],
    ['an alias', `a: &x [1]\nb: *x\n${good}`, /points to another place/, null],
    ['an anchor', `a: &x 1\n${good}`, /points to another place/, 1],
    ['a billion laughs', laughs(), /points to another place/, null],
    ['a tag of its own', good.replace('title:', 'title: !!js/function'), /cannot be read/, null],
    ['two documents', `${good}\n---\n${good}`, /cannot be read/, null],
    [
      'the same key twice',
      good.replace('minutes: 3', 'minutes: 3\nminutes: 4'),
      /cannot be read/,
      line('minutes:') + 1,
    ],
    ['a prototype', `__proto__:\n  en: x\n${good}`, /key/, null],
    ['a constructor', `constructor: x\n${good}`, /nobody knows: constructor/, null],
    ['an abyss', '['.repeat(50_000), /./, null],
    ['an abyss of maps', '? '.repeat(40_000), /./, null],
  ])('%s is refused with its reason, and nothing is changed', async (_name, text, message, at) => {
    const { clinician } = await solo();
    const { exercise, problems, userErrors } = await act<{ exercise: Own | null }>(
      clinician,
      'importExercise',
      {
        text,
      },
    );
    expect({ exercise, userErrors }).toEqual({ exercise: null, userErrors: [] });
    expect(problems?.[0]?.message).toMatch(message);
    if (at !== null) expect(problems?.[0]?.line).toBe(at);
    expect(await ownOf(clinician)).toEqual([]);
  });

  it('a file that is too long is refused before it is read', async () => {
    const { clinician } = await solo();
    const answer = await act(clinician, 'importExercise', { text: `# ${'x'.repeat(130_000)}` });
    expect(codes(answer)).toEqual(['INVALID']);
  });

  it('an exercise for one person stays one, however a file says it', async () => {
    const { clinician } = await solo();
    const text = good.replace('readers: THERAPIST', 'readers: THERAPIST_AND_PARTNER_AFTER_OPENING');
    expect((await act(clinician, 'importExercise', { text })).problems).toMatchObject([
      { message: 'would show the answer to more people than it may' },
    ]);
  });
});

/** A clinician, somebody who works beside her, and somebody of another practice. */
async function solo() {
  const { clinician, client } = await pair(test);
  const colleague = await buildMember(test, clinician.practiceId, 'CLINICIAN');
  const { clinician: stranger } = await pair(test);
  return { clinician, client, colleague, stranger };
}

function laughs(): string {
  const lines = ['a: &a [x, x]'];
  for (let at = 1; at < 20; at += 1) {
    const [from, to] = [String.fromCharCode(96 + at), String.fromCharCode(97 + at)];
    lines.push(`${to}: &${to} [${Array<string>(9).fill(`*${from}`).join(', ')}]`);
  }
  return lines.join('\n');
}
