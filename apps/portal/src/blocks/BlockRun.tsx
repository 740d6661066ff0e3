import type { AnswerValue, Block } from '@rejoin/domain';
import { rendererOf } from './renderers.js';

export interface BlockRunProps {
  block: Block;
  language: string;
  value: AnswerValue | undefined;
  /** Given undefined when the client takes the answer back. */
  onChange: (value: AnswerValue | undefined) => void;
  /** The client said "this feels wrong to me" here: the neutral form is shown. */
  feelsWrong: boolean;
  /** Puts the caret into a field to write in. Choices, ratings and breaths leave the focus at the question. */
  autoFocus?: boolean;
}

/**
 * What answers one question of an exercise, as the client meets it on a phone. The screen shows the prompt as its
 * heading; here it names the field, the choice or the scale for whoever listens to it. Blank is always allowed.
 */
export function BlockRun({ block, language, value, onChange, feelsWrong, autoFocus = false }: BlockRunProps) {
  const { Run } = rendererOf(block.kind);
  return (
    <div lang={language}>
      {/* The key starts a block's own state (a running circle) afresh with each question. */}
      <Run
        key={block.key}
        block={block}
        language={language}
        value={value}
        onChange={onChange}
        isNeutral={feelsWrong}
        wantsCaret={autoFocus}
      />
    </div>
  );
}
