import { narrowest, type Readers } from '../readers.js';
import { say } from '../text.js';
import {
  type Block,
  type BlockKindName,
  isBlockKindName,
  type KeptValue,
  kindOf,
} from './blocks/registry.js';
import type { ExerciseDefinition, Role } from './definition.js';
import { answerTo, type DraftBody } from './draft.js';
import { visibleSteps } from './journey.js';
import { confidenceEnds, type ReservedKey, reservedWording } from './reserved.js';

/** One question as it was asked and what was answered: a line of look over, and at sharing an Answer. */
export interface SharedAnswer {
  /** The block key, or a reserved key such as `closing`. */
  readonly key: string;
  /** The step it stands in; none for the plan and the closing line. */
  readonly step?: string;
  readonly kind: BlockKindName;
  /** Exactly the prompt the client saw. */
  readonly wording: string;
  /** Who will read it, after the client's narrowing. */
  readonly readers: Readers;
  /** The answer with the words it was given in; null when nothing was answered. */
  readonly value: KeptValue | null;
  readonly isEmpty: boolean;
  /** The client marked it to be brought in. */
  readonly bringIn: boolean;
  /** The client said "this feels wrong to me" here. */
  readonly feltWrong: boolean;
  /** The author holds these words back: what those who may read the answer learn in their place. */
  readonly trace?: { readonly readers: Readers; readonly value: KeptValue };
}

/** A number in clear, with its readers: a rating of an answer kept for oneself is for oneself, too. */
export interface SharedRating {
  readonly key: string;
  readonly value: number;
  readonly readers: Readers;
}

/** The key of what others learn of an answer whose words its author holds back. */
export const traceKey = (key: string): string => `${key}.trace`;

/** Whether a kept answer is what others learn in place of words. Their author has the words, and need not meet it. */
export const isTrace = (key: string): boolean => key.endsWith('.trace');

/** Every question of the visible steps with its answer, empty ones too: what look over shows. */
export function lookOver(definition: ExerciseDefinition, body: DraftBody, role?: Role): SharedAnswer[] {
  return [
    reserved('plan.when-where', body.plan?.whenWhere, body),
    reserved('plan.obstacle', body.plan?.obstacle, body),
    reserved('plan.if-then', body.plan?.ifThen, body),
    ...confidence(body),
    ...visibleSteps(definition, body, role).flatMap((step) =>
      step.blocks
        .filter(({ kind }) => kindOf(kind).asksNothing !== true)
        .map((block) => shared(block, step.key, body)),
    ),
    reserved('closing', body.closing, body),
  ];
}

/**
 * What becomes Answers when the client shares: what was answered, and nothing else. Of words that are held back there are
 * two: the words, for their author, and for the readers of the question what they learn in place of them.
 */
export function answersToShare(definition: ExerciseDefinition, body: DraftBody, role?: Role): SharedAnswer[] {
  return lookOver(definition, body, role)
    .filter(({ isEmpty }) => !isEmpty)
    .flatMap((answer) => {
      if (answer.trace === undefined) return [answer];
      const { trace, ...words } = answer;
      return [words, { ...words, key: traceKey(words.key), ...trace }];
    });
}

/** The ratings that go with the answers. */
export function ratingsToShare(definition: ExerciseDefinition, body: DraftBody, role?: Role): SharedRating[] {
  const confidence = body.plan?.confidence;
  return [
    ...(confidence === undefined
      ? []
      : [
          {
            key: 'plan.confidence',
            value: confidence,
            readers: narrowed('plan.confidence', 'THERAPIST', body),
          },
        ]),
    ...visibleSteps(definition, body, role)
      .flatMap((step) => step.blocks)
      .flatMap((block) => {
        const value = answerTo(body, block.key);
        const rating = value === undefined ? undefined : kindOf(block.kind).rating?.(value);
        return rating === undefined
          ? []
          : [{ key: block.key, value: rating, readers: readersOf(block, body) }];
      }),
  ];
}

/**
 * The questions of the visible steps that felt wrong: a mark for the clinician, whether or not they were answered. Of a
 * question that only the client reads, nothing is told.
 */
export function feltWrongKeys(definition: ExerciseDefinition, body: DraftBody, role?: Role): string[] {
  return visibleSteps(definition, body, role)
    .flatMap((step) => step.blocks)
    .filter((block) => readersOf(block, body) !== 'ONLY_ME')
    .map(({ key }) => key)
    .filter((key) => body.feelsWrong.includes(key));
}

