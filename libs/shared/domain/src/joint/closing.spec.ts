import { describe, expect, it } from '@jest/globals';
import { closingOf, endOfDay } from './closing.js';

const mondays = { anchorOn: '2026-03-02', time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' } as const;

describe('what was opened closes', () => {
  it('once the day of the next session is over, where sessions are held', () => {
    // On a Thursday: the Monday after.
    expect(closingOf(mondays, [], '2026-03-05T10:00:00Z')).toBe('2026-03-09T23:00:00Z');
  });

  it('after the following one when it is opened on the day of a session, before it or in it', () => {
    for (const now of ['2026-03-02T08:00:00Z', '2026-03-02T15:20:00Z'])
      expect(closingOf(mondays, [], now)).toBe('2026-03-09T23:00:00Z');
  });

  it('with the session that is next when others were skipped or moved', () => {
    expect(closingOf(mondays, [{ on: '2026-03-09' }], '2026-03-05T10:00:00Z')).toBe('2026-03-16T23:00:00Z');
    expect(
      closingOf(mondays, [{ on: '2026-03-09', movedTo: '2026-03-11T10:00' }], '2026-03-05T10:00:00Z'),
    ).toBe('2026-03-11T23:00:00Z');
  });

  it('by hand where no session is known', () => {
    expect(closingOf(null, [], '2026-03-05T10:00:00Z')).toBeNull();
  });
});

describe('a day is over', () => {
  it.each([
    ['2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    // Midnight itself is skipped there.
    ['2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('%s in %s', (on, zone, at) => expect(endOfDay(on, zone)).toBe(at));
});
