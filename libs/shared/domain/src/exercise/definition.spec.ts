import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, stepOfEveryKind, text, writtenDefinition } from '../testing/definitions.js';
import { blockKindNames } from './blocks/registry.js';
import { asksSteadyFirst, type ExerciseDefinition, parseDefinition } from './definition.js';

const problemsOf = (input: unknown) => {
  const parsed = parseDefinition(input);
  return parsed.ok ? [] : parsed.problems;
};
const withSteps = (...steps: ExerciseDefinition['steps']) =>
  writtenDefinition({ smallest: steps[0]?.key ?? '', steps });

describe('parseDefinition', () => {
  it('accepts an exercise with every kind of block', () => {
    expect(problemsOf(withSteps(...stepOfEveryKind))).toEqual([]);
    expect(stepOfEveryKind.map(({ blocks }) => blocks[0]?.kind).toSorted()).toEqual(
      blockKindNames.toSorted(),
    );
  });

  it('accepts conditions, waiting steps, quotes and roles', () => {
    const steps: ExerciseDefinition['steps'] = [
      { key: 'a', blocks: [block.choice()] },
      { key: 'b', blocks: [block.scale()], showIf: { block: 'room', anyOf: ['no', 'some'] } },
      {
        key: 'c',
        blocks: [block.text()],
        showIf: {
          all: [
            { block: 'guarded', atLeast: 7 },
            { block: 'room', answered: true },
          ],
        },
      },
      {
        key: 'd',
        blocks: [block.long()],
        showIf: { any: [{ block: 'guarded', atMost: 3 }] },
        role: 'SPEAKER',
      },
      { key: 'e', blocks: [block.text({ key: 'again' })], quotes: 'sentence', later: { afterDays: 7 } },
      { key: 'f', blocks: [block.text({ key: 'once-more' })], later: 'NEXT_SESSION' },
    ];
    expect(problemsOf(withSteps(...steps))).toEqual([]);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['another format version', { ...writtenDefinition(), formatVersion: 2 }, 'formatVersion', /one of 1/],
    ['no title', { ...writtenDefinition(), title: undefined }, 'title', /missing/],
    ['an unknown key', { ...writtenDefinition(), streak: 1 }, '', /nobody knows: streak/],
    ['an empty text', writtenDefinition({ title: text('  ') }), 'title.en', /empty/],
    ['a NUL', writtenDefinition({ title: text('a\u0000') }), 'title.en', /cannot be kept/],
    ['a key in capitals', withSteps({ key: 'INTRO', blocks: [block.text()] }), 'steps.0.key', /lower-case/],
    [
      'the key closing',
      withSteps({ key: 'a', blocks: [block.text({ key: 'closing' })] }),
      'steps.0.blocks.0.key',
      /reserved/,
    ],
    [
      'the key constructor',
      withSteps({ key: 'a', blocks: [block.text({ key: 'constructor' })] }),
      'steps.0.blocks.0.key',
      /reserved/,
    ],
    ['no steps', writtenDefinition({ steps: [] }), 'steps', /at least 1 items/],
    [
      'an unknown kind',
      { ...writtenDefinition(), steps: [{ key: 'a', blocks: [{ ...block.text(), kind: 'SURVEY' }] }] },
      'steps.0.blocks.0.kind',
      /known forms/,
    ],
    [
      'one option only',
      withSteps({ key: 'a', blocks: [block.choice({ options: [{ key: 'x', label: text('X') }] })] }),
      'steps.0.blocks.0.options',
      /at least 2/,
    ],
    [
      'a language half there',
      writtenDefinition({ languages: ['en', 'es'], title: { en: 'a', es: 'b' } }),
      'summary',
      /no words in es/,
    ],
    ['a language not named', writtenDefinition({ title: { en: 'a', es: 'b' } }), 'title', /words in es/],
    ['a smallest step nobody has', writtenDefinition({ smallest: 'gone' }), 'smallest', /no step: gone/],
    ['a caution named twice', writtenDefinition({ cautions: ['CRIT', 'CRIT'] }), 'cautions', /twice/],
    [
      'breaths outside their range',
      withSteps({ key: 'a', blocks: [block.body({ breaths: 15 })] }),
      'steps.0.blocks.0.breaths',
      /between/,
    ],
  ])('refuses %s', (_name, input, path, message) => {
    expect(problemsOf(input)).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  const later = (showIf: ExerciseDefinition['steps'][number]['showIf']) =>
    withSteps(
      { key: 'a', blocks: [block.choice()] },
      { key: 'b', blocks: [block.text()], showIf },
      { key: 'c', blocks: [block.scale()] },
    );

  it.each<[string, unknown, string, RegExp]>([
    [
      'a repeated step key',
      withSteps({ key: 'a', blocks: [block.text()] }, { key: 'a', blocks: [block.long()] }),
      'steps.1.key',
      /repeats/,
    ],
    [
      'a repeated block key',
      withSteps({ key: 'a', blocks: [block.text()] }, { key: 'b', blocks: [block.text()] }),
      'steps.1.blocks.0.key',
      /repeats/,
    ],
    [
      'a repeated option',
      withSteps({
        key: 'a',
        blocks: [
          block.choice({
            options: [
              { key: 'x', label: text('X') },
              { key: 'x', label: text('Y') },
            ],
          }),
        ],
      }),
      'steps.0.blocks.0.options.1.key',
      /repeats/,
    ],
    [
      'neutral words for no option',
      withSteps({
        key: 'a',
        blocks: [
          block.choice({
            neutral: {
              prompt: text('?'),
              options: [
                { key: 'no', label: text('n') },
                { key: 'never', label: text('X') },
              ],
            },
          }),
        ],
      }),
      'steps.0.blocks.0.neutral.options',
      /never/,
    ],
    [
      'a quote forwards',
      withSteps(
        { key: 'a', blocks: [block.text()], quotes: 'account' },
        { key: 'b', blocks: [block.long()] },
      ),
      'steps.0.quotes',
      /no earlier block: account/,
    ],
    [
      'a quote of itself',
      withSteps({ key: 'a', blocks: [block.text()], quotes: 'sentence' }),
      'steps.0.quotes',
      /no earlier/,
    ],
    [
      'a condition forwards',
      later({ block: 'guarded', atLeast: 3 }),
      'steps.1.showIf',
      /no earlier block: guarded/,
    ],
    [
      'a condition on an option nobody offers',
      later({ block: 'room', anyOf: ['maybe'] }),
      'steps.1.showIf',
      /maybe/,
    ],
    [
      'a condition without an option nobody offers',
      later({ block: 'room', noneOf: ['no', 'maybe'] }),
      'steps.1.showIf',
      /maybe/,
    ],
    ['a number asked of a choice', later({ block: 'room', atMost: 3 }), 'steps.1.showIf', /no scale/],
    [
      'a condition with two minds',
      {
        ...later(undefined),
        steps: [{ key: 'a', blocks: [block.choice()], showIf: { block: 'x', atMost: 1, atLeast: 1 } }],
      },
      'steps.0.showIf',
      /known forms/,
    ],
    [
      'a smallest step that waits',
      withSteps({ key: 'a', blocks: [block.text()], later: 'NEXT_SESSION' }),
      'smallest',
      /always there/,
    ],
  ])('refuses %s', (_name, input, path, message) => {
    expect(problemsOf(input)).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it.each([
    undefined,
    null,
    1,
    'x',
    [],
    () => 1,
    Symbol('x'),
    new Date(0),
    new Map(),
    JSON.parse('{"__proto__": 1}'),
  ])('refuses %p without throwing', (input) => {
    expect(parseDefinition(input).ok).toBe(false);
  });

  it('refuses very deep and very large input without throwing', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 200_000; depth += 1) deep = { deep };
    expect(problemsOf(deep)).toEqual([{ path: expect.any(String), message: 'is nested too deeply' }]);
    expect(problemsOf(Array.from({ length: 100_000 }, () => 1))).toEqual([
      { path: '', message: 'is too large' },
    ]);
  });
});

it.each([
  [['TRAUMA'], true],
  [['ACUTE'], true],
  [['CRIT', 'IPV', 'ED_OCD', 'SESSION'], false],
  [[], false],
] as const)('cautions %j ask steady first: %s', (cautions, asks) => {
  expect(asksSteadyFirst(definitionOf({ cautions: [...cautions] }))).toBe(asks);
});
