import type { Problem } from './problems.js';
import { say, type Text } from './text.js';

/** Whether a part of an exercise or a document is one of its texts. */
export function isText(value: object): value is Text {
  return 'en' in value;
}

/** Every text in an exercise or a document with its place: for translators, and for the checks of copy. */
export function textsIn(content: unknown): { path: string; text: Text }[] {
  const found: { path: string; text: Text }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isText(value)) {
      found.push({ path, text: value });
      return;
    }
    for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`);
  };
  visit(content, '');
  return found;
}

/** Every word of a content once, in lower case and in order of appearance: what a search looks through. */
export function searchWords(content: unknown, language: string): string {
  const texts = textsIn(content).map(({ text }) => say(text, language));
  return [
    ...new Set(
      texts
        .join(' ')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu),
    ),
  ].join(' ');
}

/** Every text must be there in every language the content names, and in no other. */
export function languageProblems(content: { readonly languages: readonly string[] }): Problem[] {
  return textsIn(content).flatMap(({ path, text }) => {
    const missing = content.languages.filter((language) => !Object.hasOwn(text, language));
    const extra = Object.keys(text).filter(
      (language) => language !== 'en' && !content.languages.includes(language),
    );
    return [
      ...missing.map((language) => ({ path, message: `has no words in ${language}` })),
      ...extra.map((language) => ({
        path,
        message: `has words in ${language}, which are not named as complete`,
      })),
    ];
  });
}
