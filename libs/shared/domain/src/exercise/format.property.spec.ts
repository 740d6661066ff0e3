import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { anyDefinition, anyDraft } from '../testing/arbitraries.js';
import { definitionOf, stepOfEveryKind } from '../testing/definitions.js';
import { blocksIn, parseDefinition } from './definition.js';
import { emptyDraftBody, parseDraftBody } from './draft.js';
import { nextStep, visibleSteps } from './journey.js';
import { answersToShare, isTrace, readingLines } from './sharing.js';

const definition = definitionOf({ smallest: 'step-0', steps: stepOfEveryKind });
const runs = { numRuns: 1_000 };
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('definitions', () => {
  it('come back unchanged from YAML and from JSON', () => {
    fc.assert(
      fc.property(anyDefinition, (written) => {
        const plain = asJson(written);
        const read = parseDefinition(plain);
        expect(read).toEqual({ ok: true, definition: plain });
        expect(parseDefinition(parse(stringify(plain)))).toEqual(read);
      }),
      { numRuns: 200 },
    );
  });

  it('are read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (anything) => {
        const read = parseDefinition(anything);
        expect(read.ok || read.problems.length > 0).toBe(true);
      }),
      runs,
    );
  });

  it('are read or refused when any one part of a good one is replaced', () => {
    fc.assert(
      fc.property(anyDefinition, fc.nat(), fc.jsonValue(), (written, at, anything) => {
        const mutated = asJson(written);
        replace(mutated, at, anything);
        const read = parseDefinition(mutated);
        expect(read.ok || read.problems.every(({ message }) => message !== '')).toBe(true);
        // What is accepted is accepted as it is: nothing was mended or dropped.
        if (read.ok) expect(read.definition).toEqual(mutated);
      }),
      runs,
    );
  });
});

describe('drafts', () => {
  const pair = anyDefinition.chain((of) => anyDraft(of).map((body) => ({ of, body })));

  it('are kept to the letter', () => {
    fc.assert(
      fc.property(pair, ({ of, body }) => {
        const plain = asJson(body);
        expect(parseDraftBody(of, plain)).toEqual({ ok: true, body: plain });
      }),
      { numRuns: 300 },
    );
  });

  it('are read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), fc.jsonValue(), (anything, answer) => {
        const read = parseDraftBody(definition, anything);
        expect(read.ok || read.problems.length > 0).toBe(true);
        const answers = Object.fromEntries(blocksIn(definition).map(({ key }) => [key, answer]));
        const answered = parseDraftBody(definition, { ...emptyDraftBody(definition, 'en'), answers });
        expect(answered.ok || answered.problems.length > 0).toBe(true);
      }),
      runs,
    );
  });

  it('are read or refused when any one part of a good one is replaced', () => {
    fc.assert(
      fc.property(pair, fc.nat(), fc.jsonValue(), ({ of, body }, at, anything) => {
        const mutated = asJson(body);
        replace(mutated, at, anything);
        const read = parseDraftBody(of, mutated);
        if (read.ok) expect({ visited: read.body.visited, ...(mutated as object) }).toEqual(read.body);
      }),
      runs,
    );
  });

  it('lead from any place to look over, and share only what is shown', () => {
    fc.assert(
      fc.property(pair, ({ of, body }) => {
        let place = body.place;
        for (let steps = 0; steps <= of.steps.length + 1 && place !== 'LOOK_OVER'; steps += 1) {
          place = nextStep(of, body, place);
        }
        expect(place).toBe('LOOK_OVER');
        const shown = new Set(visibleSteps(of, body).flatMap((step) => step.blocks.map(({ key }) => key)));
        for (const answer of answersToShare(of, body)) {
          expect(answer.step === undefined || isTrace(answer.key) || shown.has(answer.key)).toBe(true);
          expect(
            readingLines(answer.kind, answer.wording, answer.value, body.language).length,
          ).toBeGreaterThan(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Puts something else in place number `at` of a tree, counted over all its places. */
function replace(tree: unknown, at: number, anything: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      visit(holder[key]);
    }
  };
  visit(tree);
  const place = places[at % places.length];
  if (place !== undefined) place.holder[place.key] = anything;
}
