import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import { isZone, momentOf } from './zone.js';

const dateSchema = z.string().check(z.refine(isDate, { error: 'is not a date' }));
const timeSchema = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is not a time of day' }));
const dateTimeSchema = z.string().check(z.refine(isDateTime, { error: 'is not a date and time' }));

export const sessionRhythmSchema = z.strictObject({
  /** A date on which a session takes place; the others follow from it. */
  anchorOn: dateSchema,
  /** The time on the wall clock of the zone. */
  time: timeSchema,
  everyWeeks: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  zone: z.string().check(z.refine(isZone, { error: 'is not a time zone' })),
});

/** When a clinician and a client (or couple) meet: "Thursdays 16:00, weekly". It rolls forward by itself. */
export type SessionRhythm = z.infer<typeof sessionRhythmSchema>;

export const sessionChangeSchema = z.strictObject({
  /** The regular date that is changed. */
  on: dateSchema,
  /** Where it moved to, on the wall clock of the rhythm's zone; absent when it is skipped. */
  movedTo: z.optional(dateTimeSchema),
});

/** One session that does not follow the rhythm: skipped, or moved. */
export type SessionChange = z.infer<typeof sessionChangeSchema>;

/** One session to come. */
export interface UpcomingSession {
  /** The date and the time the wall clock will show. */
  readonly on: string;
  readonly time: string;
  readonly zone: string;
  /** The instant, in ISO 8601 and UTC. */
  readonly at: string;
  readonly moved: boolean;
  /** The regular date it stands for, whether moved or not: what "skip" and "move" refer to. */
  readonly regularOn: string;
}

/** The next session of one rhythm, and between which moments of asking it stays the next. */
interface Known {
  readonly from: number;
  readonly until: number;
  readonly session: UpcomingSession;
}

// A caseload asks for the next session of every client on every request, and the zone's rules cost most of a
// millisecond; the answer changes once a week. The oldest go first, and what is kept tells nothing but dates.
const known = new Map<string, Known>();
const mostKnown = 4_096;
const plainInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** The next session after now. Null when the rhythm is unknown, which is a real state and no mistake. */
export function nextSession(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  now: string,
): UpcomingSession | null {
  if (rhythm === null) return null;
  const key = keyOf(rhythm, changes);
  const asked = plainInstant.test(now) ? Date.parse(now) : Number.NaN;
  const before = known.get(key);
  if (before !== undefined && before.from <= asked && asked < before.until) return before.session;
  const [next] = upcomingSessions(rhythm, changes, now, 1);
  if (next === undefined) return null;
  remember(key, { from: asked, until: Date.parse(next.at), session: Object.freeze(next) });
  return next;
}

function keyOf(rhythm: SessionRhythm, changes: readonly SessionChange[]): string {
  const words = [rhythm.anchorOn, rhythm.time, String(rhythm.everyWeeks), rhythm.zone];
  for (const { on, movedTo } of changes) words.push(on, movedTo ?? '-');
  return words.join(' ');
}

function remember(key: string, session: Known): void {
  known.delete(key);
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(key, session);
}

/** The next sessions after now, in order of time. Changes of dates that the rhythm does not have are without effect. */
export function upcomingSessions(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  now: string,
  count: number,
): UpcomingSession[] {
  if (rhythm === null || count < 1) return [];
  const from = Temporal.Instant.from(now).epochMilliseconds;
  const anchor = dayOf(rhythm.anchorOn);
  const days = rhythm.everyWeeks * 7;
  const changed = new Map(changes.map((change) => [change.on, change]));
  const found = [...changed.values()].flatMap(({ on, movedTo }) => {
    const distance = dayOf(on) - anchor;
    if (movedTo === undefined || distance < 0 || distance % days !== 0) return [];
    return [session(movedTo, rhythm.zone, on, true)];
  });
  // Two days back: the zone's own date can be one behind UTC's, and a wall time that is skipped is a day further on.
  const passed = Math.max(0, Math.ceil((Math.floor(from / dayLong) - 2 - anchor) / days));
  let regular = 0;
  for (let turn = passed; regular < count && turn < passed + count + changed.size + 2; turn += 1) {
    const on = dateOf(anchor + turn * days);
    if (changed.has(on)) continue;
    const next = session(`${on}T${rhythm.time}`, rhythm.zone, on, false);
    if (next.moment > from) regular += 1;
    found.push(next);
  }
  return found
    .filter(({ moment }) => moment > from)
    .sort((one, other) => one.moment - other.moment)
    .slice(0, count)
    .map(({ upcoming }) => upcoming());
}

const dayLong = 86_400_000;

// Dates are counted as days of a calendar without clocks, which is plain arithmetic; only moments need a zone's rules.
function dayOf(date: string): number {
  return Date.parse(date) / dayLong;
}

function dateOf(day: number): string {
  return new Date(day * dayLong).toISOString().slice(0, 10);
}

/** A session whose moment is known; what a wall clock shows of it is worked out for those that are shown. */
interface Dated {
  readonly moment: number;
  readonly upcoming: () => UpcomingSession;
}

function session(wall: string, zone: string, regularOn: string, moved: boolean): Dated {
  const zoned = momentOf(Temporal.PlainDateTime.from(wall), zone);
  const upcoming = (): UpcomingSession => ({
    on: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone,
    at: zoned.toInstant().toString(),
    moved,
    regularOn,
  });
  return { moment: zoned.epochMilliseconds, upcoming };
}

function isDate(word: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(word) && succeeds(() => Temporal.PlainDate.from(word, { overflow: 'reject' }))
  );
}

function isDateTime(word: string): boolean {
  const isForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(word);
  return isForm && succeeds(() => Temporal.PlainDateTime.from(word, { overflow: 'reject' }));
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
