import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who opens one thing enters with what it is about, and what that costs no longer grows with a practice or with years.
 *
 * - `app.only_episode_of` leaves of all care the course that one reflection belongs to, found by its keys; the plan that found
 *   all care of its client walked every episode of the practice.
 * - `app.only_turn` is the same for a client: of all that was ever given to them, one turn, its assignment, exercise and
 *   episode. The lists of everything stay for the screens that show everything.
 *   Both take what entering answers and give it on, because PostgreSQL evaluates what a function takes before the function.
 * - What few turns have is asked of a function of its own and not planned into every statement: a table that is named costs,
 *   whether it is looked into or not. Row security answers in them as in the statement that calls.
 * - The keys of everything written about one client are found by the client, not among all keys of the practice.
 */
export class AboutOne1765900000000 implements MigrationInterface {
  name = 'AboutOne1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [episode, turn, ofFew, keys]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

// Its forerunner app.only_client_of stays for servers that still run while this comes.
const episode = `
  create function app.only_episode_of(reflection uuid, entered text) returns text language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
  declare
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
    perform set_config('app.cared_episode_ids', concat('{', cared.id, '}'), true),
      set_config('app.cared_couple_ids', concat('{', cared.couple_id, '}'), true),
      set_config('app.cared_client_ids', coalesce(client_ids, '{}')::text, true);
    return entered;
  end $$;
  revoke all on function app.only_episode_of from public;
  grant execute on function app.only_episode_of to rejoin_app;
`;

// Of joint work that is over, or that somebody left, there is what was theirs, and not how it goes on: as in app.look_up_own.
const turn = `
  create function app.only_turn(turn uuid, entered text) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
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
    perform set_config('app.own_assignment_ids', concat('{', given.assignment_id, '}'), true),
      set_config('app.own_version_ids', concat('{', given.version_id, '}'), true),
      set_config('app.given_version_ids', concat('{', given.version_id, '}'), true),
      set_config('app.own_couple_ids', concat('{', case when is_partner then given.couple_id end, '}'), true),
      set_config('app.own_active_couple_ids', concat('{', case when goes_on then given.couple_id end, '}'), true),
      set_config('app.own_episode_ids', concat('{', case when given.is_own or is_partner then given.episode_id end, '}'), true),
      set_config('app.own_present_episode_ids', concat('{', case when given.is_own or goes_on then given.episode_id end, '}'), true);
    return entered;
  end $$;
  revoke all on function app.only_turn from public;
  grant execute on function app.only_turn to rejoin_app;
`;

const asked = (name: string, takes: string, returns: string, body: string): string => `
  create function app.${name}(${takes}) returns ${returns} language plpgsql stable set search_path = pg_catalog, pg_temp as $$
  begin
    return (${body});
  end $$;
  revoke all on function app.${name} from public;
  grant execute on function app.${name} to rejoin_app;
`;

const ofFew = [
  // The agreement under which the client who asks writes in joint work: one they accepted, the practice's choice if it is among
  // them. None where none was accepted, and once it has ended or they have left it: what they write then is their own.
  asked(
    'accepted_agreement',
    'couple uuid, first_own_version integer',
    'json',
    `select json_build_object('kind', aa.kind, 'version', aa.version)
      from public.agreement_acceptances aa join public.practices ap on ap.id = aa.practice_id
      where aa.practice_id = app.practice_id() and aa.couple_id = couple and aa.client_id = app.client_id()
        and couple = any (app.own_standing_couple_ids())
      order by aa.kind is not distinct from ap.agreement desc, coalesce(aa.version = ap.agreement_version, aa.version < first_own_version) desc,
        aa.accepted_at desc limit 1`,
  ),
  // Whether something of a reflection of the client who asks is still offered for opening.
  asked(
    'is_offered',
    'reflection uuid',
    'boolean',
    `exists (select 1 from public.releases re where re.practice_id = app.practice_id() and re.reflection_id = reflection
      and re.client_id = app.client_id() and re.withdrawn_at is null)`,
  ),
  // Whether the first sitting of a later one was shared.
  asked(
    'follows_what_was_shared',
    'turn uuid',
    'boolean',
    `exists (select 1 from public.occurrences o
      join public.occurrences f on f.practice_id = o.practice_id and f.assignment_id = o.assignment_id and f.client_id = o.client_id
        and f.slot = o.slot and f.sitting = 'FIRST'
      join public.reflections r on r.practice_id = f.practice_id and r.occurrence_id = f.id and r.state <> 'DRAFT'
      where o.practice_id = app.practice_id() and o.id = turn)`,
  ),
  // What was added to a reflection after it was shared, as screens take it.
  asked(
    'addenda_of',
    'reflection uuid',
    'json',
    `select coalesce(json_agg(json_build_object('id', ad.id, 'written_at', ad.written_at, 'client_id', ad.client_id,
        'sealed', encode(ad.sealed, 'base64'), 'data_key_id', ad.data_key_id) order by ad.written_at, ad.id), '[]')
      from public.addenda ad where ad.practice_id = app.practice_id() and ad.reflection_id = reflection`,
  ),
  // What a couple is called among those who care for it. Lists of many say it in their own statement.
  asked(
    'couple_name',
    'couple uuid',
    'text',
    `select string_agg(c.chosen_name, ' and ' order by c.chosen_name, c.id)
      from public.partners p join public.clients c on c.practice_id = p.practice_id and c.id = p.client_id
      where p.practice_id = app.practice_id() and p.couple_id = couple and p.until is null`,
  ),
  // The languages of the program that a week belongs to.
  asked(
    'program_languages',
    'week uuid',
    'jsonb',
    `select pv.definition->'languages' from public.enrollment_weeks pw
      join public.enrollments pn on pn.practice_id = pw.practice_id and pn.id = pw.enrollment_id
      join public.program_versions pv on pv.practice_id = pn.practice_id and pv.id = pn.program_version_id
      where pw.practice_id = app.practice_id() and pw.id = week`,
  ),
  // The look of the viewer at a reflection they have not seen as it stands.
  `create function app.look_at(reflection uuid, episode uuid, client uuid) returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
  begin
    insert into public.reviews (practice_id, id, reflection_id, episode_id, client_id, reviewer_id)
      values (app.practice_id(), gen_random_uuid(), reflection, episode, client, app.membership_id())
      on conflict (practice_id, reflection_id, reviewer_id) do update set read_at = now();
  end $$;
  revoke all on function app.look_at from public;
  grant execute on function app.look_at to rejoin_app;`,
].join('');

const keys = `create index ix_data_keys_subject on data_keys (practice_id, subject_id)`;
