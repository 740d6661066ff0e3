import { useEffect, useState } from 'react';

const restMilliseconds = 250;

/** What was typed, once the keys have been still for a moment: the server is asked for words, not for letters. */
export function useAtRest(typed: string): string {
  const [atRest, setAtRest] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(typed), restMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  return atRest;
}
