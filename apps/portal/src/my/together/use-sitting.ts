import { useCallback, useEffect, useRef, useState } from 'react';
import { send, TroubleError } from '../../lib/send.js';
import { noteSignedOut } from '../../lib/signed-out-state.js';
import { JointSittingDocument, type JointSittingPartsFragment } from '../gql/graphql.js';

/** Where all of them are. Null until somebody began. */
export type Sitting = JointSittingPartsFragment;

/** How often a phone asks: while it walks, and while it only looks on. */
export const pollMilliseconds = { walking: 3_000, looking: 8_000 } as const;

/**
 * Follows where all of them are. The page asks by itself, so being signed in is not prolonged by it; what an act has just
 * answered is newer than whatever was asked before it.
 */
export function useSitting(
  jointPartId: string,
  first: Sitting | null,
  every: number,
): { sitting: Sitting | null; isGone: boolean; put: (sitting: Sitting | null) => void } {
  const [sitting, setSitting] = useState(first);
  const [isGone, setGone] = useState(false);
  const acts = useRef(0);
  const put = useCallback((now: Sitting | null) => {
    acts.current += 1;
    setSitting(now);
  }, []);

  useEffect(() => {
    if (isGone) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      const before = acts.current;
      try {
        if (document.visibilityState === 'visible') {
          const { jointSitting } = await send(
            JointSittingDocument,
            { jointPartId },
            { isBackground: true, signal: stop.signal },
          );
          if (!stop.signal.aborted && acts.current === before) setSitting(jointSitting);
        }
      } catch (error) {
        if (stop.signal.aborted) return;
        const trouble = error instanceof TroubleError ? error.trouble : 'INTERNAL';
        if (trouble === 'SIGNED_OUT') noteSignedOut();
        if (trouble === 'NOT_FOUND') setGone(true);
      }
      if (!stop.signal.aborted) timer = setTimeout(() => void ask(), every);
    };
    timer = setTimeout(() => void ask(), every);
    const look = (): void => {
      if (document.visibilityState === 'visible') void ask();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [jointPartId, every, isGone]);

  return { sitting, isGone, put };
}
