import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One of three or more leaves joint work, and the others go on. From then on nothing that was opened passes between them, in
 * either direction: who reads and who wrote must both be in it now. What the one who left had offered is gone.
 */
export class OneLeaves1765810000000 implements MigrationInterface {
  name = 'OneLeaves1765810000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, lookup, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  alter table couple_tellings drop constraint ck_couple_tellings_status;
  alter table couple_tellings add constraint ck_couple_tellings_status check (status in ('PAUSED', 'ENDED', 'LEFT'));
`;

const lookup = `
  -- Whether another client is in joint work with who asks, now. To anybody who is not in it themselves the answer is no.
  create function app.is_in_it_with(episode uuid, client uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.episodes e
      join public.couples c on c.practice_id = e.practice_id and c.id = e.couple_id and c.status = 'ACTIVE'
      join public.partners me on me.practice_id = c.practice_id and me.couple_id = c.id and me.client_id = app.client_id() and me.until is null
      join public.partners p on p.practice_id = c.practice_id and p.couple_id = c.id and p.client_id = is_in_it_with.client and p.until is null
      where e.practice_id = app.practice_id() and e.id = is_in_it_with.episode)
  $$;
  revoke all on function app.is_in_it_with(uuid, uuid) from public;
  grant execute on function app.is_in_it_with(uuid, uuid) to rejoin_app;
`;

const cared = 'episode_id = any ((select app.cared_episode_ids())::uuid[])';

const policies = `
  create policy partners_leave on partners for update to rejoin_app
    using (couple_id = any ((select app.cared_couple_ids())::uuid[]) and until is null)
    with check (until is not null);

  drop policy releases_opened on releases;
  create policy releases_opened on releases for select to rejoin_app
    using (withdrawn_at is null and exists (select 1 from joint_parts jp
         where jp.practice_id = releases.practice_id and jp.assignment_id = releases.assignment_id and jp.slot = releases.slot
           and jp.opened_at >= releases.offered_at and jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now()))
      and app.is_in_it_with(episode_id, client_id));
  create policy releases_leave on releases for update to rejoin_app
    using (${cared} and exists (select 1 from partners p join episodes e on e.practice_id = p.practice_id and e.couple_id = p.couple_id
      where p.practice_id = releases.practice_id and e.id = releases.episode_id and p.client_id = releases.client_id and p.until is not null))
    with check (withdrawn_at is not null);
`;

const grants = `
  grant update (until) on partners to rejoin_app;
`;
