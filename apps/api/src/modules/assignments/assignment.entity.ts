import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  type AssignmentRhythm,
  assignmentRhythms,
  type OpensInSession,
  opensInSessionValues,
} from '@rejoin/domain';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Episode } from '../caseload/index.js';
import { ExerciseVersion } from '../exercises/index.js';
import { type Due, dues } from './assignment.lifecycle.js';
import { EnrollmentWeek } from './enrollment-week.entity.js';

/** An exercise version given in an episode, with “why this for you”. */
@Entity('assignments')
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => ExerciseVersion, ['practiceId', 'exerciseVersionId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'assignedById'], ['practiceId', 'id'])
@ForeignKey(() => EnrollmentWeek, ['practiceId', 'enrollmentWeekId'], ['practiceId', 'id'])
@Index('ix_assignments_episode', { synchronize: false })
@Index('ix_assignments_enrollment_week', { synchronize: false })
@Index('ix_assignments_repeating', { synchronize: false })
@Check('ck_assignments_rhythm', oneOf('rhythm', assignmentRhythms))
@Check('ck_assignments_opens_in_session', oneOf('opens_in_session', opensInSessionValues))
@Check('ck_assignments_due', oneOf('due', dues))
@Check('ck_assignments_due_on', `(due = 'ON_DATE') = (due_on is not null)`)
export class Assignment extends TenantRow {
  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  exerciseVersionId: string;

  @Column('uuid')
  assignedById: string;

  @Column('timestamptz', { default: () => 'now()' })
  assignedAt: Date;

  @Column('timestamptz')
  announceAt: Date;

  /** The day it was given where its sessions were held then: the first day of its weeks. */
  @Column('date')
  givenOn: string;

  @Column('text')
  due: Due;

  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('text', { default: 'ONCE' })
  rhythm: AssignmentRhythm;

  /** Which of its turns wait for the clinician to open them in a session. */
  @Column('text', { nullable: true })
  opensInSession: OpensInSession | null;

  @Column('bytea', { nullable: true })
  rationaleSealed: Buffer | null;

  @Column('uuid', { nullable: true })
  dataKeyId: string | null;

  /** The week of a program that gave it. */
  @Column('uuid', { nullable: true })
  enrollmentWeekId: string | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('uuid', { nullable: true })
  withdrawnById: string | null;
}
