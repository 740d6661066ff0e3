import { useState } from 'react';
import { send } from '../lib/send.js';
import { Button, Stack, Title } from '../ui/index.js';
import { SetSeenByOthersDocument, type SignedInFragment } from './gql/graphql.js';
import { actTrouble } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

/**
 * The very first question, in one press: whether somebody else reads this mail or uses this phone. Both answers look alike,
 * and the screen is gone with either.
 */
export function WhoElseScreen({ onSaid }: { onSaid: (viewer: SignedInFragment | null) => void }) {
  const say = useText();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const answer = async (seenByOthers: boolean): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { setSeenByOthers } = await send(SetSeenByOthersDocument, {
        input: { idempotencyKey: crypto.randomUUID(), seenByOthers },
      });
      if (setSeenByOthers.userErrors.length > 0) setTrouble(say('you.trouble'));
      else onSaid(setSeenByOthers.viewer);
    } catch (error) {
      setTrouble(actTrouble(say, error));
    }
    setBusy(false);
  };

  return (
    <>
      <Title look="welcome">{say('whoElse.question')}</Title>
      <p>{say('whoElse.lead')}</p>
      <Stack gap={3}>
        <Button wide isDisabled={isBusy} onPress={() => void answer(false)}>
          {say('whoElse.no')}
        </Button>
        <Button wide isDisabled={isBusy} onPress={() => void answer(true)}>
          {say('whoElse.yes')}
        </Button>
      </Stack>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <p className={styles.muted}>{say('whoElse.later')}</p>
    </>
  );
}
