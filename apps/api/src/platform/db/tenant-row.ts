import { PrimaryColumn } from 'typeorm';

/** A row of one practice: the key leads with the practice, so no reference can point into another one. */
export abstract class TenantRow {
  @PrimaryColumn('uuid')
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;
}

/** The expression of a check constraint that lists what a column may hold. */
export const oneOf = (column: string, values: readonly string[]): string =>
  `${column} in (${values.map((value) => `'${value}'`).join(', ')})`;
