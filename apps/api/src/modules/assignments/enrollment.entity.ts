import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Episode } from '../caseload/index.js';
import { ProgramVersion } from '../exercises/index.js';
import { Cohort } from './cohort.entity.js';
import { type WeekOpening, weekOpenings } from './enrollment.lifecycle.js';

/** One course of care on its way through a program. It waits as long as it takes, and ends only by hand. */
@Entity('enrollments')
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => ProgramVersion, ['practiceId', 'programVersionId'], ['practiceId', 'id'])
@ForeignKey(() => Cohort, ['practiceId', 'cohortId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'enrolledById'], ['practiceId', 'id'])
@Index('ix_enrollments_episode', { synchronize: false })
@Index('ix_enrollments_cohort', { synchronize: false })
@Check('ck_enrollments_opens', oneOf('opens', weekOpenings))
export class Enrollment extends TenantRow {
  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  programVersionId: string;

  @Column('uuid', { nullable: true })
  cohortId: string | null;

  @Column('text')
  opens: WeekOpening;

  @Column('uuid')
  enrolledById: string;

  @Column('timestamptz', { default: () => 'now()' })
  enrolledAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('uuid', { nullable: true })
  endedById: string | null;
}
