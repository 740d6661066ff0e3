import { useEffect, useState } from 'react';
import { type AnswerValue, type Block, kindOf, type Step } from '@rejoin/domain';

/** Words of one question that stand on this page and are not kept. */
export interface Unkept {
  readonly block: Block;
  readonly value: AnswerValue;
}

export interface Words {
  /** What stands in the field of a question. */
  valueOf: (block: Block) => AnswerValue | undefined;
  write: (block: Block, value: AnswerValue | undefined) => void;
  /** What is not kept of these questions, or of all. */
  unkept: (of?: readonly Block[]) => Unkept[];
  letGo: (of: readonly Block[]) => void;
}

/**
 * The words on this page that are not kept yet. They outlast wherever the others go on to: only keeping them, or letting them
 * go, takes them off; and the page is not left without being asked.
 */
export function useWords(steps: readonly Step[]): Words {
  const [values, setValues] = useState<Readonly<Record<string, AnswerValue>>>({});
  const all = steps.flatMap(({ blocks }) => blocks);
  const unkept = (of: readonly Block[] = all): Unkept[] =>
    of.flatMap((block) => {
      const value = values[block.key];
      return value === undefined || kindOf(block.kind).isEmpty(value, block) ? [] : [{ block, value }];
    });
  const hasUnkept = unkept().length > 0;

  useEffect(() => {
    if (!hasUnkept) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [hasUnkept]);

  const put = (key: string, value: AnswerValue | undefined): void =>
    setValues((before) => {
      const { [key]: _gone, ...rest } = before;
      return value === undefined ? rest : { ...rest, [key]: value };
    });
  return {
    valueOf: ({ key }) => values[key],
    write: ({ key }, value) => put(key, value),
    unkept,
    letGo: (of) => {
      for (const { key } of of) put(key, undefined);
    },
  };
}
