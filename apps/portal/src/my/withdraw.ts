import { useRef, useState } from 'react';
import { send } from '../lib/send.js';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { forgetAnswers } from './ask.js';
import { WithdrawOfferDocument, type OwnOpeningPartsFragment } from './gql/graphql.js';
import { outbox, useOffering } from './outbox/index.js';
import { troubleOf } from './share-trouble.js';
import { useText } from './text.js';

/**
 * Takes back all that was offered of a reflection, opened or not: one press, no reason, and nobody else reads it from then on.
 * It waits for an offer that is on its way, which would come after it otherwise.
 */
export function useWithdraw(
  reflectionId: string | null,
  onDone: (opening: OwnOpeningPartsFragment) => void,
): { withdraw: () => Promise<void>; isBusy: boolean; trouble: string | null } {
  const say = useText();
  const key = useRef<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const isOffering = useOffering(reflectionId ?? '')?.isSending ?? false;

  const withdraw = async (): Promise<void> => {
    if (reflectionId === null) return;
    setBusy(true);
    setTrouble(null);
    // Pressed again after a fault it is the same act.
    key.current ??= crypto.randomUUID();
    try {
      const { withdrawOffer } = await send(WithdrawOfferDocument, {
        input: { idempotencyKey: key.current, reflectionId },
      });
      key.current = null;
      forgetAnswers();
      if (withdrawOffer.ownOpening) outbox.letGoChoice(reflectionId);
      if (withdrawOffer.ownOpening) onDone(withdrawOffer.ownOpening);
      else setTrouble(say('withdraw.trouble'));
    } catch (error) {
      if (troubleOf(error) === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say(troubleOf(error) === 'NO_CONNECTION' ? 'withdraw.offline' : 'withdraw.trouble'));
    }
    setBusy(false);
  };
  return { withdraw, isBusy: isBusy || isOffering, trouble };
}
