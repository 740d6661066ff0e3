import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import { cleanText, countCharacters, say } from '../../../text.js';
import {
  type BlockKind,
  blockShape,
  keySchema,
  neutralShape,
  optionSchema,
  ownCard,
  repeatedKeys,
} from '../block-kind.js';
import { room } from '../on-paper.js';
import { wording } from './wording.js';

const options = z.array(optionSchema).check(z.minLength(2), z.maxLength(20));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('CHOICE'),
  options,
  /** Whether more than one may be true at once. */
  many: z.optional(z.boolean()),
  /** Offers a line of one's own. "I would rather not say" is always offered and needs no switch. */
  somethingElse: z.optional(z.boolean()),
  /** Other words for the same options. */
  neutral: z.optional(z.strictObject({ ...neutralShape, options: z.optional(options) })),
});

/** A choice of one or many, always with a way not to say. */
export type ChoiceBlock = z.infer<typeof definition>;

/** What the client chose. `declined` is an answer of its own: it stands alone. */
export interface ChoiceValue {
  readonly picked: readonly string[];
  readonly other?: string | undefined;
  readonly declined?: true | undefined;
}

/** A choice as kept: with the labels as they were shown. */
export interface KeptChoice {
  readonly picked: readonly { readonly key: string; readonly label: string }[];
  readonly other?: string | undefined;
  readonly declined?: true | undefined;
}

const neverBoth = (value: ChoiceValue) =>
  value.declined === undefined || (value.picked.length === 0 && value.other === undefined);

export const choiceKind: BlockKind<ChoiceBlock, ChoiceValue, KeptChoice> = {
  definition,
  faults(block) {
    const known = block.options.map(({ key }) => key);
    const strangers = (block.neutral?.options ?? []).filter(({ key }) => !known.includes(key));
    return [
      ...repeatedKeys(block.options, 'options'),
      ...repeatedKeys(block.neutral?.options ?? [], 'neutral.options'),
      ...strangers.map(({ key }) => ({
        path: 'neutral.options',
        message: `has no such option to reword: ${key}`,
      })),
    ];
  },
  answer(block) {
    const known = new Set(block.options.map(({ key }) => key));
    const picked = z.array(keySchema).check(
      z.refine((keys) => keys.every((key) => known.has(key)), {
        error: 'has an option this question does not offer',
      }),
      z.refine((keys) => new Set(keys).size === keys.length, { error: 'names an option twice' }),
      z.refine((keys) => block.many === true || keys.length <= 1, { error: 'should name one option' }),
    );
    return z
      .strictObject({
        picked,
        other: z.optional(cleanText(limits.other)),
        declined: z.optional(z.literal(true)),
      })
      .check(
        z.refine(neverBoth, { error: 'cannot both answer and decline' }),
        z.refine((value) => value.other === undefined || block.somethingElse === true, {
          error: 'has words of its own where none are asked',
          path: ['other'],
        }),
        z.refine((value) => block.many === true || value.picked.length === 0 || value.other === undefined, {
          error: 'should name one option',
        }),
      );
  },
  onPaper: ({ options, somethingElse }, language) => [
    {
      is: 'boxes',
      options: [...options.map(({ label }) => say(label, language)), say(wording.declined, language)],
    },
    ...(somethingElse
      ? [{ is: 'room' as const, label: say(wording.somethingElse, language), lines: room.phrase }]
      : []),
  ],
  isEmpty: ({ picked, other, declined }) =>
    picked.length === 0 && (other ?? '').trim() === '' && declined === undefined,
  characters: ({ other }) => countCharacters(other ?? ''),
  keep(block, { picked, other, declined }, language, isNeutral) {
    const shown = [...((isNeutral ? block.neutral?.options : undefined) ?? []), ...block.options];
    // In the order of the question, not of the taps: the order somebody tapped in is nobody's business.
    const chosen = block.options.filter(({ key }) => picked.includes(key));
    return {
      picked: chosen.map(({ key, label }) => ({
        key,
        label: say(shown.find((option) => option.key === key)?.label ?? label, language),
      })),
      ...(other === undefined || other.trim() === '' ? {} : { other }),
      ...(declined === undefined ? {} : { declined }),
    };
  },
  kept: z.object({
    picked: z.array(z.object({ key: z.string(), label: z.string() })),
    other: z.optional(z.string()),
    declined: z.optional(z.literal(true)),
  }),
  summarise: ({ picked, other, declined }, language) => [
    ...picked.map(({ label }) => label),
    ...(other === undefined ? [] : [say(wording.other, language).replace('{other}', () => other)]),
    ...(declined === undefined ? [] : [say(wording.declined, language)]),
  ],
  cards: ({ picked, other }) => [
    ...picked,
    ...(other === undefined ? [] : [{ key: ownCard(other.trim()), label: other.trim() }]),
  ],
  told: ({ picked }) => ({ picked: picked.map(({ key }) => key) }),
};
