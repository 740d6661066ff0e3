import { describe, expect, it } from '@jest/globals';
import { limits } from '../../../limits.js';
import { block, definitionOf, text, writtenDefinition } from '../../../testing/definitions.js';
import { parseDefinition } from '../../definition.js';
import { emptyDraftBody, parseDraftBody } from '../../draft.js';
import { answersToShare, readingLines } from '../../sharing.js';
import { planAsks, planKind } from './index.js';

const plan = block.plan();
const short = block.plan({ labels: { whenWhere: text('When'), how: text('How short') }, neutral: undefined });
const labelsOf = (...asked: Parameters<typeof planAsks>) =>
  planAsks(...asked).map(({ slot, label }) => [slot, label.en]);

describe('a plan in a definition', () => {
  const problemsOf = (written: unknown) => {
    const parsed = parseDefinition({
      ...writtenDefinition(),
      smallest: 'try',
      steps: [{ key: 'try', blocks: [written] }],
    });
    return parsed.ok ? [] : parsed.problems;
  };

  it('asks the lines it has labels for', () => {
    expect(problemsOf(plan)).toEqual([]);
    expect(labelsOf(plan, false).map(([slot]) => slot)).toEqual(['what', 'whenWhere', 'how']);
    expect(labelsOf(short, false)).toEqual([
      ['whenWhere', 'When'],
      ['how', 'How short'],
    ]);
  });

  it('rewords a line after "this feels wrong", and keeps the others', () => {
    expect(labelsOf(plan, true)).toEqual([
      ['what', 'What, if anything'],
      ['whenWhere', 'When and where?'],
      ['how', 'How I will notice'],
    ]);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['no line at all', { ...plan, labels: {}, neutral: undefined }, 'labels', /asks for no line/],
    ['a line nobody knows', { ...plan, labels: { who: text('Who') } }, 'labels', /nobody knows: who/],
    [
      'neutral words for a line it does not ask',
      { ...short, neutral: { prompt: text('?'), labels: { what: text('What') } } },
      'neutral.labels',
      /no such line to reword: what/,
    ],
  ])('refuses %s', (_name, written, path, message) => {
    expect(problemsOf(written)).toContainEqual({
      path: `steps.0.blocks.0.${path}`,
      message: expect.stringMatching(message),
    });
  });
});

describe('a plan', () => {
  const definition = definitionOf({ smallest: 'try', steps: [{ key: 'try', blocks: [plan] }] });
  const draft = (value: unknown) => ({ ...emptyDraftBody(definition, 'en'), answers: { trial: value } });

  it('may hold any of its lines, or none', () => {
    expect(planKind.isEmpty({}, plan)).toBe(true);
    expect(planKind.isEmpty({ what: ' ', how: '' }, plan)).toBe(true);
    expect(planKind.isEmpty({ how: 'two minutes' }, plan)).toBe(false);
  });

  it('is kept line by line, in order, under the labels it was asked with', () => {
    const parsed = parseDraftBody(definition, draft({ whenWhere: 'on the stairs', what: 'one line' }));
    if (!parsed.ok) throw new Error('refused');
    const [answer] = answersToShare(definition, parsed.body);
    expect(answer?.value).toEqual({
      slots: [
        { key: 'what', label: 'What', text: 'one line' },
        { key: 'whenWhere', label: 'When and where?', text: 'on the stairs' },
      ],
    });
    expect(readingLines('PLAN', 'The question?', answer?.value, 'en')).toEqual([
      'The question?',
      'What: one line',
      'When and where? on the stairs',
    ]);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a line it lacks', { who: 'x' }, 'answers.trial', /nobody knows: who/],
    ['too much', { what: 'x'.repeat(limits.plan + 1) }, 'answers.trial.what', /longer than 500/],
    ['a number', { how: 2 }, 'answers.trial.how', /should be a string/],
  ])('refuses %s', (_name, value, path, message) => {
    expect(parseDraftBody(definition, draft(value))).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ path, message: expect.stringMatching(message) }]),
    });
  });

  it('refuses an answer to a line it does not ask', () => {
    expect(planKind.answer(short).safeParse({ how: 'briefly' }).success).toBe(true);
    expect(planKind.answer(short).safeParse({ what: 'x' }).success).toBe(false);
  });
});
