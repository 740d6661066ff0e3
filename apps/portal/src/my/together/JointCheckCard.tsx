import { useEffect, useRef, useState } from 'react';
import { jointFeelings, type JointFeeling } from '@rejoin/domain';
import { send, TroubleError } from '../../lib/send.js';
import { noteSignedOut } from '../../lib/signed-out-state.js';
import { Button, Card, Stack } from '../../ui/index.js';
import { AnswerJointCheckDocument } from '../gql/graphql.js';
import { linkTo } from '../navigation.js';
import { useText } from '../text.js';
import styles from '../My.module.css';

/**
 * The day after: how it was, asked of each alone. Whatever is tapped, the screen says the same afterwards, because the phone
 * may be in another hand.
 */
export function JointCheckCard({ check }: { check: { id: string; nth: number; title: string } }) {
  const say = useText();
  const [state, setState] = useState<'ASKED' | 'SAID' | 'AWAY'>('ASKED');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const sent = useRef<{ feeling: JointFeeling | null; key: string } | null>(null);
  const thanks = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed is gone.
    if (state === 'SAID') thanks.current?.focus();
  }, [state]);

  const answer = async (feeling: JointFeeling | null): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      // Pressed again after a fault it is the same act.
      if (sent.current?.feeling !== feeling) sent.current = null;
      sent.current ??= { feeling, key: crypto.randomUUID() };
      const input = { idempotencyKey: sent.current.key, jointPartId: check.id, nth: check.nth, feeling };
      const { answerJointCheck } = await send(AnswerJointCheckDocument, { input });
      if (answerJointCheck.userErrors.length > 0) setTrouble(say('check.trouble'));
      else setState(feeling ? 'SAID' : 'AWAY');
    } catch (error) {
      const cause = error instanceof TroubleError ? error.trouble : 'INTERNAL';
      if (cause === 'SIGNED_OUT') noteSignedOut();
      // Gone meanwhile, as everything of joint work that pauses.
      if (cause === 'NOT_FOUND') setState('AWAY');
      else setTrouble(say('check.trouble'));
    }
    setBusy(false);
  };

  if (state === 'AWAY') return null;
  return (
    <Card tone="info">
      {state === 'SAID' ? null : (
        <>
          <Stack gap={2}>
            <h2>{say('check.title')}</h2>
            <p className={styles.muted}>{check.title}</p>
            <p>{say('check.lead')}</p>
          </Stack>
          <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
          <Stack gap={2}>
            {jointFeelings.map((feeling) => (
              <Button key={feeling} wide isDisabled={isBusy} onPress={() => void answer(feeling)}>
                {say(`check.${feeling}`)}
              </Button>
            ))}
            <Button look="link" isDisabled={isBusy} onPress={() => void answer(null)}>
              {say('check.away')}
            </Button>
          </Stack>
        </>
      )}
      <div ref={thanks} role="status" tabIndex={-1}>
        {state === 'SAID' ? (
          <p>
            {say('check.thanks')} <a {...linkTo({ at: 'HELP' })}>{say('check.help')}</a>
          </p>
        ) : null}
      </div>
    </Card>
  );
}
