import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever ends a sign-in can wait until nothing is under way in it any more. */
export class EndedForGood1765600000000 implements MigrationInterface {
  name = 'EndedForGood1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(waiting);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// Every request holds this lock with others of its membership until it is done. Waiting comes after the ending is kept, in a
// transaction of its own: a slow request keeps nobody signed in. Whose requests: an account's, that of one of its memberships,
// or that of a link with which a new password was chosen.
const waiting = `
  create function auth.await_requests(p_account uuid, p_membership uuid, p_token bytea) returns void
    language plpgsql security definer set search_path = auth, public, pg_temp as $$
  declare v_membership uuid;
  begin
    for v_membership in
      select m.id from public.memberships m
      where m.account_id = coalesce(p_account, (select o.account_id from public.memberships o where o.id = p_membership),
        (select t.account_id from auth.tokens t where t.token_hash = p_token))
      order by m.id
    loop
      perform pg_advisory_xact_lock(hashtextextended(v_membership::text, 0));
    end loop;
  end $$;
  revoke all on function auth.await_requests(uuid, uuid, bytea) from public;
  grant execute on function auth.await_requests(uuid, uuid, bytea) to rejoin_app;

  -- A mail about an opening that is over by now does not go out.
  grant select (closes_at) on joint_parts to rejoin_worker;
`;
