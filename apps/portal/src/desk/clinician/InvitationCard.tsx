import { useState } from 'react';
import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { dayOf } from '../../lib/format.js';
import { Button, Card } from '../../ui/index.js';
import {
  InvitationPartsFragmentDoc,
  RenewInvitationDocument,
  RevokeInvitationDocument,
  type InvitationPartsFragment,
} from '../gql/graphql.js';
import { CopyLink } from '../invite/CopyLink.js';
import { useInvitationLink } from '../invite/use-invitation-link.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

const refetch = ['ClientScreen', 'CoupleScreen'];

/** An invitation on its way: its link to copy, and a fresh one whenever it is needed. */
export function InvitationCard({
  invitation: from,
  name,
}: {
  invitation: FragmentType<InvitationPartsFragment> & { id?: string };
  /** Whose, where several stand together. */
  name?: string;
}) {
  const say = useText();
  const { data: invitation, complete } = useFragment({
    fragment: InvitationPartsFragmentDoc,
    fragmentName: 'InvitationParts',
    from,
  });
  const { link, show, set } = useInvitationLink();
  const [isGone, setGone] = useState(false);
  const renew = useSubmit(RenewInvitationDocument, ({ renewInvitation }) => renewInvitation, { refetch });
  const revoke = useSubmit(RevokeInvitationDocument, ({ revokeInvitation }) => revokeInvitation, {
    refetch,
  });
  if (!complete || invitation.state === 'ACCEPTED') return null;
  const invitationId = invitation.id;
  const refused = renew.refused ?? revoke.refused;

  const showLink = async (): Promise<void> => setGone(!(await show(invitationId)));
  const sendNew = async (): Promise<void> => {
    const done = await renew.submit({ invitationId });
    if (done) set(done.link ?? null);
  };
  const callBack = async (): Promise<void> => {
    if (await revoke.submit({ invitationId })) set(null);
  };
  return (
    <Card>
      <h2>{name ? say('invitation.titleOf', { name }) : say('invitation.title')}</h2>
      <p>
        {say(`invitation.${invitation.state}`, {
          day: dayOf(invitation.state === 'OPEN' ? invitation.expiresAt : invitation.invitedAt, say.language),
        })}
      </p>
      {link ? <CopyLink link={link} {...(name ? { name } : {})} /> : null}
      <div role="alert">
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
        {isGone && !link ? <p className={styles.banner}>{say('invitation.noLink')}</p> : null}
      </div>
      <div className={styles.acts}>
        {invitation.state === 'OPEN' && !link ? (
          <Button onPress={() => void showLink()}>{say('invitation.show')}</Button>
        ) : null}
        <Button isDisabled={renew.isBusy} onPress={() => void sendNew()}>
          {say('invitation.renew')}
        </Button>
        {invitation.state === 'OPEN' ? (
          <Button look="link" isDisabled={revoke.isBusy} onPress={() => void callBack()}>
            {say('invitation.revoke')}
          </Button>
        ) : null}
      </div>
      <p className={styles.muted}>{say('invitation.note')}</p>
    </Card>
  );
}
