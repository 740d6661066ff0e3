import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a client may know of programs is a list as well: a statement that speaks of one brings no other tables' policies along.
 */
export class OwnPrograms1765100000000 implements MigrationInterface {
  name = 'OwnPrograms1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [lists, forgetting, policies]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

/** A client's list of ids that is looked up once in a transaction, and remembered in a setting of it with for whom. */
const list = (name: string, lookUp: string): string => `
  create function app.look_up_${name}() returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    practice uuid := app.practice_id();
    client uuid := case when app.role() = 'CLIENT' then app.client_id() end;
    ${name} uuid[] := '{}';
  begin
    ${lookUp}
    perform set_config('app.${name}', ${name}::text, true), set_config('app.${name}_for', coalesce(app.whoever(), ''), true);
    return ${name};
  end $$;
  revoke all on function app.look_up_${name}() from public;
  grant execute on function app.look_up_${name}() to rejoin_app;
  create function app.${name}() returns uuid[] language sql stable as $$
    select case when current_setting('app.${name}_for', true) = app.whoever() then current_setting('app.${name}', true)::uuid[]
      else app.look_up_${name}() end
  $$;
  revoke all on function app.${name}() from public;
  grant execute on function app.${name}() to rejoin_app;
`;

const lists = [
  // Whoever left a couple, or whose joint work has ended, is not told how it goes on.
  list(
    'own_present_episode_ids',
    `if client is not null then
      select coalesce(array_agg(e.id), '{}') into own_present_episode_ids from public.episodes e
        where e.practice_id = practice and e.client_id = client;
      if app.own_couple_ids() <> '{}' then
        select own_present_episode_ids || coalesce(array_agg(e.id), '{}') into own_present_episode_ids from public.episodes e
          where e.practice_id = practice and e.couple_id = any ((select app.own_active_couple_ids())::uuid[]);
      end if;
    end if;`,
  ),
  list(
    'own_program_version_ids',
    `if client is not null then
      select coalesce(array_agg(distinct n.program_version_id), '{}') into own_program_version_ids from public.enrollments n
        where n.practice_id = practice and n.episode_id = any ((select app.own_present_episode_ids())::uuid[]);
    end if;`,
  ),
  `create policy enrollments_lookup on enrollments for select to current_user using (session_user <> current_user);`,
].join('\n');

const forgetting = `
  create or replace function app.forget_care() returns trigger language plpgsql as $$
  begin
    perform set_config('app.' || of || '_for', '', true) from unnest(array['cared_episode_ids', 'cared_couple_ids', 'cared_client_ids',
      'known_membership_ids', 'own_couple_ids', 'own_episode_ids', 'own_assignment_ids', 'given_version_ids', 'seen_exercise_ids',
      'own_present_episode_ids', 'own_program_version_ids']) of;
    return null;
  end $$;
  create trigger forget_care after update on couples for each statement execute function app.forget_care();
  create trigger forget_care after insert on enrollments for each statement execute function app.forget_care();
`;

const policies = `
  alter policy program_versions_read on program_versions
    using (app.role() = 'CLINICIAN' or id = any (app.own_program_version_ids()));
  alter policy enrollments_own on enrollments using (episode_id = any (app.own_present_episode_ids()));
  alter policy enrollment_weeks_own on enrollment_weeks using (episode_id = any (app.own_present_episode_ids()));
`;
