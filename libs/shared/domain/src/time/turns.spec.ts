import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { upcomingSessions, type SessionChange, type SessionRhythm } from './session.js';
import { assignmentRhythms, currentSlot, sessionPassedSince, slotToOpen } from './turns.js';

const thursdays: SessionRhythm = {
  anchorOn: '2026-01-01',
  time: '16:00',
  everyWeeks: 1,
  zone: 'Europe/Berlin',
};
const given = { on: '2026-03-25', zone: 'Europe/Berlin' };
const meeting = (rhythm: SessionRhythm | null, changes: SessionChange[] = []) => ({ rhythm, changes });

describe('currentSlot', () => {
  it('of once is one slot for ever', () => {
    expect(currentSlot('ONCE', given, meeting(null), '2026-03-25T10:00:00Z')).toBe('once');
    expect(currentSlot('ONCE', given, meeting(thursdays), '2036-03-25T10:00:00Z')).toBe('once');
  });

  it.each([
    ['the day it is given', '2026-03-25T09:00:00Z', '2026-03-25'],
    ['the last minute of the week, summer time begun', '2026-03-31T21:59:59Z', '2026-03-25'],
    ['the first minute of the next', '2026-03-31T22:00:00Z', '2026-04-01'],
    ['half a year on, after both changes of clocks', '2026-10-27T23:00:00Z', '2026-10-28'],
    ['a minute before that', '2026-10-27T22:59:00Z', '2026-10-21'],
    ['before the day itself, seen from a zone behind', '2026-03-24T12:00:00Z', '2026-03-25'],
  ])('of weekly: %s', (_name, now, slot) => {
    expect(currentSlot('WEEKLY', given, meeting(null), now)).toBe(slot);
  });

  it('before each session is the session’s own date', () => {
    const slot = (now: string, changes: SessionChange[] = []) =>
      currentSlot('BEFORE_EACH_SESSION', given, meeting(thursdays, changes), now);
    expect(slot('2026-03-25T09:00:00Z')).toBe('2026-03-26');
    expect(slot('2026-03-26T14:59:59Z')).toBe('2026-03-26');
    expect(slot('2026-03-26T15:00:00Z')).toBe('2026-04-02');
    expect(slot('2026-03-27T09:00:00Z', [{ on: '2026-04-02' }])).toBe('2026-04-09');
    expect(slot('2026-04-03T09:00:00Z', [{ on: '2026-04-02', movedTo: '2026-04-04T10:00' }])).toBe(
      '2026-04-02',
    );
  });

  it('before each session is unknown while the rhythm is', () => {
    expect(currentSlot('BEFORE_EACH_SESSION', given, meeting(null), '2026-03-25T09:00:00Z')).toBeNull();
  });
});

describe('slotToOpen', () => {
  const monday = '2026-03-23T09:00:00Z';
  const friday = '2026-03-27T09:00:00Z';
  const open = (rhythm: SessionRhythm | null, changes: SessionChange[], latest: string, now: string) =>
    slotToOpen('BEFORE_EACH_SESSION', given, meeting(rhythm, changes), latest, now);

  it.each<[string, SessionRhythm | null, SessionChange[]]>([
    ['is still to come', thursdays, []],
    ['is skipped', thursdays, [{ on: '2026-03-26' }]],
    ['moved', thursdays, [{ on: '2026-03-26', movedTo: '2026-03-28T10:00' }]],
    ['is on another day of the week now', { ...thursdays, anchorOn: '2026-03-28' }, []],
    ['is no longer known', null, []],
  ])('asks nobody anew while the session they were asked for %s', (_how, rhythm, changes) => {
    const now = changes.length > 0 || rhythm !== thursdays ? friday : '2026-03-26T14:59:59Z';
    expect(open(rhythm, changes, monday, now)).toBeNull();
  });

  it('opens the turn of the next session once one has begun', () => {
    expect(open(thursdays, [], monday, '2026-03-26T15:00:00Z')).toBe('2026-04-02');
    expect(open(thursdays, [{ on: '2026-03-26', movedTo: '2026-03-25T10:00' }], monday, friday)).toBe(
      '2026-04-02',
    );
    expect(open(thursdays, [], friday, friday)).toBeNull();
  });

  it('goes by the week alone where the rhythm is the week', () => {
    expect(slotToOpen('WEEKLY', given, meeting(null), friday, '2026-04-01T09:00:00Z')).toBe('2026-04-01');
  });
});

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

