import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { LibraryExercise, ExerciseSummary } from './exercise.types.js';
import { ExercisesService } from './exercises.service.js';
import {
  ArchiveExerciseInput,
  DuplicateExerciseInput,
  ExerciseDraft,
  ExerciseFile,
  ImportExerciseInput,
  ImportExercisePayload,
  MakeExercisePersonalInput,
  OwnExercise,
  OwnExercisePayload,
  PublishExerciseInput,
  PublishExercisePayload,
  RestoreExerciseInput,
  SaveExerciseDraftInput,
  SaveExerciseDraftPayload,
  ShareExerciseWithPracticeInput,
} from './own-exercise.types.js';
import { OwnExercisesService } from './own-exercises.service.js';

@Resolver()
export class ExercisesResolver {
  constructor(
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
    @Inject(OwnExercisesService) private readonly own: OwnExercisesService,
  ) {}

  @Allow('CLINICIAN')
  @Query(() => [ExerciseSummary], { description: 'What can be assigned.' })
  library(@AsViewer() viewer: Viewer): Promise<ExerciseSummary[]> {
    return this.exercises.list(viewer);
  }

  @Allow('CLINICIAN')
  @Query(() => LibraryExercise, {
    nullable: true,
    description: 'One exercise whole, to look at before assigning.',
  })
  exercise(@AsViewer() viewer: Viewer, @Args('slug') slug: string): Promise<LibraryExercise> {
    return this.exercises.preview(viewer, slug);
  }

  @Allow('CLINICIAN')
  @Query(() => ExerciseFile, {
    nullable: true,
    description: 'One exercise as a file, to keep or to hand on.',
  })
  exerciseFile(@AsViewer() viewer: Viewer, @Args('slug') slug: string): Promise<ExerciseFile> {
    return this.exercises.file(viewer, slug);
  }

  @Allow('CLINICIAN')
  @Query(() => [OwnExercise], {
    description: 'The practice’s own exercises and the viewer’s, also those put away; the last saved first.',
  })
  ownExercises(@AsViewer() viewer: Viewer): Promise<OwnExercise[]> {
    return this.own.list(viewer);
  }

  @Allow('CLINICIAN')
  @Query(() => ExerciseDraft, { nullable: true, description: 'An own exercise to write on.' })
  exerciseDraft(
    @AsViewer() viewer: Viewer,
    @Args('exerciseId', { type: () => ID }) exerciseId: string,
  ): Promise<ExerciseDraft> {
    return this.own.draft(viewer, exerciseId);
  }

  @Allow('CLINICIAN')
  @Mutation(() => OwnExercisePayload, {
    description: 'Makes an own exercise, personal at first, of another.',
  })
  async duplicateExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: DuplicateExerciseInput,
  ): Promise<OwnExercisePayload> {
    return { exercise: await this.own.duplicateExercise(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => ImportExercisePayload, { description: 'Brings an exercise from a file, as an own draft.' })
  async importExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ImportExerciseInput,
  ): Promise<ImportExercisePayload> {
    return { ...(await this.own.importExercise(viewer, input)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => SaveExerciseDraftPayload, {
    description: 'Keeps what is written of an own exercise. On an older revision it is refused as STALE.',
  })
  async saveExerciseDraft(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SaveExerciseDraftInput,
  ): Promise<SaveExerciseDraftPayload> {
    return { draft: await this.own.saveExerciseDraft(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => PublishExercisePayload, {
    description: 'Makes what is written the next version. What was given before keeps its own.',
  })
  async publishExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: PublishExerciseInput,
  ): Promise<PublishExercisePayload> {
    const { exercise, problems } = await this.own.publishExercise(viewer, input);
    return { exercise, problems: problems.map((problem) => ({ ...problem, line: null })), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => OwnExercisePayload, {
    description: 'Puts an own exercise away; what was given of it goes on.',
  })
  async archiveExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ArchiveExerciseInput,
  ): Promise<OwnExercisePayload> {
    return { exercise: await this.own.archiveExercise(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => OwnExercisePayload, { description: 'Brings an own exercise back into the library.' })
  async restoreExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestoreExerciseInput,
  ): Promise<OwnExercisePayload> {
    return { exercise: await this.own.restoreExercise(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => OwnExercisePayload, { description: 'Lets every clinician of the practice find it.' })
  async shareExerciseWithPractice(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ShareExerciseWithPracticeInput,
  ): Promise<OwnExercisePayload> {
    return { exercise: await this.own.shareExerciseWithPractice(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => OwnExercisePayload, { description: 'Takes it out of the practice’s library again.' })
  async makeExercisePersonal(
    @AsViewer() viewer: Viewer,
    @Args('input') input: MakeExercisePersonalInput,
  ): Promise<OwnExercisePayload> {
    return { exercise: await this.own.makeExercisePersonal(viewer, input), userErrors: [] };
  }
}
