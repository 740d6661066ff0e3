import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import type { Problem } from '../../../problems.js';
import { narrowest } from '../../../readers.js';
import { type BlockKind, blockShape, keySchema, neutralShape } from '../block-kind.js';
import type { Step } from '../../definition.js';
import { type AskedSlot, type KeptSlots, labelSchema, slotAnswers, type SlotTexts } from '../slots.js';
import { wording } from './wording.js';

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

const isAscending = (days: readonly number[]) => days.every((day, at) => day > (days[at - 1] ?? 0));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('PLAN'),
  labels,
  /** Some days after sharing, what became of the plan is asked: mostly, sometimes, hardly, it changed. */
  checks: z.optional(
    z
      .array(z.int().check(z.gte(1), z.lte(90)))
      .check(
        z.minLength(1),
        z.maxLength(6),
        z.refine(isAscending, { error: 'should ascend, each day once' }),
      ),
  ),
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

const checkKey = (block: PlanBlock, days: number) => `${block.key}-check-${days}`;
const whyKey = (block: PlanBlock, days: number) => `${checkKey(block, days)}-why`;

/**
 * What became of the plan, asked so many days after it was shared, under the plan itself. Nobody counts the answers. A
 * partner may get to know a plan, but never how it goes: following it up would make them its supervisor.
 */
function checkSteps(block: PlanBlock): Step[] {
  const readers = narrowest(block.readers, 'THERAPIST');
  return (block.checks ?? []).flatMap((days): Step[] => {
    const asked = {
      later: { afterDays: days },
      showIf: { block: block.key, answered: true },
      quotes: block.key,
    };
    return [
      {
        ...asked,
        key: checkKey(block, days),
        blocks: [
          {
            key: checkKey(block, days),
            kind: 'CHOICE',
            readers,
            prompt: wording.check,
            why: wording.checkWhy,
            options: (['mostly', 'sometimes', 'hardly', 'changed'] as const).map((key) => ({
              key,
              label: wording[key],
            })),
            neutral: { prompt: wording.checkNeutral },
          },
        ],
      },
      {
        ...asked,
        key: whyKey(block, days),
        blocks: [
          {
            key: whyKey(block, days),
            kind: 'TEXT',
            readers,
            prompt: wording.why,
            neutral: { prompt: wording.whyNeutral },
          },
        ],
      },
    ];
  });
}

function faults(block: PlanBlock): Problem[] {
  const longest = whyKey(block, block.checks?.at(-1) ?? 0);
  const isTooLong = block.checks !== undefined && !keySchema.safeParse(longest).success;
  return [
    ...strangers(block),
    ...(isTooLong ? [{ path: 'key', message: 'is too long for a plan that is asked about later' }] : []),
  ];
}

function strangers(block: PlanBlock): Problem[] {
  return Object.keys(block.neutral?.labels ?? {})
    .filter((slot) => !Object.hasOwn(block.labels, slot))
    .map((slot) => ({ path: 'neutral.labels', message: `has no such line to reword: ${slot}` }));
}

export const planKind: BlockKind<PlanBlock, PlanValue, KeptSlots> = {
  definition,
  faults,
  laterSteps: checkSteps,
  ...slotAnswers(planAsks, () => limits.plan),
};
