import { useCallback, useEffect, useState } from 'react';
import { send } from '../../lib/send.js';
import { leaveForSignIn, tellOtherTabs } from '../../lib/signed-out.js';
import { heldJointRoom, holdJointRoom } from '../../lib/joint-room.js';
import { Button, Loading, Stack, Title } from '../../ui/index.js';
import { forgetAnswers } from '../ask.js';
import { SignOutDocument } from '../gql/graphql.js';
import { go } from '../navigation.js';
import { outbox, useUnkept } from '../outbox/index.js';
import type { Place } from '../paths.js';
import { useText } from '../text.js';

/**
 * Whether several people stood at this phone in the joint room and it was left: by a link, the back button, another address,
 * or a browser that was closed. From then on nothing of whoever is signed in is shown here, not for a moment.
 */
export function useHasLeftJointRoom(place: Place): boolean {
  const isInside = place.at === 'TOGETHER' && place.isOnOnePhone;
  const [wasInside, setWasInside] = useState(heldJointRoom);
  if (isInside && !wasInside) setWasInside(true);
  useEffect(() => {
    if (!isInside) return undefined;
    holdJointRoom(true);
    // A page that goes away takes the sign-in with it; what does not come through is made up for at the next start.
    const leave = (): void => void send(SignOutDocument, {}, { keepalive: true }).catch(() => undefined);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [isInside]);
  return wasInside && !isInside;
}

/** Ends the sign-in for real, and then leaves for the sign-in page; asks first while words would be lost by it. */
export function SigningOut() {
  const say = useText();
  const [hasFailed, setFailed] = useState(false);
  const unkept = useUnkept();
  const [mayLose, setMayLose] = useState(false);
  const waits = unkept !== null && !mayLose;
  const leave = useCallback(() => {
    send(SignOutDocument, {}).then(
      () => {
        holdJointRoom(false);
        outbox.together.clear();
        forgetAnswers();
        tellOtherTabs('signed-out');
        leaveForSignIn('signed-out');
      },
      () => setFailed(true),
    );
  }, []);
  useEffect(() => {
    if (waits) return undefined;
    leave();
    addEventListener('online', leave);
    return () => removeEventListener('online', leave);
  }, [waits, leave]);
  if (waits)
    return (
      <Stack gap={4}>
        <Title>{say('leaving.unkept')}</Title>
        <p>{say('leaving.unkept.lead')}</p>
        <Button
          wide
          look="primary"
          onPress={() => go({ at: 'TOGETHER', id: unkept, isOnOnePhone: true }, { replace: true })}
        >
          {say('leaving.unkept.back')}
        </Button>
        <Button wide onPress={() => setMayLose(true)}>
          {say('leaving.unkept.leave')}
        </Button>
      </Stack>
    );
  if (!hasFailed) return <Loading />;
  return (
    <Stack gap={4}>
      <Title>{say('leaving.title')}</Title>
      <p role="alert">{say('leaving.lead')}</p>
      <Button
        wide
        look="primary"
        onPress={() => {
          setFailed(false);
          leave();
        }}
      >
        {say('leaving.retry')}
      </Button>
    </Stack>
  );
}
