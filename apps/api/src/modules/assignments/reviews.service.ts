import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { say, sittingKind } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys } from '../../platform/crypto/index.js';
import { about, Db, type RowOf, type Tx } from '../../platform/db/index.js';
import {
  asId,
  type Connection,
  cursorForms,
  cursorKeys,
  NotFoundError,
  type PageArgs,
  pageOf,
  UserError,
  UserErrorCode,
} from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { ExercisesService } from '../exercises/index.js';
import { canMarkTalkedAbout, canReply, type ReflectionState, undoTime } from './assignment.lifecycle.js';
import type {
  MarkTalkedAboutInput,
  ProcessNoteType,
  ReflectionSummary,
  ReflectionType,
  ReplyToReflectionInput,
  TakeBackReplyInput,
  WriteProcessNoteInput,
} from './assignment.types.js';
import * as queries from './assignments.queries.js';
import { summaryOf } from './assignments.service.js';
import { EnrollmentsService } from './enrollments.service.js';
import { ProcessNote } from './process-note.entity.js';
import { Reflection } from './reflection.entity.js';
import type { ReplyType } from './reflection.types.js';
import { Reply } from './reply.entity.js';
import { placeOf, SealedWords } from './sealed-words.js';

const nothingBefore: RowOf<typeof queries.readBefore> = { earlier: [], is_marked: false, keys: {} };

