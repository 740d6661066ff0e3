import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { CoupleCourseService } from './couple-course.service.js';
import {
  CoupleCoursePayload,
  EndCoupleInput,
  PauseCoupleInput,
  ResumeCoupleInput,
} from './couple-course.types.js';

@Resolver()
export class CoupleCourseResolver {
  constructor(@Inject(CoupleCourseService) private readonly course: CoupleCourseService) {}

  @Allow('CLINICIAN')
  @Mutation(() => CoupleCoursePayload, {
    description: 'Pauses joint work once each was told alone: what was opened is there for nobody meanwhile.',
  })
  async pauseCouple(
    @AsViewer() viewer: Viewer,
    @Args('input') input: PauseCoupleInput,
  ): Promise<CoupleCoursePayload> {
    return { couple: await this.course.pauseCouple(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => CoupleCoursePayload, { description: 'Goes on with joint work that was paused.' })
  async resumeCouple(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ResumeCoupleInput,
  ): Promise<CoupleCoursePayload> {
    return { couple: await this.course.resumeCouple(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => CoupleCoursePayload, {
    description: 'Ends joint work for good once each was told alone. Everybody keeps what they wrote.',
  })
  async endCouple(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EndCoupleInput,
  ): Promise<CoupleCoursePayload> {
    return { couple: await this.course.endCouple(viewer, input), userErrors: [] };
  }
}
