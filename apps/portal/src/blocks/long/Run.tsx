import { limits, type BlockOf } from '@rejoin/domain';
import type { RunProps } from '../renderer.js';
import { Writing } from '../Writing.js';

/** Room to write at length. */
export function LongRun(props: RunProps<BlockOf<'LONG'>, string>) {
  return <Writing {...props} rows={8} limit={limits.block} />;
}
