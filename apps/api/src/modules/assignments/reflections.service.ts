import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  answersToShare,
  haveDaysBegun,
  daysUntil,
  type DraftBody,
  type EarlierAnswer,
  type ExerciseDefinition,
  feltWrongKeys,
  inSitting,
  isLanguage,
  type Language,
  localDate,
  mayBeOpened,
  parseDraftBody,
  quotedKeys,
  ratingsToShare,
  type Readers,
  type Role,
  reservedWording,
  say,
  sessionPassedSince,
  type Sitting,
  sittingKind,
  sittingsAfter,
  type Text,
  walkedIn,
} from '@rejoin/domain';
import type { Viewer, WrappedKey } from '../../platform/auth/index.js';
import { DataKeys } from '../../platform/crypto/index.js';
import { about, Db, type RowOf, type Statement, type Tx } from '../../platform/db/index.js';
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
import { enqueueing } from '../../platform/jobs/index.js';
import {
  AgreementTexts,
  changesOf,
  type NextSession,
  nextSessionOf,
  type StoredRhythm,
} from '../caseload/index.js';
import { ExercisesService } from '../exercises/index.js';
import { Addendum } from './addendum.entity.js';
import { Answer } from './answer.entity.js';
import {
  canAdd,
  canSubmit,
  canTakeBack,
  canWrite,
  hasOpening,
  mayAskToTakeBack,
  undoTime,
} from './assignment.lifecycle.js';
import type {
  AddToReflectionInput,
  AnswerType,
  ClientReply,
  DeleteDraftInput,
  OccurrenceType,
  OwnReflection,
  SavedDraft,
  SaveDraftInput,
  StartTurnInput,
  SubmitReflectionInput,
  TakeBackReflectionInput,
  TodayType,
} from './reflection.types.js';
import { Draft } from './draft.entity.js';
import { Rating } from './rating.entity.js';
import { Reflection } from './reflection.entity.js';
import * as queries from './reflections.queries.js';
import { placeOf, SealedWords } from './sealed-words.js';
import type { Base64, StoredAddendum, StoredAnswer, StoredKeys, StoredReply } from './stored.js';

/** The key under which the reason for "not this week" is kept. */
const reasonKey = 'not-this-week.reason';
/** How that reason was asked for. */
const reasonWording: Text = {
  en: 'Not this week. A reason, if you like:',
  es: 'Esta semana no. Un motivo, si quieres:',
};

const keptParts = 5_000;

