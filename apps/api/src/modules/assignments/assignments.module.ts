import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload/index.js';
import { ExercisesModule } from '../exercises/index.js';
import {
  ClientAssignmentsResolver,
  CoupleAssignmentsResolver,
  ReflectionsResolver,
  ReviewsResolver,
  RhythmsResolver,
} from './assignments.resolver.js';
import { AssignmentsService } from './assignments.service.js';
import {
  ClientEnrollmentsResolver,
  CoupleEnrollmentsResolver,
  EnrollmentsResolver,
} from './enrollments.resolver.js';
import { EnrollmentsService } from './enrollments.service.js';
import { ReflectionsService } from './reflections.service.js';
import { ReviewsService } from './reviews.service.js';
import { RhythmsService } from './rhythms.service.js';
import { SealedWords } from './sealed-words.js';

@Module({
  imports: [CaseloadModule, ExercisesModule],
  providers: [
    ClientAssignmentsResolver,
    CoupleAssignmentsResolver,
    ClientEnrollmentsResolver,
    CoupleEnrollmentsResolver,
    ReviewsResolver,
    EnrollmentsResolver,
    RhythmsResolver,
    ReflectionsResolver,
    AssignmentsService,
    EnrollmentsService,
    ReflectionsService,
    ReviewsService,
    RhythmsService,
    SealedWords,
  ],
  exports: [
    AssignmentsService,
    EnrollmentsService,
    ReflectionsService,
    ReviewsService,
    RhythmsService,
    SealedWords,
  ],
})
export class AssignmentsModule {}