/**
 * Who will read the answer to a block: whom the block says, or fewer. Cards made of an earlier answer carry its words,
 * so nobody reads them from whom that answer is kept.
 */
export function readersOf(block: Block, body: Pick<DraftBody, 'readers'>): Readers {
  const readers = narrowed(block.key, block.readers, body);
  return block.kind === 'SORT' && block.from !== undefined ? narrowed(block.from, readers, body) : readers;
}

function narrowed(key: string, widest: Readers, body: Pick<DraftBody, 'readers'>): Readers {
  const chosen = Object.hasOwn(body.readers, key) ? body.readers[key] : undefined;
  return chosen === undefined ? widest : narrowest(widest, chosen);
}

/**
 * Whether the words of an answer stay its author's although others may read here: so it is with a letter until it is
 * released. Where only the author reads, or the answer is kept for oneself, there is nothing to hold back.
 */
export function isHeldBack(block: Block, body: Pick<DraftBody, 'readers' | 'answers'>): boolean {
  if (readersOf(block, body) === 'ONLY_ME') return false;
  return kindOf(block.kind).heldBack?.holds(answerTo(body, block.key)) ?? false;
}

/** The prompt as the client sees it: in the draft's language, neutral where the first wording felt wrong. */
export function promptOf(block: Block, body: Pick<DraftBody, 'language' | 'feelsWrong'>): string {
  const isNeutral = body.feelsWrong.includes(block.key);
  return say(((isNeutral ? block.neutral : undefined) ?? block).prompt, body.language);
}

function shared(block: Block, step: string, body: DraftBody): SharedAnswer {
  const kind = kindOf(block.kind);
  const value = answerTo(body, block.key);
  const feltWrong = body.feelsWrong.includes(block.key);
  const isEmpty = value === undefined || kind.isEmpty(value, block);
  const readers = readersOf(block, body);
  const trace = isHeldBack(block, body) && !isEmpty ? kind.heldBack?.trace : undefined;
  return {
    key: block.key,
    step,
    kind: block.kind,
    wording: promptOf(block, body),
    readers: trace === undefined ? readers : 'ONLY_ME',
    ...(trace === undefined ? {} : { trace: { readers, value: trace } }),
    value: isEmpty ? null : kind.keep(block, value, body.language, feltWrong),
    isEmpty,
    bringIn: body.bringIn.includes(block.key),
    feltWrong,
  };
}

function reserved(
  key: Exclude<ReservedKey, 'plan.confidence'>,
  text: string | undefined,
  body: DraftBody,
): SharedAnswer {
  const isEmpty = (text ?? '').trim() === '';
  return {
    key,
    kind: 'TEXT',
    wording: say(reservedWording[key], body.language),
    readers: narrowed(key, 'THERAPIST', body),
    value: isEmpty ? null : (text ?? null),
    isEmpty,
    bringIn: body.bringIn.includes(key),
    feltWrong: false,
  };
}

/** "How sure" is a line of look over when it was given, so that it can be kept to oneself like any other. */
function confidence(body: DraftBody): SharedAnswer[] {
  const value = body.plan?.confidence;
  if (value === undefined) return [];
  const [low, high] = confidenceEnds.map((end) => say(end, body.language)) as [string, string];
  return [
    {
      key: 'plan.confidence',
      kind: 'SCALE',
      wording: say(reservedWording['plan.confidence'], body.language),
      readers: narrowed('plan.confidence', 'THERAPIST', body),
      value: { value, low, high },
      isEmpty: false,
      bringIn: body.bringIn.includes('plan.confidence'),
      feltWrong: false,
    },
  ];
}

/**
 * A kept answer as plain lines, the question first: for review, print and export. A value of an unknown kind or form
 * (written by a later version) is not guessed at; only its question is shown.
 */
export function readingLines(kind: string, wording: string, value: unknown, language: string): string[] {
  const kept = keptAnswer(kind, value);
  return kept === undefined ? [wording] : [wording, ...kindOf(kept.kind).summarise(kept.value, language)];
}

/** A stored answer with its kind, if this version knows both. */
export function keptAnswer(
  kind: string,
  value: unknown,
): { kind: BlockKindName; value: KeptValue } | undefined {
  if (!isBlockKindName(kind)) return undefined;
  const kept = kindOf(kind).kept.safeParse(value);
  return kept.success ? { kind, value: kept.data } : undefined;
}
