import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Reflection } from './reflection.entity.js';

/** Unfinished words of one device lane: one sealed blob, rewritten in place. Its author’s alone. */
@Entity('drafts')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@Index('ix_drafts_reflection', { synchronize: false })
export class Draft extends TenantRow {
  @PrimaryColumn('uuid')
  reflectionId: string;

  @Column('uuid')
  clientId: string;

  @Column('integer')
  revision: number;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  savedAt: Date;

  /** When these words were shared; only words that were are ever put away. */
  @Column('timestamptz', { nullable: true })
  sharedAt: Date | null;
}
