import type { Text } from '../../../text.js';

/** How the breaths read in review and print. */
export const wording = {
  done: { en: 'Took the breaths' },
} satisfies Record<string, Text>;
