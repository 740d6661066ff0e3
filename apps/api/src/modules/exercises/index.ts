/**
 * Exercises: the library that clinicians assign from. A built-in is a file of @rejoin/library; a practice gets its own
 * frozen copy when it is first assigned. An own exercise is made from another or brought as a file, is written as a draft,
 * and each publishing freezes a version. Assignments point at a version for good.
 *
 *   built-in file ──(first assignment)──────────────▶ ExerciseVersion, never changed again
 *        │ duplicate                                     ▲
 *        ▼                                               │ publish
 *   Exercise: PERSONAL | PRACTICE ── draft, saved over by revision ──┘   archive ⇄ restore
 *
 * Programs are files, too, and copied in the same way at the first enrollment.
 *
 * invariant: old answers keep the wording they were asked with, and a draft on an old version can always be finished.
 * invariant: nobody but its owner learns of a personal exercise, except by what was given of it to somebody in their care.
 */
export { Exercise } from './exercise.entity.js';
export { ExerciseContent, Roles } from './exercise.types.js';
export { ExerciseVersion } from './exercise-version.entity.js';
export { ExercisesModule } from './exercises.module.js';
export { ExercisesService, isForCouples } from './exercises.service.js';
export { ProgramWeekType } from './program.types.js';
export { ProgramVersion } from './program-version.entity.js';
export { ProgramsService, storedProgram } from './programs.service.js';
export { OwnExercisesService } from './own-exercises.service.js';
