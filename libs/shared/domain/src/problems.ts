import type * as z from 'zod/mini';
import { isCleanText } from './text.js';

/** Something that keeps a definition or a draft from being accepted: where, and what, in words for whoever wrote it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const deepest = 16;
const mostNodes = 20_000;
// Whoever mends fifty faults can ask again; a hostile input does not get twenty thousand lines back.
const mostProblems = 50;

/**
 * Refuses what no honest caller sends, before any schema looks at it: values that are not plain JSON, trees too deep
 * or too large, text that cannot be kept, and the key `__proto__`, which schemas skip in silence.
 * It walks with a stack of its own, so no depth of input can overflow the call stack.
 */
export function plainProblems(input: unknown): Problem[] {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path, depth } = next;
    seen += 1;
    if (seen > mostNodes) return [{ path: '', message: 'is too large' }];
    if (depth > deepest) return [{ path, message: 'is nested too deeply' }];
    if (value === null || value === undefined || typeof value === 'boolean') continue;
    if (typeof value === 'string') {
      if (!isCleanText(value)) return [{ path, message: 'holds characters that cannot be kept' }];
      continue;
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return [{ path, message: 'is not a number that can be kept' }];
      continue;
    }
    if (Array.isArray(value)) {
      if (value.length > mostNodes) return [{ path, message: 'is too large' }];
      value.forEach((item, index) =>
        waiting.push({ value: item, path: join(path, index), depth: depth + 1 }),
      );
      continue;
    }
    if (typeof value !== 'object') return [{ path, message: 'is not plain data' }];
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return [{ path, message: 'is not plain data' }];
    }
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__' || !isCleanText(key))
        return [{ path, message: 'has a key that cannot be used' }];
      waiting.push({ value: item, path: join(path, key), depth: depth + 1 });
    }
  }
  return [];
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

/** Checks a value against a schema and tells every problem in our own words; `under` is where the value sits. */
export function check<Value>(
  schema: z.ZodMiniType<Value>,
  input: unknown,
  under = '',
): { ok: true; value: Value } | { ok: false; problems: Problem[] } {
  const result = schema.safeParse(input, { error: explain });
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    problems: result.error.issues.slice(0, mostProblems).map((issue) => ({
      path: issue.path.reduce<string>((path, key) => join(path, String(key)), under),
      message: issue.message,
    })),
  };
}

function explain(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `should be ${article(issue.expected)}`;
    case 'unrecognized_keys':
      return `has keys nobody knows: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing'
        : `should be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `should be at most ${String(issue.maximum)}${counted(issue.origin)}`;
    case 'too_small':
      return `should be at least ${String(issue.minimum)}${counted(issue.origin)}`;
    case 'invalid_union':
      return 'has none of the known forms';
    case 'invalid_key':
      return 'has a key that cannot be used';
    default:
      return 'is not in the expected form';
  }
}

function article(noun: string): string {
  if (noun === 'record') return 'an object';
  if (noun === 'int') return 'a whole number';
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function counted(origin: string): string {
  if (origin === 'array') return ' items';
  return origin === 'string' ? ' characters' : '';
}
