import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { type Role, roleValues, type Sitting } from '@rejoin/domain';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Client } from '../caseload/index.js';
import { Assignment } from './assignment.entity.js';

/** One client’s dated turn of an assignment, or a later sitting of it. Slot and sitting keep it from being made twice. */
@Entity('occurrences')
@Unique(['practiceId', 'assignmentId', 'clientId', 'slot', 'sitting'])
@ForeignKey(() => Assignment, ['practiceId', 'assignmentId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Index('ix_occurrences_client', { synchronize: false })
@Check('ck_occurrences_sitting', `sitting ~ '^(FIRST|NEXT_SESSION|WHEN_I_CHOOSE|AFTER_[1-9][0-9]?_DAYS)$'`)
@Check('ck_occurrences_role', oneOf('role', roleValues))
export class Occurrence extends TenantRow {
  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  /** A local date, the date of a session, or `once`; of a turn that its client started, the key they started it with. */
  @Column('text')
  slot: string;

  @Column('text')
  sitting: Sitting;

  /** Of an exercise from two sides: whose prompts these are. */
  @Column('text', { nullable: true })
  role: Role | null;

  /** The blocks of earlier sittings that this one shows again. */
  @Column('text', { array: true, default: [] })
  quotes: string[];

  /** The client does not know of it before. Null while it waits for the clinician to open it in a session. */
  @Column('timestamptz', { nullable: true })
  opensAt: Date | null;
}
