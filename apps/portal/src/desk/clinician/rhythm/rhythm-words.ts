import { dayName, fullDay, listed } from '../../../lib/format.js';
import type { Text } from '../../../lib/text.js';
import type { AssignmentPartsFragment, AssignmentRhythmInput, Weekday } from '../../gql/graphql.js';
import type { DeskMessage } from '../../text.js';

/** A Monday; the days of a week follow from it. */
const monday = Date.UTC(2024, 0, 1);
export const weekdays: readonly Weekday[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
];

export const weekdayName = (day: Weekday, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    monday + weekdays.indexOf(day) * 86_400_000,
  );

/** "every two weeks on Monday and Thursday, until 3 March 2027", within a sentence. */
export function rhythmWords(say: Text<DeskMessage>, rhythm: AssignmentRhythmInput): string {
  const words = often(say, rhythm);
  if (rhythm.endsOn) return say('rhythm.until', { rhythm: words, day: fullDay(rhythm.endsOn, say.language) });
  if (rhythm.endsAfter) return say('rhythm.times', { rhythm: words, count: rhythm.endsAfter });
  return words;
}

function often(say: Text<DeskMessage>, rhythm: AssignmentRhythmInput): string {
  if (rhythm.kind === 'MONTHLY')
    return rhythm.monthDay === 31
      ? say('rhythm.monthsEnd')
      : say('rhythm.MONTHLY', { day: rhythm.monthDay ?? 1 });
  if (rhythm.kind !== 'WEEKLY') return say(`rhythm.${rhythm.kind}`);
  const weeks = rhythm.everyWeeks ?? 1;
  const on = weekdays.filter((day) => rhythm.weekdays?.includes(day));
  if (on.length === 0) return say('rhythm.WEEKLY', { weeks });
  const days = listed(
    on.map((day) => weekdayName(day, say.language)),
    say.language,
  );
  return say('rhythm.weeklyOn', { weeks, days });
}

/** What comes next of an assignment, in plain words; null where nothing comes by itself. */
export function nextWords(
  say: Text<DeskMessage>,
  {
    rhythm,
    nextTurnOn,
    hasEnded,
    pausedAt,
    holiday,
  }: Pick<AssignmentPartsFragment, 'rhythm' | 'nextTurnOn' | 'hasEnded' | 'pausedAt' | 'holiday'>,
): string | null {
  if (rhythm.kind === 'ONCE') return null;
  if (hasEnded) return say('rhythm.ended');
  if (pausedAt) return say('rhythm.paused');
  if (rhythm.kind === 'WHEN_IT_HAPPENS') return say('rhythm.theirs');
  const away = holiday ? say('rhythm.away', { day: dayName(holiday.until, say.language) }) : null;
  const next = nextTurnOn
    ? say(rhythm.kind === 'BEFORE_EACH_SESSION' ? 'rhythm.nextSession' : 'rhythm.next', {
        day: dayName(nextTurnOn, say.language),
      })
    : say('rhythm.nextUnknown');
  return [away, next].filter(Boolean).join(' ');
}
