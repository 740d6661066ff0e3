import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That one of those in joint work wishes to end it. It is that person's own and their care team's: no policy shows a partner
 * anything of it, and nothing of the couple changes by it. A clinician ends joint work, once each was told alone.
 */
export class EndingWishes1765800000000 implements MigrationInterface {
  name = 'EndingWishes1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, tenancy, lookup, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  create table ending_wishes (
    practice_id uuid not null,
    id uuid not null,
    couple_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    wished_at timestamptz not null default now(),
    taken_back_at timestamptz,
    talked_at timestamptz,
    talked_by_id uuid,
    constraint pk_ending_wishes primary key (practice_id, id),
    constraint ck_ending_wishes_talked check (num_nonnulls(talked_at, talked_by_id) <> 1),
    constraint fk_ending_wishes_couple_id foreign key (practice_id, couple_id) references couples (practice_id, id),
    constraint fk_ending_wishes_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_ending_wishes_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );
  create unique index ix_ending_wishes_open on ending_wishes (practice_id, episode_id, client_id)
    where taken_back_at is null and talked_at is null;
`;

const tenancy = `
  alter table ending_wishes enable row level security;
  alter table ending_wishes force row level security;
  create policy ending_wishes_owner on ending_wishes to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ending_wishes_tenant on ending_wishes as restrictive to rejoin_app
    using (practice_id = app.practice_id()) with check (practice_id = app.practice_id());
`;

const lookup = `
  -- The couples that somebody is in and that have not ended; whoever is told that they pause may still wish to end them.
  create function app.own_standing_couple_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.couple_id), '{}') from public.partners p
    join public.couples c on c.practice_id = p.practice_id and c.id = p.couple_id and c.status <> 'ENDED'
    where p.practice_id = app.practice_id() and p.client_id = app.client_id() and p.until is null
  $$;
  revoke all on function app.own_standing_couple_ids() from public;
  grant execute on function app.own_standing_couple_ids() to rejoin_app;
`;

const cared = 'episode_id = any ((select app.cared_episode_ids())::uuid[])';
const own = 'client_id = app.client_id()';

const policies = `
  create policy ending_wishes_care on ending_wishes for select to rejoin_app using (${cared});
  create policy ending_wishes_own on ending_wishes for select to rejoin_app using (${own});
  create policy ending_wishes_wish on ending_wishes for insert to rejoin_app
    with check (${own} and couple_id = any ((select app.own_standing_couple_ids())::uuid[])
      and exists (select 1 from episodes e where e.id = ending_wishes.episode_id and e.couple_id = ending_wishes.couple_id));
  create policy ending_wishes_take_back on ending_wishes for update to rejoin_app
    using (${own}) with check (${own} and talked_by_id is null);
  create policy ending_wishes_talk on ending_wishes for update to rejoin_app
    using (${cared}) with check (${cared} and talked_by_id = app.membership_id());
`;

const grants = `
  grant select on ending_wishes to rejoin_app;
  grant insert (practice_id, id, couple_id, episode_id, client_id) on ending_wishes to rejoin_app;
  grant update (taken_back_at, talked_at, talked_by_id) on ending_wishes to rejoin_app;
`;
