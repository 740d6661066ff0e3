import { Module } from '@nestjs/common';
import { ExercisesResolver } from './exercises.resolver.js';
import { ExercisesService } from './exercises.service.js';
import { Library } from './library.js';

@Module({ providers: [ExercisesResolver, ExercisesService, Library], exports: [ExercisesService] })
export class ExercisesModule {}
