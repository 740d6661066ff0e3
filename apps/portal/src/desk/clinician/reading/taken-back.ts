const words = new Map<string, string>();

/** The text of a reply that was undone, for the field to stand as it did. It lives as long as the page and goes with it. */
export const takenBack = {
  keep: (reflectionId: string, text: string): void => void words.set(reflectionId, text),
  /** Only looks: a field may be drawn more than once before it stands. */
  of: (reflectionId: string): string => words.get(reflectionId) ?? '',
  /** The field stands, and holds them. */
  forget: (reflectionId: string): void => void words.delete(reflectionId),
};
