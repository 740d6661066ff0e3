import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { type Language, languageValues } from '@rejoin/domain';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Membership } from '../accounts/index.js';

/** An adult in care. May have no account yet; an unknown zone is a state. */
@Entity('clients')
@Unique(['practiceId', 'membershipId'])
@ForeignKey(() => Membership, ['practiceId', 'membershipId'], ['practiceId', 'id'])
@ForeignKey(() => Membership, ['practiceId', 'createdById'], ['practiceId', 'id'])
@Check('ck_clients_language', oneOf('language', languageValues))
export class Client extends TenantRow {
  @Column('text')
  chosenName: string;

  @Column('text', { nullable: true })
  pronouns: string | null;

  @Column('text', { nullable: true })
  zone: string | null;

  /** What they chose, or the clinician for them at inviting; null: as their browser wishes. */
  @Column('text', { nullable: true })
  language: Language | null;

  @Column('uuid', { nullable: true })
  membershipId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('uuid')
  createdById: string;

  @Column('timestamptz', { nullable: true })
  archivedAt: Date | null;
}
