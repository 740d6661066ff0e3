import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  nextSession,
  type SessionChange,
  sessionChangeSchema,
  type SessionRhythm,
  sessionRhythmSchema,
  upcomingSessions,
} from './session.js';
import { isZone } from './zone.js';

const rhythm = (overrides: Partial<SessionRhythm> = {}): SessionRhythm => ({
  anchorOn: '2026-01-01',
  time: '16:00',
  everyWeeks: 1,
  zone: 'Europe/Berlin',
  ...overrides,
});

describe('nextSession', () => {
  it('is unknown without a rhythm', () => {
    expect(nextSession(null, [], '2026-01-01T00:00:00Z')).toBeNull();
  });

  it('rolls forward by itself', () => {
    const on = (now: string) => nextSession(rhythm(), [], now)?.on;
    expect(on('2025-06-01T00:00:00Z')).toBe('2026-01-01');
    expect(on('2026-01-01T14:59:59Z')).toBe('2026-01-01');
    expect(on('2026-01-01T15:00:00Z')).toBe('2026-01-08');
    expect(on('2026-03-01T00:00:00Z')).toBe('2026-03-05');
    expect(on('2036-03-01T00:00:00Z')).toBe('2036-03-06');
  });

  it('keeps to every other week', () => {
    const dates = upcomingSessions(rhythm({ everyWeeks: 2 }), [], '2026-01-02T00:00:00Z', 3).map(
      ({ on }) => on,
    );
    expect(dates).toEqual(['2026-01-15', '2026-01-29', '2026-02-12']);
  });

  it('skips and moves', () => {
    const changes: SessionChange[] = [
      { on: '2026-01-15' },
      { on: '2026-01-22', movedTo: '2026-01-24T10:30' },
    ];
    expect(upcomingSessions(rhythm(), changes, '2026-01-09T00:00:00Z', 2)).toEqual([
      {
        on: '2026-01-24',
        time: '10:30',
        zone: 'Europe/Berlin',
        at: '2026-01-24T09:30:00Z',
        moved: true,
        regularOn: '2026-01-22',
      },
      {
        on: '2026-01-29',
        time: '16:00',
        zone: 'Europe/Berlin',
        at: '2026-01-29T15:00:00Z',
        moved: false,
        regularOn: '2026-01-29',
      },
    ]);
  });

  it('finds a session that was moved forward, back, or past others', () => {
    const next = (changes: SessionChange[], now: string) => nextSession(rhythm(), changes, now);
    expect(next([{ on: '2026-02-05', movedTo: '2026-01-20T09:00' }], '2026-01-16T00:00:00Z')?.on).toBe(
      '2026-01-20',
    );
    expect(next([{ on: '2026-01-08', movedTo: '2026-01-21T09:00' }], '2026-01-16T00:00:00Z')?.on).toBe(
      '2026-01-21',
    );
    expect(next([{ on: '2026-01-08', movedTo: '2026-03-01T09:00' }], '2026-01-06T00:00:00Z')?.on).toBe(
      '2026-01-15',
    );
  });

  it('looks past many skipped weeks', () => {
    const changes = Array.from({ length: 30 }, (_, week) => ({
      on: Temporal.PlainDate.from('2026-01-01').add({ weeks: week }).toString(),
    }));
    expect(nextSession(rhythm(), changes, '2025-12-01T00:00:00Z')?.on).toBe('2026-07-30');
  });

  it('passes over changes of dates that the rhythm does not have', () => {
    const changes: SessionChange[] = [
      { on: '2026-01-16' },
      { on: '2025-12-25', movedTo: '2026-01-10T10:00' },
    ];
    expect(nextSession(rhythm(), changes, '2026-01-09T00:00:00Z')?.on).toBe('2026-01-15');
  });
});

