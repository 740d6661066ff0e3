import * as z from 'zod/mini';
import { limits } from '../../limits.js';
import { cleanText, countCharacters, say, type Text, textSchema } from '../../text.js';
import { blockShape, neutralShape, ownCard } from './block-kind.js';
import { type PaperPart, toRead } from './on-paper.js';

/** What short and long writing have in common: a field, an optional example of a first word, a limit. */
export function writtenDefinition<Kind extends string>(kind: Kind) {
  return z.strictObject({
    ...blockShape,
    kind: z.literal(kind),
    /** A line under the prompt that helps to begin. It never stands in the field itself. */
    hint: z.optional(textSchema(300)),
    limit: z.optional(z.int().check(z.gte(1), z.lte(limits.block))),
    neutral: z.optional(z.strictObject({ ...neutralShape, hint: z.optional(textSchema(300)) })),
  });
}

/** Everything about written answers except their form in a definition. */
export function writtenAnswers(most: number, lines: number) {
  const limitOf = (block: { limit?: number | undefined }): number => block.limit ?? most;
  return {
    answer: (block: { limit?: number | undefined }) => cleanText(limitOf(block)),
    isEmpty: (text: string): boolean => text.trim() === '',
    characters: countCharacters,
    keep: (_block: unknown, text: string): string => text,
    onPaper: ({ hint }: { hint?: Text | undefined }, language: string): PaperPart[] => [
      ...toRead(hint && say(hint, language)),
      { is: 'room', lines },
    ],
    kept: z.string(),
    summarise: linesIn,
    cards: (text: string) => linesIn(text).map((line) => ({ key: ownCard(line), label: line })),
  };
}

function linesIn(text: string): string[] {
  return text.trim().split(/\n+/);
}
