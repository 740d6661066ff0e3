import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { type JointFeeling, jointFeelings } from '@rejoin/domain';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Client, Episode } from '../caseload/index.js';
import { JointPart } from './joint-part.entity.js';

/**
 * How it was for one of those who did something together, asked of each alone the day after. It is that person's own and
 * their care team's; no partner meets any of it, not even that it was answered.
 */
@Entity('joint_checks')
@ForeignKey(() => JointPart, ['practiceId', 'jointPartId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_joint_checks_part', { synchronize: false })
@Index('ix_joint_checks_asked', { synchronize: false })
@Index('ix_joint_checks_to_talk', { synchronize: false })
@Check('ck_joint_checks_feeling', oneOf('feeling', jointFeelings))
@Check('ck_joint_checks_talked', 'num_nonnulls(talked_at, talked_by_id) <> 1')
export class JointCheck extends TenantRow {
  @Column('uuid')
  jointPartId: string;

  /** Which time it is about. */
  @Column('smallint')
  nth: number;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  /** Null: put away. */
  @Column('text', { nullable: true })
  feeling: JointFeeling | null;

  @Column('timestamptz', { default: () => 'now()' })
  answeredAt: Date;

  @Column('timestamptz', { nullable: true })
  talkedAt: Date | null;

  @Column('uuid', { nullable: true })
  talkedById: string | null;
}
