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
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import { CopyLink } from './CopyLink.js';
import styles from '../Desk.module.css';

/** An invitation on its way, with a fresh link whenever one is needed. */
export function InvitationCard({
  invitation: from,
}: {
  invitation: FragmentType<InvitationPartsFragment> & { id?: string };
}) {
  const say = useText();
  const { data: invitation, complete } = useFragment({
    fragment: InvitationPartsFragmentDoc,
    fragmentName: 'InvitationParts',
    from,
  });
  const [link, setLink] = useState<string | null>(null);
  const renew = useSubmit(RenewInvitationDocument, ({ renewInvitation }) => renewInvitation, {
    refetch: ['ClientScreen'],
  });
  const revoke = useSubmit(RevokeInvitationDocument, ({ revokeInvitation }) => revokeInvitation, {
    refetch: ['ClientScreen'],
  });
  if (!complete || invitation.state === 'ACCEPTED') return null;
  const refused = renew.refused ?? revoke.refused;
  return (
    <Card>
      <h2>{say('invitation.title')}</h2>
      <p>
        {say(`invitation.${invitation.state}`, {
          day: dayOf(invitation.state === 'OPEN' ? invitation.expiresAt : invitation.invitedAt, say.language),
        })}
      </p>
      {link ? <CopyLink link={link} /> : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        <Button
          isDisabled={renew.isBusy}
          onPress={() =>
            void renew.submit({ invitationId: invitation.id }).then((done) => {
              if (done?.link) setLink(done.link);
            })
          }
        >
          {say('invitation.renew')}
        </Button>
        {invitation.state === 'OPEN' ? (
          <Button
            look="link"
            isDisabled={revoke.isBusy}
            onPress={() =>
              void revoke.submit({ invitationId: invitation.id }).then((done) => {
                if (done) setLink(null);
              })
            }
          >
            {say('invitation.revoke')}
          </Button>
        ) : null}
      </div>
      <p className={styles.muted}>{say('invitation.note')}</p>
    </Card>
  );
}
