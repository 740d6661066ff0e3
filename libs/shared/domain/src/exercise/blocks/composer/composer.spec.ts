import { describe, expect, it } from '@jest/globals';
import { limits } from '../../../limits.js';
import { block, definitionOf, text, writtenDefinition } from '../../../testing/definitions.js';
import { parseDefinition } from '../../definition.js';
import { emptyDraftBody, parseDraftBody } from '../../draft.js';
import { answersToShare, lookOver, ratingsToShare, readingLines } from '../../sharing.js';
import { composerAsks, composerKind, composerStarters } from './index.js';

const composer = block.composer();
const labelsOf = (...asked: Parameters<typeof composerAsks>) =>
  composerAsks(...asked).map(({ label }) => label.en);

describe('a composer in a definition', () => {
  const problemsOf = (input: unknown) => {
    const parsed = parseDefinition(input);
    return parsed.ok ? [] : parsed.problems;
  };
  const withBlock = (written: unknown) => ({
    ...writtenDefinition(),
    smallest: 'say',
    steps: [{ key: 'say', blocks: [written] }],
  });

  it('needs a mode and its starters, which may be none', () => {
    expect(problemsOf(withBlock(block.composer({ starters: [] })))).toEqual([]);
    expect(problemsOf(withBlock({ ...composer, starters: undefined }))).toContainEqual({
      path: 'steps.0.blocks.0.starters',
      message: 'is missing',
    });
    expect(problemsOf(withBlock({ ...composer, mode: 'CHILD' }))).toContainEqual({
      path: 'steps.0.blocks.0.mode',
      message: 'should be one of SELF, PARENT, COUPLE, OTHER',
    });
  });

  const [starter] = composer.starters;
  it.each<[string, unknown, string, RegExp]>([
    [
      'a starter twice',
      block.composer({ starters: starter ? [starter, starter] : [] }),
      'starters.1.key',
      /repeats the key tone/,
    ],
    [
      'a neutral starter twice',
      block.composer({ neutral: { prompt: text('?'), starters: starter ? [starter, starter] : [] } }),
      'neutral.starters.1.key',
      /repeats the key tone/,
    ],
    [
      'a starter for no slot',
      { ...composer, starters: [{ ...starter, slot: 'end' }] },
      'starters.0.slot',
      /one of did, like, back/,
    ],
    ['a label for no slot', { ...composer, labels: { end: text('End') } }, 'labels', /nobody knows: end/],
    [
      'a starter without words',
      { ...composer, starters: [{ ...starter, opening: text(' ') }] },
      'starters.0.opening.en',
      /empty/,
    ],
  ])('refuses %s', (_name, written, path, message) => {
    expect(problemsOf(withBlock(written))).toContainEqual({
      path: `steps.0.blocks.0.${path}`,
      message: expect.stringMatching(message),
    });
  });

  it('needs its starters in every language', () => {
    expect(problemsOf({ ...withBlock(composer), languages: ['en', 'es'] })).toContainEqual({
      path: 'steps.0.blocks.0.starters.0.opening',
      message: 'has no words in es',
    });
  });
});

describe('the words a client sees', () => {
  it('are labels that fit whom the statement is for', () => {
    expect(labelsOf(composer, false)).toEqual(['What I did', 'What it may have been like', 'Coming back']);
    expect(labelsOf(block.composer({ mode: 'SELF' }), false)).toEqual([
      'What happened, and my part',
      'What it was like inside',
      'A kind and honest way on',
    ]);
  });

  it('are the exercise’s own labels where it has them, and neutral ones after "this feels wrong"', () => {
    const own = block.composer({ labels: { did: text('My tone'), back: text('The rule') } });
    expect(labelsOf(own, false)).toEqual(['My tone', 'What it may have been like', 'The rule']);
    expect(labelsOf(own, true)).toEqual(['My tone', 'What it may have been like', 'A small sign']);
  });

  it('are starters, and neutral ones where there are some', () => {
    const keysOf = (isNeutral: boolean, of = composer) =>
      composerStarters(of, isNeutral).map(({ key }) => key);
    expect(keysOf(false)).toEqual(['tone', 'again']);
    expect(keysOf(true)).toEqual(['sign']);
    expect(keysOf(true, block.composer({ neutral: { prompt: text('?') } }))).toEqual(['tone', 'again']);
  });
});

describe('a statement', () => {
  const definition = definitionOf({ smallest: 'say', steps: [{ key: 'say', blocks: [composer] }] });
  const draft = (value: unknown, more: object = {}) => ({
    ...emptyDraftBody(definition, 'en'),
    answers: { return: value },
    ...more,
  });
  const read = (value: unknown, more: object = {}) => {
    const parsed = parseDraftBody(definition, draft(value, more));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return answersToShare(definition, parsed.body);
  };

  it('may hold any of its slots, or none', () => {
    for (const value of [{}, { did: '' }, { like: ' ' }, { did: '', like: '\n', back: '' }]) {
      expect(composerKind.isEmpty(value, composer)).toBe(true);
      expect(read(value)).toEqual([]);
    }
    expect(composerKind.isEmpty({ back: 'Tea?' }, composer)).toBe(false);
  });

  it('is kept slot by slot, in order, under the labels it was asked with', () => {
    const [answer] = read({ back: 'Shall we try again?', did: ' I shouted. ', like: '  ' });
    expect(answer?.value).toEqual({
      slots: [
        { key: 'did', label: 'What I did', text: ' I shouted. ' },
        { key: 'back', label: 'Coming back', text: 'Shall we try again?' },
      ],
    });
    expect(read({ back: 'Tea.' }, { feelsWrong: ['return'] })).toMatchObject([
      {
        wording: 'What could show that you are back?',
        value: { slots: [{ key: 'back', label: 'A small sign', text: 'Tea.' }] },
      },
    ]);
  });

  it('reads as lines, with its own line breaks', () => {
    const [answer] = read({ did: 'I shouted.\n\nAt breakfast.', back: 'Tea?' });
    expect(readingLines('COMPOSER', 'The question?', answer?.value, 'en')).toEqual([
      'The question?',
      'What I did: I shouted.',
      'At breakfast.',
      'Coming back: Tea?',
    ]);
  });

  it('yields no number, and is a blank line in look over while nothing is written', () => {
    const body = emptyDraftBody(definition, 'en');
    expect(ratingsToShare(definition, { ...body, answers: { return: { did: 'x' } } })).toEqual([]);
    expect(lookOver(definition, body).find(({ key }) => key === 'return')).toMatchObject({ value: null });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a slot it lacks', { end: 'x' }, 'answers.return', /nobody knows: end/],
    ['words that are none', { did: 3 }, 'answers.return.did', /should be a string/],
    ['half a character', { did: '\ud83d' }, 'answers.return.did', /cannot be kept/],
    ['too many', { like: 'x'.repeat(limits.shortBlock + 1) }, 'answers.return.like', /longer than 2000/],
    ['one text for all', 'I am sorry', 'answers.return', /should be an object/],
  ])('refuses %s', (_name, value, path, message) => {
    expect(parseDraftBody(definition, draft(value))).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ path, message: expect.stringMatching(message) }]),
    });
  });

  it('has its limit for each slot, and counts all of them', () => {
    const short = block.composer({ limit: 5 });
    expect(composerKind.answer(short).safeParse({ did: '12345', back: '12345' }).success).toBe(true);
    expect(composerKind.answer(short).safeParse({ did: '123456' }).success).toBe(false);
    expect(composerKind.characters({ did: '12345', like: undefined, back: '🙂' })).toBe(6);
  });
});
