import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Client } from './client.entity.js';
import { type ConsentDocumentKind, consentDocumentKinds } from './consent-documents.js';

/** A text a client read and accepted, by version. */
@Entity('consents')
@Unique(['practiceId', 'clientId', 'kind', 'version'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Check('ck_consents_kind', oneOf('kind', consentDocumentKinds))
export class Consent extends TenantRow {
  @Column('uuid')
  clientId: string;

  @Column('text')
  kind: ConsentDocumentKind;

  @Column('smallint')
  version: number;

  @Column('timestamptz', { default: () => 'now()' })
  givenAt: Date;

  @Column('text')
  zone: string;
}
