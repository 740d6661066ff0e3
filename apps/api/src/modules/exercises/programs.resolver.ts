import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { PinProgramInput, PinProgramPayload, ProgramType } from './program.types.js';
import { ProgramsService } from './programs.service.js';

@Resolver()
export class ProgramsResolver {
  constructor(@Inject(ProgramsService) private readonly programs: ProgramsService) {}

  @Allow(['CLINICIAN', 'PRACTICE_ADMIN'])
  @Query(() => [ProgramType], {
    name: 'programs',
    description: 'The programs of the library, the pinned one first.',
  })
  programLibrary(@AsViewer() viewer: Viewer): Promise<ProgramType[]> {
    return this.programs.list(viewer);
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => PinProgramPayload, {
    description: 'Shows one program first to every clinician of the practice.',
  })
  async pinProgram(
    @AsViewer() viewer: Viewer,
    @Args('input') input: PinProgramInput,
  ): Promise<PinProgramPayload> {
    return { programs: await this.programs.pinProgram(viewer, input), userErrors: [] };
  }
}
