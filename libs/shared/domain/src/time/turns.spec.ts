import { describe, expect, it } from '@jest/globals';
import type { SessionChange, SessionRhythm } from './session.js';
import { sessionPassedSince } from './turns.js';

const thursdays: SessionRhythm = {
  anchorOn: '2026-01-01',
  time: '16:00',
  everyWeeks: 1,
  zone: 'Europe/Berlin',
};

describe('sessionPassedSince', () => {
  it.each([
    ['before the session', '2026-03-25T09:00:00Z', '2026-03-26T14:59:59Z', false],
    ['as it begins', '2026-03-25T09:00:00Z', '2026-03-26T15:00:00Z', true],
    ['given in the session itself', '2026-03-26T15:00:00Z', '2026-03-30T15:00:00Z', false],
    ['after the one that follows', '2026-03-26T15:00:00Z', '2026-04-02T14:00:00Z', true],
  ])('%s', (_name, since, now, has) => {
    expect(sessionPassedSince(thursdays, [], since, now)).toBe(has);
  });

  it('does not count a session that was skipped, and none at all without a rhythm', () => {
    const passed = (rhythm: SessionRhythm | null, changes: SessionChange[]) =>
      sessionPassedSince(rhythm, changes, '2026-03-25T09:00:00Z', '2026-04-01T09:00:00Z');
    expect(passed(thursdays, [{ on: '2026-03-26' }])).toBe(false);
    expect(passed(null, [])).toBe(false);
  });
});
