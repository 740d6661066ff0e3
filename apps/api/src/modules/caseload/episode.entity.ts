import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Client } from './client.entity.js';
import { Couple } from './couple.entity.js';

/** A course of care of one client or one couple, with the rhythm of its sessions; a rhythm is known whole or not at all. */
@Entity('episodes')
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@ForeignKey(() => Couple, ['practiceId', 'coupleId'], ['practiceId', 'id'])
@Index('ix_episodes_client', { synchronize: false })
@Index('ix_episodes_couple', { synchronize: false })
@Check('ck_episodes_of_one', 'num_nonnulls(client_id, couple_id) = 1')
@Check('ck_episodes_rhythm_time', `rhythm_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`)
@Check('ck_episodes_rhythm_every_weeks', 'rhythm_every_weeks between 1 and 4')
@Check(
  'ck_episodes_rhythm_whole',
  'num_nulls(rhythm_anchor_on, rhythm_time, rhythm_every_weeks, rhythm_zone) in (0, 4)',
)
export class Episode extends TenantRow {
  @Column('uuid', { nullable: true })
  clientId: string | null;

  @Column('uuid', { nullable: true })
  coupleId: string | null;

  @Column('date')
  startedOn: string;

  @Column('date', { nullable: true })
  rhythmAnchorOn: string | null;

  @Column('text', { nullable: true })
  rhythmTime: string | null;

  @Column('smallint', { nullable: true })
  rhythmEveryWeeks: number | null;

  @Column('text', { nullable: true })
  rhythmZone: string | null;

  @Column('timestamptz', { nullable: true })
  dischargedAt: Date | null;
}
