import type { Text } from '../../../text.js';

/** The two ways out of a fixed list; the portal shows the same words, so that review reads what was tapped. */
export const wording = {
  somethingElse: { en: 'Something else', es: 'Otra cosa' },
  other: { en: 'Something else: {other}', es: 'Otra cosa: {other}' },
  declined: { en: 'I would rather not say', es: 'Prefiero no decirlo' },
} satisfies Record<string, Text>;
