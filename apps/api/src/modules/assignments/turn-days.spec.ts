import { readFileSync } from 'node:fs';
import { type AssignmentRhythm, localDate, type RhythmKind, weekdays } from '@rejoin/domain';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type TurnDay, turnDays } from './turn-days.js';
import { type Course, nextTurn, slotToOpen } from './turns.js';

/** One of the 400 that tools/turn-vectors.py reckoned without a recurrence rule and without our code. */
interface Vector {
  name: string;
  /** From when the turns are held in which zone. */
  zones: [from: string, zone: string][];
  rule: AssignmentRhythm;
  /** The time on the wall at which a turn comes. */
  time: string;
  skippedOn: string[];
  holiday: { from: string; until: string } | null;
  pause: { from: string; until: string } | null;
  from: string;
  until: string;
  turns: [on: string, at: string][];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/turn-vectors.json', import.meta.url), 'utf8'),
) as Vector[];

const zoneAt = (vector: Vector, now: string): string =>
  vector.zones.findLast(([from]) => from <= now)?.[1] ?? '';

/** Opens the turns of a vector as the worker would, looking whenever a day begins there or something changes. */
function open(vector: Vector): [string, string][] {
  const { rule, pause, until } = vector;
  const begin = Temporal.Instant.from(vector.from);
  const days = Math.ceil(begin.until(until).total('days')) + 2;
  const first = Temporal.Instant.from(vector.from).toZonedDateTimeISO('UTC').toPlainDate();
  const midnights = vector.zones.flatMap(([, zone]) =>
    Array.from({ length: days }, (_, day) =>
      first.add({ days: day }).toZonedDateTime(zone).toInstant().toString(),
    ).filter((moment) => zoneAt(vector, moment) === zone),
  );
  const changes = [...vector.zones.map(([from]) => from), ...(pause ? [pause.from, pause.until] : [])];
  const moments = [...new Set([...midnights, ...changes])]
    .filter((moment) => moment >= vector.from && moment < until)
    .sort();
  const turns: [string, string][] = [];
  for (const now of moments) {
    const zone = zoneAt(vector, now);
    const course: Course = {
      rhythm: rule,
      zone,
      sessions: { rhythm: null, changes: [] },
      isPaused: pause !== null && pause.from <= now && now < pause.until,
      isWaiting: false,
      resumedOn: pause && pause.until <= now ? localDate(pause.until, zone) : null,
      holiday: vector.holiday,
      skippedOn: vector.skippedOn,
      latest: turns.at(-1)?.[1] ?? null,
      opened: turns.length,
    };
    const slot = slotToOpen(course, now);
    if (slot) {
      // What is open now is what a clinician was told would come next.
      expect(nextTurn(course, now)).toBe(slot);
      turns.push([slot, now]);
    }
  }
  return turns;
}

it('there are 400, of 20 zones', () => {
  expect(vectors).toHaveLength(400);
  expect(new Set(vectors.map(({ zones }) => zones[0]?.[1])).size).toBe(20);
});

const isPlain = ({ zones, skippedOn, holiday, pause }: Vector): boolean =>
  zones.length === 1 && skippedOn.length === 0 && !holiday && !pause;

describe('turnDays', () => {
  it.each(vectors.filter(isPlain).map((vector) => [vector.name, vector] as const))(
    'are those of the other oracle: %s',
    (_name, vector) => {
      const { rule, time, from, until } = vector;
      const found: [string, string][] = [];
      for (const { on, at } of turnDays(rule, zoneAt(vector, from), rule.startsOn, time)) {
        if (at >= until || found.length === rule.endsAfter) break;
        found.push([on, at]);
      }
      expect(found).toEqual(vector.turns);
    },
  );

  it('are the same, wherever one begins to look', () => {
    for (const vector of vectors.filter(isPlain).filter(({ rule }) => rule.endsAfter === null)) {
      const zone = zoneAt(vector, vector.from);
      for (const [index, [on]] of vector.turns.entries()) {
        const [found] = turnDays(vector.rule, zone, on, vector.time);
        expect([found?.on, found?.at]).toEqual(vector.turns[index]);
      }
    }
  });
});

