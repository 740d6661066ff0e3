import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Every tenant table's keys lead with practice_id; row-level security is enabled and forced on
 * every one of them: a restrictive policy keeps the practice, permissive policies name the persons.
 *
 * Context of a transaction (see Db): app.practice_id, app.membership_id, app.client_id, app.role.
 */
export class OneLoop1763700000000 implements MigrationInterface {
  name = 'OneLoop1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [
      context,
      tables,
      lookups,
      ...tenantTables.map(tenancy),
      owners('audit_events_default'),
      persons,
      grants,
      auth,
    ]) {
      await runner.query(part);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop schema auth cascade;
      drop table audit_events, idempotency_keys, consents, process_notes, replies, reviews, ratings, answers, drafts,
        reflections, occurrences, assignments, exercise_versions, invitations, care_team_members, session_changes,
        episodes, clients, memberships, data_keys, practice_keys, practices;
      drop schema app cascade;
    `);
  }
}

/** Every table that belongs to a practice, with the column that names it. */
const tenantTables = [
  ['practices', 'id'],
  ...[
    'practice_keys',
    'data_keys',
    'memberships',
    'clients',
    'episodes',
    'session_changes',
    'care_team_members',
    'invitations',
    'exercise_versions',
    'assignments',
    'occurrences',
    'reflections',
    'drafts',
    'answers',
    'ratings',
    'reviews',
    'replies',
    'process_notes',
    'consents',
    'idempotency_keys',
    'audit_events',
  ].map((table) => [table, 'practice_id'] as const),
] as const;

// After a transaction a local setting reads '' and not null: without nullif the cast would fail on the next request.
const context = `
  create schema app;
  create function app.practice_id() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.practice_id', true), '')::uuid $$;
  create function app.membership_id() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.membership_id', true), '')::uuid $$;
  create function app.client_id() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.client_id', true), '')::uuid $$;
  create function app.role() returns text language sql stable parallel safe
    as $$ select nullif(current_setting('app.role', true), '') $$;
`;

const tables = `
  create table practices (
    id uuid not null constraint pk_practices primary key,
    name text not null,
    zone text not null,
    locale text not null default 'en',
    mail_name text not null,
    help jsonb,
    is_demo boolean not null default false,
    created_at timestamptz not null default now()
  );

  create table practice_keys (
    practice_id uuid not null constraint pk_practice_keys primary key,
    wrapped bytea not null,
    wrapping_key_id text not null,
    created_at timestamptz not null default now(),
    constraint fk_practice_keys_practice_id foreign key (practice_id) references practices (id) on delete cascade
  );

  create table data_keys (
    practice_id uuid not null,
    id uuid not null,
    author_id uuid not null,
    subject_id uuid not null,
    purpose text not null constraint ck_data_keys_purpose check (purpose in ('RECORD', 'PROCESS_NOTE')),
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    constraint pk_data_keys primary key (practice_id, id),
    constraint uq_data_keys_author_id_subject_id_purpose unique (practice_id, author_id, subject_id, purpose)
  );

  create table memberships (
    practice_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    role text not null constraint ck_memberships_role check (role in ('CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN')),
    name text not null,
    joined_at timestamptz not null default now(),
    suspended_at timestamptz,
    suspended_by_id uuid,
    constraint pk_memberships primary key (practice_id, id),
    constraint uq_memberships_account_id_role unique (practice_id, account_id, role),
    constraint fk_memberships_practice_id foreign key (practice_id) references practices (id)
  );
  create index ix_memberships_account on memberships (account_id);

  create table clients (
    practice_id uuid not null,
    id uuid not null,
    chosen_name text not null,
    pronouns text,
    zone text,
    membership_id uuid,
    created_at timestamptz not null default now(),
    created_by_id uuid not null,
    archived_at timestamptz,
    constraint pk_clients primary key (practice_id, id),
    constraint uq_clients_membership_id unique (practice_id, membership_id),
    constraint fk_clients_membership_id foreign key (practice_id, membership_id) references memberships (practice_id, id),
    constraint fk_clients_created_by_id foreign key (practice_id, created_by_id) references memberships (practice_id, id)
  );

  create table episodes (
    practice_id uuid not null,
    id uuid not null,
    client_id uuid not null,
    started_on date not null,
    rhythm_anchor_on date,
    rhythm_time text constraint ck_episodes_rhythm_time check (rhythm_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    rhythm_every_weeks smallint constraint ck_episodes_rhythm_every_weeks check (rhythm_every_weeks between 1 and 4),
    rhythm_zone text,
    discharged_at timestamptz,
    constraint pk_episodes primary key (practice_id, id),
    constraint fk_episodes_client_id foreign key (practice_id, client_id) references clients (practice_id, id),
    constraint ck_episodes_rhythm_whole check (num_nulls(rhythm_anchor_on, rhythm_time, rhythm_every_weeks, rhythm_zone) in (0, 4))
  );
  create index ix_episodes_client on episodes (practice_id, client_id);

  create table session_changes (
    practice_id uuid not null,
    episode_id uuid not null,
    session_on date not null,
    moved_to text constraint ck_session_changes_moved_to check (moved_to ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
    changed_by_id uuid not null,
    changed_at timestamptz not null default now(),
    constraint pk_session_changes primary key (practice_id, episode_id, session_on),
    constraint fk_session_changes_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id)
  );

  create table care_team_members (
    practice_id uuid not null,
    id uuid not null,
    episode_id uuid not null,
    clinician_id uuid not null,
    part text not null constraint ck_care_team_members_part check (part in ('PRIMARY', 'COVERING', 'SUPERVISING')),
    since timestamptz not null default now(),
    until timestamptz,
    constraint pk_care_team_members primary key (practice_id, id),
    constraint fk_care_team_members_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_care_team_members_clinician_id foreign key (practice_id, clinician_id) references memberships (practice_id, id)
  );
  create index ix_care_team_members_clinician on care_team_members (practice_id, clinician_id, episode_id);
  create index ix_care_team_members_episode on care_team_members (practice_id, episode_id);

  create table invitations (
    practice_id uuid not null,
    id uuid not null,
    role text not null constraint ck_invitations_role check (role in ('CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN')),
    client_id uuid,
    name text not null,
    email_sealed bytea not null,
    email_index bytea not null,
    issue smallint not null default 1,
    token_hash bytea not null,
    invited_by_id uuid,
    invited_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz,
    constraint pk_invitations primary key (practice_id, id),
    constraint fk_invitations_client_id foreign key (practice_id, client_id) references clients (practice_id, id),
    constraint fk_invitations_invited_by_id foreign key (practice_id, invited_by_id) references memberships (practice_id, id)
  );
  create index ix_invitations_token on invitations (token_hash);
  create index ix_invitations_client on invitations (practice_id, client_id);

  create table exercise_versions (
    practice_id uuid not null,
    id uuid not null,
    slug text not null,
    version smallint not null,
    focus text not null constraint ck_exercise_versions_focus check (focus in ('REPAIR', 'SELF_COMPASSION')),
    title jsonb not null,
    definition jsonb not null,
    published_at timestamptz not null default now(),
    constraint pk_exercise_versions primary key (practice_id, id),
    constraint uq_exercise_versions_slug_version unique (practice_id, slug, version)
  );

  create table assignments (
    practice_id uuid not null,
    id uuid not null,
    episode_id uuid not null,
    exercise_version_id uuid not null,
    assigned_by_id uuid not null,
    assigned_at timestamptz not null default now(),
    announce_at timestamptz not null,
    due text not null constraint ck_assignments_due check (due in ('NEXT_SESSION', 'ON_DATE', 'NONE')),
    due_on date,
    rationale_sealed bytea,
    data_key_id uuid,
    withdrawn_at timestamptz,
    withdrawn_by_id uuid,
    constraint pk_assignments primary key (practice_id, id),
    constraint fk_assignments_episode_id foreign key (practice_id, episode_id) references episodes (practice_id, id),
    constraint fk_assignments_exercise_version_id foreign key (practice_id, exercise_version_id) references exercise_versions (practice_id, id),
    constraint fk_assignments_assigned_by_id foreign key (practice_id, assigned_by_id) references memberships (practice_id, id),
    constraint ck_assignments_due_on check ((due = 'ON_DATE') = (due_on is not null))
  );
  create index ix_assignments_episode on assignments (practice_id, episode_id, assigned_at desc, id);

  create table occurrences (
    practice_id uuid not null,
    id uuid not null,
    assignment_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    slot text not null,
    constraint pk_occurrences primary key (practice_id, id),
    constraint uq_occurrences_assignment_id_client_id_slot unique (practice_id, assignment_id, client_id, slot),
    constraint fk_occurrences_assignment_id foreign key (practice_id, assignment_id) references assignments (practice_id, id),
    constraint fk_occurrences_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );
  create index ix_occurrences_client on occurrences (practice_id, client_id);

  create table reflections (
    practice_id uuid not null,
    id uuid not null,
    occurrence_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    exercise_version_id uuid not null,
    state text not null default 'DRAFT' constraint ck_reflections_state check (state in ('DRAFT', 'SUBMITTED', 'REVIEWED')),
    outcome text constraint ck_reflections_outcome check (outcome in ('WHOLE', 'PARTLY', 'NOT_THIS_WEEK')),
    sharing text constraint ck_reflections_sharing check (sharing in ('FOR_SESSION', 'READ_BEFORE')),
    submitted_at timestamptz,
    reviewed_at timestamptz,
    felt_wrong_at timestamptz,
    constraint pk_reflections primary key (practice_id, id),
    constraint uq_reflections_occurrence_id unique (practice_id, occurrence_id),
    constraint fk_reflections_occurrence_id foreign key (practice_id, occurrence_id) references occurrences (practice_id, id),
    constraint fk_reflections_exercise_version_id foreign key (practice_id, exercise_version_id) references exercise_versions (practice_id, id),
    constraint ck_reflections_submitted check (
      case when state = 'DRAFT' then num_nonnulls(outcome, sharing, submitted_at) = 0 else num_nulls(outcome, sharing, submitted_at) = 0 end)
  );
  create index ix_reflections_to_read on reflections (practice_id, submitted_at, id)
    where state = 'SUBMITTED' and sharing = 'READ_BEFORE';
  create index ix_reflections_client on reflections (practice_id, client_id, submitted_at desc);

  -- One row is rewritten at every autosave: room in the page and no index on what changes keep it a heap-only update.
  create table drafts (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    client_id uuid not null,
    revision integer not null,
    sealed bytea not null,
    data_key_id uuid not null,
    saved_at timestamptz not null default now(),
    shared_at timestamptz,
    -- A device makes up its lane's id: one that is taken in somebody else's reflection must not be told from a free one.
    constraint pk_drafts primary key (practice_id, id, reflection_id),
    constraint fk_drafts_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id)
  ) with (fillfactor = 50);
  create index ix_drafts_reflection on drafts (practice_id, reflection_id);

  -- Answers exist only while their reflection is shared: taking back removes them, sharing again writes them anew.
  create table answers (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    position smallint not null,
    key text not null,
    kind text not null,
    wording text not null,
    readers text not null constraint ck_answers_readers check (readers in ('ONLY_ME', 'THERAPIST', 'THERAPIST_AND_PARTNER_AFTER_OPENING')),
    is_brought_in boolean not null default false,
    sealed bytea not null,
    data_key_id uuid not null,
    constraint pk_answers primary key (practice_id, id),
    constraint uq_answers_reflection_id_key unique (practice_id, reflection_id, key),
    constraint fk_answers_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id)
  );

  create table ratings (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    key text not null,
    label text not null,
    readers text not null constraint ck_ratings_readers check (readers in ('ONLY_ME', 'THERAPIST', 'THERAPIST_AND_PARTNER_AFTER_OPENING')),
    value smallint not null constraint ck_ratings_value check (value between 0 and 10),
    constraint pk_ratings primary key (practice_id, id),
    constraint uq_ratings_reflection_id_key unique (practice_id, reflection_id, key),
    constraint fk_ratings_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id)
  );

  create table reviews (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    reviewer_id uuid not null,
    read_at timestamptz not null default now(),
    talked_about_at timestamptz,
    constraint pk_reviews primary key (practice_id, id),
    constraint uq_reviews_reflection_id_reviewer_id unique (practice_id, reflection_id, reviewer_id),
    constraint fk_reviews_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id),
    constraint fk_reviews_reviewer_id foreign key (practice_id, reviewer_id) references memberships (practice_id, id)
  );

  create table replies (
    practice_id uuid not null,
    id uuid not null,
    reflection_id uuid not null,
    episode_id uuid not null,
    client_id uuid not null,
    author_id uuid not null,
    sealed bytea not null,
    data_key_id uuid not null,
    sent_at timestamptz not null default now(),
    constraint pk_replies primary key (practice_id, id),
    constraint fk_replies_reflection_id foreign key (practice_id, reflection_id) references reflections (practice_id, id),
    constraint fk_replies_author_id foreign key (practice_id, author_id) references memberships (practice_id, id)
  );
  create index ix_replies_client on replies (practice_id, client_id, sent_at desc, id);
  create index ix_replies_reflection on replies (practice_id, reflection_id);

  create table process_notes (
    practice_id uuid not null,
    id uuid not null,
    client_id uuid not null,
    author_id uuid not null,
    sealed bytea not null,
    data_key_id uuid not null,
    written_at timestamptz not null default now(),
    changed_at timestamptz,
    constraint pk_process_notes primary key (practice_id, id),
    constraint fk_process_notes_client_id foreign key (practice_id, client_id) references clients (practice_id, id),
    constraint fk_process_notes_author_id foreign key (practice_id, author_id) references memberships (practice_id, id)
  );
  create index ix_process_notes_client on process_notes (practice_id, client_id, author_id, written_at desc);

  create table consents (
    practice_id uuid not null,
    id uuid not null,
    client_id uuid not null,
    kind text not null constraint ck_consents_kind check (kind in ('WHAT_IS_SEEN')),
    version smallint not null,
    given_at timestamptz not null default now(),
    zone text not null,
    constraint pk_consents primary key (practice_id, id),
    constraint uq_consents_client_id_kind_version unique (practice_id, client_id, kind, version),
    constraint fk_consents_client_id foreign key (practice_id, client_id) references clients (practice_id, id)
  );

  create table idempotency_keys (
    practice_id uuid not null,
    membership_id uuid not null,
    key text not null,
    operation text not null,
    input_mac bytea not null,
    result jsonb,
    created_at timestamptz not null default now(),
    constraint pk_idempotency_keys primary key (practice_id, membership_id, key)
  );

  create sequence audit_seq;
  create table audit_events (
    practice_id uuid not null,
    seq bigint not null default nextval('audit_seq'),
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now(),
    actor_id uuid,
    act text not null,
    object_type text not null,
    object_id uuid,
    client_id uuid,
    result text not null default 'done' constraint ck_audit_events_result check (result in ('done', 'not_found')),
    request_id text,
    constraint pk_audit_events primary key (practice_id, at, seq)
  ) partition by range (at);
  create table audit_events_default partition of audit_events default;
