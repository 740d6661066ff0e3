import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { localDate } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { waitedInVain } from '../accounts/index.js';
import { coupleCourse, toldGap } from './couple-course.policy.js';
import * as queries from './couple-course.queries.js';
import type { CoupleCourseInput, LeaveCoupleInput, ToldCoupleInput } from './couple-course.types.js';
import type { CoupleType } from './couple.types.js';
import type { ToldStatus } from './couple-telling.entity.js';
import { shutGate } from './couples.queries.js';
import { CouplesService } from './couples.service.js';
import { closeWishesOf } from './ending-wishes.queries.js';

/**
 * Pausing, resuming and ending joint work, and one who leaves it. A clinician tells each alone and writes down when; the app tells nobody. From the
 * answer on nothing of what was opened is there for any of them; what each wrote stays theirs, and can be finished.
 */
@Injectable()
export class CoupleCourseService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(CouplesService) private readonly couples: CouplesService,
  ) {}

  pauseCouple(viewer: Viewer, input: ToldCoupleInput): Promise<CoupleType> {
    return this.#tell(viewer, 'pauseCouple', 'PAUSED', input);
  }

  /** Ends joint work for good. The same people may begin anew: another couple, with a gate of its own. */
  endCouple(viewer: Viewer, input: ToldCoupleInput): Promise<CoupleType> {
    return this.#tell(viewer, 'endCouple', 'ENDED', input);
  }

  async resumeCouple(viewer: Viewer, input: CoupleCourseInput): Promise<CoupleType> {
    const coupleId = asId('Couple', input.coupleId);
    await this.#goOn(viewer, 'resumeCouple', input, coupleId, async (tx, { status, partners }) => {
      if (!coupleCourse(status, partners.length).resume)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This joint work is not paused.', 'coupleId');
      await tx.rows(queries.setStatus(coupleId, 'ACTIVE'));
      await tx.audit('couple.resume', 'Couple', coupleId);
    });
    return this.couples.couple(viewer, coupleId);
  }

  /**
   * One of three or more leaves, and the others go on as they are. From the answer on nothing passes between them; `alongside`
   * is what rooms above put away with it.
   */
  async leaveCouple(
    viewer: Viewer,
    input: LeaveCoupleInput,
    alongside: (tx: Tx, leaving: { coupleId: string; clientId: string }) => Promise<void>,
  ): Promise<CoupleType> {
    const coupleId = asId('Couple', input.coupleId);
    const clientId = asId('Client', input.clientId);
    const told = toldOf(input);
    await this.#goOn(viewer, 'leaveCouple', input, coupleId, async (tx, couple) => {
      const { status, partners } = couple;
      if (!partners.some(({ client_id }) => client_id === clientId))
        throw new NotFoundError('Client', clientId);
      if (!coupleCourse(status, partners.length).leave)
        throw new UserError(
          status === 'ENDED' ? UserErrorCode.ALREADY_DONE : UserErrorCode.NOT_ALLOWED_NOW,
          status === 'ENDED'
            ? 'This joint work has ended already.'
            : 'They are two: when one of them leaves, joint work ends. Please end it instead.',
          'clientId',
        );
      await this.#writeDown(tx, coupleId, couple, 'LEFT', told);
      await tx.rows(queries.leave(coupleId, clientId));
      await tx.rows(closeWishesOf(coupleId, [clientId]));
      await alongside(tx, { coupleId, clientId });
      await tx.audit('couple.leave', 'Couple', coupleId, clientId);
    });
    return this.couples.couple(viewer, coupleId);
  }

  async #tell(
    viewer: Viewer,
    act: 'pauseCouple' | 'endCouple',
    status: 'PAUSED' | 'ENDED',
    input: ToldCoupleInput,
  ): Promise<CoupleType> {
    const coupleId = asId('Couple', input.coupleId);
    const told = toldOf(input);
    await this.#goOn(viewer, act, input, coupleId, async (tx, couple) => {
      const may = coupleCourse(couple.status, couple.partners.length);
      if (!(status === 'PAUSED' ? may.pause : may.end))
        throw new UserError(
          UserErrorCode.ALREADY_DONE,
          status === 'PAUSED' ? 'This joint work is not under way.' : 'This joint work has ended already.',
          'coupleId',
        );
      const current = await this.#writeDown(tx, coupleId, couple, status, told);
      await tx.rows(queries.setStatus(coupleId, status));
      // Whoever wished it has it now; a pause leaves a wish as it is.
      if (status === 'ENDED') await tx.rows(closeWishesOf(coupleId, current));
      for (const clientId of current)
        await tx.audit(status === 'PAUSED' ? 'couple.pause' : 'couple.end', 'Couple', coupleId, clientId);
    });
    return this.couples.couple(viewer, coupleId);
  }

  /** Writes down when each of those who are in it was told, and says who they are. */
  async #writeDown(
    tx: Tx,
    coupleId: string,
    { partners, zone }: queries.StoredCourse,
    status: ToldStatus,
    told: readonly { clientId: string; toldOn: string }[],
  ): Promise<string[]> {
    const current = partners.map(({ client_id }) => client_id);
    const gap = toldGap(current, told, localDate(new Date().toISOString(), zone));
    if (gap)
      throw new UserError(
        UserErrorCode.INVALID,
        gap === 'MISSING'
          ? 'Please say for each of them on which day you told them, alone.'
          : 'This day is still to come.',
        'told',
      );
    for (const { clientId, toldOn } of told)
      await tx.rows(queries.tell(randomUUID(), coupleId, clientId, status, toldOn));
    return current;
  }

  /**
   * Changes how joint work goes on when nothing is under way in it any more: first the requests of those who are in it, each of
   * which holds a lock of its own until it is done, then whoever is assigning or opening. What begins later finds it changed.
   */
  async #goOn(
    viewer: Viewer,
    act: string,
    input: CoupleCourseInput,
    coupleId: string,
    change: (tx: Tx, couple: queries.StoredCourse) => Promise<void>,
  ): Promise<void> {
    try {
      await this.db.act(viewer, act, input, async (tx) => {
        const asked = await tx.row(queries.courseOfCouple(coupleId));
        if (!asked) throw new NotFoundError('Couple', coupleId);
        const members = asked.partners.flatMap(({ membership_id }) => membership_id ?? []).sort();
        if (members.length > 0) await tx.rows(queries.awaitMembers(members));
        await tx.rows(shutGate(asked.episode_id));
        const couple = await tx.row(queries.courseOfCouple(coupleId));
        if (!couple) throw new NotFoundError('Couple', coupleId);
        await change(tx, couple);
        return {};
      });
    } catch (error) {
      throw waitedInVain(error) ?? error;
    }
  }
}

const toldOf = ({ told }: ToldCoupleInput) =>
  told.map(({ clientId, toldOn }) => ({ clientId: asId('Client', clientId), toldOn }));
