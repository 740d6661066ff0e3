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

/** The next session after now. Null when the rhythm is unknown, which is a real state and no mistake. */
export function nextSession(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  now: string,
): UpcomingSession | null {
  return upcomingSessions(rhythm, changes, now, 1)[0] ?? null;
}

/** The next sessions after now, in order of time. Changes of dates that the rhythm does not have are without effect. */
export function upcomingSessions(
  rhythm: SessionRhythm | null,
  changes: readonly SessionChange[],
  now: string,
  count: number,
): UpcomingSession[] {
  if (rhythm === null || count < 1) return [];
  const from = Temporal.Instant.from(now);
  const anchor = Temporal.PlainDate.from(rhythm.anchorOn);
  const time = Temporal.PlainTime.from(rhythm.time);
  const days = rhythm.everyWeeks * 7;
  const changed = new Map(changes.map((change) => [change.on, change]));
  const found = [...changed.values()].flatMap(({ on, movedTo }) => {
    const distance = anchor.until(Temporal.PlainDate.from(on)).days;
    if (movedTo === undefined || distance < 0 || distance % days !== 0) return [];
    return [session(Temporal.PlainDateTime.from(movedTo), rhythm.zone, on, true)];
  });
  // One day back, because the local date of the zone can be behind or ahead of the instant's own.
  const today = from.toZonedDateTimeISO(rhythm.zone).toPlainDate().subtract({ days: 1 });
  const passed = Math.max(0, Math.ceil(anchor.until(today).days / days));
  let regular = 0;
  for (let turn = passed; regular < count && turn < passed + count + changed.size + 2; turn += 1) {
    const on = anchor.add({ days: turn * days });
    if (changed.has(on.toString())) continue;
    const next = session(on.toPlainDateTime(time), rhythm.zone, on.toString(), false);
    if (isAfter(next, from)) regular += 1;
    found.push(next);
  }
  return found
    .filter((one) => isAfter(one, from))
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at))
    .slice(0, count);
}

function isAfter(one: UpcomingSession, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one.at, now) > 0;
}

function session(
  wall: Temporal.PlainDateTime,
  zone: string,
  regularOn: string,
  moved: boolean,
): UpcomingSession {
  const moment = momentOf(wall, zone);
  return {
    on: moment.toPlainDate().toString(),
    time: moment.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone,
    at: moment.toInstant().toString(),
    moved,
    regularOn,
  };
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
