import { randomUUID } from 'node:crypto';
import { blockKindNames, inSitting, parseDraftBody, type Step } from '@rejoin/domain';
import { startApp, type TestApp } from '../../../test/app.js';
import { addToLibrary } from '../../../test/exercises.js';
import { buildAssignment, type ClientMember, draftBody } from '../../../test/factories.js';
import { pair } from '../../../test/scenario.js';
import { Library } from '../exercises/library.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const text = (en: string) => ({ en });
const option = (key: string) => ({ key, label: text(key) });
const asked = { readers: 'THERAPIST' as const, prompt: text('What?') };

/** One question of every kind, and an answer to each. */
const blocks: Step['blocks'] = [
  { ...asked, key: 'text', kind: 'TEXT', limit: 40 },
  { ...asked, key: 'long', kind: 'LONG' },
  { ...asked, key: 'scale', kind: 'SCALE', low: text('low'), high: text('high') },
  { ...asked, key: 'one', kind: 'CHOICE', options: [option('yes'), option('no')] },
  {
    ...asked,
    key: 'many',
    kind: 'CHOICE',
    many: true,
    somethingElse: true,
    options: [option('yes'), option('no')],
  },
  {
    ...asked,
    key: 'body',
    kind: 'BODY',
    breaths: 4,
    fewest: 2,
    most: 8,
    inSeconds: 4,
    outSeconds: 6,
    places: [option('chest')],
    inWords: text('Breathe.'),
  },
  { ...asked, key: 'composer', kind: 'COMPOSER', mode: 'SELF', starters: [] },
  { ...asked, key: 'plan', kind: 'PLAN', labels: { what: text('What') }, checks: [5] },
  {
    ...asked,
    key: 'sort',
    kind: 'SORT',
    cards: [option('tea')],
    from: 'many',
    piles: [option('now'), option('later')],
  },
  { ...asked, key: 'letter', kind: 'LETTER', anchors: [option('hurt')] },
  {
    ...asked,
    key: 'switch',
    kind: 'SWITCH',
    voices: [option('critic'), option('ally')],
    begins: 'critic',
    most: 4,
  },
  { ...asked, key: 'card', kind: 'CARD', paragraphs: [text('So it is.')] },
  { ...asked, key: 'joint', kind: 'JOINT', turns: [text('Sit together.')] },
];
const answers = {
  text: 'A line.',
  long: 'A longer one.\nAnd another.',
  scale: 7,
  one: { picked: ['yes'] },
  many: { picked: ['no'], other: 'Maybe.' },
  body: { done: true, place: 'chest' },
  composer: { did: 'I left.', back: 'I am here.' },
  plan: { what: 'Rest.' },
  sort: { placed: { tea: 'now', 'own:Maybe.': 'later' } },
  letter: { text: 'Dear one.', released: true as const },
  switch: { turns: [{ voice: 'critic', text: 'Again?' }] },
};

const odd: unknown[] = [
  ...[null, true, 0, -1, 10.5, 11, 1e9, '', ' ', 'yes', 'chest', 'stranger', '\u0000', '\ud800', '__proto__'],
  ...[
    'x'.repeat(41),
    'x'.repeat(20_001),
    [],
    {},
    ['yes', 'no'],
    ['yes', 'yes'],
    { picked: [] },
    { turns: null },
  ],
  ...[
    { text: 7 },
    { placed: { tea: 'nowhere' } },
    { done: 'yes' },
    [[[[[[[]]]]]]],
    Array(25).fill({ voice: 'ally' }),
  ],
];

type Tree = Record<string, unknown>;

/** Every place of a tree, as the keys that lead to it. */
function places(tree: unknown, under: string[] = []): string[][] {
  if (typeof tree !== 'object' || tree === null) return [under];
  const inner = Object.entries(tree as Tree).flatMap(([key, value]) => places(value, [...under, key]));
  return under.length === 0 ? inner : [under, ...inner];
}

function replaced(tree: unknown, [first = '', ...rest]: string[], value: unknown): unknown {
  const own = rest.length === 0 ? value : replaced((tree as Tree)[first], rest, value);
  if (Array.isArray(tree)) return tree.map((item: unknown, at) => (String(at) === first ? own : item));
  return { ...(tree as Tree), [first]: own };
}

/** What the page that writes a draft decides by itself, before it sends anything. */
const verdictOf = (slug: string, body: unknown) => {
  const whole = test.app.get(Library).exercise(slug);
  const part = whole && inSitting(whole, 'FIRST');
  if (!part) throw new Error('no such exercise');
  const parsed = parseDraftBody(part, body);
  return parsed.ok ? null : (parsed.problems[0] ?? null);
};

interface Saved {
  draft: { revision: number } | null;
  userErrors: { code: string; message: string; field: string | null }[];
}

/** Saves on one lane, each time over what it saved before. */
function lane(client: ClientMember, occurrenceId: string) {
  const id = randomUUID();
  let revision = 0;
  return async (body: unknown): Promise<Saved> => {
    const input = { occurrenceId, lane: id, baseRevision: revision, body };
    const saved = (await client.browser.act('saveDraft', input, 'draft { revision }')) as unknown as Saved;
    revision = saved.draft?.revision ?? revision;
    return saved;
  };
}

describe('what a client writes', () => {
  it('meets the same verdict here as on the page that wrote it, a thousand times over, and never a fault', async () => {
    const kinds = new Set(blocks.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([...blockKindNames].toSorted());
    const slug = addToLibrary(
      test,
      'every-kind',
      blocks.map((block) => ({
        key: `step-${block.key}`,
        blocks: [block],
        ...(block.kind === 'JOINT' ? { later: 'TOGETHER' as const } : {}),
      })),
    );
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client, { exercise: slug });
    const save = lane(client, occurrenceId);
    const good = draftBody({ place: 'step-text', answers, closing: 'So.', plan: { confidence: 6 } });
    expect((await save(good)).userErrors).toEqual([]);

    const all = places(good).flatMap((path) => odd.map((value) => replaced(good, path, value)));
    const strange = {
      ...good,
      answers: { ...answers, card: 'x', joint: 'x', 'plan-check-5': { picked: [] } },
    };
    const tried = [strange, ...all.filter((_, at) => at % Math.ceil(all.length / 1_000) === 0)];
    const counted = { kept: 0, refused: 0 };
    for (const body of tried) {
      const expected = verdictOf(slug, body);
      const { draft, userErrors } = await save(body);
      if (expected === null) {
        expect(userErrors).toEqual([]);
        expect(draft).not.toBeNull();
        counted.kept += 1;
      } else {
        const [problem] = userErrors;
        expect(['INVALID', 'TOO_LONG']).toContain(problem?.code);
        const path = expected.path ? `body.${expected.path}` : 'body';
        expect(problem).toMatchObject({ field: path, message: `${path} ${expected.message}.` });
        counted.refused += 1;
      }
    }
    expect(counted.kept).toBeGreaterThan(20);
    expect(counted.refused).toBeGreaterThan(400);
  }, 120_000);
});
