import { bare, wordsOf } from '../../../lib/find.js';

/** What a search over the library looks at. */
export interface Findable {
  title: string;
  summary: string;
  /** Every word of the exercise once. */
  words: string;
  /** The moments it is for, as the library calls them. */
  moments: readonly string[];
}

/** A hit in a title counts more than one in a moment, in the summary, or somewhere in the questions. */
const weights = { title: 8, moments: 4, summary: 2, words: 1 } as const;
/** A word that begins as it was typed is meant rather than one that happens to hold it. */
const atTheStart = 1.5;
/** Said in passing by whoever describes a moment; they decide nothing while other words do. */
const small = new Set('a an and for from i in is it my of on or than that the this to was with'.split(' '));

/** The exercises that hold every word that was typed, the nearest first; among equals in the library's own order. */
export function findExercises<Exercise extends Findable>(
  exercises: readonly Exercise[],
  typed: string,
): Exercise[] {
  const all = wordsOf(typed);
  const telling = all.filter((word) => !small.has(word));
  const words = telling.length > 0 ? telling : all;
  if (words.length === 0) return [...exercises];
  return exercises
    .flatMap((exercise) => {
      const parts = partsOf(exercise);
      const weighed = words.map((word) => weightOf(parts, word));
      return weighed.includes(0) ? [] : [{ exercise, weight: weighed.reduce((sum, each) => sum + each, 0) }];
    })
    .sort((one, other) => other.weight - one.weight)
    .map(({ exercise }) => exercise);
}

function partsOf({ title, moments, summary, words }: Findable): Record<keyof typeof weights, string> {
  return { title: bare(title), moments: bare(moments.join(' ')), summary: bare(summary), words: bare(words) };
}

function weightOf(parts: Record<keyof typeof weights, string>, word: string): number {
  const found = (Object.keys(weights) as (keyof typeof weights)[]).map((part) => {
    const at = ` ${parts[part]}`.search(new RegExp(`[^\\p{L}\\p{N}]${escaped(word)}`, 'u'));
    if (at >= 0) return weights[part] * atTheStart;
    return parts[part].includes(word) ? weights[part] : 0;
  });
  return Math.max(...found);
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
