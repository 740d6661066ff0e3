import { useEffect, useState } from 'react';
import { dayOf } from '../lib/format.js';
import { Button, EmptyState, ErrorState, Loading, Stack, Title, useToast } from '../ui/index.js';
import { useAsk } from './ask.js';
import { ReadingRoomDocument, type ReadingRoomQuery } from './gql/graphql.js';
import { isAbsent, Nowhere } from './Nowhere.js';
import { Releases } from './Releases.js';
import { DoTogether } from './together/DoTogether.js';
import { useText } from './text.js';
import { useWithdraw } from './withdraw.js';
import styles from './My.module.css';

type Part = NonNullable<ReadingRoomQuery['jointPart']>;

/** Every look is asked for: what was closed or taken back a moment ago is not shown from before. */
const neverAgain = (): boolean => false;

/** What was opened to everyone who took part, while it is open. Gone, it looks like what never was. */
export function ReadingRoom({ id }: { id: string }) {
  const { asked, again, refresh } = useAsk(ReadingRoomDocument, { id }, neverAgain);
  const part = asked.is === 'HERE' ? asked.data.jointPart : null;
  const isPast = useFreshness(part, { again, refresh });

  if (asked.is === 'ASKING') return <Loading lines={4} />;
  if (asked.is === 'FAILED')
    return isAbsent(asked.error) ? <Nowhere /> : <ErrorState error={asked.error} onRetry={again} />;
  return part && !isPast ? <Opened {...{ part, again, refresh }} /> : <Nowhere />;
}

function Opened({ part, again, refresh }: { part: Part; again: () => void; refresh: () => void }) {
  const say = useText();
  const toast = useToast();
  const { withdraw, isBusy, trouble } = useWithdraw(part.ownReflectionId, () => {
    toast({ text: say('withdraw.done') });
    again();
  });
  return (
    <>
      <Stack gap={2}>
        <Title>{part.title}</Title>
        <p className={styles.muted}>
          {part.closesAt
            ? say('reading.until', { day: lastDay(part.closesAt, say.language) })
            : say('reading.untilClosed')}
        </p>
      </Stack>
      {part.releases.length > 0 ? (
        <Releases releases={part.releases} />
      ) : (
        <EmptyState>{say('reading.none')}</EmptyState>
      )}
      <DoTogether id={part.id} onGone={refresh} />
      {part.ownReflectionId ? (
        <Stack gap={2}>
          <p className={styles.muted}>{say('withdraw.lead')}</p>
          <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
          <Button wide isDisabled={isBusy} onPress={() => void withdraw()}>
            {say('withdraw.button')}
          </Button>
        </Stack>
      ) : null}
    </>
  );
}

/** The last day on which it is open, where the reader is: it closes with the first moment after it. */
const lastDay = (closesAt: string, language: string): string =>
  dayOf(new Date(Date.parse(closesAt) - 1).toISOString(), language);

/** How often an open page asks whether all of it is still there. */
const lookMilliseconds = 30_000;

/** An answer that comes after the closing time of this clock is believed for so long: then the clock may be the one that errs. */
const beliefMilliseconds = 2 * lookMilliseconds;

const longestTimer = 2_147_483_647;

/**
 * Keeps what was closed or taken back off an open page: asks again while it is looked at, when somebody comes back to it, and
 * when it closes. Whether it is past, also where nobody answers any more.
 */
function useFreshness(
  part: Part | null,
  { again, refresh }: { again: () => void; refresh: () => void },
): boolean {
  const [past, setPast] = useState<Part | null>(null);
  const isHere = part !== null;
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [again]);
  useEffect(() => {
    if (!isHere) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, lookMilliseconds);
    return () => clearInterval(timer);
  }, [isHere, refresh]);
  // With every answer anew.
  useEffect(() => {
    if (!part?.closesAt) return undefined;
    const left = Date.parse(part.closesAt) - Date.now();
    if (left > longestTimer) return undefined;
    const timers = [
      setTimeout(() => setPast(part), Math.max(left + 1_000, beliefMilliseconds)),
      ...(left > 0 ? [setTimeout(refresh, left + 1_000)] : []),
    ];
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [part, refresh]);
  return part !== null && part === past;
}
