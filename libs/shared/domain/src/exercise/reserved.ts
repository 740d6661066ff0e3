import type { Text } from '../text.js';

/**
 * Answers that every exercise can have and none defines: the client's plan at the intro and the closing line.
 * The portal shows exactly these words, so that what is kept as asked is what was asked.
 */
export const reservedKeys = [
  'plan.when-where',
  'plan.obstacle',
  'plan.if-then',
  'plan.confidence',
  'closing',
] as const;
export type ReservedKey = (typeof reservedKeys)[number];

/** The words of the reserved questions. */
export const reservedWording: Record<ReservedKey, Text> = {
  'plan.when-where': { en: 'When and where could this fit?', es: '¿Cuándo y dónde podría caber esto?' },
  'plan.obstacle': { en: 'What may get in the way?', es: '¿Qué puede interponerse?' },
  'plan.if-then': { en: 'If that happens, then I will:', es: 'Si eso pasa, entonces yo:' },
  'plan.confidence': {
    en: 'How sure are you that you can do this?',
    es: '¿Cuánta confianza tienes en que podrás hacerlo?',
  },
  closing: { en: 'Anything you would like to add?', es: '¿Hay algo que te gustaría añadir?' },
};

/** The ends of the scale "how sure", low and high. */
export const confidenceEnds: readonly [Text, Text] = [
  { en: 'not sure at all', es: 'ninguna' },
  { en: 'quite sure', es: 'bastante' },
];

/** Whether a key is one of the reserved ones. */
export function isReservedKey(key: string): key is ReservedKey {
  return (reservedKeys as readonly string[]).includes(key);
}
