import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Joint work is paused and ended by a clinician, who tells each of them alone and writes down when. The days are the care
 * team's alone, and nobody is written to. What has ended stays ended.
 */
export class ToldToEach1765210000000 implements MigrationInterface {
  name = 'ToldToEach1765210000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, tenancy, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  create table couple_tellings (
    practice_id uuid not null,
    id uuid not null,
    couple_id uuid not null,
    client_id uuid not null,
    status text not null constraint ck_couple_tellings_status check (status in ('PAUSED', 'ENDED')),
    told_on date not null,
    recorded_by_id uuid not null,
    recorded_at timestamptz not null default now(),
    constraint pk_couple_tellings primary key (practice_id, id),
    constraint fk_couple_tellings_couple_id foreign key (practice_id, couple_id) references couples (practice_id, id),
    constraint fk_couple_tellings_client_id foreign key (practice_id, client_id) references clients (practice_id, id),
    constraint fk_couple_tellings_recorded_by_id foreign key (practice_id, recorded_by_id) references memberships (practice_id, id)
  );
  create index ix_couple_tellings_couple on couple_tellings (practice_id, couple_id, recorded_at desc);
`;

const tenancy = `
  alter table couple_tellings enable row level security;
  alter table couple_tellings force row level security;
  create policy couple_tellings_owner on couple_tellings to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy couple_tellings_tenant on couple_tellings as restrictive to rejoin_app
    using (practice_id = app.practice_id()) with check (practice_id = app.practice_id());
`;

const policies = `
  create policy couple_tellings_care on couple_tellings for select to rejoin_app
    using (couple_id = any ((select app.cared_couple_ids())::uuid[]));
  create policy couple_tellings_tell on couple_tellings for insert to rejoin_app
    with check (couple_id = any ((select app.cared_couple_ids())::uuid[]) and recorded_by_id = app.membership_id()
      and exists (select 1 from partners p where p.couple_id = couple_tellings.couple_id and p.client_id = couple_tellings.client_id));
  -- Only how it goes on can be written at all, so there is nothing to ask of what was written.
  create policy couples_go_on on couples for update to rejoin_app
    using (id = any ((select app.cared_couple_ids())::uuid[]) and status <> 'ENDED')
    with check (true);
`;

const grants = `
  grant select on couple_tellings to rejoin_app;
  grant insert (practice_id, id, couple_id, client_id, status, told_on, recorded_by_id) on couple_tellings to rejoin_app;
  grant update (status, status_at) on couples to rejoin_app;
  grant select (episode_id) on replies to rejoin_worker;
`;