`;

/**
 * Who cares for whom, asked once per statement. These run as the owner, through policies of their own, because a policy on
 * care_team_members that asked care_team_members would not end.
 */
const lookups = `
  create function app.cared_episode_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(m.episode_id), '{}') from public.care_team_members m
    where app.role() = 'CLINICIAN' and m.practice_id = app.practice_id() and m.clinician_id = app.membership_id()
      and m.since <= now() and (m.until is null or m.until > now())
  $$;
  create function app.cared_client_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct e.client_id), '{}') from public.episodes e
    where e.practice_id = app.practice_id() and e.id = any (app.cared_episode_ids())
  $$;
  create function app.own_episode_ids() returns uuid[] language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(e.id), '{}') from public.episodes e
    where e.practice_id = app.practice_id() and e.client_id = app.client_id()
  $$;
  revoke all on function app.cared_episode_ids(), app.cared_client_ids(), app.own_episode_ids() from public;

  -- Every transaction asks this first. The lock is the one that suspending takes whole: it waits for what is under way, and
  -- whatever begins after it finds the membership suspended.
  create function app.assert_active() returns void language plpgsql as $$
  begin
    perform pg_advisory_xact_lock_shared(hashtextextended(app.membership_id()::text, 0));
    perform 1 from public.memberships m
      where m.practice_id = app.practice_id() and m.id = app.membership_id() and m.suspended_at is null;
    if not found then raise exception 'membership is not active' using errcode = 'RJ401'; end if;
  end $$;

  create function app.is_without_care(episode uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select not exists (select 1 from public.care_team_members m where m.practice_id = app.practice_id() and m.episode_id = episode)
  $$;
  create function app.is_without_episode(client uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, pg_temp as $$
    select not exists (select 1 from public.episodes e where e.practice_id = app.practice_id() and e.client_id = client)
  $$;
  revoke all on function app.is_without_care(uuid), app.is_without_episode(uuid) from public;

  -- Reading and taking back exclude each other: whoever comes second finds the other's mark.
  create function app.refuse_review_of_draft() returns trigger language plpgsql as $$
  begin
    perform 1 from public.reflections r
      where r.practice_id = new.practice_id and r.id = new.reflection_id and r.state <> 'DRAFT' for key share;
    if not found then raise exception 'reflection is not shared' using errcode = 'RJ404'; end if;
    return new;
  end $$;
  create trigger refuse_review_of_draft before insert on reviews for each row execute function app.refuse_review_of_draft();
`;

const owners = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_owner on ${table} to current_user
    using (current_setting('app.migrating', true) = 'on') with check (current_setting('app.migrating', true) = 'on');
`;
const tenancy = ([table, column]: readonly [string, string]): string => `
  ${owners(table)}
  create policy ${table}_tenant on ${table} as restrictive to rejoin_app
    using (${column} = (select app.practice_id())) with check (${column} = (select app.practice_id()));
`;

const isClinician = `(select app.role()) = 'CLINICIAN'`;
const isAdmin = `(select app.role()) = 'PRACTICE_ADMIN'`;
const caredEpisode = (column = 'episode_id') => `${column} = any ((select app.cared_episode_ids())::uuid[])`;
const caredClient = (column = 'client_id') => `${column} = any ((select app.cared_client_ids())::uuid[])`;
const ownClient = (column = 'client_id') => `${column} = (select app.client_id())`;
const me = (column: string) => `${column} = (select app.membership_id())`;

const policy = (table: string, name: string, command: string, using: string | null, check?: string) =>
  `create policy ${table}_${name} on ${table} for ${command} to rejoin_app${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''};`;

// True only within a function that runs as the owner although another login called it: the owner's own sign-in stays blind.
const insideAFunction = 'session_user <> current_user';

/** Person policies. PRACTICE_ADMIN has none on anything clinical: the database answers with nothing. */
const persons = [
  policy('practices', 'read', 'select', 'true'),
  policy('practice_keys', 'read', 'select', 'true'),

  policy('memberships', 'staff_read', 'select', `role <> 'CLIENT'`),
  policy(
    'memberships',
    'client_read',
    'select',
    `role = 'CLIENT' and (${isAdmin} or id in (select c.membership_id from clients c))`,
  ),

  policy('clients', 'read', 'select', `${isAdmin} or ${ownClient('id')} or ${caredClient('id')}`),
  policy('clients', 'invited', 'insert', null, `${isClinician} and ${me('created_by_id')}`),

  policy('episodes', 'read', 'select', `${isAdmin} or ${ownClient()} or ${caredEpisode('id')}`),
  policy('episodes', 'begin', 'insert', null, `${isClinician} and app.is_without_episode(client_id)`),
  policy('episodes', 'change', 'update', caredEpisode('id')),
  policy(
    'session_changes',
    'read',
    'select',
    `${caredEpisode()} or episode_id = any ((select app.own_episode_ids())::uuid[])`,
  ),
  policy('session_changes', 'write', 'insert', null, `${caredEpisode()} and ${me('changed_by_id')}`),
  policy(
    'session_changes',
    'change',
    'update',
    caredEpisode(),
    `${caredEpisode()} and ${me('changed_by_id')}`,
  ),
  policy('session_changes', 'restore', 'delete', caredEpisode()),

  policy(
    'care_team_members',
    'read',
    'select',
    `${isAdmin} or ${caredEpisode()} or episode_id = any ((select app.own_episode_ids())::uuid[])`,
  ),
  // A clinician begins an episode only for a client without one, and joins only an episode that nobody has yet: both in one act.
  policy(
    'care_team_members',
    'begin',
    'insert',
    null,
    `${isClinician} and ${me('clinician_id')} and part = 'PRIMARY' and app.is_without_care(episode_id)`,
  ),

  policy('invitations', 'read', 'select', `${isAdmin} or ${caredClient()}`),
  policy(
    'invitations',
    'write',
    'insert',
    null,
    `role = 'CLIENT' and ${caredClient()} and ${me('invited_by_id')}`,
  ),
  policy('invitations', 'change', 'update', caredClient()),

  policy('exercise_versions', 'read', 'select', `(select app.role()) in ('CLINICIAN', 'CLIENT')`),
  policy('exercise_versions', 'write', 'insert', null, isClinician),

  // Nobody is told before the undo time has passed, so the client's rows begin then.
  policy('assignments', 'care', 'select', caredEpisode()),
  policy(
    'assignments',
    'own',
    'select',
    `episode_id = any ((select app.own_episode_ids())::uuid[]) and announce_at <= now()`,
  ),
  policy('assignments', 'write', 'insert', null, `${caredEpisode()} and ${me('assigned_by_id')}`),
  policy('assignments', 'change', 'update', caredEpisode()),

  policy('occurrences', 'care', 'select', caredEpisode()),
  policy(
    'occurrences',
    'own',
    'select',
    `${ownClient()} and exists (select 1 from assignments a where a.practice_id = occurrences.practice_id and a.id = assignment_id)`,
  ),
  policy('occurrences', 'write', 'insert', null, caredEpisode()),

  // Staff see neither opened nor started: a reflection exists for them once it is shared.
  policy('reflections', 'author', 'all', ownClient()),
  policy('reflections', 'care', 'select', `state <> 'DRAFT' and ${caredEpisode()}`),
  policy('reflections', 'review', 'update', `state <> 'DRAFT' and ${caredEpisode()}`),

  policy('drafts', 'author', 'all', ownClient()),

  policy('answers', 'author', 'all', ownClient()),
  policy('answers', 'care', 'select', `readers <> 'ONLY_ME' and ${caredEpisode()}`),
  policy('ratings', 'author', 'all', ownClient()),
  policy('ratings', 'care', 'select', `readers <> 'ONLY_ME' and ${caredEpisode()}`),

  policy('reviews', 'care', 'select', caredEpisode()),
  policy('reviews', 'own', 'select', ownClient()),
  policy('reviews', 'write', 'insert', null, `${caredEpisode()} and ${me('reviewer_id')}`),
  policy('reviews', 'change', 'update', `${caredEpisode()} and ${me('reviewer_id')}`),

  policy('replies', 'care', 'select', caredEpisode()),
  policy('replies', 'own', 'select', ownClient()),
  policy('replies', 'write', 'insert', null, `${caredEpisode()} and ${me('author_id')}`),

  policy(
    'process_notes',
    'author',
    'all',
    `${isClinician} and ${me('author_id')}`,
    `${isClinician} and ${me('author_id')} and ${caredClient()}`,
  ),

  policy('consents', 'own', 'all', ownClient()),

  policy('data_keys', 'own', 'all', `${ownClient('author_id')} or (${isClinician} and ${me('author_id')})`),
  policy('data_keys', 'care', 'select', `purpose = 'RECORD' and ${caredClient('subject_id')}`),
  policy('data_keys', 'addressee', 'select', `purpose = 'RECORD' and ${ownClient('subject_id')}`),

  policy('idempotency_keys', 'own', 'all', me('membership_id')),
  policy(
    'audit_events',
    'write',
    'insert',
    null,
    `actor_id is not distinct from (select app.membership_id())`,
  ),

  // What the owner's own functions may look at, and nothing else.
  ...['care_team_members', 'episodes'].map(
    (table) =>
      `create policy ${table}_lookup on ${table} for select to current_user using (${insideAFunction});`,
  ),
  ...['practices', 'practice_keys', 'data_keys', 'memberships', 'clients', 'invitations'].map(
    (table) =>
      `create policy ${table}_auth on ${table} for select to current_user using (${insideAFunction});`,
  ),
  ...['memberships', 'audit_events'].map(
    (table) =>
      `create policy ${table}_auth_join on ${table} for insert to current_user with check (${insideAFunction});`,
  ),
  ...['clients', 'invitations'].map(
    (table) =>
      `create policy ${table}_auth_join on ${table} for update to current_user using (${insideAFunction});`,
  ),

  // The worker: enough to send a mail and to put away what is past its time; no text of anyone.
  ...[
    'practices',
    'memberships',
    'clients',
    'care_team_members',
    'invitations',
    'assignments',
    'occurrences',
    'reflections',
    'reviews',
    'drafts',
    'idempotency_keys',
  ].map((table) => `create policy ${table}_worker on ${table} for select to rejoin_worker using (true);`),
  ...['drafts', 'idempotency_keys'].map(
    (table) => `create policy ${table}_worker_remove on ${table} for delete to rejoin_worker using (true);`,
  ),
].join('\n');

const grants = `
  revoke all on schema public from public;
  grant usage on schema public, app to rejoin_app, rejoin_worker;
  grant execute on all functions in schema app to rejoin_app;
  grant execute on function app.practice_id(), app.membership_id(), app.client_id(), app.role() to rejoin_worker;

  grant select on practices, practice_keys, memberships to rejoin_app;
  grant select, insert on data_keys, clients, care_team_members, exercise_versions, occurrences, replies, consents to rejoin_app;
  grant select, insert, update on episodes, invitations, assignments, reviews, process_notes, idempotency_keys to rejoin_app;
  grant select, insert, update, delete on session_changes, reflections, drafts, answers, ratings to rejoin_app;
  grant insert on audit_events to rejoin_app;
  grant select on migrations to rejoin_app;
  grant usage on sequence audit_seq to rejoin_app;

  grant select (id, name, zone, locale, mail_name, is_demo) on practices to rejoin_worker;
  grant select (practice_id, id, account_id, role, suspended_at) on memberships to rejoin_worker;
  grant select (practice_id, id, membership_id, zone, archived_at) on clients to rejoin_worker;
  grant select (practice_id, id, role, client_id, issue, invited_at, expires_at, accepted_at, revoked_at) on invitations to rejoin_worker;
  grant select (practice_id, id, episode_id, announce_at, withdrawn_at) on assignments to rejoin_worker;
  grant select (practice_id, id, assignment_id, client_id) on occurrences to rejoin_worker;
  grant select (practice_id, id, episode_id, client_id, state, sharing, outcome, submitted_at) on reflections to rejoin_worker;
  grant select (practice_id, episode_id, clinician_id, part, since, until) on care_team_members to rejoin_worker;
  grant select (practice_id, reflection_id) on reviews to rejoin_worker;
  grant select (practice_id, id, reflection_id, shared_at), delete on drafts to rejoin_worker;
  grant select (practice_id, membership_id, key, created_at), delete on idempotency_keys to rejoin_worker;
`;

/**
 * Schema auth: accounts and sign-ins, global and apart from any practice. rejoin_app has no right on its tables,
 * only EXECUTE on these functions.
 */
const authFunction = (head: string, language: 'sql' | 'plpgsql', body: string) => `
  create function auth.${head} language ${language} security definer
    set search_path = auth, public, pg_temp as $$ ${body} $$;
`;

const auth =
  `
  create schema auth;
  create table auth.accounts (
    id uuid primary key,
    email_sealed bytea not null,
    email_index bytea not null unique,
    password_hash text not null,
    created_at timestamptz not null default now(),
    password_changed_at timestamptz not null default now()
  );
  create table auth.sign_ins (
    id uuid primary key,
    token_hash bytea not null unique,
    account_id uuid not null references auth.accounts (id) on delete cascade,
    practice_id uuid not null,
    active_membership_id uuid not null,
    device text not null,
    started_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    ended_at timestamptz
  );
  create index on auth.sign_ins (account_id) where ended_at is null;
  create table auth.tokens (
    id uuid primary key,
    purpose text not null check (purpose in ('PASSWORD_RESET')),
    account_id uuid not null references auth.accounts (id) on delete cascade,
    token_hash bytea not null unique,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  );
  create index on auth.tokens (account_id);
  create table auth.tries (
    key bytea primary key,
    count integer not null,
    window_ends_at timestamptz not null
  );
  revoke all on all tables in schema auth from public;

` +
  [
    // Staff: 15 minutes idle, 12 hours in all; clients: 30 minutes, 24 hours. A background poll does not extend the idle time.
    authFunction(
      `check_sign_in(p_token bytea, p_is_person boolean) returns table (
      sign_in_id uuid, account_id uuid, practice_id uuid, membership_id uuid, role text, name text, client_id uuid,
      practice_key bytea, own_key_id uuid, own_key bytea)`,
      'plpgsql',
      `
    #variable_conflict use_column
    declare s auth.sign_ins; m public.memberships;
    begin
      select * into s from auth.sign_ins where token_hash = p_token and ended_at is null;
      if not found then return; end if;
      select * into m from public.memberships where practice_id = s.practice_id and id = s.active_membership_id and suspended_at is null;
      if not found then return; end if;
      if s.started_at < now() - (case when m.role = 'CLIENT' then interval '24 hours' else interval '12 hours' end)
        or s.last_seen_at < now() - (case when m.role = 'CLIENT' then interval '30 minutes' else interval '15 minutes' end)
      then return; end if;
      if p_is_person and s.last_seen_at < now() - interval '30 seconds' then
        update auth.sign_ins set last_seen_at = now() where id = s.id;
      end if;
      return query
        select s.id, s.account_id, m.practice_id, m.id, m.role, coalesce(c.chosen_name, m.name), c.id, pk.wrapped, dk.id, dk.wrapped
        from public.practice_keys pk
        left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
        left join public.data_keys dk on dk.practice_id = m.practice_id and dk.author_id = c.id and dk.subject_id = c.id and dk.purpose = 'RECORD'
        where pk.practice_id = m.practice_id;
    end`,
    ),
    authFunction(
      'find_account(p_email bytea) returns table (id uuid, password_hash text) stable',
      'sql',
      'select a.id, a.password_hash from auth.accounts a where a.email_index = p_email',
    ),
    authFunction(
      'memberships_of(p_account uuid) returns table (practice_id uuid, id uuid, role text, practice_name text) stable',
      'sql',
      `
    select m.practice_id, m.id, m.role, p.name from public.memberships m join public.practices p on p.id = m.practice_id
    where m.account_id = p_account and m.suspended_at is null
    order by array_position(array['CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN'], m.role), p.name, m.id`,
    ),
    authFunction(
      'begin_sign_in(p_id uuid, p_token bytea, p_account uuid, p_practice uuid, p_membership uuid, p_device text) returns boolean',
      'plpgsql',
      `
    begin
      if not exists (select 1 from public.memberships m where m.practice_id = p_practice and m.id = p_membership
        and m.account_id = p_account and m.suspended_at is null) then return false; end if;
      insert into auth.sign_ins (id, token_hash, account_id, practice_id, active_membership_id, device)
        values (p_id, p_token, p_account, p_practice, p_membership, p_device);
      return true;
    end`,
    ),
    authFunction(
      'switch_membership(p_token bytea, p_new_token bytea, p_membership uuid) returns boolean',
      'plpgsql',
      `
    declare m public.memberships; s auth.sign_ins;
    begin
      select * into s from auth.sign_ins where token_hash = p_token and ended_at is null for update;
      if not found then return false; end if;
      select * into m from public.memberships where id = p_membership and account_id = s.account_id and suspended_at is null;
      if not found then return false; end if;
      update auth.sign_ins set token_hash = p_new_token, practice_id = m.practice_id, active_membership_id = m.id, last_seen_at = now() where id = s.id;
      return true;
    end`,
    ),
    authFunction(
      'list_sign_ins(p_account uuid) returns table (id uuid, started_at timestamptz, last_seen_at timestamptz, device text) stable',
      'sql',
      `
    select s.id, s.started_at, s.last_seen_at, s.device from auth.sign_ins s
    where s.account_id = p_account and s.ended_at is null and s.started_at > now() - interval '24 hours' and s.last_seen_at > now() - interval '30 minutes'
    order by s.last_seen_at desc limit 50`,
    ),
    authFunction(
      'end_sign_in(p_account uuid, p_id uuid) returns boolean',
      'sql',
      `
    with ended as (update auth.sign_ins set ended_at = now() where account_id = p_account and id = p_id and ended_at is null returning 1)
    select exists (select 1 from ended)`,
    ),
    authFunction(
      'end_all_sign_ins(p_account uuid) returns void',
      'sql',
      'update auth.sign_ins set ended_at = now() where account_id = p_account and ended_at is null',
    ),
    authFunction(
      'invitation_by_token(p_token bytea) returns table (practice_id uuid, id uuid, role text, name text, practice_name text, email_sealed bytea, email_index bytea, account_id uuid) stable',
      'sql',
      `
    select i.practice_id, i.id, i.role, i.name, p.name, i.email_sealed, i.email_index, a.id
    from public.invitations i join public.practices p on p.id = i.practice_id left join auth.accounts a on a.email_index = i.email_index
    where i.token_hash = p_token and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
    ),
    // One transaction: the account when it is new, the membership, the client's own row, the mark that the link is used.
    authFunction(
      'accept_invitation(p_token bytea, p_account uuid, p_account_email bytea, p_password_hash text, p_membership uuid) returns table (practice_id uuid, membership_id uuid, account_id uuid)',
      'plpgsql',
      `
    #variable_conflict use_column
    declare i public.invitations; v_account uuid; v_membership uuid;
    begin
      select * into i from public.invitations where token_hash = p_token and accepted_at is null and revoked_at is null and expires_at > now() for update;
      if not found then return; end if;
      if p_password_hash is null then
        select a.id into v_account from auth.accounts a where a.id = p_account and a.email_index = i.email_index;
        if not found then return; end if;
      else
        insert into auth.accounts (id, email_sealed, email_index, password_hash)
          values (p_account, p_account_email, i.email_index, p_password_hash) on conflict (email_index) do nothing returning id into v_account;
        if v_account is null then return; end if;
      end if;
      select m.id into v_membership from public.memberships m where m.practice_id = i.practice_id and m.account_id = v_account and m.role = i.role;
      if v_membership is null then
        v_membership := p_membership;
        insert into public.memberships (practice_id, id, account_id, role, name) values (i.practice_id, v_membership, v_account, i.role, i.name);
      elsif i.client_id is not null then
        -- A second client row for the same account would be another person's record.
        raise exception 'this account is a client here already' using errcode = 'RJ409';
      end if;
      if i.client_id is not null then
        update public.clients set membership_id = v_membership where practice_id = i.practice_id and id = i.client_id and membership_id is null;
        if not found then raise exception 'this client has an account already' using errcode = 'RJ409'; end if;
      end if;
      update public.invitations set accepted_at = now() where practice_id = i.practice_id and id = i.id;
      insert into public.audit_events (practice_id, actor_id, act, object_type, object_id, client_id)
        values (i.practice_id, v_membership, 'invitation.accept', 'Invitation', i.id, i.client_id);
      return query select i.practice_id, v_membership, v_account;
    end`,
    ),
    authFunction(
      'begin_password_reset(p_id uuid, p_email bytea, p_token bytea) returns uuid',
      'plpgsql',
      `
    declare v_account uuid;
    begin
      select id into v_account from auth.accounts where email_index = p_email;
      if not found then return null; end if;
      update auth.tokens set used_at = now() where account_id = v_account and purpose = 'PASSWORD_RESET' and used_at is null;
      insert into auth.tokens (id, purpose, account_id, token_hash, expires_at)
        values (p_id, 'PASSWORD_RESET', v_account, p_token, now() + interval '30 minutes');
      return v_account;
    end`,
    ),
    authFunction(
      'reset_password(p_token bytea, p_password_hash text) returns boolean',
      'plpgsql',
      `
    declare v_account uuid;
    begin
      update auth.tokens set used_at = now() where token_hash = p_token and used_at is null and expires_at > now() returning account_id into v_account;
      if not found then return false; end if;
      update auth.accounts set password_hash = p_password_hash, password_changed_at = now() where id = v_account;
      update auth.sign_ins set ended_at = now() where account_id = v_account and ended_at is null;
      return true;
    end`,
    ),
    authFunction(
      'is_reset_open(p_token bytea) returns boolean stable',
      'sql',
      `select exists (select 1 from auth.tokens where token_hash = p_token and used_at is null and expires_at > now())`,
    ),
    authFunction(
      'count_try(p_key bytea, p_limit integer, p_window interval) returns boolean',
      'sql',
      `
    with counted as (
      insert into auth.tries as t (key, count, window_ends_at) values (p_key, 1, now() + p_window)
      on conflict (key) do update set
        count = case when t.window_ends_at < now() then 1 else t.count + 1 end,
        window_ends_at = case when t.window_ends_at < now() then now() + p_window else t.window_ends_at end
      returning count)
    select count <= p_limit from counted`,
    ),
    authFunction(
      'uncount_try(p_key bytea) returns void',
      'sql',
      'update auth.tries set count = greatest(count - 1, 0) where key = p_key',
    ),
    authFunction(
      'put_away() returns void',
      'sql',
      `
    delete from auth.tries where window_ends_at < now() - interval '1 day';
    delete from auth.tokens where expires_at < now() - interval '7 days';
    delete from auth.sign_ins where started_at < now() - interval '30 days'`,
    ),
    authFunction('clear_tries(p_key bytea) returns void', 'sql', 'delete from auth.tries where key = p_key'),
    // Signed out, an installation with one practice shows that practice's help; with several it cannot know which.
    authFunction(
      'public_help() returns table (name text, help jsonb) stable',
      'sql',
      `
    select p.name, p.help from public.practices p where (select count(*) from public.practices) = 1`,
    ),
    authFunction(
      'invitation_envelope(p_practice uuid, p_id uuid) returns table (email_sealed bytea, issue smallint, mail_name text) stable',
      'sql',
      `
    select i.email_sealed, i.issue, p.mail_name from public.invitations i join public.practices p on p.id = i.practice_id
    where i.practice_id = p_practice and i.id = p_id and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
    ),
    authFunction(
      'reset_envelope(p_id uuid) returns table (account_id uuid, email_sealed bytea) stable',
      'sql',
      `
    select a.id, a.email_sealed from auth.tokens t join auth.accounts a on a.id = t.account_id
    where t.id = p_id and t.used_at is null and t.expires_at > now()`,
    ),
    authFunction(
      'member_envelope(p_practice uuid, p_membership uuid) returns table (account_id uuid, email_sealed bytea, mail_name text) stable',
      'sql',
      `
    select a.id, a.email_sealed, p.mail_name from public.memberships m
    join auth.accounts a on a.id = m.account_id join public.practices p on p.id = m.practice_id
    where m.practice_id = p_practice and m.id = p_membership and m.suspended_at is null`,
    ),
  ].join('\n') +
  `
  revoke all on all functions in schema auth from public;
  grant usage on schema auth to rejoin_app, rejoin_worker;
  grant execute on all functions in schema auth to rejoin_app;
  revoke execute on function auth.invitation_envelope(uuid, uuid), auth.reset_envelope(uuid), auth.member_envelope(uuid, uuid), auth.put_away() from rejoin_app;
  grant execute on function auth.invitation_envelope(uuid, uuid), auth.reset_envelope(uuid), auth.member_envelope(uuid, uuid), auth.put_away() to rejoin_worker;
`;
