import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { type AgreementKind, agreementKinds } from '../accounts/index.js';
import { Client } from './client.entity.js';
import { Couple } from './couple.entity.js';

/** One partner's yes to one version of the confidentiality agreement of joint work, given in their own login. */
@Entity('agreement_acceptances')
@Unique(['practiceId', 'coupleId', 'clientId', 'kind', 'version'])
@ForeignKey(() => Couple, ['practiceId', 'coupleId'], ['practiceId', 'id'])
@ForeignKey(() => Client, ['practiceId', 'clientId'], ['practiceId', 'id'])
@Check('ck_agreement_acceptances_kind', oneOf('kind', agreementKinds))
export class AgreementAcceptance extends TenantRow {
  @Column('uuid')
  coupleId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  kind: AgreementKind;

  @Column('smallint')
  version: number;

  @Column('timestamptz', { default: () => 'now()' })
  acceptedAt: Date;

  @Column('text')
  zone: string;
}
