import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exercises of a practice's own: made from another one or brought as a file, personal until they are shared with the
 * practice. What is published lies in `exercise_versions` like everything else that is given, and never changes there.
 */
export class OwnExercises1764400000000 implements MigrationInterface {
  name = 'OwnExercises1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, tenancy, persons, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(
      new Error('What was given to clients cannot be taken out: restore the backup instead.'),
    );
  }
}

const tables = `
  create table exercises (
    practice_id uuid not null,
    id uuid not null,
    slug text not null,
    scope text not null default 'PERSONAL' constraint ck_exercises_scope check (scope in ('PERSONAL', 'PRACTICE')),
    owner_id uuid not null,
    -- What it was made from; nothing for one that came as a file.
    based_on_slug text,
    based_on_version smallint,
    title jsonb not null,
    -- What is written and not published yet, with the number of times it was saved: who saves over an older one is told.
    draft jsonb,
    revision integer not null default 1,
    saved_at timestamptz not null default now(),
    saved_by_id uuid not null,
    -- The version that is given from now on; nothing before the first one.
    version smallint,
    created_at timestamptz not null default now(),
    archived_at timestamptz,
    archived_by_id uuid,
    constraint pk_exercises primary key (practice_id, id),
    constraint uq_exercises_slug unique (practice_id, slug),
    constraint fk_exercises_owner_id foreign key (practice_id, owner_id) references memberships (practice_id, id),
    constraint fk_exercises_saved_by_id foreign key (practice_id, saved_by_id) references memberships (practice_id, id),
    constraint ck_exercises_something check (draft is not null or version is not null),
    constraint ck_exercises_based_on check (num_nonnulls(based_on_slug, based_on_version) <> 1)
  );

  alter table exercise_versions add column exercise_id uuid;
  alter table exercise_versions add column published_by_id uuid;
  alter table exercise_versions add column note text;
  alter table exercise_versions add constraint fk_exercise_versions_exercise_id
    foreign key (practice_id, exercise_id) references exercises (practice_id, id);
  alter table exercise_versions add constraint fk_exercise_versions_published_by_id
    foreign key (practice_id, published_by_id) references memberships (practice_id, id);
  create index ix_exercise_versions_exercise on exercise_versions (practice_id, exercise_id) where exercise_id is not null;
`;

const tenancy = `
  alter table exercises enable row level security;
  alter table exercises force row level security;
  create policy exercises_owner on exercises to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy exercises_tenant on exercises as restrictive to rejoin_app
    using (practice_id = (select app.practice_id())) with check (practice_id = (select app.practice_id()));
`;

const isClinician = `(select app.role()) = 'CLINICIAN'`;
const mine = `owner_id = (select app.membership_id())`;
const theirs = `${isClinician} and (scope = 'PRACTICE' or ${mine})`;

// A version of somebody's own is read by whoever may see the exercise, and by whoever cares for somebody it was given to:
// what was given keeps its name and its words for a colleague who covers.
const seenExercise = `exists (select 1 from exercises e where e.practice_id = exercise_versions.practice_id and e.id = exercise_id)`;
const given = `id in (select a.exercise_version_id from assignments a)`;

const persons = `
  create policy exercises_read on exercises for select to rejoin_app using (${theirs});
  create policy exercises_begin on exercises for insert to rejoin_app
    with check (${isClinician} and ${mine} and scope = 'PERSONAL');
  create policy exercises_change on exercises for update to rejoin_app using (${theirs}) with check (${theirs});

  drop policy exercise_versions_read on exercise_versions;
  create policy exercise_versions_read on exercise_versions for select to rejoin_app
    using (${isClinician} and (exercise_id is null or ${seenExercise}) or (select app.role()) in ('CLINICIAN', 'CLIENT') and ${given});
  drop policy exercise_versions_write on exercise_versions;
  create policy exercise_versions_write on exercise_versions for insert to rejoin_app
    with check (${isClinician} and (exercise_id is null or published_by_id = (select app.membership_id()) and ${seenExercise}));
`;

// Whose it is, and the name by which everything refers to it, never change.
const grants = `
  grant select, insert on exercises to rejoin_app;
  grant update (scope, title, draft, revision, saved_at, saved_by_id, version, archived_at, archived_by_id) on exercises to rejoin_app;
`;
