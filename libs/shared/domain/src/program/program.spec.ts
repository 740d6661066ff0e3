import { describe, expect, it } from '@jest/globals';
import { exercisesOf, parseProgram } from '../index.js';

const text = (en: string) => ({ en });
const week = (key: string, more: object = {}) => ({
  key,
  title: text('A first breath'),
  note: text('Ask how the breath went.'),
  line: text('A small start.'),
  exercises: [{ slug: 'pause-before-the-spiral' }],
  ...more,
});
const program = (more: object = {}) => ({
  formatVersion: 1,
  slug: 'some-weeks',
  version: 1,
  for: 'INDIVIDUAL',
  tracks: ['HIGH_ACHIEVER'],
  languages: ['en'],
  title: text('Some weeks'),
  summary: text('For whoever needs some weeks.'),
  why: text('These weeks wait for you.'),
  contraindications: text('Not in an acute crisis.'),
  weeks: [week('one'), week('two', { exercises: [], lookBack: true })],
  ...more,
});
const problemsOf = (input: unknown) => {
  const parsed = parseProgram(input);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
};

describe('a program', () => {
  it('is read whole', () => {
    expect(parseProgram(program())).toMatchObject({ ok: true, program: { slug: 'some-weeks' } });
  });

  it.each<[string, unknown, string]>([
    ['no object', 'weeks', ''],
    ['no week', program({ weeks: [] }), 'weeks'],
    ['a week twice', program({ weeks: [week('one'), week('one')] }), 'weeks.1.key'],
    ['a field it does not know', program({ deadline: 'Friday' }), ''],
    ['a language that is not whole', program({ languages: ['en', 'es'] }), 'title'],
    [
      'a crowded week',
      program({ weeks: [week('one', { exercises: Array(5).fill({ slug: 'a' }) })] }),
      'weeks.0.exercises',
    ],
  ])('is refused with its place for %s', (_what, input, path) => {
    expect(problemsOf(input)).toContain(path);
  });

  it('gives the look back after the week’s own exercises', () => {
    const parsed = parseProgram(program());
    if (!parsed.ok) throw new Error('does not parse');
    expect(parsed.program.weeks.map((one) => exercisesOf(one).map(({ slug }) => slug))).toEqual([
      ['pause-before-the-spiral'],
      ['look-back'],
    ]);
  });
});
