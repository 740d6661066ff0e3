import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { type Role, roles } from '../../platform/auth/viewer.js';
import { Practice } from './practice.entity.js';

/** An account’s one role in one practice. */
@Entity('memberships')
@Unique(['practiceId', 'accountId', 'role'])
@ForeignKey(() => Practice, ['practiceId'], ['id'])
@Index('ix_memberships_account', { synchronize: false })
@Check('ck_memberships_role', oneOf('role', roles))
export class Membership extends TenantRow {
  @Column('uuid')
  accountId: string;

  @Column('text')
  role: Role;

  @Column('text')
  name: string;

  @Column('timestamptz', { default: () => 'now()' })
  joinedAt: Date;

  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  /** Since a new password came by mail: what the client wrote before is out of reach until a code is typed. */
  @Column('timestamptz', { nullable: true })
  lockedAt: Date | null;

  @Column('uuid', { nullable: true })
  suspendedById: string | null;
}
