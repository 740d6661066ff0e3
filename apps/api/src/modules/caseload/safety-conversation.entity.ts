import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Client } from './client.entity.js';
import { type SafetyVerdict, safetyVerdicts } from './couple-gate.policy.js';
import { Episode } from './episode.entity.js';

/** A talk with one partner, seen alone, before joint work. Kept in that person's own compartment; the words are sealed. */
@Entity('safety_conversations')
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'clinicianId'], ['practiceId', 'id'])
@Index('ix_safety_conversations_client', { synchronize: false })
@Check('ck_safety_conversations_verdict', oneOf('verdict', safetyVerdicts))
export class SafetyConversation extends TenantRow {
  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  clinicianId: string;

  @Column('date')
  heldOn: string;

  @Column('text')
  verdict: SafetyVerdict;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  recordedAt: Date;
}
