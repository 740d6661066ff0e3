import { describe, expect, it } from '@jest/globals';
import {
  longestSentence,
  messageAsRead,
  pressureWords,
  proseMaySay,
  readingAge,
  sentencesIn,
  sentencesOver,
  wordsOutOfTone,
} from './copy.js';

describe('pressureWords', () => {
  it.each([
    ['Your exercise is Overdue.', ['Overdue']],
    ['You missed two. Do not fail again!', ['missed', 'fail', '!']],
    ['Homework incomplete: 40 % done', ['Homework', 'incomplete', '40 %']],
    ['A perfect streak', ['perfect', 'streak']],
    ['You should, you must.', ['should', 'must']],
  ])('finds what presses in %j', (text, words) => {
    expect(pressureWords(text).toSorted()).toEqual(words.toSorted());
  });

  it.each([
    'Still here when you want it.',
    'You left off at step 3. It kept your words.',
    'Keep it for later.',
    'A plate on the mustard shoulder.',
    'Thank you. It is there for your session. Nobody reads it right away.',
  ])('lets %j pass', (text) => {
    expect(pressureWords(text)).toEqual([]);
  });

  it.each([
    ['It is not too late. Late counts.', ['late', 'Late']],
    ['“You should have known,” the critic says.', ['should']],
  ])('lets %j pass only in prose', (text, words) => {
    expect(pressureWords(text)).toEqual(words);
    expect(pressureWords(text, proseMaySay)).toEqual([]);
  });

  it.each([
    ['Deberías hacerlo ya, ¡sin falta!', ['Deberías', '¡', '!']],
    ['Tu tarea está incompleta.', ['tarea', 'incompleta']],
    ['Usted hizo el 40 %.', ['Usted', '40 %']],
    ['Debes venir. No le debes nada a nadie.', ['Debes']],
    ['Puedes dejarlo en blanco. Esto no es un deber ni una prueba.', []],
  ])('finds what presses in Spanish in %j', (text, words) => {
    expect(pressureWords(text, [], 'es').toSorted()).toEqual(words.toSorted());
  });

  it('finds in prose what is said about the use of the product', () => {
    expect(pressureWords('You are late. You should do this one.', proseMaySay)).toEqual(['late', 'should']);
  });
});

describe('wordsOutOfTone', () => {
  it.each([
    ['She is a narcissist, and he is the victim.', ['narcissist', 'victim']],
    ['Your brain floods with cortisol.', ['brain', 'cortisol']],
    ['This is proven to fix you.', ['proven', 'fix you']],
    ['Stay calm. We are proud of you.', ['Stay calm', 'proud of you']],
  ])('finds them in %j', (text, words) => {
    expect(wordsOutOfTone(text).toSorted()).toEqual(words.toSorted());
  });

  it.each(['It may help today, or it may not.', 'A calm moment, on a fixed day.', 'Keep everyone calm'])(
    'lets %j pass',
    (text) => {
      expect(wordsOutOfTone(text)).toEqual([]);
    },
  );
});

describe('sentences', () => {
  it('end at marks, quotes and line breaks', () => {
    expect(sentencesIn('One. Two? “Three.” Four\nFive')).toEqual([
      'One.',
      'Two?',
      '“Three.”',
      'Four',
      'Five',
    ]);
  });

  it('over eighteen words are named', () => {
    const eighteen = `${'word '.repeat(17)}word.`;
    expect(sentencesOver(`${eighteen} Short.`)).toEqual([]);
    expect(sentencesOver(`One ${eighteen} Short.`)).toEqual([`One ${eighteen}`]);
  });
});

describe('longestSentence', () => {
  it('counts the words of the longest one', () => {
    expect(longestSentence('One two. Three four five? Six.')).toBe(3);
    expect(longestSentence('')).toBe(0);
  });
});

describe('messageAsRead', () => {
  it.each([
    ['About {minutes, plural, one {# minute} other {# minutes}}.', 'About Name minutes.'],
    ['{count, plural, =0 {None has these words.} one {One.} other {# of them.}}', 'None has these words.'],
    ['Read by {name}, not by #.', 'Read by Name, not by Name.'],
  ])('reads %j at its longest', (message, read) => {
    expect(messageAsRead(message)).toBe(read);
  });
});

describe('readingAge', () => {
  it('tells easy from hard', () => {
    expect(readingAge('The cat sat. The dog ran. We all had a rest.')).toBeLessThan(8);
    expect(
      readingAge(
        'Notwithstanding institutional considerations, comprehensive documentation facilitates accountability.',
      ),
    ).toBeGreaterThan(16);
    expect(readingAge('')).toBe(0);
  });
});
