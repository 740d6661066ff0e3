import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Reflection } from '../assignments/index.js';
import { type MarkKind, markKinds } from '../caseload/index.js';

/**
 * What only the care team may know about one person: a client asked that something is not opened, or a clinician marked
 * something. It is in nothing that any client sees, the one it is about included, because the phone may be in another hand.
 */
@Entity('clinician_only_marks')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'setById'], ['practiceId', 'id'])
@Index('ix_clinician_only_marks_reflection', { synchronize: false })
@Index('ix_clinician_only_marks_set', { synchronize: false })
@Check('ck_clinician_only_marks_kind', oneOf('kind', markKinds))
@Check('ck_clinician_only_marks_lifted', 'num_nonnulls(lifted_at, lifted_by_id) <> 1')
@Check(
  'ck_clinician_only_marks_asked',
  `num_nonnulls(reflection_id, set_by_id) = 1 and (kind = 'DO_NOT_OPEN') = (reflection_id is not null)`,
)
@Check('ck_clinician_only_marks_sealed', 'num_nonnulls(sealed, data_key_id) <> 1')
export class ClinicianOnlyMark extends TenantRow {
  @Column('text')
  kind: MarkKind;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  /** What is not to be opened; of nothing else. */
  @Column('uuid', { nullable: true })
  reflectionId: string | null;

  /** Null: the client asked. */
  @Column('uuid', { nullable: true })
  setById: string | null;

  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  @Column('uuid', { nullable: true })
  dataKeyId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  setAt: Date;

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;

  @Column('uuid', { nullable: true })
  liftedById: string | null;
}
