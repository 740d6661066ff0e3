import { useState } from 'react';
import { send } from '../lib/send.js';
import { ResetPasswordDocument } from './gql/graphql.js';
import { EndedLink } from './EndedLink.js';
import { Banner, faultOfNewPassword, Page, PasswordFields, Submit, typed } from './parts.js';
import { SignInPage } from './SignInPage.js';
import styles from './SignIn.module.css';
import { say } from './text.js';
import { useAttempt } from './use-attempt.js';

/** Behind a reset link. Opening it does nothing; only the button does. */
export function ResetPage({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const { busy, refused, refuse, attempt } = useAttempt();
  if (done) return <SignInPage line="reset.done" />;
  if (!token || refused?.code === 'LINK_NOT_VALID') return <EndedLink kind="reset" />;
  return (
    <Page title={say('reset.title')} lead={say('reset.lead')}>
      <Banner refused={refused} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const fault = faultOfNewPassword(form);
          if (fault) {
            refuse(fault);
            return;
          }
          const input = { token, password: typed(form, 'password') };
          void attempt(
            async () => (await send(ResetPasswordDocument, { input })).resetPassword.userErrors,
          ).then((was) => {
            if (!was) return;
            history.replaceState(null, '', '/');
            setDone(true);
          });
        }}
      >
        <PasswordFields kind="new" refused={refused} />
        <Submit busy={busy}>{say('reset.save')}</Submit>
      </form>
    </Page>
  );
}
