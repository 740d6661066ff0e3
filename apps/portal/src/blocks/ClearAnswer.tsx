import { useTextOf } from '../lib/text.js';
import { Button } from '../ui/index.js';
import styles from './Blocks.module.css';
import type { BlocksMessage } from './messages.js';

/** Takes an answer back. Radios and ratings cannot be untouched otherwise, and blank is always allowed. */
export function ClearAnswer({ onClear }: { onClear: () => void }) {
  const t = useTextOf<BlocksMessage>();
  return (
    <div className={styles.small}>
      <Button look="link" onPress={onClear}>
        {t('blocks.clear')}
      </Button>
    </div>
  );
}
