import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Agreements in a practice's own words. What is published is added and never changed, by anybody: somebody said yes to it.
 * A practice names by number which of its texts its couples are asked to accept; without one it is the library's.
 */
export class OwnAgreements1765700000000 implements MigrationInterface {
  name = 'OwnAgreements1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, tenancy('agreement_texts'), tenancy('agreement_drafts'), policies, grants])
      await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(
      new Error('Somebody may have accepted one: restore the backup from before instead.'),
    );
  }
}

const kinds = `('NO_SECRETS', 'LIMITED_SECRETS')`;

const tables = `
  create table agreement_texts (
    practice_id uuid not null,
    id uuid not null,
    kind text not null constraint ck_agreement_texts_kind check (kind in ${kinds}),
    -- A practice counts its own from 101, so that no number is ever the library's, too.
    version smallint not null constraint ck_agreement_texts_version check (version > 100),
    definition jsonb not null,
    published_by_id uuid not null,
    published_at timestamptz not null default now(),
    constraint pk_agreement_texts primary key (practice_id, id),
    constraint uq_agreement_texts_kind_version unique (practice_id, kind, version),
    constraint fk_agreement_texts_published_by_id foreign key (practice_id, published_by_id) references memberships (practice_id, id)
  );

  create table agreement_drafts (
    practice_id uuid not null,
    id uuid not null,
    kind text not null constraint ck_agreement_drafts_kind check (kind in ${kinds}),
    -- Nothing once it was published. The number goes on: who saves over an older one is told.
    words jsonb,
    revision integer not null default 1,
    saved_at timestamptz not null default now(),
    saved_by_id uuid not null,
    constraint pk_agreement_drafts primary key (practice_id, id),
    constraint uq_agreement_drafts_kind unique (practice_id, kind),
    constraint fk_agreement_drafts_saved_by_id foreign key (practice_id, saved_by_id) references memberships (practice_id, id)
  );

  alter table practices add column agreement_version smallint
    constraint ck_practices_agreement_version check (agreement_version is null or agreement_version > 100 and agreement is not null);
  alter table reflections add column agreement_version smallint;
`;

const tenancy = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (practice_id = app.practice_id()) with check (practice_id = app.practice_id());
`;

const isAdmin = `app.role() = 'PRACTICE_ADMIN'`;

const policies = `
  create policy agreement_texts_read on agreement_texts for select to rejoin_app using (true);
  create policy agreement_texts_publish on agreement_texts for insert to rejoin_app
    with check (${isAdmin} and published_by_id = app.membership_id());
  create policy agreement_drafts_admin on agreement_drafts for select to rejoin_app using (${isAdmin});
  create policy agreement_drafts_begin on agreement_drafts for insert to rejoin_app
    with check (${isAdmin} and saved_by_id = app.membership_id());
  create policy agreement_drafts_change on agreement_drafts for update to rejoin_app
    using (${isAdmin}) with check (${isAdmin} and saved_by_id = app.membership_id());
`;

const grants = `
  grant select on agreement_texts, agreement_drafts to rejoin_app;
  grant insert (practice_id, id, kind, version, definition, published_by_id) on agreement_texts to rejoin_app;
  grant insert (practice_id, id, kind, words, saved_by_id) on agreement_drafts to rejoin_app;
  grant update (words, revision, saved_at, saved_by_id) on agreement_drafts to rejoin_app;
  grant update (agreement_version) on practices to rejoin_app;
`;
