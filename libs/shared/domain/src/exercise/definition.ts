import * as z from 'zod/mini';
import { mayNarrow } from '../readers.js';
import { check, plainProblems, type Problem } from '../problems.js';
import { languageSchema, textSchema } from '../text.js';
import { languageProblems } from '../texts-in.js';
import { keySchema } from './blocks/block-kind.js';
import { type Block, type BlockOf, blockSchema, kindOf } from './blocks/registry.js';
import { type Condition, conditionsIn, showIfSchema } from './conditions.js';

/** What an exercise works on. */
export const focusValues = ['REPAIR', 'SELF_COMPASSION'] as const;

/** Whom the catalogue offers an exercise for. */
export const trackValues = ['HIGH_ACHIEVER', 'COUPLE', 'PARENT', 'OTHERS'] as const;

/** The eight moments by which the library opens. */
export const doorwayValues = [
  'JUST_HAPPENED',
  'CRITIC_LOUD',
  'GUILT_TOO_BIG',
  'SAME_FIGHT',
  'OLD_HURT',
  'NOBODY_REOPENS',
  'WITH_MY_CHILD',
  'DID_NOT_LAND',
] as const;

/**
 * What a clinician thinks of before assigning.
 * IPV: the couple's gate must be open. ACUTE: not in acute crisis, active suicidality, psychosis or intoxication.
 * TRAUMA: body or imagery may flood; a neutral variant is there. ED_OCD: may become a ritual or reassurance.
 * SESSION: opens only for use in a session. CRIT: fear of compassion possible.
 */
export const cautionValues = ['IPV', 'ACUTE', 'TRAUMA', 'ED_OCD', 'SESSION', 'CRIT'] as const;
export type CautionCode = (typeof cautionValues)[number];

/** Which side of a couple exercise a step belongs to. The clinician sets it; neither partner sees a label for the other. */
export const roleValues = ['SPEAKER', 'LISTENER', 'TO_TELL', 'TO_COME_BACK'] as const;
export type Role = (typeof roleValues)[number];

/** What a file holds: an exercise, or a check-in of a few ratings and lines. Both are given, walked and shared alike. */
export const formValues = ['EXERCISE', 'CHECK_IN'] as const;

const stepSchema = z.strictObject({
  key: keySchema,
  /** One prompt a screen: more than one block only where they are one question. */
  blocks: z.array(blockSchema).check(z.minLength(1), z.maxLength(4)),
  showIf: z.optional(showIfSchema),
  /**
   * A step that waits: for the next session, until the client chooses, for some days, or for the clinician to open
   * the part that partners do together.
   */
  later: z.optional(
    z.union([
      z.enum(['NEXT_SESSION', 'WHEN_I_CHOOSE', 'TOGETHER']),
      z.strictObject({ afterDays: z.int().check(z.gte(1), z.lte(90)) }),
    ]),
  ),
  /** The block whose answer is shown again above this step, to its author. */
  quotes: z.optional(keySchema),
  role: z.optional(z.enum(roleValues)),
});

/** One screen of an exercise. */
export type Step = z.infer<typeof stepSchema>;

const distinct = <Item extends string>(item: z.ZodMiniType<Item>, least: number, most: number) =>
  z.array(item).check(
    z.minLength(least),
    z.maxLength(most),
    z.refine((items) => new Set(items).size === items.length, { error: 'names something twice' }),
  );

const definitionSchema = z.strictObject({
  formatVersion: z.literal(1),
  slug: keySchema,
  /** An exercise unless it says otherwise. A check-in is never summed and knows no cut-off. */
  form: z.optional(z.enum(formValues)),
  version: z.int().check(z.gte(1), z.lte(10_000)),
  focus: z.enum(focusValues),
  tracks: distinct(z.enum(trackValues), 1, 4),
  /** An honest upper value. */
  minutes: z.int().check(z.gte(1), z.lte(90)),
  doorways: distinct(z.enum(doorwayValues), 0, 8),
  cautions: distinct(z.enum(cautionValues), 0, 6),
  /** Of what opens only for a session: the first turn does, and the client goes on alone with the next. */
  sessionFirst: z.optional(z.boolean()),
  /** The languages this exercise is complete in; it never falls back to another midway. */
  languages: distinct(languageSchema, 1, 20),
  title: textSchema(80),
  /** For the clinician in the library: the aim in a sentence or two. */
  summary: textSchema(600),
  /** For the client at the intro: why this may help. */
  why: textSchema(900),
  /** What the clinician will see of it, in words both may read. */
  sees: textSchema(600),
  /** When not to give it. */
  contraindications: textSchema(900),
  /** How often, as a suggestion to the clinician. */
  cadence: textSchema(300),
  /** One question the clinician may ask in the session; it stands in the brief. */
  oneQuestion: textSchema(300),
  /** The step that, done alone, counts as done. */
  smallest: keySchema,
  steps: z.array(stepSchema).check(z.minLength(1), z.maxLength(30)),
});

