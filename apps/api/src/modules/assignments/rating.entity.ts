import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { type Readers, readersValues } from '@rejoin/domain';
import { oneOf, TenantRow } from '../../platform/db/tenant-row.js';
import { Reflection } from './reflection.entity.js';

/** One number from 0 to 10 a client gave; never summed. */
@Entity('ratings')
@Unique(['practiceId', 'reflectionId', 'key'])
@ForeignKey(() => Reflection, ['practiceId', 'reflectionId'], ['practiceId', 'id'])
@Check('ck_ratings_readers', oneOf('readers', readersValues))
@Check('ck_ratings_value', 'value between 0 and 10')
export class Rating extends TenantRow {
  @Column('uuid')
  reflectionId: string;

  @Column('uuid')
  episodeId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  key: string;

  @Column('text')
  label: string;

  @Column('text')
  readers: Readers;

  @Column('smallint')
  value: number;
}
