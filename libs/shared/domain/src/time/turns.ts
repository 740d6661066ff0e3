import { Temporal } from 'temporal-polyfill';
import { nextSession, type SessionChange, type SessionRhythm } from './session.js';
import { localDate } from './zone.js';

/** How often an exercise is given: once, anew before each session, or anew each week. */
export const assignmentRhythms = ['ONCE', 'BEFORE_EACH_SESSION', 'WEEKLY'] as const;
export type AssignmentRhythm = (typeof assignmentRhythms)[number];

/**
 * The slot of the turn that stands open now: the day the week began, the regular date of the session it comes before,
 * or `once`. A slot that has passed never comes back, so that (assignment, client, slot) names one turn. Null when a
 * turn waits for a session nobody knows the rhythm of.
 */
export function currentSlot(
  rhythm: AssignmentRhythm,
  given: { readonly on: string; readonly zone: string },
  sessions: { readonly rhythm: SessionRhythm | null; readonly changes: readonly SessionChange[] },
  now: string,
): string | null {
  if (rhythm === 'ONCE') return 'once';
  if (rhythm === 'BEFORE_EACH_SESSION') {
    return nextSession(sessions.rhythm, sessions.changes, now)?.regularOn ?? null;
  }
  const on = Temporal.PlainDate.from(given.on);
  const weeks = Math.max(0, Math.floor(on.until(localDate(now, given.zone)).days / 7));
  return on.add({ weeks }).toString();
}

/**
 * The slot of a turn to open beside those there are, the latest of which opened at `latest`. Before each session nobody is
 * asked anew until one has begun: a meeting that is moved, skipped or set for another day is still the one to come.
 */
export function slotToOpen(
  rhythm: AssignmentRhythm,
  given: { readonly on: string; readonly zone: string },
  sessions: { readonly rhythm: SessionRhythm | null; readonly changes: readonly SessionChange[] },
  latest: string,
  now: string,
): string | null {
  const isWaiting =
    rhythm === 'BEFORE_EACH_SESSION' && !sessionPassedSince(sessions.rhythm, sessions.changes, latest, now);
  return isWaiting ? null : currentSlot(rhythm, given, sessions, now);
}

/** Whether a session has begun between then and now: what waits for the next session opens with it. */
export function sessionPassedSince(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  since: string,
  now: string,
): boolean {
  const next = nextSession(rhythm, changes, since);
  return next !== null && Temporal.Instant.compare(next.at, now) <= 0;
}
