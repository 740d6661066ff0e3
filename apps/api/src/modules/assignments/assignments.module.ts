import { Module } from '@nestjs/common';
import { ExercisesModule } from '../exercises/index.js';
import { ClientAssignmentsResolver, ReflectionsResolver, ReviewsResolver } from './assignments.resolver.js';
import { AssignmentsService } from './assignments.service.js';
import { ReflectionsService } from './reflections.service.js';
import { ReviewsService } from './reviews.service.js';
import { SealedWords } from './sealed-words.js';

@Module({
  imports: [ExercisesModule],
  providers: [
    ClientAssignmentsResolver,
    ReviewsResolver,
    ReflectionsResolver,
    AssignmentsService,
    ReflectionsService,
    ReviewsService,
    SealedWords,
  ],
  exports: [AssignmentsService, ReflectionsService, ReviewsService],
})
export class AssignmentsModule {}
