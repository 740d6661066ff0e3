import type { Text } from '../../../text.js';

const toSomebody = {
  did: { en: 'What I did' },
  like: { en: 'What it may have been like' },
  back: { en: 'Coming back' },
} satisfies Record<string, Text>;

/** The soft labels of the three slots, by whom the words are for. */
export const wording = {
  SELF: {
    did: { en: 'What happened, and my part' },
    like: { en: 'What it was like inside' },
    back: { en: 'A kind and honest way on' },
  },
  PARENT: toSomebody,
  COUPLE: toSomebody,
  OTHER: toSomebody,
} satisfies Record<string, Record<keyof typeof toSomebody, Text>>;
