import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { AssignmentPartsFragmentDoc, type AssignmentPartsFragment } from '../gql/graphql.js';

/** An assignment as a page asks for it; its parts are read where they are shown. */
export type AssignmentRef = FragmentType<AssignmentPartsFragment> & { id: string };
export type Assignment = AssignmentPartsFragment;
/** What came back of one turn, without a word of it. */
export type Shared = AssignmentPartsFragment['reflections'][number];

/** What was given, in the order it came. */
export function useGiven(from: readonly AssignmentRef[]): readonly Assignment[] {
  const { data, complete } = useFragment({
    fragment: AssignmentPartsFragmentDoc,
    fragmentName: 'AssignmentParts',
    from: [...from],
  });
  return complete ? data.filter((assignment) => assignment !== null) : [];
}

/** What waits for the session: shared and neither answered nor talked about; what felt wrong twice first, then the oldest. */
export function waitingIn(given: readonly Assignment[], clientId?: string): Shared[] {
  return given
    .flatMap(({ reflections }) => reflections)
    .filter((shared) => shared.state === 'SUBMITTED' && (!clientId || shared.clientId === clientId))
    .sort(
      (one, other) =>
        Number(other.isMarked) - Number(one.isMarked) || (one.submittedAt < other.submittedAt ? -1 : 1),
    );
}

/** How many an assignment sheet counts as open for one person: given and not shared; a rhythm stays open while it runs. */
export function openFor(
  clientId: string,
  given: readonly (Pick<Assignment, 'hasEnded' | 'withdrawnAt'> & {
    rhythm: Pick<Assignment['rhythm'], 'kind'>;
    turns: readonly { clientId: string }[];
    reflections: readonly { clientId: string }[];
  })[],
): number {
  return given.filter(
    ({ rhythm, hasEnded, withdrawnAt, turns, reflections }) =>
      !withdrawnAt &&
      turns.some((turn) => turn.clientId === clientId) &&
      ((rhythm.kind !== 'ONCE' && !hasEnded) || !reflections.some((shared) => shared.clientId === clientId)),
  ).length;
}
