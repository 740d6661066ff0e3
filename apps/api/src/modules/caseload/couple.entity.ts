import { Check, Column, Entity, ForeignKey } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';

/** What the people of a couple are to each other: used for filters only. */
export const coupleKinds = ['PARTNERS', 'CO_PARENTS', 'OTHER'] as const;
export type CoupleKind = (typeof coupleKinds)[number];

/** Paused and ended are told to each; nothing is ever undone by them that a person wrote. */
export const coupleStatuses = ['ACTIVE', 'PAUSED', 'ENDED'] as const;
export type CoupleStatus = (typeof coupleStatuses)[number];

/** Two or more clients in joint work. What they call themselves is sealed. */
@Entity('couples')
@ForeignKey(() => Membership, ['practiceId', 'createdById'], ['practiceId', 'id'])
@Check('ck_couples_kind', oneOf('kind', coupleKinds))
@Check('ck_couples_status', oneOf('status', coupleStatuses))
export class Couple extends TenantRow {
  @Column('text')
  kind: CoupleKind;

  @Column('text', { default: 'ACTIVE' })
  status: CoupleStatus;

  @Column('timestamptz', { default: () => 'now()' })
  statusAt: Date;

  @Column('bytea', { nullable: true })
  labelSealed: Buffer | null;

  @Column('uuid', { nullable: true })
  dataKeyId: string | null;

  @Column('uuid')
  createdById: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