describe('what nextSession remembers', () => {
  it('is told apart by every part of the rhythm and of its changes', () => {
    const now = '2026-05-01T00:00:00Z';
    const moved: SessionChange[] = [{ on: '2026-05-07', movedTo: '2026-05-08T09:00' }];
    const asked = (of: SessionRhythm, changes: SessionChange[] = []) => nextSession(of, changes, now)?.at;
    const different = () => [
      asked(rhythm()),
      asked(rhythm({ anchorOn: '2026-01-02' })),
      asked(rhythm({ time: '16:30' })),
      asked(rhythm({ everyWeeks: 2, anchorOn: '2026-01-08' })),
      asked(rhythm({ zone: 'America/New_York' })),
      asked(rhythm(), [{ on: '2026-05-07' }, { on: '2026-05-14' }]),
      asked(rhythm(), moved),
    ];
    expect(different()).toEqual(different());
    expect(new Set(different()).size).toBe(7);
  });

  it('is nothing a caller can change for the next one', () => {
    const session = nextSession(rhythm(), [], '2026-05-02T00:00:00Z') as { on: string };
    expect(() => (session.on = '2027-01-01')).toThrow(TypeError);
    expect(nextSession(rhythm(), [], '2026-05-03T00:00:00Z')?.on).toBe('2026-05-07');
  });

  it('is bounded: many thousand rhythms are answered, and the first of them rightly again', () => {
    const asked = (minute: number) =>
      nextSession(
        rhythm({ zone: 'UTC', anchorOn: dates[Math.floor(minute / 1440)] ?? '', time: clock(minute % 1440) }),
        [],
        '2025-01-01T00:00:00Z',
      )?.at;
    const dates = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
    const clock = (minute: number) =>
      [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
    const first = asked(0);
    expect(new Set(Array.from({ length: 4_500 }, (_, minute) => asked(minute))).size).toBe(4_500);
    expect(asked(0)).toBe(first);
  });
});

// The wall clock, where summer time comes and goes. Gap: the first moment that exists after. Overlap: the first time.
describe.each([
  [
    'New York, an ordinary day',
    'America/New_York',
    '2026-03-01',
    '02:30',
    '2026-03-01',
    '02:30',
    '2026-03-01T07:30:00Z',
  ],
  ['New York, gap', 'America/New_York', '2026-03-08', '02:30', '2026-03-08', '03:00', '2026-03-08T07:00:00Z'],
  [
    'New York, the gap’s first minute',
    'America/New_York',
    '2026-03-08',
    '02:00',
    '2026-03-08',
    '03:00',
    '2026-03-08T07:00:00Z',
  ],
  [
    'New York, just after the gap',
    'America/New_York',
    '2026-03-08',
    '03:00',
    '2026-03-08',
    '03:00',
    '2026-03-08T07:00:00Z',
  ],
  [
    'New York, overlap',
    'America/New_York',
    '2026-11-01',
    '01:30',
    '2026-11-01',
    '01:30',
    '2026-11-01T05:30:00Z',
  ],
  [
    'New York, after the overlap',
    'America/New_York',
    '2026-11-01',
    '02:00',
    '2026-11-01',
    '02:00',
    '2026-11-01T07:00:00Z',
  ],
  ['Berlin, gap', 'Europe/Berlin', '2026-03-29', '02:15', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
  ['Berlin, overlap', 'Europe/Berlin', '2026-10-25', '02:15', '2026-10-25', '02:15', '2026-10-25T00:15:00Z'],
  [
    'Lord Howe, gap of thirty minutes',
    'Australia/Lord_Howe',
    '2026-10-04',
    '02:10',
    '2026-10-04',
    '02:30',
    '2026-10-03T15:30:00Z',
  ],
  [
    'Lord Howe, overlap of thirty minutes',
    'Australia/Lord_Howe',
    '2026-04-05',
    '01:45',
    '2026-04-05',
    '01:45',
    '2026-04-04T14:45:00Z',
  ],
  [
    'Apia, the day that never was',
    'Pacific/Apia',
    '2011-12-30',
    '16:00',
    '2011-12-31',
    '00:00',
    '2011-12-30T10:00:00Z',
  ],
])('%s', (_name, zone, anchorOn, time, on, shownTime, at) => {
  it(`is at ${at}`, () => {
    const before = Temporal.Instant.from(at).subtract({ hours: 30 }).toString();
    expect(nextSession(rhythm({ zone, anchorOn, time }), [], before)).toEqual({
      on,
      time: shownTime,
      zone,
      at,
      moved: false,
      regularOn: anchorOn,
    });
  });
});

it('keeps the wall time across the change of clocks', () => {
  const sessions = upcomingSessions(rhythm({ zone: 'America/New_York' }), [], '2026-03-01T00:00:00Z', 2);
  expect(sessions.map(({ time, at }) => [time, at])).toEqual([
    ['16:00', '2026-03-05T21:00:00Z'],
    ['16:00', '2026-03-12T20:00:00Z'],
  ]);
});

describe('for any rhythm, changes and moment', () => {
  const day = fc
    .integer({ min: 0, max: 3650 })
    .map((days) => Temporal.PlainDate.from('2020-01-01').add({ days }).toString());
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const anyRhythm = fc.record({
    anchorOn: day,
    time,
    everyWeeks: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    zone: fc.constantFrom(
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kolkata',
      'UTC',
    ),
  });
  const changesOf = (of: SessionRhythm) =>
    fc.array(
      fc
        .record({ turn: fc.integer({ min: 0, max: 60 }), to: fc.option(fc.tuple(day, time)) })
        .map(({ turn, to }): SessionChange => ({
          on: Temporal.PlainDate.from(of.anchorOn)
            .add({ weeks: turn * of.everyWeeks })
            .toString(),
          ...(to === null ? {} : { movedTo: to.join('T') }),
        })),
      { maxLength: 5 },
    );
  const anyCase = anyRhythm.chain((of) =>
    fc.record({ of: fc.constant(of), changes: changesOf(of), now: day }),
  );

  it('sessions come after now, in order, never on a skipped date, and the next is the first', () => {
    fc.assert(
      fc.property(anyCase, ({ of, changes, now }) => {
        const moment = `${now}T12:00:00Z`;
        const sessions = upcomingSessions(of, changes, moment, 4);
        expect(sessions).toHaveLength(4);
        expect(nextSession(of, changes, moment)).toEqual(sessions[0]);
        const last = new Map(changes.map((change) => [change.on, change]));
        sessions.forEach((session, index) => {
          expect(
            Temporal.Instant.compare(session.at, sessions[index - 1]?.at ?? moment),
          ).toBeGreaterThanOrEqual(0);
          expect(Temporal.Instant.compare(session.at, moment)).toBe(1);
          expect(session.moved).toBe(last.has(session.regularOn));
          if (session.moved) expect(last.get(session.regularOn)?.movedTo).toBeDefined();
        });
      }),
      { numRuns: 300 },
    );
  });

  it('what is remembered of one moment is what another moment would be told', () => {
    const walk = fc.record({
      one: anyCase,
      hours: fc.array(fc.integer({ min: -300, max: 600 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(walk, ({ one: { of, changes, now }, hours }) => {
        let moment = Temporal.Instant.from(`${now}T12:00:00Z`);
        for (const step of hours) {
          moment = moment.add({ hours: step });
          const exactly = nextSession(of, changes, moment.toString());
          expect(exactly).toEqual(upcomingSessions(of, changes, moment.toString(), 1)[0]);
          // The moment it begins is the first at which another one is the next.
          if (exactly !== null) moment = Temporal.Instant.from(exactly.at);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no regular session between now and the last one shown is left out', () => {
    fc.assert(
      fc.property(anyRhythm, day, (of, now) => {
        const regular = upcomingSessions(of, [], `${now}T12:00:00Z`, 5).map(({ regularOn }) =>
          Temporal.PlainDate.from(regularOn),
        );
        regular.slice(1).forEach((date, index) => {
          expect(regular[index]?.until(date).days).toBe(of.everyWeeks * 7);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('schemas', () => {
  it.each<[string, unknown, boolean]>([
    ['a rhythm', rhythm(), true],
    ['a leap day', rhythm({ anchorOn: '2028-02-29' }), true],
    ['no such day', rhythm({ anchorOn: '2027-02-29' }), false],
    ['a short date', rhythm({ anchorOn: '2027-2-9' }), false],
    ['a time past midnight', rhythm({ time: '24:00' }), false],
    ['seconds', rhythm({ time: '16:00:00' }), false],
    ['every five weeks', { ...rhythm(), everyWeeks: 5 }, false],
    ['no such zone', rhythm({ zone: 'Europe/Atlantis' }), false],
  ])('rhythm: %s', (_name, value, isFine) => {
    expect(sessionRhythmSchema.safeParse(value).success).toBe(isFine);
  });

  it.each<[string, unknown, boolean]>([
    ['skipped', { on: '2026-01-08' }, true],
    ['moved', { on: '2026-01-08', movedTo: '2026-01-09T10:00' }, true],
    ['moved to a date only', { on: '2026-01-08', movedTo: '2026-01-09' }, false],
    ['moved to an instant', { on: '2026-01-08', movedTo: '2026-01-09T10:00Z' }, false],
  ])('change: %s', (_name, value, isFine) => {
    expect(sessionChangeSchema.safeParse(value).success).toBe(isFine);
  });
});

it.each([
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Etc/GMT+5', true],
  ['+02:00', false],
  ['Berlin', false],
  ['', false],
  ['Europe/Berlin\n', false],
  ['x'.repeat(1_000), false],
])('zone %j: %s', (word, is) => {
  expect(isZone(word)).toBe(is);
});
