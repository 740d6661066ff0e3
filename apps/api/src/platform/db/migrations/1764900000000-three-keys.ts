import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Opening what partners wrote apart: each offers, the clinician opens.
 *
 * Nothing that lies here points from one partner's side to the other's. What is offered names its turn, an opening names the
 * same turn, and a partner reads what was offered before an opening that is open now. So a partner can neither open nor be
 * opened to by an act of the other; and a withdrawal takes the words themselves.
 */
export class ThreeKeys1764900000000 implements MigrationInterface {
  name = 'ThreeKeys1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, ...tenantTables.map(tenancy), persons, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tenantTables = ['joint_parts', 'releases', 'clinician_only_marks'];

const tables = `
  alter table data_keys drop constraint ck_data_keys_purpose;
  alter table data_keys add constraint ck_data_keys_purpose check (purpose in ('RECORD', 'PROCESS_NOTE', 'CLINICIAN_ONLY', 'RELEASE'));

  create table joint_parts (
    practice_id uuid not null,
    id uuid not null,
    assignment_id uuid not null,
    episode_id uuid not null,
    slot text not null,
    place text not null constraint ck_joint_parts_place check (place in ('SESSION', 'HOME')),
    opened_at timestamptz not null default clock_timestamp(),
    opened_by_id uuid not null,
    closes_at timestamptz,
    closed_at timestamptz,
    closed_by_id uuid,
    constraint pk_joint_parts primary key (practice_id, id),
    constraint uq_joint_parts_assignment_id_slot unique (practice_id, assignment_id, slot),
    constraint ck_joint_parts_closed check (num_nonnulls(closed_at, closed_by_id) <> 1),
    constraint fk_joint_parts_assignment_id foreign key (practice_id, assignment_id) references assignments (practice_id, id),
    constraint fk_joint_parts_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_joint_parts_opened_by_id foreign key (practice_id, opened_by_id) references memberships (practice_id, id)
  );
  create index ix_joint_parts_episode on joint_parts (practice_id, episode_id);

  -- What was withdrawn keeps its times and loses its words.
  create table releases (
    practice_id uuid not null,
    id uuid not null,
    assignment_id uuid not null,
    episode_id uuid not null,
    slot text not null,
    reflection_id uuid not null,
    client_id uuid not null,
    author_name text not null,
    position smallint not null,
    key text not null,
    kind text not null,
    wording text not null,
    is_edited boolean not null,
    sealed bytea,
    data_key_id uuid not null,
    offered_at timestamptz not null default clock_timestamp(),
    withdrawn_at timestamptz,
    constraint pk_releases primary key (practice_id, id),
    constraint ck_releases_withdrawn check ((withdrawn_at is null) = (sealed is not null)),
    constraint fk_releases_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id),
    constraint fk_releases_assignment_id foreign key (practice_id, assignment_id) references assignments (practice_id, id)
  );
  create unique index ix_releases_offered on releases (practice_id, reflection_id, key) where withdrawn_at is null;
  create index ix_releases_turn on releases (practice_id, assignment_id, slot) where withdrawn_at is null;

  create table clinician_only_marks (
    practice_id uuid not null,
    id uuid not null,
    kind text not null constraint ck_clinician_only_marks_kind check (kind in ('DO_NOT_OPEN')),
    episode_id uuid not null,
    client_id uuid not null,
    reflection_id uuid not null,
    set_at timestamptz not null default now(),
    lifted_at timestamptz,
    lifted_by_id uuid,
    constraint pk_clinician_only_marks primary key (practice_id, id),
    constraint ck_clinician_only_marks_lifted check (num_nonnulls(lifted_at, lifted_by_id) <> 1),
    constraint fk_clinician_only_marks_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id)
  );
  create index ix_clinician_only_marks_reflection on clinician_only_marks (practice_id, reflection_id) where lifted_at is null;
`;

const tenancy = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (practice_id = (select app.practice_id())) with check (practice_id = (select app.practice_id()));
`;

const anyOf = (column: string, lookup: string) => `${column} = any ((select app.${lookup}())::uuid[])`;
const cared = anyOf('episode_id', 'cared_episode_ids');
const own = `client_id = (select app.client_id())`;
const me = (column: string) => `${column} = (select app.membership_id())`;
// The rows of another practice are not there to be found, and the foreign keys hold what is found to this one.
const ownShared = (table: string) => `exists (select 1 from reflections r
    where r.id = ${table}.reflection_id and r.episode_id = ${table}.episode_id
      and r.client_id = (select app.client_id()) and r.state <> 'DRAFT')`;

const policy = (table: string, name: string, command: string, using: string | null, check?: string) =>
  `create policy ${table}_${name} on ${table} for ${command} to rejoin_app${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''};`;

const persons = [
  policy('joint_parts', 'care', 'select', cared),
  // That something was opened is known to everyone who took part; what it holds is another policy's.
  policy(
    'joint_parts',
    'own',
    'select',
    `exists (select 1 from occurrences o where o.practice_id = joint_parts.practice_id and o.assignment_id = joint_parts.assignment_id
       and o.slot = joint_parts.slot and o.client_id = (select app.client_id()))`,
  ),
  policy('joint_parts', 'open', 'insert', null, `${cared} and ${me('opened_by_id')}`),
  policy('joint_parts', 'close', 'update', cared),

  policy('releases', 'care', 'select', cared),
  policy('releases', 'author', 'select', own),
  // Of an opening that is over nobody sees anything, nor after the joint work paused, ended, or was left.
  policy(
    'releases',
    'opened',
    'select',
    `withdrawn_at is null and exists (select 1 from joint_parts jp
       join episodes e on e.practice_id = jp.practice_id and e.id = jp.episode_id
       where jp.practice_id = releases.practice_id and jp.assignment_id = releases.assignment_id and jp.slot = releases.slot
         and jp.opened_at >= releases.offered_at and jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now())
         and ${anyOf('e.couple_id', 'own_active_couple_ids')})`,
  ),
  policy(
    'releases',
    'offer',
    'insert',
    null,
    `${own} and ${ownShared('releases')} and exists (select 1 from answers an
       where an.reflection_id = releases.reflection_id and an.key = releases.key and an.readers = 'THERAPIST_AND_PARTNER_AFTER_OPENING')`,
  ),
  policy('releases', 'withdraw', 'update', own),

  // Whoever asked sees no trace of it either: the phone may be in another hand.
  policy('clinician_only_marks', 'care', 'select', cared),
  policy('clinician_only_marks', 'ask', 'insert', null, `${own} and ${ownShared('clinician_only_marks')}`),
  policy('clinician_only_marks', 'lift', 'update', cared),

  policy(
    'data_keys',
    'opened',
    'select',
    `purpose = 'RELEASE' and exists (select 1 from releases re where re.practice_id = data_keys.practice_id and re.data_key_id = data_keys.id)`,
  ),
  `create policy joint_parts_worker on joint_parts for select to rejoin_worker using (true);`,
].join('\n');

const grants = `
  grant select on joint_parts, releases to rejoin_app;
  grant insert (practice_id, id, assignment_id, episode_id, slot, place, opened_by_id, closes_at) on joint_parts to rejoin_app;
  grant update (closes_at, closed_at, closed_by_id) on joint_parts to rejoin_app;
  grant insert (practice_id, id, assignment_id, episode_id, slot, reflection_id, client_id, author_name, position, key, kind, wording,
    is_edited, sealed, data_key_id) on releases to rejoin_app;
  grant update (sealed, withdrawn_at) on releases to rejoin_app;
  grant select on clinician_only_marks to rejoin_app;
  grant insert (practice_id, id, kind, episode_id, client_id, reflection_id) on clinician_only_marks to rejoin_app;
  grant update (lifted_at, lifted_by_id) on clinician_only_marks to rejoin_app;

  grant select (practice_id, id, assignment_id, episode_id, closed_at) on joint_parts to rejoin_worker;
`;
