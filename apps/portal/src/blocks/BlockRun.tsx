import type { AnswerValue, Block } from '@rejoin/domain';
import { Asking } from './Asking.js';
import styles from './Blocks.module.css';
import { rendererOf } from './renderers.js';

export interface BlockRunProps {
  block: Block;
  language: string;
  value: AnswerValue | undefined;
  /** Given undefined when the client takes the answer back. */
  onChange: (value: AnswerValue | undefined) => void;
  /** The client said "this feels wrong to me" here: the neutral words are shown. */
  feelsWrong: boolean;
  /** Moves the focus to the question when it appears. */
  autoFocus?: boolean;
  /** The question is the heading of its screen, unless several share one. */
  level?: 1 | 2;
}

/** One question of an exercise, as the client meets it on a phone. Blank is always allowed. */
export function BlockRun({
  block,
  language,
  value,
  onChange,
  feelsWrong,
  autoFocus = false,
  level = 1,
}: BlockRunProps) {
  const { Run } = rendererOf(block.kind);
  return (
    <section className={styles.block} lang={language}>
      <Asking block={block} language={language} isNeutral={feelsWrong} takesFocus={autoFocus} level={level} />
      {/* The key starts a block's own state (a running circle) afresh with each question and wording. */}
      <Run
        key={`${block.key} ${String(feelsWrong)}`}
        block={block}
        language={language}
        value={value}
        onChange={onChange}
        isNeutral={feelsWrong}
      />
    </section>
  );
}
