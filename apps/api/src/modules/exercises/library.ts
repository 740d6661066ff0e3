import { Injectable } from '@nestjs/common';
import { type ExerciseDefinition, parseDefinition } from '@rejoin/domain';
import { exerciseFiles } from '@rejoin/library';
import { libraryText } from '../../platform/library/index.js';

/** The built-in exercises, read and checked once at start: a file that does not hold stops the server, not a client. */
@Injectable()
export class Library {
  readonly exercises: readonly ExerciseDefinition[] = exerciseFiles.map(read);

  exercise(slug: string): ExerciseDefinition | null {
    return this.exercises.find((exercise) => exercise.slug === slug) ?? null;
  }
}

function read(file: URL): ExerciseDefinition {
  return libraryText(file, (input) => {
    const parsed = parseDefinition(input);
    return parsed.ok ? { ok: true, content: parsed.definition } : parsed;
  });
}
