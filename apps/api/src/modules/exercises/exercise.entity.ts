import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';

/** Who finds an exercise in the library: its owner alone, or every clinician of the practice. */
export const exerciseScopes = ['PERSONAL', 'PRACTICE'] as const;
export type ExerciseScope = (typeof exerciseScopes)[number];

/** An exercise of the practice's own: what is being written of it, and which version is given. */
@Entity('exercises')
@Unique(['practiceId', 'slug'])
@ForeignKey(() => Membership, ['practiceId', 'ownerId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'savedById'], ['practiceId', 'id'])
@Check('ck_exercises_scope', oneOf('scope', exerciseScopes))
@Check('ck_exercises_something', 'draft is not null or version is not null')
@Check('ck_exercises_based_on', 'num_nonnulls(based_on_slug, based_on_version) <> 1')
export class Exercise extends TenantRow {
  @Column('text')
  slug: string;

  @Column('text', { default: 'PERSONAL' })
  scope: ExerciseScope;

  @Column('uuid')
  ownerId: string;

  /** What it was made from; nothing for one that came as a file. */
  @Column('text', { nullable: true })
  basedOnSlug: string | null;

  @Column('smallint', { nullable: true })
  basedOnVersion: number | null;

  @Column('jsonb')
  title: Record<string, string>;

  /** What is written and not published yet. */
  @Column('jsonb', { nullable: true })
  draft: object | null;

  /** How often the draft was saved. */
  @Column('integer', { default: 1 })
  revision: number;

  @Column('timestamptz', { default: () => 'now()' })
  savedAt: Date;

  @Column('uuid')
  savedById: string;

  /** The version that is given from now on; nothing before the first one. */
  @Column('smallint', { nullable: true })
  version: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  archivedAt: Date | null;

  @Column('uuid', { nullable: true })
  archivedById: string | null;
}
