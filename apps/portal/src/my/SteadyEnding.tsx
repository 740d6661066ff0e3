import { useState } from 'react';
import { Button, Card, Stack, Title } from '../ui/index.js';
import { GoButton } from './navigation.js';
import { outbox } from './outbox/index.js';
import type { Piece } from './PieceScreen.js';
import { FirstShare } from './FirstShare.js';
import { shareTrouble } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** "Not sure" or "not now" before an exercise that can stir things up: a breath, help, and keeping it for the session. */
export function SteadyEnding({ piece, onBegin }: { piece: Piece; onBegin: () => void }) {
  const say = useText();
  const { occurrence, body } = piece;
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const keep = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const ending = { outcome: 'PARTLY', sharing: 'FOR_SESSION' } as const;
      piece.end(await outbox.share(occurrence.id, ending, { isWordless: true }));
    } catch (error) {
      setTrouble(shareTrouble(say, error));
      setBusy(false);
    }
  };

  return (
    <>
      <Title>{say('steady.title')}</Title>
      <p className={styles.lead}>{say('steady.lead')}</p>
      <Card tone="soft">
        <h2>{say('steady.breath')}</h2>
        <p>{say('steady.breathWords')}</p>
        <p>{say('steady.ground')}</p>
      </Card>
      {occurrence.isFirstShare ? <FirstShare /> : null}
      <p>{say('steady.sees')}</p>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <Stack gap={2}>
        <Button look="primary" wide isDisabled={isBusy} onPress={() => void keep()}>
          {say('steady.keep')}
        </Button>
        <GoButton to={{ at: 'HELP' }} wide>
          {say('shell.help')}
        </GoButton>
        <GoButton to={{ at: 'TODAY' }} wide>
          {say('intro.later')}
        </GoButton>
        {body.steady === 'NOT_SURE' ? (
          <Button look="link" onPress={onBegin}>
            {say('steady.begin')}
          </Button>
        ) : null}
      </Stack>
      <p className={styles.muted}>{say('steady.equal')}</p>
    </>
  );
}
