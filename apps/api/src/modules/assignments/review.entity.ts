import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { Reflection } from './reflection.entity.js';

/** A clinician’s look at a shared reflection; “talked about in session” closes it. */
@Entity('reviews')
@Unique(['practiceId', 'reflectionId', 'reviewerId'])
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'reviewerId'], ['practiceId', 'id'])
export class Review extends TenantRow {
  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  reviewerId: string;

  @Column('timestamptz', { default: () => 'now()' })
  readAt: Date;

  @Column('timestamptz', { nullable: true })
  talkedAboutAt: Date | null;
}
