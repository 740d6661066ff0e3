import { useEffect, useEffectEvent, useState } from 'react';

/** Where a run of breaths is: before it, in breath number n, or after it. */
export type Breathing =
  { phase: 'REST' } | { phase: 'IN' | 'OUT'; breath: number; of: number } | { phase: 'ENDED' };

export interface Breaths {
  breathing: Breathing;
  start: () => void;
  stop: () => void;
}

/** Counts through the breaths, one phase at a time. It starts only by `start` and tells `onEnded` after the last. */
export function useBreaths(
  breaths: number,
  seconds: { in: number; out: number },
  onEnded: () => void,
): Breaths {
  const [breathing, setBreathing] = useState<Breathing>({ phase: 'REST' });

  // An event, so that a screen drawn anew in mid-breath does not begin that breath again.
  const ended = useEffectEvent(onEnded);

  useEffect(() => {
    if (breathing.phase !== 'IN' && breathing.phase !== 'OUT') return;
    const { phase, breath, of } = breathing;
    const timer = setTimeout(
      () => {
        if (phase === 'IN') setBreathing({ phase: 'OUT', breath, of });
        else if (breath < of) setBreathing({ phase: 'IN', breath: breath + 1, of });
        else {
          setBreathing({ phase: 'ENDED' });
          ended();
        }
      },
      1_000 * (phase === 'IN' ? seconds.in : seconds.out),
    );
    return () => clearTimeout(timer);
  }, [breathing, seconds.in, seconds.out]);

  return {
    breathing,
    start: () => setBreathing({ phase: 'IN', breath: 1, of: breaths }),
    stop: () => setBreathing({ phase: 'REST' }),
  };
}
