/**
 * Assignments: one lifecycle in one room, from giving an exercise to having talked about what came back.
 *
 *   Assignment -> Occurrence (one client's turn) -> Reflection: DRAFT -> SUBMITTED -> REVIEWED
 *                                                      | Draft, one per device lane, its author's alone
 *                                                      '-> at sharing: Answer (sealed, with wording and readers), Rating
 *   Enrollment: a way through a program; each EnrollmentWeek waits until it is opened, and then gives its exercises
 *   Review (a clinician's look), Reply, "talked about in session"; ProcessNote stands apart under a key of its own
 *
 *   a rhythm brings further turns: the worker opens those by weeks, months and sessions, the client starts those for when it
 *   happens; (assignment, client, slot) names one turn
 *
 * invariants: staff see neither opened nor started; a shared text never changes; reading another's text and its audit event
 * are one statement; whoever comes second of reading and taking back finds the other's mark.
 */
export { Addendum } from './addendum.entity.js';
export { Answer } from './answer.entity.js';
export { Assignment } from './assignment.entity.js';
export { AssignmentsModule } from './assignments.module.js';
export { assignmentsJson, isToRead, type StoredAssignment } from './assignments.queries.js';
export { assignmentOf, AssignmentsService } from './assignments.service.js';
export { Cohort } from './cohort.entity.js';
export { Draft } from './draft.entity.js';
export { Enrollment } from './enrollment.entity.js';
export { EnrollmentWeek } from './enrollment-week.entity.js';
export { enrollmentsJson, type StoredEnrollment } from './enrollments.queries.js';
export { EnrollmentsService } from './enrollments.service.js';
export { Occurrence } from './occurrence.entity.js';
export { openTurns } from './open-turns.js';
export { putAwayDrafts } from './put-away-drafts.js';
export { ProcessNote } from './process-note.entity.js';
export { Rating } from './rating.entity.js';
export { Reflection } from './reflection.entity.js';
export { withdrawOffers } from './reflections.queries.js';
export { ReflectionsService } from './reflections.service.js';
export { Reply } from './reply.entity.js';
export { Review } from './review.entity.js';
export type { AnswerType } from './reflection.types.js';
export { ReviewsService } from './reviews.service.js';
export { RhythmsService } from './rhythms.service.js';
export { SealedWords } from './sealed-words.js';
export {
  answersJson,
  type Base64,
  isOpenToClient,
  type StoredAnswer,
  type StoredKeys,
  wasOpened,
} from './stored.js';
export { rhythmFrom } from './rhythm-input.js';
export type { AssignmentRhythmInput } from './rhythm.types.js';
export { type Course, firstSlot, slotToOpen } from './turns.js';
