import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import { say, textSchema } from '../../../text.js';
import { type BlockKind, blockShape, keySchema, neutralShape, repeatedKeys } from '../block-kind.js';
import { toChoose } from '../on-paper.js';
import { type AskedSlot, type KeptSlots, labelSchema, slotAnswers, type SlotTexts } from '../slots.js';
import { wording } from './wording.js';

/** The parts of a statement, in the order they read: what I did, what it may have been like, coming back. */
export const composerSlots = ['did', 'like', 'back'] as const;
export type ComposerSlot = (typeof composerSlots)[number];

const starters = z
  .array(
    z.strictObject({
      key: keySchema,
      /** The kind of beginning it offers, in a few words. */
      label: textSchema(80),
      slot: z.enum(composerSlots),
      /** Half a sentence that the client changes and ends; never a finished statement. */
      opening: textSchema(200),
    }),
  )
  .check(z.maxLength(6));

const labels = z.strictObject({
  did: z.optional(labelSchema),
  like: z.optional(labelSchema),
  back: z.optional(labelSchema),
});

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('COMPOSER'),
  /** Whom the words are for. */
  mode: z.enum(['SELF', 'PARENT', 'COUPLE', 'OTHER']),
  /** Ways to begin. "In my own words" is always the first and needs no line here. */
  starters,
  /** Labels in place of the mode's own. */
  labels: z.optional(labels),
  /** Characters for each slot. */
  limit: z.optional(z.int().check(z.gte(1), z.lte(limits.block))),
  neutral: z.optional(
    z.strictObject({ ...neutralShape, starters: z.optional(starters), labels: z.optional(labels) }),
  ),
});

/** A repair statement in up to three parts. The client writes it; a starter only opens a slot. */
export type ComposerBlock = z.infer<typeof definition>;

/** A way to begin: half a sentence for one slot. */
export type Starter = ComposerBlock['starters'][number];

/** The statement so far. */
export type ComposerValue = SlotTexts<ComposerSlot>;

/** The slots under the labels this client sees. */
export function composerAsks(block: ComposerBlock, isNeutral: boolean): AskedSlot<ComposerSlot>[] {
  const neutral = isNeutral ? block.neutral?.labels : undefined;
  return composerSlots.map((slot) => ({
    slot,
    label: neutral?.[slot] ?? block.labels?.[slot] ?? wording[block.mode][slot],
  }));
}

/** The ways to begin that this client sees. */
export function composerStarters(block: ComposerBlock, isNeutral: boolean): readonly Starter[] {
  return (isNeutral ? block.neutral?.starters : undefined) ?? block.starters;
}

const slots = slotAnswers(composerAsks, ({ limit }: ComposerBlock) => limit ?? limits.shortBlock);

export const composerKind: BlockKind<ComposerBlock, ComposerValue, KeptSlots> = {
  definition,
  faults: (block) => [
    ...repeatedKeys(block.starters, 'starters'),
    ...repeatedKeys(block.neutral?.starters ?? [], 'neutral.starters'),
  ],
  ...slots,
  onPaper: (block, language) => [
    ...toChoose(...block.starters.map(({ opening }) => `${say(opening, language)} …`)),
    ...slots.onPaper(block, language),
  ],
};
