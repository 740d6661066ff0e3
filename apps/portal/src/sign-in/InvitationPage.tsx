import { useCallback, useEffect, useState } from 'react';
import { send, TroubleError } from '../lib/send.js';
import { EndedLink } from './EndedLink.js';
import { AcceptInvitationDocument, InvitationPageDocument, type InvitationPageQuery } from './gql/graphql.js';
import { Banner, faultOfNewPassword, Page, PasswordFields, Submit, typed } from './parts.js';
import { enter } from './SignInPage.js';
import styles from './SignIn.module.css';
import { offer, say } from './text.js';
import { troubleText, useAttempt } from './use-attempt.js';

type Asked =
  | { is: 'ASKING' }
  | { is: 'FAILED'; text: string }
  | { is: 'HERE'; invitation: InvitationPageQuery['invitation'] };

/** Behind an invitation link. Opening it accepts nothing; an account that exists keeps its password. */
export function InvitationPage({ token }: { token: string }) {
  const [asked, setAsked] = useState<Asked>({ is: 'ASKING' });
  const { busy, refused, refuse, attempt } = useAttempt();

  const ask = useCallback(() => {
    send(InvitationPageDocument, { token }).then(
      ({ invitation }) => {
        setAsked({ is: 'HERE', invitation });
        if (invitation) offer(invitation.language);
      },
      (error: unknown) =>
        setAsked(
          error instanceof TroubleError && error.trouble === 'NOT_FOUND'
            ? { is: 'HERE', invitation: null }
            : { is: 'FAILED', text: troubleText(error) },
        ),
    );
  }, [token]);
  useEffect(() => {
    if (token) ask();
  }, [token, ask]);

  if (!token || refused?.code === 'LINK_NOT_VALID') return <EndedLink kind="invitation" />;
  if (asked.is === 'ASKING') return <Page title={say('invitation.titlePlain')} lead={say('oneMoment')} />;
  if (asked.is === 'FAILED') {
    return (
      <Page title={say('invitation.titlePlain')}>
        <p role="alert">{asked.text}</p>
        <button type="button" className={styles.primary} onClick={ask}>
          {say('again.button')}
        </button>
      </Page>
    );
  }
  const { invitation } = asked;
  if (!invitation) return <EndedLink kind="invitation" />;
  const isClient = invitation.role === 'CLIENT';

  return (
    <Page
      title={say('invitation.title', { name: invitation.invitedName })}
      lead={say(isClient ? 'invitation.lead' : 'invitation.leadStaff', { practice: invitation.practiceName })}
    >
      {isClient ? <p>{say('invitation.notMonitored')}</p> : null}
      <p>{say(invitation.hasAccount ? 'invitation.existing' : 'invitation.new')}</p>
      <Banner refused={refused} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const fault = invitation.hasAccount ? null : faultOfNewPassword(form);
          if (fault) {
            refuse(fault);
            return;
          }
          if (!typed(form, 'isAdult')) {
            refuse({ field: 'isAdult', text: say('invitation.adultNeeded') });
            return;
          }
          const input = { token, password: typed(form, 'password'), isAdult: true };
          void attempt(async () => enter((await send(AcceptInvitationDocument, { input })).acceptInvitation));
        }}
      >
        <PasswordFields kind={invitation.hasAccount ? 'current' : 'new'} refused={refused} />
        <div className={styles.field}>
          <label className={styles.tick}>
            <input
              type="checkbox"
              name="isAdult"
              value="yes"
              aria-describedby={refused?.field === 'isAdult' ? 'adult-refused' : undefined}
            />
            {say('invitation.adult')}
          </label>
          <div role="alert">
            {refused?.field === 'isAdult' ? (
              <p id="adult-refused" className={styles.refused}>
                {refused.text}
              </p>
            ) : null}
          </div>
        </div>
        <Submit busy={busy}>
          {say(invitation.hasAccount ? 'invitation.acceptSignIn' : 'invitation.accept')}
        </Submit>
      </form>
    </Page>
  );
}
