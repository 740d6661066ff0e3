import * as z from 'zod/mini';
import { say, textSchema } from '../../../text.js';
import { type BlockKind, blockShape, neutralShape } from '../block-kind.js';
import { toRead } from '../on-paper.js';

const paragraphs = z.array(textSchema(600)).check(z.minLength(1), z.maxLength(6));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('CARD'),
  /** What is told, a few short paragraphs under the prompt as their heading. */
  paragraphs,
  neutral: z.optional(z.strictObject({ ...neutralShape, paragraphs: z.optional(paragraphs) })),
});

/** Something worth knowing before or after a question. It asks nothing, so nothing of it is ever kept. */
export type CardBlock = z.infer<typeof definition>;

export const cardKind: BlockKind<CardBlock, never, never> = {
  definition,
  asksNothing: true,
  answer: () => z.never({ error: 'answers a card, which asks nothing' }),
  onPaper: ({ paragraphs }, language) => toRead(...paragraphs.map((text) => say(text, language))),
  isEmpty: () => true,
  characters: () => 0,
  keep: (_block, value) => value,
  kept: z.never(),
  summarise: () => [],
};
