import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { Sitting } from '@rejoin/domain';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Client } from '../caseload/index.js';
import { Assignment } from './assignment.entity.js';

/** One client’s dated turn of an assignment, or a later sitting of it. Slot and sitting keep it from being made twice. */
@Entity('occurrences')
@Unique(['practiceId', 'assignmentId', 'clientId', 'slot', 'sitting'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_occurrences_client', { synchronize: false })
@Check('ck_occurrences_sitting', `sitting in ('FIRST', 'NEXT_SESSION', 'WHEN_I_CHOOSE')`)
export class Occurrence extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  slot: string;

  @Column('text')
  sitting: Sitting;

  /** The client does not know of it before. */
  @Column('timestamptz')
  opensAt: Date;
}
