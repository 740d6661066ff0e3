import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { type CareTeamPart, careTeamParts } from './care-team.js';
import { Episode } from './episode.entity.js';

/** Who treats, covers or supervises an episode, from when to when. Access to what a client wrote follows from this row. */
@Entity('care_team_members')
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'clinicianId'], ['practiceId', 'id'])
@Index('ix_care_team_members_clinician', { synchronize: false })
@Index('ix_care_team_members_episode', { synchronize: false })
@Check('ck_care_team_members_part', oneOf('part', careTeamParts))
export class CareTeamMember extends TenantRow {
  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clinicianId: string;

  @Column('text')
  part: CareTeamPart;

  @Column('timestamptz', { default: () => 'now()' })
  since: Date;

  @Column('timestamptz', { nullable: true })
  until: Date | null;
}
