import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../platform/db/tenant-row.js';
import { Episode } from '../caseload/index.js';
import { JointPart } from './joint-part.entity.js';

/**
 * What partners keep of one question they answered together, with its words as they were asked. It is the couple's, sealed
 * with a key of the couple's, and has no author among them.
 */
@Entity('joint_notes')
@ForeignKey(() => JointPart, ['practiceId', 'jointPartId'], ['practiceId', 'id'])
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@Index('ix_joint_notes_part', { synchronize: false })
export class JointNote extends TenantRow {
  @Column('uuid')
  jointPartId: string;

  @Column('uuid')
  episodeId: string;

  @Column('smallint')
  position: number;

  @Column('text')
  key: string;

  @Column('text')
  kind: string;

  @Column('text')
  wording: string;

  /** The one it was asked and answered in. */
  @Column('text')
  language: string;

  @Column('bytea')
  sealed: Buffer;

  @Column('uuid')
  dataKeyId: string;

  @Column('timestamptz', { default: () => 'now()' })
  keptAt: Date;
}
