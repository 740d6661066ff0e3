import { useState } from 'react';
import { send } from '../lib/send.js';
import { Button, Tick, Title } from '../ui/index.js';
import { GiveConsentDocument, type SignedInFragment } from './gql/graphql.js';
import { shareTrouble } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** The first time: what is seen, by whom, and one tick. */
export function ConsentScreen({
  consent,
  onGiven,
}: {
  consent: SignedInFragment['pendingConsents'][number];
  onGiven: (viewer: SignedInFragment | null) => void;
}) {
  const say = useText();
  const [isTicked, setTicked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [trouble, setTrouble] = useState<string | null>(null);

  const give = async (): Promise<void> => {
    if (!isTicked) {
      setTrouble(say('consent.tickFirst'));
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const { giveConsent } = await send(GiveConsentDocument, {
        input: { idempotencyKey: key, kind: consent.kind, version: consent.version },
      });
      const [refusal] = giveConsent.userErrors;
      if (refusal && refusal.code !== 'ALREADY_DONE')
        setTrouble(say(refusal.code === 'STALE' ? 'consent.changed' : 'you.trouble'));
      else onGiven(giveConsent.viewer);
    } catch (error) {
      setTrouble(shareTrouble(say, error));
    }
    setBusy(false);
  };

  return (
    <>
      <Title look="welcome">{consent.title}</Title>
      {consent.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>{say('consent.notMonitored')}</p>
      <Tick isSelected={isTicked} onChange={setTicked}>
        {say('consent.tick')}
      </Tick>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <Button look="primary" wide isDisabled={isBusy} onPress={() => void give()}>
        {say('consent.go')}
      </Button>
    </>
  );
}
