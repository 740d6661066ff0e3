import { useCallback, useEffect, useState } from 'react';
import { useApolloClient } from '@apollo/client/react';
import { onWordFromOtherTab } from '../lib/signed-out.js';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { signInPage } from '../lib/paths.js';
import { Button, ButtonLink, Dialog } from '../ui/index.js';
import { DeskShellDocument } from './gql/graphql.js';
import { useText } from './text.js';

/** The server no longer knows who is here, and a field holds words: the page stays until the same person is back. */
export function SignedOutNotice({ viewerId }: { viewerId: string }) {
  const say = useText();
  const apollo = useApolloClient();
  const [isPutAway, setPutAway] = useState(false);
  const [isOther, setOther] = useState(false);

  const check = useCallback(() => {
    apollo.query({ query: DeskShellDocument, fetchPolicy: 'no-cache' }).then(
      ({ data }) => {
        if (data?.viewer?.id === viewerId) noteSignedOut(false);
        else setOther(Boolean(data?.viewer));
      },
      () => undefined,
    );
  }, [apollo, viewerId]);

  useEffect(() => {
    addEventListener('focus', check);
    const stop = onWordFromOtherTab('signed-in', check);
    return () => {
      removeEventListener('focus', check);
      stop();
    };
  }, [check]);

  if (isPutAway) return null;
  return (
    <Dialog title={say('signedOut.title')} role="alertdialog" isOpen onClose={() => setPutAway(true)}>
      <p>{say('signedOut.words')}</p>
      <p>{say(isOther ? 'signedOut.other' : 'signedOut.lead')}</p>
      <ButtonLink look="primary" wide href={signInPage('sign-in-again')} target="_blank" rel="noopener">
        {say('signedOut.signIn')}
      </ButtonLink>
      <Button wide onPress={check}>
        {say('signedOut.check')}
      </Button>
      <Button look="link" onPress={() => setPutAway(true)}>
        {say('signedOut.look')}
      </Button>
    </Dialog>
  );
}
