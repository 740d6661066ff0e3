import * as z from 'zod/mini';
import { cleanText, countCharacters, say, type Text, textSchema } from '../../text.js';
import { type PaperPart, room } from './on-paper.js';

/** The soft label of one slot: a phrase, not a demand. */
export const labelSchema = textSchema(80);

/** What a client wrote into the slots of one answer; each may stay empty. */
export type SlotTexts<Slot extends string> = { readonly [Name in Slot]?: string | undefined };

/** One slot as it is asked. */
export interface AskedSlot<Slot extends string> {
  readonly slot: Slot;
  readonly label: Text;
}

/** As kept: the slots that were written in, in order, under the labels they were asked with. */
export interface KeptSlots {
  readonly slots: readonly { readonly key: string; readonly label: string; readonly text: string }[];
}

/** What a composed statement and a plan have in common: a few labelled slots of one answer, none compulsory. */
export function slotAnswers<Block, Slot extends string>(
  asked: (block: Block, isNeutral: boolean) => readonly AskedSlot<Slot>[],
  limitOf: (block: Block) => number,
) {
  return {
    answer(block: Block) {
      const text = z.optional(cleanText(limitOf(block)));
      const slots = asked(block, false).map(({ slot }) => [slot, text] as const);
      return z.strictObject(Object.fromEntries(slots)) as unknown as z.ZodMiniType<SlotTexts<Slot>>;
    },
    isEmpty: (value: SlotTexts<Slot>): boolean => textsOf(value).every((text) => text.trim() === ''),
    characters: (value: SlotTexts<Slot>): number => countCharacters(textsOf(value).join('')),
    keep(block: Block, value: SlotTexts<Slot>, language: string, isNeutral: boolean): KeptSlots {
      return {
        slots: asked(block, isNeutral).flatMap(({ slot, label }) => {
          const text = value[slot] ?? '';
          return text.trim() === '' ? [] : [{ key: slot, label: say(label, language), text }];
        }),
      };
    },
    onPaper: (block: Block, language: string): PaperPart[] =>
      asked(block, false).map(({ label }) => ({
        is: 'room',
        label: say(label, language),
        lines: room.part,
      })),
    kept: z.object({ slots: z.array(z.object({ key: z.string(), label: z.string(), text: z.string() })) }),
    summarise: ({ slots }: KeptSlots): string[] => slots.flatMap(linesOf),
  };
}

function textsOf(value: Readonly<Record<string, string | undefined>>): string[] {
  return Object.values(value).filter((text) => text !== undefined);
}

function linesOf({ label, text }: KeptSlots['slots'][number]): string[] {
  const [first = '', ...more] = text.trim().split(/\n+/);
  // A label that ends in a mark of its own ("When and where?") gets no second one.
  const between = /[\p{L}\p{N}]$/u.test(label) ? ': ' : ' ';
  return [`${label}${between}${first}`, ...more];
}
