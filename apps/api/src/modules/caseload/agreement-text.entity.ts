import type { DocumentDefinition } from '@rejoin/domain';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { type AgreementKind, agreementKinds, Membership } from '../accounts/index.js';

/** An agreement for couples in the practice's own words, as it was published. Nobody changes it: somebody said yes to it. */
@Entity('agreement_texts')
@Unique(['practiceId', 'kind', 'version'])
@ForeignKey(() => Membership, ['practiceId', 'publishedById'], ['practiceId', 'id'])
@Check('ck_agreement_texts_kind', oneOf('kind', agreementKinds))
@Check('ck_agreement_texts_version', 'version > 100')
export class AgreementText extends TenantRow {
  @Column('text')
  kind: AgreementKind;

  @Column('smallint')
  version: number;

  @Column('jsonb')
  definition: DocumentDefinition;

  @Column('uuid')
  publishedById: string;

  @Column('timestamptz', { default: () => 'now()' })
  publishedAt: Date;
}
