import { type Block, kindOf } from './blocks/registry.js';
import { type Condition, conditionHolds, conditionsIn, type ShowIf } from './conditions.js';
import { type ExerciseDefinition, type Role, type Step, stepsIn } from './definition.js';
import { keptAnswer } from './sharing.js';

/** When a client sits down to an exercise: at once, after the next session, when the client chooses, or after some days. */
export type Sitting = 'FIRST' | 'NEXT_SESSION' | 'WHEN_I_CHOOSE' | `AFTER_${number}_DAYS`;

/** The same without the number of days: what a screen says of a sitting. */
export const sittingKinds = ['FIRST', 'NEXT_SESSION', 'WHEN_I_CHOOSE', 'AFTER_DAYS'] as const;
export type SittingKind = (typeof sittingKinds)[number];

/** A sitting after the first one. */
export type LaterSitting = Exclude<Sitting, 'FIRST'>;

/** An answer that an earlier sitting shared, as it was kept. */
export interface EarlierAnswer {
  readonly key: string;
  readonly value: unknown;
}

/** The sittings that follow the first, in the order the exercise comes to them. */
export function laterSittings(definition: ExerciseDefinition): LaterSitting[] {
  const asked = stepsIn(definition).flatMap((step) => sittingOf(step) ?? []);
  return [...new Set(asked)];
}

/** How many days after the sitting before it this one opens; null where it waits for no number of days. */
export function daysUntil(sitting: Sitting): number | null {
  const days = /^AFTER_([1-9]\d?)_DAYS$/.exec(sitting)?.[1];
  return days === undefined ? null : Number(days);
}

/** What a screen says of a sitting. */
export function sittingKind(sitting: Sitting): SittingKind {
  return sittingKinds.find((kind) => kind === sitting) ?? 'AFTER_DAYS';
}

/** The sitting that walks a step which waits; undefined for one that does not wait, or waits for both partners. */
export function sittingOf({ later }: Pick<Step, 'later'>): LaterSitting | undefined {
  if (later === undefined || later === 'TOGETHER') return undefined;
  return typeof later === 'string' ? later : `AFTER_${later.afterDays}_DAYS`;
}

/**
 * The sitting whose sharing this one follows: the latest of those it looks back on, the first where it looks back on none.
 * A plan that is made in a later sitting is asked about some days after that one.
 */
export function sittingBefore(definition: ExerciseDefinition, sitting: LaterSitting): Sitting {
  const own = keysAsked(definition, sitting);
  const before = stepsOf(definition, sitting)
    .flatMap(({ quotes, showIf }) => [
      ...(quotes === undefined ? [] : [quotes]),
      ...(showIf === undefined ? [] : conditionsIn(showIf).map(({ block }) => block)),
    ])
    .filter((key) => !own.has(key));
  const asking = (of: Sitting) => before.some((key) => keysAsked(definition, of).has(key));
  return laterSittings(definition).findLast((of) => of !== sitting && asking(of)) ?? 'FIRST';
}

/** The sittings that follow the sharing of this one. */
export function sittingsAfter(definition: ExerciseDefinition, sitting: Sitting): readonly LaterSitting[] {
  let known = following.get(definition);
  if (!known) {
    known = new Map<Sitting, LaterSitting[]>();
    for (const later of laterSittings(definition)) {
      const before = sittingBefore(definition, later);
      known.set(before, [...(known.get(before) ?? []), later]);
    }
    following.set(definition, known);
  }
  return known.get(sitting) ?? [];
}

/**
 * The exercise as one sitting of one person walks it: an exercise of its own for drafts, journey and sharing. Steps of
 * another role are not in it. Steps that wait for an earlier answer are decided by what was shared; without it (a draft is
 * being checked, not walked) they are all there. Null when nothing is left to ask.
 */
export function inSitting(
  definition: ExerciseDefinition,
  sitting: Sitting,
  earlier?: readonly EarlierAnswer[],
  role: Role | null = null,
): ExerciseDefinition | null {
  // What was shared before says nothing of the first sitting.
  if (earlier !== undefined && sitting !== 'FIRST') return partOf(definition, sitting, earlier, role);
  const known = undecided.get(definition) ?? new Map<string, ExerciseDefinition | null>();
  undecided.set(definition, known);
  const of = `${sitting}|${role}`;
  let part = known.get(of);
  if (part === undefined) {
    part = partOf(definition, sitting, undefined, role);
    known.set(of, part);
  }
  return part;
}

/** An exercise never changes, and every sharing asks. */
const following = new WeakMap<ExerciseDefinition, Map<Sitting, LaterSitting[]>>();

/** What is the same for everybody: it is asked for at every opening and sharing, and what is kept by exercise is found by it. */
const undecided = new WeakMap<ExerciseDefinition, Map<string, ExerciseDefinition | null>>();

function partOf(
  definition: ExerciseDefinition,
  sitting: Sitting,
  earlier: readonly EarlierAnswer[] | undefined,
  role: Role | null,
): ExerciseDefinition | null {
  const mine = stepsOf(definition, sitting).flatMap(({ role: asked, ...step }): Step[] =>
    asked === undefined || asked === role ? [step] : [],
  );
  if (sitting === 'FIRST') return { ...definition, steps: mine };
  const own = keysAsked(definition, sitting);
  const holdsEarlier = earlier === undefined ? () => true : decidedBy(definition, earlier);
  const steps = mine.flatMap(({ later: _, showIf, ...step }): Step[] => {
    if (showIf === undefined) return [step];
    const left = leftOf(showIf, own, holdsEarlier);
    if (left === 'NEVER') return [];
    return [left === 'ALWAYS' ? step : { ...step, showIf: left }];
  });
  const first = steps.find(({ showIf, blocks }) => showIf === undefined && blocks.some(asks)) ?? steps[0];
  return first === undefined ? null : { ...definition, smallest: first.key, steps };
}

/** The blocks of earlier sittings whose answers this sitting shows again, to their author. */
export function quotedKeys(definition: ExerciseDefinition, sitting: Sitting): string[] {
  const own = keysAsked(definition, sitting);
  const quoted = stepsOf(definition, sitting).flatMap(({ quotes }) => (quotes === undefined ? [] : [quotes]));
  return [...new Set(quoted)].filter((key) => !own.has(key));
}

const asks = ({ kind }: Block) => kindOf(kind).asksNothing !== true;

function stepsOf(definition: ExerciseDefinition, sitting: Sitting): Step[] {
  if (sitting === 'FIRST') return definition.steps.filter(({ later }) => later === undefined);
  return stepsIn(definition).filter((step) => sittingOf(step) === sitting);
}

function keysAsked(definition: ExerciseDefinition, sitting: Sitting): ReadonlySet<string> {
  return new Set(stepsOf(definition, sitting).flatMap(({ blocks }) => blocks.map(({ key }) => key)));
}

function decidedBy(definition: ExerciseDefinition, earlier: readonly EarlierAnswer[]) {
  const kinds = new Map(
    stepsIn(definition).flatMap(({ blocks }) => blocks.map(({ key, kind }) => [key, kind] as const)),
  );
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
