import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The language a client is spoken to in, and the one a piece was shared in.
 *
 * Null is "as the browser wishes": who asks is then answered by what the request says, and a mail, which nobody asks for,
 * by the practice's own language.
 */
export class OwnLanguage1764600000000 implements MigrationInterface {
  name = 'OwnLanguage1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [columns, signedIn, envelopes]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const columns = `
  alter table clients add column language text constraint ck_clients_language check (language in ('en', 'es'));
  alter table reflections add column language text;
  create policy clients_own on clients for update to rejoin_app using (id = (select app.client_id()));
  grant update (language) on clients to rejoin_app;
`;

const authFunction = (head: string, language: 'sql' | 'plpgsql', body: string) => `
  create function auth.${head} language ${language} security definer
    set search_path = auth, public, pg_temp as $$ ${body} $$;
`;

// What it returns has more columns, so it is made anew; what it does is as before.
const signedIn = `
  drop function auth.check_sign_in(bytea, boolean);
  ${authFunction(
    `check_sign_in(p_token bytea, p_is_person boolean) returns table (
      sign_in_id uuid, account_id uuid, practice_id uuid, membership_id uuid, role text, name text, client_id uuid,
      practice_key bytea, own_key_id uuid, own_key bytea, language text, locale text)`,
    'plpgsql',
    `
    #variable_conflict use_column
    declare s auth.sign_ins; m public.memberships;
    begin
      select * into s from auth.sign_ins where token_hash = p_token and ended_at is null;
      if not found then return; end if;
      select * into m from public.memberships where practice_id = s.practice_id and id = s.active_membership_id and suspended_at is null;
      if not found then return; end if;
      if s.started_at < now() - (case when m.role = 'CLIENT' then interval '24 hours' else interval '12 hours' end)
        or s.last_seen_at < now() - (case when m.role = 'CLIENT' then interval '30 minutes' else interval '15 minutes' end)
      then return; end if;
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
    end`,
  )}
  revoke all on function auth.check_sign_in(bytea, boolean) from public;
  grant execute on function auth.check_sign_in(bytea, boolean) to rejoin_app;
`;

// A client's mail is in their language, or in the practice's; staff are written to in English, as their desk is.
const envelopes = `
  drop function auth.invitation_envelope(uuid, uuid);
  drop function auth.reset_envelope(uuid);
  drop function auth.member_envelope(uuid, uuid);
  ${authFunction(
    'invitation_envelope(p_practice uuid, p_id uuid) returns table (email_sealed bytea, issue smallint, mail_name text, language text) stable',
    'sql',
    `
    select i.email_sealed, i.issue, p.mail_name, case when i.role = 'CLIENT' then coalesce(c.language, p.locale) else 'en' end
    from public.invitations i join public.practices p on p.id = i.practice_id
    left join public.clients c on c.practice_id = i.practice_id and c.id = i.client_id
    where i.practice_id = p_practice and i.id = p_id and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
  )}
  ${authFunction(
    'reset_envelope(p_id uuid) returns table (account_id uuid, email_sealed bytea, language text) stable',
    'sql',
    `
    select a.id, a.email_sealed, (select coalesce(c.language, p.locale) from public.memberships m
      join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id
      join public.practices p on p.id = m.practice_id
      where m.account_id = a.id order by c.language is null, m.id limit 1)
    from auth.tokens t join auth.accounts a on a.id = t.account_id
    where t.id = p_id and t.used_at is null and t.expires_at > now()`,
  )}
  ${authFunction(
    'member_envelope(p_practice uuid, p_membership uuid) returns table (account_id uuid, email_sealed bytea, mail_name text, language text) stable',
    'sql',
    `
    select a.id, a.email_sealed, p.mail_name, case when m.role = 'CLIENT' then coalesce(c.language, p.locale) else 'en' end
    from public.memberships m
    join auth.accounts a on a.id = m.account_id join public.practices p on p.id = m.practice_id
    left join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id
    where m.practice_id = p_practice and m.id = p_membership and m.suspended_at is null`,
  )}
  revoke all on function auth.invitation_envelope(uuid, uuid), auth.reset_envelope(uuid), auth.member_envelope(uuid, uuid) from public;
  grant execute on function auth.invitation_envelope(uuid, uuid), auth.reset_envelope(uuid), auth.member_envelope(uuid, uuid) to rejoin_worker;
`;
