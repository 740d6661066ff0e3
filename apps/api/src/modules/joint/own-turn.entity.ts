import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Assignment } from '../assignments/index.js';
import { Episode } from '../caseload/index.js';

/**
 * A turn of joint work that became each author's own: nothing of it is opened any more. It says nothing of who wrote in it, so
 * everyone who took part may know.
 */
@Entity('own_turns')
@Unique(['practiceId', 'assignmentId', 'slot'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'turnedById'], ['practiceId', 'id'])
export class OwnTurn extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('text')
  slot: string;

  @Column('timestamptz', { default: () => 'now()' })
  turnedAt: Date;

  @Column('uuid')
  turnedById: string;
}