/** What stands before the steps, as a form for whoever writes it. */
export const headSchema: object = definitionSchema;

/**
 * An exercise as it is written, kept and run: the text of every screen in every language, who may read each answer,
 * and what the clinician should know. A published version never changes.
 */
export type ExerciseDefinition = z.infer<typeof definitionSchema>;

/**
 * Reads a definition from anything: a parsed YAML file, a request, an import. It never throws; every problem comes
 * with its place, in words for the person who writes exercises. A part that a later sitting walks quotes answers that
 * lie outside of it.
 */
export function parseDefinition(
  input: unknown,
  { isPart = false } = {},
): { ok: true; definition: ExerciseDefinition } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(input);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(definitionSchema, input);
  if (!checked.ok) return checked;
  const problems = [...faults(checked.value, isPart), ...languageProblems(checked.value)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definition: checked.value };
}

/**
 * Reads an exercise that is still being written: everything stands where the format has it, but a text may be blank or too
 * long for now, and one part may point to another that is not there yet. What this takes, a preview can walk.
 */
export function parseSketch(
  input: unknown,
): { ok: true; sketch: ExerciseDefinition } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(input);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(definitionSchema, worded(input));
  return checked.ok ? { ok: true, sketch: input as ExerciseDefinition } : checked;
}

/** The same with something in the place of every text. */
function worded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(worded);
  if (typeof value !== 'object' || value === null) return value;
  const isText = 'en' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      isText && typeof item === 'string' ? '…' : worded(item),
    ]),
  );
}

function faults(definition: ExerciseDefinition, isPart: boolean): Problem[] {
  const problems: Problem[] = [];
  const stepKeys = new Set<string>();
  const blocks = new Map<string, Block>();
  const laterOf = new Map<string, string>();
  const roleOf = new Map<string, Role | undefined>();
  definition.steps.forEach((step, at) => {
    const path = `steps.${at}`;
    if (stepKeys.has(step.key))
      problems.push({ path: `${path}.key`, message: `repeats the step key ${step.key}` });
    stepKeys.add(step.key);
    // References point backwards: to blocks of earlier steps, which `blocks` holds so far.
    if (step.quotes !== undefined && !(isPart && !blocks.has(step.quotes))) {
      const message = pointerFault(step.quotes, step, blocks, roleOf);
      if (message !== undefined) problems.push({ path: `${path}.quotes`, message });
    }
    for (const condition of step.showIf === undefined ? [] : conditionsIn(step.showIf)) {
      const message =
        pointerFault(condition.block, step, blocks, roleOf) ??
        conditionFault(condition, blocks.get(condition.block));
      if (message !== undefined) problems.push({ path: `${path}.showIf`, message });
    }
    step.blocks.forEach((block, index) => {
      const blockPath = `${path}.blocks.${index}`;
      if (blocks.has(block.key)) {
        problems.push({ path: `${blockPath}.key`, message: `repeats the block key ${block.key}` });
      }
      const message =
        block.kind === 'SORT' && block.from !== undefined
          ? (pointerFault(block.from, step, blocks, roleOf) ??
            cardsFault(block, block.from, step, blocks, laterOf))
          : undefined;
      if (message !== undefined) problems.push({ path: `${blockPath}.from`, message });
      if (block.kind === 'JOINT' && step.later !== 'TOGETHER') {
        problems.push({ path: `${path}.later`, message: 'should be TOGETHER: a guide is for both at once' });
      }
      blocks.set(block.key, block);
      roleOf.set(block.key, step.role);
      laterOf.set(block.key, JSON.stringify(step.later));
      for (const fault of kindOf(block.kind).faults?.(block) ?? []) {
        problems.push({ path: `${blockPath}.${fault.path}`, message: fault.message });
      }
    });
  });
  for (const { key } of followUps(definition)) {
    if (!stepKeys.has(key) && !blocks.has(key)) continue;
    problems.push({ path: 'steps', message: `have the key ${key}, which a later question of a plan takes` });
  }
  if (definition.sessionFirst === true && !definition.cautions.includes('SESSION')) {
    problems.push({ path: 'sessionFirst', message: 'is only for what opens in a session' });
  }
  const smallest = definition.steps.find(({ key }) => key === definition.smallest);
  if (smallest === undefined) {
    problems.push({ path: 'smallest', message: `points to no step: ${definition.smallest}` });
  } else if (smallest.later ?? smallest.showIf ?? smallest.role) {
    problems.push({ path: 'smallest', message: 'points to a step that is not always there at once' });
  } else if (smallest.blocks.every(({ kind }) => kindOf(kind).asksNothing)) {
    problems.push({ path: 'smallest', message: 'points to a step that asks nothing' });
  }
  return problems;
}

