import type * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import type { BlockKind } from '../block-kind.js';
import { room } from '../on-paper.js';
import { writtenAnswers, writtenDefinition } from '../written.js';

const definition = writtenDefinition('LONG');

/** A long reflection, with room to write. */
export type LongBlock = z.infer<typeof definition>;

export const longKind: BlockKind<LongBlock, string, string> = {
  definition,
  ...writtenAnswers(limits.block, room.whatever),
};
