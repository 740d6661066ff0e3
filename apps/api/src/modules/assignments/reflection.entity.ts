import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { type Outcome, outcomeValues, type Sharing, sharingValues } from '@rejoin/domain';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { type AgreementKind, agreementKinds } from '../accounts/index.js';
import { ExerciseVersion } from '../exercises/index.js';
import { Occurrence } from './occurrence.entity.js';
import { type ReflectionState, reflectionStates } from './assignment.lifecycle.js';

/** What one client makes of one occurrence. While it is a draft only its author knows of it. */
@Entity('reflections')
@Unique(['practiceId', 'occurrenceId'])
@ForeignKey(() => Occurrence, ['practiceId', 'occurrenceId'], ['practiceId', 'id'])
@ForeignKey(() => ExerciseVersion, ['practiceId', 'exerciseVersionId'], ['practiceId', 'id'])
@Index('ix_reflections_to_read', { synchronize: false })
@Index('ix_reflections_client', { synchronize: false })
@Index('ix_reflections_waiting', { synchronize: false })
@Check('ck_reflections_state', oneOf('state', reflectionStates))
@Check('ck_reflections_outcome', oneOf('outcome', outcomeValues))
@Check('ck_reflections_sharing', oneOf('sharing', sharingValues))
@Check('ck_reflections_agreement', oneOf('agreement', agreementKinds))
@Check(
  'ck_reflections_submitted',
  `case when state = 'DRAFT' then num_nonnulls(outcome, sharing, submitted_at) = 0 else num_nulls(outcome, sharing, submitted_at) = 0 end`,
)
export class Reflection extends TenantRow {
  @Column('uuid')
  occurrenceId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  exerciseVersionId: string;

  @Column('text', { default: 'DRAFT' })
  state: ReflectionState;

  @Column('text', { nullable: true })
  outcome: Outcome | null;

  @Column('text', { nullable: true })
  sharing: Sharing | null;

  @Column('timestamptz', { nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  reviewedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  feltWrongAt: Date | null;

  /** When its client last added something to it. */
  @Column('timestamptz', { nullable: true })
  addendedAt: Date | null;

  /** In joint work: the agreement its client had accepted when it was shared. */
  @Column('text', { nullable: true })
  agreement: AgreementKind | null;

  /** The version of it. Null: alone, or shared before versions were kept here. */
  @Column('smallint', { nullable: true })
  agreementVersion: number | null;

  /** The language its words were asked in when it was shared; null where none were. */
  @Column('text', { nullable: true })
  language: string | null;
}
