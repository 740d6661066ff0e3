import * as z from 'zod/mini';

/** Who will read an answer, from narrowest to widest. */
export const readersValues = ['ONLY_ME', 'THERAPIST', 'THERAPIST_AND_PARTNER_AFTER_OPENING'] as const;

/** Who will read an answer. The block sets the widest; the client may narrow it, nobody widens. */
export type Readers = (typeof readersValues)[number];

export const readersSchema = z.enum(readersValues);

/** The one that fewer people read. */
export function narrowest(one: Readers, other: Readers): Readers {
  return readersValues.indexOf(one) <= readersValues.indexOf(other) ? one : other;
}

/** Whether an answer now read by `from` may become one read by `to`: staying and narrowing are fine, widening never is. */
export function mayNarrow(from: Readers, to: Readers): boolean {
  return narrowest(from, to) === to;
}
