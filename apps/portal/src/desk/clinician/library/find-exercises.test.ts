import { describe, expect, it } from '@jest/globals';
import { findExercises, type Findable } from './find-exercises.js';

const exercise = (title: string, rest: Partial<Findable> = {}): Findable => ({
  title,
  summary: '',
  words: title.toLowerCase(),
  moments: [],
  ...rest,
});
const library = [
  exercise('Pause Before the Spiral', { summary: 'For the first minutes.', words: 'hand breath spiral' }),
  exercise('Guilt or Shame', { moments: ['Guilt bigger than the moment'] }),
  exercise('Clean Guilt', { moments: ['Guilt bigger than the moment', 'It just happened'] }),
  exercise('The Old Contract', { summary: 'A rule that came from guilt.', words: 'promise café (old)' }),
];
const found = (typed: string): string[] => findExercises(library, typed).map(({ title }) => title);

describe('finding an exercise', () => {
  it('goes by a moment as it is said, small words and all', () => {
    expect(found('guilt bigger than the moment')).toEqual(['Guilt or Shame', 'Clean Guilt']);
  });

  it('puts titles before summaries, and summaries before what is asked', () => {
    expect(found('guilt')).toEqual(['Guilt or Shame', 'Clean Guilt', 'The Old Contract']);
  });

  it('looks through every word that is asked, and wants all that was typed', () => {
    expect(found('breath')).toEqual(['Pause Before the Spiral']);
    expect(found('breath guilt')).toEqual([]);
  });

  it('takes a word that begins so before one that only holds it', () => {
    expect(findExercises([exercise('Misspoken'), exercise('Spoken Aloud')], 'spoken')[0]?.title).toBe(
      'Spoken Aloud',
    );
  });

  it.each(['CAFE', 'café', '(old)', '[', '\\', '*'])('survives %s', (typed) => {
    expect(() => found(typed)).not.toThrow();
  });

  it('finds accents by their bare letters', () => {
    expect(found('cafe')).toEqual(['The Old Contract']);
  });

  it('is the whole library while nothing is typed', () => {
    expect(found('  ')).toHaveLength(library.length);
  });
});
