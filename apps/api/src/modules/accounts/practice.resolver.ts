import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public, type Viewer } from '../../platform/auth/index.js';
import { AsViewer, MaybeViewer } from '../../platform/graphql/index.js';
import {
  ChangePracticeInput,
  ChangePracticePayload,
  HelpInformation,
  PracticeType,
  SetHelpInformationInput,
  SetHelpInformationPayload,
} from './account.types.js';
import { PracticeService } from './practice.service.js';

@Resolver()
export class PracticeResolver {
  constructor(@Inject(PracticeService) private readonly practices: PracticeService) {}

  @Public()
  @Query(() => HelpInformation, { description: 'Help now, signed in or out.' })
  helpInformation(@MaybeViewer() viewer: Viewer | null): Promise<HelpInformation> {
    return this.practices.helpInformation(viewer);
  }

  @Allow('PRACTICE_ADMIN')
  @Query(() => PracticeType)
  practice(@AsViewer() viewer: Viewer): Promise<PracticeType> {
    return this.practices.practice(viewer);
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => ChangePracticePayload, {
    description: 'Names the practice, its mails and its zone.',
  })
  async changePractice(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ChangePracticeInput,
  ): Promise<ChangePracticePayload> {
    return { practice: await this.practices.changePractice(viewer, input), userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => SetHelpInformationPayload, {
    description: 'What clients find under Help now, with the day the numbers were checked.',
  })
  async setHelpInformation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetHelpInformationInput,
  ): Promise<SetHelpInformationPayload> {
    return { practice: await this.practices.setHelpInformation(viewer, input), userErrors: [] };
  }
}
