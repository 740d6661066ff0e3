import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { comesBack, localDate, opensInSession, type Role, rolesIn, sittingKind } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys } from '../../platform/crypto/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { changesOf, CouplesService, type CoupleStatus, nextSessionOf } from '../caseload/index.js';
import { ExercisesService, isForCouples } from '../exercises/index.js';
import { Assignment } from './assignment.entity.js';
import {
  canChangeRhythm,
  canOpenInSession,
  canPause,
  canRestore,
  canResume,
  canSetHoliday,
  canWithdraw,
  undoTime,
} from './assignment.lifecycle.js';
import type {
  AssignExerciseInput,
  AssignmentType,
  OpenInSessionInput,
  ReflectionSummary,
  RestoreAssignmentInput,
  WithdrawAssignmentInput,
} from './assignment.types.js';
import * as queries from './assignments.queries.js';
import { courseOf } from './course.js';
import { Occurrence } from './occurrence.entity.js';
import { columnsOf, rhythmFrom } from './rhythm-input.js';
import { placeOf } from './sealed-words.js';
import { firstSlot, hasEnded, nextTurn } from './turns.js';

/** Giving an exercise, and taking it back. */
@Injectable()
export class AssignmentsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
    @Inject(CouplesService) private readonly couples: CouplesService,
  ) {}

  /**
   * Gives an exercise in an episode, to one person or to each of a couple: everyone gets a turn of their own and learns of
   * nobody else's. For ten seconds it can be undone without a trace; then they are told, unless it was begun in the room.
   */
  async assignExercise(viewer: Viewer, input: AssignExerciseInput): Promise<AssignmentType> {
    const { assignmentId } = await this.db.act(viewer, 'assignExercise', input, async (tx) => ({
      assignmentId: await this.give(tx, input),
    }));
    return this.#assignment(viewer, assignmentId ?? '');
  }

  /**
   * Gives within another act, such as the opening of a program's week, to which it then belongs. `isQuiet`: its people are
   * told of something else that opens at the same moment.
   */
  async give(
    tx: Tx,
    input: Omit<AssignExerciseInput, 'idempotencyKey'>,
    week: { enrollmentWeekId: string; isQuiet: boolean } | null = null,
  ): Promise<string> {
    const { viewer } = tx;
    const episodeId = asId('Episode', input.episodeId);
    if ((input.due === 'ON_DATE') !== Boolean(input.dueOn)) {
      throw new UserError(UserErrorCode.INVALID, 'A day goes with "on a date", and only with it.', 'dueOn');
    }
    const episode = await tx.row(queries.episodeToAssignIn(episodeId));
    if (!episode) throw new NotFoundError('Episode', episodeId);
    const clientIds = recipients(episode, input.clientIds);
    const version = await this.exercises.versionToAssign(tx, input.exerciseSlug);
    await this.#assertMayBeGiven(tx, episodeId, version.id);
    const definition = await this.exercises.definitionIn(tx, version.id);
    const known = rolesIn(definition);
    // Where a week of a program opens without a hand, the roles go round, and whoever reads it sees whose is which.
    const roles =
      week && !input.roles ? inTurn(known, clientIds) : rolesOf(known, clientIds, input.roles ?? []);
    const inSession = opensInSession(definition);
    // What waits for a session is nobody's to know of before, unless the session is now.
    const waits = inSession !== null && !input.isStartedNow;
    const id = randomUUID();
    // What is meant for one partner is about that one, and no key of the couple's opens it.
    const [first = ''] = clientIds;
    const subject = clientIds.length === 1 ? first : (episode.couple_id ?? first);
    const rationale = input.rationale?.trim();
    const key = rationale ? await this.dataKeys.keyFor(tx, viewer.membershipId, subject) : null;
    const now = new Date();
    const on = localDate(now.toISOString(), episode.zone);
    const announceAt = input.isStartedNow ? now : new Date(now.getTime() + undoTime);
    const rhythm = rhythmFrom(input.rhythm, on);
    if (inSession === 'EACH_TURN' && rhythm.kind === 'WHEN_IT_HAPPENS')
      throw new UserError(
        UserErrorCode.INVALID,
        'This opens in a session alone, so nobody can begin it whenever it happens.',
        'rhythm.kind',
      );
    await tx.insert(Assignment, {
      id,
      episodeId,
      exerciseVersionId: version.id,
      assignedById: viewer.membershipId,
      announceAt,
      due: input.due,
      dueOn: input.dueOn ?? null,
      ...columnsOf(rhythm),
      opensInSession: inSession,
      rationaleSealed:
        rationale && key
          ? this.dataKeys.seal(viewer, key, placeOf.rationale(id, viewer.membershipId), rationale)
          : null,
      dataKeyId: key?.id ?? null,
      enrollmentWeekId: week?.enrollmentWeekId ?? null,
    });
    const sessions = { rhythm: episode.rhythm.rhythm, changes: changesOf(episode.rhythm) };
    const slot = firstSlot({ rhythm, sessions }, now.toISOString());
    await tx.insert(
      Occurrence,
      clientIds.map((clientId) => ({
        id: randomUUID(),
        assignmentId: id,
        episodeId,
        clientId,
        slot,
        sitting: 'FIRST' as const,
        role: roles.get(clientId) ?? null,
        opensAt: waits ? null : announceAt,
      })),
    );
    if (!input.isStartedNow && !waits && !week?.isQuiet) await this.#tell(tx, id, clientIds, announceAt);
    for (const clientId of clientIds) await tx.audit('assignment.give', 'Assignment', id, clientId);
    return id;
  }

  /** Within ten seconds nobody ever hears of it; later it goes from Today, and what was begun stays its author's. */
  async withdrawAssignment(viewer: Viewer, input: WithdrawAssignmentInput): Promise<AssignmentType> {
    const id = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, 'withdrawAssignment', input, async (tx) => {
      await tx.rows(queries.noMoreTurns(id));
      const assignment = await tx.row(queries.assignmentById(id));
      if (!assignment) throw new NotFoundError('Assignment', id);
      if (assignment.withdrawn_at) {
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This has been withdrawn already.');
      }
      if (!canWithdraw(standingOf(assignment))) {
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This has been shared already, so it stays.');
      }
      await tx
        .repo(Assignment)
        .update(
          { practiceId: viewer.practiceId, id },
          { withdrawnAt: () => 'now()', withdrawnById: viewer.membershipId },
        );
      await tx.audit('assignment.withdraw', 'Assignment', id);
      return { assignmentId: id };
    });
    return this.#assignment(viewer, id);
  }

  /**
   * Gives again what was withdrawn. Within the ten seconds that undoes the undoing; later it is giving, and asks what giving
   * asks. Who never heard of it is told now.
   */
  async restoreAssignment(viewer: Viewer, input: RestoreAssignmentInput): Promise<AssignmentType> {
    const id = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, 'restoreAssignment', input, async (tx) => {
      const assignment = await tx.row(queries.assignmentById(id));
      if (!assignment) throw new NotFoundError('Assignment', id);
      if (!canRestore({ withdrawnAt: assignment.withdrawn_at }))
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This is given already.');
      if (Date.parse(assignment.announce_at) <= Date.now()) {
        await this.#assertStillGiven(tx, id);
      }
      await tx
        .repo(Assignment)
        .update({ practiceId: viewer.practiceId, id }, { withdrawnAt: null, withdrawnById: null });
      if (Date.parse(assignment.withdrawn_at ?? '') < Date.parse(assignment.announce_at))
        await this.#tell(
          tx,
          id,
          assignment.turns.flatMap(({ clientId, isWaiting }) => (isWaiting ? [] : [clientId])),
          new Date(Math.max(Date.parse(assignment.announce_at), Date.now())),
        );
      await tx.audit('assignment.restore', 'Assignment', id);
      return { assignmentId: id };
    });
    return this.#assignment(viewer, id);
  }

  /** Opens what waits for a session, for everyone it was given to: from this moment it is on their phones. */
  async openInSession(viewer: Viewer, input: OpenInSessionInput): Promise<AssignmentType> {
    const id = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, 'openInSession', input, async (tx) => {
      const assignment = await tx.row(queries.assignmentById(id));
      if (!assignment) throw new NotFoundError('Assignment', id);
      if (!canOpenInSession(standingOf(assignment)))
        throw new UserError(UserErrorCode.ALREADY_DONE, 'Nothing of this waits for a session now.');
      await this.#assertStillGiven(tx, id);
      await tx.rows(queries.openWaitingTurns(id));
      await tx.audit('assignment.openInSession', 'Assignment', id);
      return { assignmentId: id };
    });
    return this.#assignment(viewer, id);
  }

  async assignmentsOf(viewer: Viewer, clientId: string): Promise<AssignmentType[]> {
    const row = await this.db.readOne(viewer, queries.assignmentsOfClient(clientId));
    return (row?.assignments ?? []).map(assignmentOf);
  }

  async assignmentsOfCouple(viewer: Viewer, coupleId: string): Promise<AssignmentType[]> {
    const row = await this.db.readOne(viewer, queries.assignmentsOfCouple(coupleId));
    return (row?.assignments ?? []).map(assignmentOf);
  }

  /** What was given before is given or opened now only where it could be given anew. */
  async #assertStillGiven(tx: Tx, assignmentId: string): Promise<void> {
    const given = await tx.row(queries.assignmentToRestore(assignmentId));
    const episode = given && (await tx.row(queries.episodeToAssignIn(given.episode_id)));
    if (!episode)
      throw new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'This course of care has ended: nothing is given in it any more.',
        'assignmentId',
      );
    assertUnderWay(episode, 'assignmentId');
    await this.#assertMayBeGiven(tx, given.episode_id, given.exercise_version_id, 'assignmentId');
  }

  /** What is for couples is given where their gate is open. */
  async #assertMayBeGiven(
    tx: Tx,
    episodeId: string,
    versionId: string,
    field = 'exerciseSlug',
  ): Promise<void> {
    if (isForCouples(await this.exercises.definitionIn(tx, versionId)))
      await this.couples.assertGateOpen(tx, episodeId, field);
  }

  async #tell(tx: Tx, assignmentId: string, clientIds: readonly string[], at: Date): Promise<void> {
    const { practiceId } = tx.viewer;
    for (const clientId of clientIds)
      await enqueue(
        tx,
        'mail',
        { kind: 'ASSIGNMENT', practiceId, assignmentId, clientId },
        { key: `assignment|${assignmentId}|${clientId}`, runAt: at },
      );
  }

  async #assignment(viewer: Viewer, id: string): Promise<AssignmentType> {
    const row = await this.db.readOne(viewer, queries.assignmentById(id));
    if (!row) throw new NotFoundError('Assignment', id);
    return assignmentOf(row);
  }
}

