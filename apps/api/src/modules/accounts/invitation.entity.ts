import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { type Role, roles } from '../../platform/auth/viewer.js';
import { Membership } from './membership.entity.js';

/** A link by which one named person joins the practice: once, within seven days. */
@Entity('invitations')
@ForeignKey('Client', ['practiceId', 'clientId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'invitedById'], ['practiceId', 'id'])
@Index('ix_invitations_token', { synchronize: false })
@Index('ix_invitations_client', { synchronize: false })
@Check('ck_invitations_role', oneOf('role', roles))
export class Invitation extends TenantRow {
  @Column('text')
  role: Role;

  @Column('uuid', { nullable: true })
  clientId: string | null;

  @Column('text')
  name: string;

  @Column('bytea')
  emailSealed: Buffer;

  @Column('bytea')
  emailIndex: Buffer;

  @Column('smallint', { default: 1 })
  issue: number;

  @Column('bytea')
  tokenHash: Buffer;

  /** Null: by the operator, who makes the first admin. */
  @Column('uuid', { nullable: true })
  invitedById: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  invitedAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  acceptedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
