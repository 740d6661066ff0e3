import { Module } from '@nestjs/common';
import { ExercisesResolver } from './exercises.resolver.js';
import { ExercisesService } from './exercises.service.js';
import { Library } from './library.js';
import { OwnExercisesService } from './own-exercises.service.js';
import { ProgramsResolver } from './programs.resolver.js';
import { ProgramsService } from './programs.service.js';

@Module({
  providers: [
    ExercisesResolver,
    ProgramsResolver,
    ExercisesService,
    OwnExercisesService,
    ProgramsService,
    Library,
  ],
  exports: [ExercisesService, OwnExercisesService, ProgramsService],
})
export class ExercisesModule {}
