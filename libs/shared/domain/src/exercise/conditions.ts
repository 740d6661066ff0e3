import * as z from 'zod/mini';
import { keySchema } from './blocks/block-kind.js';
import { type AnswerValue, type Block, kindOf } from './blocks/registry.js';

const tenth = z.int().check(z.gte(0), z.lte(10));

const conditionSchema = z.union([
  z.strictObject({ block: keySchema, answered: z.boolean() }),
  z.strictObject({ block: keySchema, anyOf: z.array(keySchema).check(z.minLength(1), z.maxLength(20)) }),
  z.strictObject({ block: keySchema, atLeast: tenth }),
  z.strictObject({ block: keySchema, atMost: tenth }),
]);

/** One statement about an earlier answer of the same person. */
export type Condition = z.infer<typeof conditionSchema>;

const conditions = z.array(conditionSchema).check(z.minLength(1), z.maxLength(8));

/** When a step is shown: one condition, all of several, or any of several. Never nested, so a clinician can read it. */
export const showIfSchema = z.union([
  conditionSchema,
  z.strictObject({ all: conditions }),
  z.strictObject({ any: conditions }),
]);
export type ShowIf = z.infer<typeof showIfSchema>;

/** The conditions in a `showIf`, for checking what they refer to. */
export function conditionsIn(showIf: ShowIf): readonly Condition[] {
  if ('all' in showIf) return showIf.all;
  return 'any' in showIf ? showIf.any : [showIf];
}

/** Whether the earlier answers say that a step is shown. `find` gives the block and its answer where there is one. */
export function holds(
  showIf: ShowIf,
  find: (key: string) => { block: Block; value: AnswerValue } | undefined,
): boolean {
  if ('all' in showIf) return showIf.all.every((condition) => isTrue(condition, find(condition.block)));
  if ('any' in showIf) return showIf.any.some((condition) => isTrue(condition, find(condition.block)));
  return isTrue(showIf, find(showIf.block));
}

function isTrue(condition: Condition, found: { block: Block; value: AnswerValue } | undefined): boolean {
  const answer =
    found !== undefined && !kindOf(found.block.kind).isEmpty(found.value) ? found.value : undefined;
  if ('answered' in condition) return condition.answered === (answer !== undefined);
  if ('anyOf' in condition) {
    return (
      typeof answer === 'object' &&
      'picked' in answer &&
      answer.picked.some((key) => condition.anyOf.includes(key))
    );
  }
  if (typeof answer !== 'number') return false;
  return 'atLeast' in condition ? answer >= condition.atLeast : answer <= condition.atMost;
}
