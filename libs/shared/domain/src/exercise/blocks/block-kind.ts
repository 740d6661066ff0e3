import * as z from 'zod/mini';
import type { Problem } from '../../problems.js';
import { readersSchema } from '../../readers.js';
import { type Text, textSchema } from '../../text.js';
import type { Step } from '../definition.js';
import type { PaperPart } from './on-paper.js';

/** Steps, blocks and options are known by short stable keys: drafts, answers and exports refer to them for years. */
export const keySchema = z.string().check(
  z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'should be lower-case words joined by hyphens' }),
  z.maxLength(40, { error: 'is longer than 40 characters' }),
  // Keys become property names, and `closing` is the key of the client's closing line.
  z.refine((key) => key !== 'constructor' && key !== 'closing', { error: 'is a reserved word' }),
);

/** The question itself. */
export const promptSchema = textSchema(600);

/** One thing a person can choose. */
export const optionSchema = z.strictObject({ key: keySchema, label: textSchema(120) });
export type Option = z.infer<typeof optionSchema>;

/** One thing to put on a pile: an option, or the client's own words. */
export interface Card {
  readonly key: string;
  readonly label: Text;
}

/** The client's own words are known by themselves. A hyphenated key can never be taken for them. */
export function ownCard(words: string): string {
  return `own:${words}`;
}

/** What every block has, whatever its kind. */
export const blockShape = {
  key: keySchema,
  prompt: promptSchema,
  /** Why we ask, folded under the prompt. */
  why: z.optional(textSchema(600)),
  /** The widest circle that may read the answer; the client can narrow it. */
  readers: readersSchema,
};

/** Shown in place of the prompt once the client has said "this feels wrong to me". */
export const neutralShape = { prompt: promptSchema, why: z.optional(textSchema(600)) };

/** The part of a block that the journey through an exercise needs to know. */
export interface AnyBlock {
  readonly key: string;
  readonly kind: string;
  readonly prompt: Text;
  readonly why?: Text | undefined;
  readonly neutral?: { readonly prompt: Text; readonly why?: Text | undefined } | undefined;
}

/** What a condition on an earlier answer can ask about: the options picked, the number given. */
export interface Told {
  readonly picked?: readonly string[];
  readonly number?: number;
}

/**
 * One kind of block: everything the product knows about it that is not drawing. The API validates with it, the
 * portal renders by it, review, print and export read through it.
 */
export interface BlockKind<Block extends AnyBlock, Value, Kept> {
  /** The form of the block in a definition. */
  readonly definition: z.ZodMiniType<Block>;
  /** What a new block of this kind begins with, where that is more than the least the format asks for. */
  readonly fresh?: Partial<Block>;
  /** Brings what points from one part of the block to another in step again, while it is being written. */
  mended?(block: Block): Block;
  /** Of a kind that only tells or guides: it has no answer, so nothing can quote it or depend on it. */
  readonly asksNothing?: true;
  /** Faults inside one block that a schema cannot say. */
  faults?(block: Block): Problem[];
  /** The form of an answer to this block in a draft. */
  answer(block: Block): z.ZodMiniType<Value>;
  /** Whether nothing was answered. Blank is always allowed; an empty answer becomes no row. */
  isEmpty(value: Value, block: Block): boolean;
  /** How much of the reflection's room the answer takes. */
  characters(value: Value): number;
  /**
   * Of a kind whose words stay their author's until they are released: whether they still do, the answer released or held
   * back again, and what those who may read it learn in place of the words.
   */
  readonly heldBack?: {
    holds(value: Value | undefined): boolean;
    release(value: Value, isReleased: boolean): Value;
    readonly trace: Kept;
  };
  /** What is kept at sharing: the answer with the words it was given in, readable without the definition. */
  keep(block: Block, value: Value, language: string, isNeutral: boolean): Kept;
  /** The form of what is kept. */
  readonly kept: z.ZodMiniType<Kept>;
  /** What stands under the question on a sheet of paper, to be read and answered by hand. */
  onPaper(block: Block, language: string): PaperPart[];
  /** Plain lines for reading, printing and export. */
  summarise(kept: Kept, language: string): string[];
  /** What conditions may ask of the answer, beyond whether there is one. */
  told?(kept: Kept): Told;
  /** The answer one by one, where a later question makes cards of it. */
  cards?(kept: Kept): { readonly key: string; readonly label: string }[];
  /** The number this block yields for the client's own dots over time, if it yields one. */
  rating?(value: Value): number;
  /** Questions of its own that come some days after an answer to it was shared. */
  laterSteps?(block: Block): Step[];
}

/** Faults of a list of options: the same key twice. */
export function repeatedKeys(options: readonly Option[], path: string): Problem[] {
  return options.flatMap((option, index) =>
    options.findIndex(({ key }) => key === option.key) < index
      ? [{ path: `${path}.${index}.key`, message: `repeats the key ${option.key}` }]
      : [],
  );
}