/** The client's side: Today, one turn of an exercise, its drafts, sharing and taking back. */
@Injectable()
export class ReflectionsService {
  /** What a client writes in, by client and turn: an assignment pins its version, so this stays true. */
  readonly #parts = new Map<string, ExerciseDefinition>();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
    @Inject(SealedWords) private readonly words: SealedWords,
    @Inject(AgreementTexts) private readonly agreements: AgreementTexts,
  ) {}

  async today(viewer: Viewer): Promise<TodayType> {
    const row = await this.db.readOne(viewer, queries.todayScreen());
    if (!row) throw new NotFoundError('Client', viewer.clientId);
    return {
      clinicianName: row.clinician_name,
      nextSession: earliest(row.rhythms),
      agreements: await this.agreements.toRead(viewer, row.agreements),
      programs: row.programs.map(({ id, title, opened_count, week_count, week }) => {
        const language = languageOf(viewer, { title });
        return {
          id,
          language,
          title: say(title, language),
          openedCount: opened_count,
          weekCount: week_count,
          weekTitle: week && say(week.title, language),
          line: week && say(week.line, language),
        };
      }),
      shared: row.shared.map((card) => ({
        id: card.id,
        title: titleFor(viewer, card.title),
        outcome: card.outcome,
        isKept: card.is_kept,
        submittedAt: card.submitted_at,
      })),
      opened: row.opened.map(({ id, title, opened_at }) => ({
        id,
        title: titleFor(viewer, title),
        openedAt: opened_at,
      })),
      latestReply: row.latest_reply && {
        id: row.latest_reply.id,
        authorName: row.latest_reply.author_name,
        sentAt: row.latest_reply.sent_at,
        exerciseTitle: titleFor(viewer, row.latest_reply.exercise_title),
        occurrenceId: row.latest_reply.occurrence_id,
      },
      occurrences: row.occurrences.filter(isOpen).map((occurrence) => {
        const [draft] = occurrence.drafts;
        const begun = draft ? this.#bodyOf(viewer, draft, row.keys) : null;
        const place = begun?.place ?? null;
        const language = languageOf(viewer, occurrence, begun);
        const number = place === null ? -1 : occurrence.step_keys.indexOf(place);
        return {
          id: occurrence.id,
          language,
          title: say(occurrence.title, language),
          minutes: occurrence.minutes,
          due: occurrence.due,
          dueOn: occurrence.due_on,
          leftOffAt: place,
          leftOffNumber: number < 0 ? null : number + 1,
          stepCount: occurrence.step_keys.length,
          sitting: sittingKind(occurrence.sitting),
          rhythm: occurrence.rhythm,
        };
      }),
      whenItHappens: row.when_it_happens
        .filter((given) => !isOver(given))
        .map((given) => {
          const language = languageOf(viewer, given);
          return {
            assignmentId: given.assignment_id,
            language,
            title: say(given.title, language),
            minutes: given.minutes,
            readyId: given.ready_id,
          };
        }),
    };
  }

  async occurrence(viewer: Viewer, occurrenceId: string): Promise<OccurrenceType> {
    const id = asId('Occurrence', occurrenceId);
    const read = <Row>(bound: Statement<Row>) => this.db.readAbout(viewer, about.turn(id), bound);
    const row = await read(queries.occurrenceScreen(id, viewer.requestId));
    if (!row) throw new NotFoundError('Occurrence', id);
    const before = row.sitting === 'FIRST' ? null : await read(queries.sharedSittings(id));
    const whole = await this.exercises.definitionFor(viewer, row.version_id);
    const { title, slug, version } = whole;
    const earlier = before ? this.words.answers(viewer, before.earlier, before.keys) : [];
    const drafts = row.drafts.map((draft) => ({
      id: draft.id,
      lane: draft.id,
      revision: draft.revision,
      savedAt: draft.saved_at,
      body: this.#bodyOf(viewer, draft, row.keys),
    }));
    // Words begun in a later sitting stay in reach, whatever the first one says now.
    const asked = inSitting(whole, row.sitting, earlier, row.role);
    const isWhole = asked && drafts.every(({ body }) => parseDraftBody(asked, body).ok);
    const definition = isWhole ? asked : inSitting(whole, row.sitting, undefined, row.role);
    if (!definition) throw new NotFoundError('Occurrence', id);
    const quoted = quotedKeys(whole, row.sitting);
    const language = languageOf(viewer, { ...row, title }, drafts[0]?.body);
    return {
      id: row.id,
      language,
      title: say(title, language),
      exercise: { id: row.version_id, slug, version, definition },
      sitting: sittingKind(row.sitting),
      rhythm: row.assignment_rhythm,
      agreement: row.agreement?.kind ?? null,
      agreementLine: await this.#lineOf(viewer, row.agreement, language),
      earlierAnswers: earlier.filter(({ key }) => quoted.includes(key)),
      clinicianName: row.clinician_name,
      readerNames: row.reader_names,
      rationale: this.words.rationale(viewer, row.rationale, row.keys),
      due: row.due,
      dueOn: row.due_on,
      nextSession: nextSessionOf(row.rhythm),
      drafts,
      reflection: row.reflection && this.#ownOf(viewer, { ...row, ...row.reflection }),
      isFirstShare: row.is_first_share,
    };
  }

  /** What the practice's own text says where its client writes; in the language of the piece, or not at all. */
  async #lineOf(
    viewer: Viewer,
    agreement: queries.AgreementOfTurn | null,
    language: string,
  ): Promise<string | null> {
    if (!agreement?.version) return null;
    const text = await this.agreements.of(viewer, { kind: agreement.kind, version: agreement.version });
    return text?.line?.[language] ?? null;
  }

  /** Begins a turn of what is for when it happens. The device's key names it: however often it is sent, it is one turn. */
  async startTurn(viewer: Viewer, input: StartTurnInput): Promise<string> {
    const assignmentId = asId('Assignment', input.assignmentId);
    const slot = input.idempotencyKey.toLowerCase();
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(slot))
      throw new UserError(UserErrorCode.INVALID, 'A turn is named by a UUID.', 'idempotencyKey');
    const { occurrenceId } = await this.db.act(viewer, 'startTurn', input, async (tx) => {
      await tx.rows(queries.startingTurn(assignmentId));
      const given = await tx.row(queries.assignmentToStart(assignmentId));
      if (!given) throw new NotFoundError('Assignment', assignmentId);
      if (!given.is_startable || isOver(given))
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'This is not there to begin just now. You can ask about it in your session.',
        );
      await tx.rows(queries.startTurn(randomUUID(), assignmentId, given.episode_id, slot));
      const started = await tx.row(queries.startedTurn(assignmentId, slot));
      if (!started) throw new NotFoundError('Assignment', assignmentId);
      return { occurrenceId: started.id };
    });
    return occurrenceId ?? '';
  }

  async replies(viewer: Viewer, args: PageArgs): Promise<Connection<ClientReply>> {
    const before = cursorKeys(args.after, [cursorForms.moment, cursorForms.id]);
    const [rows] = await this.db.read(
      viewer,
      queries.repliesPage(before?.[0] ?? null, before?.[1] ?? null, args.first + 1, viewer.requestId),
    );
    return pageOf(
      rows,
      args,
      (row) => [row.moment, row.id],
      (row) => ({
        id: row.id,
        authorName: row.author_name,
        sentAt: row.sent_at,
        exerciseTitle: titleFor(viewer, row.exercise_title),
        occurrenceId: row.occurrence_id,
        text: this.words.reply(viewer, { [row.data_key_id]: row.wrapped }, row),
        takenBackAt: row.taken_back_at,
        viewerCanTakeBack: false,
      }),
    );
  }

  /**
   * Keeps unfinished words. The usual save is one conditional update in one trip: what a client writes in was learned at
   * the save before. When that finds nothing, this is a first save, a repetition of one whose answer was lost, or a writer
   * that did not know of another: the last gets a lane of its own.
   */
  async saveDraft(viewer: Viewer, input: SaveDraftInput): Promise<SavedDraft> {
    const occurrenceId = asId('Occurrence', input.occurrenceId);
    const lane = asId('Draft', input.lane);
    const text = JSON.stringify(input.body);
    const writes = `${clientOf(viewer)}|${occurrenceId}`;
    const part = this.#parts.get(writes);
    if (part && viewer.ownKey && input.baseRevision > 0) {
      assertDraft(part, input.body);
      const sealed = this.dataKeys.seal(viewer, viewer.ownKey, placeOf.draft(lane, clientOf(viewer)), text);
      const saved = await this.db.readOne(
        viewer,
        queries.saveOver(lane, input.baseRevision, sealed, occurrenceId, viewer.ownKey.id),
      );
      if (saved)
        return { id: lane, lane, revision: saved.revision, savedAt: saved.saved_at as unknown as string };
    }
    return this.db.run(viewer, async (tx) => {
      const key = viewer.ownKey ?? (await this.#ownKey(tx));
      const occurrence = await tx.row(queries.occurrenceToWrite(occurrenceId, lane));
      if (!occurrence) throw new NotFoundError('Occurrence', occurrenceId);
      const asked = await this.#part(tx, occurrence);
      assertDraft(asked, input.body);
      if (this.#parts.size >= keptParts) this.#parts.clear();
      this.#parts.set(writes, asked);
      if (input.baseRevision > 0) {
        const sealed = this.dataKeys.seal(viewer, key, placeOf.draft(lane, clientOf(viewer)), text);
        const saved = await tx.row(queries.saveOver(lane, input.baseRevision, sealed, occurrenceId, key.id));
        if (saved)
          return { id: lane, lane, revision: saved.revision, savedAt: saved.saved_at as unknown as string };
      }
      const reflection = await this.#begun(tx, occurrence);
      const known = occurrence.lanes.find(({ id }) => id === lane);
      if (
        known?.sealed &&
        known.revision === input.baseRevision + 1 &&
        JSON.stringify(this.#open(viewer, { ...known, sealed: known.sealed }, key)) === text
      ) {
        return { id: lane, lane, revision: known.revision, savedAt: known.saved_at };
      }
      return this.#openLane(tx, reflection, known ? randomUUID() : lane, text, key);
    });
  }

  async deleteDraft(viewer: Viewer, input: DeleteDraftInput): Promise<string> {
    const occurrenceId = asId('Occurrence', input.occurrenceId);
    const lane = input.lane ? asId('Draft', input.lane) : null;
    await this.db.act(viewer, 'deleteDraft', input, async (tx) => {
      const occurrence = await tx.row(queries.occurrenceToWrite(occurrenceId, null));
      if (!occurrence) throw new NotFoundError('Occurrence', occurrenceId);
      const reflection = await tx.row(queries.lockOfOccurrence(occurrenceId));
      if (!reflection) return { occurrenceId };
      if (!canWrite(reflection)) throw alreadyShared();
      const drafts = { practiceId: viewer.practiceId, reflectionId: reflection.id };
      await tx.repo(Draft).delete(lane ? { ...drafts, id: lane } : drafts);
      if (!(await tx.repo(Draft).existsBy(drafts))) await tx.rows(queries.forgetReflection(reflection.id));
      return { occurrenceId };
    });
    return occurrenceId;
  }

  /** Shares one saved revision: answers, ratings, audit and, when asked for, the neutral word to the clinician, together. */
  async submitReflection(viewer: Viewer, input: SubmitReflectionInput): Promise<OwnReflection> {
    const occurrenceId = asId('Occurrence', input.occurrenceId);
    const lane = input.lane ? asId('Draft', input.lane) : null;
    if (input.outcome === 'WHOLE' && !lane) {
      throw new UserError(UserErrorCode.INVALID, 'Please say which saved words are shared.', 'lane');
    }
    if (input.outcome === 'NOT_THIS_WEEK' && lane) {
      throw new UserError(UserErrorCode.INVALID, 'Not this week shares nothing that was written.', 'lane');
    }
    if (Boolean(lane) !== Boolean(input.revision)) {
      throw new UserError(
        UserErrorCode.INVALID,
        'Please say which revision of the words is shared.',
        'revision',
      );
    }
    const work = async (
      tx: Tx,
      [known]: RowOf<typeof queries.lockOfOccurrence>[],
      [occurrence]: RowOf<typeof queries.occurrenceToWrite>[],
      [taken]: TakenDraft[],
    ) => {
      if (!occurrence) throw new NotFoundError('Occurrence', occurrenceId);
      if (known && !canSubmit(known)) throw alreadyShared();
      const reflectionId = known?.id ?? (await this.#begun(tx, occurrence, canSubmit));
      const key = viewer.ownKey ?? (await this.#ownKey(tx));
      const definition = await this.#part(tx, occurrence);
      let shared: AnswerToShare[] = [];
      let ratings: RatingToKeep[] = [];
      let feltWrong = false;
      let language: string | null = null;
      if (lane) {
        const draft = { id: lane, ...assertTaken(lane, occurrence.lanes, taken) };
        const body = assertDraft(definition, this.#open(viewer, draft, key));
        shared = answersToShare(definition, body);
        ratings = ratingsOf(definition, body, shared);
        feltWrong = feltWrongKeys(definition, body).length > 0;
        ({ language } = body);
      } else if (input.reason?.trim()) {
        shared = [
          {
            key: reasonKey,
            kind: 'TEXT',
            wording: say(reasonWording, viewer.language),
            readers: 'THERAPIST',
            bringIn: false,
            value: input.reason.trim(),
          },
        ];
        ({ language } = viewer);
      }
      const answers = shared.map(answerOf);
      const sealed = answers.map((answer, position) => this.#sealed(viewer, key, answer, position));
      const share = queries.share(
        reflectionId,
        occurrence.episode_id,
        JSON.stringify(sealed),
        JSON.stringify(ratings),
        input.outcome,
        input.sharing,
        feltWrong,
        occurrence.agreement?.kind ?? null,
        viewer.requestId,
        language,
        occurrence.agreement?.version ?? null,
      );
      const told = input.sharing === 'READ_BEFORE' ? [toldToRead(viewer, reflectionId, reflectionId)] : [];
      const opening = await this.#openSittings(tx, occurrence, lane ? shared : null);
      // What was answered or added when it was shared before is looked up; the rest is known.
      const shown = occurrence.has_letters ? [queries.ownReflection(occurrenceId, viewer.requestId)] : [];
      return {
        last: [...opening, ...told, share, ...shown],
        done: (rows: unknown[][]): OwnReflection | null => {
          const [last] = rows.at(-1) as RowOf<typeof queries.ownReflection>[];
          if (!last) return null;
          if (occurrence.has_letters) return this.#ownOf(viewer, last);
          return ownOf({
            id: reflectionId,
            state: 'SUBMITTED',
            outcome: input.outcome,
            sharing: input.sharing,
            submitted_at: last.submitted_at,
            language,
            has_door: occurrence.has_door,
            sitting: occurrence.sitting,
            answers,
            replies: [],
            addenda: [],
          });
        },
      };
    };
    const own = await this.db.actInTwoTrips(viewer, 'submitReflection', input, {
      about: about.turn(occurrenceId),
      left: { occurrenceId },
      // What is there is locked before it is looked at: nobody else begins or shares meanwhile.
      first: [
        queries.lockOfOccurrence(occurrenceId),
        queries.occurrenceToWrite(occurrenceId, null),
        queries.takeDraft(lane, occurrenceId, input.revision ?? null),
      ],
      work,
    });
    return own ?? this.#own(viewer, occurrenceId);
  }

  /**
   * Takes a shared reflection back while nobody has read it: the words become a draft again. What was left for that week or kept
   * for the session can always be gone on with.
   */
  async takeBackReflection(viewer: Viewer, input: TakeBackReflectionInput): Promise<string> {
    const id = asId('Reflection', input.reflectionId);
    const { occurrenceId } = await this.db.act(viewer, 'takeBackReflection', input, async (tx) => {
      const reflection = await tx.row(queries.lockOwn(id));
      if (!reflection) throw new NotFoundError('Reflection', id);
      const words = await tx.row(queries.sharedWords(id));
      if (!words) throw new NotFoundError('Reflection', id);
      const standing = { ...reflection, hasAnswers: words.has_answers };
      if (!canTakeBack(standing, { isRead: words.is_read || words.is_opened, isAtHand: words.is_at_hand })) {
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'This has been read already, so it stays as it is. You can talk about it in your session.',
        );
      }
      const own = { practiceId: viewer.practiceId, reflectionId: id };
      await tx.rows(queries.withdrawOffers(id));
      await tx.repo(Answer).delete(own);
      await tx.repo(Rating).delete(own);
      await tx.repo(Draft).update(own, { sharedAt: null });
      await tx.repo(Reflection).update(
        { practiceId: viewer.practiceId, id },
        {
          state: 'DRAFT',
          outcome: null,
          sharing: null,
          submittedAt: null,
          reviewedAt: null,
          feltWrongAt: null,
          agreement: null,
          agreementVersion: null,
          language: null,
        },
      );
      // What follows the first one waits unseen; what follows a later one is for the words that just went.
      if (reflection.sitting !== 'FIRST')
        for (const closing of closed(reflection, await this.#following(tx, reflection)))
          await tx.rows(closing);
      await tx.audit('reflection.takeBack', 'Reflection', id, viewer.clientId);
      return { occurrenceId: reflection.occurrence_id };
    });
    return occurrenceId ?? '';
  }

  /** Adds something to what was shared; the shared words stay as they are, and it waits for the session again. */
  async addToReflection(viewer: Viewer, input: AddToReflectionInput): Promise<OwnReflection> {
    const id = asId('Reflection', input.reflectionId);
    const { occurrenceId } = await this.db.act(viewer, 'addToReflection', input, async (tx) => {
      const reflection = await tx.row(queries.lockOwn(id));
      if (!reflection) throw new NotFoundError('Reflection', id);
      if (!canAdd(reflection))
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'Nothing was shared here. You can go on with it instead.',
        );
      // A wish to be read before stays until it was answered.
      const sharing =
        reflection.state === 'SUBMITTED' ? (reflection.sharing ?? input.sharing) : input.sharing;
      const addendumId = randomUUID();
      const key = viewer.ownKey ?? (await this.#ownKey(tx));
      await tx.insert(Addendum, {
        id: addendumId,
        reflectionId: id,
        episodeId: reflection.episode_id,
        clientId: clientOf(viewer),
        sealed: this.dataKeys.seal(
          viewer,
          key,
          placeOf.addendum(addendumId, clientOf(viewer)),
          input.text.trim(),
        ),
        dataKeyId: key.id,
      });
      await tx.repo(Reflection).update(
        { practiceId: viewer.practiceId, id },
        {
          state: 'SUBMITTED',
          reviewedAt: null,
          sharing: sharing === 'READ_BEFORE' ? sharing : input.sharing,
          addendedAt: () => 'now()',
        },
      );
      await tx.audit('reflection.add', 'Reflection', id, viewer.clientId);
      if (input.sharing === 'READ_BEFORE') await tx.rows(toldToRead(viewer, id, addendumId));
      return { occurrenceId: reflection.occurrence_id };
    });
    return this.#own(viewer, occurrenceId ?? '');
  }

  /** The part of the exercise this sitting writes in, whatever the first one answered. */
  async #part(
    tx: Tx,
    turn: { exercise_version_id: string; sitting: Sitting; role: Role | null },
  ): Promise<ExerciseDefinition> {
    const whole = await this.exercises.definitionIn(tx, turn.exercise_version_id);
    const part = inSitting(whole, turn.sitting, undefined, turn.role);
    if (!part) throw new Error('A later sitting of an exercise that has none');
    return part;
  }

  /**
   * Opens the later sittings that what was shared asks for, and no others; where nothing was, none. Each follows one sitting,
   * and its days count from when that one was shared, so what nobody began is opened anew.
   */
  async #openSittings(
    tx: Tx,
    turn: Turn & { id: string; episode_id: string; role: Role | null; has_later: boolean },
    shared: readonly EarlierAnswer[] | null,
  ): Promise<Statement<unknown>[]> {
    const possible = await this.#following(tx, turn);
    if (possible.length === 0) return [];
    const whole = await this.exercises.definitionIn(tx, turn.exercise_version_id);
    const all = shared && [...(await this.#sharedBefore(tx, turn)), ...shared];
    const asked = possible.filter((sitting) => all && inSitting(whole, sitting, all, turn.role));
    const isAnew = (sitting: Sitting) => daysUntil(sitting) !== null || !asked.includes(sitting);
    return [
      ...(turn.has_later ? closed(turn, possible.filter(isAnew)) : []),
      ...asked.map((sitting) =>
        queries.openSitting(
          randomUUID(),
          turn.assignment_id,
          turn.episode_id,
          turn.slot,
          sitting,
          turn.role,
          quotedKeys(whole, sitting),
        ),
      ),
    ];
  }

  /** The sittings that follow this one. */
  async #following(tx: Tx, turn: Turn): Promise<readonly Sitting[]> {
    return sittingsAfter(await this.exercises.definitionIn(tx, turn.exercise_version_id), turn.sitting);
  }

  /** What was shared in the sittings before this one. */
  async #sharedBefore(tx: Tx, turn: { id: string; sitting: Sitting }): Promise<readonly EarlierAnswer[]> {
    if (turn.sitting === 'FIRST') return [];
    const row = await tx.row(queries.sharedSittings(turn.id));
    return row ? this.words.answers(tx.viewer, row.earlier, row.keys) : [];
  }

  /** The occurrence's reflection, begun if it was not, locked. */
  async #begun(
    tx: Tx,
    occurrence: {
      id: string;
      episode_id: string;
      exercise_version_id: string;
      reflection_id: string | null;
    },
    may = canWrite,
  ): Promise<string> {
    const known = occurrence.reflection_id ? await tx.row(queries.lockOfOccurrence(occurrence.id)) : null;
    const begun = known
      ? null
      : await tx.row(
          queries.beginReflection(
            randomUUID(),
            occurrence.id,
            occurrence.episode_id,
            occurrence.exercise_version_id,
          ),
        );
    if (begun) return begun.id;
    const reflection = known ?? (await tx.row(queries.lockOfOccurrence(occurrence.id)));
    if (!reflection) throw new NotFoundError('Occurrence', occurrence.id);
    if (!may(reflection)) throw alreadyShared();
    return reflection.id;
  }

  async #openLane(
    tx: Tx,
    reflectionId: string,
    lane: string,
    text: string,
    key: WrappedKey,
  ): Promise<SavedDraft> {
    const sealed = this.dataKeys.seal(tx.viewer, key, placeOf.draft(lane, clientOf(tx.viewer)), text);
    const opened = await tx.row(queries.openLane(lane, reflectionId, sealed, key.id));
    if (!opened) return this.#openLane(tx, reflectionId, randomUUID(), text, key);
    return { id: lane, lane, revision: 1, savedAt: opened.saved_at as unknown as string };
  }

  /** The reflection of a turn as its author sees it. */
  async #own(viewer: Viewer, occurrenceId: string): Promise<OwnReflection> {
    const row = await this.db.readOne(viewer, queries.ownReflection(occurrenceId, viewer.requestId));
    if (!row) throw new NotFoundError('Occurrence', occurrenceId);
    return this.#ownOf(viewer, row);
  }

  #ownOf(viewer: Viewer, row: StoredOwnReflection): OwnReflection {
    return ownOf({
      ...row,
      answers: this.words.answers(viewer, row.answers, row.keys),
      replies: this.words.replies(viewer, row.replies, row.keys),
      addenda: this.words.addenda(viewer, row.addenda, row.keys),
    });
  }

  #sealed(viewer: Viewer, key: WrappedKey, answer: AnswerType, position: number): SealedAnswer {
    const { id, key: question, kind, wording, readers, isBroughtIn } = answer;
    const place = placeOf.answer(id, clientOf(viewer));
    const sealed = this.dataKeys.seal(viewer, key, place, JSON.stringify(answer.value)).toString('base64');
    return {
      id,
      position,
      key: question,
      kind,
      wording,
      readers,
      isBroughtIn,
      sealed,
      dataKeyId: key.id,
    };
  }

  #ownKey(tx: Tx): Promise<WrappedKey> {
    return this.dataKeys.keyFor(tx, clientOf(tx.viewer), clientOf(tx.viewer));
  }

  #bodyOf(viewer: Viewer, draft: queries.StoredDraft, keys: StoredKeys): Begun {
    const place = placeOf.draft(draft.id, clientOf(viewer));
    return JSON.parse(this.words.text(viewer, keys, draft, place)) as Begun;
  }

  /** A draft is sealed with its author's own key, which an act has at hand. */
  #open(
    viewer: Viewer,
    draft: { id: string; data_key_id: string; sealed: string | Buffer },
    key: WrappedKey,
  ): unknown {
    if (key.id !== draft.data_key_id)
      throw new Error('A draft is sealed with a key that is not its author’s');
    const sealed = typeof draft.sealed === 'string' ? Buffer.from(draft.sealed, 'base64') : draft.sealed;
    return JSON.parse(this.dataKeys.open(viewer, key, placeOf.draft(draft.id, clientOf(viewer)), sealed)) as {
      place: string;
    };
  }
}