describe('for any rhythm, day given and way through time', () => {
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
  );
  const day = fc
    .integer({ min: 0, max: 1_500 })
    .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString());
  const anyCase = fc.record({
    rhythm: fc.constantFrom(...assignmentRhythms),
    given: fc.record({ on: day, zone }),
    sessions: fc
      .record({
        anchorOn: day,
        time: fc.constantFrom('00:30', '02:30', '16:00'),
        everyWeeks: fc.constantFrom(1 as const, 2 as const, 4 as const),
        zone,
      })
      .chain((of) =>
        fc.record({
          rhythm: fc.constant(of),
          changes: fc.uniqueArray(
            fc
              .record({
                turn: fc.nat(20),
                moved: fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined }),
              })
              .map(({ turn, moved }): SessionChange => {
                const on = Temporal.PlainDate.from(of.anchorOn).add({ weeks: turn * of.everyWeeks });
                const movedTo =
                  moved === undefined ? {} : { movedTo: `${on.add({ days: moved }).toString()}T11:00` };
                return { on: on.toString(), ...movedTo };
              }),
            { selector: ({ on }) => on, maxLength: 4 },
          ),
        }),
      ),
    hours: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 12 }),
  });
  type Case = typeof anyCase extends fc.Arbitrary<infer One> ? One : never;

  const walk = ({ rhythm, given, sessions, hours }: Case) => {
    let now = Temporal.PlainDate.from(given.on).toZonedDateTime(given.zone).toInstant();
    return hours.map((step) => {
      now = now.add({ hours: step });
      return {
        now: now.toString(),
        slot: currentSlot(rhythm, given, sessions, now.toString()),
      };
    });
  };

  it('a slot that has passed never comes back', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const slots = walk(one).map(({ slot }) => slot);
        const left = slots.filter((slot, at) => slot !== slots[at - 1]);
        expect(new Set(left).size).toBe(left.length);
      }),
      { numRuns: 300 },
    );
  });

  it('weeks only go forward, a whole number of them from the day it was given', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const turns = walk({ ...one, rhythm: 'WEEKLY' });
        turns.forEach(({ now, slot }, at) => {
          const days = Temporal.PlainDate.from(one.given.on).until(slot ?? '').days;
          expect(days % 7).toBe(0);
          expect((turns[at - 1]?.slot ?? '') <= (slot ?? '')).toBe(true);
          const today = Temporal.Instant.from(now).toZonedDateTimeISO(one.given.zone).toPlainDate();
          expect(today.since(slot ?? '').days).toBeGreaterThanOrEqual(0);
          expect(today.since(slot ?? '').days).toBeLessThan(7);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('a turn before a session ends when that session has begun, and not before', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { rhythm, changes } = one.sessions;
        for (const { now, slot } of walk({ ...one, rhythm: 'BEFORE_EACH_SESSION' })) {
          const [next] = upcomingSessions(rhythm, changes, now, 1);
          if (next === undefined) throw new Error('a rhythm always has a next session');
          expect(slot).toBe(next.regularOn);
          expect(sessionPassedSince(rhythm, changes, now, next.at)).toBe(true);
          const justBefore = Temporal.Instant.from(next.at).subtract({ seconds: 1 }).toString();
          if (justBefore > now) expect(sessionPassedSince(rhythm, changes, now, justBefore)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
