import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Client } from '../caseload/index.js';

/** A clinician’s private note about a client, kept apart from the record under a key of its own. */
@Entity('process_notes')
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'authorId'], ['practiceId', 'id'])
@Index('ix_process_notes_client', { synchronize: false })
export class ProcessNote extends TenantRow {
  @Column('uuid')
  clientId: string;

  @Column('uuid')
  authorId: string;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  writtenAt: Date;

  @Column('timestamptz', { nullable: true })
  changedAt: Date | null;
}
