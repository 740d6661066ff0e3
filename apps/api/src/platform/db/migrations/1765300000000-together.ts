import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What partners do together once something is open to them: where they are in it, what they keep of it, and how it was for
 * each.
 *
 * Where they are is one row for all of them, and says nothing of who went on or who stopped. What they keep belongs to the
 * couple, under a key that is the couple's; it stays while their joint work does. How it was is each person's own: no policy
 * shows a partner anything of it.
 */
export class Together1765300000000 implements MigrationInterface {
  name = 'Together1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, ...tenantTables.map(tenancy), persons, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tenantTables = ['joint_sittings', 'joint_notes', 'joint_checks'];

const tables = `
  alter table data_keys drop constraint ck_data_keys_purpose;
  alter table data_keys add constraint ck_data_keys_purpose check (purpose in ('RECORD', 'PROCESS_NOTE', 'CLINICIAN_ONLY', 'RELEASE', 'JOINT_NOTE'));

  create table joint_sittings (
    practice_id uuid not null,
    id uuid not null,
    joint_part_id uuid not null,
    episode_id uuid not null,
    nth smallint not null,
    place smallint not null default 0,
    places smallint not null,
    begun_at timestamptz not null default now(),
    moved_at timestamptz not null default now(),
    stopped_at timestamptz,
    finished_at timestamptz,
    constraint pk_joint_sittings primary key (practice_id, id),
    constraint uq_joint_sittings_joint_part_id_nth unique (practice_id, joint_part_id, nth),
    constraint ck_joint_sittings_place check (place between 0 and places - 1),
    constraint ck_joint_sittings_ended check (num_nonnulls(stopped_at, finished_at) < 2),
    constraint fk_joint_sittings_joint_part_id foreign key (practice_id, joint_part_id) references joint_parts (practice_id, id),
    constraint fk_joint_sittings_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id)
  );
  create unique index ix_joint_sittings_under_way on joint_sittings (practice_id, joint_part_id)
    where stopped_at is null and finished_at is null;
  create index ix_joint_sittings_episode on joint_sittings (practice_id, episode_id);

  create table joint_notes (
    practice_id uuid not null,
    id uuid not null,
    joint_part_id uuid not null,
    episode_id uuid not null,
    position smallint not null,
    key text not null,
    kind text not null,
    wording text not null,
    language text not null,
    sealed bytea not null,
    data_key_id uuid not null,
    kept_at timestamptz not null default now(),
    constraint pk_joint_notes primary key (practice_id, id),
    constraint fk_joint_notes_joint_part_id foreign key (practice_id, joint_part_id) references joint_parts (practice_id, id),
    constraint fk_joint_notes_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id)
  );
  create index ix_joint_notes_part on joint_notes (practice_id, joint_part_id);

  -- Added to and never changed by their author: what was asked for once stays asked for until it was talked about.
  create table joint_checks (
    practice_id uuid not null,
    id uuid not null,
    joint_part_id uuid not null,
    nth smallint not null,
    episode_id uuid not null,
    client_id uuid not null,
    feeling text constraint ck_joint_checks_feeling check (feeling in ('FINE', 'HARD', 'TALK_WITH_ME')),
    answered_at timestamptz not null default now(),
    talked_at timestamptz,
    talked_by_id uuid,
    constraint pk_joint_checks primary key (practice_id, id),
    constraint ck_joint_checks_talked check (num_nonnulls(talked_at, talked_by_id) <> 1),
    constraint fk_joint_checks_joint_part_id foreign key (practice_id, joint_part_id) references joint_parts (practice_id, id),
    constraint fk_joint_checks_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_joint_checks_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );
  create index ix_joint_checks_part on joint_checks (practice_id, joint_part_id, client_id);
  create index ix_joint_checks_to_talk on joint_checks (practice_id, episode_id) where feeling = 'TALK_WITH_ME' and talked_at is null;
`;

const tenancy = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (practice_id = app.practice_id()) with check (practice_id = app.practice_id());
`;

const cared = 'episode_id = any ((select app.cared_episode_ids())::uuid[])';
const own = 'client_id = app.client_id()';
const active = (column: string) => `${column} = any ((select app.own_active_couple_ids())::uuid[])`;
const isOpen = 'jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now())';
// Which openings somebody took part in is another policy's; here it is joint work that goes on. The rows of another practice
// are not there to be found, and the foreign keys hold what is found to this one.
const ofOwnPart = (table: string, more = '') =>
  `exists (select 1 from joint_parts jp join episodes e on e.practice_id = jp.practice_id and e.id = jp.episode_id
     where jp.id = ${table}.joint_part_id and jp.episode_id = ${table}.episode_id
       and ${active('e.couple_id')}${more})`;

const policy = (table: string, name: string, command: string, using: string | null, check?: string) =>
  `create policy ${table}_${name} on ${table} for ${command} to rejoin_app${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''};`;

const persons = [
  policy('joint_sittings', 'care', 'select', cared),
  policy('joint_sittings', 'own', 'select', ofOwnPart('joint_sittings')),
  policy('joint_sittings', 'begin', 'insert', null, ofOwnPart('joint_sittings', ` and ${isOpen}`)),
  policy('joint_sittings', 'move', 'update', ofOwnPart('joint_sittings', ` and ${isOpen}`)),

  policy('joint_notes', 'care', 'select', cared),
  policy('joint_notes', 'own', 'select', ofOwnPart('joint_notes')),
  policy('joint_notes', 'keep', 'insert', null, ofOwnPart('joint_notes', ` and ${isOpen}`)),

  policy('joint_checks', 'care', 'select', cared),
  policy('joint_checks', 'own', 'select', own),
  policy('joint_checks', 'answer', 'insert', null, `${own} and ${ofOwnPart('joint_checks')}`),
  policy('joint_checks', 'talk', 'update', cared),

  policy(
    'data_keys',
    'joint',
    'all',
    `purpose = 'JOINT_NOTE' and author_id = subject_id and ${active('subject_id')}`,
  ),
].join('\n');

const grants = `
  grant select on joint_sittings, joint_notes, joint_checks to rejoin_app;
  grant insert (practice_id, id, joint_part_id, episode_id, nth, places) on joint_sittings to rejoin_app;
  grant update (place, moved_at, stopped_at, finished_at) on joint_sittings to rejoin_app;
  grant insert (practice_id, id, joint_part_id, episode_id, position, key, kind, wording, language, sealed, data_key_id) on joint_notes to rejoin_app;
  grant insert (practice_id, id, joint_part_id, nth, episode_id, client_id, feeling) on joint_checks to rejoin_app;
  grant update (talked_at, talked_by_id) on joint_checks to rejoin_app;
`;
