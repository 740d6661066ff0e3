/**
 * Exercises: the library that clinicians assign from. A built-in is a file of @rejoin/library; a practice gets its own
 * frozen copy when it is first assigned, and assignments point at that copy for good.
 *
 *   file -> (first assignment) -> ExerciseVersion, never changed again
 *
 * Programs are files, too, and copied in the same way at the first enrollment.
 *
 * invariant: old answers keep the wording they were asked with, and a draft on an old version can always be finished.
 */
export { ExerciseContent, Roles } from './exercise.types.js';
export { ExerciseVersion } from './exercise-version.entity.js';
export { ExercisesModule } from './exercises.module.js';
export { ExercisesService, isForCouples } from './exercises.service.js';
export { ProgramWeekType } from './program.types.js';
export { ProgramVersion } from './program-version.entity.js';
export { ProgramsService, storedProgram } from './programs.service.js';
