import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { exercisesOf, type ProgramDefinition, say } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { ProgramsService, storedProgram } from '../exercises/index.js';
import { undoTime } from './assignment.lifecycle.js';
import { episodeToAssignIn } from './assignments.queries.js';
import { AssignmentsService } from './assignments.service.js';
import { Cohort } from './cohort.entity.js';
import { Enrollment } from './enrollment.entity.js';
import { arrangementFault, canOpenNext, nextWeek, type WeekOpening } from './enrollment.lifecycle.js';
import type {
  ArrangeWeeksInput,
  CloseWeekInput,
  CohortType,
  EndEnrollmentInput,
  EnrollCohortInput,
  EnrollInProgramInput,
  EnrollmentType,
  OpenCohortWeekInput,
  OpenNextWeekInput,
  WeekRoleInput,
} from './enrollment.types.js';
import { EnrollmentWeek } from './enrollment-week.entity.js';
import * as queries from './enrollments.queries.js';

/** Ways through programs: begun for a course of care or a group, opened week by week. */
@Injectable()
export class EnrollmentsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ProgramsService) private readonly programs: ProgramsService,
    @Inject(AssignmentsService) private readonly assignments: AssignmentsService,
  ) {}

  async enrollInProgram(viewer: Viewer, input: EnrollInProgramInput): Promise<EnrollmentType> {
    const episodeId = asId('Episode', input.episodeId);
    const { enrollmentId } = await this.db.act(viewer, 'enrollInProgram', input, async (tx) => {
      const episode = await tx.row(episodeToAssignIn(episodeId));
      if (!episode) throw new NotFoundError('Episode', episodeId);
      const version = await this.programs.versionToBegin(tx, input.programSlug);
      assertFits(version.program, episode, input.opens);
      return { enrollmentId: await this.#begin(tx, { ...input, episodeId, version, cohortId: null }) };
    });
    return this.#enrollment(viewer, enrollmentId ?? '');
  }

  /** A group begins together. Each has a way of their own, and learns of nobody else's. */
  async enrollCohort(viewer: Viewer, input: EnrollCohortInput): Promise<CohortType> {
    const clientIds = [...new Set(input.clientIds.map((id) => asId('Client', id)))];
    const { cohortId } = await this.db.act(viewer, 'enrollCohort', input, async (tx) => {
      const found = await tx.rows(queries.individualEpisodes(clientIds));
      const episodes = new Map(found.map(({ client_id, episode_id }) => [client_id, episode_id]));
      const stranger = clientIds.find((id) => !episodes.has(id));
      if (stranger) throw new NotFoundError('Client', stranger);
      const version = await this.programs.versionToBegin(tx, input.programSlug);
      assertFits(version.program, { couple_id: null }, 'BY_HAND');
      const id = randomUUID();
      await tx.insert(Cohort, {
        id,
        name: input.name.trim(),
        programVersionId: version.id,
        createdById: viewer.membershipId,
      });
      for (const episodeId of episodes.values())
        await this.#begin(tx, {
          episodeId,
          version,
          cohortId: id,
          programSlug: input.programSlug,
          opens: 'BY_HAND',
          isBegun: input.isBegun,
        });
      return { cohortId: id };
    });
    return this.#cohort(viewer, cohortId ?? '');
  }

  /** Opens the week that comes next, and gives what is in it. For ten seconds it can be closed again. */
  async openNextWeek(viewer: Viewer, input: OpenNextWeekInput): Promise<EnrollmentType> {
    const id = asId('Enrollment', input.enrollmentId);
    await this.db.act(viewer, 'openNextWeek', input, async (tx) => {
      const enrollment = await this.#lock(tx, id);
      if (!canOpenNext(enrollment))
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'There is no week left to open here.');
      await this.#open(tx, enrollment, input.roles ?? []);
      return {};
    });
    return this.#enrollment(viewer, id);
  }

  /** Opens the next week of everybody in a group who has one left. */
  async openCohortWeek(viewer: Viewer, input: OpenCohortWeekInput): Promise<CohortType> {
    const id = asId('Cohort', input.cohortId);
    await this.db.act(viewer, 'openCohortWeek', input, async (tx) => {
      const cohort = await tx.row(queries.cohortById(id));
      if (!cohort) throw new NotFoundError('Cohort', id);
      const open = cohort.members.filter(({ enrollment }) => canOpenNext(enrollment));
      if (open.length === 0)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'There is no week left to open here.');
      for (const { enrollment } of open) {
        const locked = await this.#lock(tx, enrollment.id);
        if (canOpenNext(locked)) await this.#open(tx, locked);
      }
      return {};
    });
    return this.#cohort(viewer, id);
  }

  /** Undoes the opening of a week before anybody is told of it. */
  async closeWeek(viewer: Viewer, input: CloseWeekInput): Promise<EnrollmentType> {
    const id = asId('EnrollmentWeek', input.weekId);
    const { enrollmentId } = await this.db.act(viewer, 'closeWeek', input, async (tx) => {
      const found = await tx.row(queries.enrollmentOfWeek(id));
      if (!found) throw new NotFoundError('EnrollmentWeek', id);
      const { weeks } = await this.#lock(tx, found.enrollment_id);
      const openedAt = weeks.find((week) => week.id === id)?.opened_at;
      if (!openedAt) throw new UserError(UserErrorCode.ALREADY_DONE, 'This week is not open.');
      if (Date.parse(openedAt) + undoTime <= Date.now())
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'They were told of this week already. You can withdraw its exercises one by one.',
        );
      await tx.rows(queries.withdrawWeek(id));
      await tx
        .repo(EnrollmentWeek)
        .update({ practiceId: viewer.practiceId, id }, { openedAt: null, openedById: null });
      await tx.audit('enrollment.closeWeek', 'Enrollment', found.enrollment_id);
      return { enrollmentId: found.enrollment_id };
    });
    return this.#enrollment(viewer, enrollmentId ?? '');
  }

  /** Puts the weeks that are still to come in another order, skips some, or makes room for rest. */
  async arrangeWeeks(viewer: Viewer, input: ArrangeWeeksInput): Promise<EnrollmentType> {
    const id = asId('Enrollment', input.enrollmentId);
    const arranged = input.weeks.map((week) => ({
      ...week,
      weekId: week.weekId ? asId('EnrollmentWeek', week.weekId) : null,
    }));
    await this.db.act(viewer, 'arrangeWeeks', input, async (tx) => {
      const { weeks, episode_id } = await this.#lock(tx, id);
      const fault = arrangementFault(weeks, arranged);
      if (fault) throw new UserError(UserErrorCode.INVALID, fault, 'weeks');
      // After every week that is open: one that was left out before it may come back, and comes after it then.
      const last = Math.max(0, ...weeks.map(({ opened_at, position }) => (opened_at ? position : 0)));
      const places = arranged.map((week, index) => ({ ...week, position: last + index + 1 }));
      const kept = places.flatMap(({ weekId, ...place }) => (weekId ? [{ weekId, ...place }] : []));
      const rests = places.filter(({ weekId }) => !weekId);
      await tx.rows(
        queries.arrangeWeeks(
          id,
          kept.map(({ weekId }) => weekId),
          kept.map(({ position }) => position),
          kept.map(({ isSkipped }) => isSkipped),
        ),
      );
      await tx.insert(
        EnrollmentWeek,
        rests.map(({ position }) => ({
          id: randomUUID(),
          enrollmentId: id,
          episodeId: episode_id,
          position,
          weekKey: null,
        })),
      );
      await tx.audit('enrollment.arrange', 'Enrollment', id);
      return {};
    });
    return this.#enrollment(viewer, id);
  }

  /** Ends the way; what was given stays given. */
  endEnrollment(viewer: Viewer, input: EndEnrollmentInput): Promise<EnrollmentType> {
    return this.#setEnded(viewer, 'endEnrollment', input, true);
  }

  restoreEnrollment(viewer: Viewer, input: EndEnrollmentInput): Promise<EnrollmentType> {
    return this.#setEnded(viewer, 'restoreEnrollment', input, false);
  }

  /** What follows from a review: the next week, where it waits for just that. */
  async afterReview(tx: Tx, reflectionId: string): Promise<void> {
    const found = await tx.row(queries.openedByReview(reflectionId));
    if (!found) return;
    const enrollment = await this.#lock(tx, found.enrollment_id);
    if (canOpenNext(enrollment)) await this.#open(tx, enrollment);
  }

  async cohorts(viewer: Viewer): Promise<CohortType[]> {
    const [rows] = await this.db.read(viewer, queries.ownCohorts());
    return rows.map((row) => this.#cohortOf(row));
  }

  async enrollmentsOf(viewer: Viewer, clientId: string): Promise<EnrollmentType[]> {
    const row = await this.db.readOne(viewer, queries.enrollmentsOfClient(clientId));
    return (row?.enrollments ?? []).map((one) => this.enrollmentOf(one));
  }

  async enrollmentsOfCouple(viewer: Viewer, coupleId: string): Promise<EnrollmentType[]> {
    const row = await this.db.readOne(viewer, queries.enrollmentsOfCouple(coupleId));
    return (row?.enrollments ?? []).map((one) => this.enrollmentOf(one));
  }

  /** A way through a program as its care team sees it. */
  enrollmentOf(row: queries.StoredEnrollment): EnrollmentType {
    const program = storedProgram(row.definition);
    return {
      id: row.id,
      programTitle: say(program.title, 'en'),
      programSlug: program.slug,
      opens: row.opens,
      cohortName: row.cohort_name,
      enrolledAt: row.enrolled_at,
      endedAt: row.ended_at,
      weeks: row.weeks.map((stored) => {
        const week = program.weeks.find(({ key }) => key === stored.week_key);
        return {
          id: stored.id,
          week: week ? this.programs.weekOf(week) : null,
          openedAt: stored.opened_at,
          isSkipped: stored.skipped_at !== null,
        };
      }),
      viewerCanOpenNext: canOpenNext(row),
    };
  }

  #cohortOf(row: queries.StoredCohort): CohortType {
    return {
      id: row.id,
      name: row.name,
      programTitle: say(storedProgram(row.definition).title, 'en'),
      members: row.members.map(({ client_id, client_name, enrollment }) => ({
        clientId: client_id,
        clientName: client_name,
        enrollment: this.enrollmentOf(enrollment),
      })),
      viewerCanOpenNext: row.members.some(({ enrollment }) => canOpenNext(enrollment)),
    };
  }

  async #begin(
    tx: Tx,
    way: {
      episodeId: string;
      version: { id: string; program: ProgramDefinition };
      cohortId: string | null;
      programSlug: string;
      opens: WeekOpening;
      isBegun: boolean;
    },
  ): Promise<string> {
    const { episodeId, version, cohortId, opens } = way;
    if (await tx.row(queries.isUnderWay(episodeId, way.programSlug)))
      throw new UserError(
        UserErrorCode.ALREADY_DONE,
        'This program is under way there already.',
        'programSlug',
      );
    const id = randomUUID();
    await tx.insert(Enrollment, {
      id,
      episodeId,
      programVersionId: version.id,
      cohortId,
      opens,
      enrolledById: tx.viewer.membershipId,
    });
    await tx.insert(
      EnrollmentWeek,
      version.program.weeks.map(({ key }, index) => ({
        id: randomUUID(),
        enrollmentId: id,
        episodeId,
        position: index + 1,
        weekKey: key,
      })),
    );
    await tx.audit('enrollment.begin', 'Enrollment', id);
    if (way.isBegun) await this.#open(tx, await this.#lock(tx, id));
    return id;
  }

  async #lock(tx: Tx, enrollmentId: string) {
    const enrollment = await tx.row(queries.lockEnrollment(enrollmentId));
    if (!enrollment) throw new NotFoundError('Enrollment', enrollmentId);
    return enrollment;
  }

  /**
   * Gives what the next week holds. Its people hear of it once, however much it is. `roles`: as whoever opens it by hand says;
   * where nobody was asked they go round.
   */
  async #open(
    tx: Tx,
    {
      id,
      episode_id: episodeId,
      definition,
      weeks,
    }: { id: string; episode_id: string; definition: object; weeks: queries.StoredWeek[] },
    roles: readonly WeekRoleInput[] | null = null,
  ): Promise<void> {
    const week = nextWeek(weeks);
    if (!week) return;
    const written = storedProgram(definition).weeks.find(({ key }) => key === week.week_key);
    const exercises = written ? exercisesOf(written) : [];
    if (roles?.some(({ exerciseSlug }) => !exercises.some(({ slug }) => slug === exerciseSlug)))
      throw new UserError(UserErrorCode.INVALID, 'This week has no such exercise.', 'roles');
    for (const [index, exercise] of exercises.entries())
      await this.assignments.give(
        tx,
        {
          episodeId,
          exerciseSlug: exercise.slug,
          due: 'NEXT_SESSION',
          rhythm: { kind: exercise.rhythm ?? 'ONCE' },
          roles: roles?.filter(({ exerciseSlug }) => exerciseSlug === exercise.slug) ?? null,
        },
        { enrollmentWeekId: week.id, isQuiet: index > 0 },
      );
    await tx
      .repo(EnrollmentWeek)
      .update(
        { practiceId: tx.viewer.practiceId, id: week.id },
        { openedAt: () => 'now()', openedById: tx.viewer.membershipId },
      );
    await tx.audit('enrollment.openWeek', 'Enrollment', id);
  }

  async #setEnded(
    viewer: Viewer,
    act: string,
    input: EndEnrollmentInput,
    isEnded: boolean,
  ): Promise<EnrollmentType> {
    const id = asId('Enrollment', input.enrollmentId);
    await this.db.act(viewer, act, input, async (tx) => {
      const { ended_at } = await this.#lock(tx, id);
      if ((ended_at !== null) === isEnded)
        throw new UserError(
          UserErrorCode.ALREADY_DONE,
          isEnded ? 'This has ended already.' : 'This goes on already.',
        );
      await tx
        .repo(Enrollment)
        .update(
          { practiceId: viewer.practiceId, id },
          isEnded
            ? { endedAt: () => 'now()', endedById: viewer.membershipId }
            : { endedAt: null, endedById: null },
        );
      await tx.audit(isEnded ? 'enrollment.end' : 'enrollment.restore', 'Enrollment', id);
      return {};
    });
    return this.#enrollment(viewer, id);
  }

  async #enrollment(viewer: Viewer, id: string): Promise<EnrollmentType> {
    const row = await this.db.readOne(viewer, queries.enrollmentById(id));
    if (!row) throw new NotFoundError('Enrollment', id);
    return this.enrollmentOf(row);
  }

  async #cohort(viewer: Viewer, id: string): Promise<CohortType> {
    const row = await this.db.readOne(viewer, queries.cohortById(id));
    if (!row) throw new NotFoundError('Cohort', id);
    return this.#cohortOf(row);
  }
}

function assertFits(
  program: ProgramDefinition,
  episode: { couple_id: string | null },
  opens: WeekOpening,
): void {
  const isCouple = episode.couple_id !== null;
  if ((program.for === 'COUPLE') !== isCouple)
    throw new UserError(
      UserErrorCode.NOT_ALLOWED_NOW,
      isCouple
        ? 'This program is for one person. It can be begun in their individual care.'
        : 'This program is for people in joint work.',
      'programSlug',
    );
  if (isCouple && opens !== 'BY_HAND')
    throw new UserError(
      UserErrorCode.INVALID,
      'For a couple, weeks open by hand: anything else would tell one of them what the other did.',
      'opens',
    );
}
