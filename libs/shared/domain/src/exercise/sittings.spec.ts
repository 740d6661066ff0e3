import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDefinition, anyDraft } from '../testing/arbitraries.js';
import { block, definitionOf, text } from '../testing/definitions.js';
import { blocksIn, type ExerciseDefinition, parseDefinition, type Step, stepsIn } from './definition.js';
import { emptyDraftBody, parseDraftBody } from './draft.js';
import { suggestedOutcome, visibleSteps } from './journey.js';
import { answersToShare } from './sharing.js';
import { type EarlierAnswer, inSitting, laterSittings, quotedKeys, type Sitting } from './sittings.js';

const since = (step: Partial<Step> = {}): Step => ({
  key: 'since',
  later: 'NEXT_SESSION',
  quotes: 'sentence',
  blocks: [block.text({ key: 'became' })],
  ...step,
});
const exercise = (...later: Step[]) =>
  definitionOf({
    smallest: 'say',
    steps: [
      { key: 'say', blocks: [block.text()] },
      { key: 'room', blocks: [block.choice()] },
      { key: 'rate', blocks: [block.scale()] },
      ...later,
    ],
  });
const stepKeys = (of: ExerciseDefinition | null) => of?.steps.map(({ key }) => key) ?? null;

const shared: Record<string, unknown> = {
  sentence: 'Ask first.',
  room: { picked: [{ key: 'some', label: 'Some' }] },
  guarded: { value: 4, low: 'open', high: 'closed' },
};
const earlier = (...keys: string[]): EarlierAnswer[] => keys.map((key) => ({ key, value: shared[key] }));

describe('laterSittings', () => {
  it('come in the order the exercise comes to them, each once', () => {
    const waiting = exercise(
      since({ later: 'WHEN_I_CHOOSE' }),
      since({ key: 'both', blocks: [block.long()], later: 'TOGETHER' }),
      since({ key: 'after', blocks: [block.text({ key: 'b' })], later: { afterDays: 3 } }),
      since({ key: 'next', blocks: [block.text({ key: 'c' })] }),
      since({ key: 'more', blocks: [block.text({ key: 'd' })], later: 'WHEN_I_CHOOSE' }),
    );
    expect(laterSittings(waiting)).toEqual(['WHEN_I_CHOOSE', 'AFTER_3_DAYS', 'NEXT_SESSION']);
    expect(laterSittings(exercise())).toEqual([]);
  });
});