/** For whom an exercise is: those who were named, or everyone in the episode. */
function recipients(
  episode: {
    client_id: string | null;
    couple_id: string | null;
    couple_status: CoupleStatus | null;
    partner_ids: string[];
  },
  named: string[] | null | undefined,
): string[] {
  assertUnderWay(episode, 'episodeId');
  const all = episode.client_id ? [episode.client_id] : episode.partner_ids;
  if (!named) return all;
  const ids = [...new Set(named.map((id) => asId('Client', id)))];
  const stranger = ids.find((id) => !all.includes(id));
  if (stranger) throw new NotFoundError('Client', stranger);
  return ids;
}

/** The role of each, where an exercise has any: one for everyone it is given to, and none elsewhere. */
function rolesOf(
  known: readonly Role[],
  clientIds: readonly string[],
  named: readonly { clientId: string; role: Role }[],
): ReadonlyMap<string, Role> {
  const roles = new Map(named.map(({ clientId, role }) => [asId('Client', clientId), role]));
  const stranger = [...roles.keys()].find((clientId) => !clientIds.includes(clientId));
  if (stranger !== undefined) throw new NotFoundError('Client', stranger);
  if (named.some(({ role }) => !known.includes(role)))
    throw new UserError(UserErrorCode.INVALID, 'This exercise has no such role.', 'roles');
  if (known.length > 0 && clientIds.some((clientId) => !roles.has(clientId)))
    throw new UserError(UserErrorCode.INVALID, 'Please choose a role for each of them.', 'roles');
  return roles;
}

