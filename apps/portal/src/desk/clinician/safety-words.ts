import type { SafetyTopic, SafetyVerdict } from '../gql/graphql.js';

/** What a safety conversation may touch, in the order a form offers it. */
export const safetyTopics: readonly SafetyTopic[] = [
  'FEAR',
  'FORCE',
  'SEX',
  'MONEY',
  'PHONE',
  'WEAPONS',
  'SUBSTANCES',
  'IMMIGRATION',
  'CHILDREN',
];

export const safetyVerdicts: readonly SafetyVerdict[] = ['GO', 'WITH_CAUTION', 'NOT_NOW'];
