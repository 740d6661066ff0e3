import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { ClientType, CoupleType } from '../caseload/index.js';
import {
  ArrangeWeeksInput,
  CloseWeekInput,
  CohortPayload,
  CohortType,
  EndEnrollmentInput,
  EnrollCohortInput,
  EnrollInProgramInput,
  EnrollmentPayload,
  EnrollmentType,
  OpenCohortWeekInput,
  OpenNextWeekInput,
  RestoreEnrollmentInput,
} from './enrollment.types.js';
import { EnrollmentsService } from './enrollments.service.js';

/** What programs add to a client: the page's own statement brings them along, an act's payload loads them. */
@Resolver(() => ClientType)
export class ClientEnrollmentsResolver {
  constructor(@Inject(EnrollmentsService) private readonly enrollments: EnrollmentsService) {}

  @ResolveField('enrollments', () => [EnrollmentType], {
    description: 'Ways through programs, the newest first.',
  })
  enrollmentsOf(
    @AsViewer() viewer: Viewer,
    @Parent() client: ClientType & { enrollments?: EnrollmentType[] },
  ): EnrollmentType[] | Promise<EnrollmentType[]> {
    return client.enrollments ?? this.enrollments.enrollmentsOf(viewer, client.id);
  }
}

/** What programs add to a couple, in the same way. */
@Resolver(() => CoupleType)
export class CoupleEnrollmentsResolver {
  constructor(@Inject(EnrollmentsService) private readonly enrollments: EnrollmentsService) {}

  @ResolveField('enrollments', () => [EnrollmentType], {
    description: 'Ways through programs, the newest first.',
  })
  enrollmentsOf(
    @AsViewer() viewer: Viewer,
    @Parent() couple: CoupleType & { enrollments?: EnrollmentType[] },
  ): EnrollmentType[] | Promise<EnrollmentType[]> {
    return couple.enrollments ?? this.enrollments.enrollmentsOfCouple(viewer, couple.id);
  }
}

/** Programs as the clinician leads them. */
@Resolver()
export class EnrollmentsResolver {
  constructor(@Inject(EnrollmentsService) private readonly enrollments: EnrollmentsService) {}

  @Allow('CLINICIAN')
  @Query(() => [CohortType], { description: 'The viewer’s own workshop groups, the newest first.' })
  cohorts(@AsViewer() viewer: Viewer): Promise<CohortType[]> {
    return this.enrollments.cohorts(viewer);
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, { description: 'Begins a program for a client or a couple.' })
  async enrollInProgram(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EnrollInProgramInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.enrollInProgram(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => CohortPayload, {
    description: 'Begins a program for a group. Its members do not see each other.',
  })
  async enrollCohort(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EnrollCohortInput,
  ): Promise<CohortPayload> {
    return { cohort: await this.enrollments.enrollCohort(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, {
    description: 'Opens the next week and gives what is in it; ten seconds to undo before anyone is told.',
  })
  async openNextWeek(
    @AsViewer() viewer: Viewer,
    @Args('input') input: OpenNextWeekInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.openNextWeek(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => CohortPayload, { description: 'Opens the next week of everybody in a group.' })
  async openCohortWeek(
    @AsViewer() viewer: Viewer,
    @Args('input') input: OpenCohortWeekInput,
  ): Promise<CohortPayload> {
    return { cohort: await this.enrollments.openCohortWeek(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, { description: 'Undoes the opening of a week within ten seconds.' })
  async closeWeek(
    @AsViewer() viewer: Viewer,
    @Args('input') input: CloseWeekInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.closeWeek(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, {
    description: 'Puts the weeks still to come in another order, skips some, or makes room for rest.',
  })
  async arrangeWeeks(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ArrangeWeeksInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.arrangeWeeks(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, { description: 'Ends the way; what was given stays given.' })
  async endEnrollment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EndEnrollmentInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.endEnrollment(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EnrollmentPayload, { description: 'Goes on with a way that was ended.' })
  async restoreEnrollment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestoreEnrollmentInput,
  ): Promise<EnrollmentPayload> {
    return { enrollment: await this.enrollments.restoreEnrollment(viewer, input), userErrors: [] };
  }
}
