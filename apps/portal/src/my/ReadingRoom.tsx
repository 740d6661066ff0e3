import { useEffect } from 'react';
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
  const { asked, again } = useAsk(ReadingRoomDocument, { id }, neverAgain);
  const part = asked.is === 'HERE' ? asked.data.jointPart : null;
  useFreshness(part?.closesAt ?? null, again);

  if (asked.is === 'ASKING') return <Loading lines={4} />;
  if (asked.is === 'FAILED')
    return isAbsent(asked.error) ? <Nowhere /> : <ErrorState error={asked.error} onRetry={again} />;
  return part ? <Opened part={part} again={again} /> : <Nowhere />;
}

function Opened({ part, again }: { part: Part; again: () => void }) {
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
      <DoTogether id={part.id} />
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

const longestTimer = 2_147_483_647;

/** Asks again when somebody comes back to the page, and when it closes. */
function useFreshness(closesAt: string | null, again: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [again]);
  useEffect(() => {
    if (closesAt === null) return undefined;
    const timer = setTimeout(
      again,
      Math.min(Math.max(Date.parse(closesAt) - Date.now(), 0) + 1_000, longestTimer),
    );
    return () => clearTimeout(timer);
  }, [closesAt, again]);
}
