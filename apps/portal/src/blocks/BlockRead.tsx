import { keptAnswer } from '@rejoin/domain';
import { useTextOf } from '../lib/text.js';
import { Muted } from '../ui/index.js';
import styles from './Blocks.module.css';
import type { BlocksMessage } from './messages.js';
import { rendererOf } from './renderers.js';

export interface BlockReadProps {
  /** The kind as it was stored. */
  kind: string;
  /** The question exactly as the client saw it. */
  wording: string;
  /** The answer as it was kept at sharing. */
  value: unknown;
  language: string;
  level?: 2 | 3 | 4;
}

/** A kept answer under the question it was given to: in look over, review and print. */
export function BlockRead({ wording, level = 3, ...answer }: BlockReadProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={styles.read}>
      <Heading lang={answer.language}>{wording}</Heading>
      <BlockAnswer {...answer} />
    </section>
  );
}

/** A kept answer by itself, where the screen shows the question. */
export function BlockAnswer({ kind, value, language }: Pick<BlockReadProps, 'kind' | 'value' | 'language'>) {
  const t = useTextOf<BlocksMessage>();
  const answer = keptAnswer(kind, value);
  if (answer === undefined) return <Muted>{t('blocks.read.unknown')}</Muted>;
  const { Read } = rendererOf(answer.kind);
  return (
    <div lang={language} className={styles.kept}>
      <Read value={answer.value} language={language} />
    </div>
  );
}
