import { Inject, Injectable } from '@nestjs/common';
import type { Viewer, WrappedKey } from '../../platform/auth/index.js';
import { DataKeys, type Place } from '../../platform/crypto/index.js';
import type { AddendumType, AnswerType, ReplyType } from './reflection.types.js';
import type { StoredAddendum, StoredAnswer, StoredKeys, StoredReply } from './stored.js';

/** Where each kind of words of this room stands: what a ciphertext is bound to. */
export const placeOf = {
  draft: (lane: string, clientId: string): Place => ({
    table: 'drafts',
    column: 'sealed',
    rowId: lane,
    authorId: clientId,
  }),
  answer: (id: string, clientId: string): Place => ({
    table: 'answers',
    column: 'sealed',
    rowId: id,
    authorId: clientId,
  }),
  rationale: (assignmentId: string, authorId: string): Place => ({
    table: 'assignments',
    column: 'rationale_sealed',
    rowId: assignmentId,
    authorId,
  }),
  reply: (id: string, authorId: string): Place => ({
    table: 'replies',
    column: 'sealed',
    rowId: id,
    authorId,
  }),
  addendum: (id: string, clientId: string): Place => ({
    table: 'addenda',
    column: 'sealed',
    rowId: id,
    authorId: clientId,
  }),
  note: (id: string, authorId: string): Place => ({
    table: 'process_notes',
    column: 'sealed',
    rowId: id,
    authorId,
  }),
};

/** Opens what the screen statements of this room return. */
@Injectable()
export class SealedWords {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  answers(viewer: Viewer, rows: StoredAnswer[], keys: StoredKeys): AnswerType[] {
    return rows.map((row) => ({
      id: row.id,
      key: row.key,
      kind: row.kind,
      wording: row.wording,
      readers: row.readers,
      isBroughtIn: row.is_brought_in,
      value: JSON.parse(this.text(viewer, keys, row, placeOf.answer(row.id, row.client_id))) as unknown,
    }));
  }

  replies(viewer: Viewer, rows: StoredReply[], keys: StoredKeys): ReplyType[] {
    return rows.map((row) => ({
      id: row.id,
      authorName: row.author_name,
      sentAt: row.sent_at,
      text: this.reply(viewer, keys, row),
      takenBackAt: row.taken_back_at,
      viewerCanTakeBack: row.author_id === viewer.membershipId && row.taken_back_at === null,
    }));
  }

  /** The words of a reply, or null once it was taken back. */
  reply(
    viewer: Viewer,
    keys: StoredKeys,
    row: Pick<StoredReply, 'id' | 'author_id' | 'sealed' | 'data_key_id'>,
  ): string | null {
    const { sealed } = row;
    return sealed && this.text(viewer, keys, { ...row, sealed }, placeOf.reply(row.id, row.author_id));
  }

  addenda(viewer: Viewer, rows: StoredAddendum[], keys: StoredKeys): AddendumType[] {
    return rows.map((row) => ({
      id: row.id,
      writtenAt: row.written_at,
      text: this.text(viewer, keys, row, placeOf.addendum(row.id, row.client_id)),
    }));
  }

  rationale(
    viewer: Viewer,
    row: { assignment_id: string; author_id: string; sealed: string; data_key_id: string } | null,
    keys: StoredKeys,
  ): string | null {
    return row && this.text(viewer, keys, row, placeOf.rationale(row.assignment_id, row.author_id));
  }

  text(viewer: Viewer, keys: StoredKeys, row: { sealed: string; data_key_id: string }, place: Place): string {
    const wrapped = keys[row.data_key_id];
    if (!wrapped) throw new Error('The key of a sealed text is not among those its reader may use');
    const key: WrappedKey = { id: row.data_key_id, wrapped: Buffer.from(wrapped, 'base64') };
    return this.keys.open(viewer, key, place, Buffer.from(row.sealed, 'base64'));
  }
}
