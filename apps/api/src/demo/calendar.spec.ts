import { sessionPassedSince, upcomingSessions } from '@rejoin/domain';
import { Calendar } from './calendar.js';

const zone = 'Europe/Berlin';
const days = Array.from({ length: 14 }, (_, day) => new Date(Date.UTC(2026, 2, 22 + day, 3 * (day % 8), 7)));

describe.each(days.map((now): [string, Date] => [now.toISOString(), now]))('loaded at %s', (_name, now) => {
  const calendar = (inDays: 2 | 3, everyWeeks?: 1 | 2) =>
    new Calendar(zone, { inDays, time: '16:00', everyWeeks }, now);

  it('meets next in two to five days, on a working day, as the rhythm says', () => {
    for (const inDays of [2, 3] as const)
      for (const everyWeeks of [1, 2] as const) {
        const { rhythm } = calendar(inDays, everyWeeks);
        const [next] = upcomingSessions(rhythm, [], now.toISOString(), 1);
        const ahead = (Date.parse(next?.on ?? '') - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000;
        expect(ahead).toBeGreaterThanOrEqual(2);
        expect(ahead).toBeLessThanOrEqual(5);
        expect([0, 6]).not.toContain(new Date(next?.on ?? '').getUTCDay());
      }
  });

  it('has the first day after the last session behind it, and never a day to come', () => {
    const { at, session } = calendar(3);
    expect(at(1, 1, '23:30').getTime()).toBeLessThan(now.getTime());
    expect(session(1).getTime()).toBeLessThan(at(1, 1, '00:30').getTime());
    expect(() => at(0, 0, '16:00')).toThrow(/still to come/);
  });

  it('has passed a session between two weeks, and none since the last', () => {
    const { at, rhythm } = calendar(2);
    const passed = (since: Date) => sessionPassedSince(rhythm, [], since.toISOString(), now.toISOString());
    expect(passed(at(2, 3, '20:00'))).toBe(true);
    expect(passed(at(1, 1, '20:00'))).toBe(false);
  });
});
