import * as z from 'zod/mini';
import type { BlockKind } from './block-kind.js';
import { bodyKind } from './body/index.js';
import { cardKind } from './card/index.js';
import { choiceKind } from './choice/index.js';
import { composerKind } from './composer/index.js';
import { jointKind } from './joint/index.js';
import { letterKind } from './letter/index.js';
import { longKind } from './long/index.js';
import { planKind } from './plan/index.js';
import { scaleKind } from './scale/index.js';
import { sortKind } from './sort/index.js';
import { switchKind } from './switch/index.js';
import { textKind } from './text/index.js';

/** The kinds of block there are: one line each. A new kind is its folder, a line here and a renderer in the portal. */
export const blockKinds = {
  BODY: bodyKind,
  TEXT: textKind,
  LONG: longKind,
  CHOICE: choiceKind,
  SCALE: scaleKind,
  COMPOSER: composerKind,
  PLAN: planKind,
  SORT: sortKind,
  JOINT: jointKind,
  CARD: cardKind,
  LETTER: letterKind,
  SWITCH: switchKind,
} as const;

/** The name of a kind of block. */
export type BlockKindName = keyof typeof blockKinds;

type Kinds = (typeof blockKinds)[BlockKindName];

/** A block of an exercise, of any kind. */
export type Block = z.infer<Kinds['definition']>;

/** The blocks of one kind. */
export type BlockOf<Name extends BlockKindName> = z.infer<(typeof blockKinds)[Name]['definition']>;

/** The answer to a block of one kind, as a draft holds it. */
export type ValueOf<Name extends BlockKindName> = z.infer<ReturnType<(typeof blockKinds)[Name]['answer']>>;

/** An answer as a draft holds it. */
export type AnswerValue = ValueOf<BlockKindName>;

/** An answer as it is kept after sharing, with the words it was given in. */
export type KeptValue = z.infer<Kinds['kept']>;

/** The names of all kinds. */
export const blockKindNames = Object.keys(blockKinds) as BlockKindName[];

type Definition = Kinds['definition'];

/** A block of any kind, as a definition holds it. */
export const blockSchema = z.discriminatedUnion(
  'kind',
  Object.values(blockKinds).map(({ definition }) => definition) as unknown as [z.ZodMiniObject],
) as unknown as z.ZodMiniType<z.infer<Definition>>;

/**
 * The kind of a block. Methods take the block and value of their own kind; a block found together with its own kind
 * always fits, which the compiler cannot follow through a lookup.
 */
export function kindOf(name: BlockKindName): BlockKind<Block, AnswerValue, KeptValue> {
  return blockKinds[name];
}

/** Whether a stored word names a kind of block. */
export function isBlockKindName(name: string): name is BlockKindName {
  return Object.hasOwn(blockKinds, name);
}
