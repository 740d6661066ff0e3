import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Client } from './client.entity.js';
import { Couple } from './couple.entity.js';

/** One client's part in a couple, from when to when. */
@Entity('partners')
@Unique(['practiceId', 'coupleId', 'clientId'])
@ForeignKey(() => Couple, ['practiceId', 'coupleId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_partners_client', { synchronize: false })
export class Partner extends TenantRow {
  @Column('uuid')
  coupleId: string;

  @Column('uuid')
  clientId: string;

  @Column('timestamptz', { default: () => 'now()' })
  since: Date;

  @Column('timestamptz', { nullable: true })
  until: Date | null;
}
