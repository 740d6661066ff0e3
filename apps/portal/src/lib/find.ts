/** Whether every word that was typed stands somewhere in the text, whatever its case and accents. */
export function holds(text: string, typed: string): boolean {
  const plain = bare(text);
  return wordsOf(typed).every((word) => plain.includes(word));
}

/** The words somebody typed into a search, bare of case and accents. */
export const wordsOf = (typed: string): string[] => bare(typed).split(/\s+/).filter(Boolean);

export const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
