import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import { cleanText, countCharacters, say } from '../../../text.js';
import {
  type BlockKind,
  blockShape,
  neutralShape,
  type Option,
  optionSchema,
  repeatedKeys,
} from '../block-kind.js';
import { room, toChoose } from '../on-paper.js';
import { wording } from './wording.js';

const anchors = z.array(optionSchema).check(z.minLength(1), z.maxLength(6));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('LETTER'),
  /** What a letter like this may touch on. They stand beside the field and ask for no answer of their own. */
  anchors,
  limit: z.optional(z.int().check(z.gte(1), z.lte(limits.block))),
  neutral: z.optional(z.strictObject({ ...neutralShape, anchors: z.optional(anchors) })),
});

/** A letter that nobody sends. Its words stay its author's, also after sharing, unless the author releases them. */
export type LetterBlock = z.infer<typeof definition>;

/** The letter so far, and whether the readers of the question may read its words. */
export interface LetterValue {
  readonly text: string;
  readonly released?: true | undefined;
}

/** As kept: the letter, or no more than that one was written. */
export type KeptLetter = { readonly text: string } | { readonly written: true };

/** The anchors that this client sees. */
export function letterAnchors(block: LetterBlock, isNeutral: boolean): readonly Option[] {
  return (isNeutral ? block.neutral?.anchors : undefined) ?? block.anchors;
}

export const letterKind: BlockKind<LetterBlock, LetterValue, KeptLetter> = {
  definition,
  faults: (block) => [
    ...repeatedKeys(block.anchors, 'anchors'),
    ...repeatedKeys(block.neutral?.anchors ?? [], 'neutral.anchors'),
  ],
  answer: (block) =>
    z.strictObject({
      text: cleanText(block.limit ?? limits.block),
      released: z.optional(z.literal(true)),
    }),
  onPaper: ({ anchors }, language) => [
    ...toChoose(...anchors.map(({ label }) => say(label, language))),
    { is: 'room', lines: room.letter },
  ],
  isEmpty: ({ text }) => text.trim() === '',
  characters: ({ text }) => countCharacters(text),
  heldBack: {
    holds: (value) => value?.released !== true,
    release: ({ text }, isReleased) => (isReleased ? { text, released: true } : { text }),
    trace: { written: true },
  },
  keep: (_block, { text }) => ({ text }),
  kept: z.union([z.object({ text: z.string() }), z.object({ written: z.literal(true) })]),
  summarise: (kept, language) =>
    'text' in kept ? kept.text.trim().split(/\n+/) : [say(wording.written, language)],
};
