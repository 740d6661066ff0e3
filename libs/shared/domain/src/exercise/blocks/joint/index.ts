import * as z from 'zod/mini';
import { say, textSchema } from '../../../text.js';
import { type BlockKind, blockShape, neutralShape } from '../block-kind.js';
import { toRead } from '../on-paper.js';

const turns = z.array(textSchema(300)).check(z.minLength(1), z.maxLength(8));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('JOINT'),
  /** Who does what, one turn after the other, for two people who look at one screen. */
  turns,
  neutral: z.optional(z.strictObject({ ...neutralShape, turns: z.optional(turns) })),
});

/** A guide through a few turns that partners take in one room. It asks for no answer, so nothing of it is ever kept. */
export type JointBlock = z.infer<typeof definition>;

export const jointKind: BlockKind<JointBlock, never, never> = {
  definition,
  asksNothing: true,
  answer: () => z.never({ error: 'answers a guide, which asks nothing' }),
  onPaper: ({ turns }, language) => toRead(...turns.map((text) => say(text, language))),
  isEmpty: () => true,
  characters: () => 0,
  keep: (_block, value) => value,
  kept: z.never(),
  summarise: () => [],
};
