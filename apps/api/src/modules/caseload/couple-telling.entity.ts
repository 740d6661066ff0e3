import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Client } from './client.entity.js';
import { Couple } from './couple.entity.js';

/** What is told to each before it holds: that joint work pauses, that it has ended, or that one of them leaves it. */
export const toldStatuses = ['PAUSED', 'ENDED', 'LEFT'] as const;
export type ToldStatus = (typeof toldStatuses)[number];

/** On which day a clinician told one partner, alone, how joint work goes on. */
@Entity('couple_tellings')
@ForeignKey(() => Couple, ['practiceId', 'coupleId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'recordedById'], ['practiceId', 'id'])
@Index('ix_couple_tellings_couple', { synchronize: false })
@Check('ck_couple_tellings_status', oneOf('status', toldStatuses))
export class CoupleTelling extends TenantRow {
  @Column('uuid')
  coupleId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  status: ToldStatus;

  @Column('date')
  toldOn: string;

  @Column('uuid')
  recordedById: string;

  @Column('timestamptz', { default: () => 'now()' })
  recordedAt: Date;
}
