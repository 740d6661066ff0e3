import { Injectable } from '@nestjs/common';
import {
  type ExerciseDefinition,
  parseDefinition,
  parseProgram,
  type ProgramDefinition,
} from '@rejoin/domain';
import { exerciseFiles, programFiles } from '@rejoin/library';
import { libraryText } from '../../platform/library/index.js';

/**
 * The built-in exercises and programs, read and checked when they are first asked for: what is in them is held by tests, so
 * that no start has to wait for it.
 */
@Injectable()
export class Library {
  #exercises: readonly ExerciseDefinition[] | null = null;
  #programs: readonly ProgramDefinition[] | null = null;

  get exercises(): readonly ExerciseDefinition[] {
    this.#exercises ??= exerciseFiles.map((file) =>
      libraryText(file, (input) => {
        const parsed = parseDefinition(input);
        return parsed.ok ? { ok: true, content: parsed.definition } : parsed;
      }),
    );
    return this.#exercises;
  }

  get programs(): readonly ProgramDefinition[] {
    this.#programs ??= programFiles.map((file) =>
      libraryText(file, (input) => {
        const parsed = parseProgram(input);
        return parsed.ok ? { ok: true, content: parsed.program } : parsed;
      }),
    );
    return this.#programs;
  }

  exercise(slug: string): ExerciseDefinition | null {
    return this.exercises.find((exercise) => exercise.slug === slug) ?? null;
  }

  program(slug: string): ProgramDefinition | null {
    return this.programs.find((program) => program.slug === slug) ?? null;
  }
}
