import { Temporal } from 'temporal-polyfill';

const zoneName = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether a word is an IANA time zone this machine knows. Bare offsets are refused: they do not know summer time. */
export function isZone(word: string): boolean {
  if (word.length > 64 || !zoneName.test(word)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(word);
    return true;
  } catch {
    return false;
  }
}

/** The date a calendar shows in a zone at a moment. */
export function localDate(now: string, zone: string): string {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Whether, where a zone's calendar hangs, so many days have begun since a moment. */
export function haveDaysBegun(since: string, days: number, zone: string, now: string): boolean {
  const day = Temporal.PlainDate.from(localDate(since, zone)).add({ days });
  return Temporal.PlainDate.compare(day, localDate(now, zone)) <= 0;
}

/**
 * The moment a wall clock shows this date and time. A wall time that a clock change skips becomes the first moment
 * that exists after it; one that a clock change repeats means its first occurrence.
 */
export function momentOf(wall: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  const moment = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (moment.toPlainDateTime().equals(wall)) return moment;
  return moment.getTimeZoneTransition('next') ?? moment;
}
