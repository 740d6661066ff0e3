/**
 * How often an exercise is given. By the calendar: each week (or every so many, on chosen days) or each month; before each
 * session; or when it happens, which the client says by beginning. Dates are those of the zone the sessions are held in.
 */
export const rhythmKinds = ['ONCE', 'BEFORE_EACH_SESSION', 'WEEKLY', 'MONTHLY', 'WHEN_IT_HAPPENS'] as const;
export type RhythmKind = (typeof rhythmKinds)[number];

/** The days of a week, which begins on a Monday. */
export const weekdays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type Weekday = (typeof weekdays)[number];

/** The rule by which turns of an assignment come. What a kind does not know stays at its neutral value. */
export interface AssignmentRhythm {
  readonly kind: RhythmKind;
  /** The day it counts from: no turn by the calendar comes before it, and "every two weeks" begins in its week. */
  readonly startsOn: string;
  /** WEEKLY: in every week, in every other one, and so on. Otherwise 1. */
  readonly everyWeeks: number;
  /** WEEKLY: on these days; none: on the weekday of `startsOn`. */
  readonly weekdays: readonly Weekday[];
  /** MONTHLY: on this day, or on the last one of a shorter month. Otherwise null. */
  readonly monthDay: number | null;
  /** The last day on which a turn may come. */
  readonly endsOn: string | null;
  /** How many turns there are in all; never beside `endsOn`. */
  readonly endsAfter: number | null;
}

export const mostWeeksBetween = 12;
export const mostTurns = 100;

/** Given once, on a day: no other turn follows. */
export const once = (startsOn: string): AssignmentRhythm => ({
  kind: 'ONCE',
  startsOn,
  everyWeeks: 1,
  weekdays: [],
  monthDay: null,
  endsOn: null,
  endsAfter: null,
});

/** Whether turns come by themselves, one after the other. */
export const comesBack = (kind: RhythmKind): boolean => kind !== 'ONCE' && kind !== 'WHEN_IT_HAPPENS';

/** The first thing that does not fit in a rhythm, by the field it is in; null when it is one. */
export function rhythmProblem(rhythm: AssignmentRhythm): { field: string; message: string } | null {
  const { kind, startsOn, everyWeeks, monthDay, endsOn, endsAfter } = rhythm;
  const isWeekly = kind === 'WEEKLY';
  if (!isWithin(everyWeeks, 1, isWeekly ? mostWeeksBetween : 1))
    return {
      field: 'everyWeeks',
      message: `Between one turn and the next there are 1 to ${mostWeeksBetween} weeks.`,
    };
  if (rhythm.weekdays.length > 0 && !isWeekly)
    return { field: 'weekdays', message: 'Days of the week go with "weekly", and only with it.' };
  if (new Set(rhythm.weekdays).size < rhythm.weekdays.length)
    return { field: 'weekdays', message: 'Please name each day of the week once.' };
  if ((kind === 'MONTHLY') !== (monthDay !== null))
    return { field: 'monthDay', message: 'A day of the month goes with "monthly", and only with it.' };
  if (monthDay !== null && !isWithin(monthDay, 1, 31))
    return { field: 'monthDay', message: 'A month has the days 1 to 31.' };
  if (endsOn !== null && endsAfter !== null)
    return { field: 'endsAfter', message: 'It ends on a day, or after some turns: please choose one.' };
  if (endsAfter !== null && !(comesBack(kind) && isWithin(endsAfter, 1, mostTurns)))
    return { field: 'endsAfter', message: `What comes back may end after 1 to ${mostTurns} turns.` };
  if (endsOn !== null && (kind === 'ONCE' || endsOn < startsOn))
    return { field: 'endsOn', message: 'This day is before it begins.' };
  return null;
}

const isWithin = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most;
