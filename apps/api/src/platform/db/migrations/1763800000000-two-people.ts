import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Couples, the admin's house, turns that come back, and what is said after reading.
 *
 * A partner has no policy on `couples`, `partners` or `safety_conversations`: what two people share with a clinician is
 * known to each of them by their own turns alone.
 */
export class TwoPeople1763800000000 implements MigrationInterface {
  name = 'TwoPeople1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, lookups, ...tenantTables.map(tenancy), persons, grants, auth]) {
      await runner.query(part);
    }
  }

  async down(): Promise<void> {
    return Promise.reject(
      new Error('Two people do not go back into one: restore the backup from before instead.'),
    );
  }
}

const tenantTables = ['couples', 'partners', 'agreement_acceptances', 'safety_conversations', 'addenda'];

const tables = `
  alter table practices add column agreement text
    constraint ck_practices_agreement check (agreement in ('NO_SECRETS', 'LIMITED_SECRETS'));

  create table couples (
    practice_id uuid not null,
    id uuid not null,
    kind text not null constraint ck_couples_kind check (kind in ('PARTNERS', 'CO_PARENTS', 'OTHER')),
    status text not null default 'ACTIVE' constraint ck_couples_status check (status in ('ACTIVE', 'PAUSED', 'ENDED')),
    status_at timestamptz not null default now(),
    label_sealed bytea,
    data_key_id uuid,
    held_at timestamptz,
    created_by_id uuid not null,
    created_at timestamptz not null default now(),
    constraint pk_couples primary key (practice_id, id),
    constraint fk_couples_created_by_id foreign key (practice_id, created_by_id) references memberships (practice_id, id)
  );

  create table partners (
    practice_id uuid not null,
    id uuid not null,
    couple_id uuid not null,
    client_id uuid not null,
    since timestamptz not null default now(),
    until timestamptz,
    constraint pk_partners primary key (practice_id, id),
    constraint uq_partners_couple_id_client_id unique (practice_id, couple_id, client_id),
    constraint fk_partners_couple_id foreign key (practice_id, couple_id) references couples (practice_id, id),
    constraint fk_partners_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );
  create index ix_partners_client on partners (practice_id, client_id);

  alter table episodes alter column client_id drop not null;
  alter table episodes add column couple_id uuid;
  alter table episodes add constraint fk_episodes_couple_id foreign key (practice_id, couple_id) references couples (practice_id, id);
  alter table episodes add constraint ck_episodes_of_one check (num_nonnulls(client_id, couple_id) = 1);
  create index ix_episodes_couple on episodes (practice_id, couple_id) where couple_id is not null;

  create table agreement_acceptances (
    practice_id uuid not null,
    id uuid not null,
    couple_id uuid not null,
    client_id uuid not null,
    kind text not null constraint ck_agreement_acceptances_kind check (kind in ('NO_SECRETS', 'LIMITED_SECRETS')),
    version smallint not null,
    accepted_at timestamptz not null default now(),
    zone text not null,
    constraint pk_agreement_acceptances primary key (practice_id, id),
    constraint uq_agreement_acceptances_couple_id_client_id_kind_version unique (practice_id, couple_id, client_id, kind, version),
    constraint fk_agreement_acceptances_couple_id foreign key (practice_id, couple_id) references couples (practice_id, id),
    constraint fk_agreement_acceptances_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );

  create table safety_conversations (
    practice_id uuid not null,
    id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    clinician_id uuid not null,
    held_on date not null,
    verdict text not null constraint ck_safety_conversations_verdict check (verdict in ('GO', 'WITH_CAUTION', 'NOT_NOW')),
    sealed bytea not null,
    data_key_id uuid not null,
    recorded_at timestamptz not null default now(),
    constraint pk_safety_conversations primary key (practice_id, id),
    constraint fk_safety_conversations_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_safety_conversations_client_id foreign key (practice_id, client_id) references clients (practice_id, id),
    constraint fk_safety_conversations_clinician_id foreign key (practice_id, clinician_id) references memberships (practice_id, id)
  );
  create index ix_safety_conversations_client on safety_conversations (practice_id, client_id, episode_id, held_on desc, recorded_at desc);

  alter table assignments add column rhythm text not null default 'ONCE'
    constraint ck_assignments_rhythm check (rhythm in ('ONCE', 'BEFORE_EACH_SESSION', 'WEEKLY'));
  -- The day it was given where it was given: weeks are counted from it, whatever zone the sessions are held in later.
  alter table assignments add column given_on date;
  update assignments set given_on = assigned_at::date;
  alter table assignments alter column given_on set not null;
  create index ix_assignments_repeating on assignments (practice_id, id) where rhythm <> 'ONCE' and withdrawn_at is null;

  -- A turn begins for its client at opens_at. Sittings of one turn share its slot.
  alter table occurrences add column opens_at timestamptz not null default now();
  alter table occurrences add column sitting text not null default 'FIRST'
    constraint ck_occurrences_sitting check (sitting in ('FIRST', 'NEXT_SESSION', 'WHEN_I_CHOOSE'));
  update occurrences o set opens_at = a.announce_at from assignments a
    where a.practice_id = o.practice_id and a.id = o.assignment_id;
  alter table occurrences alter column opens_at drop default;
  alter table occurrences alter column sitting drop default;
  alter table occurrences drop constraint uq_occurrences_assignment_id_client_id_slot;
  alter table occurrences add constraint uq_occurrences_assignment_id_client_id_slot_sitting
    unique (practice_id, assignment_id, client_id, slot, sitting);

  alter table reflections add column addended_at timestamptz;
  alter table reflections add column agreement text
    constraint ck_reflections_agreement check (agreement in ('NO_SECRETS', 'LIMITED_SECRETS'));
  drop index ix_reflections_to_read;
  create index ix_reflections_to_read on reflections (practice_id, submitted_at, id)
    where state = 'SUBMITTED' and (sharing = 'READ_BEFORE' or felt_wrong_at is not null);

  create table addenda (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    sealed bytea not null,
    data_key_id uuid not null,
    written_at timestamptz not null default now(),
    constraint pk_addenda primary key (practice_id, id),
    constraint fk_addenda_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id)
  );
  create index ix_addenda_reflection on addenda (practice_id, reflection_id);

  alter table replies add column announce_at timestamptz not null default now();
  alter table replies add column taken_back_at timestamptz;
  update replies set announce_at = sent_at;
  alter table replies alter column announce_at drop default;

  alter table data_keys drop constraint ck_data_keys_purpose;
  alter table data_keys add constraint ck_data_keys_purpose check (purpose in ('RECORD', 'PROCESS_NOTE', 'CLINICIAN_ONLY'));
`;

