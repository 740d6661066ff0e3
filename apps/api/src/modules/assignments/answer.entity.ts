import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { type Readers, readersValues } from '@rejoin/domain';
import { TenantRow, oneOf } from '../../platform/db/tenant-row.js';
import { Reflection } from './reflection.entity.js';

/** The value of one block at sharing, sealed, with the wording as asked and who may read it. Never changes. */
@Entity('answers')
@Unique(['practiceId', 'reflectionId', 'key'])
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@Check('ck_answers_readers', oneOf('readers', readersValues))
export class Answer extends TenantRow {
  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('smallint')
  position: number;

  @Column('text')
  key: string;

  @Column('text')
  kind: string;

  @Column('text')
  wording: string;

  @Column('text')
  readers: Readers;

  @Column('boolean', { default: false })
  isBroughtIn: boolean;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;
}
