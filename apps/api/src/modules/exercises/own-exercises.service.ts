import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ExerciseDefinition, parseOwn, parseSketch, type Problem } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { Exercise, type ExerciseScope } from './exercise.entity.js';
import { readExerciseFile, type FileProblem } from './exercise-file.js';
import { ExerciseVersion } from './exercise-version.entity.js';
import * as queries from './exercises.queries.js';
import { ExercisesService, ownOf } from './exercises.service.js';
import type {
  DuplicateExerciseInput,
  ExerciseDraft,
  ImportExerciseInput,
  OwnExercise,
  OwnExerciseInput,
  PublishExerciseInput,
  SaveExerciseDraftInput,
} from './own-exercise.types.js';

/** Exercises of the practice's own: made from others or brought as files, written, published, put away. */
@Injectable()
export class OwnExercisesService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ExercisesService) private readonly exercises: ExercisesService,
  ) {}

  async list(viewer: Viewer): Promise<OwnExercise[]> {
    const [rows] = await this.db.read(viewer, queries.own());
    return rows.map(ownOf);
  }

  async draft(viewer: Viewer, exerciseId: string): Promise<ExerciseDraft> {
    const id = asId('Exercise', exerciseId);
    const row = await this.db.readOne(viewer, queries.draft(id));
    if (!row) throw new NotFoundError('Exercise', id);
    return {
      id,
      exercise: ownOf(row),
      definition: row.definition as ExerciseDefinition,
      revision: row.revision,
      savedByName: row.saved_by_name,
      published: row.published as ExerciseDefinition | null,
      base: row.base as ExerciseDefinition | null,
      versions: row.versions.map((version) => ({ ...version, publishedAt: new Date(version.publishedAt) })),
    };
  }

  /** Makes an own exercise of another one. What it was made from is kept as it was then. */
  async duplicateExercise(viewer: Viewer, input: DuplicateExerciseInput): Promise<OwnExercise> {
    const { exerciseId } = await this.db.act(viewer, 'duplicateExercise', input, async (tx) => {
      const version = await this.exercises.versionToAssign(tx, input.slug);
      const definition = await this.exercises.definition(version.id, () =>
        Promise.resolve(version.definition),
      );
      return this.#begin(tx, definition, { slug: version.slug, version: version.version });
    });
    return this.#own(viewer, exerciseId ?? '');
  }

  /** Brings an exercise from a file; it becomes a draft of whoever brings it. A bad file changes nothing. */
  async importExercise(
    viewer: Viewer,
    input: ImportExerciseInput,
  ): Promise<{ exercise: OwnExercise | null; problems: FileProblem[] }> {
    const read = await readExerciseFile(input.text);
    if (!read.ok) return { exercise: null, problems: read.problems };
    const { exerciseId } = await this.db.act(viewer, 'importExercise', input, (tx) =>
      this.#begin(tx, read.definition, null),
    );
    return { exercise: await this.#own(viewer, exerciseId ?? ''), problems: [] };
  }

  /** Keeps what is written. Who wrote on an older revision is told, and neither text is lost: nothing is saved over. */
  async saveExerciseDraft(viewer: Viewer, input: SaveExerciseDraftInput): Promise<ExerciseDraft> {
    const id = asId('Exercise', input.exerciseId);
    const parsed = parseSketch(input.definition);
    if (!parsed.ok) {
      const [first] = parsed.problems;
      throw new UserError(
        UserErrorCode.INVALID,
        `This is no exercise: ${first?.path ?? ''} ${first?.message ?? ''}`,
        'definition',
      );
    }
    await this.db.act(viewer, 'saveExerciseDraft', input, async (tx) => {
      const exercise = await this.#lock(tx, id);
      if (exercise.archived_at) throw putAway();
      if (exercise.revision !== input.baseRevision) throw stale();
      const draft: ExerciseDefinition = { ...parsed.sketch, slug: exercise.slug, version: next(exercise) };
      await tx.repo(Exercise).update(
        { practiceId: viewer.practiceId, id },
        {
          draft,
          title: { ...draft.title },
          revision: exercise.revision + 1,
          savedAt: () => 'now()',
          savedById: viewer.membershipId,
        },
      );
      await tx.audit('exercise.save', 'Exercise', id);
      return { exerciseId: id };
    });
    return this.draft(viewer, id);
  }

  /**
   * Makes what is written the next version, for good. What was given before keeps the version it was given in, so this
   * touches no assignment, no draft and no answer.
   */
  async publishExercise(
    viewer: Viewer,
    input: PublishExerciseInput,
  ): Promise<{ exercise: OwnExercise | null; problems: Problem[] }> {
    const id = asId('Exercise', input.exerciseId);
    let problems: Problem[] = [];
    try {
      await this.db.act(viewer, 'publishExercise', input, async (tx) => {
        const exercise = await this.#lock(tx, id);
        if (exercise.archived_at) throw putAway();
        if (exercise.revision !== input.revision) throw stale();
        if (exercise.draft === null)
          throw new UserError(UserErrorCode.ALREADY_DONE, 'Nothing was written since it was published.');
        const version = next(exercise);
        const parsed = parseOwn(
          { ...exercise.draft, slug: exercise.slug, version },
          exercise.base as ExerciseDefinition | null,
        );
        if (!parsed.ok) {
          problems = parsed.problems;
          throw new NotReady();
        }
        const { definition } = parsed;
        await tx.insert(ExerciseVersion, {
          id: randomUUID(),
          exerciseId: id,
          slug: exercise.slug,
          version,
          focus: definition.focus,
          title: { ...definition.title },
          definition,
          publishedById: viewer.membershipId,
          note: input.note?.trim() || null,
        });
        await tx
          .repo(Exercise)
          .update(
            { practiceId: viewer.practiceId, id },
            { version, draft: null, title: { ...definition.title }, revision: exercise.revision + 1 },
          );
        await tx.audit('exercise.publish', 'Exercise', id);
        return { exerciseId: id };
      });
    } catch (error) {
      if (!(error instanceof NotReady)) throw error;
      return { exercise: null, problems };
    }
    return { exercise: await this.#own(viewer, id), problems: [] };
  }

  /** Puts it away: nobody finds it any more, and what was given of it goes on. */
  archiveExercise(viewer: Viewer, input: OwnExerciseInput): Promise<OwnExercise> {
    return this.#change(viewer, 'archiveExercise', 'exercise.archive', input, ({ archived_at }) => {
      if (archived_at) throw new UserError(UserErrorCode.ALREADY_DONE, 'This is put away already.');
      return { archivedAt: () => 'now()', archivedById: viewer.membershipId };
    });
  }

  restoreExercise(viewer: Viewer, input: OwnExerciseInput): Promise<OwnExercise> {
    return this.#change(viewer, 'restoreExercise', 'exercise.restore', input, ({ archived_at }) => {
      if (!archived_at) throw new UserError(UserErrorCode.ALREADY_DONE, 'This is in the library already.');
      return { archivedAt: null, archivedById: null };
    });
  }

  /** Lets every clinician of the practice find, give and write it. */
  shareExerciseWithPractice(viewer: Viewer, input: OwnExerciseInput): Promise<OwnExercise> {
    return this.#scope(viewer, 'shareExerciseWithPractice', input, 'PRACTICE');
  }

  /** Takes it out of the practice's library again. What colleagues gave of it goes on. */
  makeExercisePersonal(viewer: Viewer, input: OwnExerciseInput): Promise<OwnExercise> {
    return this.#scope(viewer, 'makeExercisePersonal', input, 'PERSONAL');
  }

  #scope(viewer: Viewer, act: string, input: OwnExerciseInput, scope: ExerciseScope): Promise<OwnExercise> {
    return this.#change(viewer, act, `exercise.${scope.toLowerCase()}`, input, (exercise) => {
      if (exercise.scope === scope) throw new UserError(UserErrorCode.ALREADY_DONE, 'It is so already.');
      if (!exercise.is_mine)
        throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'Whoever made it decides who finds it.');
      return { scope };
    });
  }

  async #change(
    viewer: Viewer,
    act: string,
    audited: string,
    input: OwnExerciseInput,
    changeOf: (exercise: queries.StoredOwn) => Parameters<ReturnType<Tx['repo']>['update']>[1],
  ): Promise<OwnExercise> {
    const id = asId('Exercise', input.exerciseId);
    await this.db.act(viewer, act, input, async (tx) => {
      const change = changeOf(await this.#lock(tx, id));
      await tx.repo(Exercise).update({ practiceId: viewer.practiceId, id }, change);
      await tx.audit(audited, 'Exercise', id);
      return { exerciseId: id };
    });
    return this.#own(viewer, id);
  }

  async #begin(
    tx: Tx,
    definition: ExerciseDefinition,
    basedOn: { slug: string; version: number } | null,
  ): Promise<{ exerciseId: string }> {
    const id = randomUUID();
    const draft: ExerciseDefinition = { ...definition, slug: ownSlug(definition.slug), version: 1 };
    await tx.insert(Exercise, {
      id,
      slug: draft.slug,
      ownerId: tx.viewer.membershipId,
      savedById: tx.viewer.membershipId,
      basedOnSlug: basedOn?.slug ?? null,
      basedOnVersion: basedOn?.version ?? null,
      title: { ...draft.title },
      draft,
    });
    await tx.audit(basedOn ? 'exercise.duplicate' : 'exercise.import', 'Exercise', id);
    return { exerciseId: id };
  }

  async #lock(tx: Tx, id: string) {
    const exercise = await tx.row(queries.lockDraft(id));
    if (!exercise) throw new NotFoundError('Exercise', id);
    return exercise;
  }

  async #own(viewer: Viewer, id: string): Promise<OwnExercise> {
    const row = await this.db.readOne(viewer, queries.ownById(id));
    if (!row) throw new NotFoundError('Exercise', id);
    return ownOf(row);
  }
}

/** What is written cannot be published yet: nothing is kept of the attempt. */
class NotReady extends Error {}

const stale = (): UserError =>
  new UserError(
    UserErrorCode.STALE,
    'Somebody saved this in the meantime. Nothing was saved over.',
    'definition',
  );
const putAway = (): UserError =>
  new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This is put away. Bring it back to write on.');
const next = ({ version }: { version: number | null }): number => (version ?? 0) + 1;

const longestKey = 40;
const tailBytes = 3;

/** A name of its own that no file of the library has: what it came from, and an end that nobody can guess. */
function ownSlug(slug: string): string {
  const tail = `-${randomBytes(tailBytes).toString('hex')}`;
  const stem = slug.replace(/-[0-9a-f]{6}$/, '').slice(0, longestKey - tail.length);
  return `${stem.replace(/-+$/, '')}${tail}`;
}
