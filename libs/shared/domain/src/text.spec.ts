import { describe, expect, it } from '@jest/globals';
import { cleanText, countCharacters, isCleanText, say, textSchema } from './text.js';

describe('isCleanText', () => {
  it.each(['', 'plain', 'two\nlines\tand a tab', 'é ß 日本語', '👩‍👩‍👧', '\u007f', '\u2028'])(
    'keeps %j',
    (text) => {
      expect(isCleanText(text)).toBe(true);
    },
  );

  it.each(['\u0000', 'a\u0007b', '\r\n', '\u001b[31m', '\ud83d', 'x\udc00', '\udc00\ud83d'])(
    'refuses %j',
    (text) => {
      expect(isCleanText(text)).toBe(false);
    },
  );
});

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['日本', 2],
    ['🙂', 1],
    ['🙂🙂a', 3],
    ['\ud83d', 1],
  ])('%j is %i long', (text, count) => {
    expect(countCharacters(text)).toBe(count);
  });
});

describe('cleanText', () => {
  it('counts characters, not UTF-16 units', () => {
    expect(cleanText(2).safeParse('🙂🙂').success).toBe(true);
    expect(cleanText(2).safeParse('🙂🙂🙂').success).toBe(false);
  });
});

describe('say', () => {
  const text = { en: 'hello', pt: 'olá', 'es-MX': 'qué tal' };
  it.each([
    ['en', 'hello'],
    ['pt-BR', 'olá'],
    ['es-MX', 'qué tal'],
    ['es', 'hello'],
  ])('in %s is %s', (language, words) => {
    expect(say(text, language)).toBe(words);
  });
});

describe('textSchema', () => {
  it.each([[{ en: ' ' }], [{ es: 'hola' }], [{ en: 'a', 'not a tag': 'b' }], ['hello'], [null]])(
    'refuses %j',
    (value) => {
      expect(textSchema(10).safeParse(value).success).toBe(false);
    },
  );
});
