import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/index.js';
import { ExerciseContent, ExerciseSummary } from './exercise.types.js';
import { ExercisesService } from './exercises.service.js';

@Resolver()
export class ExercisesResolver {
  constructor(@Inject(ExercisesService) private readonly exercises: ExercisesService) {}

  @Allow('CLINICIAN')
  @Query(() => [ExerciseSummary], { description: 'What can be assigned.' })
  library(): ExerciseSummary[] {
    return this.exercises.list();
  }

  @Allow('CLINICIAN')
  @Query(() => ExerciseContent, {
    nullable: true,
    description: 'One exercise whole, to look at before assigning.',
  })
  exercise(@Args('slug') slug: string): ExerciseContent {
    return this.exercises.preview(slug);
  }
}
