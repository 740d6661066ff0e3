import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isJointCheckDue, jointNoteOf, jointPlaces, jointSteps, say } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys, type Place } from '../../platform/crypto/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { SealedWords, type StoredKeys } from '../assignments/index.js';
import { ExercisesService } from '../exercises/index.js';
import * as queries from './together.queries.js';
import type {
  AnswerJointCheckInput,
  AskedToTalk,
  BeginTogetherInput,
  JointCheckToAsk,
  JointGuide,
  JointNoteType,
  JointRecord,
  JointSittingType,
  KeepTogetherInput,
  KeptTogether,
  MoveTogetherInput,
  TalkedWithInput,
} from './together.types.js';

/** What a couple may keep of one opening: far more than anybody writes in an evening. */
const mostNotes = 200;

/** What partners do together once something is open to them, what they keep of it, and how it was for each. */
@Injectable()
export class TogetherService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(SealedWords) private readonly words: SealedWords,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
  ) {}

  // --- everyone who took part: walking it -----------------------------------------------------------------------------

  async guide(viewer: Viewer, jointPartId: string): Promise<JointGuide> {
    const id = asId('JointPart', jointPartId);
    const row = await this.db.readOne(viewer, queries.guideOfPart(id));
    if (!row) throw new NotFoundError('JointPart', id);
    const definition = await this.exercises.definitionFor(viewer, row.version_id);
    const language = definition.languages.includes(viewer.language) ? viewer.language : 'en';
    return {
      id,
      title: say(row.title, language),
      language,
      steps: jointSteps(definition),
      role: row.role,
      sitting: row.sitting && sittingOf(row.sitting),
    };
  }

  /** Where they are. Every phone asks this again and again, so it is one small statement and reads nobody's words. */
  async sitting(viewer: Viewer, jointPartId: string): Promise<JointSittingType | null> {
    const id = asId('JointPart', jointPartId);
    const row = await this.db.readOne(viewer, queries.sittingOfPart(id));
    if (!row) throw new NotFoundError('JointPart', id);
    return row.sitting && sittingOf(row.sitting);
  }

  /** Begins, or joins what somebody else has just begun. */
  async begin(viewer: Viewer, input: BeginTogetherInput): Promise<JointSittingType | null> {
    const id = asId('JointPart', input.jointPartId);
    await this.db.act(viewer, 'beginTogether', input, async (tx) => {
      const { places } = await this.#openPart(tx, id);
      if (places === 0)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'There is nothing to do together here.');
      await tx.rows(queries.endStaleSitting(id));
      const begun = await tx.row(queries.beginSitting(randomUUID(), id, places));
      if (begun) await tx.audit('jointSitting.begin', 'JointPart', id);
      return {};
    });
    return this.sitting(viewer, id);
  }

  /**
   * Goes on, back, or stops, for everyone. Where it is moved from is its key, so two phones at once move one place. It leaves
   * no other trace: nothing in the database, the audit included, tells who stopped.
   */
  async move(viewer: Viewer, input: MoveTogetherInput): Promise<JointSittingType | null> {
    const id = asId('JointPart', input.jointPartId);
    const { nth, from, move } = input;
    await this.db.run(viewer, (tx) =>
      tx.rows(
        move === 'STOP'
          ? queries.stopSitting(id, nth)
          : move === 'ON'
            ? queries.goOn(id, nth, from)
            : queries.goBack(id, nth, from),
      ),
    );
    return this.sitting(viewer, id);
  }

  // --- what they keep -------------------------------------------------------------------------------------------------

  async notes(viewer: Viewer, jointPartId: string): Promise<JointNoteType[]> {
    const id = asId('JointPart', jointPartId);
    const row = await this.db.readOne(viewer, queries.notesOfPart(id, viewer.requestId));
    if (!row) throw new NotFoundError('JointPart', id);
    return this.#notesOf(viewer, row.couple_id, row.keys, row.notes);
  }

  async kept(viewer: Viewer): Promise<KeptTogether[]> {
    const [rows] = await this.db.read(viewer, queries.keptByPartners());
    return rows.map(({ id, title, kept_at }) => ({
      id,
      title: say(title, viewer.language),
      keptAt: kept_at,
    }));
  }

  /**
   * Keeps what partners answered together, with its questions as they were asked, for all of them. What was kept before stays
   * beside it. It can still be kept when the other stopped in the meantime: nothing that was written is lost by that.
   */
  async keep(viewer: Viewer, input: KeepTogetherInput): Promise<JointNoteType[]> {
    const id = asId('JointPart', input.jointPartId);
    await this.db.act(viewer, 'keepTogether', input, async (tx) => {
      const { row, steps, language } = await this.#openPart(tx, id);
      const answers = Object.entries(input.answers);
      if (answers.length === 0)
        throw new UserError(UserErrorCode.INVALID, 'There is nothing in it yet.', 'answers');
      if (input.feelsWrong?.some((block) => !Object.hasOwn(input.answers, block)))
        throw new UserError(UserErrorCode.INVALID, 'This is not among what is kept.', 'feelsWrong');
      if (row.note_count + answers.length > mostNotes)
        throw new UserError(UserErrorCode.INVALID, 'There is no more room for this here.', 'answers');
      const key = await this.dataKeys.keyFor(tx, row.couple_id, row.couple_id, 'JOINT_NOTE');
      for (const [block, value] of answers) {
        const isNeutral = input.feelsWrong?.includes(block) ?? false;
        const note = jointNoteOf(steps, { key: block, value, isNeutral, language });
        if (!note.ok) throw new UserError(UserErrorCode.INVALID, note.message, 'answers');
        const noteId = randomUUID();
        const sealed = this.dataKeys.seal(
          viewer,
          key,
          placeOf(noteId, row.couple_id),
          JSON.stringify(note.value),
        );
        const kept = await tx.row(
          queries.keepNote(
            noteId,
            id,
            note.position,
            block,
            note.kind,
            note.wording,
            language,
            sealed,
            key.id,
          ),
        );
        if (!kept) throw new NotFoundError('JointPart', id);
      }
      await tx.audit('jointNote.keep', 'JointPart', id);
      return {};
    });
    return this.notes(viewer, id);
  }

  // --- how it was, for each alone -------------------------------------------------------------------------------------

  async checksToAsk(viewer: Viewer): Promise<JointCheckToAsk[]> {
    const [rows] = await this.db.read(viewer, queries.checksToAsk());
    const now = new Date().toISOString();
    const due = rows.filter(({ begun_at, zone }) =>
      isJointCheckDue(new Date(begun_at).toISOString(), zone, now),
    );
    // Of each opening the latest that is due.
    return [...new Map(due.reverse().map((row) => [row.id, row])).values()].map(({ id, nth, title }) => ({
      id,
      nth,
      title: say(title, viewer.language),
    }));
  }

  /** One person's own answer. It is added to what they said before: what was asked for once stays asked for. */
  async answerCheck(viewer: Viewer, input: AnswerJointCheckInput): Promise<void> {
    const id = asId('JointPart', input.jointPartId);
    await this.db.act(viewer, 'answerJointCheck', input, async (tx) => {
      const answered = await tx.row(queries.answerCheck(randomUUID(), id, input.nth, input.feeling ?? null));
      if (!answered) throw new NotFoundError('JointPart', id);
      await tx.audit('jointCheck.answer', 'JointPart', id, viewer.clientId);
      return {};
    });
  }

  // --- the clinician --------------------------------------------------------------------------------------------------

  async record(viewer: Viewer, coupleId: string): Promise<JointRecord[]> {
    const id = asId('Couple', coupleId);
    const row = await this.db.readOne(viewer, queries.recordOfCouple(id, viewer.requestId));
    if (!row) throw new NotFoundError('Couple', id);
    return row.parts.map((part) => ({
      id: part.id,
      title: say(part.title, 'en'),
      openedAt: part.opened_at,
      sittings: part.sittings.map(({ nth, begun_at, is_finished }) => ({
        nth,
        begunAt: begun_at,
        isFinished: is_finished,
      })),
      notes: this.#notesOf(viewer, id, row.keys, part.notes),
      checks: part.checks.map((check) => ({
        id: check.id,
        clientId: check.client_id,
        clientName: check.client_name,
        feeling: check.feeling,
        answeredAt: check.answered_at,
        talkedAt: check.talked_at,
      })),
    }));
  }

  async askedToTalk(viewer: Viewer): Promise<AskedToTalk[]> {
    const [rows] = await this.db.read(viewer, queries.askedToTalk());
    return rows.map((row) => ({
      jointPartId: row.joint_part_id,
      clientId: row.client_id,
      clientName: row.client_name,
      coupleId: row.couple_id,
      coupleName: row.couple_name,
      title: say(row.title, 'en'),
      askedAt: row.asked_at,
    }));
  }

  /** The clinician has talked with the one who asked for it. */
  async talkedWith(viewer: Viewer, input: TalkedWithInput): Promise<AskedToTalk[]> {
    const id = asId('JointPart', input.jointPartId);
    const clientId = asId('Client', input.clientId);
    await this.db.act(viewer, 'talkedWith', input, async (tx) => {
      const closed = await tx.rows(queries.talkedWith(id, clientId));
      if (closed.length > 0) await tx.audit('jointCheck.talked', 'JointPart', id, clientId);
      else if (!(await tx.row(queries.hasAnswered(id, clientId)))) throw new NotFoundError('JointPart', id);
      return {};
    });
    return this.askedToTalk(viewer);
  }

  async #openPart(tx: Tx, id: string) {
    const row = await tx.row(queries.guideOfPart(id));
    if (!row) throw new NotFoundError('JointPart', id);
    const definition = await this.exercises.definitionIn(tx, row.version_id);
    const steps = jointSteps(definition);
    const { language } = tx.viewer;
    return {
      row,
      steps,
      places: jointPlaces(steps).length,
      language: definition.languages.includes(language) ? language : 'en',
    };
  }

  #notesOf(
    viewer: Viewer,
    coupleId: string,
    keys: StoredKeys,
    notes: readonly queries.StoredJointNote[],
  ): JointNoteType[] {
    return notes.map((note) => ({
      id: note.id,
      key: note.key,
      kind: note.kind,
      wording: note.wording,
      language: note.language,
      value: JSON.parse(this.words.text(viewer, keys, note, placeOf(note.id, coupleId))) as unknown,
      keptAt: note.kept_at,
    }));
  }
}

/** Where the words of a note stand: what their ciphertext is bound to. Their author is the couple. */
const placeOf = (id: string, coupleId: string): Place => ({
  table: 'joint_notes',
  column: 'sealed',
  rowId: id,
  authorId: coupleId,
});

function sittingOf({
  nth,
  place,
  is_finished,
  is_stopped,
  note_count,
}: queries.StoredSitting): JointSittingType {
  return {
    nth,
    place,
    state: is_finished ? 'FINISHED' : is_stopped ? 'STOPPED' : 'UNDER_WAY',
    noteCount: note_count,
  };
}
