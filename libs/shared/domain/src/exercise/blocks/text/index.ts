import type * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import type { BlockKind } from '../block-kind.js';
import { room } from '../on-paper.js';
import { writtenAnswers, writtenDefinition } from '../written.js';

const definition = writtenDefinition('TEXT');

/** A short text: a sentence or a few. */
export type TextBlock = z.infer<typeof definition>;

export const textKind: BlockKind<TextBlock, string, string> = {
  definition,
  ...writtenAnswers(limits.shortBlock, room.sentences),
};
