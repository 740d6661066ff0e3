import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The lists of ids that policies look at cost less to come by.
 *
 * - Remembered, a list is one setting of the transaction and not two: a context that is entered anew forgets the lists, so none
 *   has to say for whom it is. Every table of a statement reads it, and a short expression is what is read quickly.
 * - A client's own lists are looked up together; a role has the lists of the other empty from the start.
 * - Who reads one reflection enters with the care of its client alone (`app.only_client_of`): fewer ids are fewer rows of
 *   everything, never more than the viewer may see.
 * - The keys of what was opened are a list of their own, and not a plan of five tables wherever a key is read.
 */
export class ShortLists1765610000000 implements MigrationInterface {
  name = 'ShortLists1765610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lists);
    await runner.query(contexts);
    await runner.query(narrowed);
    await runner.query(openedKeys);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

/** Reading one is an expression without a call, because PostgreSQL puts the function's body in its place. */
const remembered = (name: string, lookUp: string): string => `
  create or replace function app.${name}() returns uuid[] language sql stable as $$
    select coalesce(nullif(current_setting('app.${name}', true), '')::uuid[], app.${lookUp}('${name}'))
  $$;
  alter function app.${name}() security invoker reset all;
  revoke all on function app.${name}() from public;
  grant execute on function app.${name}() to rejoin_app;
`;

/** Looks several lists up at once, and answers with the one that was asked for. */
const lookingUp = (lookUp: string, names: string[], body: string): string => `
  create or replace function app.${lookUp}(of text) returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    practice uuid := app.practice_id();
    client uuid := case when app.role() = 'CLIENT' then app.client_id() end;
    clinician uuid := case when app.role() = 'CLINICIAN' then app.membership_id() end;
    ${names.map((name) => `${name} uuid[] := '{}';`).join(' ')}
  begin
    ${body}
    perform ${names.map((name) => `set_config('app.${name}', ${name}::text, true)`).join(', ')};
    return case of ${names.map((name) => `when '${name}' then ${name}`).join(' ')} end;
  end $$;
  revoke all on function app.${lookUp}(text) from public;
  grant execute on function app.${lookUp}(text) to rejoin_app;
  ${names.map((name) => remembered(name, lookUp)).join('')}
`;

const cared = ['cared_episode_ids', 'cared_couple_ids', 'cared_client_ids'];
const own = ['own_couple_ids', 'own_active_couple_ids', 'own_episode_ids', 'own_present_episode_ids'];
const ownGiven = ['own_assignment_ids', 'own_version_ids'];
const alone = ['known_membership_ids', 'own_program_version_ids', 'given_version_ids', 'seen_exercise_ids'];

const lists = [
  lookingUp(
    'look_up_care',
    cared,
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
  // Of joint work that is over, or that somebody left, there is what was theirs, and not how it goes on.
  lookingUp(
    'look_up_own',
    own,
    `if client is not null then
      select coalesce(array_agg(p.couple_id), '{}'),
          coalesce(array_agg(p.couple_id) filter (where p.until is null and c.status = 'ACTIVE'), '{}')
        into own_couple_ids, own_active_couple_ids
        from public.partners p join public.couples c on c.practice_id = p.practice_id and c.id = p.couple_id
        where p.practice_id = practice and p.client_id = client;
      select coalesce(array_agg(e.id), '{}') into own_episode_ids from public.episodes e
        where e.practice_id = practice and e.client_id = client;
      own_present_episode_ids := own_episode_ids;
      if own_couple_ids <> '{}' then
        select own_episode_ids || coalesce(array_agg(e.id), '{}'),
            own_present_episode_ids || coalesce(array_agg(e.id) filter (where e.couple_id = any (own_active_couple_ids)), '{}')
          into own_episode_ids, own_present_episode_ids
          from public.episodes e where e.practice_id = practice and e.couple_id = any (own_couple_ids);
      end if;
    end if;`,
  ),
  lookingUp(
    'look_up_own_given',
    ownGiven,
    `if client is not null then
      select coalesce(array_agg(distinct o.assignment_id), '{}'), coalesce(array_agg(distinct a.exercise_version_id), '{}')
        into own_assignment_ids, own_version_ids
        from public.occurrences o join public.assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
        where o.practice_id = practice and o.client_id = client and o.opens_at <= now();
    end if;`,
  ),
  lookingUp(
    'look_up_own_program_version_ids',
    ['own_program_version_ids'],
    `if client is not null then
      select coalesce(array_agg(distinct n.program_version_id), '{}') into own_program_version_ids from public.enrollments n
        where n.practice_id = practice and n.episode_id = any ((select app.own_present_episode_ids())::uuid[]);
    end if;`,
  ),
  // A version says what somebody was given: clients see those of their own, clinicians those of whom they care for.
  lookingUp(
    'look_up_given_version_ids',
    ['given_version_ids'],
    `if client is not null then
      given_version_ids := app.own_version_ids();
    elsif clinician is not null then
      select coalesce(array_agg(distinct a.exercise_version_id), '{}') into given_version_ids from public.assignments a
        where a.practice_id = practice and a.episode_id = any ((select app.cared_episode_ids())::uuid[]);
    end if;`,
  ),
  // Those of the clients whom somebody may know of.
  lookingUp(
    'look_up_known_membership_ids',
    ['known_membership_ids'],
    `select coalesce(array_agg(c.membership_id), '{}') into known_membership_ids from public.clients c
       where c.practice_id = practice and c.id = any ((select app.cared_client_ids() || client)::uuid[]) and c.membership_id is not null;`,
  ),
  // A clinician's own exercises and the practice's.
  lookingUp(
    'look_up_seen_exercise_ids',
    ['seen_exercise_ids'],
    `if clinician is not null then
      select coalesce(array_agg(e.id), '{}') into seen_exercise_ids from public.exercises e
        where e.practice_id = practice and (e.scope = 'PRACTICE' or e.owner_id = clinician);
    end if;`,
  ),
  `drop function app.look_up_own_couple_ids(text), app.look_up_own_episode_ids(text), app.look_up_own_assignment_ids(text),
     app.look_up_own_present_episode_ids(), app.look_up_own_program_version_ids();
   create function app.forget_lists() returns void language plpgsql as $$
   begin
     perform ${[...cared, ...own, ...ownGiven, ...alone].map((name) => `set_config('app.${name}', '', true)`).join(', ')};
   end $$;
   create or replace function app.forget_care() returns trigger language plpgsql as $$
   begin
     perform app.forget_lists();
     return null;
   end $$;
   drop function app.whoever();`,
].join('\n');

const empty = (names: string[]): string =>
  names.map((name) => `set_config('app.${name}', '{}', true)`).join(', ');

/** Says for whom a transaction runs. What was remembered for somebody before is forgotten; what a role never has is empty. */
const entering = `
    if current_setting('app.membership_id', true) <> '' then perform app.forget_lists(); end if;
    perform set_config('app.practice_id', practice, true), set_config('app.membership_id', membership, true),
      set_config('app.client_id', client, true), set_config('app.role', role, true),
      pg_advisory_xact_lock_shared(hashtextextended(membership, 0));
    if role = 'CLIENT' then
      perform ${empty([...cared, 'seen_exercise_ids'])};
    else
      perform ${empty([...own, ...ownGiven, 'own_program_version_ids'])};
    end if;`;

const contexts = `
  create or replace function app.enter(practice text, membership text, client text, role text) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    is_locked boolean;
  begin${entering}
    select m.locked_at is not null into is_locked from public.memberships m
      where m.practice_id = enter.practice::uuid and m.id = enter.membership::uuid and m.suspended_at is null;
    if not found then raise exception 'membership is not active' using errcode = 'RJ401'; end if;
    if is_locked then perform set_config('app.client_id', '', true); end if;
  end $$;

  create or replace function app.enter_signed_in(token bytea, is_person boolean, practice text, membership text, client text, role text)
    returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    sign_in uuid;
    is_long_ago boolean;
    is_locked boolean;
    language text;
  begin${entering}
    select s.id, s.last_seen_at < now() - interval '30 seconds', m.locked_at is not null, c.language
      into sign_in, is_long_ago, is_locked, language
      from auth.sign_ins s join public.memberships m on m.practice_id = s.practice_id and m.id = s.active_membership_id
      left join public.clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
      where s.token_hash = enter_signed_in.token and s.ended_at is null
        and s.practice_id = enter_signed_in.practice::uuid and s.active_membership_id = enter_signed_in.membership::uuid
        and m.role = enter_signed_in.role and m.suspended_at is null
        and auth.is_within_time(m.role, s.started_at, s.last_seen_at, s.short_since);
    if not found then raise exception 'sign-in does not hold' using errcode = 'RJ401'; end if;
    if is_locked then perform set_config('app.client_id', '', true); end if;
    if is_person and is_long_ago then
      update auth.sign_ins set last_seen_at = now()
        where id = (select s.id from auth.sign_ins s where s.id = sign_in for no key update skip locked);
    end if;
    return language;
  end $$;
`;

/** What a clinician has in care of one reflection's client, alone and in joint work; of nobody else in this transaction. */
const narrowed = `
  create function app.only_client_of(reflection uuid) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    practice uuid := app.practice_id();
    clinician uuid := case when app.role() = 'CLINICIAN' then app.membership_id() end;
    client uuid;
    cared_episode_ids uuid[];
    cared_couple_ids uuid[];
    cared_client_ids uuid[] := '{}';
  begin
    select r.client_id into client from public.reflections r where r.practice_id = practice and r.id = reflection;
    select coalesce(array_agg(e.id), '{}'), coalesce(array_agg(e.couple_id) filter (where e.couple_id is not null), '{}')
      into cared_episode_ids, cared_couple_ids
      from public.episodes e join public.care_team_members m on m.practice_id = e.practice_id and m.episode_id = e.id
      where e.practice_id = practice and m.clinician_id = clinician and m.since <= now() and (m.until is null or m.until > now())
        and (e.client_id = client or e.couple_id in (select p.couple_id from public.partners p where p.practice_id = practice and p.client_id = client));
    if cared_episode_ids <> '{}' then cared_client_ids := array[client]; end if;
    if cared_couple_ids <> '{}' then
      select cared_client_ids || coalesce(array_agg(p.client_id), '{}') into cared_client_ids
        from public.partners p where p.practice_id = practice and p.couple_id = any (cared_couple_ids);
    end if;
    perform ${cared.map((name) => `set_config('app.${name}', ${name}::text, true)`).join(', ')};
  end $$;
  revoke all on function app.only_client_of(uuid) from public;
  grant execute on function app.only_client_of(uuid) to rejoin_app;
`;

// Row security answers which releases the viewer sees; whose key it is follows from that.
const openedKeys = `
  create function app.opened_key_ids() returns uuid[] language plpgsql stable set search_path = pg_catalog, pg_temp as $$
  begin
    return array(select re.data_key_id from public.releases re where re.practice_id = app.practice_id());
  end $$;
  revoke all on function app.opened_key_ids() from public;
  grant execute on function app.opened_key_ids() to rejoin_app;
  alter policy data_keys_opened on data_keys using (purpose = 'RELEASE' and id = any ((select app.opened_key_ids())::uuid[]));
`;
