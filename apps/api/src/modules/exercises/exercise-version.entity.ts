import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Exercise } from './exercise.entity.js';

/** What an exercise is for. */
export type Focus = 'REPAIR' | 'SELF_COMPASSION';

/** A published exercise as it was given; it never changes. Built-ins are copied into the practice when first assigned. */
@Entity('exercise_versions')
@Unique(['practiceId', 'slug', 'version'])
@ForeignKey(() => Exercise, ['practiceId', 'exerciseId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'publishedById'], ['practiceId', 'id'])
@Index('ix_exercise_versions_exercise', { synchronize: false })
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

  /** The practice's own exercise it is a version of; none for a copy of a built-in. */
  @Column('uuid', { nullable: true })
  exerciseId: string | null;

  @Column('uuid', { nullable: true })
  publishedById: string | null;

  /** What became different, in a line by whoever published it. */
  @Column('text', { nullable: true })
  note: string | null;
}
