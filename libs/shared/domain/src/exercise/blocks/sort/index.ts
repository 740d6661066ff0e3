import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import { cleanText, countCharacters, say } from '../../../text.js';
import {
  type BlockKind,
  blockShape,
  type Card,
  keySchema,
  neutralShape,
  optionSchema,
  ownCard,
  repeatedKeys,
} from '../block-kind.js';
import { room, toChoose } from '../on-paper.js';

const mostCards = 40;
const piles = z.array(optionSchema).check(z.minLength(2), z.maxLength(5));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('SORT'),
  /** Cards that everybody gets. */
  cards: z.optional(z.array(optionSchema).check(z.minLength(1), z.maxLength(20))),
  /** An earlier choice or text whose answer becomes cards: each option picked, and the client's own words. */
  from: z.optional(keySchema),
  piles,
  /** Other words for the same piles. */
  neutral: z.optional(z.strictObject({ ...neutralShape, piles: z.optional(piles) })),
});

/** Cards put into piles. Nothing is counted, and a card may stay where it is. */
export type SortBlock = z.infer<typeof definition>;

/** Which pile each card was put on. A card whose earlier answer is gone keeps its place, should it come back. */
export interface SortValue {
  readonly placed: Readonly<Record<string, string>>;
}

/** The piles that hold something, with their cards in the order they were shown. */
export interface KeptPiles {
  readonly piles: readonly {
    readonly key: string;
    readonly label: string;
    readonly cards: readonly string[];
  }[];
}

const ownWords = cleanText(limits.block).check(z.refine((id) => id.startsWith(ownCard(''))));

function cardsOf(block: SortBlock): readonly Card[] {
  return block.cards ?? [];
}

export const sortKind: BlockKind<SortBlock, SortValue, KeptPiles> = {
  definition,
  faults(block) {
    const known = block.piles.map(({ key }) => key);
    const strangers = (block.neutral?.piles ?? []).filter(({ key }) => !known.includes(key));
    return [
      ...(block.cards === undefined && block.from === undefined
        ? [{ path: 'cards', message: 'has no cards, neither its own nor from an earlier answer' }]
        : []),
      ...repeatedKeys(block.cards ?? [], 'cards'),
      ...repeatedKeys(block.piles, 'piles'),
      ...repeatedKeys(block.neutral?.piles ?? [], 'neutral.piles'),
      ...strangers.map(({ key }) => ({
        path: 'neutral.piles',
        message: `has no such pile to reword: ${key}`,
      })),
    ];
  },
  answer(block) {
    const cards = new Set(cardsOf(block).map(({ key }) => key));
    const known = new Set(block.piles.map(({ key }) => key));
    const card = z.union([keySchema, ownWords]).check(
      z.refine((id) => block.from !== undefined || cards.has(id), {
        error: 'is not a card of this question',
      }),
    );
    const pile = keySchema.check(
      z.refine((key) => known.has(key), { error: 'is not a pile of this question' }),
    );
    return z.strictObject({
      placed: z.record(card, pile).check(
        z.refine((placed) => Object.keys(placed).length <= mostCards, {
          error: `should be at most ${mostCards} cards`,
        }),
      ),
    });
  },
  onPaper: (block, language) => [
    ...toChoose(...cardsOf(block).map(({ label }) => say(label, language))),
    ...block.piles.map(({ label }) => ({
      is: 'room' as const,
      label: say(label, language),
      lines: room.part,
    })),
  ],
  isEmpty: ({ placed }, block) => !cardsOf(block).some(({ key }) => Object.hasOwn(placed, key)),
  characters: ({ placed }) => countCharacters(Object.keys(placed).join('')),
  keep(block, { placed }, language, isNeutral) {
    const reworded = (isNeutral ? block.neutral?.piles : undefined) ?? [];
    const on = (pile: string) =>
      cardsOf(block).filter(({ key }) => Object.hasOwn(placed, key) && placed[key] === pile);
    return {
      piles: block.piles.flatMap((pile) => {
        const { label } = reworded.find(({ key }) => key === pile.key) ?? pile;
        const cards = on(pile.key).map((card) => say(card.label, language));
        return cards.length === 0 ? [] : [{ key: pile.key, label: say(label, language), cards }];
      }),
    };
  },
  kept: z.object({
    piles: z.array(z.object({ key: z.string(), label: z.string(), cards: z.array(z.string()) })),
  }),
  summarise: ({ piles: kept }) => kept.map(({ label, cards }) => `${label}: ${cards.join('; ')}`),
};

/** The question as one client meets it: its own cards, and those of the earlier answer. */
export function withCards(block: SortBlock, earlier: readonly Card[]): SortBlock {
  const all = [...cardsOf(block), ...earlier];
  const distinct = all.filter(({ key }, at) => all.findIndex((card) => card.key === key) === at);
  return { ...block, cards: distinct.slice(0, mostCards) };
}