/** What is wrong with a reference to an earlier block: it is not there, never answered, or another role's. */
function pointerFault(
  key: string,
  { role }: Step,
  blocks: ReadonlyMap<string, Block>,
  roleOf: ReadonlyMap<string, Role | undefined>,
): string | undefined {
  const earlier = blocks.get(key);
  if (earlier === undefined) return `points to no earlier block: ${key}`;
  if (kindOf(earlier.kind).asksNothing) return `points to ${key}, which asks nothing`;
  const asked = roleOf.get(key);
  return asked === undefined || asked === role ? undefined : `points to ${key}, which another role is asked`;
}

function cardsFault(
  { readers }: BlockOf<'SORT'>,
  from: string,
  step: Step,
  blocks: ReadonlyMap<string, Block>,
  laterOf: ReadonlyMap<string, string>,
): string | undefined {
  const earlier = blocks.get(from);
  if (earlier === undefined) return undefined;
  if (kindOf(earlier.kind).cards === undefined)
    return `makes cards of ${from}, which is no choice and no text`;
  if (laterOf.get(from) !== JSON.stringify(step.later)) return `makes cards of ${from}, of another sitting`;
  return mayNarrow(earlier.readers, readers) ? undefined : `would show ${from} to more people than it said`;
}

function conditionFault(condition: Condition, block: Block | undefined): string | undefined {
  if (block === undefined) return undefined;
  const options =
    'anyOf' in condition ? condition.anyOf : 'noneOf' in condition ? condition.noneOf : undefined;
  if (options !== undefined) {
    if (block.kind !== 'CHOICE') return `asks for an option of ${block.key}, which is no choice`;
    const stranger = options.find((key) => !block.options.some((option) => option.key === key));
    return stranger === undefined ? undefined : `asks for an option ${block.key} does not offer: ${stranger}`;
  }
  if (('atLeast' in condition || 'atMost' in condition) && block.kind !== 'SCALE') {
    return `asks for a number from ${block.key}, which is no scale`;
  }
  return undefined;
}

/**
 * Every step of an exercise in order, those too that follow from an answer of their own accord. What partners do together
 * is shared by nobody alone, so nothing follows from it here.
 */
export function stepsIn(definition: Pick<ExerciseDefinition, 'steps'>): Step[] {
  return definition.steps.flatMap((step) => [step, ...followUpsOf(step)]);
}

const followUps = ({ steps }: Pick<ExerciseDefinition, 'steps'>): Step[] => steps.flatMap(followUpsOf);

function followUpsOf({ blocks, later, role }: Step): Step[] {
  if (later === 'TOGETHER') return [];
  const steps = blocks.flatMap((block) => kindOf(block.kind).laterSteps?.(block) ?? []);
  return role === undefined ? steps : steps.map((step) => ({ ...step, role }));
}

/** All blocks of an exercise in order. */
export function blocksIn(definition: Pick<ExerciseDefinition, 'steps'>): Block[] {
  return definition.steps.flatMap((step) => step.blocks);
}

/** Which turns of an exercise open only in a session: the first, or each. */
export const opensInSessionValues = ['FIRST_TURN', 'EACH_TURN'] as const;
export type OpensInSession = (typeof opensInSessionValues)[number];

/** Which turns of this exercise the clinician opens in a session; null where none of them wait for one. */
export function opensInSession(
  definition: Pick<ExerciseDefinition, 'cautions' | 'sessionFirst'>,
): OpensInSession | null {
  if (!definition.cautions.includes('SESSION')) return null;
  return definition.sessionFirst === true ? 'FIRST_TURN' : 'EACH_TURN';
}

/** The roles an exercise has steps for, in the order they come. Where there are any, each partner is given one. */
export function rolesIn({ steps }: Pick<ExerciseDefinition, 'steps'>): Role[] {
  return [...new Set(steps.flatMap(({ role }) => role ?? []))];
}

/** Whether the exercise begins with "steady enough, not sure, not now". */
export function asksSteadyFirst(definition: Pick<ExerciseDefinition, 'cautions'>): boolean {
  return definition.cautions.includes('ACUTE') || definition.cautions.includes('TRAUMA');
}
