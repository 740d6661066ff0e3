import { useCallback, useState } from 'react';
import { useApolloClient } from '@apollo/client/react';
import { InvitationLinkDocument } from '../gql/graphql.js';

/**
 * The link that is out now, asked for by a press: each look is written to the audit trail, so it is kept nowhere but on this
 * page. `show` answers null when it could not be had.
 */
export function useInvitationLink(): {
  link: string | null;
  show: (invitationId: string) => Promise<string | null>;
  set: (link: string | null) => void;
} {
  const apollo = useApolloClient();
  const [link, set] = useState<string | null>(null);
  const show = useCallback(
    async (invitationId: string): Promise<string | null> => {
      try {
        const { data } = await apollo.query({
          query: InvitationLinkDocument,
          variables: { invitationId },
          fetchPolicy: 'no-cache',
        });
        set(data?.invitationLink ?? null);
        return data?.invitationLink ?? null;
      } catch {
        return null;
      }
    },
    [apollo],
  );
  return { link, show, set };
}
