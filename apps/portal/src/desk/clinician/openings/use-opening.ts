import { useFragment } from '@apollo/client/react';
import type { FragmentType } from '@apollo/client/masking';
import { OpeningPartsFragmentDoc, type OpeningPartsFragment } from '../../gql/graphql.js';

export type OpeningRef = FragmentType<OpeningPartsFragment> & {
  __typename?: 'Opening';
  assignmentId: string;
  slot: string;
};

/** One turn on its way to being opened, as the newest answer of the server has it. */
export function useOpening(from: OpeningRef): OpeningPartsFragment | null {
  const { data, complete } = useFragment({
    fragment: OpeningPartsFragmentDoc,
    fragmentName: 'OpeningParts',
    from,
  });
  return complete ? data : null;
}
