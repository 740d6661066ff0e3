import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entering costs every request the same, so it costs less.
 *
 * - A setting is made by an assignment: PL/pgSQL evaluates an expression where it would run a statement for each PERFORM.
 * - A clinician's entrance looks at no client: the language chosen last is looked up for clients alone.
 * - The exercise after which somebody asked to be talked with and the name of who replied are asked of functions of their own
 *   (`app.title_of_opening`, `app.name_of_member`), as other things are that few have.
 */
export class QuickEntrance1766000000000 implements MigrationInterface {
  name = 'QuickEntrance1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [enter, enterSignedIn, episode, turn, ofFew]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

/** Lists of ids that a role has none of. */
const ofClinicians = ['cared_episode_ids', 'cared_couple_ids', 'cared_client_ids', 'seen_exercise_ids'];
const ofClients = [
  ...['own_couple_ids', 'own_active_couple_ids', 'own_episode_ids', 'own_present_episode_ids'],
  ...['own_assignment_ids', 'own_version_ids', 'own_program_version_ids'],
];

/** Statements that say something for the length of a transaction; `said` is a variable that nobody reads. */
const saying = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `said := set_config('app.${name}', ${value}, true);`)
    .join(' ');
const havingNone = (names: string[]): string =>
  saying(Object.fromEntries(names.map((name) => [name, "'{}'"])));

/** Says for whom a transaction runs. What was remembered for somebody before is forgotten. */
const context = `
    if current_setting('app.membership_id', true) <> '' then perform app.forget_lists(); end if;
    ${saying({ practice_id: 'practice', membership_id: 'membership', client_id: 'client', role: 'role' })}
    said := pg_advisory_xact_lock_shared(hashtextextended(membership, 0))::text;`;

const enter = `
  create or replace function app.enter(practice text, membership text, client text, role text) returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    said text;
    is_locked boolean;
  begin${context}
    if role = 'CLIENT' then
      ${havingNone(ofClinicians)}
    else
      ${havingNone(ofClients)}
    end if;
    select m.locked_at is not null into is_locked from public.memberships m
      where m.practice_id = enter.practice::uuid and m.id = enter.membership::uuid and m.suspended_at is null;
    if not found then raise exception 'membership is not active' using errcode = 'RJ401'; end if;
    if is_locked then ${saying({ client_id: "''" })} end if;
  end $$;
`;

/** Looks the sign-in up; `more` is what a role is told of itself. */
const signIn = (columns: string, variables: string, more: string): string => `
      select s.id, s.last_seen_at < now() - interval '30 seconds', m.locked_at is not null${columns}
        into sign_in, is_long_ago, is_locked${variables}
        from auth.sign_ins s join public.memberships m on m.practice_id = s.practice_id and m.id = s.active_membership_id${more}
        where s.token_hash = enter_signed_in.token and s.ended_at is null
          and s.practice_id = enter_signed_in.practice::uuid and s.active_membership_id = enter_signed_in.membership::uuid
          and m.role = enter_signed_in.role and m.suspended_at is null
          and auth.is_within_time(m.role, s.started_at, s.last_seen_at, s.short_since);`;

const enterSignedIn = `
  create or replace function app.enter_signed_in(token bytea, is_person boolean, practice text, membership text, client text, role text)
    returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    said text;
    sign_in uuid;
    is_long_ago boolean;
    is_locked boolean;
    language text;
  begin${context}
    if role = 'CLIENT' then
      ${havingNone(ofClinicians)}
      ${signIn(
        ', c.language',
        ', language',
        `
        left join public.clients c on c.practice_id = m.practice_id and c.membership_id = m.id`,
      )}
    else
      ${havingNone(ofClients)}
      ${signIn('', '', '')}
    end if;
    if not found then raise exception 'sign-in does not hold' using errcode = 'RJ401'; end if;
    if is_locked then ${saying({ client_id: "''" })} end if;
    if is_person and is_long_ago then
      update auth.sign_ins set last_seen_at = now()
        where id = (select s.id from auth.sign_ins s where s.id = sign_in for no key update skip locked);
    end if;
    return language;
  end $$;
`;

