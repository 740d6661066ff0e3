import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Programs: some weeks of exercises for one course of care, or for each of a group.
 *
 * A week says when it was opened and never when it is to be done. What clients may know of each other stays as it is: an
 * enrollment is seen by those whose course of care it is in, and a group by the clinician who made it.
 */
export class Programs1764200000000 implements MigrationInterface {
  name = 'Programs1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, ...tenantTables.map(tenancy), persons, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tenantTables = ['program_versions', 'cohorts', 'enrollments', 'enrollment_weeks'];

const tables = `
  alter table practices add column pinned_program text;

  create table program_versions (
    practice_id uuid not null,
    id uuid not null,
    slug text not null,
    version smallint not null,
    title jsonb not null,
    definition jsonb not null,
    published_at timestamptz not null default now(),
    constraint pk_program_versions primary key (practice_id, id),
    constraint uq_program_versions_slug_version unique (practice_id, slug, version)
  );

  create table cohorts (
    practice_id uuid not null,
    id uuid not null,
    name text not null,
    program_version_id uuid not null,
    created_by_id uuid not null,
    created_at timestamptz not null default now(),
    constraint pk_cohorts primary key (practice_id, id),
    constraint fk_cohorts_program_version_id foreign key (practice_id, program_version_id) references program_versions (practice_id, id),
    constraint fk_cohorts_created_by_id foreign key (practice_id, created_by_id) references memberships (practice_id, id)
  );

  create table enrollments (
    practice_id uuid not null,
    id uuid not null,
    episode_id uuid not null,
    program_version_id uuid not null,
    cohort_id uuid,
    opens text not null constraint ck_enrollments_opens check (opens in ('BY_HAND', 'AFTER_REVIEW')),
    enrolled_by_id uuid not null,
    enrolled_at timestamptz not null default now(),
    ended_at timestamptz,
    ended_by_id uuid,
    constraint pk_enrollments primary key (practice_id, id),
    constraint fk_enrollments_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_enrollments_program_version_id foreign key (practice_id, program_version_id) references program_versions (practice_id, id),
    constraint fk_enrollments_cohort_id foreign key (practice_id, cohort_id) references cohorts (practice_id, id),
    constraint fk_enrollments_enrolled_by_id foreign key (practice_id, enrolled_by_id) references memberships (practice_id, id)
  );
  create index ix_enrollments_episode on enrollments (practice_id, episode_id);
  create index ix_enrollments_cohort on enrollments (practice_id, cohort_id) where cohort_id is not null;

  -- A week without a key is a rest week.
  create table enrollment_weeks (
    practice_id uuid not null,
    id uuid not null,
    enrollment_id uuid not null,
    episode_id uuid not null,
    position smallint not null,
    week_key text,
    opened_at timestamptz,
    opened_by_id uuid,
    skipped_at timestamptz,
    constraint pk_enrollment_weeks primary key (practice_id, id),
    constraint ck_enrollment_weeks_opened_or_skipped check (opened_at is null or skipped_at is null),
    constraint fk_enrollment_weeks_enrollment_id foreign key (practice_id, enrollment_id) references enrollments (practice_id, id)
  );
  create index ix_enrollment_weeks_enrollment on enrollment_weeks (practice_id, enrollment_id, position);

  alter table assignments add column enrollment_week_id uuid;
  alter table assignments add constraint fk_assignments_enrollment_week_id
    foreign key (practice_id, enrollment_week_id) references enrollment_weeks (practice_id, id);
  create index ix_assignments_enrollment_week on assignments (practice_id, enrollment_week_id) where enrollment_week_id is not null;
`;

const tenancy = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (practice_id = (select app.practice_id())) with check (practice_id = (select app.practice_id()));
`;

const isClinician = `(select app.role()) = 'CLINICIAN'`;
const anyOf = (column: string, lookup: string) => `${column} = any ((select app.${lookup}())::uuid[])`;
const cared = anyOf('episode_id', 'cared_episode_ids');
// Whoever left a couple, or whose joint work has ended, is not told how it goes on.
const own = (table: string) => `(select app.role()) = 'CLIENT' and exists (select 1 from episodes e
    where e.practice_id = ${table}.practice_id and e.id = ${table}.episode_id
      and (e.client_id = (select app.client_id()) or ${anyOf('e.couple_id', 'own_active_couple_ids')}))`;
const me = (column: string) => `${column} = (select app.membership_id())`;

const policy = (table: string, name: string, command: string, using: string | null, check?: string) =>
  `create policy ${table}_${name} on ${table} for ${command} to rejoin_app${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''};`;

const persons = [
  // A version says what somebody does: clients see those of their own.
  policy(
    'program_versions',
    'read',
    'select',
    `${isClinician} or (select app.role()) = 'CLIENT' and id in (select n.program_version_id from enrollments n)`,
  ),
  policy('program_versions', 'write', 'insert', null, isClinician),

  policy('cohorts', 'own', 'select', `${isClinician} and ${me('created_by_id')}`),
  policy('cohorts', 'begin', 'insert', null, `${isClinician} and ${me('created_by_id')}`),

  policy('enrollments', 'care', 'select', cared),
  policy('enrollments', 'own', 'select', own('enrollments')),
  policy('enrollments', 'begin', 'insert', null, `${cared} and ${me('enrolled_by_id')}`),
  policy('enrollments', 'end', 'update', cared),

  policy('enrollment_weeks', 'care', 'select', cared),
  policy('enrollment_weeks', 'own', 'select', own('enrollment_weeks')),
  policy(
    'enrollment_weeks',
    'plan',
    'insert',
    null,
    `${cared} and exists (select 1 from enrollments n
      where n.id = enrollment_id and n.episode_id = enrollment_weeks.episode_id)`,
  ),
  policy('enrollment_weeks', 'open', 'update', cared),
  // Only a rest that never came is taken out again.
  policy('enrollment_weeks', 'unplan', 'delete', `${cared} and week_key is null and opened_at is null`),
].join('\n');

const grants = `
  grant update (pinned_program) on practices to rejoin_app;
  grant select, insert on program_versions, cohorts, enrollments, enrollment_weeks to rejoin_app;
  grant update (ended_at, ended_by_id) on enrollments to rejoin_app;
  grant update (position, opened_at, opened_by_id, skipped_at), delete on enrollment_weeks to rejoin_app;
`;
