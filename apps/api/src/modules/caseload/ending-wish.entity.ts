import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Client } from './client.entity.js';
import { Couple } from './couple.entity.js';
import { Episode } from './episode.entity.js';

/**
 * One partner's own wish to end joint work. It is theirs and their care team's; no partner meets any of it, and joint work
 * goes on as it is until a clinician has talked with them.
 */
@Entity('ending_wishes')
@ForeignKey(() => Couple, ['practiceId', 'coupleId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_ending_wishes_open', { synchronize: false })
@Check('ck_ending_wishes_talked', 'num_nonnulls(talked_at, talked_by_id) <> 1')
export class EndingWish extends TenantRow {
  @Column('uuid')
  coupleId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('timestamptz', { default: () => 'now()' })
  wishedAt: Date;

  @Column('timestamptz', { nullable: true })
  takenBackAt: Date | null;

  /** When a clinician had talked with them, whatever came of it. */
  @Column('timestamptz', { nullable: true })
  talkedAt: Date | null;

  @Column('uuid', { nullable: true })
  talkedById: string | null;
}
