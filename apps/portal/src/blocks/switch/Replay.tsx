import type { KeptTurns } from '@rejoin/domain';
import { useState } from 'react';
import { useTextOf } from '../../lib/text.js';
import { Button, Muted, OwnWords, Row } from '../../ui/index.js';
import type { BlocksMessage } from '../messages.js';
import styles from './Switch.module.css';
import { Turn } from './Turn.js';

/** What both voices said, one turn at a time and at the reader's own pace: nothing moves on by itself. */
export function Replay({ kept: { voices, turns }, onClose }: { kept: KeptTurns; onClose: () => void }) {
  const t = useTextOf<BlocksMessage>();
  const [at, setAt] = useState(0);
  const turn = turns[at];
  if (turn === undefined) return null;
  return (
    <div className={styles.replay}>
      <div role="status">
        <Muted>{t('blocks.switch.place', { number: at + 1, count: turns.length })}</Muted>
        <Turn
          isFirst={turn.voice === voices[0]?.key}
          label={voices.find(({ key }) => key === turn.voice)?.label ?? turn.voice}
        >
          <OwnWords>{turn.text}</OwnWords>
        </Turn>
      </div>
      <Row>
        <Button isDisabled={at === 0} onPress={() => setAt(at - 1)}>
          {t('blocks.switch.before')}
        </Button>
        <Button autoFocus isDisabled={at === turns.length - 1} onPress={() => setAt(at + 1)}>
          {t('blocks.switch.after')}
        </Button>
        <Button look="link" onPress={onClose}>
          {t('blocks.switch.close')}
        </Button>
      </Row>
    </div>
  );
}
