import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Episode } from './episode.entity.js';

/** One session that is skipped (no new time) or moved to another local time. */
@Entity('session_changes')
@ForeignKey(() => Episode, ['practiceId', 'episodeId'], ['practiceId', 'id'])
@Check('ck_session_changes_moved_to', `moved_to ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'`)
export class SessionChange {
  @PrimaryColumn('uuid')
  practiceId: string;

  @PrimaryColumn('uuid')
  episodeId: string;

  @PrimaryColumn('date')
  sessionOn: string;

  @Column('text', { nullable: true })
  movedTo: string | null;

  @Column('uuid')
  changedById: string;

  @Column('timestamptz', { default: () => 'now()' })
  changedAt: Date;
}
