import * as z from 'zod/mini';
import { say, textSchema } from '../../../text.js';
import {
  type BlockKind,
  blockShape,
  keySchema,
  neutralShape,
  optionSchema,
  repeatedKeys,
} from '../block-kind.js';
import { toRead } from '../on-paper.js';
import { wording } from './wording.js';

const places = z.array(optionSchema).check(z.minLength(1), z.maxLength(8));
const count = z.int().check(z.gte(1), z.lte(20));
const seconds = z.int().check(z.gte(2), z.lte(10));

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('BODY'),
  /** How many breaths are offered first, and between which numbers the client may set them. */
  breaths: count,
  fewest: count,
  most: count,
  /** One breath, in seconds. */
  inSeconds: seconds,
  outSeconds: seconds,
  /** Where a hand may rest, if it likes. "No place" is always offered; posture and touch are never asked for. */
  places: z.optional(places),
  /** Said to those who keep their eyes open. */
  eyesOpen: z.optional(textSchema(300)),
  /** The same in words, for whoever does not want to look at a moving circle. */
  inWords: textSchema(600),
  neutral: z.optional(
    z.strictObject({ ...neutralShape, places: z.optional(places), inWords: z.optional(textSchema(600)) }),
  ),
});

/** Slow breaths with a guide that starts only by a tap. Skipping it leaves no trace. */
export type BodyBlock = z.infer<typeof definition>;

/** Whether the breaths were taken, and where the hand was, if the client says so. */
export interface BodyValue {
  readonly done: boolean;
  readonly place?: string | undefined;
}

/** As kept: the place in the words it was offered in. */
export interface KeptBody {
  readonly done: boolean;
  readonly place?: string | undefined;
}

export const bodyKind: BlockKind<BodyBlock, BodyValue, KeptBody> = {
  definition,
  fresh: { readers: 'ONLY_ME', breaths: 6, fewest: 2, most: 12, inSeconds: 4, outSeconds: 6 },
  faults(block) {
    const isOrdered = block.fewest <= block.breaths && block.breaths <= block.most;
    return [
      ...(isOrdered ? [] : [{ path: 'breaths', message: 'should lie between fewest and most' }]),
      ...repeatedKeys(block.places ?? [], 'places'),
      ...repeatedKeys(block.neutral?.places ?? [], 'neutral.places'),
    ];
  },
  answer(block) {
    const known = new Set([...(block.places ?? []), ...(block.neutral?.places ?? [])].map(({ key }) => key));
    return z.strictObject({
      done: z.boolean(),
      place: z.optional(
        keySchema.check(z.refine((key) => known.has(key), { error: 'is not a place this question offers' })),
      ),
    });
  },
  onPaper: ({ inWords, places }, language) => [
    ...toRead(say(inWords, language)),
    ...(places ? [{ is: 'boxes' as const, options: places.map(({ label }) => say(label, language)) }] : []),
  ],
  isEmpty: ({ done, place }) => !done && place === undefined,
  characters: () => 0,
  keep(block, { done, place }, language, isNeutral) {
    const shown = [...((isNeutral ? block.neutral?.places : undefined) ?? []), ...(block.places ?? [])];
    const known = [...shown, ...(block.neutral?.places ?? [])].find(({ key }) => key === place);
    return { done, ...(known === undefined ? {} : { place: say(known.label, language) }) };
  },
  kept: z.object({ done: z.boolean(), place: z.optional(z.string()) }),
  summarise: ({ done, place }, language) => [
    ...(done ? [say(wording.done, language)] : []),
    ...(place === undefined ? [] : [place]),
  ],
};
