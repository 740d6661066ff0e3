import type { AnswerValue, Block } from '@rejoin/domain';

/** What stands in the field of one question that partners answer together. */
export interface JointWord {
  /** The question itself: its words can be shown where the exercise is not there any more. */
  readonly block: Block;
  readonly language: string;
  readonly value: AnswerValue | undefined;
  readonly isBlank: boolean;
  /** The other wording was asked for. */
  readonly feelsWrong: boolean;
}

export type JointWords = Readonly<Record<string, JointWord>>;

const none: JointWords = {};

/**
 * Words of what is done together, by joint part and question, until they are kept. They belong to all partners once they are
 * kept, so that nothing here is sent by itself: they wait for the press, also while their screen is left.
 */
export function createJointWords({ newId, tell }: { newId: () => string; tell: () => void }) {
  const parts = new Map<string, JointWords>();
  /** What was sent last and not answered, with its key: the same words again are the same act. */
  const sent = new Map<string, { of: string; key: string }>();

  const put = (id: string, words: JointWords): void => {
    parts.set(id, words);
    tell();
  };
  const all = {
    of: (id: string): JointWords => parts.get(id) ?? none,

    write: (id: string, word: JointWord): void => put(id, { ...all.of(id), [word.block.key]: word }),

    /** The key under which these words are kept. */
    keyOf: (id: string, words: unknown): string => {
      const of = JSON.stringify(words);
      const before = sent.get(id);
      const key = before?.of === of ? before.key : newId();
      sent.set(id, { of, key });
      return key;
    },

    /** Takes off what was kept or given up; what was written there since stays. */
    letGo: (id: string, words: readonly JointWord[]): void => {
      sent.delete(id);
      put(
        id,
        Object.fromEntries(
          Object.entries(all.of(id)).map(([key, word]) => [
            key,
            words.some(({ block, value }) => block.key === key && value === word.value)
              ? { ...word, value: undefined, isBlank: true }
              : word,
          ]),
        ),
      );
    },

    /** The joint parts with words that are not kept. */
    unkept: (): string[] =>
      [...parts]
        .filter(([, words]) => Object.values(words).some(({ isBlank }) => !isBlank))
        .map(([id]) => id),

    clear: (): void => {
      parts.clear();
      sent.clear();
      tell();
    },
  };
  return all;
}
