import { useState } from 'react';
import { fullDay, listed } from '../lib/format.js';
import { send, TroubleError } from '../lib/send.js';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { Button, ChooseOne, Dialog, Stack } from '../ui/index.js';
import { useAsk } from './ask.js';
import { OwnJointWorkDocument, SetEndingWishDocument } from './gql/graphql.js';
import { useText } from './text.js';
import styles from './My.module.css';

/**
 * "I would like to end our work together", for whoever is in joint work. Whoever looks at this phone sees the same before and
 * after: it is said and taken back at the same place, without thanks and without a mark. Only a failure to send is told.
 */
export function EndingWish() {
  const say = useText();
  const { asked } = useAsk(OwnJointWorkDocument, {});
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const works = asked.is === 'HERE' ? asked.data.ownJointWork : [];
  const coupleId = works.length === 1 ? works[0]?.coupleId : chosen;
  const readers = works.find((work) => work.coupleId === coupleId)?.readerNames ?? [];
  if (works.length === 0) return null;

  const open = (): void => {
    setChosen(null);
    setTrouble(null);
    setOpen(true);
  };
  const tell = async (isWished: boolean): Promise<void> => {
    if (!coupleId) return setTrouble(say('wish.which'));
    setBusy(true);
    setTrouble(null);
    try {
      const { setEndingWish } = await send(
        SetEndingWishDocument,
        { input: { idempotencyKey: crypto.randomUUID(), coupleId, isWished } },
        { keepalive: true },
      );
      if (setEndingWish.userErrors.length > 0) setTrouble(say('wish.trouble'));
      else setOpen(false);
    } catch (error) {
      if (error instanceof TroubleError && error.trouble === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say('wish.trouble'));
    }
    setBusy(false);
  };

  return (
    <>
      <div>
        <Button look="link" onPress={open}>
          {say('wish.open')}
        </Button>
      </div>
      <Dialog title={say('wish.open')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Stack gap={2}>
          <p>
            {readers.length > 0
              ? say('wish.who', { names: listed(readers, say.language) })
              : say('wish.whoEver')}
          </p>
          <p>{say('wish.then')}</p>
        </Stack>
        {works.length > 1 ? (
          <ChooseOne<string>
            label={say('wish.which')}
            value={chosen}
            onChange={setChosen}
            options={works.map(({ coupleId: value, clinicianName, since }) => ({
              value,
              label: clinicianName
                ? say('wish.work', { clinician: clinicianName, day: fullDay(since, say.language) })
                : say('wish.workSince', { day: fullDay(since, say.language) }),
            }))}
          />
        ) : null}
        <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
        <Button look="primary" wide isDisabled={isBusy} onPress={() => void tell(true)}>
          {say('wish.tell')}
        </Button>
        <Button wide isDisabled={isBusy} onPress={() => void tell(false)}>
          {say('wish.takeBack')}
        </Button>
        <Button look="link" onPress={() => setOpen(false)}>
          {say('wish.close')}
        </Button>
      </Dialog>
    </>
  );
}
