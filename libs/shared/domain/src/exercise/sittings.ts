import { kindOf } from './blocks/registry.js';
import { type Condition, conditionHolds, conditionsIn, type ShowIf } from './conditions.js';
import { blocksIn, type ExerciseDefinition, type Step } from './definition.js';
import { keptAnswer } from './sharing.js';

/** When a client sits down to an exercise: at once, after the next session, or when the client chooses. */
export const sittingValues = ['FIRST', 'NEXT_SESSION', 'WHEN_I_CHOOSE'] as const;
export type Sitting = (typeof sittingValues)[number];

/** A sitting after the first one. */
export type LaterSitting = Exclude<Sitting, 'FIRST'>;

/** An answer that an earlier sitting shared, as it was kept. */
export interface EarlierAnswer {
  readonly key: string;
  readonly value: unknown;
}

/** The sittings that follow the first, in the order the exercise comes to them. */
export function laterSittings(definition: ExerciseDefinition): LaterSitting[] {
  const asked = definition.steps.map(({ later }) => later).filter(isLaterSitting);
  return [...new Set(asked)];
}

/**
 * The exercise as one sitting walks it: an exercise of its own for drafts, journey and sharing. Steps that wait for an
 * earlier answer are decided by what was shared; without it (a draft is being checked, not walked) they are all there.
 * Null when nothing is left to ask.
 */
export function inSitting(
  definition: ExerciseDefinition,
  sitting: Sitting,
  earlier?: readonly EarlierAnswer[],
): ExerciseDefinition | null {
  if (sitting === 'FIRST') return { ...definition, steps: stepsOf(definition, sitting) };
  const own = keysAsked(definition, sitting);
  const holdsEarlier = earlier === undefined ? () => true : decidedBy(definition, earlier);
  const steps = stepsOf(definition, sitting).flatMap(({ later: _, showIf, ...step }): Step[] => {
    if (showIf === undefined) return [step];
    const left = leftOf(showIf, own, holdsEarlier);
    if (left === 'NEVER') return [];
    return [left === 'ALWAYS' ? step : { ...step, showIf: left }];
  });
  const [first] = steps;
  return first === undefined ? null : { ...definition, smallest: first.key, steps };
}

/** The blocks of earlier sittings whose answers this sitting shows again, to their author. */
export function quotedKeys(definition: ExerciseDefinition, sitting: Sitting): string[] {
  const own = keysAsked(definition, sitting);
  const quoted = stepsOf(definition, sitting).flatMap(({ quotes }) => (quotes === undefined ? [] : [quotes]));
  return [...new Set(quoted)].filter((key) => !own.has(key));
}

function isLaterSitting(later: Step['later']): later is LaterSitting {
  return later === 'NEXT_SESSION' || later === 'WHEN_I_CHOOSE';
}

function stepsOf(definition: ExerciseDefinition, sitting: Sitting): Step[] {
  const later = sitting === 'FIRST' ? undefined : sitting;
  return definition.steps.filter((step) => step.later === later);
}

function keysAsked(definition: ExerciseDefinition, sitting: Sitting): ReadonlySet<string> {
  return new Set(stepsOf(definition, sitting).flatMap(({ blocks }) => blocks.map(({ key }) => key)));
}

function decidedBy(definition: ExerciseDefinition, earlier: readonly EarlierAnswer[]) {
  const kinds = new Map(blocksIn(definition).map(({ key, kind }) => [key, kind]));
  const told = new Map(
    earlier.flatMap(({ key, value }) => {
      const kept = keptAnswer(kinds.get(key) ?? '', value);
      return kept === undefined ? [] : [[key, kindOf(kept.kind).told?.(kept.value) ?? {}] as const];
    }),
  );
  return (condition: Condition) => conditionHolds(condition, told.get(condition.block));
}

/** What is still open of a condition once everything about earlier sittings is decided. */
function leftOf(
  showIf: ShowIf,
  own: ReadonlySet<string>,
  holdsEarlier: (condition: Condition) => boolean,
): ShowIf | 'ALWAYS' | 'NEVER' {
  const conditions = conditionsIn(showIf);
  const open = conditions.filter(({ block }) => own.has(block));
  const decided = conditions.filter(({ block }) => !own.has(block)).map(holdsEarlier);
  if ('any' in showIf) {
    if (decided.includes(true)) return 'ALWAYS';
    return open.length === 0 ? 'NEVER' : { any: open };
  }
  if (decided.includes(false)) return 'NEVER';
  return open.length === 0 ? 'ALWAYS' : { all: open };
}
