import type { Text } from '../../../text.js';

const toSomebody = {
  did: { en: 'What I did', es: 'Lo que hice' },
  like: { en: 'What it may have been like', es: 'Cómo pudo ser' },
  back: { en: 'Coming back', es: 'Volver' },
} satisfies Record<string, Text>;

/** The soft labels of the three slots, by whom the words are for. */
export const wording = {
  SELF: {
    did: { en: 'What happened, and my part', es: 'Lo que pasó, y mi parte' },
    like: { en: 'What it was like inside', es: 'Cómo fue por dentro' },
    back: { en: 'A kind and honest way on', es: 'Una forma amable y honesta de seguir' },
  },
  PARENT: toSomebody,
  COUPLE: toSomebody,
  OTHER: toSomebody,
} satisfies Record<string, Record<keyof typeof toSomebody, Text>>;
