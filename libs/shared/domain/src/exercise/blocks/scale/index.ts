import * as z from 'zod/mini';
import { say, type Text, textSchema } from '../../../text.js';
import { type BlockKind, blockShape, neutralShape } from '../block-kind.js';

const ends = { low: textSchema(80), high: textSchema(80) };

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('SCALE'),
  /** What 0 and 10 mean, in words. Nothing is preset: a default would be an answer nobody gave. */
  ...ends,
  neutral: z.optional(z.strictObject({ ...neutralShape, ...ends })),
});

/** A single rating from 0 to 10 between two worded ends. It is never summed with others. */
export type ScaleBlock = z.infer<typeof definition>;

const rating = z.int().check(z.gte(0), z.lte(10));

/** A rating as kept: the number and what its ends said. */
export interface KeptRating {
  readonly value: number;
  readonly low: string;
  readonly high: string;
}

const wording: Record<'reading', Text> = {
  reading: {
    en: '{value} on a line from 0 ({low}) to 10 ({high})',
    es: '{value} en una línea de 0 ({low}) a 10 ({high})',
  },
};

export const scaleKind: BlockKind<ScaleBlock, number, KeptRating> = {
  definition,
  answer: () => rating,
  onPaper: ({ low, high }, language) => [{ is: 'scale', low: say(low, language), high: say(high, language) }],
  isEmpty: () => false,
  characters: () => 0,
  keep(block, value, language, isNeutral) {
    const { low, high } = (isNeutral ? block.neutral : undefined) ?? block;
    return { value, low: say(low, language), high: say(high, language) };
  },
  kept: z.object({ value: rating, low: z.string(), high: z.string() }),
  summarise: ({ value, low, high }, language) => [
    say(wording.reading, language)
      .replace('{value}', () => String(value))
      .replace('{low}', () => low)
      .replace('{high}', () => high),
  ],
  told: ({ value }) => ({ number: value }),
  rating: (value) => value,
};
