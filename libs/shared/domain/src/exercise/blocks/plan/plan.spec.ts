import { describe, expect, it } from '@jest/globals';
import { limits } from '../../../limits.js';
import type { Readers } from '../../../readers.js';
import { block, definitionOf, text, writtenDefinition } from '../../../testing/definitions.js';
import { parseDefinition, type Step } from '../../definition.js';
import { emptyDraftBody, parseDraftBody } from '../../draft.js';
import { answersToShare, readingLines } from '../../sharing.js';
import { inSitting, laterSittings, quotedKeys, sittingBefore } from '../../sittings.js';
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

describe('a plan that is asked about later', () => {
  const checked = (checks: number[]) => block.plan({ checks });
  const exercise = (...steps: Step[]) =>
    definitionOf({ smallest: 'say', steps: [{ key: 'say', blocks: [block.text()] }, ...steps] });
  const written = [{ key: 'trial', value: { slots: [{ key: 'what', label: 'What', text: 'Rest.' }] } }];

  it('has a sitting for each day, with a choice and a line under the plan', () => {
    const of = exercise({ key: 'try', blocks: [checked([7, 42])] });
    expect(laterSittings(of)).toEqual(['AFTER_7_DAYS', 'AFTER_42_DAYS']);
    const sitting = inSitting(of, 'AFTER_7_DAYS', written);
    expect(sitting?.smallest).toBe('trial-check-7');
    expect(sitting?.steps).toMatchObject([
      { key: 'trial-check-7', quotes: 'trial', blocks: [{ kind: 'CHOICE', readers: 'THERAPIST' }] },
      { key: 'trial-check-7-why', quotes: 'trial', blocks: [{ kind: 'TEXT', readers: 'THERAPIST' }] },
    ]);
    expect(quotedKeys(of, 'AFTER_7_DAYS')).toEqual(['trial']);
    expect(inSitting(of, 'FIRST')?.steps.map(({ key }) => key)).toEqual(['say', 'try']);
  });

  it.each<[Readers, Readers]>([
    ['THERAPIST_AND_PARTNER_AFTER_OPENING', 'THERAPIST'],
    ['THERAPIST', 'THERAPIST'],
    ['ONLY_ME', 'ONLY_ME'],
  ])('read by %s has checks read by %s: no partner learns how it goes', (readers, checks) => {
    const of = exercise({ key: 'try', blocks: [block.plan({ readers, checks: [7] })] });
    const asked = inSitting(of, 'AFTER_7_DAYS')?.steps.flatMap(({ blocks }) => blocks);
    expect(asked?.map((check) => check.readers)).toEqual([checks, checks]);
  });

  it('asks nothing where no plan was written', () => {
    const of = exercise({ key: 'try', blocks: [checked([7])] });
    expect(inSitting(of, 'AFTER_7_DAYS', [{ key: 'sentence', value: 'x' }])).toBeNull();
  });

  it('counts its days from the sitting the plan was made in', () => {
    const of = exercise({ key: 'try', later: 'NEXT_SESSION', blocks: [checked([5])] });
    expect(laterSittings(of)).toEqual(['NEXT_SESSION', 'AFTER_5_DAYS']);
    expect(sittingBefore(of, 'NEXT_SESSION')).toBe('FIRST');
    expect(sittingBefore(of, 'AFTER_5_DAYS')).toBe('NEXT_SESSION');
  });

  it('is asked of the role that made it, and of nobody where both made it together', () => {
    const one = exercise({ key: 'try', role: 'SPEAKER', blocks: [checked([5])] });
    expect(inSitting(one, 'AFTER_5_DAYS', written, 'SPEAKER')?.steps).toHaveLength(2);
    expect(inSitting(one, 'AFTER_5_DAYS', written, 'LISTENER')).toBeNull();
    expect(laterSittings(exercise({ key: 'try', later: 'TOGETHER', blocks: [checked([5])] }))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['days out of order', { checks: [7, 3] }, 'steps.0.blocks.0.checks'],
    ['a day twice', { checks: [7, 7] }, 'steps.0.blocks.0.checks'],
    ['no day', { checks: [] }, 'steps.0.blocks.0.checks'],
    ['a day too far', { checks: [91] }, 'steps.0.blocks.0.checks.0'],
    ['a key too long', { checks: [90], key: 'k'.repeat(30) }, 'steps.0.blocks.0.key'],
  ])('is refused with %s', (_, part, path) => {
    const steps = [{ key: 'try', blocks: [{ ...plan, ...(part as object) }] }];
    const parsed = parseDefinition({ ...writtenDefinition(), smallest: 'try', steps });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(path);
  });

  it('leaves the keys of its later questions free', () => {
    const steps = [
      { key: 'try', blocks: [checked([5])] },
      { key: 'trial-check-5', blocks: [block.text()] },
    ];
    const parsed = parseDefinition({ ...writtenDefinition(), smallest: 'try', steps });
    expect(parsed).toMatchObject({ ok: false, problems: [{ path: 'steps' }] });
  });
});
