import { Check, Column, Entity, Unique } from 'typeorm';
import { oneOf, TenantRow } from '../db/tenant-row.js';

/** The key of one author’s words about one subject, wrapped by the practice’s key. Destroying it erases the words. */
@Entity('data_keys')
@Unique(['practiceId', 'authorId', 'subjectId', 'purpose'])
@Check('ck_data_keys_purpose', oneOf('purpose', ['RECORD', 'PROCESS_NOTE']))
export class DataKey extends TenantRow {
  @Column('uuid')
  authorId: string;

  @Column('uuid')
  subjectId: string;

  @Column('text')
  purpose: 'RECORD' | 'PROCESS_NOTE';

  @Column('bytea')
  wrapped: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
