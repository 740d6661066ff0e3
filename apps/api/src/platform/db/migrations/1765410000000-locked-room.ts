import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A new password by mail opens no earlier words of a client in joint work: whoever reads the mail may be the other one.
 *
 * The lock lies on the membership, in the row that every transaction reads already to see whether it may begin. While it is
 * there the context names no client, whatever the request says, and no policy knows the author of anything. A code that the
 * clinician reads aloud takes it away; another new password does not.
 */
export class LockedRoom1765410000000 implements MigrationInterface {
  name = 'LockedRoom1765410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, contexts, signedIn, locking, codes, removal]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  alter table memberships add column locked_at timestamptz;
  create table auth.codes (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null,
    code_hash bytea not null,
    given_by_id uuid not null,
    given_at timestamptz not null default now(),
    expires_at timestamptz not null,
    try_count smallint not null default 0,
    used_at timestamptz
  );
  create index on auth.codes (membership_id) where used_at is null;
  revoke all on auth.codes from public;
`;

const contexts = `
  create or replace function app.enter(practice text, membership text, client text, role text) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    is_locked boolean;
  begin
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    select m.locked_at is not null into is_locked from public.memberships m
      where m.practice_id = enter.practice::uuid and m.id = enter.membership::uuid and m.suspended_at is null;
    if not found then raise exception 'membership is not active' using errcode = 'RJ401'; end if;
    if is_locked then perform set_config('app.client_id', '', true); end if;
  end $$;

  create or replace function app.enter_signed_in(token bytea, is_person boolean, practice text, membership text, client text, role text)
    returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    sign_in uuid;
    is_long_ago boolean;
    is_locked boolean;
    language text;
  begin
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    select s.id, s.last_seen_at < now() - interval '30 seconds', m.locked_at is not null, c.language
      into sign_in, is_long_ago, is_locked, language
      from auth.sign_ins s join public.memberships m on m.practice_id = s.practice_id and m.id = s.active_membership_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      where s.token_hash = enter_signed_in.token and s.ended_at is null
        and s.practice_id = enter_signed_in.practice::uuid and s.active_membership_id = enter_signed_in.membership::uuid
        and m.role = enter_signed_in.role and m.suspended_at is null
        and auth.is_within_time(m.role, s.started_at, s.last_seen_at, s.short_since);
    if not found then raise exception 'sign-in does not hold' using errcode = 'RJ401'; end if;
    if is_locked then perform set_config('app.client_id', '', true); end if;
    if is_person and is_long_ago then
      update auth.sign_ins set last_seen_at = now()
        where id = (select s.id from auth.sign_ins s where s.id = sign_in for no key update skip locked);
    end if;
    return language;
  end $$;
`;

// Locked, it gives out neither the client nor their key, nor the name and the language they chose for themselves.
const signedIn = `
  drop function auth.check_sign_in(bytea, boolean);
  create function auth.check_sign_in(p_token bytea, p_is_person boolean) returns table (
      sign_in_id uuid, account_id uuid, practice_id uuid, membership_id uuid, role text, is_locked boolean, name text, client_id uuid,
      practice_key bytea, own_key_id uuid, own_key bytea, language text, locale text) language plpgsql security definer set search_path = auth, public, pg_temp as $$
  #variable_conflict use_column
  declare s auth.sign_ins; m public.memberships;
  begin
    select * into s from auth.sign_ins where token_hash = p_token and ended_at is null;
    if not found then return; end if;
    select * into m from public.memberships where practice_id = s.practice_id and id = s.active_membership_id and suspended_at is null;
    if not found or not auth.is_within_time(m.role, s.started_at, s.last_seen_at, s.short_since) then return; end if;
    if p_is_person and s.last_seen_at < now() - interval '30 seconds' then
      update auth.sign_ins set last_seen_at = now() where id = s.id;
    end if;
    return query
      select s.id, s.account_id, m.practice_id, m.id, m.role, m.locked_at is not null, coalesce(c.chosen_name, m.name), c.id,
        pk.wrapped, dk.id, dk.wrapped, c.language, p.locale
      from public.practice_keys pk
      join public.practices p on p.id = pk.practice_id
      left join public.clients c on m.role = 'CLIENT' and m.locked_at is null and c.practice_id = m.practice_id and c.membership_id = m.id
      left join public.data_keys dk on dk.practice_id = m.practice_id and dk.author_id = c.id and dk.subject_id = c.id and dk.purpose = 'RECORD'
      where pk.practice_id = m.practice_id;
  end $$;
  revoke all on function auth.check_sign_in(bytea, boolean) from public;
  grant execute on function auth.check_sign_in(bytea, boolean) to rejoin_app;
`;

// Whoever is or was in joint work, anywhere: then all that the account is a client of. Staff are not locked; nothing a client
// wrote is theirs by being signed in. The lock of each membership is taken whole first, so that what is under way there ends.
const locking = `
  create or replace function auth.reset_password(p_token bytea, p_password_hash text)
    returns boolean language plpgsql security definer set search_path = auth, public, pg_temp as $$
  declare v_account uuid;
  begin
    update auth.tokens set used_at = now() where token_hash = p_token and used_at is null and expires_at > now() returning account_id into v_account;
    if not found then return false; end if;
    update auth.accounts set password_hash = p_password_hash, password_changed_at = now() where id = v_account;
    update auth.sign_ins set ended_at = now() where account_id = v_account and ended_at is null;
    if exists (select 1 from public.memberships m
      join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id
      join public.partners p on p.practice_id = c.practice_id and p.client_id = c.id
      where m.account_id = v_account) then
      perform pg_advisory_xact_lock(hashtextextended(m.id::text, 0)) from public.memberships m
        where m.account_id = v_account and m.role = 'CLIENT';
      update public.memberships set locked_at = coalesce(locked_at, now()) where account_id = v_account and role = 'CLIENT';
      insert into public.audit_events (practice_id, act, object_type, object_id, client_id)
        select m.practice_id, 'membership.lock', 'Membership', m.id, c.id from public.memberships m
        left join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id
        where m.account_id = v_account and m.role = 'CLIENT';
    end if;
    return true;
  end $$;
`;

// Half an hour, five tries, once. What a wrong one is answered says nothing about why: no code, an older one, one used up.
const codes = `
  create function auth.may_give_code(p_client uuid) returns boolean
    stable language sql security definer set search_path = auth, public, pg_temp as $$
    select app.role() = 'CLINICIAN' and exists (select 1 from public.clients c
      join public.memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
      where c.practice_id = app.practice_id() and c.id = p_client and m.locked_at is not null and m.suspended_at is null
        and exists (select 1 from public.care_team_members t join public.episodes e on e.practice_id = t.practice_id and e.id = t.episode_id
          where t.practice_id = c.practice_id and t.clinician_id = app.membership_id() and t.part <> 'SUPERVISING'
            and t.since <= now() and (t.until is null or t.until > now())
            and (e.client_id = c.id or e.couple_id in (select p.couple_id from public.partners p where p.practice_id = c.practice_id and p.client_id = c.id))))
  $$;

