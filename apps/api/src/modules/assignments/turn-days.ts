import { type AssignmentRhythm, momentOf, weekdays } from '@rejoin/domain';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

/** A day on which a turn comes. */
export interface TurnDay {
  /** The date a calendar shows then. */
  readonly on: string;
  /** The moment, in ISO 8601 and UTC. */
  readonly at: string;
}

/** A turn is there when its day begins. */
const dayBegins = '00:00';

/**
 * The days of a rhythm by the calendar, from a day on, one after the other; they end with the rhythm, or never. The rule
 * is reckoned in dates, which know no clocks; each date then meets the wall clock of the zone. A day that the zone leaves
 * out becomes the next one that there is, and no day comes twice.
 */
export function* turnDays(
  rhythm: AssignmentRhythm,
  zone: string,
  since: string,
  time = dayBegins,
): Generator<TurnDay, void> {
  let last = '';
  for (const date of turnDates(rhythm, Temporal.PlainDate.from(since).subtract({ days: 1 }))) {
    const day = turnDay(date, zone, time);
    if (day.on < since || day.on <= last) continue;
    last = day.on;
    yield day;
  }
}

/** A date of a rhythm where there are clocks. */
export function turnDay(date: Temporal.PlainDate, zone: string, time = dayBegins): TurnDay {
  const moment = momentOf(date.toPlainDateTime(time), zone);
  return { on: moment.toPlainDate().toString(), at: moment.toInstant().toString() };
}

/** The dates of a rhythm by the calendar, wherever it is held. */
export function* turnDates(
  rhythm: AssignmentRhythm,
  since: Temporal.PlainDate,
): Generator<Temporal.PlainDate, void> {
  const end = rhythm.endsOn === null ? null : Temporal.PlainDate.from(rhythm.endsOn);
  const step = longestStep(rhythm);
  const rule = knownRule(rhythm);
  for (let from = since; end === null || !isBefore(end, from); from = from.add({ days: step })) {
    for (const { year, month, day } of rule.between(
      noon(from),
      noon(from.add({ days: step }).subtract({ days: 1 })),
      true,
    )) {
      const date = Temporal.PlainDate.from({ year, month, day });
      if (end !== null && isBefore(end, date)) return;
      yield date;
    }
  }
}

/** At least as many days as lie between one turn and the next. */
export const longestStep = ({ kind, everyWeeks }: AssignmentRhythm): number =>
  kind === 'WEEKLY' ? everyWeeks * 7 : 31;

/** Rules that were made, by what they say: making one costs more than asking it, and the worker asks each again and again. */
const known = new Map<string, ReturnType<typeof ruleOf>>();
const mostKnown = 5_000;

function knownRule({ kind, startsOn, everyWeeks, weekdays: on, monthDay }: AssignmentRhythm) {
  const key = [kind, startsOn, everyWeeks, monthDay, ...on].join(' ');
  const rule = known.get(key) ?? ruleOf({ kind, startsOn, everyWeeks, weekdays: on, monthDay });
  if (known.size >= mostKnown) known.clear();
  known.set(key, rule);
  return rule;
}

/** A rule in the words of calendars (RFC 5545), at noon of a calendar that no clock change touches. */
function ruleOf(rhythm: Omit<AssignmentRhythm, 'endsOn' | 'endsAfter'>) {
  const startsOn = Temporal.PlainDate.from(rhythm.startsOn);
  const dtstart = zoned(startsOn);
  if (rhythm.kind === 'WEEKLY') {
    const days = rhythm.weekdays.length > 0 ? rhythm.weekdays : [weekdays[startsOn.dayOfWeek - 1] ?? ''];
    const byDay = days.map((day) => day.slice(0, 2));
    return new RRuleTemporal({ freq: 'WEEKLY', interval: rhythm.everyWeeks, byDay, wkst: 'MO', dtstart });
  }
  // The last of these that the month has.
  const day = rhythm.monthDay ?? startsOn.day;
  const byMonthDay = day <= 28 ? [day] : Array.from({ length: day - 27 }, (_, index) => 28 + index);
  return new RRuleTemporal({ freq: 'MONTHLY', byMonthDay, bySetPos: [-1], dtstart });
}

const zoned = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });
const noon = (date: Temporal.PlainDate) => new Date(zoned(date).epochMilliseconds);
const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0;
