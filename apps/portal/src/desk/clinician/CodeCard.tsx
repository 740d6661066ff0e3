import { useState } from 'react';
import { Button, Card } from '../../ui/index.js';
import { GiveCodeDocument } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

/** For a client in joint work who has a new password by mail: the code to read aloud in a session. It is shown here, once. */
export function CodeCard({ clientId, name }: { clientId: string; name: string }) {
  const say = useText();
  const [code, setCode] = useState<string | null>(null);
  const { submit, isBusy, refused } = useSubmit(GiveCodeDocument, ({ giveCode }) => giveCode);
  return (
    <Card>
      <h2>{say('code.title')}</h2>
      <p>{say('code.lead', { name })}</p>
      <p>{say('code.alone', { name })}</p>
      <div role="status">
        {code ? (
          <>
            <p className={styles.spoken}>{code}</p>
            <p className={styles.muted}>{say('code.holds')}</p>
          </>
        ) : null}
      </div>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        <Button
          isDisabled={isBusy}
          onPress={() => void submit({ clientId }).then((given) => setCode(given?.code ?? null))}
        >
          {say(code ? 'code.another' : 'code.give')}
        </Button>
      </div>
    </Card>
  );
}
