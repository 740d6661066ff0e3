import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  closingOf,
  countsForOpening,
  endOfDay,
  localDate,
  mayBeOpened,
  offerOf,
  readingLines,
  say,
  stopsForSafety,
} from '@rejoin/domain';
import type { Viewer, WrappedKey } from '../../platform/auth/index.js';
import { DataKeys, type Place } from '../../platform/crypto/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { type AnswerType, SealedWords, type StoredKeys, withdrawOffers } from '../assignments/index.js';
import {
  changesOf,
  CoupleCourseService,
  CouplesService,
  type CoupleType,
  type LeaveCoupleInput,
} from '../caseload/index.js';
import * as queries from './joint.queries.js';
import type {
  AskNotToOpenInput,
  CloseJointPartInput,
  ExtendJointPartInput,
  JointPartType,
  LiftMarkInput,
  OfferedBlock,
  OfferInput,
  OfferToOpenInput,
  Opening,
  OpenJointPartInput,
  OwnOpening,
  TurnIntoOwnWorkInput,
  WithdrawOfferInput,
} from './joint.types.js';

/** The door with three keys: all are in, each has offered, the clinician opens. */
@Injectable()
export class JointService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(SealedWords) private readonly words: SealedWords,
    @Inject(CouplesService) private readonly couples: CouplesService,
    @Inject(CoupleCourseService) private readonly course: CoupleCourseService,
  ) {}

  // --- the client: offering and withdrawing ---------------------------------------------------------------------------

  async ownOpening(viewer: Viewer, reflectionId: string): Promise<OwnOpening> {
    const id = asId('Reflection', reflectionId);
    const row = await this.db.readOne(viewer, queries.ownOpening(id));
    if (!row) throw new NotFoundError('Reflection', id);
    return this.#ownOpeningOf(viewer, row);
  }

  /**
   * Says which of the own answers may be opened, each as it is or in other words. It counts as a whole: what is not named is
   * not offered any more. After an opening things can only be withdrawn.
   */
  async offerToOpen(viewer: Viewer, input: OfferToOpenInput): Promise<OwnOpening> {
    const id = asId('Reflection', input.reflectionId);
    await this.db.act(viewer, 'offerToOpen', input, async (tx) => {
      const turn = await this.#ownTurn(tx, id);
      if (turn.is_opened)
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'This was opened already. You can take back what you opened, and add nothing to it.',
        );
      if (!countsForOpening(turn.outcome))
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'There is nothing here to open this time.');
      const own = await tx.row(queries.ownOpening(id));
      if (!own) throw new NotFoundError('Reflection', id);
      if (own.is_own_work)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This one stays yours. Nothing of it is opened.');
      const answers = this.words.answers(viewer, own.answers, own.keys);
      const key = await this.dataKeys.keyFor(tx, own.client_id, turn.couple_id ?? '', 'RELEASE');
      const sealed = offersOf(answers, input.offers).map((offer) => this.#sealed(viewer, key, offer));
      await tx.rows(withdrawOffers(id));
      if (sealed.length > 0) {
        await tx.rows(
          queries.offer(
            turn.assignment_id,
            turn.episode_id,
            turn.slot,
            id,
            viewer.name,
            own.language,
            JSON.stringify(sealed),
          ),
        );
      }
      await tx.audit('offer.set', 'Reflection', id, viewer.clientId);
      return {};
    });
    return this.ownOpening(viewer, id);
  }

  /** Takes back all that was offered of a reflection, opened or not. From the answer on nobody else reads it. */
  async withdrawOffer(viewer: Viewer, input: WithdrawOfferInput): Promise<OwnOpening> {
    const id = asId('Reflection', input.reflectionId);
    await this.db.act(viewer, 'withdrawOffer', input, async (tx) => {
      await this.#ownTurn(tx, id);
      await tx.rows(withdrawOffers(id));
      await tx.audit('offer.withdraw', 'Reflection', id, viewer.clientId);
      return {};
    });
    return this.ownOpening(viewer, id);
  }

  /** Tells the care team, and nobody else, that this is not to be opened. Nothing on the client's own screens shows it. */
  async askNotToOpen(viewer: Viewer, input: AskNotToOpenInput): Promise<void> {
    const id = asId('Reflection', input.reflectionId);
    await this.db.act(viewer, 'askNotToOpen', input, async (tx) => {
      const turn = await this.#ownTurn(tx, id);
      await tx.rows(queries.askNotToOpen(randomUUID(), turn.episode_id, id));
      await tx.audit('offer.askNotToOpen', 'Reflection', id, viewer.clientId);
      return {};
    });
  }

  // --- the clinician: the third key -----------------------------------------------------------------------------------

  async openings(viewer: Viewer, coupleId: string): Promise<Opening[]> {
    const id = asId('Couple', coupleId);
    const row = await this.db.readOne(viewer, queries.openingsOfCouple(id));
    if (!row) throw new NotFoundError('Couple', id);
    return row.openings.map(openingOf);
  }

  /** What is offered in a turn, to be read before it is opened. The look is noted, once for each author. */
  async offeredBlocks(viewer: Viewer, assignmentId: string, slot: string): Promise<OfferedBlock[]> {
    const id = asId('Assignment', assignmentId);
    // A turn is named by a day, by `once`, or by a key.
    if (!/^[\w-]{1,80}$/.test(slot)) throw new NotFoundError('Assignment', id);
    const row = await this.db.readOne(viewer, queries.offeredInTurn(id, slot, viewer.requestId));
    if (!row) throw new NotFoundError('Assignment', id);
    return row.releases.map((release) => {
      const {
        id: releaseId,
        client_id: clientId,
        author_name: clientName,
        kind,
        wording,
        language,
      } = release;
      const value = this.#valueOf(viewer, row.keys, release);
      const lines = readingLines(kind, wording, value, language).slice(1);
      return {
        id: releaseId,
        clientId,
        clientName,
        kind,
        wording,
        language,
        value,
        isEdited: release.is_edited,
        isToReadFirst: stopsForSafety(lines.join('\n')),
      };
    });
  }

  /**
   * Opens a turn to everyone who took part, at the same moment. It asks for all three keys, and that the clinician has read
   * just what is opened; whoever comes at the same time with a withdrawal comes before it or after it.
   */
  async openJointPart(viewer: Viewer, input: OpenJointPartInput): Promise<Opening> {
    const assignmentId = asId('Assignment', input.assignmentId);
    const read = new Set(input.releaseIds.map((id) => asId('Release', id)));
    await this.db.act(viewer, 'openJointPart', input, async (tx) => {
      await tx.rows(queries.lockTurn(assignmentId, input.slot));
      const found = await tx.row(queries.openingOfTurn(assignmentId, input.slot));
      if (!found) throw new NotFoundError('Assignment', assignmentId);
      if (found.joint_part_id)
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This was opened already.', 'assignmentId');
      if (found.turned_at)
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'This became each one’s own work. Nothing of it is opened.',
          'assignmentId',
        );
      await this.couples.assertGateOpen(tx, found.episode_id, 'assignmentId');
      // The gate waits for whoever leaves at this moment: who is in it, and what they offer, is read once it was passed.
      const turn = await tx.row(queries.openingOfTurn(assignmentId, input.slot));
      if (!turn) throw new NotFoundError('Assignment', assignmentId);
      if (turn.sides.some(({ mark_id }) => mark_id !== null))
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'One of them asked you not to open this. Please talk with them alone first.',
          'assignmentId',
        );
      if (!areAllReady(turn))
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'Not everyone has shared and agreed. It can be talked about as it is.',
          'assignmentId',
        );
      const offered = turn.sides.flatMap(({ offered_ids }) => offered_ids);
      if (offered.length !== read.size || offered.some((id) => !read.has(id)))
        throw new UserError(
          UserErrorCode.STALE,
          'What they offer has changed. Please read it once more before you open it.',
          'releaseIds',
        );
      const id = randomUUID();
      const now = new Date().toISOString();
      const closesAt = closingOf(turn.rhythm.rhythm, changesOf(turn.rhythm), now);
      const opened = await tx.row(
        queries.openTurn(id, assignmentId, turn.episode_id, input.slot, input.place, closesAt),
      );
      if (!opened)
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This was opened already.', 'assignmentId');
      for (const { client_id: clientId } of turn.sides) {
        await tx.audit('jointPart.open', 'JointPart', id, clientId);
        await enqueue(
          tx,
          'mail',
          { kind: 'JOINT_PART', practiceId: viewer.practiceId, jointPartId: id, clientId },
          { key: `jointPart|${id}|${clientId}` },
        );
      }
      return {};
    });
    return this.#opening(viewer, assignmentId, input.slot);
  }

  /**
   * Makes a turn each author's own work, for good: nothing of it is opened any more, what was offered is gone, and whoever has
   * not finished finishes it as theirs.
   */
  async turnIntoOwnWork(viewer: Viewer, input: TurnIntoOwnWorkInput): Promise<Opening> {
    const assignmentId = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, 'turnIntoOwnWork', input, async (tx) => {
      await tx.rows(queries.lockTurn(assignmentId, input.slot));
      const turn = await tx.row(queries.openingOfTurn(assignmentId, input.slot));
      if (!turn) throw new NotFoundError('Assignment', assignmentId);
      if (turn.joint_part_id)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This was opened already.', 'assignmentId');
      const id = randomUUID();
      const turned = await tx.row(queries.turnIntoOwnWork(id, assignmentId, turn.episode_id, input.slot));
      if (!turned)
        throw new UserError(
          UserErrorCode.ALREADY_DONE,
          'This is each one’s own work already.',
          'assignmentId',
        );
      await tx.rows(queries.dropOffers(assignmentId, input.slot));
      for (const { client_id: clientId } of turn.sides) await tx.audit('turn.own', 'OwnTurn', id, clientId);
      return {};
    });
    return this.#opening(viewer, assignmentId, input.slot);
  }

  /** One of three or more leaves joint work; what they had offered to the others is gone with that. */
  leaveCouple(viewer: Viewer, input: LeaveCoupleInput): Promise<CoupleType> {
    return this.course.leaveCouple(viewer, input, async (tx, { coupleId, clientId }) => {
      await tx.rows(queries.dropOffersOf(coupleId, clientId));
    });
  }

  /** Closes what was opened, for everyone. */
  async closeJointPart(viewer: Viewer, input: CloseJointPartInput): Promise<Opening> {
    const id = asId('JointPart', input.jointPartId);
    return this.#change(viewer, 'closeJointPart', id, input, async (tx) => {
      await tx.rows(queries.closeTurn(id));
    });
  }

  /** Keeps what was opened open until the end of a day, or until it is closed. */
  async extendJointPart(viewer: Viewer, input: ExtendJointPartInput): Promise<Opening> {
    const id = asId('JointPart', input.jointPartId);
    return this.#change(viewer, 'extendJointPart', id, input, async (tx, { zone }) => {
      const until = input.until ?? null;
      if (until !== null && until < localDate(new Date().toISOString(), zone))
        throw new UserError(UserErrorCode.INVALID, 'Please choose a day that is still to come.', 'until');
      await tx.rows(queries.extendTurn(id, until === null ? null : endOfDay(until, zone)));
    });
  }

  /** Lifts what a client asked, once it was talked about with them alone. */
  async liftMark(viewer: Viewer, input: LiftMarkInput): Promise<Opening> {
    const id = asId('ClinicianOnlyMark', input.markId);
    const { assignmentId, slot } = await this.db.act(viewer, 'liftMark', input, async (tx) => {
      const mark = await tx.row(queries.lockMark(id));
      if (!mark) throw new NotFoundError('ClinicianOnlyMark', id);
      if (!mark.lifted_at) {
        await tx.rows(queries.liftMarks(id));
        await tx.audit('mark.lift', 'ClinicianOnlyMark', id, mark.client_id);
      }
      return { assignmentId: mark.assignment_id, slot: mark.slot };
    });
    return this.#opening(viewer, assignmentId ?? '', slot ?? '');
  }

  // --- everyone who took part: reading what was opened ----------------------------------------------------------------

  async jointPart(viewer: Viewer, jointPartId: string): Promise<JointPartType> {
    const id = asId('JointPart', jointPartId);
    const row = await this.db.readOne(viewer, queries.jointPart(id, viewer.requestId));
    if (!row) throw new NotFoundError('JointPart', id);
    const authors = [...new Set(row.releases.map(({ client_id }) => client_id))];
    return {
      id: row.id,
      title: say(row.title, viewer.language),
      openedAt: row.opened_at,
      closesAt: row.closes_at,
      ownReflectionId: row.own_reflection_id,
      releases: row.releases.map((release) => ({
        id: release.id,
        authorName: release.author_name,
        authorIndex: authors.indexOf(release.client_id),
        isOwn: release.client_id === viewer.clientId,
        kind: release.kind,
        wording: release.wording,
        language: release.language,
        value: this.#valueOf(viewer, row.keys, release),
      })),
    };
  }

  async #ownTurn(tx: Tx, reflectionId: string) {
    const turn = await tx.row(queries.lockOwnTurn(reflectionId));
    if (!turn?.couple_id) throw new NotFoundError('Reflection', reflectionId);
    return turn;
  }

  async #change(
    viewer: Viewer,
    act: string,
    id: string,
    input: { idempotencyKey: string },
    change: (tx: Tx, part: { zone: string }) => Promise<void>,
  ): Promise<Opening> {
    const { assignmentId, slot } = await this.db.act(viewer, act, input, async (tx) => {
      const part = await tx.row(queries.lockJointPart(id));
      if (!part) throw new NotFoundError('JointPart', id);
      if (!part.is_open) throw new UserError(UserErrorCode.ALREADY_DONE, 'This is closed already.');
      await change(tx, part);
      await tx.audit(act === 'closeJointPart' ? 'jointPart.close' : 'jointPart.extend', 'JointPart', id);
      return { assignmentId: part.assignment_id, slot: part.slot };
    });
    return this.#opening(viewer, assignmentId ?? '', slot ?? '');
  }

  async #opening(viewer: Viewer, assignmentId: string, slot: string): Promise<Opening> {
    const row = await this.db.readOne(viewer, queries.openingOfTurn(assignmentId, slot));
    if (!row) throw new NotFoundError('Assignment', assignmentId);
    return openingOf(row);
  }

  #ownOpeningOf(viewer: Viewer, row: queries.StoredOwnOpening): OwnOpening {
    const offered = new Map(
      row.offers.map((offer) => [
        offer.key,
        this.#valueOf(viewer, row.keys, { ...offer, client_id: row.client_id }),
      ]),
    );
    return {
      id: row.id,
      occurrenceId: row.occurrence_id,
      title: say(row.title, viewer.language),
      language: row.language ?? viewer.language,
      offers: this.words
        .answers(viewer, row.answers, row.keys)
        .filter(mayBeOpened)
        .map(({ key, kind, wording, value }) => ({
          key,
          kind,
          wording,
          value,
          offered: offered.get(key) ?? null,
        })),
      isOwnWork: row.is_own_work,
      viewerCanOffer: !row.is_opened && !row.is_own_work && countsForOpening(row.outcome),
    };
  }

  #sealed(viewer: Viewer, key: WrappedKey, { value, ...offer }: ReturnType<typeof offersOf>[number]) {
    const id = randomUUID();
    const sealed = this.dataKeys.seal(viewer, key, placeOf(id, viewer.clientId ?? ''), JSON.stringify(value));
    return { ...offer, id, sealed: sealed.toString('base64'), dataKeyId: key.id };
  }

  #valueOf(
    viewer: Viewer,
    keys: StoredKeys,
    release: { id: string; client_id: string; sealed: string; data_key_id: string },
  ): unknown {
    return JSON.parse(this.words.text(viewer, keys, release, placeOf(release.id, release.client_id)));
  }
}

