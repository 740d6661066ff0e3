import { nextSession, type SessionChange, type SessionRhythm } from '@rejoin/domain';
import type { NextSession } from './caseload.types.js';

/** A rhythm and its changes as a screen statement returns them (see `rhythmJson`). */
export interface StoredRhythm {
  rhythm: SessionRhythm | null;
  changes: { on: string; movedTo: string | null }[];
}

/**
 * SQL for an episode's rhythm as `StoredRhythm`. The next session is computed from it when it is read: instants come late,
 * because a zone's rules can change between now and then.
 */
export const rhythmJson = (episode: string): string => `
  json_build_object(
    'rhythm', case when ${episode}.rhythm_anchor_on is null then null else json_build_object('anchorOn', ${episode}.rhythm_anchor_on,
      'time', ${episode}.rhythm_time, 'everyWeeks', ${episode}.rhythm_every_weeks, 'zone', ${episode}.rhythm_zone) end,
    'changes', (select coalesce(json_agg(json_build_object('on', sc.session_on, 'movedTo', sc.moved_to) order by sc.session_on), '[]')
      from session_changes sc where sc.practice_id = ${episode}.practice_id and sc.episode_id = ${episode}.id and sc.session_on > now() - interval '60 days'))`;

/** What was skipped or moved, as the rules of time take it. */
export function changesOf(stored: StoredRhythm): SessionChange[] {
  return stored.changes.map(({ on, movedTo }) => (movedTo ? { on, movedTo } : { on }));
}

/** The next session, or null when no rhythm is known: no text then names a day. */
export function nextSessionOf(stored: StoredRhythm, now = new Date()): NextSession | null {
  const next = nextSession(stored.rhythm, changesOf(stored), now.toISOString());
  return (
    next && {
      on: next.on,
      time: next.time,
      zone: next.zone,
      at: next.at,
      isMoved: next.moved,
      regularOn: next.regularOn,
    }
  );
}
