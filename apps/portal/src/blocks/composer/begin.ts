import { say, type ComposerSlot, type ComposerValue, type Starter } from '@rejoin/domain';
import { writeSlot } from '../write-slot.js';

/**
 * The statement with the half sentence of a starter in its slot, or, in one's own words, without any.
 * A half sentence that was not changed gives way to the next. Words of the client's own are never touched: the half
 * sentence goes on a line under them.
 */
export function begin(
  value: ComposerValue | undefined,
  starter: Starter | null,
  starters: readonly Starter[],
  language: string,
): ComposerValue | undefined {
  const openings = new Set(starters.map(({ opening }) => say(opening, language)));
  const own = Object.entries(value ?? {}).reduce<ComposerValue | undefined>(
    (kept, [slot, text]) => (openings.has(text.trim()) ? writeSlot(kept, slot as ComposerSlot, '') : kept),
    value,
  );
  if (starter === null) return own;
  const opening = say(starter.opening, language);
  const words = own?.[starter.slot]?.trimEnd() ?? '';
  if (words.includes(opening)) return own;
  return writeSlot(own, starter.slot, words === '' ? `${opening} ` : `${words}\n${opening} `);
}
