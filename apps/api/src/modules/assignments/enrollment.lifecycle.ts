/**
 * The weeks of a program, and which step may follow. Pure.
 *
 *   week: waits -> opened (for ten seconds it can be closed again, and nobody heard of it)
 *           '-> skipped <-> waits
 *
 * A week is opened by hand, or when everything given in the week before it has been reviewed; never by the calendar. For a
 * couple it is opened by hand alone: when it opened would otherwise tell one of them what the other did.
 */
export const weekOpenings = ['BY_HAND', 'AFTER_REVIEW'] as const;
export type WeekOpening = (typeof weekOpenings)[number];

interface WeekStanding {
  id: string;
  opened_at: string | null;
  skipped_at: string | null;
}

/** The week that comes next, of weeks in their order; null when none is left. */
export function nextWeek<Week extends WeekStanding>(weeks: readonly Week[]): Week | null {
  return weeks.find((week) => week.opened_at === null && week.skipped_at === null) ?? null;
}

/** The week that was opened last; null before the first. */
export function currentWeek<Week extends WeekStanding>(weeks: readonly Week[]): Week | null {
  return weeks.findLast((week) => week.opened_at !== null) ?? null;
}

export const canOpenNext = (enrollment: {
  ended_at: string | null;
  weeks: readonly WeekStanding[];
}): boolean => enrollment.ended_at === null && nextWeek(enrollment.weeks) !== null;

/** A week as it is asked for when the coming ones are arranged: one there is, or a new week of rest. */
export interface ArrangedWeek {
  weekId?: string | null;
  isSkipped: boolean;
}

/** What is wrong with an arrangement of the weeks that still wait; null when nothing is. */
export function arrangementFault(
  weeks: readonly (WeekStanding & { week_key: string | null })[],
  arranged: readonly ArrangedWeek[],
): string | null {
  const waiting = weeks.filter((week) => week.opened_at === null);
  const named = arranged.flatMap(({ weekId }) => (weekId ? [weekId] : []));
  if (new Set(named).size < named.length) return 'A week is named twice.';
  if (named.some((id) => !waiting.some((week) => week.id === id)))
    return 'Only weeks that are still to come can be arranged.';
  // A week of the program can be skipped, never lost; a rest that is not wanted any more is simply left out.
  if (waiting.some((week) => week.week_key !== null && !named.includes(week.id)))
    return 'Each week that is still to come stays in the list: skip it instead of leaving it out.';
  if (arranged.some(({ weekId, isSkipped }) => !weekId && isSkipped))
    return 'A new week of rest is not skipped.';
  return null;
}
