import { pressureWords, proseMaySay, sentencesOver } from '../copy/copy.js';
import { say } from '../text.js';
import { textsIn } from '../texts-in.js';
import { type Block, type BlockKindName, kindOf } from './blocks/registry.js';
import { conditionsIn } from './conditions.js';
import { blocksIn, type ExerciseDefinition, type Step } from './definition.js';
import { newBlock } from './shape.js';

/*
 * What somebody does who writes an exercise: steps come, go and change places. Whatever points to something that is not
 * earlier any more lets go of it, so that no step waits for an answer nobody gives.
 */

/** With one more step of this kind after another one, or at the end. */
export function withStep(
  sketch: ExerciseDefinition,
  kind: BlockKindName,
  afterKey?: string,
): { sketch: ExerciseDefinition; key: string } {
  const taken = new Set([...sketch.steps.map(({ key }) => key), ...blocksIn(sketch).map(({ key }) => key)]);
  const key = freeKey(kind.toLowerCase(), taken);
  const step: Step = {
    key,
    blocks: [newBlock(kind, key, sketch.languages)],
    ...(kind === 'JOINT' ? { later: 'TOGETHER' as const } : {}),
  };
  const at = sketch.steps.findIndex((each) => each.key === afterKey);
  const place = at === -1 ? sketch.steps.length : at + 1;
  return { sketch: mended({ ...sketch, steps: sketch.steps.toSpliced(place, 0, step) }), key };
}

/** Without one step. The last one stays: an exercise asks something. */
export function withoutStep(sketch: ExerciseDefinition, key: string): ExerciseDefinition {
  const steps = sketch.steps.filter((step) => step.key !== key);
  return steps.length === 0 ? sketch : mended({ ...sketch, steps });
}

/** With one step a place earlier or later. */
export function withStepMoved(sketch: ExerciseDefinition, key: string, by: 1 | -1): ExerciseDefinition {
  const at = sketch.steps.findIndex((step) => step.key === key);
  const step = sketch.steps[at];
  const to = at + by;
  if (step === undefined || to < 0 || to >= sketch.steps.length) return sketch;
  return mended({ ...sketch, steps: sketch.steps.toSpliced(at, 1).toSpliced(to, 0, step) });
}

/** Without one of its languages; English stays. */
export function withoutLanguage(sketch: ExerciseDefinition, language: string): ExerciseDefinition {
  if (language === 'en') return sketch;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !('en' in value) || key !== language)
        .map(([key, item]) => [key, visit(item)]),
    );
  };
  const left = visit(sketch) as ExerciseDefinition;
  return { ...left, languages: left.languages.filter((tag) => tag !== language) };
}

/** The steps that may stand alone as the smallest version: always there at once, and asking something. */
export function mayBeSmallest({ later, showIf, role, blocks }: Step): boolean {
  return (
    (later ?? showIf ?? role) === undefined && blocks.some(({ kind }) => kindOf(kind).asksNothing !== true)
  );
}

/** The blocks whose answers a step may show again, or depend on: of earlier steps, of everybody or of the same side. */
export function blocksBefore({ steps }: Pick<ExerciseDefinition, 'steps'>, key: string): Block[] {
  const at = steps.findIndex((step) => step.key === key);
  const role = steps[at]?.role;
  return steps
    .slice(0, Math.max(at, 0))
    .filter((step) => step.role === undefined || step.role === role)
    .flatMap(({ blocks }) => blocks)
    .filter(({ kind }) => kindOf(kind).asksNothing !== true);
}

/** Lets go of what points to nothing earlier, and of a smallest version that is not always there. */
export function mended(sketch: ExerciseDefinition): ExerciseDefinition {
  const steps = sketch.steps.map(({ showIf, quotes, blocks, ...step }): Step => {
    const earlier = new Set(blocksBefore(sketch, step.key).map(({ key }) => key));
    const holds = showIf !== undefined && conditionsIn(showIf).every(({ block }) => earlier.has(block));
    return {
      ...step,
      blocks: blocks.map((block) => {
        if (block.kind !== 'SORT' || block.from === undefined || earlier.has(block.from)) return block;
        const { from: _from, ...rest } = block;
        return rest;
      }),
      ...(holds ? { showIf } : {}),
      ...(quotes !== undefined && earlier.has(quotes) ? { quotes } : {}),
    };
  });
  const fits = steps.some((step) => step.key === sketch.smallest && mayBeSmallest(step));
  const smallest = fits ? sketch.smallest : (steps.find(mayBeSmallest)?.key ?? sketch.smallest);
  return { ...sketch, steps, smallest };
}

function freeKey(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** What an editor would say about a text: nothing of it stands in the way. */
export interface Advice {
  readonly path: string;
  readonly longSentences: readonly string[];
  readonly pressure: readonly string[];
}

const forClinicians = /^(summary|sees|contraindications|cadence|oneQuestion)$/;

/** Advice on the texts of an exercise, for its English; where there is nothing to say, the text is not in it. */
export function adviceOn(sketch: ExerciseDefinition): Advice[] {
  return textsIn(sketch).flatMap(({ path, text }) => {
    const words = say(text, 'en');
    const longSentences = forClinicians.test(path) ? [] : sentencesOver(words);
    const pressure = pressureWords(words, proseMaySay);
    return longSentences.length + pressure.length === 0 ? [] : [{ path, longSentences, pressure }];
  });
}

/** Everything a client reads of it in English, for its reading age. */
export function clientTexts(sketch: ExerciseDefinition): string {
  return textsIn(sketch)
    .filter(({ path }) => !forClinicians.test(path))
    .map(({ text }) => say(text, 'en'))
    .join('\n');
}
