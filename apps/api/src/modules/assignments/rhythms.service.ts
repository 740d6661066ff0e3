import { Inject, Injectable } from '@nestjs/common';
import { localDate } from '@rejoin/domain';
import { Temporal } from 'temporal-polyfill';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type KeyedInput, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { Assignment } from './assignment.entity.js';
import { canChangeRhythm, canPause, canResume, canSetHoliday } from './assignment.lifecycle.js';
import type {
  AssignmentType,
  ChangeRhythmInput,
  PauseAssignmentInput,
  RestoreTurnInput,
  ResumeAssignmentInput,
  SetHolidayInput,
  SkipTurnInput,
} from './assignment.types.js';
import { assignmentById, type StoredAssignment } from './assignments.queries.js';
import { assignmentOf } from './assignments.service.js';
import { courseOf } from './course.js';
import { columnsOf, rhythmFrom } from './rhythm-input.js';
import { type Course, nextTurn } from './turns.js';

/** A holiday is at most so long; what is longer is a pause. */
const longestHoliday = 366;

/** An assignment whose rhythm is under way, as an act finds it. */
interface Running {
  row: StoredAssignment;
  course: Course;
  now: string;
  /** Where its sessions are held. */
  today: string;
  /** What its states are asked with. */
  standing: { withdrawnAt: string | null; pausedAt: string | null; rhythm: Course['rhythm']['kind'] };
}

/**
 * The rhythm of what was given: changed, paused and resumed, one turn left out, a holiday. Only turns that have not come yet
 * are touched; what is there stays, begun, shared or untouched. Nobody is told, and nothing is counted.
 */
@Injectable()
export class RhythmsService {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** Another rule from today on, or an earlier one again from the day it counted from. */
  changeRhythm(viewer: Viewer, input: ChangeRhythmInput): Promise<AssignmentType> {
    return this.#act(viewer, 'changeRhythm', input, ({ row, today, standing }) => {
      if (!canChangeRhythm(standing)) throw withdrawn();
      const from = input.countsFrom ?? today;
      if (from > today)
        throw new UserError(UserErrorCode.INVALID, 'A rhythm counts from a day that has come.', 'countsFrom');
      const rhythm = rhythmFrom(input.rhythm, from);
      return {
        ...columnsOf(rhythm),
        due: rhythm.kind === 'BEFORE_EACH_SESSION' ? 'NEXT_SESSION' : row.due,
        ...(rhythm.kind === 'BEFORE_EACH_SESSION' ? { dueOn: null } : {}),
      };
    });
  }

  /** Nothing comes until it is resumed. */
  pauseAssignment(viewer: Viewer, input: PauseAssignmentInput): Promise<AssignmentType> {
    return this.#act(viewer, 'pauseAssignment', input, ({ standing }) => {
      if (standing.pausedAt) throw new UserError(UserErrorCode.ALREADY_DONE, 'This has been paused already.');
      if (!canPause(standing)) throw standing.withdrawnAt ? withdrawn() : startsOnce();
      return { pausedAt: () => 'now()', pausedById: viewer.membershipId };
    });
  }

  /** Goes on with the next turn that comes; what would have come meanwhile is left behind. */
  resumeAssignment(viewer: Viewer, input: ResumeAssignmentInput): Promise<AssignmentType> {
    return this.#act(viewer, 'resumeAssignment', input, ({ standing, today }) => {
      if (!standing.pausedAt) throw new UserError(UserErrorCode.ALREADY_DONE, 'This is not paused.');
      if (!canResume(standing)) throw standing.withdrawnAt ? withdrawn() : startsOnce();
      return { pausedAt: null, pausedById: null, resumedOn: today };
    });
  }

  /** Leaves out the turn that comes next. */
  skipTurn(viewer: Viewer, input: SkipTurnInput): Promise<AssignmentType> {
    return this.#act(viewer, 'skipTurn', input, ({ course, standing, now, today }) => {
      if (standing.withdrawnAt) throw withdrawn();
      if (course.skippedOn.includes(input.on))
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This turn is left out already.', 'on');
      if (nextTurn(course, now) !== input.on)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This is not the turn that comes next.', 'on');
      return { skippedOn: [...course.skippedOn.filter((on) => on >= today), input.on].sort() };
    });
  }

  /** Lets a turn come after all. */
  restoreTurn(viewer: Viewer, input: RestoreTurnInput): Promise<AssignmentType> {
    return this.#act(viewer, 'restoreTurn', input, ({ course, standing }) => {
      if (standing.withdrawnAt) throw withdrawn();
      if (!course.skippedOn.includes(input.on))
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This turn is not left out.', 'on');
      return { skippedOn: course.skippedOn.filter((on) => on !== input.on) };
    });
  }

  /** From and until these days nothing comes; without days, the holiday is off. */
  setHoliday(viewer: Viewer, input: SetHolidayInput): Promise<AssignmentType> {
    return this.#act(viewer, 'setHoliday', input, ({ standing, today }) => {
      if (!canSetHoliday(standing)) throw standing.withdrawnAt ? withdrawn() : startsOnce();
      if (!input.holiday) return { holidayFrom: null, holidayUntil: null };
      const { from, until } = input.holiday;
      if (until < from || until < today)
        throw new UserError(UserErrorCode.INVALID, 'A holiday ends after it begins.', 'holiday.until');
      if (Temporal.PlainDate.from(from).until(until).days > longestHoliday)
        throw new UserError(
          UserErrorCode.INVALID,
          'A holiday is at most a year long. A pause can be longer.',
          'holiday.until',
        );
      return { holidayFrom: from, holidayUntil: until };
    });
  }

  async #act(
    viewer: Viewer,
    name: string,
    input: KeyedInput & { assignmentId: string },
    change: (running: Running) => Parameters<ReturnType<typeof assignmentsIn>['update']>[1],
  ): Promise<AssignmentType> {
    const id = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, name, input, async (tx) => {
      const row = await tx.row(assignmentById(id));
      if (!row) throw new NotFoundError('Assignment', id);
      const course = courseOf(row.course);
      const now = new Date().toISOString();
      const standing = {
        withdrawnAt: row.withdrawn_at,
        pausedAt: row.course.paused_at,
        rhythm: course.rhythm.kind,
      };
      const today = localDate(now, course.zone);
      await assignmentsIn(tx).update(
        { practiceId: viewer.practiceId, id },
        change({ row, course, now, today, standing }),
      );
      await tx.audit(`assignment.${name}`, 'Assignment', id);
      return { assignmentId: id };
    });
    const row = await this.db.readOne(viewer, assignmentById(id));
    if (!row) throw new NotFoundError('Assignment', id);
    return assignmentOf(row);
  }
}

const assignmentsIn = (tx: Tx) => tx.repo(Assignment);

const withdrawn = () =>
  new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This has been withdrawn. Give it again first.');
const startsOnce = () =>
  new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'Of this no other turn comes by itself.');
