import type { ReactNode } from 'react';
import { createIntl, useIntl, type MessageFormatElement } from 'react-intl';

/** One language's sentences as they lie in `messages/<language>.json`, each with a note for its translator. */
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
type Parts = Record<string, (chunks: ReactNode[]) => ReactNode>;

export interface Text<Id extends string> {
  (id: Id, values?: Values): string;
  /** A sentence with marked parts, such as a link in its middle. */
  rich(id: Id, values: Values & Partial<Parts>): ReactNode;
  language: string;
}

/** Says the sentences of one room's catalogue, and no others: an id that is not in it does not compile. */
export function useTextOf<Id extends string>(): Text<Id> {
  const intl = useIntl();
  const say = (id: Id, values?: Values): string => intl.formatMessage({ id }, values);
  return Object.assign(say, {
    rich: (id: Id, values: Values & Partial<Parts>): ReactNode =>
      intl.formatMessage({ id }, values as Parameters<typeof intl.formatMessage>[1]) as ReactNode,
    language: intl.locale,
  });
}

export { createIntl };
