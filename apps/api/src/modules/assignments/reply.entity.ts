import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Reflection } from './reflection.entity.js';

/** What a clinician wrote back to one client. */
@Entity('replies')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'authorId'], ['practiceId', 'id'])
@Index('ix_replies_client', { synchronize: false })
@Index('ix_replies_reflection', { synchronize: false })
export class Reply extends TenantRow {
  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  authorId: string;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  sentAt: Date;

  /** The client does not know of it before: time to undo. */
  @Column('timestamptz')
  announceAt: Date;

  @Column('timestamptz', { nullable: true })
  takenBackAt: Date | null;
}
