import { graphqlEnum } from '../../platform/graphql/index.js';

/** What partners accept before joint work: what a clinician may bring in of what one of them says or writes alone. */
export const agreementKinds = ['NO_SECRETS', 'LIMITED_SECRETS'] as const;
export type AgreementKind = (typeof agreementKinds)[number];
export const AgreementKinds = graphqlEnum(
  'AgreementKind',
  agreementKinds,
  'Whether a clinician may bring into joint work what one partner says or writes alone.',
);
