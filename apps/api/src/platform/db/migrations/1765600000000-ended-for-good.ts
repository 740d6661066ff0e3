import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever ends a sign-in is answered when nothing is under way in it any more. */
export class EndedForGood1765600000000 implements MigrationInterface {
  name = 'EndedForGood1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(waiting);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// Every request holds this lock with others of its membership until it is done; suspending has always waited for it. Signing
// out here and elsewhere, another password, and acting as another membership now do the same, whichever function does them.
const waiting = `
  create function auth.wait_for_requests() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended(old.active_membership_id::text, 0));
    return new;
  end $$;
  revoke all on function auth.wait_for_requests() from public;
  create trigger wait_for_requests before update of ended_at, active_membership_id on auth.sign_ins for each row
    when (old.ended_at is null and (new.ended_at is not null or new.active_membership_id <> old.active_membership_id))
    execute function auth.wait_for_requests();
`;
