import type { KeptSlots } from '../exercise/blocks/slots.js';
import { isTrace, keptAnswer } from '../exercise/sharing.js';
import { limits } from '../limits.js';
import type { Outcome } from '../outcome.js';
import type { Readers } from '../readers.js';
import { countCharacters } from '../text.js';

/**
 * Whether an answer is one of those that may be opened to the partners: its question said so before it was written, and
 * nobody narrowed it since. What stands in place of words that were held back is for the therapist.
 */
export function mayBeOpened({ key, readers }: { key: string; readers: Readers }): boolean {
  return readers === 'THERAPIST_AND_PARTNER_AFTER_OPENING' && !isTrace(key);
}

/** Whether a part that was shared this way is in: "not this week" is a full answer, and nothing to open. */
export function countsForOpening(outcome: Outcome | null): boolean {
  return outcome === 'WHOLE' || outcome === 'PARTLY';
}

/** Other words of an author for one answer: of a composed statement for one of its slots, of a text for all of it. */
export interface OtherWords {
  slot: string | null;
  text: string;
}

/** A block as its author offers it for opening, or why it cannot be offered so. */
export type Offer = { ok: true; value: unknown; isEdited: boolean } | { ok: false; message: string };

/**
 * What an author offers of an answer: the answer itself, or other words for the same question. Other words keep its form: a
 * text stays a text, and a composed statement keeps the slots it has, perhaps fewer of them. A rating or a choice is offered
 * as it is or not at all.
 */
export function offerOf(kind: string, original: unknown, words: readonly OtherWords[] | null): Offer {
  if (words === null) return { ok: true, value: original, isEdited: false };
  const kept = keptAnswer(kind, original)?.value;
  if (words.length === 0 || words.some(({ text }) => text.trim() === ''))
    return { ok: false, message: 'is empty: leave it out instead' };
  if (countCharacters(words.map(({ text }) => text).join('')) > limits.block)
    return { ok: false, message: `is longer than ${limits.block} characters` };
  const value = kept === undefined ? undefined : reworded(kept, words);
  if (value === undefined) return { ok: false, message: 'can be opened as it is, or not at all' };
  return { ok: true, value, isEdited: JSON.stringify(value) !== JSON.stringify(original) };
}

/** The words of an answer that can be offered in others, each with its label; null where it is offered as it is or not at all. */
export function wordsToChange(
  kind: string,
  original: unknown,
): readonly (OtherWords & { label: string | null })[] | null {
  const kept = keptAnswer(kind, original)?.value;
  if (typeof kept === 'string') return [{ slot: null, label: null, text: kept }];
  if (!isSlots(kept)) return null;
  return kept.slots.map(({ key, label, text }) => ({ slot: key, label, text }));
}

function isSlots(kept: unknown): kept is KeptSlots {
  return typeof kept === 'object' && kept !== null && Object.keys(kept).join() === 'slots';
}

/** The answer in other words; undefined where it is not made of words, or the words have no place in it. */
function reworded(kept: unknown, words: readonly OtherWords[]): unknown {
  if (typeof kept === 'string')
    return words.length === 1 && words[0]?.slot === null ? words[0].text : undefined;
  if (!isSlots(kept)) return undefined;
  const { slots } = kept;
  const isKnown = words.every(({ slot }) => slots.some(({ key }) => key === slot));
  if (!isKnown || new Set(words.map(({ slot }) => slot)).size !== words.length) return undefined;
  return {
    slots: slots.flatMap((slot) => {
      const other = words.find((one) => one.slot === slot.key);
      return other ? [{ ...slot, text: other.text }] : [];
    }),
  };
}
