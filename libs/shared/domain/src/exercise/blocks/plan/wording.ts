import type { Text } from '../../../text.js';

/** What is asked about a plan some days later. The plan itself stands above each question. */
export const wording = {
  check: { en: 'How has it gone with this so far?', es: '¿Cómo ha ido esto hasta ahora?' },
  mostly: { en: 'Mostly as I meant', es: 'En general, como quería' },
  sometimes: { en: 'Sometimes', es: 'A veces' },
  hardly: { en: 'Hardly', es: 'Apenas' },
  changed: { en: 'It changed', es: 'Cambió' },
  checkWhy: {
    en: 'Every one of these is fine to say. It shows where the plan fits your days, and where it does not.',
    es: 'Cualquiera de estas respuestas está bien. Muestra dónde encaja el plan en tus días, y dónde no.',
  },
  checkNeutral: {
    en: 'How is it now, with or without the plan?',
    es: '¿Cómo está ahora, con el plan o sin él?',
  },
  whyNeutral: {
    en: 'Is there anything you would like to say about it?',
    es: '¿Hay algo que te gustaría decir sobre esto?',
  },
  why: { en: 'What helped, or what got in the way?', es: '¿Qué ayudó, o qué se interpuso?' },
} satisfies Record<string, Text>;
