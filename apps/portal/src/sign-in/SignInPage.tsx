import { useEffect, useState } from 'react';
import { placeAfterSignIn } from '../lib/paths.js';
import { send } from '../lib/send.js';
import { holdJointRoom } from '../lib/joint-room.js';
import { tellOtherTabs } from '../lib/signed-out.js';
import {
  SignInAsDemoPersonaDocument,
  SignInDocument,
  SignInPageDocument,
  type SignInPageQuery,
  type SignInMutation,
} from './gql/graphql.js';
import { Banner, Field, Page, PasswordFields, Submit, typed } from './parts.js';
import styles from './SignIn.module.css';
import { say } from './text.js';
import { useAttempt, type SaidNo } from './use-attempt.js';

type Entered = Pick<SignInMutation['signIn'], 'step' | 'viewer' | 'userErrors'>;

/** After a sign-in: on to where the person was going, or home; or the honest word when a second step is asked for. */
export function enter(entered: Entered): readonly SaidNo[] {
  if (entered.userErrors.length > 0) return entered.userErrors;
  if (entered.step === 'SECOND_FACTOR') return [{ code: 'SECOND_FACTOR' }];
  if (!entered.viewer) return [{ code: 'NO_VIEWER' }];
  tellOtherTabs('signed-in');
  holdJointRoom(false);
  location.assign(placeAfterSignIn(entered.viewer.role, location.search));
  return [];
}

/** The front door: mail and password, or, in a demonstration, one click as an invented person. */
export function SignInPage({ line }: { line?: 'again' | 'bye' | 'reset.done' | undefined }) {
  const [page, setPage] = useState<SignInPageQuery | null>(null);
  const { busy, refused, attempt } = useAttempt();

  useEffect(() => {
    // The form works without this answer: it only adds the demo people and the shortcut for the signed-in.
    send(SignInPageDocument, {}).then(
      (answer) => {
        if (answer.viewer && !line) location.replace(placeAfterSignIn(answer.viewer.role, location.search));
        else setPage(answer);
      },
      () => undefined,
    );
  }, [line]);

  return (
    <Page title={say('title')} lead={say('lead')}>
      {line ? (
        <p className={styles.line} role="status">
          {say(line)}
        </p>
      ) : null}
      <Banner refused={refused} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const input = { email: typed(form, 'email').trim(), password: typed(form, 'password') };
          void attempt(async () => enter((await send(SignInDocument, { input })).signIn));
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
        <PasswordFields kind="current" refused={refused} />
        <Submit busy={busy}>{say('signIn')}</Submit>
        <p className={styles.links}>
          <a href="/forgotten">{say('forgotten')}</a>
        </p>
      </form>
      {page?.demo ? (
        <section className={styles.demo} aria-labelledby="demo">
          <h2 id="demo">{say('demo.title')}</h2>
          <p>{say('demo.lead')}</p>
          <ul className={styles.personas}>
            {page.demo.personas.map((persona) => (
              <li key={persona.key}>
                <button
                  type="button"
                  className={styles.persona}
                  aria-label={say('demo.signInAs', { name: persona.name, role: say(`role.${persona.role}`) })}
                  aria-describedby={`persona-${persona.key}`}
                  aria-disabled={busy}
                  onClick={() =>
                    void attempt(async () =>
                      enter(
                        (await send(SignInAsDemoPersonaDocument, { input: { key: persona.key } }))
                          .signInAsDemoPersona,
                      ),
                    )
                  }
                >
                  <strong>{persona.name}</strong>
                  <span className={styles.role}>{say(`role.${persona.role}`)}</span>
                  <span className={styles.about} id={`persona-${persona.key}`} lang="en">
                    {persona.about}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {page.demo.mailUrl ? (
            <p className={styles.links}>
              <a href={page.demo.mailUrl} target="_blank" rel="noreferrer">
                {say('demo.mail')}
              </a>
            </p>
          ) : null}
        </section>
      ) : null}
    </Page>
  );
}
