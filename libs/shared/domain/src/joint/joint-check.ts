import { haveDaysBegun } from '../time/zone.js';

/** How it was for one person, asked of each alone the day after: a single answer, never summed and never compared. */
export const jointFeelings = ['FINE', 'HARD', 'TALK_WITH_ME'] as const;
export type JointFeeling = (typeof jointFeelings)[number];

/** For how many days it is asked, from the day after. Nobody is asked for longer, and nobody is told that it was. */
export const jointCheckDays = 4;

/** Whether, where somebody's calendar hangs, it is one of the days on which they are asked how it was. */
export function isJointCheckDue(begunAt: string, zone: string, now: string): boolean {
  return haveDaysBegun(begunAt, 1, zone, now) && !haveDaysBegun(begunAt, 1 + jointCheckDays, zone, now);
}

/** After how many hours without anybody going on something that was begun together is over by itself. */
export const jointSittingHours = 12;