const episode = `
  create or replace function app.only_episode_of(reflection uuid, entered text) returns text language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    said text;
    practice uuid := app.practice_id();
    clinician uuid := case when app.role() = 'CLINICIAN' then app.membership_id() end;
    cared record;
    client_ids uuid[];
  begin
    select e.client_id, e.id, e.couple_id into cared
      from public.reflections r join public.episodes e on e.practice_id = r.practice_id and e.id = r.episode_id
      where r.practice_id = practice and r.id = reflection
        and exists (select 1 from public.care_team_members m where m.practice_id = practice and m.episode_id = r.episode_id
          and m.clinician_id = clinician and m.since <= now() and (m.until is null or m.until > now()));
    if cared.couple_id is not null then
      select array_agg(p.client_id) into client_ids from public.partners p where p.practice_id = practice and p.couple_id = cared.couple_id;
    else
      client_ids := array_remove(array[cared.client_id], null);
    end if;
    ${saying({
      cared_episode_ids: `concat('{', cared.id, '}')`,
      cared_couple_ids: `concat('{', cared.couple_id, '}')`,
      cared_client_ids: `coalesce(client_ids, '{}')::text`,
    })}
    return entered;
  end $$;
`;

// Of joint work that is over, or that somebody left, there is what was theirs, and not how it goes on: as in app.look_up_own.
const turn = `
  create or replace function app.only_turn(turn uuid, entered text) returns text language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
    said text;
    practice uuid := app.practice_id();
    client uuid := case when app.role() = 'CLIENT' then app.client_id() end;
    given record;
    is_partner boolean := false;
    goes_on boolean := false;
  begin
    select o.assignment_id, a.exercise_version_id as version_id, o.episode_id, e.couple_id, e.client_id = client as is_own into given
      from public.occurrences o
      join public.assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
      join public.episodes e on e.practice_id = o.practice_id and e.id = o.episode_id
      where o.practice_id = practice and o.id = turn and o.client_id = client and o.opens_at <= now();
    if given.couple_id is not null then
      select true, p.until is null and c.status = 'ACTIVE' into is_partner, goes_on
        from public.partners p join public.couples c on c.practice_id = p.practice_id and c.id = p.couple_id
        where p.practice_id = practice and p.client_id = client and p.couple_id = given.couple_id;
    end if;
    ${saying({
      own_assignment_ids: `concat('{', given.assignment_id, '}')`,
      own_version_ids: `concat('{', given.version_id, '}')`,
      given_version_ids: `concat('{', given.version_id, '}')`,
      own_couple_ids: `concat('{', case when is_partner then given.couple_id end, '}')`,
      own_active_couple_ids: `concat('{', case when goes_on then given.couple_id end, '}')`,
      own_episode_ids: `concat('{', case when given.is_own or is_partner then given.episode_id end, '}')`,
      own_present_episode_ids: `concat('{', case when given.is_own or goes_on then given.episode_id end, '}')`,
    })}
    return entered;
  end $$;
`;

const asked = (name: string, takes: string, returns: string, body: string): string => `
  create function app.${name}(${takes}) returns ${returns} language plpgsql stable set search_path = pg_catalog, pg_temp as $$
  begin
    return (${body});
  end $$;
  revoke all on function app.${name} from public;
  grant execute on function app.${name} to rejoin_app;
`;

// Row security answers in them as in the statement that calls.
const ofFew = [
  // The exercise that an opening was about.
  asked(
    'title_of_opening',
    'joint_part uuid',
    'jsonb',
    `select ev.title from public.joint_parts jp
      join public.assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
      join public.exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
      where jp.practice_id = app.practice_id() and jp.id = joint_part`,
  ),
  // What a colleague is called, or who wrote to the one who asks.
  asked(
    'name_of_member',
    'membership uuid',
    'text',
    'select m.name from public.memberships m where m.practice_id = app.practice_id() and m.id = membership',
  ),
].join('');