/** A sitting of one client's turn. */
interface Turn {
  exercise_version_id: string;
  assignment_id: string;
  slot: string;
  sitting: Sitting;
}

type TakenDraft = RowOf<typeof queries.takeDraft>;

/** What is looked at of words that were begun. */
type Begun = Pick<DraftBody, 'place' | 'language'>;

/**
 * The language a client meets something in, whole: the one it was begun in, else their own where the exercise, and the
 * program that gave it, are complete in it. A title has the words of exactly those languages.
 */
function languageOf(
  viewer: Viewer,
  of: { title: Text; program_languages?: readonly string[] | null },
  begun?: Pick<DraftBody, 'language'> | null,
): Language {
  if (begun && isLanguage(begun.language)) return begun.language;
  const complete = [Object.keys(of.title), ...(of.program_languages ? [of.program_languages] : [])];
  return walkedIn(viewer.language, ...complete);
}

/** The title of an exercise in a list, where it is a name and no beginning. */
function titleFor(viewer: Viewer, title: Text): string {
  return say(title, languageOf(viewer, { title }));
}

/** A reflection as its author sees it, with its words open. */
type OpenReflection = Pick<
  OwnReflection,
  'id' | 'state' | 'outcome' | 'sharing' | 'language' | 'answers' | 'replies' | 'addenda'