const lookups = `
  create function app.cared_couple_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(e.couple_id), '{}') from public.episodes e
    where e.practice_id = app.practice_id() and e.couple_id is not null and e.id = any (app.cared_episode_ids())
  $$;
  create or replace function app.cared_client_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct coalesce(e.client_id, p.client_id)), '{}') from public.episodes e
    left join public.partners p on p.practice_id = e.practice_id and p.couple_id = e.couple_id
    where e.practice_id = app.practice_id() and e.id = any (app.cared_episode_ids())
  $$;
  create function app.own_couple_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.couple_id), '{}') from public.partners p
    where p.practice_id = app.practice_id() and p.client_id = app.client_id()
  $$;
  -- The couples in which a client may be asked something now; who else is in them is not told.
  create function app.own_active_couple_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.couple_id), '{}') from public.partners p
    join public.couples c on c.practice_id = p.practice_id and c.id = p.couple_id and c.status = 'ACTIVE'
    where p.practice_id = app.practice_id() and p.client_id = app.client_id() and p.until is null
  $$;
  create or replace function app.own_episode_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(e.id), '{}') from public.episodes e
    where e.practice_id = app.practice_id() and (e.client_id = app.client_id() or e.couple_id = any (app.own_couple_ids()))
  $$;
  create function app.own_assignment_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct o.assignment_id), '{}') from public.occurrences o
    where o.practice_id = app.practice_id() and o.client_id = app.client_id() and o.opens_at <= now()
  $$;
  -- A person's individual course is begun once; beside joint work, only by who treats them together with others.
  create or replace function app.is_without_episode(client uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select not exists (select 1 from public.episodes e where e.practice_id = app.practice_id() and e.client_id = client)
      and (client = any (app.cared_client_ids())
        or not exists (select 1 from public.partners p where p.practice_id = app.practice_id() and p.client_id = client))
  $$;
  create function app.is_couple_without_episode(couple uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select not exists (select 1 from public.episodes e where e.practice_id = app.practice_id() and e.couple_id = couple)
  $$;
  create function app.was_created_now(client uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.clients c where c.practice_id = app.practice_id() and c.id = client
      and c.created_by_id = app.membership_id() and c.created_at = now())
  $$;
  -- Whom an admin may give care to: a clinician here, and never the admin's own account.
  create function app.may_be_given_care(clinician uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.memberships m
      where m.practice_id = app.practice_id() and m.id = clinician and m.role = 'CLINICIAN' and m.suspended_at is null
        and m.account_id <> (select own.account_id from public.memberships own
          where own.practice_id = app.practice_id() and own.id = app.membership_id()))
  $$;
  -- A draft that its author deletes leaves nothing behind, unless it was shared once and then looked at, answered or added to.
  create function app.forget_reflection(reflection uuid) returns void language plpgsql as $$
  begin
    delete from public.reflections r
      where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.id = reflection and r.state = 'DRAFT';
  exception when foreign_key_violation then null;
  end $$;
  revoke all on function app.forget_reflection(uuid), app.cared_couple_ids(), app.own_couple_ids(), app.own_active_couple_ids(), app.own_assignment_ids(),
    app.is_couple_without_episode(uuid), app.was_created_now(uuid), app.may_be_given_care(uuid) from public;
`;

