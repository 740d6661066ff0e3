import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Client } from '../caseload/index.js';
import { Assignment } from './assignment.entity.js';

/** One client’s dated turn of an assignment. The slot keeps it from being made twice. */
@Entity('occurrences')
@Unique(['practiceId', 'assignmentId', 'clientId', 'slot'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_occurrences_client', { synchronize: false })
export class Occurrence extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  slot: string;
}