  create function auth.give_code(p_id uuid, p_client uuid, p_hash bytea) returns boolean
    language plpgsql security definer set search_path = auth, public, pg_temp as $$
  declare v_membership uuid;
  begin
    if not auth.may_give_code(p_client) then return false; end if;
    select c.membership_id into v_membership from public.clients c where c.practice_id = app.practice_id() and c.id = p_client;
    update auth.codes set used_at = now() where practice_id = app.practice_id() and membership_id = v_membership and used_at is null;
    insert into auth.codes (id, practice_id, membership_id, code_hash, given_by_id, expires_at)
      values (p_id, app.practice_id(), v_membership, p_hash, app.membership_id(), now() + interval '30 minutes');
    return true;
  end $$;

  create function auth.enter_code(p_hash bytea, p_sign_in uuid) returns boolean
    language plpgsql security definer set search_path = auth, public, pg_temp as $$
  declare m public.memberships; v_code auth.codes; v_client uuid; v_is_right boolean;
  begin
    select * into m from public.memberships where practice_id = app.practice_id() and id = app.membership_id() and locked_at is not null;
    if not found then return false; end if;
    select c.id into v_client from public.clients c where c.practice_id = m.practice_id and c.membership_id = m.id;
    select * into v_code from auth.codes where practice_id = m.practice_id and membership_id = m.id
      and used_at is null and expires_at > now() and try_count < 5 order by given_at desc, id limit 1 for update;
    v_is_right := found and v_code.code_hash = p_hash;
    if v_is_right then
      update auth.codes set used_at = now() where id = v_code.id;
      update public.memberships set locked_at = null where practice_id = m.practice_id and id = m.id;
      -- Wherever else the new password was used, it has to be known once more.
      update auth.sign_ins set ended_at = now() where account_id = m.account_id and id <> p_sign_in and ended_at is null;
    else
      update auth.codes set try_count = try_count + 1 where id = v_code.id;
    end if;
    insert into public.audit_events (practice_id, actor_id, act, object_type, object_id, client_id, result)
      values (m.practice_id, m.id, 'membership.unlock', 'Membership', m.id, v_client, case when v_is_right then 'done' else 'not_found' end);
    return v_is_right;
  end $$;

  revoke all on function auth.may_give_code(uuid), auth.give_code(uuid, uuid, bytea), auth.enter_code(bytea, uuid) from public;
  grant execute on function auth.may_give_code(uuid), auth.give_code(uuid, uuid, bytea), auth.enter_code(bytea, uuid) to rejoin_app;
`;

const removal = `
  create or replace function auth.put_away() returns void language sql security definer set search_path = auth, public, pg_temp as $$
    delete from auth.tries where window_ends_at < now() - interval '1 day';
    delete from auth.tokens where expires_at < now() - interval '7 days';
    delete from auth.codes where expires_at < now() - interval '7 days';
    delete from auth.sign_ins where started_at < now() - interval '30 days'
  $$;
`;
