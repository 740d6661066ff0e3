import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  exercisesOf,
  parseProgram,
  type ProgramDefinition,
  type ProgramWeek,
  rolesIn,
  say,
} from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, statement, type Tx } from '../../platform/db/index.js';
import { NotFoundError } from '../../platform/graphql/index.js';
import { Library } from './library.js';
import type { PinProgramInput, ProgramType, ProgramWeekType } from './program.types.js';
import { ProgramVersion } from './program-version.entity.js';

const copyProgram = statement<
  never,
  [id: string, slug: string, version: number, title: string, definition: string]
>(
  'programs.copy',
  `insert into program_versions (practice_id, id, slug, version, title, definition)
   values (app.practice_id(), $1, $2, $3, $4, $5) on conflict do nothing`,
);

const pinned = statement<{ pinned_program: string | null }>(
  'programs.pinned',
  `select pinned_program from practices where id = app.practice_id()`,
);

const pin = statement<never, [slug: string | null]>(
  'programs.pin',
  `update practices set pinned_program = $1 where id = app.practice_id()`,
);

/** The programs of the library, and which one the practice shows first. */
@Injectable()
export class ProgramsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Library) private readonly library: Library,
  ) {}

  /** Every program, the pinned one first. */
  async list(viewer: Viewer): Promise<ProgramType[]> {
    const row = await this.db.readOne(viewer, pinned());
    const all = this.library.programs.map((program) =>
      this.#typeOf(program, program.slug === row?.pinned_program),
    );
    return [...all.filter(({ isPinned }) => isPinned), ...all.filter(({ isPinned }) => !isPinned)];
  }

  async pinProgram(viewer: Viewer, input: PinProgramInput): Promise<ProgramType[]> {
    const slug = input.slug || null;
    if (slug !== null && !this.library.program(slug)) throw new NotFoundError('Program', null);
    await this.db.act(viewer, 'pinProgram', input, async (tx) => {
      await tx.rows(pin(slug));
      await tx.audit('program.pin', 'Practice', viewer.practiceId);
      return {};
    });
    return this.list(viewer);
  }

  /** The practice's own copy of the current version, made at the first enrollment. */
  async versionToBegin(tx: Tx, slug: string): Promise<{ id: string; program: ProgramDefinition }> {
    const program = this.library.program(slug);
    if (!program) throw new NotFoundError('Program', null);
    const { version, title } = program;
    await tx.rows(copyProgram(randomUUID(), slug, version, JSON.stringify(title), JSON.stringify(program)));
    const { id } = await tx
      .repo(ProgramVersion)
      .findOneByOrFail({ practiceId: tx.viewer.practiceId, slug, version });
    return { id, program };
  }

  /** A week as clinicians look at it before opening it. */
  weekOf(week: ProgramWeek): ProgramWeekType {
    return {
      key: week.key,
      title: say(week.title, 'en'),
      note: say(week.note, 'en'),
      exercises: exercisesOf(week).flatMap(({ slug, rhythm, inSession }) => {
        const exercise = this.library.exercise(slug);
        if (!exercise) return [];
        return [
          {
            slug,
            title: say(exercise.title, 'en'),
            minutes: exercise.minutes,
            isWeekly: rhythm !== undefined,
            isInSession: inSession === true || exercise.cautions.includes('SESSION'),
            roles: [...rolesIn(exercise)],
          },
        ];
      }),
    };
  }

  #typeOf(program: ProgramDefinition, isPinned: boolean): ProgramType {
    return {
      id: program.slug,
      slug: program.slug,
      title: say(program.title, 'en'),
      summary: say(program.summary, 'en'),
      care: program.for,
      contraindications: say(program.contraindications, 'en'),
      languages: [...program.languages],
      weeks: program.weeks.map((week) => this.weekOf(week)),
      isPinned,
    };
  }
}

/** A program as it is stored; it was read and checked when it was begun. */
export function storedProgram(definition: unknown): ProgramDefinition {
  const parsed = parseProgram(definition);
  if (!parsed.ok) throw new Error('A program version does not hold its own format');
  return parsed.program;
}
