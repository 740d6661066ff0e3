import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  mostTurns,
  mostWeeksBetween,
  type OpensInSession,
  opensInSessionValues,
  type RhythmKind,
  rhythmKinds,
  type Weekday,
  weekdays,
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
@Check('ck_assignments_rhythm', oneOf('rhythm', rhythmKinds))
@Check(
  'ck_assignments_every_weeks',
  `every_weeks between 1 and case when rhythm = 'WEEKLY' then ${mostWeeksBetween} else 1 end`,
)
@Check(
  'ck_assignments_weekdays',
  `weekdays <@ array[${weekdays.map((day) => `'${day}'`).join(', ')}] and (rhythm = 'WEEKLY' or weekdays = '{}')`,
)
@Check(
  'ck_assignments_month_day',
  `(rhythm = 'MONTHLY') = (month_day is not null) and month_day between 1 and 31`,
)
@Check(
  'ck_assignments_ends',
  `num_nonnulls(ends_on, ends_after) <= 1 and ends_after between 1 and ${mostTurns}`,
)
@Check('ck_assignments_paused', 'num_nonnulls(paused_at, paused_by_id) <> 1')
@Check(
  'ck_assignments_holiday',
  'num_nonnulls(holiday_from, holiday_until) <> 1 and holiday_from <= holiday_until',
)
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

  /** The day its rhythm counts from, where its sessions were held then: the one it was given or changed on. */
  @Column('date')
  startsOn: string;

  @Column('text')
  due: Due;

  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('text', { default: 'ONCE' })
  rhythm: RhythmKind;

  @Column('smallint', { default: 1 })
  everyWeeks: number;

  @Column('text', { array: true, default: () => "'{}'" })
  weekdays: Weekday[];

  @Column('smallint', { nullable: true })
  monthDay: number | null;

  @Column('date', { nullable: true })
  endsOn: string | null;

  @Column('smallint', { nullable: true })
  endsAfter: number | null;

  @Column('timestamptz', { nullable: true })
  pausedAt: Date | null;

  @Column('uuid', { nullable: true })
  pausedById: string | null;

  /** The day it last went on after a pause; turns of before are left behind. */
  @Column('date', { nullable: true })
  resumedOn: string | null;

  @Column('date', { nullable: true })
  holidayFrom: string | null;

  @Column('date', { nullable: true })
  holidayUntil: string | null;

  /** Slots of turns that are left out. */
  @Column('text', { array: true, default: () => "'{}'" })
  skippedOn: string[];

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
