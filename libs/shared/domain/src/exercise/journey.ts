import type { Outcome } from '../outcome.js';
import type { Card, Told } from './blocks/block-kind.js';
import { type Block, kindOf } from './blocks/registry.js';
import { withCards } from './blocks/sort/index.js';
import { holds } from './conditions.js';
import type { ExerciseDefinition, Role, Step } from './definition.js';
import { answerTo, type DraftBody, INTRO, LOOK_OVER } from './draft.js';

/**
 * The steps this client walks now: steps for later and for the other role are left out, conditions look only at
 * answers of steps that are themselves shown, and cards are made of them. The smallest version is its one step and
 * whatever was written already, because choosing less never hides words.
 */
export function visibleSteps(definition: ExerciseDefinition, body: DraftBody, role?: Role): Step[] {
  const shown = new Map<string, Block>();
  const keptOf = (key: string) => {
    const block = shown.get(key);
    return block === undefined ? undefined : keptAnswerTo(block, body);
  };
  return definition.steps.flatMap((step) => {
    if (step.later !== undefined) return [];
    if (step.role !== undefined && step.role !== role) return [];
    if (step.showIf !== undefined && !holds(step.showIf, (key) => keptOf(key)?.told)) return [];
    const blocks = step.blocks.map((block) =>
      block.kind === 'SORT' && block.from !== undefined
        ? withCards(block, keptOf(block.from)?.cards ?? [])
        : block,
    );
    // Cards that nobody has are nothing to ask about.
    if (blocks.every((block) => block.kind === 'SORT' && (block.cards ?? []).length === 0)) return [];
    const isWanted = body.size === 'WHOLE' || step.key === definition.smallest;
    if (!isWanted && !blocks.some((block) => keptAnswerTo(block, body) !== undefined)) return [];
    for (const block of blocks) shown.set(block.key, block);
    return [{ ...step, blocks }];
  });
}

/** A step as this client meets it, where it is shown; else as the exercise has it. */
export function stepAt(definition: ExerciseDefinition, body: DraftBody, key: string, role?: Role) {
  const find = (steps: readonly Step[]) => steps.find((step) => step.key === key);
  return find(visibleSteps(definition, body, role)) ?? find(definition.steps);
}

/** What later questions may use of an answer. It is read off the kept form, so that it is the same after sharing. */
function keptAnswerTo(block: Block, body: DraftBody): { told: Told; cards: Card[] } | undefined {
  const kind = kindOf(block.kind);
  const value = answerTo(body, block.key);
  if (value === undefined || kind.isEmpty(value, block)) return undefined;
  const kept = kind.keep(block, value, body.language, body.feelsWrong.includes(block.key));
  const cards = (kind.cards?.(kept) ?? []).map(({ key, label }) => ({
    key,
    label: { en: label, [body.language]: label },
  }));
  return { told: kind.told?.(kept) ?? {}, cards };
}

/** The places in order: intro, the visible steps, look over. */
function places(definition: ExerciseDefinition, body: DraftBody, role?: Role): string[] {
  return [INTRO, ...visibleSteps(definition, body, role).map(({ key }) => key), LOOK_OVER];
}

/**
 * Where "Continue" leads from a place (the draft's own unless given). A place that is no longer shown leads on from
 * where it stood.
 */
export function nextStep(
  definition: ExerciseDefinition,
  body: DraftBody,
  from = body.place,
  role?: Role,
): string {
  return neighbour(definition, body, from, 1, role);
}

/** Where "Back" leads. */
export function previousStep(
  definition: ExerciseDefinition,
  body: DraftBody,
  from = body.place,
  role?: Role,
): string {
  return neighbour(definition, body, from, -1, role);
}

function neighbour(
  definition: ExerciseDefinition,
  body: DraftBody,
  from: string,
  by: 1 | -1,
  role?: Role,
): string {
  const order = [INTRO, ...definition.steps.map(({ key }) => key), LOOK_OVER];
  const shown = new Set(places(definition, body, role));
  for (let at = order.indexOf(from) + by; at >= 0 && at < order.length; at += by) {
    const place = order[at];
    if (place !== undefined && shown.has(place)) return place;
  }
  return by === 1 ? LOOK_OVER : INTRO;
}

/** The draft at another place; the step that is left counts as visited. */
export function moveTo(body: DraftBody, place: string): DraftBody {
  const left = body.place;
  const isStep = left !== INTRO && left !== LOOK_OVER;
  const visited = isStep && !body.visited.includes(left) ? [...body.visited, left] : body.visited;
  return { ...body, place, visited };
}

/**
 * What the client is offered first as the ending; the client decides. It looks at where the client has been, never at
 * how much was written: blank is allowed. A draft that reached look over without a list of visits was walked through.
 */
export function suggestedOutcome(definition: ExerciseDefinition, body: DraftBody, role?: Role): Outcome {
  if (needsNoVisits(body)) return 'WHOLE';
  const been = new Set([...body.visited, body.place]);
  return visibleSteps(definition, body, role).every(({ key }) => been.has(key)) ? 'WHOLE' : 'PARTLY';
}

function needsNoVisits(body: DraftBody): boolean {
  return body.place === LOOK_OVER && body.visited.length === 0;
}
