import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How something done together was for one person reaches their care team also when their joint work paused or ended in the
 * meantime, or when they have left it: "talk with me", tapped at that moment, is not lost.
 */
export class StillHeard1765820000000 implements MigrationInterface {
  name = 'StillHeard1765820000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [lookup, policies]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const lookup = `
  -- The sittings of work that does not go on are hidden from those who were in it; that there was one may still be asked.
  create policy joint_sittings_lookup on joint_sittings for select to current_user using (session_user <> current_user);
  create function app.may_say_how(part uuid, nth smallint) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.joint_sittings s
      join public.episodes e on e.practice_id = s.practice_id and e.id = s.episode_id
      join public.partners p on p.practice_id = e.practice_id and p.couple_id = e.couple_id and p.client_id = app.client_id()
        and (p.until is null or p.until > s.begun_at)
      where s.practice_id = app.practice_id() and s.joint_part_id = may_say_how.part and s.nth = may_say_how.nth)
  $$;
  revoke all on function app.may_say_how(uuid, smallint) from public;
  grant execute on function app.may_say_how(uuid, smallint) to rejoin_app;
`;

const policies = `
  drop policy joint_checks_answer on joint_checks;
  create policy joint_checks_answer on joint_checks for insert to rejoin_app
    with check (client_id = app.client_id() and app.may_say_how(joint_part_id, nth)
      and exists (select 1 from joint_parts jp where jp.id = joint_checks.joint_part_id and jp.episode_id = joint_checks.episode_id));
  create index ix_joint_checks_asked on joint_checks (practice_id, client_id) where feeling = 'TALK_WITH_ME';
`;
