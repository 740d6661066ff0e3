import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether somebody else reads a client's mail or uses their phone, as they said at their first sign-in.
 *
 * The answer is the account's own and no practice's. Yes means no mail, and sign-ins that end sooner: a sign-in carries since
 * when it is a short one, so that looking it up reads no more rows than before. Null is "not asked yet".
 */
export class WhoElseLooks1765400000000 implements MigrationInterface {
  name = 'WhoElseLooks1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [columns, times, signedIn, saying, mails]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const columns = `
  alter table auth.accounts add column seen_by_others boolean, add column seen_by_others_at timestamptz;
  alter table auth.sign_ins add column short_since timestamptz;
`;

// A short sign-in ends after ten idle minutes and after two hours in all, counted from when it became one, so that whoever
// has just said so is not thrown out.
const times = `
  create function auth.is_within_time(role text, started_at timestamptz, last_seen_at timestamptz, short_since timestamptz) returns boolean
    language sql stable as $$
    select started_at >= now() - case when role = 'CLIENT' then interval '24 hours' else interval '12 hours' end
      and last_seen_at >= now() - case when role = 'CLIENT' then interval '30 minutes' else interval '15 minutes' end
      and (short_since is null or short_since >= now() - interval '2 hours' and last_seen_at >= now() - interval '10 minutes')
  $$;
  revoke all on function auth.is_within_time(text, timestamptz, timestamptz, timestamptz) from public;
`;

// As before, but for the time a short one has.
const signedIn = `
  create or replace function app.enter_signed_in(token bytea, is_person boolean, practice text, membership text, client text, role text)
    returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    sign_in uuid;
    is_long_ago boolean;
    language text;
  begin
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    select s.id, s.last_seen_at < now() - interval '30 seconds', c.language into sign_in, is_long_ago, language
      from auth.sign_ins s join public.memberships m on m.practice_id = s.practice_id and m.id = s.active_membership_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      where s.token_hash = enter_signed_in.token and s.ended_at is null
        and s.practice_id = enter_signed_in.practice::uuid and s.active_membership_id = enter_signed_in.membership::uuid
        and m.role = enter_signed_in.role and m.suspended_at is null
        and auth.is_within_time(m.role, s.started_at, s.last_seen_at, s.short_since);
    if not found then raise exception 'sign-in does not hold' using errcode = 'RJ401'; end if;
    if is_person and is_long_ago then
      update auth.sign_ins set last_seen_at = now()
        where id = (select s.id from auth.sign_ins s where s.id = sign_in for no key update skip locked);
    end if;
    return language;
  end $$;

  create or replace function auth.check_sign_in(p_token bytea, p_is_person boolean) returns table (
      sign_in_id uuid, account_id uuid, practice_id uuid, membership_id uuid, role text, name text, client_id uuid,
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
      select s.id, s.account_id, m.practice_id, m.id, m.role, coalesce(c.chosen_name, m.name), c.id, pk.wrapped, dk.id, dk.wrapped,
        c.language, p.locale
      from public.practice_keys pk
      join public.practices p on p.id = pk.practice_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      left join public.data_keys dk on dk.practice_id = m.practice_id and dk.author_id = c.id and dk.subject_id = c.id and dk.purpose = 'RECORD'
      where pk.practice_id = m.practice_id;
  end $$;

  drop function auth.is_within_time(text, timestamptz, timestamptz);

  create or replace function auth.begin_sign_in(p_id uuid, p_token bytea, p_account uuid, p_practice uuid, p_membership uuid, p_device text)
    returns boolean language plpgsql security definer set search_path = auth, public, pg_temp as $$
  begin
    if not exists (select 1 from public.memberships m where m.practice_id = p_practice and m.id = p_membership
      and m.account_id = p_account and m.suspended_at is null) then return false; end if;
    insert into auth.sign_ins (id, token_hash, account_id, practice_id, active_membership_id, device, short_since)
      select p_id, p_token, a.id, p_practice, p_membership, p_device, case when a.seen_by_others then now() end
      from auth.accounts a where a.id = p_account;
    return found;
  end $$;

  create or replace function auth.list_sign_ins(p_account uuid)
    returns table (id uuid, started_at timestamptz, last_seen_at timestamptz, device text)
    stable language sql security definer set search_path = auth, public, pg_temp as $$
    select s.id, s.started_at, s.last_seen_at, s.device from auth.sign_ins s
    where s.account_id = p_account and s.ended_at is null
      and auth.is_within_time('CLIENT', s.started_at, s.last_seen_at, s.short_since)
    order by s.last_seen_at desc limit 50
  $$;
`;

// Whose account it is follows from the context: nobody answers for somebody else.
const saying = `
  create function auth.seen_by_others(p_account uuid) returns boolean
    stable language sql security definer set search_path = auth, public, pg_temp as $$
    select a.seen_by_others from auth.accounts a where a.id = p_account
  $$;
  create function auth.set_seen_by_others(p_is_seen boolean) returns boolean
    language plpgsql security definer set search_path = auth, public, pg_temp as $$
  declare v_account uuid;
  begin
    select m.account_id into v_account from public.memberships m
      where m.practice_id = app.practice_id() and m.id = app.membership_id() and m.role = 'CLIENT';
    if not found then return false; end if;
    update auth.accounts set seen_by_others = p_is_seen, seen_by_others_at = now() where id = v_account;
    update auth.sign_ins set short_since = case when p_is_seen then coalesce(short_since, now()) end
      where account_id = v_account and ended_at is null;
    return true;
  end $$;
  revoke all on function auth.seen_by_others(uuid), auth.set_seen_by_others(boolean) from public;
  grant execute on function auth.seen_by_others(uuid), auth.set_seen_by_others(boolean) to rejoin_app;
`;

// Asked at the moment of sending. Who sends learns only that there is nobody to write to. Links that somebody asked for, of an
// invitation or for a new password, have envelopes of their own.
const mails = `
  create or replace function auth.member_envelope(p_practice uuid, p_membership uuid)
    returns table (account_id uuid, email_sealed bytea, mail_name text, language text)
    stable language sql security definer set search_path = auth, public, pg_temp as $$
    select a.id, a.email_sealed, p.mail_name, case when m.role = 'CLIENT' then coalesce(c.language, p.locale) else 'en' end
    from public.memberships m
    join auth.accounts a on a.id = m.account_id join public.practices p on p.id = m.practice_id
    left join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id
    where m.practice_id = p_practice and m.id = p_membership and m.suspended_at is null
      and (m.role <> 'CLIENT' or a.seen_by_others is not true)
  $$;
`;
