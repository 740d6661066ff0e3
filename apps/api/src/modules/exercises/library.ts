import { Injectable } from '@nestjs/common';
import {
  type ExerciseDefinition,
  parseDefinition,
  parseProgram,
  type ProgramDefinition,
} from '@rejoin/domain';
import { exerciseFiles, programFiles } from '@rejoin/library';
import { libraryText } from '../../platform/library/index.js';

/** The built-in exercises and programs, read and checked once at start: a file that does not hold stops the server, not a client. */
@Injectable()
export class Library {
  readonly exercises: readonly ExerciseDefinition[] = exerciseFiles.map((file) =>
    libraryText(file, (input) => {
      const parsed = parseDefinition(input);
      return parsed.ok ? { ok: true, content: parsed.definition } : parsed;
    }),
  );
  readonly programs: readonly ProgramDefinition[] = programFiles.map((file) =>
    libraryText(file, (input) => {
      const parsed = parseProgram(input);
      return parsed.ok ? { ok: true, content: parsed.program } : parsed;
    }),
  );

  exercise(slug: string): ExerciseDefinition | null {
    return this.exercises.find((exercise) => exercise.slug === slug) ?? null;
  }

  program(slug: string): ProgramDefinition | null {
    return this.programs.find((program) => program.slug === slug) ?? null;
  }
}
