import { describe, expect, it } from '@jest/globals';
import { isJointCheckDue } from './joint-check.js';

describe('how it was is asked', () => {
  // Late in the evening in Berlin; in New York it is still the afternoon.
  const begunAt = '2026-03-05T22:30:00Z';
  it.each([
    ['not on the same evening', 'Europe/Berlin', '2026-03-05T22:59:00Z', false],
    ['from the day after', 'Europe/Berlin', '2026-03-05T23:00:00Z', true],
    ['where the person is', 'America/New_York', '2026-03-06T03:00:00Z', false],
    ['for some days', 'Europe/Berlin', '2026-03-09T22:00:00Z', true],
    ['and not for longer', 'Europe/Berlin', '2026-03-09T23:30:00Z', false],
  ])('%s', (_, zone, now, isDue) => expect(isJointCheckDue(begunAt, zone, now)).toBe(isDue));
});
