const words = new Map<string, string>();

/** The text of a reply that was undone, for the field to stand as it did. It lives as long as the page and goes with it. */
export const takenBack = {
  keep: (reflectionId: string, text: string): void => void words.set(reflectionId, text),
  /** Hands the words over once. */
  take: (reflectionId: string): string => {
    const text = words.get(reflectionId) ?? '';
    words.delete(reflectionId);
    return text;
  },
};
