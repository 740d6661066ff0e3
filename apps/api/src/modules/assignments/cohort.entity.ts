import { Column, Entity, ForeignKey } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';
import { ProgramVersion } from '../exercises/index.js';

/** A workshop group: clients of one clinician who began a program together. They do not know of each other here. */
@Entity('cohorts')
@ForeignKey(() => ProgramVersion, ['practiceId', 'programVersionId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'createdById'], ['practiceId', 'id'])
export class Cohort extends TenantRow {
  @Column('text')
  name: string;

  @Column('uuid')
  programVersionId: string;

  @Column('uuid')
  createdById: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
