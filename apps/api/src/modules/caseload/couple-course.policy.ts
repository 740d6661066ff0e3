import type { CoupleStatus } from './couple.entity.js';

/** Which way joint work may go from where it is. Pure. What has ended stays ended; what two of them leave, ends. */
export function coupleCourse(
  status: CoupleStatus,
  size: number,
): { pause: boolean; resume: boolean; end: boolean; leave: boolean } {
  return {
    pause: status === 'ACTIVE',
    resume: status === 'PAUSED',
    end: status !== 'ENDED',
    leave: status !== 'ENDED' && size > 2,
  };
}

/** What is missing of telling each: one day for everyone who is in it, none of them to come. Null: nothing. */
export function toldGap(
  current: readonly string[],
  told: readonly { clientId: string; toldOn: string }[],
  today: string,
): 'MISSING' | 'TO_COME' | null {
  const named = new Set(told.map(({ clientId }) => clientId));
  if (told.length !== current.length || current.some((id) => !named.has(id))) return 'MISSING';
  return told.some(({ toldOn }) => toldOn > today) ? 'TO_COME' : null;
}
