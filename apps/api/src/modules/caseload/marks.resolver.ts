import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import {
  ClinicianOnlyMarkPayload,
  LiftClinicianOnlyMarkInput,
  SetClinicianOnlyMarkInput,
} from './mark.types.js';
import { MarksService } from './marks.service.js';

@Resolver()
export class MarksResolver {
  constructor(@Inject(MarksService) private readonly marks: MarksService) {}

  @Allow('CLINICIAN')
  @Mutation(() => ClinicianOnlyMarkPayload, {
    description:
      'Marks something about one person that only the care team knows. No mail says so, and nobody else sees it.',
  })
  async setClinicianOnlyMark(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetClinicianOnlyMarkInput,
  ): Promise<ClinicianOnlyMarkPayload> {
    return { mark: await this.marks.setMark(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => ClinicianOnlyMarkPayload, { description: 'Lifts a mark that a clinician set.' })
  async liftClinicianOnlyMark(
    @AsViewer() viewer: Viewer,
    @Args('input') input: LiftClinicianOnlyMarkInput,
  ): Promise<ClinicianOnlyMarkPayload> {
    return { mark: await this.marks.liftMark(viewer, input), userErrors: [] };
  }
}
