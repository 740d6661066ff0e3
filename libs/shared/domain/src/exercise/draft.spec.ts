import { describe, expect, it } from '@jest/globals';
import { limits } from '../limits.js';
import { block, definitionOf } from '../testing/definitions.js';
import {
  type DraftBody,
  emptyDraftBody,
  needsSteadyEnding,
  parseDraftBody,
  suggestsSmallest,
} from './draft.js';

const definition = definitionOf({
  steps: [
    { key: 'breathe', blocks: [block.body()] },
    { key: 'say', blocks: [block.text({ limit: 10 })] },
    { key: 'room', blocks: [block.choice()] },
    { key: 'many', blocks: [block.choice({ key: 'several', many: true, somethingElse: true })] },
    { key: 'rate', blocks: [block.scale()] },
    { key: 'tell', blocks: [block.long(), block.long({ key: 'more' }), block.long({ key: 'most' })] },
    { key: 'tell-again', blocks: [block.long({ key: 'again' })] },
  ],
});
const draft = (overrides: Record<string, unknown> = {}) => ({
  ...emptyDraftBody(definition, 'en'),
  ...overrides,
});
const problemsOf = (input: unknown) => {
  const parsed = parseDraftBody(definition, input);
  return parsed.ok ? [] : parsed.problems;
};

describe('emptyDraftBody', () => {
  it('is a draft', () => {
    expect(problemsOf(draft())).toEqual([]);
  });

  it('speaks a language the exercise is complete in', () => {
    expect(emptyDraftBody({ languages: ['en', 'es'] }, 'es').language).toBe('es');
    expect(emptyDraftBody({ languages: ['en', 'es'] }, 'de').language).toBe('en');
  });
});

describe('parseDraftBody', () => {
  it('keeps everything that was written, to the letter', () => {
    const written = draft({
      steady: 'STEADY',
      plan: { whenWhere: 'in the kitchen', obstacle: '', ifThen: ' then \n I breathe', confidence: 6 },
      answers: {
        breaths: { done: true, place: 'feet' },
        sentence: '  half 🙂 ',
        room: { picked: [], declined: true },
        several: { picked: ['yes', 'no'], other: 'both' },
        guarded: 0,
        account: '',
      },
      feelsWrong: ['breaths'],
      readers: { sentence: 'ONLY_ME', account: 'THERAPIST', closing: 'ONLY_ME' },
      bringIn: ['sentence', 'closing'],
      closing: 'that is all',
      place: 'rate',
      visited: ['breathe', 'say'],
    });
    expect(parseDraftBody(definition, written)).toEqual({ ok: true, body: written });
  });

  it('accepts a draft without a list of visits', () => {
    const { visited: _visited, ...written } = draft();
    expect(parseDraftBody(definition, written)).toMatchObject({ ok: true, body: { visited: [] } });
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['an unknown key', { mood: 3 }, '', /nobody knows: mood/],
    ['another format', { formatVersion: 2 }, 'formatVersion', /one of 1/],
    ['a language the exercise lacks', { language: 'de' }, 'language', /not written in/],
    ['a place it lacks', { place: 'elsewhere' }, 'place', /no place/],
    ['a visit to nowhere', { visited: ['elsewhere'] }, 'visited.0', /no step/],
    ['an answer to nothing', { answers: { gone: 'x' } }, 'answers.gone', /does not ask/],
    ['a text of the wrong type', { answers: { sentence: 3 } }, 'answers.sentence', /should be a string/],
    ['null for an answer', { answers: { sentence: null } }, 'answers.sentence', /should be a string/],
    ['a text over its limit', { answers: { sentence: '12345678901' } }, 'answers.sentence', /longer than 10/],
    ['a NUL', { answers: { sentence: 'a\u0000' } }, 'answers.sentence', /cannot be kept/],
    ['a lone surrogate', { closing: '\ud83d' }, 'closing', /cannot be kept/],
    ['a rating of eleven', { answers: { guarded: 11 } }, 'answers.guarded', /at most 10/],
    ['half a rating', { answers: { guarded: 4.5 } }, 'answers.guarded', /whole number|expected/],
    [
      'an option nobody offers',
      { answers: { room: { picked: ['maybe'] } } },
      'answers.room.picked',
      /does not offer/,
    ],
    ['two of one', { answers: { room: { picked: ['no', 'yes'] } } }, 'answers.room.picked', /one option/],
    [
      'one option twice',
      { answers: { several: { picked: ['no', 'no'] } } },
      'answers.several.picked',
      /twice/,
    ],
    [
      'own words nobody asked',
      { answers: { room: { picked: [], other: 'x' } } },
      'answers.room.other',
      /none are asked/,
    ],
    [
      'answering and declining',
      { answers: { room: { picked: ['no'], declined: true } } },
      'answers.room',
      /decline/,
    ],
    [
      'a place for the hand nobody offers',
      { answers: { breaths: { done: true, place: 'moon' } } },
      'answers.breaths.place',
      /does not offer|offers/,
    ],
    [
      'wider readers',
      { readers: { sentence: 'THERAPIST_AND_PARTNER_AFTER_OPENING' } },
      'readers.sentence',
      /more people/,
    ],
    [
      'a wider closing line',
      { readers: { closing: 'THERAPIST_AND_PARTNER_AFTER_OPENING' } },
      'readers.closing',
      /more people/,
    ],
    ['readers of nothing', { readers: { gone: 'ONLY_ME' } }, 'readers.gone', /no block/],
    ['bringing in nothing', { bringIn: ['gone'] }, 'bringIn.0', /no block/],
    ['bringing in twice', { bringIn: ['sentence', 'sentence'] }, 'bringIn', /twice/],
    ['a wrong feeling about nothing', { feelsWrong: ['gone'] }, 'feelsWrong.0', /no block/],
    ['a closing line too long', { closing: 'x'.repeat(limits.closing + 1) }, 'closing', /longer than 500/],
    ['sureness of eleven', { plan: { confidence: 11 } }, 'plan.confidence', /at most 10/],
  ])('refuses %s', (_name, overrides, path, message) => {
    expect(problemsOf(draft(overrides))).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it('limits what one reflection holds', () => {
    const full = 'x'.repeat(limits.block);
    const three = { account: full, more: full, most: full };
    expect(problemsOf(draft({ answers: three }))).toEqual([]);
    expect(problemsOf(draft({ answers: { ...three, again: 'x' } }))).toEqual([
      { path: 'answers', message: 'are longer than 60000 characters together' },
    ]);
  });

  it.each([undefined, null, 1, 'x', [], JSON.parse('{"__proto__": {"answers": {}}}')])(
    'refuses %p',
    (input) => {
      expect(parseDraftBody(definition, input).ok).toBe(false);
    },
  );
});

it.each([
  [undefined, false],
  [0, true],
  [6, true],
  [7, false],
  [10, false],
])('sureness %p offers the smallest version: %s', (confidence, offers) => {
  expect(suggestsSmallest({ plan: { confidence } })).toBe(offers);
});

it.each<[DraftBody['steady'], boolean]>([
  [undefined, false],
  ['STEADY', false],
  ['NOT_SURE', true],
  ['NOT_NOW', true],
])('steady %p ends gently: %s', (steady, ends) => {
  expect(needsSteadyEnding({ steady })).toBe(ends);
});
