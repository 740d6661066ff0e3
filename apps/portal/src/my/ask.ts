import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { documentIdOf, send, TroubleError } from '../lib/send.js';

export type Asked<Data> = { is: 'ASKING' } | { is: 'HERE'; data: Data } | { is: 'FAILED'; error: unknown };

/** Answers of this page's life; a screen seen before shows at once and is asked for again behind it. */
const kept = new Map<string, unknown>();

const always = (): boolean => true;
const never = (): boolean => false;

/** Forgets what was kept, so that the next screen is asked for anew. */
export function forgetAnswers(): void {
  kept.clear();
}

/** One screen's one question to the server. */
export function useAsk<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  /** Whether an answer seen before may show while it is asked for again. */
  mayShowAgain: (data: Data) => boolean = always,
  /** Whether it may show all the same when the new one does not come. */
  mayStandIn: () => boolean = never,
): {
  asked: Asked<Data>;
  again: () => void;
  /** Asks again by itself, which does not prolong being signed in. */
  refresh: () => void;
  /** Asks again, and shows nothing until the answer is here. */
  anew: () => void;
  /** Shows what the server has just answered to an act, without asking for it. */
  put: (data: Data) => void;
} {
  // The answers kept outside of React change between two renders with the same key.
  'use no memo';
  const key = `${documentIdOf(document)} ${JSON.stringify(variables)}`;
  const [answer, setAnswer] = useState<{ key: string; asked: Asked<Data> }>();
  const [round, setRound] = useState({ isBackground: false });
  const again = useCallback(() => setRound({ isBackground: false }), []);
  const refresh = useCallback(() => setRound({ isBackground: true }), []);
  const anew = useCallback(() => {
    kept.delete(key);
    setAnswer(undefined);
    again();
  }, [again, key]);
  const mayStay = useEffectEvent(mayStandIn);
  const standIn = useEffectEvent((): Data | undefined => {
    const data = kept.get(key) as Data | undefined;
    return data !== undefined && (mayShowAgain(data) || mayStandIn()) ? data : undefined;
  });

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
    send(document, JSON.parse(key.slice(key.indexOf(' ') + 1)) as Variables, {
      ...round,
      signal: stop.signal,
    }).then(
      (data) => {
        if (stop.signal.aborted) return;
        kept.set(key, data);
        setAnswer({ key, asked: { is: 'HERE', data } });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof TroubleError && error.trouble === 'SIGNED_OUT') noteSignedOut();
        // What is not there any more is not shown from before.
        const isGone = error instanceof TroubleError && error.trouble === 'NOT_FOUND' && !mayStay();
        if (isGone) kept.delete(key);
        const data = standIn();
        setAnswer((before) =>
          // What was seen a moment ago is better than an empty screen while the connection is away.
          !isGone && before?.key === key && before.asked.is === 'HERE'
            ? before
            : { key, asked: data === undefined ? { is: 'FAILED', error } : { is: 'HERE', data } },
        );
      },
    );
    return () => stop.abort();
  }, [document, key, round]);

  if (answer?.key === key) return { asked: answer.asked, again, refresh, anew, put };
  const seen = kept.get(key) as Data | undefined;
  return {
    asked: seen !== undefined && mayShowAgain(seen) ? { is: 'HERE', data: seen } : { is: 'ASKING' },
    again,
    refresh,
    anew,
    put,
  };
}
