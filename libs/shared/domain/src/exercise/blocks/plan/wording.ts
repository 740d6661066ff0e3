import type { Text } from '../../../text.js';

/** What is asked about a plan some days later. The plan itself stands above each question. */
export const wording = {
  check: { en: 'How has it gone with this so far?' },
  mostly: { en: 'Mostly as I meant' },
  sometimes: { en: 'Sometimes' },
  hardly: { en: 'Hardly' },
  changed: { en: 'It changed' },
  checkWhy: {
    en: 'Every one of these is fine to say. It shows where the plan fits your days, and where it does not.',
  },
  checkNeutral: { en: 'How is it now, with or without the plan?' },
  whyNeutral: { en: 'Is there anything you would like to say about it?' },
  why: { en: 'What helped, or what got in the way?' },
} satisfies Record<string, Text>;