function inTurn(known: readonly Role[], clientIds: readonly string[]): ReadonlyMap<string, Role> {
  return new Map(
    clientIds.flatMap((clientId, at) => {
      const role = known[at % known.length];
      return role === undefined ? [] : [[clientId, role] as const];
    }),
  );
}

function assertUnderWay(episode: { couple_status: CoupleStatus | null }, field: string): void {
  if (episode.couple_status && episode.couple_status !== 'ACTIVE')
    throw new UserError(
      UserErrorCode.NOT_ALLOWED_NOW,
      'The joint work of this couple is paused or has ended.',
      field,
    );
}

const standingOf = (row: queries.StoredAssignment) => ({
  withdrawnAt: row.withdrawn_at,
  rhythm: row.course.rhythm.kind,
  isWaiting: row.turns.some(({ isWaiting }) => isWaiting),
  isShared: row.turns.every(({ clientId }) =>
    row.reflections.some((reflection) => reflection.client_id === clientId && reflection.sitting === 'FIRST'),
  ),
});

/** An assignment as its care team sees it. */
export function assignmentOf(row: queries.StoredAssignment): AssignmentType {
  const now = new Date().toISOString();
  const course = courseOf(row.course);
  const { rhythm, holiday } = course;
  const today = localDate(now, course.zone);
  const running = { withdrawnAt: row.withdrawn_at, pausedAt: row.course.paused_at, rhythm: rhythm.kind };
  const nextTurnOn = row.withdrawn_at === null ? nextTurn(course, now) : null;
  return {
    id: row.id,
    exerciseTitle: row.exercise_title,
    exerciseSlug: row.exercise_slug,
    assignedAt: row.assigned_at,
    announcedAt: row.announce_at,
    due: row.due,
    dueOn: row.due_on,
    withdrawnAt: row.withdrawn_at,
    rhythm,
    nextTurnOn,
    hasEnded: hasEnded(course, today),
    pausedAt: row.course.paused_at,
    holiday: holiday && holiday.until >= today ? holiday : null,
    skippedOn: comesBack(rhythm.kind) ? course.skippedOn.filter((on) => on >= today) : [],
    turns: row.turns,
    reflections: row.reflections.map(summaryOf),
    viewerCanWithdraw: canWithdraw(standingOf(row)),
    viewerCanOpenInSession: canOpenInSession(standingOf(row)),
    viewerCanRestore: canRestore({ withdrawnAt: row.withdrawn_at }),
    viewerCanChangeRhythm: canChangeRhythm(running),
    viewerCanPause: canPause(running),
    viewerCanResume: canResume(running),
    viewerCanSkip: nextTurnOn !== null,
    viewerCanSetHoliday: canSetHoliday(running),
  };
}

/** A shared reflection as lists show it. */
export function summaryOf(row: queries.StoredSummary): ReflectionSummary {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    exerciseTitle: row.exercise_title,
    outcome: row.outcome,
    sharing: row.sharing,
    state: row.state,
    submittedAt: row.submitted_at,
    isRead: row.is_read,
    nextSession: nextSessionOf(row.rhythm),
    sitting: sittingKind(row.sitting),
    isMarked: row.is_marked,
    careKind: row.couple_id ? 'COUPLE' : 'INDIVIDUAL',
    coupleId: row.couple_id,
    coupleName: row.couple_name,
    addendedAt: row.addended_at,
  };
}
