import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import type { Problem } from '../../../problems.js';
import { type BlockKind, blockShape, neutralShape } from '../block-kind.js';
import { type AskedSlot, type KeptSlots, labelSchema, slotAnswers, type SlotTexts } from '../slots.js';

/** The lines of a plan in order: what; when and where; how I will notice, or how short it can be. */
export const planSlots = ['what', 'whenWhere', 'how'] as const;
export type PlanSlot = (typeof planSlots)[number];

/** What each line asks, in the exercise's words. A line without a label is not asked. */
const labels = z
  .strictObject({
    what: z.optional(labelSchema),
    whenWhere: z.optional(labelSchema),
    how: z.optional(labelSchema),
  })
  .check(z.refine((lines) => Object.keys(lines).length > 0, { error: 'asks for no line' }));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('PLAN'),
  labels,
  neutral: z.optional(z.strictObject({ ...neutralShape, labels: z.optional(labels) })),
});

/** A small plan in one to three lines, each of them optional. */
export type PlanBlock = z.infer<typeof definition>;

/** The plan so far. */
export type PlanValue = SlotTexts<PlanSlot>;

/** The lines under the labels this client sees. */
export function planAsks(block: PlanBlock, isNeutral: boolean): AskedSlot<PlanSlot>[] {
  const neutral = isNeutral ? block.neutral?.labels : undefined;
  return planSlots.flatMap((slot) => {
    const label = block.labels[slot];
    return label === undefined ? [] : [{ slot, label: neutral?.[slot] ?? label }];
  });
}

function strangers(block: PlanBlock): Problem[] {
  return Object.keys(block.neutral?.labels ?? {})
    .filter((slot) => !Object.hasOwn(block.labels, slot))
    .map((slot) => ({ path: 'neutral.labels', message: `has no such line to reword: ${slot}` }));
}

export const planKind: BlockKind<PlanBlock, PlanValue, KeptSlots> = {
  definition,
  faults: strangers,
  ...slotAnswers(planAsks, () => limits.plan),
};
