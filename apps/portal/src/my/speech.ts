import { useSyncExternalStore } from 'react';
import type { Language } from '@rejoin/domain';
import { markLanguage } from '../lib/language.js';

type Messages = Record<string, string>;

const load: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('./english.js'),
  es: () => import('./spanish.js'),
};
const here: Partial<Record<Language, Messages>> = {};
const coming = new Map<Language, Promise<Messages>>();
const listeners = new Set<() => void>();
let spoken: Language = 'en';

/** The sentences of a language, if they are here. */
export const messagesIn = (language: Language): Messages | undefined => here[language];

/** Fetches the sentences of a language; a fetch that failed is tried again. */
export function fetchMessages(language: Language): Promise<Messages> {
  const fetching =
    coming.get(language) ??
    load[language]().then(
      ({ messages }) => (here[language] = messages),
      (error: unknown) => {
        coming.delete(language);
        throw error;
      },
    );
  coming.set(language, fetching);
  return fetching;
}

/** Speaks a language from here on, as soon as its sentences are here; until then the page speaks as before. */
export async function speak(language: Language): Promise<void> {
  await fetchMessages(language);
  spoken = language;
  markLanguage(language);
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the page speaks. */
export function useSpoken(): Language {
  return useSyncExternalStore(subscribe, () => spoken);
}
