import { describe, expect, it } from '@jest/globals';
import { type DocumentDefinition, parseDocument } from './document.js';
import { inOwnWords, type OwnWording, ownWordsOf, paragraphsOf } from './own-words.js';

const both = (en: string) => ({ en, es: `${en} (es)` });
const original: DocumentDefinition = {
  formatVersion: 1,
  key: 'agreement',
  version: 1,
  languages: ['en', 'es'],
  title: both('Theirs'),
  paragraphs: [both('Read it.'), both('Permission.'), both('More.'), both('Fear stays out.')],
  fixed: [1, 3],
};
const en = { title: ' Ours ', text: 'One.\n\n \nTwo, \n on two lines.', line: ' Ask us. ' };
const es = { title: 'Nuestro', text: 'Uno.\n\nDos.', line: 'Pregunta.' };
const made = (wording: OwnWording) => {
  const outcome = inOwnWords(original, wording, 101);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.document;
};
const problems = (wording: OwnWording) => {
  const outcome = inOwnWords(original, wording, 101);
  return outcome.ok ? [] : outcome.problems.map(({ path }) => path);
};

describe('a text in a practice’s own words', () => {
  it('is a document like any other, with what is fixed below', () => {
    const document = made({ en, es });
    expect(parseDocument(document)).toMatchObject({ ok: true });
    expect(document).toMatchObject({
      version: 101,
      languages: ['en', 'es'],
      title: { en: 'Ours', es: 'Nuestro' },
      line: { en: 'Ask us.', es: 'Pregunta.' },
      fixed: [2, 3],
    });
    expect(document.paragraphs.map((paragraph) => paragraph['es'])).toEqual([
      'Uno.',
      'Dos.',
      'Permission. (es)',
      'Fear stays out. (es)',
    ]);
  });

  it('is in English alone from beginning to end where no Spanish is written', () => {
    const document = made({ en, es: { title: ' ', text: '\n', line: '' } });
    expect(parseDocument(document)).toMatchObject({ ok: true });
    expect(document.paragraphs.map((paragraph) => Object.keys(paragraph))).toEqual(
      document.paragraphs.map(() => ['en']),
    );
  });

  it('can be written on from', () => {
    expect(ownWordsOf(made({ en, es }), 'es')).toEqual(es);
    expect(ownWordsOf(original, 'en')).toEqual({ title: 'Theirs', text: 'Read it.\n\nMore.', line: '' });
    expect(ownWordsOf(made({ en }), 'es')).toBeNull();
  });

  it.each<[string, OwnWording, string[]]>([
    ['half a language', { en, es: { ...es, title: '' } }, ['es.title']],
    ['a paragraph less in one', { en, es: { ...es, text: 'Uno.' } }, ['es.text']],
    ['a line in one alone', { en, es: { ...es, line: '' } }, ['es.line']],
    ['nothing', { en: { title: '', text: '', line: '' } }, ['en.title', 'en.text']],
  ])('is not made of %s', (_what, wording, paths) => {
    expect(problems(wording)).toEqual(paths);
  });

  it('counts paragraphs as somebody sees them', () => {
    expect(paragraphsOf('\n\nOne\nline.\n \n\nTwo.\n')).toEqual(['One line.', 'Two.']);
  });
});

it('refuses a document that fixes what is not there', () => {
  expect(parseDocument({ ...original, fixed: [4] })).toMatchObject({
    ok: false,
    problems: [{ path: 'fixed.0' }],
  });
});
