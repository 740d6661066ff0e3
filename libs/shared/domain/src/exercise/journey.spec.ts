import { describe, expect, it } from '@jest/globals';
import { block, definitionOf } from '../testing/definitions.js';
import type { ExerciseDefinition } from './definition.js';
import { type DraftBody, emptyDraftBody } from './draft.js';
import { moveTo, nextStep, previousStep, suggestedOutcome, visibleSteps } from './journey.js';

const definition = definitionOf();
const draft = (overrides: Partial<DraftBody> = {}): DraftBody => ({
  ...emptyDraftBody(definition, 'en'),
  ...overrides,
});
const shown = (of: ExerciseDefinition, body: DraftBody, role?: 'SPEAKER' | 'LISTENER') =>
  visibleSteps(of, body, role).map(({ key }) => key);

describe('visibleSteps', () => {
  it('are all steps of the whole version', () => {
    expect(shown(definition, draft())).toEqual(['breathe', 'say', 'room', 'rate', 'tell']);
  });

  it('are one step of the smallest version', () => {
    expect(shown(definition, draft({ size: 'SMALLEST' }))).toEqual(['breathe']);
  });

  it('keep what was written when the client chooses less', () => {
    const answers = { sentence: 'kept', guarded: 4, account: '  ' };
    expect(shown(definition, draft({ size: 'SMALLEST', answers }))).toEqual(['breathe', 'say', 'rate']);
  });

  it('leave out what waits', () => {
    const waiting = definitionOf({
      steps: [
        { key: 'breathe', blocks: [block.body()] },
        { key: 'say', blocks: [block.text()], later: 'WHEN_I_CHOOSE' },
      ],
    });
    expect(shown(waiting, draft())).toEqual(['breathe']);
  });

  it('show each role its own side and the shared steps', () => {
    const sides = definitionOf({
      steps: [
        { key: 'breathe', blocks: [block.body()] },
        { key: 'speak', blocks: [block.text()], role: 'SPEAKER' },
        { key: 'hear', blocks: [block.long()], role: 'LISTENER' },
      ],
    });
    expect(shown(sides, draft(), 'SPEAKER')).toEqual(['breathe', 'speak']);
    expect(shown(sides, draft(), 'LISTENER')).toEqual(['breathe', 'hear']);
    expect(shown(sides, draft())).toEqual(['breathe']);
  });

  const branching = (showIf: NonNullable<ExerciseDefinition['steps'][number]['showIf']>) =>
    definitionOf({
      smallest: 'room',
      steps: [
        { key: 'room', blocks: [block.choice()] },
        { key: 'rate', blocks: [block.scale()], showIf: { block: 'room', anyOf: ['no'] } },
        { key: 'say', blocks: [block.text()], showIf },
      ],
    });

  it.each<[string, Parameters<typeof branching>[0], DraftBody['answers'], boolean]>([
    ['an option, picked', { block: 'room', anyOf: ['yes', 'no'] }, { room: { picked: ['no'] } }, true],
    ['an option, not picked', { block: 'room', anyOf: ['yes'] }, { room: { picked: ['no'] } }, false],
    [
      'an option, declined',
      { block: 'room', anyOf: ['yes'] },
      { room: { picked: [], declined: true } },
      false,
    ],
    ['none of them, another picked', { block: 'room', noneOf: ['yes'] }, { room: { picked: ['no'] } }, true],
    ['none of them, one picked', { block: 'room', noneOf: ['yes'] }, { room: { picked: ['yes'] } }, false],
    [
      'none of them, declined',
      { block: 'room', noneOf: ['yes'] },
      { room: { picked: [], declined: true } },
      true,
    ],
    ['none of them, blank', { block: 'room', noneOf: ['yes'] }, {}, true],
    ['answered, declined', { block: 'room', answered: true }, { room: { picked: [], declined: true } }, true],
    ['answered, blank', { block: 'room', answered: true }, { room: { picked: [] } }, false],
    ['not answered, blank', { block: 'room', answered: false }, {}, true],
    [
      'at least, at the edge',
      { block: 'guarded', atLeast: 4 },
      { room: { picked: ['no'] }, guarded: 4 },
      true,
    ],
    ['at least, under', { block: 'guarded', atLeast: 4 }, { room: { picked: ['no'] }, guarded: 3 }, false],
    ['at most zero', { block: 'guarded', atMost: 0 }, { room: { picked: ['no'] }, guarded: 0 }, true],
    [
      'an answer of a step no longer shown',
      { block: 'guarded', atLeast: 4 },
      { room: { picked: ['yes'] }, guarded: 9 },
      false,
    ],
    [
      'all of two',
      {
        all: [
          { block: 'room', answered: true },
          { block: 'guarded', atMost: 9 },
        ],
      },
      { room: { picked: ['no'] } },
      false,
    ],
    [
      'any of two',
      {
        any: [
          { block: 'room', answered: true },
          { block: 'guarded', atMost: 9 },
        ],
      },
      { room: { picked: ['no'] } },
      true,
    ],
  ])('%s', (_name, showIf, answers, isShown) => {
    expect(shown(branching(showIf), draft({ answers })).includes('say')).toBe(isShown);
  });
});

describe('nextStep and previousStep', () => {
  it('walk from the intro to look over and back', () => {
    const there = ['INTRO'];
    for (let place = 'INTRO'; place !== 'LOOK_OVER';)
      there.push((place = nextStep(definition, draft({ place }))));
    expect(there).toEqual(['INTRO', 'breathe', 'say', 'room', 'rate', 'tell', 'LOOK_OVER']);
    const back = ['LOOK_OVER'];
    for (let place = 'LOOK_OVER'; place !== 'INTRO';)
      back.push((place = previousStep(definition, draft({ place }))));
    expect(back).toEqual(there.toReversed());
  });

  it('stay at the ends', () => {
    expect(nextStep(definition, draft({ place: 'LOOK_OVER' }))).toBe('LOOK_OVER');
    expect(previousStep(definition, draft({ place: 'INTRO' }))).toBe('INTRO');
  });

  it('lead on from a step that is no longer shown', () => {
    const body = draft({ size: 'SMALLEST', place: 'room' });
    expect(nextStep(definition, body)).toBe('LOOK_OVER');
    expect(previousStep(definition, body)).toBe('breathe');
  });
});

describe('suggestedOutcome', () => {
  const walked = (...places: string[]) => places.reduce(moveTo, draft());

  it('is whole when every step was seen, blank or not', () => {
    expect(suggestedOutcome(definition, walked('breathe', 'say', 'room', 'rate', 'tell', 'LOOK_OVER'))).toBe(
      'WHOLE',
    );
    expect(suggestedOutcome(definition, walked('breathe', 'say', 'room', 'rate', 'tell'))).toBe('WHOLE');
  });

  it('is partly when the client stopped before', () => {
    expect(suggestedOutcome(definition, walked('breathe', 'say', 'LOOK_OVER'))).toBe('PARTLY');
  });

  it('is whole when the smallest version is done', () => {
    const body = { ...walked('breathe', 'LOOK_OVER'), size: 'SMALLEST' as const };
    expect(suggestedOutcome(definition, body)).toBe('WHOLE');
  });

  it('trusts a draft that stands at look over and names no visits', () => {
    expect(suggestedOutcome(definition, draft({ place: 'LOOK_OVER' }))).toBe('WHOLE');
  });

  it('is partly at the intro, where nothing was seen', () => {
    expect(suggestedOutcome(definition, draft())).toBe('PARTLY');
  });
});
