import { useState } from 'react';
import { limits } from '@rejoin/domain';
import { Button, Dialog, TextArea } from '../ui/index.js';
import { listed } from '../lib/format.js';
import { outbox } from './outbox/index.js';
import type { Piece } from './PieceScreen.js';
import { shareTrouble } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** A full ending: nothing of the piece is shared, nothing is asked, and a reason is welcome. */
export function NotThisWeek({ piece, isDisabled = false }: { piece: Piece; isDisabled?: boolean }) {
  const say = useText();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { occurrence } = piece;

  const leave = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const reflection = await outbox.share(occurrence.id, {
        outcome: 'NOT_THIS_WEEK',
        sharing: 'FOR_SESSION',
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      });
      setOpen(false);
      piece.end(reflection);
    } catch (error) {
      setTrouble(shareTrouble(say, error));
      setBusy(false);
    }
  };

  return (
    <>
      <div>
        <Button look="link" isDisabled={isDisabled} onPress={() => setOpen(true)}>
          {say('notThisWeek.open')}
        </Button>
      </div>
      {/* It stays over the page until the server has answered, so that nothing is written meanwhile. */}
      <Dialog title={say('notThisWeek.title')} isOpen={isOpen} onClose={() => setOpen(isBusy)}>
        <p>{say('notThisWeek.lead')}</p>
        <TextArea
          label={say('notThisWeek.reason')}
          description={say('notThisWeek.reasonHint', {
            names: listed(occurrence.readerNames, say.language),
          })}
          rows={2}
          limit={limits.reason}
          value={reason}
          onChange={setReason}
          isDisabled={isBusy}
        />
        <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
        <Button look="primary" wide isDisabled={isBusy} onPress={() => void leave()}>
          {say('notThisWeek.send')}
        </Button>
        <Button wide isDisabled={isBusy} onPress={() => setOpen(false)}>
          {say('notThisWeek.back')}
        </Button>
      </Dialog>
    </>
  );
}
