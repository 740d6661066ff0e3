import type { Text } from '../../../text.js';

/** What others learn of a letter that its author keeps. */
export const wording = {
  written: {
    en: 'Written. The words stay with the person who wrote them.',
    es: 'Escrita. Las palabras quedan con quien las escribió.',
  },
} satisfies Record<string, Text>;
