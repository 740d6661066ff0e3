import { type AssignmentRhythm, localDate } from '@rejoin/domain';
import { changesOf, rhythmJson, type StoredRhythm } from '../caseload/index.js';
import type { Course } from './turns.js';

/** The course of a rhythm as a statement returns it (see `courseJson`). */
export interface StoredCourse {
  rhythm: AssignmentRhythm;
  zone: string;
  sessions: StoredRhythm;
  paused_at: string | null;
  resumed_on: string | null;
  holiday: { from: string; until: string } | null;
  skipped_on: string[];
  /** One of its turns waits for a session. */
  is_waiting: boolean;
  /** When its turns opened, the latest first: the latest alone, unless they are counted. */
  openings: string[];
}

/** SQL of the rule by which turns of an assignment come, as an `AssignmentRhythm`. */
export const ruleJson = (assignment: string): string => `
  json_build_object('kind', ${assignment}.rhythm, 'startsOn', ${assignment}.starts_on, 'everyWeeks', ${assignment}.every_weeks,
    'weekdays', ${assignment}.weekdays, 'monthDay', ${assignment}.month_day, 'endsOn', ${assignment}.ends_on, 'endsAfter', ${assignment}.ends_after)`;

/** SQL of the zone an episode’s sessions are held in; `practice` stands in for an unknown rhythm. */
export const zoneOf = (episode: string, practice: string): string =>
  `coalesce(${episode}.rhythm_zone, ${practice}.zone)`;

/**
 * SQL of all that a rhythm goes by, as `StoredCourse`, from the aliases of an assignment, its episode and its practice. How
 * many turns have come is counted when it is read: a day is one of a zone.
 */
export const courseJson = (assignment: string, episode: string, practice: string): string => `
  json_build_object('rhythm', ${ruleJson(assignment)}, 'zone', ${zoneOf(episode, practice)}, 'sessions', ${rhythmJson(episode)},
    'paused_at', ${assignment}.paused_at, 'resumed_on', ${assignment}.resumed_on, 'skipped_on', ${assignment}.skipped_on,
    'holiday', case when ${assignment}.holiday_from is not null
      then json_build_object('from', ${assignment}.holiday_from, 'until', ${assignment}.holiday_until) end,
    'is_waiting', exists (select 1 from occurrences ow where ow.practice_id = ${assignment}.practice_id
      and ow.assignment_id = ${assignment}.id and ow.opens_at is null),
    'openings', (select coalesce(json_agg(op.at order by op.at desc), '[]') from (
      select max(oc.opens_at) as at from occurrences oc
      where oc.practice_id = ${assignment}.practice_id and oc.assignment_id = ${assignment}.id and oc.sitting = 'FIRST' and oc.opens_at is not null
      group by oc.slot order by 1 desc limit case when ${assignment}.ends_after is null then 1 else 100 end) op))`;

/** A stored course, as the rules of turns take it. */
export function courseOf(stored: StoredCourse): Course {
  const { rhythm, zone, sessions, openings } = stored;
  const instants = openings.map((at) => new Date(at).toISOString());
  return {
    rhythm,
    zone,
    sessions: { rhythm: sessions.rhythm, changes: changesOf(sessions) },
    isPaused: stored.paused_at !== null,
    isWaiting: stored.is_waiting,
    resumedOn: stored.resumed_on,
    holiday: stored.holiday,
    skippedOn: stored.skipped_on,
    latest: instants[0] ?? null,
    opened: instants.filter((at) => localDate(at, zone) >= rhythm.startsOn).length,
  };
}
