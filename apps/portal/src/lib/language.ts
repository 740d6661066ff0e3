import { firstSpoken, isLanguage, type Language } from '@rejoin/domain';

/** What each language calls itself: a choice is read by those who do not read the other one. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' };

const key = 'rejoin.language';
const preset: Language = 'en';

/** What was spoken last in this browser, where its own wishes say something else. */
export function rememberedLanguage(): Language | null {
  try {
    const value = localStorage.getItem(key);
    return isLanguage(value) ? value : null;
  } catch {
    // Some browsers refuse storage altogether; their wishes are all there is to go by.
    return null;
  }
}

const wished = (): Language | undefined => firstSpoken(navigator.languages);

/** What a page begins in, before anybody is known. */
export function firstLanguage(): Language {
  return rememberedLanguage() ?? wished() ?? preset;
}

/** Puts the language on the page, for whoever hears it, and remembers it if the browser would not wish it by itself. */
export function markLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    if (language === wished()) localStorage.removeItem(key);
    else localStorage.setItem(key, language);
  } catch {
    // It then holds for this page alone.
  }
}