describe('the worker', () => {
  it.each(vectors.filter(({ time }) => time === '00:00').map((vector) => [vector.name, vector] as const))(
    'opens the turns of the other oracle: %s',
    (_name, vector) => {
      expect(open(vector)).toEqual(vector.turns);
    },
  );
});

it('every vector is looked at', () => {
  expect(vectors.filter((vector) => !isPlain(vector) && vector.time !== '00:00')).toEqual([]);
});

describe('for any rhythm, zones and way through time', () => {
  const zone = fc.constantFrom(...new Set(vectors.flatMap(({ zones }) => zones.map(([, name]) => name))));
  const day = fc
    .integer({ min: 0, max: 6_000 })
    .map((days) => Temporal.PlainDate.from('2008-01-01').add({ days }).toString());
  const anyRhythm = fc
    .record({
      kind: fc.constantFrom<RhythmKind>('WEEKLY', 'MONTHLY'),
      startsOn: day,
      everyWeeks: fc.integer({ min: 1, max: 12 }),
      weekdays: fc.uniqueArray(fc.constantFrom(...weekdays)),
      monthDay: fc.integer({ min: 1, max: 31 }),
    })
    .map(({ kind, startsOn, everyWeeks, weekdays: on, monthDay }): AssignmentRhythm => ({
      kind,
      startsOn,
      everyWeeks: kind === 'WEEKLY' ? everyWeeks : 1,
      weekdays: kind === 'WEEKLY' ? on : [],
      monthDay: kind === 'MONTHLY' ? monthDay : null,
      endsOn: null,
      endsAfter: null,
    }));

  it('no two turns open on one local day, as the calendar of its zone shows it then', () => {
    const anyWalk = fc.record({
      rhythm: anyRhythm,
      steps: fc.array(fc.record({ hours: fc.integer({ min: 1, max: 60 }), zone }), {
        minLength: 5,
        maxLength: 25,
      }),
    });
    fc.assert(
      fc.property(anyWalk, ({ rhythm, steps }) => {
        let now = Temporal.PlainDate.from(rhythm.startsOn).toZonedDateTime('UTC').toInstant();
        const turns: TurnDay[] = [];
        for (const step of steps) {
          now = now.add({ hours: step.hours });
          const slot = slotToOpen(
            {
              rhythm,
              zone: step.zone,
              sessions: { rhythm: null, changes: [] },
              isPaused: false,
              isWaiting: false,
              resumedOn: null,
              holiday: null,
              skippedOn: [],
              latest: turns.at(-1)?.at ?? null,
              opened: turns.length,
            },
            now.toString(),
          );
          if (slot === null) continue;
          const today = localDate(now.toString(), step.zone);
          const before = turns.at(-1);
          expect(slot <= today).toBe(true);
          if (before) expect(localDate(before.at, step.zone) < today).toBe(true);
          turns.push({ on: slot, at: now.toString() });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('days only go forward, none twice, each at the first moment its calendar shows it', () => {
    fc.assert(
      fc.property(anyRhythm, zone, day, (rhythm, where, since) => {
        let last = '';
        let count = 0;
        for (const { on, at } of turnDays(rhythm, where, since)) {
          expect(on > last && on >= since && on >= rhythm.startsOn).toBe(true);
          expect(localDate(at, where)).toBe(on);
          const before = Temporal.Instant.from(at).subtract({ minutes: 1 }).toString();
          expect(localDate(before, where) < on).toBe(true);
          last = on;
          count += 1;
          if (count === 6) break;
        }
        expect(count).toBe(6);
      }),
      { numRuns: 200 },
    );
  });
});
