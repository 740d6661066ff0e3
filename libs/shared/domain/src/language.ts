/** The languages that clients are spoken to in: interface, mails, consents, help and safety texts are complete in each. */
export const languageValues = ['en', 'es'] as const;
export type Language = (typeof languageValues)[number];

/** Whether a tag is one of them as it stands. */
export function isLanguage(tag: unknown): tag is Language {
  return (languageValues as readonly unknown[]).includes(tag);
}

/** The first of somebody's wishes that can be met: who reads `es-MX` is spoken to in Spanish. */
export function firstSpoken(tags: readonly string[]): Language | undefined {
  return tags.map((tag) => tag.split('-')[0]?.toLowerCase()).find(isLanguage);
}

/**
 * The language something is walked in from its beginning to its end: the reader's where all of it is complete in it, else
 * English. `complete` names the languages of each of its parts, so that an exercise of a program goes with the program.
 */
export function walkedIn(language: Language, ...complete: readonly (readonly string[])[]): Language {
  return complete.every((languages) => languages.includes(language)) ? language : 'en';
}