const tenancy = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (practice_id = (select app.practice_id())) with check (practice_id = (select app.practice_id()));
`;

const isClinician = `(select app.role()) = 'CLINICIAN'`;
const isAdmin = `(select app.role()) = 'PRACTICE_ADMIN'`;
const anyOf = (column: string, lookup: string) => `${column} = any ((select app.${lookup}())::uuid[])`;
const caredEpisode = (column = 'episode_id') => anyOf(column, 'cared_episode_ids');
const caredClient = (column = 'client_id') => anyOf(column, 'cared_client_ids');
const caredCouple = (column = 'couple_id') => anyOf(column, 'cared_couple_ids');
const ownClient = (column = 'client_id') => `${column} = (select app.client_id())`;
const me = (column: string) => `${column} = (select app.membership_id())`;

const policy = (table: string, name: string, command: string, using: string | null, check?: string) =>
  `create policy ${table}_${name} on ${table} for ${command} to rejoin_app${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''};`;
const drop = (table: string, name: string) => `drop policy ${table}_${name} on ${table};`;

const insideAFunction = 'session_user <> current_user';

const persons = [
  policy('practices', 'change', 'update', isAdmin),

  drop('clients', 'invited'),
  policy('clients', 'invited', 'insert', null, `(${isClinician} or ${isAdmin}) and ${me('created_by_id')}`),

  // An admin knows who is in joint work, not what the work is called, nor whether it is held.
  policy('couples', 'read', 'select', caredCouple('id')),
  policy('couples', 'begin', 'insert', null, `(${isClinician} or ${isAdmin}) and ${me('created_by_id')}`),
  policy('partners', 'read', 'select', `${isAdmin} or ${caredCouple()}`),
  // A couple is made whole before its care begins; who joins is new, or in the care of whoever makes it.
  policy(
    'partners',
    'begin',
    'insert',
    null,
    `(${isClinician} or ${isAdmin}) and app.is_couple_without_episode(couple_id) and (app.was_created_now(client_id) or ${caredClient()})`,
  ),

  drop('episodes', 'read'),
  policy(
    'episodes',
    'read',
    'select',
    `${isAdmin} or ${ownClient()} or ${anyOf('couple_id', 'own_couple_ids')} or ${caredEpisode('id')}`,
  ),
  drop('episodes', 'begin'),
  policy(
    'episodes',
    'begin',
    'insert',
    null,
    `(${isClinician} or ${isAdmin}) and case when couple_id is null then app.is_without_episode(client_id) else app.is_couple_without_episode(couple_id) end`,
  ),

  // An admin gives care to others, never to themselves, and ends a part; a clinician begins only where nobody cares yet.
  policy(
    'care_team_members',
    'give',
    'insert',
    null,
    `${isAdmin} and part = 'PRIMARY' and app.may_be_given_care(clinician_id)`,
  ),
  policy(
    'care_team_members',
    'end',
    'update',
    `${isAdmin} and (until is null or until > now())`,
    `${isAdmin} and until <= now()`,
  ),

  policy('invitations', 'house_write', 'insert', null, `${isAdmin} and ${me('invited_by_id')}`),
  policy('invitations', 'house_change', 'update', isAdmin),

  policy('agreement_acceptances', 'own', 'select', ownClient()),
  policy('agreement_acceptances', 'care', 'select', caredCouple()),
  policy(
    'agreement_acceptances',
    'accept',
    'insert',
    null,
    `${ownClient()} and ${anyOf('couple_id', 'own_active_couple_ids')}`,
  ),

  policy('safety_conversations', 'care', 'select', caredEpisode()),
  policy(
    'safety_conversations',
    'record',
    'insert',
    null,
    `${caredEpisode()} and ${caredClient()} and ${me('clinician_id')}`,
  ),

  // A version says what somebody was given: clients see those of their own.
  drop('exercise_versions', 'read'),
  policy(
    'exercise_versions',
    'read',
    'select',
    `${isClinician} or (select app.role()) = 'CLIENT' and id in (select a.exercise_version_id from assignments a)`,
  ),

  // A later sitting is its client's own affair until something is shared in it.
  drop('occurrences', 'care'),
  policy(
    'occurrences',
    'care',
    'select',
    `${caredEpisode()} and (sitting = 'FIRST' or exists (select 1 from reflections r
      where r.practice_id = occurrences.practice_id and r.occurrence_id = occurrences.id and r.state <> 'DRAFT'))`,
  ),

  // A couple's assignment is seen by each of them through their own turn, and a turn from the moment it opens.
  drop('occurrences', 'own'),
  drop('assignments', 'own'),
  policy('occurrences', 'own', 'select', `${ownClient()} and opens_at <= now()`),
  policy('assignments', 'own', 'select', anyOf('id', 'own_assignment_ids')),
  policy(
    'occurrences',
    'own_sitting',
    'insert',
    null,
    `${ownClient()} and sitting <> 'FIRST' and ${anyOf('assignment_id', 'own_assignment_ids')} and ${anyOf('episode_id', 'own_episode_ids')}`,
  ),

  policy('occurrences', 'own_unsit', 'delete', `${ownClient()} and sitting <> 'FIRST'`),

  policy('addenda', 'own', 'select', ownClient()),
  policy(
    'addenda',
    'write',
    'insert',
    null,
    `${ownClient()} and ${anyOf('episode_id', 'own_episode_ids')} and exists (select 1 from reflections r
      where r.id = reflection_id and r.client_id = addenda.client_id and r.episode_id = addenda.episode_id)`,
  ),
  // What was taken back is nobody's to read, and neither is what was added to it.
  policy(
    'addenda',
    'care',
    'select',
    `${caredEpisode()} and exists (select 1 from reflections r where r.practice_id = addenda.practice_id and r.id = reflection_id and r.state <> 'DRAFT')`,
  ),

  drop('replies', 'own'),
  // A reply taken back before it was told never was.
  policy(
    'replies',
    'own',
    'select',
    `${ownClient()} and announce_at <= now() and (taken_back_at is null or taken_back_at >= announce_at)`,
  ),
  policy('replies', 'take_back', 'update', `${caredEpisode()} and ${me('author_id')}`),

  drop('data_keys', 'care'),
  drop('data_keys', 'addressee'),
  policy(
    'data_keys',
    'care',
    'select',
    `purpose <> 'PROCESS_NOTE' and (${caredClient('subject_id')} or ${caredCouple('subject_id')})`,
  ),
  policy(
    'data_keys',
    'addressee',
    'select',
    `purpose = 'RECORD' and (${ownClient('subject_id')} or ${anyOf('subject_id', 'own_couple_ids')})`,
  ),

  ...['couples', 'partners', 'occurrences'].map(
    (table) =>
      `create policy ${table}_lookup on ${table} for select to current_user using (${insideAFunction});`,
  ),
  `create policy memberships_auth_change on memberships for update to current_user using (${insideAFunction});`,

  ...['episodes', 'session_changes', 'exercise_versions', 'partners', 'couples', 'replies'].map(
    (table) => `create policy ${table}_worker on ${table} for select to rejoin_worker using (true);`,
  ),
  `create policy occurrences_worker_open on occurrences for insert to rejoin_worker with check (sitting = 'FIRST');`,
].join('\n');

const grants = `
  grant execute on all functions in schema app to rejoin_app;

  grant update (name, mail_name, zone, help, agreement) on practices to rejoin_app;
  grant select, insert on couples, partners, agreement_acceptances, safety_conversations, addenda to rejoin_app;
  grant delete on occurrences to rejoin_app;
  grant update (until) on care_team_members to rejoin_app;
  -- Whose course it is never changes: care follows from it.
  revoke update on episodes from rejoin_app;
  grant update (rhythm_anchor_on, rhythm_time, rhythm_every_weeks, rhythm_zone, discharged_at) on episodes to rejoin_app;
  grant update (taken_back_at) on replies to rejoin_app;

  grant select (practice_id, id, client_id, couple_id, discharged_at, rhythm_anchor_on, rhythm_time, rhythm_every_weeks, rhythm_zone) on episodes to rejoin_worker;
  grant select (practice_id, episode_id, session_on, moved_to) on session_changes to rejoin_worker;
  grant select (practice_id, id, slug) on exercise_versions to rejoin_worker;
  grant select (practice_id, couple_id, client_id, until) on partners to rejoin_worker;
  grant select (practice_id, id, status) on couples to rejoin_worker;
  grant select (practice_id, id, client_id, announce_at, taken_back_at) on replies to rejoin_worker;
  grant select (read_at) on reviews to rejoin_worker;
  grant select (rhythm, given_on) on assignments to rejoin_worker;
  grant select (slot, sitting, opens_at, episode_id), insert (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, opens_at) on occurrences to rejoin_worker;
