import { say, type BlockOf } from '@rejoin/domain';
import { Minus, Plus } from 'lucide-react';
import { useState, type CSSProperties } from 'react';
import { useTextOf } from '../../lib/text.js';
import { Button, Muted } from '../../ui/index.js';
import type { BlocksMessage } from '../messages.js';
import styles from './BreathCircle.module.css';
import { useBreaths, type Breathing } from './use-breaths.js';

export interface BreathCircleProps {
  block: BlockOf<'BODY'>;
  language: string;
  /** After the last breath, not when stopped. */
  onEnded: () => void;
}

/**
 * A circle that grows and shrinks with a slow breath. It starts only by a tap and can stop at any breath; each turn is
 * said in words, which is all there is when motion is reduced.
 */
export function BreathCircle({ block, language, onEnded }: BreathCircleProps) {
  const t = useTextOf<BlocksMessage>();
  const [count, setCount] = useState(block.breaths);
  const { breathing, start, stop } = useBreaths(
    count,
    { in: block.inSeconds, out: block.outSeconds },
    onEnded,
  );
  const isRunning = breathing.phase === 'IN' || breathing.phase === 'OUT';
  const pace = { '--in': `${block.inSeconds}s`, '--out': `${block.outSeconds}s` } as CSSProperties;

  return (
    <div className={styles.guide} style={pace}>
      <div className={styles.room} data-phase={breathing.phase} aria-hidden="true">
        <div className={styles.circle} />
      </div>
      <p className={styles.turn} role="status">
        {turnWords(t, breathing)}
      </p>
      {isRunning ? (
        <>
          <Muted>{t('blocks.body.breath', { number: breathing.breath, count: breathing.of })}</Muted>
          {block.eyesOpen === undefined ? null : <Muted>{say(block.eyesOpen, language)}</Muted>}
          <Button onPress={stop}>{t('blocks.body.stop')}</Button>
        </>
      ) : (
        <>
          <div className={styles.length}>
            <Button
              aria-label={t('blocks.body.fewer')}
              isDisabled={count <= block.fewest}
              onPress={() => setCount(count - 1)}
            >
              <Minus aria-hidden="true" size={20} />
            </Button>
            <span aria-live="polite">
              {t('blocks.body.length', { count, seconds: count * (block.inSeconds + block.outSeconds) })}
            </span>
            <Button
              aria-label={t('blocks.body.more')}
              isDisabled={count >= block.most}
              onPress={() => setCount(count + 1)}
            >
              <Plus aria-hidden="true" size={20} />
            </Button>
          </div>
          <Button onPress={start}>{t('blocks.body.start')}</Button>
        </>
      )}
    </div>
  );
}

function turnWords(t: (id: BlocksMessage) => string, breathing: Breathing): string {
  switch (breathing.phase) {
    case 'REST':
      return '';
    case 'IN':
      return t('blocks.body.in');
    case 'OUT':
      return t('blocks.body.out');
    case 'ENDED':
      return t('blocks.body.ended');
  }
}
