import { readersValues } from '../readers.js';
import type { ExerciseDefinition } from './definition.js';

/** What became different between two forms of an exercise, to be told in a line or two. */
export interface Changes {
  /** Keys of steps that were not there, and of steps that are gone. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The steps that stayed stand in another order. */
  readonly isReordered: boolean;
  /** How many texts have other words; those that came or went within a step count, too. */
  readonly texts: number;
  /** How many questions say otherwise who reads the answer. */
  readonly readers: number;
  /** How many other settings are different: limits, conditions, minutes, cautions. */
  readonly settings: number;
}

/**
 * Compares by keys, so that a step that moved is the same step. The version a form has, and the name it goes by in the
 * address, say nothing about it.
 */
export function changesBetween(before: ExerciseDefinition, after: ExerciseDefinition): Changes {
  const keysOf = ({ steps }: ExerciseDefinition): string[] => steps.map(({ key }) => key);
  const [old, now] = [keysOf(before), keysOf(after)];
  const stayed = old.filter((key) => now.includes(key));
  const counts = { texts: 0, readers: 0, settings: 0 };
  const [from, to] = [before, after].map((definition) => leavesOf(told(definition, stayed)));
  for (const path of new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])])) {
    const [was, is] = [from?.get(path), to?.get(path)];
    if (was?.value === is?.value) continue;
    const isReaders = [was?.value, is?.value].some((value) => readersValues.some((each) => each === value));
    counts[(was ?? is)?.isText ? 'texts' : isReaders ? 'readers' : 'settings'] += 1;
  }
  return {
    added: now.filter((key) => !old.includes(key)),
    removed: old.filter((key) => !now.includes(key)),
    isReordered: stayed.join() !== now.filter((key) => old.includes(key)).join(),
    ...counts,
  };
}

/** Whether nothing is different. */
export function isUnchanged({ added, removed, isReordered, texts, readers, settings }: Changes): boolean {
  return added.length + removed.length + texts + readers + settings === 0 && !isReordered;
}

function told(definition: ExerciseDefinition, stayed: readonly string[]): object {
  const { slug: _slug, version: _version, steps, ...rest } = definition;
  return { ...rest, steps: steps.filter(({ key }) => stayed.includes(key)) };
}

interface Leaf {
  value: unknown;
  isText: boolean;
}

/** Every single value with its place; what has a key goes by its key, other lists by their order. */
function leavesOf(content: unknown): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const visit = (value: unknown, path: string, isText: boolean): void => {
    if (Array.isArray(value)) {
      value.forEach((item: unknown, at) => visit(item, `${path}.${keyOf(item) ?? String(at)}`, false));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`, 'en' in value);
    } else if (value !== undefined) leaves.set(path, { value, isText });
  };
  visit(content, '', false);
  return leaves;
}

function keyOf(item: unknown): string | undefined {
  const key: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
  return typeof key === 'string' ? key : undefined;
}
