import {
  type AssignmentRhythm,
  localDate,
  nextSession,
  type SessionChange,
  sessionPassedSince,
  type SessionRhythm,
  upcomingSessions,
} from '@rejoin/domain';
import { Temporal } from 'temporal-polyfill';
import { longestStep, turnDates, turnDay, turnDays } from './turn-days.js';

/** What a rhythm goes by: its rule, where it is held, and what was said about it since. */
export interface Course {
  readonly rhythm: AssignmentRhythm;
  readonly zone: string;
  readonly sessions: { readonly rhythm: SessionRhythm | null; readonly changes: readonly SessionChange[] };
  readonly isPaused: boolean;
  /** One of its turns waits for a session, and comes before the next. */
  readonly isWaiting: boolean;
  /** The day it went on after a pause: what would have come before it is left behind. */
  readonly resumedOn: string | null;
  /** From and until these days nothing comes. */
  readonly holiday: { readonly from: string; readonly until: string } | null;
  /** Turns that are left out, by their slots. */
  readonly skippedOn: readonly string[];
  /** When its latest turn opened; null: none has. */
  readonly latest: string | null;
  /** How many turns have opened since it began to count. */
  readonly opened: number;
}

/** The slot of the first turn, which is there when an exercise is given, whatever its rhythm. */
export function firstSlot({ rhythm, sessions }: Pick<Course, 'rhythm' | 'sessions'>, now: string): string {
  if (rhythm.kind === 'ONCE') return 'once';
  const session =
    rhythm.kind === 'BEFORE_EACH_SESSION' ? nextSession(sessions.rhythm, sessions.changes, now) : null;
  return session?.regularOn ?? rhythm.startsOn;
}

/**
 * The slot of a turn to open now beside those there are; null when none stands open. By the calendar it is the latest day
 * that has come, and one turn a day at most; before each session nobody is asked anew until one has begun: a meeting that
 * is moved, skipped or set for another day is still the one to come. What has passed never comes back.
 */
export function slotToOpen(course: Course, now: string): string | null {
  const { rhythm, zone, holiday } = course;
  const today = localDate(now, zone);
  if (isHeld(course, today) || (holiday && isIn(holiday, today))) return null;
  if (rhythm.kind === 'BEFORE_EACH_SESSION') {
    const session = isAsked(course, now)
      ? null
      : nextSession(course.sessions.rhythm, course.sessions.changes, now);
    return session && isMeant(course, session.regularOn, session.on) ? session.regularOn : null;
  }
  if (!isByCalendar(rhythm)) return null;
  const standing = standingDay(course, today);
  return standing !== null && standing >= earliest(course, today) && isMeant(course, standing)
    ? standing
    : null;
}

/** The latest day of a rhythm that has come. */
function standingDay({ rhythm, zone }: Course, today: string): string | null {
  const until = Temporal.PlainDate.from(today);
  let standing: Temporal.PlainDate | null = null;
  for (const date of turnDates(rhythm, until.subtract({ days: longestStep(rhythm) }))) {
    if (Temporal.PlainDate.compare(date, until) > 0) break;
    standing = date;
  }
  return standing && turnDay(standing, zone).on;
}

/** How far ahead a next turn is looked for: a year of skipped ones and holidays is far enough. */
const mostAhead = 400;

/** The next turn, by its slot; null when none will come, or nobody can say when. */
export function nextTurn(course: Course, now: string): string | null {
  const { rhythm, zone, sessions } = course;
  const today = localDate(now, zone);
  if (isHeld(course, today)) return null;
  if (rhythm.kind === 'BEFORE_EACH_SESSION') {
    const upcoming = upcomingSessions(sessions.rhythm, sessions.changes, now, 60);
    const coming = isAsked(course, now) ? upcoming.slice(1) : upcoming;
    return coming.find(({ regularOn, on }) => isMeant(course, regularOn, on))?.regularOn ?? null;
  }
  if (!isByCalendar(rhythm)) return null;
  const open = slotToOpen(course, now);
  if (open !== null) return open;
  let looked = 0;
  for (const { on, at } of turnDays(rhythm, zone, today)) {
    if (Temporal.Instant.compare(at, now) > 0 && isMeant(course, on)) return on;
    looked += 1;
    if (looked > mostAhead) break;
  }
  return null;
}

const isByCalendar = ({ kind }: AssignmentRhythm): boolean => kind === 'WEEKLY' || kind === 'MONTHLY';

const isIn = ({ from, until }: { from: string; until: string }, on: string): boolean =>
  from <= on && on <= until;

/** Whether nothing comes, whatever day it is. */
const isHeld = (course: Course, today: string): boolean =>
  course.isPaused || course.isWaiting || hasEnded(course, today);

/** Whether nothing more will come by itself: its last day is over, or its last turn has come. */
export function hasEnded({ rhythm: { endsOn, endsAfter }, opened }: Course, today: string): boolean {
  return (endsOn !== null && endsOn < today) || (endsAfter !== null && opened >= endsAfter);
}

/** Whether the meeting to come is one they were asked for already. */
function isAsked({ sessions, latest }: Course, now: string): boolean {
  return latest !== null && !sessionPassedSince(sessions.rhythm, sessions.changes, latest, now);
}

/** Whether a turn that would come is to come: it was not left out, and its day lies within. */
function isMeant({ rhythm: { endsOn }, skippedOn, holiday }: Course, slot: string, on = slot): boolean {
  return !skippedOn.includes(slot) && !(holiday && isIn(holiday, on)) && (endsOn === null || on <= endsOn);
}

/** The first day whose turn may still be opened today: after the day of the latest one, a pause and a holiday. */
function earliest({ latest, zone, resumedOn, holiday }: Course, today: string): string {
  const days = [
    latest === null ? '' : dayAfter(localDate(latest, zone)),
    resumedOn ?? '',
    holiday && holiday.until < today ? dayAfter(holiday.until) : '',
  ];
  return days.sort().at(-1) ?? '';
}

const dayAfter = (on: string): string => Temporal.PlainDate.from(on).add({ days: 1 }).toString();
