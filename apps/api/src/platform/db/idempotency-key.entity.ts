import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One act of one membership, so that a repeated request has one effect. Holds an HMAC of the input and ids, no text. */
@Entity('idempotency_keys')
export class IdempotencyKey {
  @PrimaryColumn('uuid')
  practiceId: string;

  @PrimaryColumn('uuid')
  membershipId: string;

  @PrimaryColumn('text')
  key: string;

  @Column('text')
  operation: string;

  @Column('bytea')
  inputMac: Buffer;

  @Column('jsonb', { nullable: true })
  result: Record<string, string> | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
