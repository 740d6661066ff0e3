import { useState } from 'react';
import { send } from '../lib/send.js';
import { RequestPasswordResetDocument } from './gql/graphql.js';
import { Banner, Field, Page, Submit, typed } from './parts.js';
import styles from './SignIn.module.css';
import { say } from './text.js';
import { useAttempt } from './use-attempt.js';

/** Asks for a reset link. The answer is the same whether or not there is an account. */
export function ForgottenPage() {
  const [sent, setSent] = useState(false);
  const { busy, refused, attempt } = useAttempt();
  if (sent) {
    return (
      <Page title={say('forgot.title')}>
        <p role="status">{say('forgot.sent')}</p>
        <p>{say('forgot.sentMore')}</p>
        <p className={styles.links}>
          <a href="/">{say('backToSignIn')}</a>
        </p>
      </Page>
    );
  }
  return (
    <Page title={say('forgot.title')} lead={say('forgot.lead')}>
      <Banner refused={refused} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const input = { email: typed(event.currentTarget, 'email').trim() };
          void attempt(
            async () => (await send(RequestPasswordResetDocument, { input })).requestPasswordReset.userErrors,
          ).then((done) => {
            if (done) setSent(true);
          });
        }}
      >
        <Field
          label={say('email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          refused={refused}
        />
        <Submit busy={busy}>{say('forgot.send')}</Submit>
      </form>
      <p className={styles.links}>
        <a href="/">{say('backToSignIn')}</a>
      </p>
    </Page>
  );
}
