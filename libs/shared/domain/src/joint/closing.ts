import { Temporal } from 'temporal-polyfill';
import { type SessionChange, type SessionRhythm, upcomingSessions } from '../time/session.js';
import { localDate, momentOf } from '../time/zone.js';

/** The moment a day is over, where a zone's calendar hangs. */
export function endOfDay(on: string, zone: string): string {
  const next = Temporal.PlainDate.from(on).add({ days: 1 });
  return momentOf(next.toPlainDateTime(), zone).toInstant().toString();
}

/**
 * When what is opened now closes by itself: once the day of the next session is over, which is the first one on a later day
 * than today. Null where no session is known: then the clinician closes it.
 */
export function closingOf(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  now: string,
): string | null {
  if (rhythm === null) return null;
  const today = localDate(now, rhythm.zone);
  const next = upcomingSessions(rhythm, changes, now, 3).find(({ on }) => on > today);
  return next ? endOfDay(next.on, next.zone) : null;
}