/** Where the words of a release stand: what their ciphertext is bound to. */
const placeOf = (id: string, clientId: string): Place => ({
  table: 'releases',
  column: 'sealed',
  rowId: id,
  authorId: clientId,
});

/** What is offered, in the order of the exercise. */
function offersOf(answers: readonly AnswerType[], wished: readonly OfferInput[]) {
  const openable = answers.filter(mayBeOpened);
  const stranger = wished.find(({ key }) => !openable.some((answer) => answer.key === key));
  if (stranger || new Set(wished.map(({ key }) => key)).size !== wished.length)
    throw new UserError(UserErrorCode.INVALID, 'This is nothing that can be opened.', 'offers');
  return openable.flatMap(({ key, kind, wording, value }, position) => {
    const wish = wished.find((one) => one.key === key);
    if (!wish) return [];
    const words = wish.words?.map(({ slot, text }) => ({ slot: slot ?? null, text })) ?? null;
    const offer = offerOf(kind, value, words);
    if (!offer.ok) throw new UserError(UserErrorCode.INVALID, `"${wording}" ${offer.message}.`, 'offers');
    return [{ key, kind, wording, position, value: offer.value, isEdited: offer.isEdited }];
  });
}

const areAllReady = ({ sides }: Pick<queries.StoredOpening, 'sides'>): boolean =>
  sides.every(({ outcome, offered_ids }) => countsForOpening(outcome) && offered_ids.length > 0);

function openingOf(row: queries.StoredOpening): Opening {
  return {
    assignmentId: row.assignment_id,
    slot: row.slot,
    title: say(row.title, 'en'),
    givenAt: row.given_at,
    sides: row.sides.map(({ client_id, client_name, outcome, agreement, offered_ids, mark_id }) => ({
      clientId: client_id,
      clientName: client_name,
      isIn: countsForOpening(outcome),
      offeredCount: offered_ids.length,
      askedNotToOpenId: mark_id,
      agreement,
    })),
    jointPartId: row.joint_part_id,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    turnedAt: row.turned_at,
    viewerCanTurn: row.joint_part_id === null && row.turned_at === null,
    viewerCanOpen:
      row.joint_part_id === null &&
      row.turned_at === null &&
      areAllReady(row) &&
      row.sides.every(({ mark_id }) => mark_id === null),
  };
}
