import type { AssignmentPartsFragment, AssignmentRhythmInput, Weekday } from '../../gql/graphql.js';

/** How often, as one chooses it: weeks are told apart by how many there are. */
export const choices = [
  'ONCE',
  'BEFORE_EACH_SESSION',
  'EVERY_WEEK',
  'EVERY_TWO_WEEKS',
  'EVERY_FEW_WEEKS',
  'MONTHLY',
  'WHEN_IT_HAPPENS',
] as const;
export type Choice = (typeof choices)[number];

/** Until when: until somebody ends it, until a day, or for so many turns. */
export type Ends = 'NEVER' | 'ON' | 'AFTER';

/** A rhythm while it is being chosen. What the choice does not know is kept for another one. */
export interface RhythmDraft {
  choice: Choice;
  /** With EVERY_FEW_WEEKS. */
  weeks: number;
  weekdays: readonly Weekday[];
  monthDay: number;
  ends: Ends;
  endsOn: string;
  endsAfter: number;
}

export const once: RhythmDraft = {
  choice: 'ONCE',
  weeks: 3,
  weekdays: [],
  monthDay: 1,
  ends: 'NEVER',
  endsOn: '',
  endsAfter: 6,
};

export const isWeekly = (choice: Choice): boolean =>
  choice === 'EVERY_WEEK' || choice === 'EVERY_TWO_WEEKS' || choice === 'EVERY_FEW_WEEKS';

/** How many turns there are can be said only of what comes by itself. */
export const canCount = (choice: Choice): boolean => choice !== 'ONCE' && choice !== 'WHEN_IT_HAPPENS';

const weeksOf = ({ choice, weeks }: RhythmDraft): number =>
  choice === 'EVERY_FEW_WEEKS' ? weeks : choice === 'EVERY_TWO_WEEKS' ? 2 : 1;

/** What is sent of it; null while the day it ends on is still to be chosen. */
export function inputOf(draft: RhythmDraft): AssignmentRhythmInput | null {
  const { choice, ends, endsOn, endsAfter } = draft;
  if (choice !== 'ONCE' && ends === 'ON' && endsOn === '') return null;
  return {
    kind: isWeekly(choice) ? 'WEEKLY' : (choice as AssignmentRhythmInput['kind']),
    ...(isWeekly(choice) ? { everyWeeks: weeksOf(draft), weekdays: [...draft.weekdays] } : {}),
    ...(choice === 'MONTHLY' ? { monthDay: draft.monthDay } : {}),
    ...(choice !== 'ONCE' && ends === 'ON' ? { endsOn } : {}),
    ...(canCount(choice) && ends === 'AFTER' ? { endsAfter } : {}),
  };
}

type Rhythm = AssignmentPartsFragment['rhythm'];

/** A rhythm that is there, to change it. */
export function draftOf({ kind, everyWeeks, weekdays, monthDay, endsOn, endsAfter }: Rhythm): RhythmDraft {
  const weekly = everyWeeks === 1 ? 'EVERY_WEEK' : everyWeeks === 2 ? 'EVERY_TWO_WEEKS' : 'EVERY_FEW_WEEKS';
  return {
    ...once,
    choice: kind === 'WEEKLY' ? weekly : kind,
    weeks: everyWeeks > 2 ? everyWeeks : once.weeks,
    weekdays,
    monthDay: monthDay ?? once.monthDay,
    ends: endsOn !== null ? 'ON' : endsAfter !== null ? 'AFTER' : 'NEVER',
    endsOn: endsOn ?? '',
    endsAfter: endsAfter ?? once.endsAfter,
  };
}

/** The same rhythm as it is set, without the day it counts from. */
export const inputAgain = (rhythm: Rhythm): AssignmentRhythmInput => ({
  kind: rhythm.kind,
  everyWeeks: rhythm.everyWeeks,
  weekdays: [...rhythm.weekdays],
  monthDay: rhythm.monthDay,
  endsOn: rhythm.endsOn,
  endsAfter: rhythm.endsAfter,
});
