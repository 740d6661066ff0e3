import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Assignment } from '../assignments/index.js';
import { Episode } from '../caseload/index.js';

/** Where something is opened: in a session, or for everyone at home, which is a choice of its own. */
export const openingPlaces = ['SESSION', 'HOME'] as const;
export type OpeningPlace = (typeof openingPlaces)[number];

/**
 * The opening of one turn of a couple's exercise: the third key. Before the clinician opens there is no row, so nothing that
 * is not there yet says who is not ready.
 */
@Entity('joint_parts')
@Unique(['practiceId', 'assignmentId', 'slot'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'openedById'], ['practiceId', 'id'])
@Index('ix_joint_parts_episode', { synchronize: false })
@Check('ck_joint_parts_place', oneOf('place', openingPlaces))
@Check('ck_joint_parts_closed', 'num_nonnulls(closed_at, closed_by_id) <> 1')
export class JointPart extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('text')
  slot: string;

  @Column('text')
  place: OpeningPlace;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  openedAt: Date;

  @Column('uuid')
  openedById: string;

  /** From when nobody reads it any more; null: until the clinician closes it. */
  @Column('timestamptz', { nullable: true })
  closesAt: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('uuid', { nullable: true })
  closedById: string | null;
}
