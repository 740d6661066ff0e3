import { Temporal } from 'temporal-polyfill';
import { nextSession, type SessionChange, type SessionRhythm } from './session.js';

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
