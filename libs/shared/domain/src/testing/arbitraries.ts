import fc from 'fast-check';
import {
  type AnswerValue,
  type Block,
  blockKindNames,
  type BlockKindName,
  type BlockOf,
  type DraftBody,
  type ExerciseDefinition,
  kindOf,
  type Step,
  type ValueOf,
} from '../exercise/index.js';
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

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const writtenAnswer = (block: { limit?: number | undefined }) =>
  fc.oneof(
    fc.constant(''),
    spoken(Math.min(20, block.limit ?? 20)).filter((text) => [...text].length <= (block.limit ?? 20)),
  );

/** A block of each kind without what all blocks have, and answers to it: the compiler asks for every kind there is. */
const samples: {
  readonly [Name in BlockKindName]: {
    block(languages: readonly string[]): fc.Arbitrary<Omit<BlockOf<Name>, 'key' | 'prompt' | 'readers'>>;
    answer(block: BlockOf<Name>): fc.Arbitrary<ValueOf<Name>>;
  };
} = {
  TEXT: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('TEXT' as const),
        hint: maybe(textIn(languages)),
        neutral: neutralIn(languages),
      }),
    answer: writtenAnswer,
  },
  LONG: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('LONG' as const),
        limit: maybe(fc.integer({ min: 1, max: 20_000 })),
        neutral: neutralIn(languages),
      }),
    answer: writtenAnswer,
  },
  SCALE: {
    block: (languages) =>
      fc.record({ kind: fc.constant('SCALE' as const), low: textIn(languages), high: textIn(languages) }),
    answer: () => fc.integer({ min: 0, max: 10 }),
  },
  CHOICE: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('CHOICE' as const),
        options: optionsIn(languages, 2, 5),
        many: maybe(fc.boolean()),
        somethingElse: maybe(fc.boolean()),
        neutral: neutralIn(languages),
      }),
    answer: (block) =>
      fc.oneof(
        fc.constant({ picked: [], declined: true as const }),
        fc.constantFrom(...block.options).map(({ key }) => ({ picked: [key] })),
        fc.constant({ picked: [] }),
      ),
  },
  BODY: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('BODY' as const),
        breaths: fc.integer({ min: 3, max: 8 }),
        fewest: fc.integer({ min: 1, max: 3 }),
        most: fc.integer({ min: 8, max: 20 }),
        inSeconds: fc.integer({ min: 2, max: 10 }),
        outSeconds: fc.integer({ min: 2, max: 10 }),
        places: maybe(optionsIn(languages, 1, 4)),
        inWords: textIn(languages),
        neutral: neutralIn(languages),
      }),
    answer: (block) =>
      fc.record({ done: fc.boolean(), place: fc.constantFrom(undefined, block.places?.[0]?.key) }),
  },
  COMPOSER: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('COMPOSER' as const),
        mode: fc.constantFrom('SELF' as const, 'PARENT' as const, 'COUPLE' as const, 'OTHER' as const),
        starters: fc
          .array(
            fc.record({
              label: textIn(languages),
              slot: fc.constantFrom('did' as const, 'like' as const, 'back' as const),
              opening: textIn(languages),
            }),
            { maxLength: 4 },
          )
          .map((starters) => starters.map((starter, at) => ({ key: keyOf('starter', at), ...starter }))),
        labels: maybe(fc.record({ back: textIn(languages) })),
        neutral: maybe(
          fc.record({ prompt: textIn(languages), labels: fc.record({ did: textIn(languages) }) }),
        ),
      }),
    answer: () => slotTexts(['did', 'like', 'back']),
  },
  PLAN: {
    block: (languages) =>
      fc.subarray(['what', 'whenWhere', 'how'] as const, { minLength: 1 }).chain((slots) => {
        const labels = textIn(languages).map((label) =>
          Object.fromEntries(slots.map((slot) => [slot, label])),
        );
        return fc.record({
          kind: fc.constant('PLAN' as const),
          labels,
          checks: maybe(fc.constantFrom([5], [7, 21, 42])),
          neutral: maybe(fc.record({ prompt: textIn(languages), labels })),
        });
      }),
    answer: ({ labels }) => slotTexts((['what', 'whenWhere', 'how'] as const).filter((slot) => labels[slot])),
  },
  SORT: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('SORT' as const),
        cards: optionsIn(languages, 1, 4),
        piles: optionsIn(languages, 2, 5),
        neutral: neutralIn(languages),
      }),
    answer: ({ cards, piles }) =>
      fc
        .array(
          fc.tuple(
            fc.constantFrom(...(cards ?? []).map(({ key }) => key)),
            fc.constantFrom(...piles.map(({ key }) => key)),
          ),
        )
        .map((placed) => ({ placed: Object.fromEntries(placed) })),
  },
  JOINT: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('JOINT' as const),
        turns: fc.array(textIn(languages), { minLength: 1, maxLength: 3 }),
        neutral: neutralIn(languages),
      }),
    // A guide is not answered: a draft that has something here is refused.
    answer: () => fc.constant(undefined as never),
  },
  CARD: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('CARD' as const),
        paragraphs: fc.array(textIn(languages), { minLength: 1, maxLength: 3 }),
        neutral: neutralIn(languages),
      }),
    answer: () => fc.constant(undefined as never),
  },
  LETTER: {
    block: (languages) =>
      fc.record({
        kind: fc.constant('LETTER' as const),
        anchors: optionsIn(languages, 1, 4),
        limit: maybe(fc.integer({ min: 1, max: 20_000 })),
        neutral: neutralIn(languages),
      }),
    answer: (block) =>
      fc
        .record({ text: writtenAnswer(block) })
        .chain((letter) => fc.constantFrom(letter, { ...letter, released: true as const })),
  },
  SWITCH: {
    block: (languages) =>
      fc.tuple(textIn(languages), textIn(languages), textIn(languages)).chain(([one, other, cue]) =>
        fc
          .record({
            kind: fc.constant('SWITCH' as const),
            voices: fc.constant<[{ key: string; label: Text }, { key: string; label: Text }]>([
              { key: 'one', label: one },
              { key: 'other', label: other },
            ]),
            begins: fc.constantFrom('one', 'other'),
            most: maybe(fc.integer({ min: 4, max: 24 })),
            neutral: neutralIn(languages),
          })
          .chain((block) => fc.constantFrom(block, { ...block, cues: [{ voice: block.begins, text: cue }] })),
      ),
    answer: ({ voices }) =>
      fc
        .array(
          fc.record({
            voice: fc.constantFrom(...voices.map(({ key }) => key)),
            text: fc.oneof(fc.constant(''), spoken(20)),
          }),
          { maxLength: 4 },
        )
        .map((turns) => ({ turns })),
  },
};

