import type { Text } from '../../../text.js';

/** The two ways out of a fixed list; the portal shows the same words, so that review reads what was tapped. */
export const wording = {
  somethingElse: { en: 'Something else' },
  other: { en: 'Something else: {other}' },
  declined: { en: 'I would rather not say' },
} satisfies Record<string, Text>;
