import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Assignment, Reflection } from '../assignments/index.js';

/**
 * One block that its author offers for opening, as it is or in other words: the second key. It is sealed with a key of its
 * author's; once withdrawn, the words are gone and the times stay.
 */
@Entity('releases')
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@Index('ix_releases_offered', { synchronize: false })
@Index('ix_releases_turn', { synchronize: false })
@Check('ck_releases_withdrawn', '(withdrawn_at is null) = (sealed is not null)')
export class Release extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('text')
  slot: string;

  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  clientId: string;

  /** As its author was called then. */
  @Column('text')
  authorName: string;

  @Column('smallint')
  position: number;

  @Column('text')
  key: string;

  @Column('text')
  kind: string;

  @Column('text')
  wording: string;

  /** The language its author was asked in. */
  @Column('text')
  language: string;

  @Column('boolean')
  isEdited: boolean;

  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  offeredAt: Date;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}
