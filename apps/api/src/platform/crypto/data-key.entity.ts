import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../db/tenant-row.js';

/**
 * What a key is for: the record, a clinician's private notes, what is kept from every partner and from the client, what was
 * offered for opening, or what partners keep together, which is the couple's own.
 */
export const keyPurposes = ['RECORD', 'PROCESS_NOTE', 'CLINICIAN_ONLY', 'RELEASE', 'JOINT_NOTE'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** The key of one author’s words about one subject, wrapped by the practice’s key. Destroying it erases the words. */
@Entity('data_keys')
@Unique(['practiceId', 'authorId', 'subjectId', 'purpose'])
@Index('ix_data_keys_subject', { synchronize: false })
@Check('ck_data_keys_purpose', oneOf('purpose', keyPurposes))
export class DataKey extends TenantRow {
  @Column('uuid')
  authorId: string;

  @Column('uuid')
  subjectId: string;

  @Column('text')
  purpose: KeyPurpose;

  @Column('bytea')
  wrapped: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
