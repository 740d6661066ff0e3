import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { textsIn } from '../texts-in.js';

// The library is content without code and depends on nothing; what it must fit checks it from the tests here.
const library = new URL('../../../library/', import.meta.url);

/** The files of one part of the library, such as `check-ins/`, with what is in them; the exercises without one. */
export function libraryFiles(part = '', language = 'en'): (readonly [name: string, content: unknown])[] {
  const from = new URL(`${language}/${part}`, library);
  return (existsSync(from) ? readdirSync(from) : [])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, parse(readFileSync(new URL(name, from), 'utf8')) as unknown] as const);
}

/** The places of texts that only clinicians read. */
export const forClinicians = /^(summary|sees|contraindications|cadence|oneQuestion)$|^weeks\.\d+\.note$/;

/** The texts of a file that clients read. The others are for the clinician alone. */
export function textsForClients(content: unknown): { path: string; en: string }[] {
  return textsIn(content)
    .filter(({ path }) => !forClinicians.test(path))
    .map(({ path, text }) => ({ path, en: text.en }));
}