/** The clinician's side: To read, reading, replying, "talked about in session", and the private notes. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(SealedWords) private readonly words: SealedWords,
    @Inject(EnrollmentsService) private readonly enrollments: EnrollmentsService,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
  ) {}

  /** What is marked first, then what clients asked to have read before the session; the oldest first. */
  async toRead(viewer: Viewer, args: PageArgs): Promise<Connection<ReflectionSummary>> {
    const after = cursorKeys(args.after, [cursorForms.flag, cursorForms.moment, cursorForms.id]);
    const [rows] = await this.db.read(
      viewer,
      queries.toReadPage(after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, args.first + 1),
    );
    return pageOf(rows, args, (row) => [String(!row.is_marked), row.moment, row.id], summaryOf);
  }

  /** Opens a shared reflection. The look and its audit event are part of the statement that returns the words. */
  async reflection(viewer: Viewer, reflectionId: string): Promise<ReflectionType> {
    const id = asId('Reflection', reflectionId);
    const row = await this.db.readAbout(
      viewer,
      about.episodeOf(id),
      queries.readReflection(id, viewer.requestId),
    );
    if (!row) throw new NotFoundError('Reflection', id);
    // What was marked before may be of another course of care, so this looks at all of it.
    const hasBefore = row.has_quotes || row.felt_wrong;
    const before = hasBefore
      ? await this.db.readOne(viewer, queries.readBefore(id, viewer.requestId))
      : nothingBefore;
    if (!before) throw new NotFoundError('Reflection', id);
    const { oneQuestion, title } = await this.exercises.definitionFor(viewer, row.version_id);
    return {
      id: row.id,
      clientId: row.client_id,
      clientName: row.client_name,
      exerciseTitle: say(title, viewer.language),
      oneQuestion: say(oneQuestion, viewer.language),
      rationale: this.words.rationale(viewer, row.rationale, row.keys),
      outcome: row.outcome,
      sharing: row.sharing,
      state: row.state,
      submittedAt: row.submitted_at,
      language: row.language,
      answers: this.words.answers(viewer, row.answers, row.keys),
      ratings: row.ratings,
      feltWrong: row.felt_wrong,
      replies: this.words.replies(viewer, row.replies, row.keys),
      addenda: this.words.addenda(viewer, row.addenda, row.keys),
      earlierAnswers: this.words.answers(viewer, before.earlier, before.keys),
      sitting: sittingKind(row.sitting),
      isMarked: before.is_marked,
      coupleId: row.couple_id,
      coupleName: row.couple_name,
      agreement: row.agreement,
      talkedAboutAt: row.talked_about_at,
      viewerCanReply: canReply(row),
      viewerCanMarkTalkedAbout: canMarkTalkedAbout({ state: row.state, isTalkedAbout: row.is_talked_about }),
    };
  }

  async replyToReflection(
    viewer: Viewer,
    input: ReplyToReflectionInput,
  ): Promise<{ reflection: ReflectionSummary; reply: ReplyType }> {
    const id = asId('Reflection', input.reflectionId);
    const { replyId } = await this.db.act(viewer, 'replyToReflection', input, async (tx) => {
      const reflection = await this.#lock(tx, id);
      if (!canReply(reflection)) throw new NotFoundError('Reflection', id);
      const key = await this.dataKeys.keyFor(tx, viewer.membershipId, reflection.client_id);
      const reply = randomUUID();
      const announceAt = new Date(Date.now() + undoTime);
      await tx.insert(Reply, {
        id: reply,
        reflectionId: id,
        episodeId: reflection.episode_id,
        clientId: reflection.client_id,
        authorId: viewer.membershipId,
        sealed: this.dataKeys.seal(viewer, key, placeOf.reply(reply, viewer.membershipId), input.text.trim()),
        dataKeyId: key.id,
        announceAt,
      });
      await this.#close(tx, reflection);
      await enqueue(
        tx,
        'mail',
        { kind: 'REPLY', practiceId: viewer.practiceId, replyId: reply },
        { key: `reply|${reply}`, runAt: announceAt },
      );
      await tx.audit('reflection.reply', 'Reflection', id, reflection.client_id);
      return { replyId: reply };
    });
    return this.#replied(viewer, id, replyId ?? '');
  }

  /** Takes an own reply back. Within ten seconds nobody ever hears of it; later a line stands in its place. */
  async takeBackReply(
    viewer: Viewer,
    input: TakeBackReplyInput,
  ): Promise<{ reflection: ReflectionSummary; reply: ReplyType }> {
    const id = asId('Reply', input.replyId);
    const { reflectionId } = await this.db.act(viewer, 'takeBackReply', input, async (tx) => {
      const reply = await tx.row(queries.lockReply(id));
      if (!reply) throw new NotFoundError('Reply', id);
      if (reply.taken_back_at)
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This has been taken back already.');
      await tx.repo(Reply).update({ practiceId: viewer.practiceId, id }, { takenBackAt: () => 'now()' });
      // Locked, so that of two replies taken back at once the second finds neither.
      const reflection = await tx.row(queries.lockShared(reply.reflection_id));
      const standing = await tx.row(queries.isClosed(reply.reflection_id));
      if (reflection?.state === 'REVIEWED' && !standing?.is_closed)
        await tx
          .repo(Reflection)
          .update(
            { practiceId: viewer.practiceId, id: reply.reflection_id },
            { state: 'SUBMITTED', reviewedAt: null },
          );
      await tx.audit('reply.takeBack', 'Reply', id, reply.client_id);
      return { reflectionId: reply.reflection_id };
    });
    return this.#replied(viewer, reflectionId ?? '', id);
  }

  async markTalkedAbout(viewer: Viewer, input: MarkTalkedAboutInput): Promise<ReflectionSummary> {
    const id = asId('Reflection', input.reflectionId);
    await this.db.act(viewer, 'markTalkedAbout', input, async (tx) => {
      const reflection = await this.#lock(tx, id);
      await tx.rows(queries.markTalkedAbout(id, reflection.episode_id, reflection.client_id));
      await this.#close(tx, reflection);
      await tx.audit('reflection.talkedAbout', 'Reflection', id, reflection.client_id);
      return { reflectionId: id };
    });
    const row = await this.db.readOne(viewer, queries.summaryById(id));
    if (!row) throw new NotFoundError('Reflection', id);
    return summaryOf(row);
  }

  /** The viewer's own notes about a client in their care, newest first. */
  async processNotes(viewer: Viewer, clientId: string): Promise<ProcessNoteType[]> {
    const id = asId('Client', clientId);
    const [rows] = await this.db.read(viewer, queries.notesAbout(id));
    if (rows.length === 0) throw new NotFoundError('Client', id);
    return rows.flatMap((row) => (row.id === null ? [] : [this.#note(viewer, row)]));
  }

  /** Writes a note, or changes an own one. */
  async writeProcessNote(viewer: Viewer, input: WriteProcessNoteInput): Promise<ProcessNoteType> {
    const clientId = asId('Client', input.clientId);
    const changed = input.noteId ? asId('ProcessNote', input.noteId) : null;
    const { noteId } = await this.db.act(viewer, 'writeProcessNote', input, async (tx) => {
      if (!(await tx.row(queries.caresForClient(clientId)))) throw new NotFoundError('Client', clientId);
      const key = await this.dataKeys.keyFor(tx, viewer.membershipId, clientId, 'PROCESS_NOTE');
      const id = changed ?? randomUUID();
      const sealed = this.dataKeys.seal(viewer, key, placeOf.note(id, viewer.membershipId), input.text);
      if (changed) {
        const own = { practiceId: viewer.practiceId, id, clientId, authorId: viewer.membershipId };
        const { affected } = await tx
          .repo(ProcessNote)
          .update(own, { sealed, dataKeyId: key.id, changedAt: () => 'now()' });
        if (!affected) throw new NotFoundError('ProcessNote', id);
      } else {
        await tx.insert(ProcessNote, {
          id,
          clientId,
          authorId: viewer.membershipId,
          sealed,
          dataKeyId: key.id,
        });
      }
      await tx.audit('processNote.write', 'ProcessNote', id, clientId);
      return { noteId: id };
    });
    const row = await this.db.readOne(viewer, queries.noteById(noteId ?? ''));
    if (!row) throw new NotFoundError('ProcessNote', noteId ?? null);
    return this.#note(viewer, row);
  }

  async #replied(
    viewer: Viewer,
    reflectionId: string,
    replyId: string,
  ): Promise<{ reflection: ReflectionSummary; reply: ReplyType }> {
    const [summaries, replies] = await this.db.read(
      viewer,
      queries.summaryById(reflectionId),
      queries.replyById(replyId),
    );
    const [summary] = summaries;
    const [reply] = replies;
    if (!summary || !reply) throw new NotFoundError('Reflection', reflectionId);
    const keys = { [reply.data_key_id]: reply.wrapped.toString('base64') };
    const [opened] = this.words.replies(viewer, [reply], keys);
    return { reflection: summaryOf(summary), reply: opened as ReplyType };
  }

  async #lock(
    tx: Tx,
    reflectionId: string,
  ): Promise<{ id: string; client_id: string; episode_id: string; state: ReflectionState }> {
    const reflection = await tx.row(queries.lockShared(reflectionId));
    if (!reflection) throw new NotFoundError('Reflection', reflectionId);
    return reflection;
  }

  async #close(tx: Tx, reflection: { id: string; state: ReflectionState }): Promise<void> {
    if (reflection.state !== 'SUBMITTED') return;
    await tx
      .repo(Reflection)
      .update(
        { practiceId: tx.viewer.practiceId, id: reflection.id },
        { state: 'REVIEWED', reviewedAt: () => 'now()' },
      );
    await this.enrollments.afterReview(tx, reflection.id);
  }

  #note(viewer: Viewer, row: queries.StoredNote): ProcessNoteType {
    const place = placeOf.note(row.id, viewer.membershipId);
    const text = this.dataKeys.open(viewer, { id: row.data_key_id, wrapped: row.wrapped }, place, row.sealed);
    return { id: row.id, text, writtenAt: row.written_at, changedAt: row.changed_at };
  }
}
