import { Module } from '@nestjs/common';
import { ExercisesResolver } from './exercises.resolver.js';
import { ExercisesService } from './exercises.service.js';
import { Library } from './library.js';
import { ProgramsResolver } from './programs.resolver.js';
import { ProgramsService } from './programs.service.js';

@Module({
  providers: [ExercisesResolver, ProgramsResolver, ExercisesService, ProgramsService, Library],
  exports: [ExercisesService, ProgramsService],
})
export class ExercisesModule {}