> & {
  submitted_at: string | null;
  has_door: boolean;
  sitting: Sitting;
};

/** The same as it is stored. */
type StoredOwnReflection = Omit<OpenReflection, 'answers' | 'replies' | 'addenda'> & {
  answers: StoredAnswer[];
  replies: StoredReply[];
  addenda: StoredAddendum[];
  keys: StoredKeys;
};

/** What its author may do with it now. */
function ownOf(own: OpenReflection): OwnReflection {
  const { id, state, outcome, sharing, language, answers, replies, addenda, sitting } = own;
  return {
    id,
    state,
    outcome,
    sharing,
    submittedAt: own.submitted_at,
    language,
    answers,
    replies,
    addenda,
    viewerCanAdd: canAdd(own),
    hasOpening: hasOpening({ state, outcome, sitting, hasDoor: own.has_door }) && answers.some(mayBeOpened),
    viewerCanTakeBack: mayAskToTakeBack({ state, outcome, hasAnswers: answers.length > 0 }),
  };
}

/** What is shared of an answer. */
type AnswerToShare = Pick<
  ReturnType<typeof answersToShare>[number],
  'key' | 'kind' | 'wording' | 'readers' | 'bringIn' | 'value'
>;

/** An answer as it is shared now. */
const answerOf = ({ key, kind, wording, readers, bringIn, value }: AnswerToShare): AnswerType => ({
  id: randomUUID(),
  key,
  kind,
  wording,
  readers,
  isBroughtIn: bringIn,
  value,
});

