import fc from 'fast-check';
import type { Block, DraftBody, ExerciseDefinition, Step } from '../exercise/index.js';
import { readersValues } from '../readers.js';
import { isCleanText, type Text } from '../text.js';

const spoken = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .filter((text) => isCleanText(text) && text.trim() !== '');

/** Key number n: short, distinct for distinct n. */
const keyOf = (prefix: string, index: number) => `${prefix}-${index}`;

const textIn = (languages: readonly string[], most = 20): fc.Arbitrary<Text> =>
  fc.tuple(...languages.map(() => spoken(most))).map((all) => {
    const words: Record<string, string> = {};
    languages.forEach((language, at) => {
      words[language] = all[at] ?? '';
    });
    return words as unknown as Text;
  });

function optionsIn(languages: readonly string[], least: number, most: number) {
  return fc
    .array(textIn(languages), { minLength: least, maxLength: most })
    .map((labels) => labels.map((label, at) => ({ key: keyOf('option', at), label })));
}

function blockIn(languages: readonly string[], key: string): fc.Arbitrary<Block> {
  const words = textIn(languages);
  const base = { key: fc.constant(key), prompt: words, readers: fc.constantFrom(...readersValues) };
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const neutral = maybe(fc.record({ prompt: words }));
  return fc.oneof(
    fc.record({ ...base, kind: fc.constant('TEXT' as const), hint: maybe(words), neutral }),
    fc.record({
      ...base,
      kind: fc.constant('LONG' as const),
      limit: maybe(fc.integer({ min: 1, max: 20_000 })),
      neutral,
    }),
    fc.record({ ...base, kind: fc.constant('SCALE' as const), low: words, high: words }),
    fc.record({
      ...base,
      kind: fc.constant('CHOICE' as const),
      options: optionsIn(languages, 2, 5),
      many: maybe(fc.boolean()),
      somethingElse: maybe(fc.boolean()),
      neutral,
    }),
    fc.record({
      ...base,
      kind: fc.constant('BODY' as const),
      breaths: fc.integer({ min: 3, max: 8 }),
      fewest: fc.integer({ min: 1, max: 3 }),
      most: fc.integer({ min: 8, max: 20 }),
      inSeconds: fc.integer({ min: 2, max: 10 }),
      outSeconds: fc.integer({ min: 2, max: 10 }),
      places: maybe(optionsIn(languages, 1, 4)),
      inWords: words,
      neutral,
    }),
  );
}

function stepsIn(languages: readonly string[]): fc.Arbitrary<Step[]> {
  return fc
    .integer({ min: 1, max: 6 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, at) => blockIn(languages, keyOf('block', at)))),
    )
    .chain((blocks) =>
      fc.tuple(
        ...blocks.map((block, at) => {
          const step: Step = { key: keyOf('step', at), blocks: [block] };
          if (at === 0) return fc.constant(step);
          const earlier = fc.integer({ min: 0, max: at - 1 }).map((index) => keyOf('block', index));
          return fc.oneof(
            fc.constant(step),
            fc
              .record({ block: earlier, answered: fc.boolean() })
              .map((showIf): Step => ({ ...step, showIf })),
            earlier.map((quotes): Step => ({ ...step, quotes })),
            fc
              .constantFrom('NEXT_SESSION' as const, { afterDays: 7 })
              .map((later): Step => ({ ...step, later })),
          );
        }),
      ),
    );
}

/** Any exercise that the format accepts, in one or two languages. */
export const anyDefinition: fc.Arbitrary<ExerciseDefinition> = fc
  .constantFrom<string[][]>(['en'], ['en', 'es'])
  .chain((languages) => {
    const words = textIn(languages);
    return fc.record({
      formatVersion: fc.constant(1 as const),
      slug: fc.constantFrom('one', 'two-words'),
      version: fc.integer({ min: 1, max: 10_000 }),
      focus: fc.constantFrom('REPAIR' as const, 'SELF_COMPASSION' as const),
      tracks: fc.constant(['COUPLE' as const]),
      minutes: fc.integer({ min: 1, max: 90 }),
      doorways: fc.constant([]),
      cautions: fc.uniqueArray(fc.constantFrom('IPV' as const, 'ACUTE' as const, 'CRIT' as const)),
      languages: fc.constant(languages),
      title: words,
      summary: words,
      why: words,
      sees: words,
      contraindications: words,
      cadence: words,
      oneQuestion: words,
      smallest: fc.constant(keyOf('step', 0)),
      steps: stepsIn(languages),
    });
  });

/** Any draft that fits a definition. */
export function anyDraft(definition: ExerciseDefinition): fc.Arbitrary<DraftBody> {
  const blocks = definition.steps.flatMap((step) => step.blocks);
  const answers = fc
    .tuple(...blocks.map((block) => fc.option(answerFor(block), { nil: undefined, freq: 2 })))
    .map((values) =>
      Object.fromEntries(
        blocks.flatMap((block, at) => (values[at] === undefined ? [] : [[block.key, values[at]]])),
      ),
    );
  const keys = fc.subarray(blocks.map(({ key }) => key));
  const steps = definition.steps.map(({ key }) => key);
  return fc.record({
    formatVersion: fc.constant(1 as const),
    language: fc.constantFrom(...definition.languages),
    size: fc.constantFrom('WHOLE' as const, 'SMALLEST' as const),
    answers,
    feelsWrong: keys,
    readers: keys.map((narrowed) => Object.fromEntries(narrowed.map((key) => [key, 'ONLY_ME' as const]))),
    bringIn: keys,
    closing: fc.oneof(fc.constant(undefined), spoken(30)),
    place: fc.constantFrom('INTRO', 'LOOK_OVER', ...steps),
    visited: fc.subarray(steps),
  });
}

function answerFor(block: Block): fc.Arbitrary<DraftBody['answers'][string]> {
  switch (block.kind) {
    case 'TEXT':
    case 'LONG':
      return fc.oneof(
        fc.constant(''),
        spoken(Math.min(20, block.limit ?? 20)).filter((text) => [...text].length <= (block.limit ?? 20)),
      );
    case 'SCALE':
      return fc.integer({ min: 0, max: 10 });
    case 'BODY':
      return fc.record({ done: fc.boolean(), place: fc.constantFrom(undefined, block.places?.[0]?.key) });
    case 'CHOICE':
      return fc.oneof(
        fc.constant({ picked: [], declined: true as const }),
        fc.constantFrom(...block.options).map(({ key }) => ({ picked: [key] })),
        fc.constant({ picked: [] }),
      );
  }
}
