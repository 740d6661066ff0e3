import { useCallback, useRef, useState } from 'react';
import { send } from '../lib/send.js';
import { useToast } from '../ui/index.js';
import { forgetAnswers } from './ask.js';
import { TakeBackReflectionDocument, type OwnReflectionPartsFragment } from './gql/graphql.js';
import { go } from './navigation.js';
import { RefusedError } from './outbox/index.js';
import { shareTrouble } from './share-trouble.js';
import { useText } from './text.js';

/** Takes a shared piece back while nobody has read it; the words are a draft again. */
export function useTakeBack(
  occurrenceId: string,
  reflection: OwnReflectionPartsFragment,
  reload: () => void,
): { takeBack: () => Promise<void>; trouble: string | null } {
  const say = useText();
  const toast = useToast();
  const key = useRef<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const takeBack = useCallback(async () => {
    setTrouble(null);
    key.current ??= crypto.randomUUID();
    try {
      const { takeBackReflection } = await send(TakeBackReflectionDocument, {
        input: { idempotencyKey: key.current, reflectionId: reflection.id },
      });
      const [refusal] = takeBackReflection.userErrors;
      if (refusal) throw new RefusedError(refusal);
      key.current = null;
      forgetAnswers();
      toast({ text: say(reflection.outcome === 'NOT_THIS_WEEK' ? 'takeBack.wentOn' : 'takeBack.done') });
      go({ at: 'PIECE', id: occurrenceId }, { replace: true });
      reload();
    } catch (error) {
      // The same key again would repeat the same no.
      if (error instanceof RefusedError) key.current = null;
      setTrouble(error instanceof RefusedError ? say('takeBack.read') : shareTrouble(say, error));
    }
  }, [occurrenceId, reflection.id, reflection.outcome, reload, say, toast]);
  return { takeBack, trouble };
}
