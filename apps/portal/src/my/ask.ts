import { useCallback, useEffect, useState } from 'react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { documentIdOf, send, TroubleError } from '../lib/send.js';

export type Asked<Data> = { is: 'ASKING' } | { is: 'HERE'; data: Data } | { is: 'FAILED'; error: unknown };

/** Answers of this page's life; a screen seen before shows at once and is asked for again behind it. */
const kept = new Map<string, unknown>();

/** Forgets what was kept, so that the next screen is asked for anew. */
export function forgetAnswers(): void {
  kept.clear();
}

/** One screen's one question to the server. */
export function useAsk<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): {
  asked: Asked<Data>;
  again: () => void;
  /** Shows what the server has just answered to an act, without asking for it. */
  put: (data: Data) => void;
} {
  const key = `${documentIdOf(document)} ${JSON.stringify(variables)}`;
  const [answer, setAnswer] = useState<{ key: string; asked: Asked<Data> }>();
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);

  const put = useCallback(
    (data: Data) => {
      kept.set(key, data);
      setAnswer({ key, asked: { is: 'HERE', data } });
    },
    [key],
  );

  useEffect(() => {
    const stop = new AbortController();
    // The key holds the variables, so that an equal object of a later render asks nothing new.
    send(document, JSON.parse(key.slice(key.indexOf(' ') + 1)) as Variables, { signal: stop.signal }).then(
      (data) => {
        kept.set(key, data);
        setAnswer({ key, asked: { is: 'HERE', data } });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof TroubleError && error.trouble === 'SIGNED_OUT') noteSignedOut();
        setAnswer((before) =>
          // What was seen a moment ago is better than an empty screen while the connection is away.
          before?.key === key && before.asked.is === 'HERE'
            ? before
            : kept.has(key)
              ? { key, asked: { is: 'HERE', data: kept.get(key) as Data } }
              : { key, asked: { is: 'FAILED', error } },
        );
      },
    );
    return () => stop.abort();
  }, [document, key, round]);

  if (answer?.key === key) return { asked: answer.asked, again, put };
  return {
    asked: kept.has(key) ? { is: 'HERE', data: kept.get(key) as Data } : { is: 'ASKING' },
    again,
    put,
  };
}
