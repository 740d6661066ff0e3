import * as z from 'zod/mini';

// C0 controls except tab and newline; lone surrogates are found with the u flag, where a pair counts as one.

const unclean = /[\u0000-\u0008\u000b-\u001f\u{d800}-\u{dfff}]/u;

/** Whether a text can be kept and shown anywhere: no NUL or other control characters, no half of a character. */
export function isCleanText(text: string): boolean {
  return !unclean.test(text);
}

const pair = /[\ud800-\udbff][\udc00-\udfff]/;

/** Length in characters as a person and PostgreSQL count them, not in UTF-16 units. */
export function countCharacters(text: string): number {
  // Most texts are held without a unit that could be half of a pair, and are not even looked through.
  if (!pair.test(text)) return text.length;
  let count = 0;
  for (let index = 0; index < text.length; index += 1, count += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next < 0xe000) index += 1;
    }
  }
  return count;
}

/** A clean text of at most so many characters; an empty one is allowed, because blank is. */
export function cleanText(most: number) {
  return z.string().check(
    z.refine(isCleanText, { error: 'holds characters that cannot be kept' }),
    z.refine((text) => countCharacters(text) <= most, { error: `is longer than ${most} characters` }),
  );
}

/** A clean text that says something. */
export function spokenText(most: number) {
  return cleanText(most).check(z.refine((text) => text.trim() !== '', { error: 'is empty' }));
}

/** A text a person reads, once per language. English is always there; an exercise says which others are complete. */
export interface Text {
  readonly en: string;
  readonly [language: string]: string;
}

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** A language tag such as `en`, `es` or `pt-BR`. */
export const languageSchema = z.string().check(z.regex(languageTag, { error: 'is not a language tag' }));

/** The schema of a `Text` of at most so many characters in each language. */
export function textSchema(most: number) {
  const spoken = spokenText(most);
  const schema = z.catchall(z.object({ en: spoken }), spoken).check(
    z.refine((text) => Object.keys(text).every((language) => languageTag.test(language)), {
      error: 'has a key that is not a language tag',
    }),
  ) as z.ZodMiniType<Text>;
  textLimits.set(schema, most);
  return schema;
}

const textLimits = new WeakMap<object, number>();

/** How many characters a schema made by `textSchema` allows; undefined for any other schema. */
export function textLimit(schema: object): number | undefined {
  return textLimits.get(schema);
}

/** The words in this language; its parent language, then English, when a text of ours does not have it. */
export function say(text: Text, language: string): string {
  return text[language] ?? text[language.split('-')[0] ?? 'en'] ?? text.en;
}
