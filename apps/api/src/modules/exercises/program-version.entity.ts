import { Column, Entity, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';

/** A published program as it was begun; it never changes. Built-ins are copied into the practice at the first enrollment. */
@Entity('program_versions')
@Unique(['practiceId', 'slug', 'version'])
export class ProgramVersion extends TenantRow {
  @Column('text')
  slug: string;

  @Column('smallint')
  version: number;

  @Column('jsonb')
  title: Record<string, string>;

  @Column('jsonb')
  definition: object;

  @Column('timestamptz', { default: () => 'now()' })
  publishedAt: Date;
}
