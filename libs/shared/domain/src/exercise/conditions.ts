import * as z from 'zod/mini';
import { keySchema, type Told } from './blocks/block-kind.js';

const tenth = z.int().check(z.gte(0), z.lte(10));

const options = z.array(keySchema).check(z.minLength(1), z.maxLength(20));

const conditionSchema = z.union([
  z.strictObject({ block: keySchema, answered: z.boolean() }),
  z.strictObject({ block: keySchema, anyOf: options }),
  /** Also true of a question that was left blank or declined: for the page that is there unless somebody says no. */
  z.strictObject({ block: keySchema, noneOf: options }),
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

/** Whether the earlier answers say that a step is shown. `find` gives what an answer tells, where there is one. */
export function holds(showIf: ShowIf, find: (key: string) => Told | undefined): boolean {
  const isTrue = (condition: Condition) => conditionHolds(condition, find(condition.block));
  return 'any' in showIf ? showIf.any.some(isTrue) : conditionsIn(showIf).every(isTrue);
}

/** Whether one condition is met by what an answer tells; undefined where nothing was answered. */
export function conditionHolds(condition: Condition, told: Told | undefined): boolean {
  if ('answered' in condition) return condition.answered === (told !== undefined);
  if ('anyOf' in condition) return picksFrom(condition.anyOf, told);
  if ('noneOf' in condition) return !picksFrom(condition.noneOf, told);
  if (told?.number === undefined) return false;
  return 'atLeast' in condition ? told.number >= condition.atLeast : told.number <= condition.atMost;
}

function picksFrom(options: readonly string[], told: Told | undefined): boolean {
  return told?.picked?.some((key) => options.includes(key)) ?? false;
}
