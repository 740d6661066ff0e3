import type { Text } from '../../../text.js';

/** How the breaths, or their neutral form, read in review and print. */
export const wording = {
  done: { en: 'Took a moment for this', es: 'Se tomó un momento para esto' },
} satisfies Record<string, Text>;
