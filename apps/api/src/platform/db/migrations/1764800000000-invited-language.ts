import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link of an invitation knows what its client reads, so that the page behind it speaks it before anybody signs in. */
export class InvitedLanguage1764800000000 implements MigrationInterface {
  name = 'InvitedLanguage1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(byToken);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// What it returns has more columns, so it is made anew; what it does is as before.
const byToken = `
  drop function auth.invitation_by_token(bytea);
  create function auth.invitation_by_token(p_token bytea) returns table (
    practice_id uuid, id uuid, role text, name text, practice_name text, email_sealed bytea, email_index bytea, account_id uuid,
    language text, locale text) stable language sql security definer set search_path = auth, public, pg_temp as $$
    select i.practice_id, i.id, i.role, i.name, p.name, i.email_sealed, i.email_index, a.id, c.language, p.locale
    from public.invitations i join public.practices p on p.id = i.practice_id
    left join public.clients c on i.role = 'CLIENT' and c.practice_id = i.practice_id and c.id = i.client_id
    left join auth.accounts a on a.email_index = i.email_index
    where i.token_hash = p_token and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
  $$;
  revoke all on function auth.invitation_by_token(bytea) from public;
  grant execute on function auth.invitation_by_token(bytea) to rejoin_app;
`;
