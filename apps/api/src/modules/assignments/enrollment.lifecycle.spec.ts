import { arrangementFault, canOpenNext, currentWeek, nextWeek } from './enrollment.lifecycle.js';

const then = '2026-03-02T10:00:00Z';
const week = (
  id: string,
  more: { opened_at?: string; skipped_at?: string; week_key?: string | null } = {},
) => ({
  id,
  week_key: id,
  opened_at: null,
  skipped_at: null,
  ...more,
});

describe('the weeks of a program', () => {
  const weeks = [
    week('one', { opened_at: then }),
    week('two', { skipped_at: then }),
    week('three'),
    week('four'),
  ];

  it('go on with the first one that is neither open nor skipped', () => {
    expect(nextWeek(weeks)?.id).toBe('three');
    expect(currentWeek(weeks)?.id).toBe('one');
    expect(nextWeek([week('one', { opened_at: then })])).toBeNull();
    expect(currentWeek([week('one')])).toBeNull();
  });

  it('open until the enrollment has ended', () => {
    expect(canOpenNext({ ended_at: null, weeks })).toBe(true);
    expect(canOpenNext({ ended_at: then, weeks })).toBe(false);
  });
});

describe('an arrangement', () => {
  const rest = week('rest', { week_key: null });
  const weeks = [week('one', { opened_at: then }), week('two'), rest, week('three')];
  const keep = (weekId: string, isSkipped = false) => ({ weekId, isSkipped });

  it.each<[string, Parameters<typeof arrangementFault>[1]]>([
    ['the other way round', [keep('three'), keep('rest'), keep('two')]],
    ['without a rest', [keep('two'), keep('three')]],
    ['with one more rest', [keep('two'), { isSkipped: false }, keep('rest'), keep('three')]],
    ['with a week skipped', [keep('two', true), keep('three')]],
  ])('may be %s', (_what, arranged) => {
    expect(arrangementFault(weeks, arranged)).toBeNull();
  });

  it.each<[string, Parameters<typeof arrangementFault>[1]]>([
    ['without a week of the program', [keep('three')]],
    ['with a week twice', [keep('two'), keep('two'), keep('three')]],
    ['with a week that is open', [keep('one'), keep('two'), keep('three')]],
    ['with another’s week', [keep('two'), keep('three'), keep('strange')]],
    ['with a new rest that is skipped', [keep('two'), keep('three'), { isSkipped: true }]],
  ])('is refused %s', (_what, arranged) => {
    expect(arrangementFault(weeks, arranged)).not.toBeNull();
  });
});
