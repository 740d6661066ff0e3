import { useEffect, useState } from 'react';
import { jointPlaces, type Step } from '@rejoin/domain';
import { send, TroubleError } from '../../lib/send.js';
import { noteSignedOut } from '../../lib/signed-out-state.js';
import { Button, Card, Muted, Stack } from '../../ui/index.js';
import { useAsk } from '../ask.js';
import { BeginTogetherDocument, JointGuideDocument, type JointGuideQuery } from '../gql/graphql.js';
import { go, GoButton } from '../navigation.js';
import { useJointWords } from '../outbox/index.js';
import { useText } from '../text.js';
import { pollMilliseconds, useSitting } from './use-sitting.js';
import styles from '../My.module.css';

type Guide = NonNullable<JointGuideQuery['jointGuide']>;

const neverAgain = (): boolean => false;

/** The way from what was opened to what is done together: on one phone, or on each one's own. Nothing, where there is nothing to do. */
export function DoTogether({ id, onGone }: { id: string; onGone: () => void }) {
  const { asked } = useAsk(JointGuideDocument, { jointPartId: id }, neverAgain);
  const guide = asked.is === 'HERE' ? asked.data.jointGuide : null;
  return guide && jointPlaces(guide.steps as Step[]).length > 0 ? (
    <Ways guide={guide} onGone={onGone} />
  ) : null;
}

function Ways({ guide, onGone }: { guide: Guide; onGone: () => void }) {
  const say = useText();
  const { sitting, isGone } = useSitting(guide.id, guide.sitting, pollMilliseconds.looking);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const hasUnkept = Object.values(useJointWords(guide.id)).some(({ isBlank }) => !isBlank);
  const isUnderWay = sitting?.state === 'UNDER_WAY';
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone, onGone]);
  if (isGone) return null;

  const begin = async (isOnOnePhone: boolean): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { beginTogether } = await send(BeginTogetherDocument, {
        input: { idempotencyKey: key, jointPartId: guide.id },
      });
      setKey(crypto.randomUUID());
      if (beginTogether.sitting) go({ at: 'TOGETHER', id: guide.id, isOnOnePhone });
      else setTrouble(say('together.trouble'));
    } catch (error) {
      if (error instanceof TroubleError && error.trouble === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say('together.trouble'));
    }
    setBusy(false);
  };

  return (
    <Card>
      <Stack gap={2}>
        <h2>{say('together.title')}</h2>
        <p>{say(isUnderWay ? 'together.underWay' : 'together.lead')}</p>
      </Stack>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <Button wide look="primary" isDisabled={isBusy} onPress={() => void begin(false)}>
        {say(isUnderWay ? 'together.join' : 'together.ownPhones')}
      </Button>
      {isUnderWay ? null : (
        <Stack gap={2}>
          <Button wide isDisabled={isBusy} onPress={() => void begin(true)}>
            {say('together.onePhone')}
          </Button>
          <Muted>{say('together.onePhone.lead')}</Muted>
        </Stack>
      )}
      {hasUnkept ? (
        <GoButton to={{ at: 'TOGETHER', id: guide.id, isOnOnePhone: false }} wide>
          {say('together.unkept.open')}
        </GoButton>
      ) : null}
      {sitting && sitting.noteCount > 0 ? (
        <GoButton to={{ at: 'KEPT', id: guide.id }} wide>
          {say('kept.open')}
        </GoButton>
      ) : null}
    </Card>
  );
}
