import { expect, it } from '@jest/globals';
import { mayNarrow, narrowest } from './readers.js';

it.each([
  ['ONLY_ME', 'ONLY_ME', true],
  ['ONLY_ME', 'THERAPIST', false],
  ['ONLY_ME', 'THERAPIST_AND_PARTNER_AFTER_OPENING', false],
  ['THERAPIST', 'ONLY_ME', true],
  ['THERAPIST', 'THERAPIST', true],
  ['THERAPIST', 'THERAPIST_AND_PARTNER_AFTER_OPENING', false],
  ['THERAPIST_AND_PARTNER_AFTER_OPENING', 'ONLY_ME', true],
  ['THERAPIST_AND_PARTNER_AFTER_OPENING', 'THERAPIST', true],
  ['THERAPIST_AND_PARTNER_AFTER_OPENING', 'THERAPIST_AND_PARTNER_AFTER_OPENING', true],
] as const)('from %s to %s: %s', (from, to, may) => {
  expect(mayNarrow(from, to)).toBe(may);
  expect(narrowest(from, to)).toBe(may ? to : from);
});
