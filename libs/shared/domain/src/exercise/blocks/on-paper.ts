/** One part of a question on paper, where nothing is tapped: something to read, or room to answer by hand. */
export type PaperPart =
  | { readonly is: 'words'; readonly words: readonly string[] }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'room'; readonly label?: string; readonly lines: number }
  | { readonly is: 'boxes'; readonly options: readonly string[] }
  | { readonly is: 'scale'; readonly low: string; readonly high: string };

/** How many ruled lines there are for a phrase, for one of several parts, for some sentences, for whatever comes, for a letter. */
export const room = { phrase: 1, part: 2, sentences: 3, whatever: 9, letter: 16 } as const;

/** Something to read, where there is something. */
export function toRead(...words: readonly (string | undefined)[]): PaperPart[] {
  const said = words.filter((line) => line !== undefined);
  return said.length > 0 ? [{ is: 'words', words: said }] : [];
}

/** Things to choose among or to think of, where there are any. */
export function toChoose(...items: readonly string[]): PaperPart[] {
  return items.length > 0 ? [{ is: 'list', items }] : [];
}
