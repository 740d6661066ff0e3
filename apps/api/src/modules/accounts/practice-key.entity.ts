import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Practice } from './practice.entity.js';

/** The practice’s own key, wrapped by the key service; it wraps every data key of the practice. */
@Entity('practice_keys')
@ForeignKey(() => Practice, ['practiceId'], ['id'], { onDelete: 'CASCADE' })
export class PracticeKey {
  @PrimaryColumn('uuid')
  practiceId: string;

  @Column('bytea')
  wrapped: Buffer;

  @Column('text')
  wrappingKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
