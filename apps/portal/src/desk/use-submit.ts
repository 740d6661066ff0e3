import { useRef, useState } from 'react';
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { TroubleError, type Refusal } from '../lib/send.js';
import { useText, type DeskMessage } from './text.js';

/** What stands in the way of an act, in words: beside a field or above the form. */
export interface Refused {
  field?: string;
  code?: string;
  text: string;
}

const troubleText: Partial<Record<string, DeskMessage>> = {
  NO_CONNECTION: 'trouble.offline',
  TOO_MANY_REQUESTS: 'trouble.busy',
  NOT_FOUND: 'trouble.gone',
  FORBIDDEN: 'trouble.gone',
  SIGNED_OUT: 'trouble.signedOut',
};

interface Keyed {
  input: { idempotencyKey: string };
}

/**
 * One mutation of one form. Pressing twice is one act; after a fault the same key is sent again, so that an act the
 * server did hear of is not done twice.
 */
export function useSubmit<Data, Variables extends Keyed, Payload extends { userErrors: readonly Refusal[] }>(
  document: TypedDocumentNode<Data, Variables>,
  payloadOf: (data: Data) => Payload,
  options: { refetch?: ApolloClient.MutateOptions['refetchQueries'] } = {},
): {
  submit: (input: Omit<Variables['input'], 'idempotencyKey'>) => Promise<Payload | null>;
  isBusy: boolean;
  refused: Refused | null;
  clear: () => void;
} {
  const apollo = useApolloClient();
  const say = useText();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const running = useRef(false);
  const attempt = useRef<{ of: string; key: string } | null>(null);

  const submit = async (input: Omit<Variables['input'], 'idempotencyKey'>): Promise<Payload | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setRefused(null);
    const of = JSON.stringify(input);
    if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
    try {
      const { data } = await apollo.mutate({
        mutation: document,
        variables: { input: { ...input, idempotencyKey: attempt.current.key } } as unknown as Variables,
        ...(options.refetch ? { refetchQueries: options.refetch } : {}),
      } as unknown as ApolloClient.MutateOptions<Data>);
      attempt.current = null;
      const payload = payloadOf(data as Data);
      const [refusal] = payload.userErrors;
      if (!refusal) return payload;
      setRefused({
        code: refusal.code,
        text: refusal.message,
        ...(refusal.field ? { field: refusal.field } : {}),
      });
      return null;
    } catch (error) {
      const trouble = error instanceof TroubleError ? error.trouble : 'INTERNAL';
      setRefused({ text: say(troubleText[trouble] ?? 'trouble.other') });
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { submit, isBusy, refused, clear: () => setRefused(null) };
}
