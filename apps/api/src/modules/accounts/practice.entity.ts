import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../platform/db/tenant-row.js';
import { type AgreementKind, agreementKinds } from './agreement.js';
import type { Help } from './help.js';

/** The tenant: a practice with its zone, words and crisis information. */
@Entity('practices')
@Check('ck_practices_agreement', oneOf('agreement', agreementKinds))
@Check(
  'ck_practices_agreement_version',
  'agreement_version is null or agreement_version > 100 and agreement is not null',
)
export class Practice {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  zone: string;

  @Column('text', { default: 'en' })
  locale: string;

  @Column('text')
  mailName: string;

  @Column('jsonb', { nullable: true })
  help: Help | null;

  /** What couples here accept before joint work; null: not chosen, so every gate is shut. */
  @Column('text', { nullable: true })
  agreement: AgreementKind | null;

  /** Which of the practice's own texts of it; null: as the library words it. */
  @Column('smallint', { nullable: true })
  agreementVersion: number | null;

  /** The program this practice shows first, by its name in the library. */
  @Column('text', { nullable: true })
  pinnedProgram: string | null;

  @Column('boolean', { default: false })
  isDemo: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
