/**
 * SQL that is written once and sent by name, so that PostgreSQL plans it once per connection. One per screen query, in a
 * module's `*.queries.ts`, with exactly the columns the screen shows and the practice in every join.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Only for the compiler. */
  readonly row?: Row;
}

/** What each of several statements returns. */
export type RowsOf<Statements> = {
  [K in keyof Statements]: Statements[K] extends Statement<infer Row> ? Row[] : never;
};

/** What one statement that is declared so returns of a row. */
export type RowOf<Declared> = Declared extends (...values: never[]) => Statement<infer Row> ? Row : never;

/** Declares a named statement; calling it binds the values in the order of $1, $2, … */
export function statement<Row, Values extends readonly unknown[] = []>(
  name: string,
  text: string,
): (...values: Values) => Statement<Row> {
  return (...values) => ({ name, text, values });
}
