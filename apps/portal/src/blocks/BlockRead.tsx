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
export function BlockRead({ kind, wording, value, language, level = 3 }: BlockReadProps) {
  const t = useTextOf<BlocksMessage>();
  const answer = keptAnswer(kind, value);
  const Heading = `h${level}` as const;
  if (answer === undefined) {
    return (
      <section className={styles.read}>
        <Heading lang={language}>{wording}</Heading>
        <Muted>{t('blocks.read.unknown')}</Muted>
      </section>
    );
  }
  const { Read } = rendererOf(answer.kind);
  return (
    <section className={styles.read} lang={language}>
      <Heading>{wording}</Heading>
      <Read value={answer.value} language={language} />
    </section>
  );
}
