import { createContext, use, type ReactNode } from 'react';
import { createIntl, useIntl, type IntlShape, type MessageFormatElement } from 'react-intl';

/** One language's sentences as they lie in `messages/<language>.json`; the English ones each with a note for translators. */
export type Catalogue = Record<string, { message: string | MessageFormatElement[] }>;

/** The sentences of several catalogues in the form the message runtime reads. */
export function sentences(...catalogues: Catalogue[]): Record<string, string> {
  // The runtime takes parsed messages as well as text; its type wants one kind throughout.
  return Object.fromEntries(
    catalogues.flatMap((catalogue) =>
      Object.entries(catalogue).map(([id, { message }]) => [id, message as string]),
    ),
  );
}

export type Values = Record<string, string | number | Date | null | undefined>;
type Part = (chunks: ReactNode[]) => ReactNode;

export interface Text<Id extends string> {
  (id: Id, values?: Values): string;
  /** A sentence with marked parts, such as a name in another language. */
  rich(id: Id, values: Record<string, Values[string] | Part>): ReactNode;
  language: string;
}

/** Says the sentences of one room's catalogue, and no others: an id that is not in it does not compile. */
export function useTextOf<Id extends string>(): Text<Id> {
  return textIn<Id>(useIntl());
}

/** What the page itself speaks, inside of a part of it that is in another language. */
export const PageIntl = createContext<IntlShape | null>(null);

/** Says the same in the language of the page. */
export function usePageTextOf<Id extends string>(): Text<Id> {
  const here = useIntl();
  return textIn<Id>(use(PageIntl) ?? here);
}

function textIn<Id extends string>(intl: IntlShape): Text<Id> {
  const say = (id: Id, values?: Values): string => intl.formatMessage({ id }, values);
  return Object.assign(say, {
    rich: (id: Id, values: Record<string, Values[string] | Part>): ReactNode =>
      intl.formatMessage({ id }, values as Parameters<typeof intl.formatMessage>[1]) as ReactNode,
    language: intl.locale,
  });
}

export { createIntl };
