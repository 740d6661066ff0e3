import type { OwnWording } from '@rejoin/domain';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { type AgreementKind, agreementKinds, Membership } from '../accounts/index.js';

/** What a practice's admins are writing of an agreement: one for all of them, known to no one else. */
@Entity('agreement_drafts')
@Unique(['practiceId', 'kind'])
@ForeignKey(() => Membership, ['practiceId', 'savedById'], ['practiceId', 'id'])
@Check('ck_agreement_drafts_kind', oneOf('kind', agreementKinds))
export class AgreementDraft extends TenantRow {
  @Column('text')
  kind: AgreementKind;

  /** Null once it was published. */
  @Column('jsonb', { nullable: true })
  words: OwnWording | null;

  /** How often it was saved or published. */
  @Column('integer', { default: 1 })
  revision: number;

  @Column('timestamptz', { default: () => 'now()' })
  savedAt: Date;

  @Column('uuid')
  savedById: string;
}
