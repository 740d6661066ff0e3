import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Turns that wait: some days after one that was shared, or until the clinician opens them in a session. A turn may be one
 * role's of an exercise that partners do from two sides.
 */
export class TurnsThatWait1764300000000 implements MigrationInterface {
  name = 'TurnsThatWait1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  alter table occurrences drop constraint ck_occurrences_sitting;
  alter table occurrences add constraint ck_occurrences_sitting
    check (sitting ~ '^(FIRST|NEXT_SESSION|WHEN_I_CHOOSE|AFTER_[1-9][0-9]?_DAYS)$');
  alter table occurrences add column role text
    constraint ck_occurrences_role check (role in ('SPEAKER', 'LISTENER', 'TO_TELL', 'TO_COME_BACK'));

  -- What a later sitting shows again of those before it, as the exercise said when it was opened.
  alter table occurrences add column quotes text[] not null default '{}';
  update occurrences o set quotes = (
      select coalesce(array_agg(distinct s->>'quotes') filter (where s->>'quotes' is not null), '{}')
      from assignments a
      join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
      cross join jsonb_array_elements(ev.definition->'steps') s
      where a.practice_id = o.practice_id and a.id = o.assignment_id and s->>'later' = o.sitting)
    where o.sitting <> 'FIRST';

  -- Without a moment a turn waits for the clinician to open it in a session; nobody else knows of it.
  alter table occurrences alter column opens_at drop not null;
  alter table assignments add column opens_in_session text
    constraint ck_assignments_opens_in_session check (opens_in_session in ('FIRST_TURN', 'EACH_TURN'));
`;

const policies = `
  create policy occurrences_open on occurrences for update to rejoin_app
    using (episode_id = any ((select app.cared_episode_ids())::uuid[]) and opens_at is null) with check (opens_at <= now());
`;

const grants = `
  grant update (opens_at) on occurrences to rejoin_app;
  grant select (opens_in_session) on assignments to rejoin_worker;
  grant select (role), insert (role) on occurrences to rejoin_worker;
`;
