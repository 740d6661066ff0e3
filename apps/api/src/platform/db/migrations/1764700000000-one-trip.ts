import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A request is one trip, and a policy is short.
 *
 * A sign-in is looked up by the transaction it is for. Who is in somebody's care is made once in a transaction, as before, and
 * read again without a call: every table of a statement asks for it. Four policies that looked at other tables, whose
 * policies came along, ask a list or one question instead.
 */
export class OneTrip1764700000000 implements MigrationInterface {
  name = 'OneTrip1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [signIn, lists, questions, policies, worker]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// A sign-in that is remembered is looked up here, under the lock that suspending takes whole, and is refused like a suspended
// membership: ending it acts at once. Two requests of one person never wait for each other's mark of being there. What it
// returns is the language that its client chose, which whoever remembers them may know from before.
const signIn = `
  create function auth.is_within_time(role text, started_at timestamptz, last_seen_at timestamptz) returns boolean language sql stable as $$
    select started_at >= now() - case when role = 'CLIENT' then interval '24 hours' else interval '12 hours' end
      and last_seen_at >= now() - case when role = 'CLIENT' then interval '30 minutes' else interval '15 minutes' end
  $$;
  revoke all on function auth.is_within_time(text, timestamptz, timestamptz) from public;

  create function app.enter_signed_in(token bytea, is_person boolean, practice text, membership text, client text, role text)
    returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    sign_in uuid;
    is_long_ago boolean;
    language text;
  begin
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    select s.id, s.last_seen_at < now() - interval '30 seconds', c.language into sign_in, is_long_ago, language
      from auth.sign_ins s join public.memberships m on m.practice_id = s.practice_id and m.id = s.active_membership_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      where s.token_hash = enter_signed_in.token and s.ended_at is null
        and s.practice_id = enter_signed_in.practice::uuid and s.active_membership_id = enter_signed_in.membership::uuid
        and m.role = enter_signed_in.role and m.suspended_at is null
        and auth.is_within_time(m.role, s.started_at, s.last_seen_at);
    if not found then raise exception 'sign-in does not hold' using errcode = 'RJ401'; end if;
    if is_person and is_long_ago then
      update auth.sign_ins set last_seen_at = now()
        where id = (select s.id from auth.sign_ins s where s.id = sign_in for no key update skip locked);
    end if;
    return language;
  end $$;
  revoke all on function app.enter_signed_in(bytea, boolean, text, text, text, text) from public;
  grant execute on function app.enter_signed_in(bytea, boolean, text, text, text, text) to rejoin_app;

  create or replace function auth.check_sign_in(p_token bytea, p_is_person boolean) returns table (
      sign_in_id uuid, account_id uuid, practice_id uuid, membership_id uuid, role text, name text, client_id uuid,
      practice_key bytea, own_key_id uuid, own_key bytea, language text, locale text) language plpgsql security definer set search_path = auth, public, pg_temp as $$
  #variable_conflict use_column
  declare s auth.sign_ins; m public.memberships;
  begin
    select * into s from auth.sign_ins where token_hash = p_token and ended_at is null;
    if not found then return; end if;
    select * into m from public.memberships where practice_id = s.practice_id and id = s.active_membership_id and suspended_at is null;
    if not found or not auth.is_within_time(m.role, s.started_at, s.last_seen_at) then return; end if;
    if p_is_person and s.last_seen_at < now() - interval '30 seconds' then
      update auth.sign_ins set last_seen_at = now() where id = s.id;
    end if;
    return query
      select s.id, s.account_id, m.practice_id, m.id, m.role, coalesce(c.chosen_name, m.name), c.id, pk.wrapped, dk.id, dk.wrapped,
        c.language, p.locale
      from public.practice_keys pk
      join public.practices p on p.id = pk.practice_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      left join public.data_keys dk on dk.practice_id = m.practice_id and dk.author_id = c.id and dk.subject_id = c.id and dk.purpose = 'RECORD'
      where pk.practice_id = m.practice_id;
  end $$;
`;

/**
 * Lists of ids that are looked up once in a transaction and remembered in settings of it, with for whom; a change of care in
 * the same transaction forgets them. What could forge such a setting could as well claim to be somebody else. Reading one
 * again is an expression without a call, because PostgreSQL puts the function's body in its place.
 */
const remembered = (names: string[], lookUp: string, body: string): string => `
  create function app.${lookUp}(of text) returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    whom text := coalesce(app.whoever(), '');
    practice uuid := app.practice_id();
    client uuid := app.client_id();
    clinician uuid := case when app.role() = 'CLINICIAN' then app.membership_id() end;
    ${names.map((name) => `${name} uuid[] := '{}';`).join(' ')}
  begin
    ${body}
    ${names.map((name) => `perform set_config('app.${name}', ${name}::text, true), set_config('app.${name}_for', whom, true);`).join('\n    ')}
    return case of ${names.map((name) => `when '${name}' then ${name}`).join(' ')} end;
  end $$;
  revoke all on function app.${lookUp}(text) from public;
  grant execute on function app.${lookUp}(text) to rejoin_app;
  ${names
    .map(
      (name) => `
  create or replace function app.${name}() returns uuid[] language sql stable as $$
    select case when current_setting('app.${name}_for', true) = app.whoever() then current_setting('app.${name}', true)::uuid[]
      else app.${lookUp}('${name}') end
  $$;
  alter function app.${name}() security invoker reset all;
  revoke all on function app.${name}() from public;
  grant execute on function app.${name}() to rejoin_app;`,
    )
    .join('')}
`;
const list = (name: string, select: string): string => remembered([name], `look_up_${name}`, `${select};`);

const lists = [
  `create function app.whoever() returns text language sql stable parallel safe as $$
     select current_setting('app.practice_id', true) || '/' || current_setting('app.membership_id', true) || '/'
       || current_setting('app.client_id', true) || '/' || current_setting('app.role', true)
   $$;
   grant execute on function app.whoever() to rejoin_app;`,
  // A clinician's screens ask for all three.
  remembered(
    ['cared_episode_ids', 'cared_couple_ids', 'cared_client_ids'],
    'look_up_care',
    `if clinician is not null then
      select coalesce(array_agg(m.episode_id), '{}') into cared_episode_ids from public.care_team_members m
        where m.practice_id = practice and m.clinician_id = clinician and m.since <= now() and (m.until is null or m.until > now());
      select coalesce(array_agg(e.couple_id) filter (where e.couple_id is not null), '{}'),
          coalesce(array_agg(e.client_id) filter (where e.client_id is not null), '{}')
        into cared_couple_ids, cared_client_ids
        from public.episodes e where e.practice_id = practice and e.id = any (cared_episode_ids);
      if cared_couple_ids <> '{}' then
        select cared_client_ids || coalesce(array_agg(p.client_id), '{}') into cared_client_ids
          from public.partners p where p.practice_id = practice and p.couple_id = any (cared_couple_ids);
      end if;
    end if;`,
  ),
  // Those of the clients whom somebody may know of.
  list(
    'known_membership_ids',
    `select coalesce(array_agg(c.membership_id), '{}') into known_membership_ids from public.clients c
     where c.practice_id = practice and c.id = any ((select app.cared_client_ids() || client)::uuid[]) and c.membership_id is not null`,
  ),
  list(
    'own_couple_ids',
    `select coalesce(array_agg(p.couple_id), '{}') into own_couple_ids from public.partners p
     where p.practice_id = practice and p.client_id = client`,
  ),
  list(
    'own_episode_ids',
    `select coalesce(array_agg(e.id), '{}') into own_episode_ids from public.episodes e
     where e.practice_id = practice and e.client_id = client;
     if app.own_couple_ids() <> '{}' then
       select own_episode_ids || coalesce(array_agg(e.id), '{}') into own_episode_ids from public.episodes e
       where e.practice_id = practice and e.couple_id = any ((select app.own_couple_ids())::uuid[]);
     end if`,
  ),
  list(
    'own_assignment_ids',
    `select coalesce(array_agg(distinct o.assignment_id), '{}') into own_assignment_ids from public.occurrences o
     where o.practice_id = practice and o.client_id = client and o.opens_at <= now()`,
  ),
  // A version says what somebody was given: clients see those of their own, clinicians those of whom they care for.
  list(
    'given_version_ids',
    `if clinician is null then
       select coalesce(array_agg(distinct a.exercise_version_id), '{}') into given_version_ids from public.assignments a
       where a.practice_id = practice and a.id = any ((select app.own_assignment_ids())::uuid[]);
     else
       select coalesce(array_agg(distinct a.exercise_version_id), '{}') into given_version_ids from public.assignments a
       where a.practice_id = practice and a.episode_id = any ((select app.cared_episode_ids())::uuid[]);
     end if`,
  ),
  // A clinician's own exercises and the practice's.
  list(
    'seen_exercise_ids',
    `select coalesce(array_agg(e.id), '{}') into seen_exercise_ids from public.exercises e
     where e.practice_id = practice and clinician is not null and (e.scope = 'PRACTICE' or e.owner_id = clinician)`,
  ),
  `create or replace function app.forget_care() returns trigger language plpgsql as $$
   begin
     perform set_config('app.' || of || '_for', '', true) from unnest(array['cared_episode_ids', 'cared_couple_ids', 'cared_client_ids',
       'known_membership_ids', 'own_couple_ids', 'own_episode_ids', 'own_assignment_ids', 'given_version_ids', 'seen_exercise_ids']) of;
     return null;
   end $$;
   create trigger forget_care after insert or update on exercises for each statement execute function app.forget_care();`,
  `create policy assignments_lookup on assignments for select to current_user using (session_user <> current_user);
   create policy exercises_lookup on exercises for select to current_user using (session_user <> current_user);
   create policy reflections_lookup on reflections for select to current_user using (session_user <> current_user);`,
].join('\n');

/** A question about one row that is asked seldom; only of what is in somebody's care there is an answer. */
const question = (head: string, where: string): string => `
  create function app.${head} returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  declare
    practice uuid := app.practice_id();
    cared uuid[] := app.cared_episode_ids();
  begin
    return exists (select 1 from public.reflections r
      where r.practice_id = practice and ${where} and r.state <> 'DRAFT' and r.episode_id = any (cared));
  end $$;
  revoke all on function app.${head} from public;
  grant execute on function app.${head} to rejoin_app;
`;

const questions = [
  question('is_shared(reflection uuid)', 'r.id = reflection'),
  question('holds_what_was_shared(occurrence uuid)', 'r.occurrence_id = occurrence'),
].join('\n');

const anyOf = (column: string, of: string) => `${column} = any ((select app.${of}())::uuid[])`;

/** A turn that its client started is named by a key, which has 36 characters; every other slot is a date or `once`. */
const isStartedByClient = 'length(slot) = 36';

const policies = `
  alter policy memberships_client_read on memberships
    using (role = 'CLIENT' and ((select app.role()) = 'PRACTICE_ADMIN' or ${anyOf('id', 'known_membership_ids')}));
  alter policy exercise_versions_read on exercise_versions
    using ((select app.role()) = 'CLINICIAN' and (exercise_id is null or ${anyOf('exercise_id', 'seen_exercise_ids')})
      or (select app.role()) in ('CLINICIAN', 'CLIENT') and ${anyOf('id', 'given_version_ids')});
  alter policy occurrences_care on occurrences
    using (${anyOf('episode_id', 'cared_episode_ids')} and (sitting = 'FIRST' and not ${isStartedByClient} or app.holds_what_was_shared(id)));
  alter policy addenda_care on addenda
    using (${anyOf('episode_id', 'cared_episode_ids')} and app.is_shared(reflection_id));
`;

// Nothing the worker does reads these.
const worker = `
  drop policy exercise_versions_worker on exercise_versions;
  revoke select (practice_id, id, slug) on exercise_versions from rejoin_worker;
  revoke select (client_id) on episodes from rejoin_worker;
  revoke select (announce_at) on replies from rejoin_worker;
`;
