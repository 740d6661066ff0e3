import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

interface CatalogueEntry {
  message: string;
  context: string;
}

/**
 * Compiles `messages/<language>.json` when it is imported: the translator's context notes stay at home, sentences
 * without arguments stay sentences, and the rest arrive parsed. The sign-in entry has no message runtime and keeps
 * plain text throughout.
 */
export function messageCatalogues(): Plugin {
  const compile = (message: string, plain: boolean): unknown =>
    plain || !/[{<']/.test(message) ? message : parse(message);
  return {
    name: 'rejoin:message-catalogues',
    enforce: 'pre',
    transform(code, id) {
      const path = /\/src\/(.+)\/messages\/[a-z-]+\.json$/.exec(id)?.[1];
      if (!path) return null;
      const catalogue = JSON.parse(code) as Record<string, CatalogueEntry>;
      const compiled = Object.fromEntries(
        Object.entries(catalogue).map(([key, { message }]) => [
          key,
          { message: compile(message, path === 'sign-in') },
        ]),
      );
      return { code: JSON.stringify(compiled), map: null };
    },
  };
}
