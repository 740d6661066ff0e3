import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, text, writtenDefinition } from '../../../testing/definitions.js';
import { type ExerciseDefinition, parseDefinition, type Step } from '../../definition.js';
import { type DraftBody, emptyDraftBody, parseDraftBody } from '../../draft.js';
import { stepAt, visibleSteps } from '../../journey.js';
import { answersToShare, keptAnswer, lookOver, readingLines } from '../../sharing.js';
import type { SortBlock } from './index.js';

const withSteps = (...steps: Step[]) => writtenDefinition({ smallest: steps[0]?.key ?? '', steps });
const problemsOf = (definition: ExerciseDefinition) => {
  const parsed = parseDefinition(definition);
  return parsed.ok ? [] : parsed.problems;
};
const draft = (definition: ExerciseDefinition, answers: unknown, more: object = {}): DraftBody => {
  const body = { ...emptyDraftBody(definition, 'en'), answers, ...more };
  const parsed = parseDraftBody(definition, body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.body;
};
const refusal = (definition: ExerciseDefinition, value: unknown) => {
  const body = { ...emptyDraftBody(definition, 'en'), answers: { sorted: value } };
  const parsed = parseDraftBody(definition, body);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
};

describe('cards of its own', () => {
  const definition = definitionOf({ smallest: 'sort', steps: [{ key: 'sort', blocks: [block.sort()] }] });
  const shared = (placed: Record<string, string>, more: object = {}) =>
    answersToShare(definition, draft(definition, { sorted: { placed } }, more));

  it('are kept on their piles in the order of the question, with the words of both', () => {
    const [answer] = shared({ joke: 'not-yet', note: 'works', tea: 'works' });
    expect(answer?.value).toEqual({
      piles: [
        { key: 'works', label: 'Works for me', cards: ['A cup of tea', 'A note'] },
        { key: 'not-yet', label: 'Not yet', cards: ['A joke'] },
      ],
    });
    expect(keptAnswer('SORT', answer?.value)).toEqual({ kind: 'SORT', value: answer?.value });
  });

  it('read as a line for each pile that holds something, and nothing is counted', () => {
    const [answer] = shared({ tea: 'works', note: 'works' });
    const lines = readingLines('SORT', answer?.wording ?? '', answer?.value, 'en');
    expect(lines).toEqual(['Where do these belong?', 'Works for me: A cup of tea; A note']);
    expect(lines.join()).not.toMatch(/\d/);
  });

  it('may stay where they are', () => {
    expect(shared({})).toEqual([]);
    expect(lookOver(definition, draft(definition, { sorted: { placed: {} } }))).toContainEqual(
      expect.objectContaining({ key: 'sorted', isEmpty: true, value: null }),
    );
  });

  it('take the neutral words of their piles', () => {
    const [answer] = shared({ tea: 'works', joke: 'not-yet' }, { feelsWrong: ['sorted'] });
    expect(answer).toMatchObject({
      wording: 'How is it with these?',
      value: { piles: [{ label: 'Fine' }, { label: 'Rather not' }] },
    });
  });

  it.each<[string, unknown]>([
    ['a card nobody has', { placed: { wine: 'works' } }],
    ['words of one’s own, where none are asked', { placed: { 'own:wine': 'works' } }],
    ['a pile nobody has', { placed: { tea: 'gone' } }],
    ['no piles at all', {}],
    ['a list', { placed: [['tea', 'works']] }],
    ['more than was asked', { placed: {}, count: 2 }],
  ])('refuse %s', (_name, value) => {
    expect(refusal(definition, value)).not.toEqual([]);
  });
});

describe('cards of an earlier answer', () => {
  const picks = block.choice({ key: 'ways', many: true, somethingElse: true });
  const sort = block.sort({ cards: undefined, from: 'ways' });
  const definition = definitionOf({
    smallest: 'pick',
    steps: [
      { key: 'pick', blocks: [picks] },
      { key: 'sort', blocks: [sort] },
    ],
  });
  const cards = (body: DraftBody) => {
    const met = stepAt(definition, body, 'sort')?.blocks[0] as SortBlock;
    return met.cards?.map(({ key, label }) => [key, label.en]);
  };
  const ways = { picked: ['yes', 'no'], other: ' A walk ' };

  it('are what was picked, and the client’s own words', () => {
    expect(cards(draft(definition, { ways }))).toEqual([
      ['no', 'No'],
      ['yes', 'Yes'],
      ['own:A walk', 'A walk'],
    ]);
  });

  it('are not asked about when there are none', () => {
    const keys = (answers: object) =>
      visibleSteps(definition, draft(definition, answers)).map(({ key }) => key);
    expect(keys({})).toEqual(['pick']);
    expect(keys({ ways: { picked: [], declined: true } })).toEqual(['pick']);
    expect(keys({ ways: { picked: ['no'] } })).toEqual(['pick', 'sort']);
  });

  it('are kept as they were put, and go with the answer they came from', () => {
    const placed = { 'own:A walk': 'works', yes: 'not-yet' };
    const sharedOf = (answer: unknown) =>
      answersToShare(definition, draft(definition, { ways: answer, sorted: { placed } })).find(
        ({ key }) => key === 'sorted',
      )?.value;
    expect(sharedOf(ways)).toEqual({
      piles: [
        { key: 'works', label: 'Works for me', cards: ['A walk'] },
        { key: 'not-yet', label: 'Not yet', cards: ['Yes'] },
      ],
    });
    expect(sharedOf({ picked: ['yes'] })).toMatchObject({ piles: [{ cards: ['Yes'] }] });
    // Nothing of it stands any more: no answer, though the draft still knows where the cards were.
    expect(sharedOf({ picked: ['no'] })).toBeUndefined();
  });

  it('are read by nobody from whom the earlier answer is kept', () => {
    const answers = { ways, sorted: { placed: { yes: 'works' } } };
    const readers = (more: object) =>
      answersToShare(definition, draft(definition, answers, more)).map(({ key, readers: who }) => [key, who]);
    expect(readers({})).toEqual([
      ['ways', 'THERAPIST'],
      ['sorted', 'THERAPIST'],
    ]);
    expect(readers({ readers: { ways: 'ONLY_ME' } })).toEqual([
      ['ways', 'ONLY_ME'],
      ['sorted', 'ONLY_ME'],
    ]);
    expect(readers({ readers: { sorted: 'ONLY_ME' } })).toEqual([
      ['ways', 'THERAPIST'],
      ['sorted', 'ONLY_ME'],
    ]);
  });

  it('come from the lines of a text as well, each line once, beside cards of its own', () => {
    const lines = definitionOf({
      smallest: 'say',
      steps: [
        { key: 'say', blocks: [block.text()] },
        { key: 'sort', blocks: [block.sort({ from: 'sentence' })] },
      ],
    });
    const body = draft(lines, {
      sentence: 'I was late\n\nI am late\nI was late',
      sorted: { placed: { 'own:I am late': 'not-yet', tea: 'works' } },
    });
    const met = stepAt(lines, body, 'sort')?.blocks[0] as SortBlock;
    expect(met.cards?.map(({ label }) => label.en)).toEqual([
      'A cup of tea',
      'A note',
      'A joke',
      'I was late',
      'I am late',
    ]);
    expect(answersToShare(lines, body)[1]?.value).toMatchObject({
      piles: [{ cards: ['A cup of tea'] }, { cards: ['I am late'] }],
    });
  });

  it('are made only of answers of steps that are shown', () => {
    const hidden = definitionOf({
      smallest: 'rate',
      steps: [
        { key: 'rate', blocks: [block.scale()] },
        { key: 'pick', blocks: [picks], showIf: { block: 'guarded', atLeast: 5 } },
        { key: 'sort', blocks: [sort] },
      ],
    });
    const answers = { ways, sorted: { placed: { yes: 'works' } } };
    const keys = (guarded: number) =>
      answersToShare(hidden, draft(hidden, { ...answers, guarded })).map(({ key }) => key);
    expect(keys(5)).toEqual(['guarded', 'ways', 'sorted']);
    expect(keys(4)).toEqual(['guarded']);
  });

  it('stay in view in the smallest version once they are sorted', () => {
    const keys = (answers: object) =>
      visibleSteps(definition, draft(definition, answers, { size: 'SMALLEST' })).map(({ key }) => key);
    expect(keys({ ways })).toEqual(['pick']);
    expect(keys({ ways, sorted: { placed: { yes: 'works' } } })).toEqual(['pick', 'sort']);
  });
});

it.each<[string, ExerciseDefinition, string, RegExp]>([
  [
    'no cards from anywhere',
    withSteps({ key: 'a', blocks: [block.sort({ cards: undefined })] }),
    'steps.0.blocks.0.cards',
    /no cards/,
  ],
  [
    'a card named twice',
    withSteps({
      key: 'a',
      blocks: [
        block.sort({
          cards: [
            { key: 'x', label: text('X') },
            { key: 'x', label: text('Y') },
          ],
        }),
      ],
    }),
    'steps.0.blocks.0.cards.1.key',
    /repeats/,
  ],
  [
    'one pile',
    withSteps({ key: 'a', blocks: [block.sort({ piles: [{ key: 'x', label: text('X') }] })] }),
    'steps.0.blocks.0.piles',
    /at least 2/,
  ],
  [
    'neutral words for no pile',
    withSteps({
      key: 'a',
      blocks: [
        block.sort({
          neutral: {
            prompt: text('?'),
            piles: [
              { key: 'works', label: text('W') },
              { key: 'never', label: text('N') },
            ],
          },
        }),
      ],
    }),
    'steps.0.blocks.0.neutral.piles',
    /never/,
  ],
  [
    'cards of a later answer',
    withSteps({ key: 'a', blocks: [block.sort({ from: 'room' })] }, { key: 'b', blocks: [block.choice()] }),
    'steps.0.blocks.0.from',
    /no earlier block: room/,
  ],
  [
    'cards of a rating',
    withSteps({ key: 'a', blocks: [block.scale()] }, { key: 'b', blocks: [block.sort({ from: 'guarded' })] }),
    'steps.1.blocks.0.from',
    /no choice and no text/,
  ],
  [
    'cards of another sitting',
    withSteps(
      { key: 'a', blocks: [block.choice()] },
      { key: 'b', blocks: [block.sort({ from: 'room' })], later: 'NEXT_SESSION' },
    ),
    'steps.1.blocks.0.from',
    /another sitting/,
  ],
  [
    'cards that would show more than was said',
    withSteps(
      { key: 'a', blocks: [block.choice({ readers: 'ONLY_ME' })] },
      { key: 'b', blocks: [block.sort({ from: 'room' })] },
    ),
    'steps.1.blocks.0.from',
    /more people/,
  ],
])('refuses %s', (_name, definition, path, message) => {
  expect(problemsOf(definition)).toContainEqual({ path, message: expect.stringMatching(message) });
});