/** An answer on its way into its row. */
interface SealedAnswer {
  id: string;
  position: number;
  key: string;
  kind: string;
  wording: string;
  readers: Readers;
  isBroughtIn: boolean;
  sealed: Base64;
  dataKeyId: string;
}

interface RatingToKeep {
  id: string;
  key: string;
  label: string;
  readers: Readers;
  value: number;
}

/** The numbers of a draft, each with the words it was asked in. */
function ratingsOf(
  definition: ExerciseDefinition,
  body: DraftBody,
  shared: readonly AnswerToShare[],
): RatingToKeep[] {
  return ratingsToShare(definition, body).map((rating) => ({
    id: randomUUID(),
    key: rating.key,
    label:
      shared.find((answer) => answer.key === rating.key)?.wording ??
      say(reservedWording['plan.confidence'], body.language),
    readers: rating.readers,
    value: rating.value,
  }));
}

/**
 * What waits for the next session opens with it; where no session is known, at once. What waits for some days opens with the
 * day, where its sessions are held. Begun, it stays open.
 */
function isOpen(card: {
  sitting: Sitting;
  first_shared_at: string | null;
  sessions: StoredRhythm;
  opens_at: string;
  zone: string;
  drafts: readonly unknown[];
}): boolean {
  if (card.drafts.length > 0) return true;
  const now = new Date().toISOString();
  const days = daysUntil(card.sitting);
  if (days !== null) return haveDaysBegun(new Date(card.opens_at).toISOString(), days, card.zone, now);
  if (card.sitting !== 'NEXT_SESSION' || !card.first_shared_at || !card.sessions.rhythm) return true;
  const since = new Date(card.first_shared_at).toISOString();
  return sessionPassedSince(card.sessions.rhythm, changesOf(card.sessions), since, now);
}

