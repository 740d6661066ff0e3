import { Check, Column, Entity, Unique } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';

/** What an exercise is for. */
export type Focus = 'REPAIR' | 'SELF_COMPASSION';

/** A published exercise as it was given; it never changes. Built-ins are copied into the practice when first assigned. */
@Entity('exercise_versions')
@Unique(['practiceId', 'slug', 'version'])
@Check('ck_exercise_versions_focus', oneOf('focus', ['REPAIR', 'SELF_COMPASSION']))
export class ExerciseVersion extends TenantRow {
  @Column('text')
  slug: string;

  @Column('smallint')
  version: number;

  @Column('text')
  focus: Focus;

  @Column('jsonb')
  title: Record<string, string>;

  @Column('jsonb')
  definition: object;

  @Column('timestamptz', { default: () => 'now()' })
  publishedAt: Date;
}
