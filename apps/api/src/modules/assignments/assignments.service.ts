import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys } from '../../platform/crypto/index.js';
import { Db } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { nextSessionOf } from '../caseload/index.js';
import { ExercisesService } from '../exercises/index.js';
import { Assignment } from './assignment.entity.js';
import { canWithdraw, undoTime } from './assignment.lifecycle.js';
import type {
  AssignExerciseInput,
  AssignmentType,
  ReflectionSummary,
  WithdrawAssignmentInput,
} from './assignment.types.js';
import * as queries from './assignments.queries.js';
import { Occurrence } from './occurrence.entity.js';
import { placeOf } from './sealed-words.js';

/** Giving an exercise, and taking it back. */
@Injectable()
export class AssignmentsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
  ) {}

  /** Gives an exercise in an episode. For ten seconds it can be undone without a trace; then the client is told. */
  async assignExercise(viewer: Viewer, input: AssignExerciseInput): Promise<AssignmentType> {
    const episodeId = asId('Episode', input.episodeId);
    if ((input.due === 'ON_DATE') !== Boolean(input.dueOn)) {
      throw new UserError(UserErrorCode.INVALID, 'A day goes with "on a date", and only with it.', 'dueOn');
    }
    const { assignmentId } = await this.db.act(viewer, 'assignExercise', input, async (tx) => {
      const episode = await tx.row(queries.episodeToAssignIn(episodeId));
      if (!episode) throw new NotFoundError('Episode', episodeId);
      const version = await this.exercises.versionToAssign(tx, input.exerciseSlug);
      const id = randomUUID();
      const rationale = input.rationale?.trim();
      const key = rationale ? await this.dataKeys.keyFor(tx, viewer.membershipId, episode.client_id) : null;
      const announceAt = new Date(Date.now() + undoTime);
      await tx.insert(Assignment, {
        id,
        episodeId,
        exerciseVersionId: version.id,
        assignedById: viewer.membershipId,
        announceAt,
        due: input.due,
        dueOn: input.dueOn ?? null,
        rationaleSealed:
          rationale && key
            ? this.dataKeys.seal(viewer, key, placeOf.rationale(id, viewer.membershipId), rationale)
            : null,
        dataKeyId: key?.id ?? null,
      });
      await tx.insert(Occurrence, {
        id: randomUUID(),
        assignmentId: id,
        episodeId,
        clientId: episode.client_id,
        slot: 'once',
      });
      await enqueue(
        tx,
        'mail',
        { kind: 'ASSIGNMENT', practiceId: viewer.practiceId, assignmentId: id },
        { key: `assignment|${id}`, runAt: announceAt },
      );
      await tx.audit('assignment.give', 'Assignment', id, episode.client_id);
      return { assignmentId: id };
    });
    return this.#assignment(viewer, assignmentId ?? '');
  }

  /** Within ten seconds nobody ever hears of it; later it goes from Today, and what was begun stays its author's. */
  async withdrawAssignment(viewer: Viewer, input: WithdrawAssignmentInput): Promise<AssignmentType> {
    const id = asId('Assignment', input.assignmentId);
    await this.db.act(viewer, 'withdrawAssignment', input, async (tx) => {
      const assignment = await tx.row(queries.assignmentById(id));
      if (!assignment) throw new NotFoundError('Assignment', id);
      if (assignment.withdrawn_at) {
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This has been withdrawn already.');
      }
      if (!canWithdraw(standingOf(assignment))) {
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'Your client has shared this already, so it stays.',
        );
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

  async assignmentsOf(viewer: Viewer, clientId: string): Promise<AssignmentType[]> {
    const row = await this.db.readOne(viewer, queries.assignmentsOfClient(clientId));
    return (row?.assignments ?? []).map(assignmentOf);
  }

  async #assignment(viewer: Viewer, id: string): Promise<AssignmentType> {
    const row = await this.db.readOne(viewer, queries.assignmentById(id));
    if (!row) throw new NotFoundError('Assignment', id);
    return assignmentOf(row);
  }
}

const standingOf = (row: queries.StoredAssignment) => ({
  withdrawnAt: row.withdrawn_at,
  isShared: row.reflections.length > 0,
});

/** An assignment as its care team sees it. */
export function assignmentOf(row: queries.StoredAssignment): AssignmentType {
  return {
    id: row.id,
    exerciseTitle: row.exercise_title,
    exerciseSlug: row.exercise_slug,
    assignedAt: row.assigned_at,
    announcedAt: row.announce_at,
    due: row.due,
    dueOn: row.due_on,
    withdrawnAt: row.withdrawn_at,
    reflections: row.reflections.map(summaryOf),
    viewerCanWithdraw: canWithdraw(standingOf(row)),
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
  };
}
