import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Episode } from '../caseload/index.js';
import { JointPart } from './joint-part.entity.js';

/**
 * One time that partners sit down to what they do together: where they are in it, for all of them alike. It keeps when it
 * ended, and nothing of who went on or who stopped.
 */
@Entity('joint_sittings')
@Unique(['practiceId', 'jointPartId', 'nth'])
@ForeignKey(() => JointPart, ['practiceId', 'jointPartId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@Index('ix_joint_sittings_under_way', { synchronize: false })
@Index('ix_joint_sittings_episode', { synchronize: false })
@Check('ck_joint_sittings_place', 'place between 0 and places - 1')
@Check('ck_joint_sittings_ended', 'num_nonnulls(stopped_at, finished_at) < 2')
export class JointSitting extends TenantRow {
  @Column('uuid')
  jointPartId: string;

  @Column('uuid')
  episodeId: string;

  /** Counted from one within its part. */
  @Column('smallint')
  nth: number;

  /** Counted from zero. */
  @Column('smallint', { default: 0 })
  place: number;

  @Column('smallint')
  places: number;

  @Column('timestamptz', { default: () => 'now()' })
  begunAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  movedAt: Date;

  @Column('timestamptz', { nullable: true })
  stoppedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
