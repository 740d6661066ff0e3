import { Page } from './parts.js';
import styles from './SignIn.module.css';
import { say } from './text.js';

/** A link that has ended, with the way on. */
export function EndedLink({ kind }: { kind: 'reset' | 'invitation' }) {
  return (
    <Page title={say('link.title')} lead={say(`link.${kind}`)}>
      <p className={styles.links}>
        {kind === 'reset' ? (
          <a href="/forgotten">{say('forgot.send')}</a>
        ) : (
          <a href="/">{say('backToSignIn')}</a>
        )}
      </p>
    </Page>
  );
}
