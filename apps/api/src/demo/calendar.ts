import type { SessionRhythm } from '@rejoin/domain';
import { Temporal } from 'temporal-polyfill';

/** When a course of care meets, seen from the day the demo is loaded. */
export interface Meeting {
  /** In how many days the next session is; over a weekend it waits until Monday. */
  inDays: 2 | 3;
  time: string;
  everyWeeks?: 1 | 2;
}

/** How far back a rhythm reaches: further than any story. */
const weeksBack = 20;

/**
 * The time of a story, counted from its sessions, so that it reads the same on whatever day it is loaded: the next session is
 * always two to five days ahead, and everything in a story lies before now.
 */
export class Calendar {
  readonly rhythm: SessionRhythm;
  readonly #next: Temporal.PlainDate;
  readonly #now: Temporal.Instant;

  constructor(zone: string, meeting: Meeting, now: Date) {
    this.#now = Temporal.Instant.fromEpochMilliseconds(now.getTime());
    let next = this.#now.toZonedDateTimeISO(zone).toPlainDate().add({ days: meeting.inDays });
    while (next.dayOfWeek > 5) next = next.add({ days: 1 });
    this.#next = next;
    this.rhythm = {
      anchorOn: next.subtract({ weeks: weeksBack }).toString(),
      time: meeting.time,
      everyWeeks: meeting.everyWeeks ?? 1,
      zone,
    };
  }

  /** So many days after the day on which they meet, so many weeks before the next session. */
  readonly at = (week: number, day: number, time: string): Date => {
    const on = this.#next.subtract({ weeks: week }).add({ days: day });
    const moment = on.toZonedDateTime({ timeZone: this.rhythm.zone, plainTime: time }).toInstant();
    if (Temporal.Instant.compare(moment, this.#now) >= 0)
      throw new Error(`Day ${day}, ${time}, ${week} week(s) before the next session is still to come`);
    return new Date(moment.epochMilliseconds);
  };

  /** The last minutes of a session: when something is talked about, and the next exercise given. */
  readonly session = (week: number): Date =>
    new Date(this.at(week, 0, this.rhythm.time).getTime() + 40 * 60_000);
}
