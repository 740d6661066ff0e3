import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Enrollment } from './enrollment.entity.js';

/** A week on one way through a program, in the order it is meant to come. Without a key it is a week of rest. */
@Entity('enrollment_weeks')
@ForeignKey(() => Enrollment, ['practiceId', 'enrollmentId'], ['practiceId', 'id'])
@Index('ix_enrollment_weeks_enrollment', { synchronize: false })
@Check('ck_enrollment_weeks_opened_or_skipped', '(opened_at is null) or (skipped_at is null)')
export class EnrollmentWeek extends TenantRow {
  @Column('uuid')
  enrollmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('smallint')
  position: number;

  @Column('text', { nullable: true })
  weekKey: string | null;

  @Column('timestamptz', { nullable: true })
  openedAt: Date | null;

  @Column('uuid', { nullable: true })
  openedById: string | null;

  @Column('timestamptz', { nullable: true })
  skippedAt: Date | null;
}
