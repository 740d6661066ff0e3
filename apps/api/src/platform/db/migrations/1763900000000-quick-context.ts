import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every transaction pays for: its context in one call, and who cares for whom looked up once in it.
 *
 * A lookup remembers its answer in a setting of the transaction, under the membership or client it is for; a change of care
 * in the same transaction forgets it. What could forge that setting could as well claim to be somebody else.
 */
export class QuickContext1763900000000 implements MigrationInterface {
  name = 'QuickContext1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [context, lookups, forgetting, waiting]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// The lock is the one that suspending takes whole: it waits for what is under way, and whatever begins after it finds the
// membership suspended.
const context = `
  create function app.enter(practice text, membership text, client text, role text) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  begin
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    perform 1 from public.memberships m
      where m.practice_id = enter.practice::uuid and m.id = enter.membership::uuid and m.suspended_at is null;
    if not found then raise exception 'membership is not active' using errcode = 'RJ401'; end if;
  end $$;
  revoke all on function app.enter(text, text, text, text) from public;
  grant execute on function app.enter(text, text, text, text) to rejoin_app;
  drop function app.assert_active();
`;

/** A lookup that is computed once in a transaction: `setting` remembers it for `whom`. */
const remembered = (name: string, setting: string, whom: string, select: string): string => `
  create or replace function app.${name}() returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    whom text := ${whom};
    known text := current_setting('app.${setting}', true);
    found_ids uuid[];
  begin
    if whom is null then return '{}'; end if;
    if known is not null and starts_with(known, whom || ' ') then return substr(known, length(whom) + 2)::uuid[]; end if;
    ${select};
    perform set_config('app.${setting}', whom || ' ' || found_ids::text, true);
    return found_ids;
  end $$;
`;

const clinician = `case when app.role() = 'CLINICIAN' then app.practice_id()::text || '/' || app.membership_id()::text end`;
const client = `app.practice_id()::text || '/' || app.client_id()::text`;

const lookups = [
  remembered(
    'cared_episode_ids',
    'cared_episodes',
    clinician,
    `select coalesce(array_agg(m.episode_id), '{}') into found_ids from public.care_team_members m
     where m.practice_id = app.practice_id() and m.clinician_id = app.membership_id()
       and m.since <= now() and (m.until is null or m.until > now())`,
  ),
  remembered(
    'cared_couple_ids',
    'cared_couples',
    clinician,
    `select coalesce(array_agg(e.couple_id), '{}') into found_ids from public.episodes e
     where e.practice_id = app.practice_id() and e.couple_id is not null and e.id = any (app.cared_episode_ids())`,
  ),
  remembered(
    'cared_client_ids',
    'cared_clients',
    clinician,
    `select coalesce(array_agg(distinct coalesce(e.client_id, p.client_id)), '{}') into found_ids from public.episodes e
     left join public.partners p on p.practice_id = e.practice_id and p.couple_id = e.couple_id
     where e.practice_id = app.practice_id() and e.id = any (app.cared_episode_ids())`,
  ),
  remembered(
    'own_couple_ids',
    'own_couples',
    client,
    `select coalesce(array_agg(p.couple_id), '{}') into found_ids from public.partners p
     where p.practice_id = app.practice_id() and p.client_id = app.client_id()`,
  ),
  remembered(
    'own_episode_ids',
    'own_episodes',
    client,
    `select coalesce(array_agg(e.id), '{}') into found_ids from public.episodes e
     where e.practice_id = app.practice_id() and (e.client_id = app.client_id() or e.couple_id = any (app.own_couple_ids()))`,
  ),
].join('\n');

const forgetting = `
  create function app.forget_care() returns trigger language plpgsql as $$
  begin
    perform set_config(setting, '', true) from unnest(array['app.cared_episodes', 'app.cared_couples', 'app.cared_clients',
      'app.own_couples', 'app.own_episodes']) setting;
    return null;
  end $$;
  create trigger forget_care after insert or update or delete on care_team_members for each statement execute function app.forget_care();
  create trigger forget_care after insert or update or delete on episodes for each statement execute function app.forget_care();
  create trigger forget_care after insert or update or delete on partners for each statement execute function app.forget_care();
`;

// What waits is counted for each course of care on the caseload.
const waiting = `
  create index ix_reflections_waiting on reflections (practice_id, episode_id) include (sharing, felt_wrong_at) where state = 'SUBMITTED';
`;