/** Whether the last day of something is over where its sessions are held. */
const isOver = ({ ends_on, zone }: { ends_on: string | null; zone: string }): boolean =>
  ends_on !== null && ends_on < localDate(new Date().toISOString(), zone);

/** The next session of all the courses of care somebody is in. */
function earliest(rhythms: readonly StoredRhythm[]): NextSession | null {
  const sessions = rhythms.flatMap((rhythm) => nextSessionOf(rhythm) ?? []);
  return sessions.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))[0] ?? null;
}

function clientOf(viewer: Viewer): string {
  if (!viewer.clientId) throw new NotFoundError('Client', null);
  return viewer.clientId;
}

/** The draft, if it is one of this exercise; otherwise the first problem, in the words of the format. */
function assertDraft(definition: ExerciseDefinition, body: unknown): DraftBody {
  const parsed = parseDraftBody(definition, body);
  if (parsed.ok) return parsed.body;
  const [problem] = parsed.problems;
  const path = problem?.path ? `body.${problem.path}` : 'body';
  const code = /longer than/.test(problem?.message ?? '') ? UserErrorCode.TOO_LONG : UserErrorCode.INVALID;
  throw new UserError(code, `${path} ${problem?.message ?? 'cannot be kept'}.`, path);
}

/** The words of the named revision, if it is still the newest and the only lane. */
function assertTaken(
  lane: string,
  lanes: readonly { id: string }[],
  taken: TakenDraft | undefined,
): TakenDraft {
  if (!lanes.some(({ id }) => id === lane)) throw new NotFoundError('Draft', lane);
  if (lanes.length > 1) {
    throw new UserError(
      UserErrorCode.APART,
      'You also wrote on another device. Please look at both first.',
      'lane',
    );
  }
  if (!taken) {
    throw new UserError(
      UserErrorCode.STALE,
      'These words were changed on another device. Please look over them once more.',
      'revision',
    );
  }
  return taken;
}

/** Of these later sittings of a turn, those go that nobody began. */
const closed = ({ assignment_id, slot }: Turn, sittings: readonly Sitting[]): Statement<unknown>[] =>
  sittings.length > 0 ? [queries.closeSittings(assignment_id, slot, sittings)] : [];

/** One neutral word to the care team that something is to be read before the session. */
const toldToRead = ({ practiceId }: Viewer, reflectionId: string, about: string): Statement<unknown> =>
  enqueueing(
    'mail',
    { kind: 'TO_READ', practiceId, reflectionId, about },
    { key: `toRead|${about}`, runAt: new Date(Date.now() + undoTime) },
  );

const alreadyShared = () => new UserError(UserErrorCode.ALREADY_DONE, 'This was shared already.');
