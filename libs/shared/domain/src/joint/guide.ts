import type { JointBlock } from '../exercise/blocks/joint/index.js';
import { type Block, type BlockKindName, type KeptValue, kindOf } from '../exercise/blocks/registry.js';
import type { ExerciseDefinition, Step } from '../exercise/definition.js';
import { limits } from '../limits.js';
import { check, plainProblems } from '../problems.js';
import { say } from '../text.js';

/**
 * One place of what partners do together: a turn of a guide, or a step that asks something of all of them. Everyone who
 * walks it is at the same place.
 */
export type JointPlace = { step: Step } & (
  { block: JointBlock; turn: number } | { blocks: readonly Block[]; turn: null }
);

/**
 * What partners do together, in the order of the exercise. What only a therapist reads is not asked where others look on, and
 * nothing that somebody wrote apart is shown again or decides what comes.
 */
export function jointSteps({ steps }: Pick<ExerciseDefinition, 'steps'>): Step[] {
  return steps.flatMap(({ quotes: _, showIf: __, ...step }): Step[] => {
    if (step.later !== 'TOGETHER') return [];
    const blocks = step.blocks.filter(isForAll);
    return blocks.length === 0 ? [] : [{ ...step, blocks }];
  });
}

const isForAll = (block: Block): boolean =>
  block.readers === 'THERAPIST_AND_PARTNER_AFTER_OPENING' &&
  !(block.kind === 'SORT' && block.from !== undefined);

/** The places of joint steps: each turn of a guide is one, and what a step asks besides is one more. */
export function jointPlaces(steps: readonly Step[]): JointPlace[] {
  return steps.flatMap((step) => {
    const guides = step.blocks.filter((block) => block.kind === 'JOINT');
    const rest = step.blocks.filter((block) => block.kind !== 'JOINT');
    return [
      ...guides.flatMap((block) => block.turns.map((_, turn): JointPlace => ({ step, block, turn }))),
      ...(rest.length === 0 ? [] : [{ step, blocks: rest, turn: null }]),
    ];
  });
}

/** What partners keep of one question, with its words as they were asked, or why it cannot be kept so. */
export type JointNote =
  | { ok: true; kind: BlockKindName; wording: string; value: KeptValue; position: number }
  | { ok: false; message: string };

/**
 * What is kept of an answer that partners give together. It belongs to all of them, and to nobody's own reflection; it reads
 * without the exercise, like every answer that is kept.
 */
export function jointNoteOf(
  steps: readonly Step[],
  { key, value, isNeutral, language }: { key: string; value: unknown; isNeutral: boolean; language: string },
): JointNote {
  const asked = steps.flatMap(({ blocks }) => blocks).filter(({ kind }) => kindOf(kind).asksNothing !== true);
  const position = asked.findIndex((block) => block.key === key);
  const block = asked[position];
  if (block === undefined) return { ok: false, message: 'This is not asked here.' };
  const [problem] = plainProblems(value);
  if (problem) return { ok: false, message: problem.message };
  const kind = kindOf(block.kind);
  const answer = check(kind.answer(block), value);
  if (!answer.ok) return { ok: false, message: answer.problems[0]?.message ?? 'This is no answer to it.' };
  if (kind.isEmpty(answer.value, block)) return { ok: false, message: 'There is nothing in it yet.' };
  if (kind.characters(answer.value) > limits.block)
    return { ok: false, message: `It is longer than ${limits.block} characters.` };
  return {
    ok: true,
    kind: block.kind,
    wording: say(((isNeutral ? block.neutral : undefined) ?? block).prompt, language),
    value: kind.keep(block, answer.value, language, isNeutral),
    position,
  };
}