describe('inSitting', () => {
  it('walks at first what does not wait, from the step that counts as done', () => {
    const first = inSitting(exercise(since()), 'FIRST');
    expect(stepKeys(first)).toEqual(['say', 'room', 'rate']);
    expect(first?.smallest).toBe('say');
  });

  it('walks later what waited for it, as an exercise whose first step counts as done', () => {
    const later = inSitting(
      exercise(
        since({ key: 'own', blocks: [block.long()], later: 'WHEN_I_CHOOSE' }),
        since(),
        since({ key: 'then', blocks: [block.text({ key: 'then' })] }),
      ),
      'NEXT_SESSION',
    );
    expect(stepKeys(later)).toEqual(['since', 'then']);
    expect(later?.smallest).toBe('since');
    expect(later?.steps[0]).not.toHaveProperty('later');
    expect(later?.steps[0]?.quotes).toBe('sentence');
    const body = { ...emptyDraftBody(exercise(), 'en'), answers: { became: 'It helped.' } };
    if (later === null) throw new Error('nothing left');
    expect(parseDraftBody(later, body).ok).toBe(true);
    expect(parseDraftBody(later, { ...body, answers: { sentence: 'x' } }).ok).toBe(false);
    expect(visibleSteps(later, { ...body, size: 'SMALLEST' }).map(({ key }) => key)).toEqual(['since']);
    expect(answersToShare(later, body).map(({ key }) => key)).toEqual(['became']);
    expect(suggestedOutcome(later, { ...body, place: 'since' })).toBe('PARTLY');
    expect(suggestedOutcome(later, { ...body, place: 'then', visited: ['since'] })).toBe('WHOLE');
  });

  it('is nothing where no step waits for it', () => {
    expect(inSitting(exercise(since()), 'WHEN_I_CHOOSE')).toBeNull();
    expect(inSitting(exercise(since({ later: 'TOGETHER' })), 'NEXT_SESSION')).toBeNull();
    expect(inSitting(exercise(since({ later: { afterDays: 3 } })), 'NEXT_SESSION')).toBeNull();
  });

  it.each<[string, NonNullable<Step['showIf']>, EarlierAnswer[], boolean]>([
    ['answered', { block: 'sentence', answered: true }, earlier('sentence'), true],
    ['answered, left blank', { block: 'sentence', answered: true }, earlier('room'), false],
    ['not answered', { block: 'sentence', answered: false }, [], true],
    ['not answered, but it was', { block: 'sentence', answered: false }, earlier('sentence'), false],
    ['an option, picked', { block: 'room', anyOf: ['yes', 'some'] }, earlier('room'), true],
    ['an option, not picked', { block: 'room', anyOf: ['yes'] }, earlier('room'), false],
    ['none of them, left blank', { block: 'room', noneOf: ['yes'] }, [], true],
    ['none of them, one picked', { block: 'room', noneOf: ['some'] }, earlier('room'), false],
    [
      'an option, declined',
      { block: 'room', anyOf: ['yes'] },
      [{ key: 'room', value: { picked: [], declined: true } }],
      false,
    ],
    ['at least, at the edge', { block: 'guarded', atLeast: 4 }, earlier('guarded'), true],
    ['at least, under', { block: 'guarded', atLeast: 5 }, earlier('guarded'), false],
    ['at most, over', { block: 'guarded', atMost: 3 }, earlier('guarded'), false],
    ['at most, not answered', { block: 'guarded', atMost: 10 }, [], false],
    [
      'all of two, one false',
      {
        all: [
          { block: 'room', answered: true },
          { block: 'guarded', atMost: 3 },
        ],
      },
      earlier('room', 'guarded'),
      false,
    ],
    [
      'any of two, one true',
      {
        any: [
          { block: 'room', answered: true },
          { block: 'guarded', atMost: 3 },
        ],
      },
      earlier('room', 'guarded'),
      true,
    ],
    [
      'any of two, none true',
      {
        any: [
          { block: 'sentence', answered: true },
          { block: 'guarded', atMost: 3 },
        ],
      },
      earlier('guarded'),
      false,
    ],
    [
      'a form this version does not know',
      { block: 'guarded', atMost: 9 },
      [{ key: 'guarded', value: '4' }],
      false,
    ],
  ])('decides by what was shared: %s', (_name, showIf, answers, isThere) => {
    const waiting = exercise(since({ showIf }));
    expect(stepKeys(inSitting(waiting, 'NEXT_SESSION', answers))).toEqual(isThere ? ['since'] : null);
    const sitting = inSitting(waiting, 'NEXT_SESSION');
    expect(sitting?.steps[0]?.key).toBe('since');
    expect(sitting?.steps[0]).not.toHaveProperty('showIf');
  });

  it('leaves a condition on the same sitting to the journey, and decides the rest of it', () => {
    const both = (kind: 'all' | 'any') =>
      exercise(
        since(),
        since({
          key: 'more',
          quotes: 'became',
          blocks: [block.long()],
          showIf: {
            [kind]: [
              { block: 'sentence', answered: true },
              { block: 'became', answered: true },
            ],
          } as unknown as Step['showIf'],
        }),
      );
    const conditionLeft = (kind: 'all' | 'any', answers?: EarlierAnswer[]) =>
      inSitting(both(kind), 'NEXT_SESSION', answers)?.steps.map(({ key, showIf }) => [key, showIf]);
    const open = [{ block: 'became', answered: true }];
    const unconditional = [
      ['since', undefined],
      ['more', undefined],
    ];
    expect(conditionLeft('all', [])).toEqual([['since', undefined]]);
    expect(conditionLeft('all', earlier('sentence'))?.[1]).toEqual(['more', { all: open }]);
    expect(conditionLeft('all')?.[1]).toEqual(['more', { all: open }]);
    expect(conditionLeft('any', [])?.[1]).toEqual(['more', { any: open }]);
    expect(conditionLeft('any', earlier('sentence'))).toEqual(unconditional);
    expect(conditionLeft('any')).toEqual(unconditional);
  });

  it('puts every step that does not wait for both into one sitting, and never loses a draft’s words', () => {
    fc.assert(
      fc.property(
        anyDefinition.chain((of) => anyDraft(of).map((body) => ({ of, body }))),
        ({ of, body }) => {
          const all: Sitting[] = ['FIRST', ...laterSittings(of)];
          const sittings = all.flatMap((sitting) => inSitting(of, sitting) ?? []);
          const walked = sittings.flatMap(({ steps }) => steps.map(({ key }) => key));
          const expected = stepsIn(of).flatMap(({ key, later }) => (later === 'TOGETHER' ? [] : [key]));
          expect(walked.toSorted()).toEqual(expected.toSorted());
          // What may be drafted unseen can be drafted whatever was shared before, and more is never shown than that.
          const answers = answersToShare(inSitting(of, 'FIRST') ?? of, body);
          for (const sitting of laterSittings(of)) {
            const unseen = stepKeys(inSitting(of, sitting)) ?? [];
            const seen = stepKeys(inSitting(of, sitting, answers)) ?? [];
            expect(unseen).toEqual(expect.arrayContaining(seen));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('shows at first exactly what the whole exercise shows at first', () => {
    fc.assert(
      fc.property(
        anyDefinition.chain((of) => anyDraft(of).map((body) => ({ of, body }))),
        ({ of, body }) => {
          const first = inSitting(of, 'FIRST');
          expect(first && visibleSteps(first, body)).toEqual(visibleSteps(of, body));
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('is an exercise that reads as a part, and not as a whole, where it quotes the first sitting', () => {
  const part = inSitting(exercise(since()), 'NEXT_SESSION');
  expect(parseDefinition(part, { isPart: true })).toMatchObject({ ok: true });
  expect(parseDefinition(part)).toMatchObject({ ok: false });
});

describe('quotedKeys', () => {
  it('are the answers of other sittings that stand above this one’s steps, each once', () => {
    const waiting = exercise(
      since(),
      since({ key: 'again', blocks: [block.text({ key: 'again' })] }),
      since({ key: 'own', quotes: 'became', blocks: [block.long()] }),
      since({ key: 'other', quotes: 'room', blocks: [block.text({ key: 'c' })], later: 'WHEN_I_CHOOSE' }),
    );
    expect(quotedKeys(waiting, 'NEXT_SESSION')).toEqual(['sentence']);
    expect(quotedKeys(waiting, 'WHEN_I_CHOOSE')).toEqual(['room']);
    expect(quotedKeys(waiting, 'FIRST')).toEqual([]);
    expect(blocksIn(waiting).map(({ key }) => key)).toContain('sentence');
  });
});

it('keeps the words of the exercise in every sitting', () => {
  const later = inSitting(exercise(since()), 'NEXT_SESSION');
  expect(later).toMatchObject({ title: text('Sample'), languages: ['en'], formatVersion: 1 });
});
