import { useState } from 'react';
import { send } from '../lib/send.js';
import { Button, Stack, TextField, Title } from '../ui/index.js';
import { EnterCodeDocument } from './gql/graphql.js';
import { GoButton, usePlace } from './navigation.js';
import { actTrouble } from './share-trouble.js';
import { useText } from './text.js';
import { YouScreen } from './YouScreen.js';
import styles from './My.module.css';

/**
 * After a new password by mail, wherever somebody was going: nothing that was written before is here, nor a word of what this
 * place is for. A code that was given in a session opens it.
 */
export function LockedScreen({ onOpened }: { onOpened: () => void }) {
  const say = useText();
  const place = usePlace();
  if (place.at !== 'YOU') return <Enter onOpened={onOpened} />;
  return (
    <>
      <YouScreen />
      <GoButton to={{ at: 'TODAY' }} wide>
        {say('locked.back')}
      </GoButton>
    </>
  );
}

function Enter({ onOpened }: { onOpened: () => void }) {
  const say = useText();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const enter = async (): Promise<void> => {
    if (isBusy) return;
    if (!/\d/.test(code)) {
      setTrouble(say('locked.typeFirst'));
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const input = { idempotencyKey: crypto.randomUUID(), code: code.trim().slice(0, 20) };
      const [refusal] = (await send(EnterCodeDocument, { input })).enterCode.userErrors;
      if (refusal) setTrouble(say(refusal.code === 'WRONG_CREDENTIALS' ? 'locked.wrong' : 'you.trouble'));
      else onOpened();
    } catch (error) {
      setTrouble(actTrouble(say, error));
    }
    setBusy(false);
  };

  return (
    <>
      <Title>{say('locked.title')}</Title>
      <p className={styles.lead}>{say('locked.lead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Stack gap={4}>
          <TextField
            label={say('locked.code')}
            value={code}
            onChange={setCode}
            autoComplete="off"
            error={trouble ?? undefined}
          />
          <Button look="primary" wide type="submit" isDisabled={isBusy}>
            {say('locked.open')}
          </Button>
        </Stack>
      </form>
      <p>{say('locked.notYou')}</p>
      <GoButton to={{ at: 'YOU' }} wide>
        {say('locked.you')}
      </GoButton>
    </>
  );
}
