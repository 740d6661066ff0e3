import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A turn of joint work that becomes each author's own: nothing of it is opened any more, and what was offered of it is gone.
 * Everyone who took part may know it, in the same words, because it says nothing of who wrote.
 */
export class OwnWork1765220000000 implements MigrationInterface {
  name = 'OwnWork1765220000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, tenancy, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  create table own_turns (
    practice_id uuid not null,
    id uuid not null,
    assignment_id uuid not null,
    episode_id uuid not null,
    slot text not null,
    turned_at timestamptz not null default now(),
    turned_by_id uuid not null,
    constraint pk_own_turns primary key (practice_id, id),
    constraint uq_own_turns_assignment_id_slot unique (practice_id, assignment_id, slot),
    constraint fk_own_turns_assignment_id foreign key (practice_id, assignment_id) references assignments (practice_id, id),
    constraint fk_own_turns_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_own_turns_turned_by_id foreign key (practice_id, turned_by_id) references memberships (practice_id, id)
  );
`;

const tenancy = `
  alter table own_turns enable row level security;
  alter table own_turns force row level security;
  create policy own_turns_owner on own_turns to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy own_turns_tenant on own_turns as restrictive to rejoin_app
    using (practice_id = app.practice_id()) with check (practice_id = app.practice_id());
`;

const cared = 'episode_id = any ((select app.cared_episode_ids())::uuid[])';

const policies = `
  create policy own_turns_care on own_turns for select to rejoin_app using (${cared});
  create policy own_turns_own on own_turns for select to rejoin_app
    using (exists (select 1 from occurrences o where o.practice_id = own_turns.practice_id and o.assignment_id = own_turns.assignment_id
      and o.slot = own_turns.slot and o.client_id = app.client_id()));
  create policy own_turns_turn on own_turns for insert to rejoin_app with check (${cared} and turned_by_id = app.membership_id());
  -- What was offered of such a turn is taken away by who turned it; the words in it are gone with that.
  create policy releases_turn on releases for update to rejoin_app
    using (${cared} and exists (select 1 from own_turns t where t.practice_id = releases.practice_id
      and t.assignment_id = releases.assignment_id and t.slot = releases.slot))
    with check (withdrawn_at is not null);
`;

const grants = `
  grant select on own_turns to rejoin_app;
  grant insert (practice_id, id, assignment_id, episode_id, slot, turned_by_id) on own_turns to rejoin_app;
`;
