import { type AnswerValue, type Block, kindOf } from '@rejoin/domain';
import { outbox, useJointWords, type JointWord } from '../outbox/index.js';

export interface Words {
  /** What stands in the field of a question. */
  valueOf: (block: Block) => AnswerValue | undefined;
  write: (block: Block, value: AnswerValue | undefined) => void;
  /** Whether the other wording of a question was asked for. */
  feelsWrong: (block: Block) => boolean;
  /** Asks in the other wording, or in the first one again. */
  reword: (block: Block) => void;
  /** What is not kept of these questions, or of all; and a question that is just being written in. */
  unkept: (of?: readonly Block[], writing?: string) => JointWord[];
  /** Takes these words off; what was written since in the same field stays. */
  letGo: (words: readonly JointWord[]) => void;
}

/**
 * The words on this page that are not kept yet. They outlast wherever the others go on to, and the screen itself: only keeping
 * them, or letting them go, takes them off; and the page is not closed without being asked.
 */
export function useWords(jointPartId: string, language: string): Words {
  const words = useJointWords(jointPartId);
  const put = (block: Block, change: Partial<JointWord>): void => {
    const { value, feelsWrong = false } = { ...words[block.key], ...change };
    const isBlank = value === undefined || kindOf(block.kind).isEmpty(value, block);
    outbox.together.write(jointPartId, { block, language, value, isBlank, feelsWrong });
  };
  return {
    valueOf: ({ key }) => words[key]?.value,
    write: (block, value) => put(block, { value }),
    feelsWrong: ({ key }) => words[key]?.feelsWrong ?? false,
    reword: (block) => put(block, { feelsWrong: !words[block.key]?.feelsWrong }),
    unkept: (of, writing) =>
      Object.values(words).filter(
        ({ block, isBlank }) =>
          (!isBlank || block.key === writing) && (of?.some(({ key }) => key === block.key) ?? true),
      ),
    letGo: (gone) => outbox.together.letGo(jointPartId, gone),
  };
}
