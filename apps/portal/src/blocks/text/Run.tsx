import { limits, type BlockOf } from '@rejoin/domain';
import type { RunProps } from '../renderer.js';
import { Writing } from '../Writing.js';

/** A sentence or a few. */
export function TextRun(props: RunProps<BlockOf<'TEXT'>, string>) {
  return <Writing {...props} rows={3} limit={limits.shortBlock} />;
}
