import { Button, ButtonLink, Dialog } from '../ui/index.js';
import { signInPage } from '../lib/paths.js';
import { useText } from './text.js';

/** The server no longer knows who is here, and words on this page are not sent: nothing is closed, and there is a way on. */
export function SignedOutNotice({
  isOther,
  onClose,
  onCheck,
}: {
  /** Somebody else signed in meanwhile; these words are not theirs to send. */
  isOther: boolean;
  onClose: () => void;
  onCheck: () => void;
}) {
  const say = useText();
  return (
    <Dialog title={say('signedOut.title')} role="alertdialog" isOpen onClose={onClose}>
      <p>{say('signedOut.words')}</p>
      <p>{say(isOther ? 'signedOut.other' : 'signedOut.lead')}</p>
      <ButtonLink look="primary" wide href={signInPage('sign-in-again')} target="_blank" rel="noopener">
        {say('signedOut.signIn')}
      </ButtonLink>
      <Button wide onPress={onCheck}>
        {say('signedOut.check')}
      </Button>
      <Button look="link" onPress={onClose}>
        {say('signedOut.look')}
      </Button>
    </Dialog>
  );
}
