import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload/index.js';
import { ExercisesModule } from '../exercises/index.js';
import {
  ClientAssignmentsResolver,
  CoupleAssignmentsResolver,
  ReflectionsResolver,
  ReviewsResolver,
} from './assignments.resolver.js';
import { AssignmentsService } from './assignments.service.js';
import { ReflectionsService } from './reflections.service.js';
import { ReviewsService } from './reviews.service.js';
import { SealedWords } from './sealed-words.js';

@Module({
  imports: [CaseloadModule, ExercisesModule],
  providers: [
    ClientAssignmentsResolver,
    CoupleAssignmentsResolver,
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
