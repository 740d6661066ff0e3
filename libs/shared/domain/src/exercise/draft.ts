import * as z from 'zod/mini';
import { limits } from '../limits.js';
import { check, plainProblems, type Problem } from '../problems.js';
import { mayNarrow, type Readers, readersSchema } from '../readers.js';
import { cleanText, countCharacters, languageSchema } from '../text.js';
import { type AnswerValue, type Block, kindOf } from './blocks/registry.js';
import { blocksIn, type ExerciseDefinition } from './definition.js';
import { isReservedKey } from './reserved.js';

/** The first and the last screen, around the steps. */
export const INTRO = 'INTRO';
export const LOOK_OVER = 'LOOK_OVER';

const key = z.string().check(z.maxLength(40));
const keys = z.array(key).check(
  z.maxLength(200),
  z.refine((list) => new Set(list).size === list.length, { error: 'names something twice' }),
);
const line = z.optional(cleanText(limits.plan));

const planSchema = z.strictObject({
  whenWhere: line,
  obstacle: line,
  ifThen: line,
  /** How sure, 0 to 10. Below 7 the smallest version is offered. */
  confidence: z.optional(z.int().check(z.gte(0), z.lte(10))),
});

/** The client's own plan, all of it optional. */
export type Plan = z.infer<typeof planSchema>;

const draftSchema = z.strictObject({
  formatVersion: z.literal(1),
  language: languageSchema,
  steady: z.optional(z.enum(['STEADY', 'NOT_SURE', 'NOT_NOW'])),
  size: z.enum(['WHOLE', 'SMALLEST']),
  plan: z.optional(planSchema),
  answers: z.record(key, z.unknown()),
  feelsWrong: keys,
  readers: z.record(key, readersSchema),
  bringIn: keys,
  closing: z.optional(cleanText(limits.closing)),
  place: key,
  visited: z._default(keys, []),
});

/**
 * What one client has so far in one turn of an exercise. It belongs to its author alone: no one else ever reads it,
 * and only sharing turns parts of it into answers.
 */
export interface DraftBody extends Omit<z.infer<typeof draftSchema>, 'answers' | 'readers'> {
  /** Answers by block key. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** Only what the client narrowed; everything else is read by whom its block says. */
  readonly readers: Readonly<Record<string, Readers>>;
}

/** A draft before anything is written. */
export function emptyDraftBody(
  definition: Pick<ExerciseDefinition, 'languages'>,
  language: string,
): DraftBody {
  return {
    formatVersion: 1,
    language: definition.languages.includes(language) ? language : (definition.languages[0] ?? 'en'),
    size: 'WHOLE',
    answers: {},
    feelsWrong: [],
    readers: {},
    bringIn: [],
    place: INTRO,
    visited: [],
  };
}

/** The forms of answers by their blocks: making one takes longer than checking an answer with it. */
const answers = new WeakMap<Block, ReturnType<ReturnType<typeof kindOf>['answer']>>();

function answerOf(block: Block): ReturnType<ReturnType<typeof kindOf>['answer']> {
  const known = answers.get(block) ?? kindOf(block.kind).answer(block);
  answers.set(block, known);
  return known;
}

interface Places {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly steps: ReadonlySet<string>;
}

/** What a definition has by key: it is asked again at every save. */
const places = new WeakMap<ExerciseDefinition, Places>();

function placesOf(definition: ExerciseDefinition): Places {
  const known = places.get(definition) ?? {
    blocks: new Map(blocksIn(definition).map((block) => [block.key, block])),
    steps: new Set(definition.steps.map((step) => step.key)),
  };
  places.set(definition, known);
  return known;
}

/**
 * Reads a draft from anything, with the same verdict in the browser and in the API. It never throws, drops nothing
 * and mends nothing: what it does not know, it refuses with the place.
 */
export function parseDraftBody(
  definition: ExerciseDefinition,
  input: unknown,
): { ok: true; body: DraftBody } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(input);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(draftSchema, input);
  if (!checked.ok) return checked;
  const draft = checked.value;
  const { blocks, steps } = placesOf(definition);
  const problems = strangers(definition, draft, { blocks, steps });
  const answers: Record<string, AnswerValue> = {};
  let characters = countCharacters(
    [draft.closing, draft.plan?.whenWhere, draft.plan?.obstacle, draft.plan?.ifThen].join(''),
  );
  for (const [blockKey, value] of Object.entries(draft.answers)) {
    const block = blocks.get(blockKey);
    if (block === undefined) {
      problems.push({
        path: `answers.${blockKey}`,
        message: 'answers a question this exercise does not ask',
      });
    } else if (value !== undefined) {
      const answer = check(answerOf(block), value, `answers.${blockKey}`);
      if (answer.ok) {
        answers[blockKey] = answer.value;
        characters += kindOf(block.kind).characters(answer.value);
      } else problems.push(...answer.problems);
    }
  }
  if (characters > limits.reflection) {
    problems.push({ path: 'answers', message: `are longer than ${limits.reflection} characters together` });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, body: { ...draft, answers } };
}

function strangers(
  definition: ExerciseDefinition,
  draft: z.infer<typeof draftSchema>,
  { blocks, steps }: Places,
): Problem[] {
  const problems: Problem[] = [];
  if (!definition.languages.includes(draft.language)) {
    problems.push({ path: 'language', message: 'is a language this exercise is not written in' });
  }
  if (draft.place !== INTRO && draft.place !== LOOK_OVER && !steps.has(draft.place)) {
    problems.push({ path: 'place', message: 'is no place in this exercise' });
  }
  draft.visited.forEach((step, at) => {
    if (!steps.has(step)) problems.push({ path: `visited.${at}`, message: 'is no step of this exercise' });
  });
  draft.feelsWrong.forEach((block, at) => {
    if (!blocks.has(block))
      problems.push({ path: `feelsWrong.${at}`, message: 'is no block of this exercise' });
  });
  draft.bringIn.forEach((block, at) => {
    if (!blocks.has(block) && !isReservedKey(block)) {
      problems.push({ path: `bringIn.${at}`, message: 'is no block of this exercise' });
    }
  });
  for (const [block, readers] of Object.entries(draft.readers)) {
    const widest = widestReaders(block, blocks);
    if (widest === undefined) {
      problems.push({ path: `readers.${block}`, message: 'is no block of this exercise' });
    } else if (!mayNarrow(widest, readers)) {
      problems.push({
        path: `readers.${block}`,
        message: 'would let more people read than the question said',
      });
    }
  }
  return problems;
}

function widestReaders(block: string, blocks: ReadonlyMap<string, Block>): Readers | undefined {
  return isReservedKey(block) ? 'THERAPIST' : blocks.get(block)?.readers;
}

/** The answer to a block, if there is one. */
export function answerTo(body: Pick<DraftBody, 'answers'>, block: string): AnswerValue | undefined {
  return Object.hasOwn(body.answers, block) ? body.answers[block] : undefined;
}

/** Whether the client is little sure of the plan, so that the smallest version is offered. */
export function suggestsSmallest(body: Pick<DraftBody, 'plan'>): boolean {
  return body.plan?.confidence !== undefined && body.plan.confidence < 7;
}

/** Whether the exercise ends here with a breath, help and "keep it for the session", which is equally done. */
export function needsSteadyEnding(body: Pick<DraftBody, 'steady'>): boolean {
  return body.steady === 'NOT_SURE' || body.steady === 'NOT_NOW';
}