function neutralIn(languages: readonly string[]) {
  return maybe(fc.record({ prompt: textIn(languages) }));
}

/** Any of these slots, some of them blank. */
function slotTexts<Slot extends string>(slots: readonly Slot[]) {
  return fc
    .tuple(fc.subarray([...slots]), fc.oneof(fc.constant(' '), spoken(20)))
    .map(([written, text]) => Object.fromEntries(written.map((slot) => [slot, text])));
}

function blockIn(languages: readonly string[], key: string): fc.Arbitrary<Block> {
  const base = fc.record({ prompt: textIn(languages), readers: fc.constantFrom(...readersValues) });
  return fc
    .constantFrom(...blockKindNames)
    .chain((name) =>
      fc.tuple(base, samples[name].block(languages)).map(([shared, own]) => ({ key, ...shared, ...own })),
    );
}

function stepsIn(languages: readonly string[]): fc.Arbitrary<Step[]> {
  return fc
    .integer({ min: 1, max: 6 })
    .chain((count) =>
      fc.tuple(
        ...Array.from({ length: count }, (_, at) =>
          // The step that counts as done asks something.
          blockIn(languages, keyOf('block', at)).filter(({ kind }) => at > 0 || !asksNothing(kind)),
        ),
      ),
    )
    .chain((blocks) =>
      fc.tuple(
        ...blocks.map((block, at) => {
          const step: Step = { key: keyOf('step', at), blocks: [block] };
          if (block.kind === 'JOINT') return fc.constant<Step>({ ...step, later: 'TOGETHER' });
          if (at === 0) return fc.constant(step);
          const asked = blocks.slice(0, at).filter((earlier) => !asksNothing(earlier.kind));
          const earlier = fc.constantFrom(...asked.map(({ key }) => key));
          return fc.oneof(
            fc.constant(step),
            fc
              .record({ block: earlier, answered: fc.boolean() })
              .map((showIf): Step => ({ ...step, showIf })),
            earlier.map((quotes): Step => ({ ...step, quotes })),
            fc
              .constantFrom('NEXT_SESSION' as const, 'WHEN_I_CHOOSE' as const, 'TOGETHER' as const, {
                afterDays: 7,
              })
              .map((later): Step => ({ ...step, later })),
          );
        }),
      ),
    );
}

const asksNothing = (kind: BlockKindName) => kindOf(kind).asksNothing === true;

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

function answerFor(block: Block): fc.Arbitrary<AnswerValue> {
  // A block always meets the sample of its own kind, which a lookup hides from the compiler.
  const sample = samples[block.kind] as { answer(block: Block): fc.Arbitrary<AnswerValue> };
  return sample.answer(block);
}
