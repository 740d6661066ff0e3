import { useState } from 'react';
import { TroubleError, type Refusal } from '../lib/send.js';
import { say, type MessageId } from './text.js';

/** What stands in the way, in words: beside a field or above the form. */
export interface Refused {
  field?: string;
  code?: string;
  text: string;
}

export function troubleText(error: unknown): string {
  const trouble = error instanceof TroubleError ? error.trouble : 'INTERNAL';
  if (trouble === 'NO_CONNECTION') return say('trouble.offline');
  if (trouble === 'TOO_MANY_REQUESTS') return say('trouble.busy');
  return say('trouble.other');
}

/** A no, by its code: of the server, or of this page. */
export type SaidNo = Pick<Refusal, 'code' | 'field'>;

/** What the server can say no to here, in the words of this page. */
const refusals: Partial<Record<string, MessageId>> = {
  WRONG_CREDENTIALS: 'refused.WRONG_CREDENTIALS',
  TOO_MANY_TRIES: 'refused.TOO_MANY_TRIES',
  WEAK_PASSWORD: 'refused.WEAK_PASSWORD',
  ALREADY_EXISTS: 'refused.ALREADY_EXISTS',
  SECOND_FACTOR: 'refused.SECOND_FACTOR',
  INVALID: 'refused.INVALID',
};

/** Runs one attempt at a time and keeps its refusal: a second press while the first is under way does nothing. */
export function useAttempt(): {
  busy: boolean;
  refused: Refused | null;
  refuse: (refused: Refused | null) => void;
  attempt: (act: () => Promise<readonly SaidNo[]>) => Promise<boolean>;
} {
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<Refused | null>(null);
  const attempt = async (act: () => Promise<readonly SaidNo[]>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    refuse(null);
    let first: SaidNo | undefined;
    try {
      [first] = await act();
    } catch (error) {
      refuse({ text: troubleText(error) });
      setBusy(false);
      return false;
    }
    setBusy(false);
    if (!first) return true;
    refuse({
      code: first.code,
      text: say(refusals[first.code] ?? 'trouble.other'),
      ...(first.field ? { field: first.field } : {}),
    });
    return false;
  };
  return { busy, refused, refuse, attempt };
}
