import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { type ExerciseDefinition, parseDefinition } from '@rejoin/domain';
import { exerciseFiles } from '@rejoin/library';
import { parse } from 'yaml';

/** The built-in exercises, read and checked once at start: a file that does not hold stops the server, not a client. */
@Injectable()
export class Library {
  readonly exercises: readonly ExerciseDefinition[] = exerciseFiles.map(read);

  exercise(slug: string): ExerciseDefinition | null {
    return this.exercises.find((exercise) => exercise.slug === slug) ?? null;
  }
}

function read(file: URL): ExerciseDefinition {
  const parsed = parseDefinition(parse(readFileSync(file, 'utf8')));
  if (parsed.ok) return parsed.definition;
  const faults = parsed.problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Error(`${file.pathname.split('/').at(-1)}: ${faults}`);
}
