import type { AgreementKind } from '../gql/graphql.js';

/** Where an admin writes an agreement in the practice's own words. */
export const agreementPath = (kind: AgreementKind): string =>
  `/practice/agreement/${kind.toLowerCase().replace('_', '-')}`;

/** Which one an address is about; null where there is none. */
export function agreementAt(segment: string | undefined): AgreementKind | null {
  return segment === 'no-secrets' ? 'NO_SECRETS' : segment === 'limited-secrets' ? 'LIMITED_SECRETS' : null;
}
