import { useSyncExternalStore } from 'react';
import type { Language } from '@rejoin/domain';
import { firstLanguage, markLanguage } from '../lib/language.js';
import english from './messages/en.json' with { type: 'json' };
import spanish from './messages/es.json' with { type: 'json' };

export type MessageId = keyof typeof english;

// They are small: both are here, so that the first screen waits for neither.
const sentences: Record<Language, Record<MessageId, { message: string }>> = { en: english, es: spanish };
const listeners = new Set<() => void>();
let spoken: Language = 'en';
let isChosen = false;

/** Says everything in a language from here on, because somebody pressed its name. */
export function choose(language: Language): void {
  isChosen = true;
  speak(language);
}

/** Says everything in the language that somebody is known to read, unless another was chosen on this page. */
export function offer(language: Language): void {
  if (!isChosen && language !== spoken) speak(language);
}

/** Says everything in a language from here on. */
export function speak(language: Language = firstLanguage()): void {
  spoken = language;
  markLanguage(language);
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is spoken. */
export function useSpoken(): Language {
  return useSyncExternalStore(subscribe, () => spoken);
}

/** The sentences of this entry. It is small on purpose: no message runtime, only names put into places. */
export function say(id: MessageId, values: Record<string, string> = {}): string {
  return sentences[spoken][id].message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
