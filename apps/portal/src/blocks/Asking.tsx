import { say, type Block } from '@rejoin/domain';
import { useEffect, useRef } from 'react';
import { useTextOf } from '../lib/text.js';
import styles from './Blocks.module.css';
import type { BlocksMessage } from './messages.js';

export interface AskingProps {
  block: Block;
  language: string;
  isNeutral: boolean;
  /** Hands the focus to the question, so that a new step is read from its beginning and no keyboard jumps up. */
  takesFocus: boolean;
  level: 1 | 2;
}

/** The question of a block, and why we ask, folded. */
export function Asking({ block, language, isNeutral, takesFocus, level }: AskingProps) {
  const t = useTextOf<BlocksMessage>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus, block.key]);
  const words = (isNeutral ? block.neutral : undefined) ?? block;
  const Heading = `h${level}` as const;
  return (
    <header className={styles.asking}>
      <Heading ref={heading} tabIndex={-1} className={styles.prompt}>
        {say(words.prompt, language)}
      </Heading>
      {words.why === undefined ? null : (
        <details className={styles.folded}>
          <summary>{t('blocks.why')}</summary>
          <p>{say(words.why, language)}</p>
        </details>
      )}
    </header>
  );
}
