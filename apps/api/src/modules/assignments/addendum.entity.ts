import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Reflection } from './reflection.entity.js';

/** What a client adds to a reflection after sharing it. The shared words never change; this stands beside them. */
@Entity('addenda')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@Index('ix_addenda_reflection', { synchronize: false })
export class Addendum extends TenantRow {
  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  writtenAt: Date;
}