`;

const authFunction = (head: string, body: string) => `
  create function auth.${head} language plpgsql security definer
    set search_path = auth, public, pg_temp as $$ ${body} $$;
`;

/** What an admin does about a person's signing in: within the own practice only, and never about themselves. */
const member = `
    if app.role() is distinct from 'PRACTICE_ADMIN' then return false; end if;
    select * into m from public.memberships where practice_id = app.practice_id() and id = p_membership;
    if not found or exists (select 1 from public.memberships own
      where own.practice_id = app.practice_id() and own.id = app.membership_id() and own.account_id = m.account_id)
    then return false; end if;`;

const auth =
  [
    // The lock is the other side of the one every transaction begins with: what is under way ends first, and nothing follows.
    authFunction(
      'set_suspended(p_membership uuid, p_is_suspended boolean) returns boolean',
      `
  declare m public.memberships;
  begin ${member}
    perform pg_advisory_xact_lock(hashtextextended(p_membership::text, 0));
    update public.memberships set suspended_at = case when p_is_suspended then coalesce(suspended_at, now()) end,
      suspended_by_id = case when p_is_suspended then coalesce(suspended_by_id, app.membership_id()) end
      where practice_id = m.practice_id and id = m.id;
    if p_is_suspended then
      update auth.sign_ins set ended_at = now() where practice_id = m.practice_id and active_membership_id = m.id and ended_at is null;
    end if;
    return true;
  end`,
    ),
    authFunction(
      'end_sign_ins_of(p_membership uuid) returns boolean',
      `
  declare m public.memberships;
  begin ${member}
    update auth.sign_ins set ended_at = now() where account_id = m.account_id and practice_id = m.practice_id and ended_at is null;
    return true;
  end`,
    ),
    authFunction(
      'begin_reset_of(p_id uuid, p_membership uuid, p_token bytea) returns boolean',
      `
  declare m public.memberships;
  begin ${member}
    update auth.tokens set used_at = now() where account_id = m.account_id and purpose = 'PASSWORD_RESET' and used_at is null;
    insert into auth.tokens (id, purpose, account_id, token_hash, expires_at)
      values (p_id, 'PASSWORD_RESET', m.account_id, p_token, now() + interval '30 minutes');
    return true;
  end`,
    ),
    authFunction(
      'add_role(p_id uuid, p_membership uuid, p_role text) returns boolean',
      `
  declare m public.memberships;
  begin ${member}
    if m.role = 'CLIENT' or p_role not in ('CLINICIAN', 'PRACTICE_ADMIN') or m.suspended_at is not null then return false; end if;
    insert into public.memberships (practice_id, id, account_id, role, name) values (m.practice_id, p_id, m.account_id, p_role, m.name)
      on conflict (practice_id, account_id, role) do update set suspended_at = null, suspended_by_id = null;
    return true;
  end`,
    ),
  ].join('\n') +
  `
  revoke all on function auth.set_suspended(uuid, boolean), auth.end_sign_ins_of(uuid), auth.begin_reset_of(uuid, uuid, bytea), auth.add_role(uuid, uuid, text) from public;
  grant execute on function auth.set_suspended(uuid, boolean), auth.end_sign_ins_of(uuid), auth.begin_reset_of(uuid, uuid, bytea), auth.add_role(uuid, uuid, text) to rejoin_app;
`;
