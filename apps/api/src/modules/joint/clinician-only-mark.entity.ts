import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Reflection } from '../assignments/index.js';

export const markKinds = ['DO_NOT_OPEN'] as const;
export type MarkKind = (typeof markKinds)[number];

/**
 * What only the care team may know: a client asked that something is not opened. It is in nothing that any client sees, the
 * one who asked included, because the phone may be in another hand.
 */
@Entity('clinician_only_marks')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@Index('ix_clinician_only_marks_reflection', { synchronize: false })
@Check('ck_clinician_only_marks_kind', oneOf('kind', markKinds))
@Check('ck_clinician_only_marks_lifted', 'num_nonnulls(lifted_at, lifted_by_id) <> 1')
export class ClinicianOnlyMark extends TenantRow {
  @Column('text')
  kind: MarkKind;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  reflectionId: string;

  @Column('timestamptz', { default: () => 'now()' })
  setAt: Date;

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;

  @Column('uuid', { nullable: true })
  liftedById: string | null;
}
