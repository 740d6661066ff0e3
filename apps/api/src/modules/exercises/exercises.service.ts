import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ExerciseDefinition,
  opensInSession,
  parseDefinition,
  rolesIn,
  say,
  searchWords,
} from '@rejoin/domain';
import { type Statement, statement, type Tx } from '../../platform/db/index.js';
import { NotFoundError } from '../../platform/graphql/index.js';
import type { ExerciseContent, ExerciseSummary } from './exercise.types.js';
import { ExerciseVersion } from './exercise-version.entity.js';
import { Library } from './library.js';

const copyBuiltIn = statement<
  never,
  [id: string, slug: string, version: number, focus: string, title: string, definition: string]
>(
  'exercises.copyBuiltIn',
  `insert into exercise_versions (practice_id, id, slug, version, focus, title, definition)
   values (app.practice_id(), $1, $2, $3, $4, $5, $6) on conflict do nothing`,
);

const keptDefinitions = 500;

/** The library, and the frozen versions that assignments point at. */
@Injectable()
export class ExercisesService {
  /** A published version never changes, so a definition once read stays true. */
  readonly #definitions = new Map<string, ExerciseDefinition>();
  readonly #builtIn: readonly ExerciseSummary[];

  constructor(@Inject(Library) private readonly library: Library) {
    this.#builtIn = library.exercises.map(summaryOf);
  }

  list(): ExerciseSummary[] {
    return [...this.#builtIn];
  }

  preview(slug: string): ExerciseContent {
    const definition = this.library.exercise(slug);
    if (!definition) throw new NotFoundError('Exercise', null);
    return { id: slug, slug, version: definition.version, definition };
  }

  /** The practice's own copy of the current version, made at first assignment: one foreign key, and complete exports. */
  async versionToAssign(tx: Tx, slug: string): Promise<ExerciseVersion> {
    const definition = this.library.exercise(slug);
    if (!definition) throw new NotFoundError('Exercise', null);
    const key = { practiceId: tx.viewer.practiceId, slug, version: definition.version };
    const found = await tx.repo(ExerciseVersion).findOneBy(key);
    if (found) return found;
    await tx.rows(copyOf(definition));
    return tx.repo(ExerciseVersion).findOneByOrFail(key);
  }

  /** The definition of a version, from memory when it was read before. `stored`: its JSON, when the caller has it. */
  async definition(versionId: string, stored: () => Promise<unknown>): Promise<ExerciseDefinition> {
    const known = this.#definitions.get(versionId);
    if (known) return known;
    const parsed = parseDefinition(await stored());
    if (!parsed.ok) throw new Error(`Exercise version ${versionId} does not hold its own format`);
    if (this.#definitions.size >= keptDefinitions) this.#definitions.clear();
    this.#definitions.set(versionId, parsed.definition);
    return parsed.definition;
  }

  async definitionIn(tx: Tx, versionId: string): Promise<ExerciseDefinition> {
    return this.definition(versionId, async () => {
      const version = await tx
        .repo(ExerciseVersion)
        .findOneByOrFail({ practiceId: tx.viewer.practiceId, id: versionId });
      return version.definition;
    });
  }
}

/** Whether an exercise is for people in joint work: those need an open gate. */
export function isForCouples(definition: Pick<ExerciseDefinition, 'tracks'>): boolean {
  return definition.tracks.includes('COUPLE');
}

function summaryOf(exercise: ExerciseDefinition): ExerciseSummary {
  return {
    id: exercise.slug,
    slug: exercise.slug,
    title: say(exercise.title, 'en'),
    summary: say(exercise.summary, 'en'),
    minutes: exercise.minutes,
    focus: exercise.focus,
    isForCouples: isForCouples(exercise),
    roles: rolesIn(exercise),
    opensInSession: opensInSession(exercise) !== null,
    isCheckIn: exercise.form === 'CHECK_IN',
    doorways: [...exercise.doorways],
    cautions: [...exercise.cautions],
    contraindications: say(exercise.contraindications, 'en'),
    sees: say(exercise.sees, 'en'),
    languages: [...exercise.languages],
    words: searchWords(exercise, 'en'),
  };
}

function copyOf(definition: ExerciseDefinition): Statement<never> {
  const { slug, version, focus, title } = definition;
  return copyBuiltIn(randomUUID(), slug, version, focus, JSON.stringify(title), JSON.stringify(definition));
}
