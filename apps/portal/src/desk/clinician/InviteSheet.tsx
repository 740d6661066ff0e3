import { useState } from 'react';
import { limits } from '@rejoin/domain';
import { Button, Dialog, TextField, Tick } from '../../ui/index.js';
import { InviteClientDocument } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import { CopyLink } from './CopyLink.js';
import styles from '../Desk.module.css';

/** Invites one person: a name, a mail address, one tick. The link goes out by mail and can be copied. */
export function InviteSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('invite.title')} isOpen={isOpen} onClose={onClose}>
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const say = useText();
  const [chosenName, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isAdult, setAdult] = useState(false);
  const [missing, setMissing] = useState<'chosenName' | 'email' | 'isAdult' | null>(null);
  const [invited, setInvited] = useState<{ name: string; link: string } | null>(null);
  const { submit, isBusy, refused } = useSubmit(InviteClientDocument, ({ inviteClient }) => inviteClient, {
    refetch: ['CaseloadScreen'],
  });
  useUnsaved(!invited && (chosenName !== '' || email !== ''));

  const send = async (): Promise<void> => {
    const gap = !chosenName.trim() ? 'chosenName' : !email.trim() ? 'email' : !isAdult ? 'isAdult' : null;
    setMissing(gap);
    if (gap) return;
    const done = await submit({ chosenName: chosenName.trim(), email: email.trim(), isAdult });
    if (done) setInvited({ name: chosenName.trim(), link: done.link ?? '' });
  };
  const errorAt = (field: string, id: 'invite.nameMissing' | 'invite.emailMissing'): string | undefined =>
    missing === field ? say(id) : refused?.field === field ? refused.text : undefined;

  if (invited) {
    return (
      <>
        <p role="status">{say('invite.sent', { name: invited.name })}</p>
        {invited.link ? <CopyLink link={invited.link} /> : null}
        <p className={styles.muted}>{say('invite.sentNote')}</p>
        <Button look="primary" onPress={onDone} autoFocus>
          {say('invite.done')}
        </Button>
      </>
    );
  }
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={say('invite.name')}
        description={say('invite.nameHint')}
        value={chosenName}
        onChange={setName}
        limit={limits.name}
        autoFocus
        autoComplete="off"
        error={errorAt('chosenName', 'invite.nameMissing')}
      />
      <TextField
        label={say('invite.email')}
        type="email"
        value={email}
        onChange={setEmail}
        autoComplete="off"
        error={errorAt('email', 'invite.emailMissing')}
      />
      <Tick isSelected={isAdult} onChange={setAdult} isInvalid={missing === 'isAdult'}>
        {say('invite.adult')}
      </Tick>
      <div role="alert">
        {missing === 'isAdult' ? <p className={styles.banner}>{say('invite.adultMissing')}</p> : null}
        {refused && refused.field !== 'email' && refused.field !== 'chosenName' ? (
          <p className={styles.banner}>{refused.text}</p>
        ) : null}
      </div>
      <p className={styles.muted}>{say('invite.note')}</p>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('invite.send')}
      </Button>
    </form>
  );
}
