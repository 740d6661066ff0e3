import { type Text, textLimit } from '../text.js';
import { type Block, type BlockKindName, kindOf } from './blocks/registry.js';
import { headSchema } from './definition.js';

/**
 * What may stand in one place of an exercise, read off the format itself: a form to write exercises in is made of it, and a
 * kind of block that is added later can be written without a form of its own.
 */
export type Shape =
  | { readonly is: 'text'; readonly most: number }
  /** A short stable name, of its own or of something else: nothing a person reads. */
  | { readonly is: 'name' }
  | { readonly is: 'number'; readonly least: number; readonly most: number }
  | { readonly is: 'flag' }
  | { readonly is: 'one'; readonly of: readonly string[] }
  | { readonly is: 'fixed'; readonly value: unknown }
  | { readonly is: 'list'; readonly item: Shape; readonly least: number; readonly most: number }
  | { readonly is: 'parts'; readonly parts: readonly Part[] };

/** One named part of something. */
export interface Part {
  readonly name: string;
  readonly shape: Shape;
  readonly isOptional: boolean;
}

/** The parts of a block of one kind. */
export function blockParts(kind: BlockKindName): readonly Part[] {
  return partsOf(kindOf(kind).definition);
}

/** The parts that stand before the steps: title, what it is for, when to leave it out. */
export function headParts(): readonly Part[] {
  return partsOf(headSchema).filter(({ name }) => name !== 'steps');
}

/** A block of one kind with the least it needs: texts blank in each language, lists as short as they may be. */
export function newBlock(kind: BlockKindName, key: string, languages: readonly string[]): Block {
  const least = leastOf({ is: 'parts', parts: blockParts(kind) }, { languages, nth: 0 }) as Record<
    string,
    unknown
  >;
  return { ...least, readers: 'THERAPIST', ...kindOf(kind).fresh, kind, key } as Block;
}

/** The least that may stand in a place. `nth`: the how manieth of a list it is, which names it. */
export function newPart(shape: Shape, languages: readonly string[], nth = 0): unknown {
  return leastOf(shape, { languages, nth });
}

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function leastOf(shape: Shape, at: { languages: readonly string[]; nth: number }): unknown {
  switch (shape.is) {
    case 'text':
      return blankText(at.languages);
    case 'name':
      return names[at.nth] ?? `no-${at.nth + 1}`;
    case 'number':
      return shape.least;
    case 'flag':
      return false;
    case 'one':
      return shape.of[0];
    case 'fixed':
      return shape.value;
    case 'list':
      return Array.from({ length: shape.least }, (_none, nth) => leastOf(shape.item, { ...at, nth }));
    case 'parts': {
      const needed = shape.parts.filter(({ isOptional }) => !isOptional);
      // Where every part may be missing, the first is there: nothing at all would say nothing.
      return Object.fromEntries(
        (needed.length > 0 ? needed : shape.parts.slice(0, 1)).map((part) => [
          part.name,
          leastOf(part.shape, at),
        ]),
      );
    }
  }
}

/** A text with nothing in it yet. */
export function blankText(languages: readonly string[]): Text {
  return Object.fromEntries(['en', ...languages].map((language) => [language, ''])) as unknown as Text;
}

interface Def {
  readonly type: string;
  readonly shape?: Record<string, object>;
  readonly innerType?: object;
  readonly element?: object;
  readonly items?: readonly object[];
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}

interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
}

const shapes = new WeakMap<object, Shape | null>();

function partsOf(schema: object): readonly Part[] {
  const shape = shapeOf(schema);
  return shape?.is === 'parts' ? shape.parts : [];
}

/** Null for what no form can offer: a choice between forms. */
function shapeOf(schema: object): Shape | null {
  const before = shapes.get(schema);
  if (before !== undefined) return before;
  const shape = read(schema);
  shapes.set(schema, shape);
  return shape;
}

const defOf = (schema: object): Def => (schema as { _zod: { def: Def } })._zod.def;

function read(schema: object): Shape | null {
  const limit = textLimit(schema);
  if (limit !== undefined) return { is: 'text', most: limit };
  const def = defOf(schema);
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def);
  const bound = (name: string): Check | undefined => checks.find(({ check }) => check === name);
  switch (def.type) {
    case 'string':
      return { is: 'name' };
    case 'boolean':
      return { is: 'flag' };
    case 'number':
      return {
        is: 'number',
        least: bound('greater_than')?.value ?? 0,
        most: bound('less_than')?.value ?? Number.MAX_SAFE_INTEGER,
      };
    case 'enum':
      return { is: 'one', of: Object.values(def.entries ?? {}) };
    case 'literal':
      return { is: 'fixed', value: def.values?.[0] };
    case 'array': {
      const item = shapeOf(def.element ?? {});
      const [least, most] = [bound('min_length')?.minimum ?? 0, bound('max_length')?.maximum ?? 20];
      return item && { is: 'list', item, least, most };
    }
    case 'tuple': {
      const [first] = def.items ?? [];
      const item = first === undefined ? null : shapeOf(first);
      const length = def.items?.length ?? 0;
      return item && { is: 'list', item, least: length, most: length };
    }
    case 'object':
      return {
        is: 'parts',
        parts: Object.entries(def.shape ?? {}).flatMap(([name, inner]) => {
          const isOptional = defOf(inner).type === 'optional';
          const shape = shapeOf((isOptional ? defOf(inner).innerType : undefined) ?? inner);
          return shape === null ? [] : [{ name, shape, isOptional }];
        }),
      };
    default:
      return null;
  }
}
