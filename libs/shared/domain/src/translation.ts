import * as z from 'zod/mini';
import { keySchema } from './exercise/blocks/block-kind.js';
import { check, plainProblems, type Problem } from './problems.js';
import { languageSchema, spokenText, type Text } from './text.js';
import { isText } from './texts-in.js';

const translationSchema = z.strictObject({
  /** What it translates: an exercise or a program by its slug, a document by its key. */
  slug: z.optional(keySchema),
  key: z.optional(keySchema),
  /** The version whose words it translates: others may have changed. */
  version: z.int(),
  language: languageSchema.check(z.refine((language) => language !== 'en', { error: 'is the original' })),
  /** The words by the place of the original: `title`, `steps.breathe.blocks.breaths.prompt`, `paragraphs.0`. */
  texts: z.record(z.string(), spokenText(5_000)),
});

/** Something written in English first: an exercise, a program, a document. */
export interface Translatable {
  readonly slug?: string;
  readonly key?: string;
  readonly version: number;
  readonly languages: readonly string[];
}

/**
 * A text of the library with the words of one more language, which it then names as complete. A word too few or too
 * many is refused with its place, so that nobody meets another language midway. Lengths are what its own format
 * checks, which the outcome still has to go through.
 */
export function translated<Content extends Translatable>(
  content: Content,
  translation: unknown,
): { ok: true; content: Content } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(translation);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(translationSchema, translation);
  if (!checked.ok) return checked;
  const { slug, key, version, language, texts } = checked.value;
  const problems: Problem[] = [
    ...(slug === content.slug ? [] : [{ path: 'slug', message: `should be ${content.slug ?? 'left out'}` }]),
    ...(key === content.key ? [] : [{ path: 'key', message: `should be ${content.key ?? 'left out'}` }]),
    ...(version === content.version ? [] : [{ path: 'version', message: `should be ${content.version}` }]),
    ...(content.languages.includes(language)
      ? [{ path: 'language', message: `repeats ${language}, which is there` }]
      : []),
  ];
  const left = new Set(Object.keys(texts));
  const merged = mapTexts(content, (text, path) => {
    const words = left.delete(path) ? texts[path] : undefined;
    if (words === undefined) problems.push({ path: `texts.${path}`, message: 'is missing' });
    return words === undefined ? text : { ...text, [language]: words };
  });
  problems.push(...[...left].map((path) => ({ path: `texts.${path}`, message: 'translates no text' })));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, content: { ...(merged as Content), languages: [...content.languages, language] } };
}

/** Every text with its place by keys, where items have keys, so that a place outlives a change of order. */
function mapTexts(value: unknown, change: (text: Text, path: string) => Text, path = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return change(value, path);
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => mapTexts(item, change, under(keyOf(item) ?? String(at))));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapTexts(item, change, under(name))]),
  );
}

function keyOf(item: unknown): string | undefined {
  const key = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
  return typeof key === 'string' ? key : undefined;
}
