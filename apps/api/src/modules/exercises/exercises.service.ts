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
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Statement, statement, type Tx } from '../../platform/db/index.js';
import { NotFoundError } from '../../platform/graphql/index.js';
import type { LibraryExercise, ExerciseOrigin, ExerciseSummary } from './exercise.types.js';
import { exerciseFile } from './exercise-file.js';
import { ExerciseVersion } from './exercise-version.entity.js';
import * as queries from './exercises.queries.js';
import { Library } from './library.js';
import type { ExerciseFile, OwnExercise } from './own-exercise.types.js';

const copyBuiltIn = statement<
  never,
  [id: string, slug: string, version: number, focus: string, title: string, definition: string]
>(
  'exercises.copyBuiltIn',
  `insert into exercise_versions (practice_id, id, slug, version, focus, title, definition)
   values (app.practice_id(), $1, $2, $3, $4, $5, $6) on conflict do nothing`,
);

const storedDefinition = statement<{ definition: unknown }, [versionId: string]>(
  'exercises.definition',
  'select definition from exercise_versions where practice_id = app.practice_id() and id = $1',
);

const keptDefinitions = 2_000;

/** The library, and the frozen versions that assignments point at. */
@Injectable()
export class ExercisesService {
  /** A published version never changes, so a definition once read stays true. */
  readonly #definitions = new Map<string, ExerciseDefinition>();
  #builtIn: readonly ExerciseSummary[] | null = null;
  /** What the library shows of own versions; like a definition it stays true. */
  readonly #summaries = new Map<string, ExerciseSummary>();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Library) private readonly library: Library,
  ) {}

  /** What can be assigned: the practice's own first, then what comes with Rejoin. */
  async list(viewer: Viewer): Promise<ExerciseSummary[]> {
    // As it is now: what else is asked meanwhile may let go of it.
    const known = new Map(this.#summaries);
    const [rows] = await this.db.read(viewer, queries.published([...known.keys()]));
    const own: ExerciseSummary[] = [];
    for (const { version_id: versionId, scope, definition } of rows) {
      const summary =
        known.get(versionId) ??
        summaryOf(await this.definition(versionId, () => Promise.resolve(definition)), scope);
      if (this.#summaries.size >= keptDefinitions) this.#summaries.clear();
      this.#summaries.set(versionId, summary);
      own.push({ ...summary, origin: scope });
    }
    this.#builtIn ??= this.library.exercises.map((exercise) => summaryOf(exercise, 'BUILT_IN'));
    return [...own, ...this.#builtIn];
  }

  /** One exercise whole, as it is given now; of an own one that was never published, what is written. */
  async preview(viewer: Viewer, slug: string): Promise<LibraryExercise> {
    const builtIn = this.library.exercise(slug);
    if (builtIn) return { id: slug, slug, version: builtIn.version, definition: builtIn, own: null };
    const row = isSlug(slug) ? await this.db.readOne(viewer, queries.ownBySlug(slug)) : null;
    if (!row) throw new NotFoundError('Exercise', null);
    const definition = row.definition as ExerciseDefinition;
    return { id: slug, slug, version: definition.version, definition, own: ownOf(row) };
  }

  /** The same as one file. */
  async file(viewer: Viewer, slug: string): Promise<ExerciseFile> {
    const { definition } = await this.preview(viewer, slug);
    return { id: slug, name: `${slug}.yaml`, text: await exerciseFile(definition) };
  }

  /**
   * The version that is given now. Of a built-in it is the practice's own copy, made at first assignment: one foreign key,
   * and complete exports.
   */
  async versionToAssign(tx: Tx, slug: string): Promise<ExerciseVersion> {
    const { practiceId } = tx.viewer;
    const definition = this.library.exercise(slug);
    if (!definition) {
      const own = isSlug(slug) ? await tx.row(queries.ownToAssign(slug)) : null;
      if (!own) throw new NotFoundError('Exercise', null);
      return tx.repo(ExerciseVersion).findOneByOrFail({ practiceId, id: own.version_id });
    }
    const key = { practiceId, slug, version: definition.version };
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

  /** The same for a screen, which is given no definition with its rows: one is large, and was mostly read before. */
  definitionFor(viewer: Viewer, versionId: string): Promise<ExerciseDefinition> {
    return this.definition(versionId, async () => {
      const row = await this.db.readOne(viewer, storedDefinition(versionId));
      if (!row) throw new NotFoundError('ExerciseVersion', versionId);
      return row.definition;
    });
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

/** Whether a text can be the name of an exercise; of any other nobody needs to ask the database. */
const isSlug = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text);

/** Whether an exercise is for people in joint work: those need an open gate. */
export function isForCouples(definition: Pick<ExerciseDefinition, 'tracks'>): boolean {
  return definition.tracks.includes('COUPLE');
}

/** A row of the own exercises as it is shown. */
export function ownOf(row: queries.StoredOwn): OwnExercise {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title.en ?? '',
    scope: row.scope,
    ownerName: row.owner_name,
    isMine: row.is_mine,
    version: row.version,
    hasDraft: row.has_draft,
    savedAt: new Date(row.saved_at),
    archivedAt: row.archived_at ? new Date(row.archived_at) : null,
  };
}

function summaryOf(exercise: ExerciseDefinition, origin: ExerciseOrigin): ExerciseSummary {
  return {
    origin,
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
