// @ts-check
// The floor: what the six operations cost at least. One bare node:http server on pg, named statements, the same answers from
// the same rows. No sign-in (it takes its word for who is there), no row-level security, no encryption, no audit of what is
// read; what is shared leaves the same rows behind as the product leaves, in one call of a function.
//
// Its tables are copies of the product's in a schema of their own, `floor`, with every index, check and foreign key, without
// policies and triggers; what the product seals lies there as it was typed.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

/** @typedef {import('pg').Client} Client */
/** A row of a result. @typedef {Record<string, any>} Row */
/** @typedef {{ practiceId: string, membershipId: string, clientId: string }} Asker */

// --- its tables ----------------------------------------------------------------------------------------------------

/**
 * Copies every table of the product with what is in it.
 * @param {Client} sql
 */
export async function makeFloorTables(sql) {
  await sql.query('create schema floor');
  const { rows: tables } = await sql.query(
    `select relname as name, reloptions as options from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'migrations'`,
  );
  for (const { name, options } of tables) {
    await sql.query(`create table floor.${name} (like public.${name} including all)`);
    if (options) await sql.query(`alter table floor.${name} set (${options.join(', ')})`);
    await sql.query(`insert into floor.${name} select * from public.${name}`);
  }
  const { rows: keys } = await sql.query(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  await sql.query('set search_path = floor');
  for (const { table, name, definition } of keys)
    await sql.query(
      `alter table ${table.replace(/^public\./, '')} add constraint ${name} ${definition.replace('REFERENCES public.', 'REFERENCES ')}`,
    );
  await sql.query('reset search_path');
  await sql.query('create table floor.jobs (like graphile_worker._private_jobs including all)');
  await sql.query(
    `create table floor.questions (position smallint primary key, key text, kind text, wording text, readers text, kept jsonb, path text[])`,
  );
  await sql.query('create table floor.sittings (sitting text primary key, quotes text[])');
  await sql.query(submitFunction);
}

const answersJson = (/** @type {string} */ reflection) =>
  `(select coalesce(json_agg(json_build_object('id', an.id, 'key', an.key, 'kind', an.kind, 'wording', an.wording, 'readers', an.readers,
      'isBroughtIn', an.is_brought_in, 'value', convert_from(an.sealed, 'utf8')::json) order by an.position), '[]')
    from answers an where an.practice_id = ${reflection}.practice_id and an.reflection_id = ${reflection}.id)`;
const repliesJson = (/** @type {string} */ reflection) =>
  `(select coalesce(json_agg(json_build_object('id', re.id, 'authorName', rm.name, 'sentAt', re.sent_at, 'takenBackAt', re.taken_back_at,
      'text', case when re.taken_back_at is null then convert_from(re.sealed, 'utf8') end) order by re.sent_at), '[]')
    from replies re join memberships rm on rm.practice_id = re.practice_id and rm.id = re.author_id
    where re.practice_id = ${reflection}.practice_id and re.reflection_id = ${reflection}.id
      and (re.taken_back_at is null or re.taken_back_at >= re.announce_at))`;
const addendaJson = (/** @type {string} */ reflection) =>
  `(select coalesce(json_agg(json_build_object('id', ad.id, 'writtenAt', ad.written_at, 'text', convert_from(ad.sealed, 'utf8')) order by ad.written_at, ad.id), '[]')
    from addenda ad where ad.practice_id = ${reflection}.practice_id and ad.reflection_id = ${reflection}.id)`;
/** Whether it can come to an opening: joint work that goes on, or something offered of work that did. */
const hasDoor = (/** @type {string} */ reflection) =>
  `exists (select 1 from episodes de join couples dc on dc.practice_id = de.practice_id and dc.id = de.couple_id
      join partners dp on dp.practice_id = dc.practice_id and dp.couple_id = dc.id and dp.client_id = ${reflection}.client_id
    where de.practice_id = ${reflection}.practice_id and de.id = ${reflection}.episode_id and (dc.status = 'ACTIVE' and dp.until is null
      or exists (select 1 from releases dr where dr.practice_id = ${reflection}.practice_id and dr.reflection_id = ${reflection}.id
        and dr.client_id = ${reflection}.client_id and dr.withdrawn_at is null)))`;
const ownReflection = (/** @type {string} */ reflection) =>
  `json_build_object('id', ${reflection}.id, 'state', ${reflection}.state, 'outcome', ${reflection}.outcome, 'sharing', ${reflection}.sharing,
    'submittedAt', ${reflection}.submitted_at, 'language', ${reflection}.language, 'answers', ${answersJson(reflection)}, 'replies', ${repliesJson(reflection)}, 'addenda', ${addendaJson(reflection)},
    'hasDoor', ${hasDoor(reflection)})`;

/** Everything the product writes when words are shared: in one trip, and in the order the product takes. */
const submitFunction = `
  create function floor.submit(p_practice uuid, p_membership uuid, p_client uuid, p_occurrence uuid, p_lane uuid, p_revision int,
    p_outcome text, p_sharing text, p_key text, p_mac bytea) returns json language plpgsql set search_path = floor, public as $$
  declare r record; body jsonb; key_id uuid;
  begin
    insert into idempotency_keys (practice_id, membership_id, key, operation, input_mac)
      values (p_practice, p_membership, p_key, 'submitReflection', p_mac);
    select x.* into strict r from reflections x
      where x.practice_id = p_practice and x.client_id = p_client and x.occurrence_id = p_occurrence and x.state = 'DRAFT' for update;
    update drafts d set shared_at = now()
      where d.practice_id = p_practice and d.client_id = p_client and d.id = p_lane and d.reflection_id = r.id and d.revision = p_revision
      returning convert_from(d.sealed, 'utf8')::jsonb, d.data_key_id into strict body, key_id;
    insert into answers (practice_id, id, reflection_id, episode_id, client_id, position, key, kind, wording, readers, is_brought_in, sealed, data_key_id)
      select p_practice, gen_random_uuid(), r.id, r.episode_id, p_client, q.position, q.key, q.kind, q.wording, q.readers,
        body->'bringIn' ? q.key, convert_to((case when q.kept is null then body#>q.path else q.kept || jsonb_build_object('value', body#>q.path) end)::text, 'utf8'), key_id
      from questions q where body#>q.path is not null;
    insert into ratings (practice_id, id, reflection_id, episode_id, client_id, key, label, readers, value)
      select p_practice, gen_random_uuid(), r.id, r.episode_id, p_client, q.key, q.wording, q.readers, (body#>>q.path)::int
      from questions q where q.kind = 'SCALE' and body#>q.path is not null;
    insert into occurrences (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, role, quotes, opens_at)
      select p_practice, gen_random_uuid(), o.assignment_id, o.episode_id, p_client, o.slot, s.sitting, o.role, s.quotes, now()
      from occurrences o cross join sittings s where o.practice_id = p_practice and o.id = p_occurrence on conflict do nothing;
    update reflections x set state = 'SUBMITTED', outcome = p_outcome, sharing = p_sharing, submitted_at = now(), language = body->>'language'
      where x.practice_id = p_practice and x.id = r.id;
    insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
      values (p_practice, p_membership, 'reflection.submit', 'Reflection', r.id, p_client, p_key);
    if p_sharing = 'READ_BEFORE' then
      insert into jobs (task_id, payload, key, run_at, max_attempts)
        values (1, json_build_object('kind', 'TO_READ', 'practiceId', p_practice, 'reflectionId', r.id), 'toRead|' || r.id, now() + interval '10 seconds', 25);
    end if;
    update idempotency_keys k set result = jsonb_build_object('reflectionId', r.id)
      where k.practice_id = p_practice and k.membership_id = p_membership and k.key = p_key;
    return (select ${ownReflection('s')} from reflections s where s.practice_id = p_practice and s.id = r.id);
  end $$;
`;

// --- its statements ------------------------------------------------------------------------------------------------

/** The next session of an episode e by its rhythm; one that was moved is looked for as well. */
const nextSession = `left join lateral (
    select on_date, coalesce(sc.moved_to::timestamp, on_date + e.rhythm_time::time) as wall, sc.moved_to is not null as is_moved
    from (select e.rhythm_anchor_on + 7 * e.rhythm_every_weeks * greatest(0, floor(extract(epoch from
        (now() at time zone e.rhythm_zone) - (e.rhythm_anchor_on + e.rhythm_time::time)) / (604800 * e.rhythm_every_weeks))::int + 1) as on_date) d
    left join session_changes sc on sc.practice_id = e.practice_id and sc.episode_id = e.id and sc.session_on = on_date
  ) s on e.rhythm_anchor_on is not null`;
const sessionColumns = `s.on_date, to_char(s.wall, 'YYYY-MM-DD') as session_on, to_char(s.wall, 'HH24:MI') as session_time, e.rhythm_zone,
  s.wall at time zone e.rhythm_zone as session_at, s.is_moved`;

const cared = (/** @type {string} */ column) =>
  `${column} = any (array(select t.episode_id from care_team_members t
     where t.practice_id = $1 and t.clinician_id = $2 and t.since <= now() and (t.until is null or t.until > now())))`;

/** "This feels wrong to me", said of this one and of the one before. */
const isMarked = `(r.felt_wrong_at is not null and coalesce((select p.felt_wrong_at is not null from reflections p
    where p.practice_id = r.practice_id and p.client_id = r.client_id and p.state <> 'DRAFT' and p.outcome <> 'NOT_THIS_WEEK'
      and p.submitted_at < r.submitted_at order by p.submitted_at desc limit 1), false))`;
const coupleName = `case when e.couple_id is not null then (select string_agg(pc.chosen_name, ' and ' order by pc.chosen_name, pc.id) from partners pp
    join clients pc on pc.practice_id = pp.practice_id and pc.id = pp.client_id
    where pp.practice_id = e.practice_id and pp.couple_id = e.couple_id) end`;
/** What the first sitting of a later one shared. */
const firstSitting = `left join occurrences fo on o.sitting <> 'FIRST' and fo.practice_id = o.practice_id and fo.assignment_id = o.assignment_id
    and fo.client_id = o.client_id and fo.slot = o.slot and fo.sitting = 'FIRST'
  left join reflections fr on fr.practice_id = fo.practice_id and fr.occurrence_id = fo.id and fr.state <> 'DRAFT'`;

/** With whom of a couple to talk alone again: five months after the last time, or after something was marked. */
const talksDue = `(select coalesce(json_agg(json_build_object('__typename', 'TalkDue', 'id', tc.id, 'name', tc.chosen_name) order by tc.chosen_name, tc.id), '[]')
    from partners tp join clients tc on tc.practice_id = tp.practice_id and tc.id = tp.client_id
    join couples cp on cp.practice_id = tp.practice_id and cp.id = tp.couple_id and cp.status = 'ACTIVE'
    cross join lateral (select sf.held_on, sf.recorded_at from safety_conversations sf where sf.practice_id = tp.practice_id and sf.client_id = tp.client_id
      and sf.episode_id = e.id order by sf.held_on desc, sf.recorded_at desc limit 1) t
    where tp.practice_id = e.practice_id and tp.couple_id = e.couple_id and tp.until is null and (current_date - t.held_on >= 153
      or exists (select 1 from clinician_only_marks cm where cm.practice_id = tp.practice_id and cm.client_id = tp.client_id and cm.set_at > t.recorded_at)))`;

const statements = {
  endingWishes: `select w.client_id, c.chosen_name as client_name, w.couple_id, ${coupleName} as couple_name, w.wished_at
    from ending_wishes w join clients c on c.practice_id = w.practice_id and c.id = w.client_id
    join episodes e on e.practice_id = w.practice_id and e.id = w.episode_id
    where w.practice_id = $1 and w.taken_back_at is null and w.talked_at is null and ${cared('w.episode_id')} order by w.wished_at, w.client_id`,
  askedToTalk: `select k.joint_part_id, k.client_id, c.chosen_name as client_name, e.couple_id, ${coupleName} as couple_name, ev.title->>'en' as title, min(k.answered_at) as asked_at
    from joint_checks k join clients c on c.practice_id = k.practice_id and c.id = k.client_id
    join episodes e on e.practice_id = k.practice_id and e.id = k.episode_id
    join joint_parts jp on jp.practice_id = k.practice_id and jp.id = k.joint_part_id
    join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
    join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
    where k.practice_id = $1 and k.feeling = 'TALK_WITH_ME' and k.talked_at is null and ${cared('k.episode_id')}
    group by k.joint_part_id, k.client_id, c.practice_id, c.id, e.practice_id, e.id, ev.practice_id, ev.id order by min(k.answered_at), k.client_id`,
  queue: `with page as (
      select r.*, ${isMarked} as is_marked from reflections r
      where r.practice_id = $1 and r.state = 'SUBMITTED' and (r.sharing = 'READ_BEFORE' or r.felt_wrong_at is not null)
        and (r.sharing = 'READ_BEFORE' or ${isMarked}) and ${cared('r.episode_id')}
        and ($3::boolean is null or (not ${isMarked}, r.submitted_at, r.id) > ($3, $4::timestamptz, $5::uuid))
      order by not ${isMarked}, r.submitted_at, r.id limit $6)
    select r.id, r.client_id, c.chosen_name, ev.title->>'en' as title, r.outcome, r.sharing, r.state, r.submitted_at, r.addended_at,
      to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, o.sitting, r.is_marked, ${coupleName} as couple_name,
      exists (select 1 from reviews rv where rv.practice_id = r.practice_id and rv.reflection_id = r.id and rv.reviewer_id = $2
        and rv.read_at >= greatest(r.submitted_at, r.addended_at)) as is_read, ${sessionColumns}
    from page r
    join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
    join clients c on c.practice_id = r.practice_id and c.id = r.client_id
    join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
    join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id
    ${nextSession}
    order by not r.is_marked, r.submitted_at, r.id`,
  caseload: `select coalesce(c.id, e.couple_id) as id, case when c.id is null then 'COUPLE' else 'INDIVIDUAL' end as kind,
      coalesce(c.chosen_name, ${coupleName}) as name, c.pronouns, c.membership_id, m.suspended_at, ${sessionColumns},
      (select count(*)::int from assignments a join occurrences o on o.practice_id = a.practice_id and o.assignment_id = a.id
         left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id and r.state <> 'DRAFT'
         where a.practice_id = e.practice_id and a.episode_id = e.id and a.withdrawn_at is null and r.id is null) as open_count,
      w.waiting, w.to_read, (select cp.status from couples cp where cp.practice_id = e.practice_id and cp.id = e.couple_id) as couple_status,
      ${talksDue} as talks_due
    from episodes e
    left join clients c on c.practice_id = e.practice_id and c.id = e.client_id
    left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
    left join lateral (select count(*)::int as waiting, count(*) filter (where r.sharing = 'READ_BEFORE')::int as to_read from reflections r
      where r.practice_id = e.practice_id and r.client_id = c.id and r.episode_id = e.id and r.state = 'SUBMITTED') w on true
    ${nextSession}
    where e.practice_id = $1 and e.discharged_at is null and c.archived_at is null and ${cared('e.id')}
      and ($3::text is null or (coalesce(c.chosen_name, ${coupleName}), coalesce(c.id, e.couple_id)) > ($3, $4::uuid))
    order by name, id limit $5`,
  openAssignment: `select o.id, ev.title->>'en' as title, ev.id as version_id, ev.slug, ev.version, ev.definition, a.due, a.due_on, m.name as clinician_name,
      json_build_object('kind', a.rhythm, 'everyWeeks', a.every_weeks) as rhythm, o.sitting, case when e.couple_id is not null then (select pr.agreement from practices pr where pr.id = o.practice_id) end as agreement,
      case when e.couple_id is not null then (select t.definition->'line'->>'en' from practices pr join agreement_texts t on t.practice_id = pr.id
        and t.kind = pr.agreement and t.version = pr.agreement_version where pr.id = o.practice_id) end as agreement_line,
      convert_from(a.rationale_sealed, 'utf8') as rationale, ${sessionColumns},
      (select json_agg(n.name order by n.id = a.assigned_by_id desc, n.name) from (select distinct sm.id, sm.name from care_team_members t
         join memberships sm on sm.practice_id = t.practice_id and sm.id = t.clinician_id
         where t.practice_id = o.practice_id and t.episode_id = o.episode_id and t.since <= now() and (t.until is null or t.until > now())) n) as reader_names,
      (select coalesce(json_agg(json_build_object('id', d.id, 'lane', d.id, 'revision', d.revision, 'savedAt', d.saved_at,
         'body', convert_from(d.sealed, 'utf8')::json) order by d.saved_at desc, d.id), '[]')
         from drafts d where d.practice_id = o.practice_id and d.reflection_id = r.id and r.state = 'DRAFT') as drafts,
      case when r.id is null then null else ${ownReflection('r')} end as reflection, ${answersJson('fr')} as earlier,
      not exists (select 1 from reflections p where p.practice_id = o.practice_id and p.client_id = o.client_id and p.state <> 'DRAFT') as is_first_share
    from occurrences o
    join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
    join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
    join episodes e on e.practice_id = o.practice_id and e.id = o.episode_id
    join memberships m on m.practice_id = a.practice_id and m.id = a.assigned_by_id
    left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id
    ${firstSitting}
    ${nextSession}
    where o.practice_id = $1 and o.client_id = $2 and o.id = $3 and o.opens_at <= now()`,
  autosave: `update drafts d set sealed = $5, revision = d.revision + 1, saved_at = now() from reflections r
    where d.practice_id = $1 and d.client_id = $2 and d.id = $3 and d.revision = $4 and d.shared_at is null
      and r.practice_id = d.practice_id and r.id = d.reflection_id and r.occurrence_id = $6 and r.state = 'DRAFT'
    returning d.id, d.revision, d.saved_at`,
  submit: `select floor.submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as reflection`,
  readReflection: `select r.id, r.client_id, c.chosen_name, ev.title->>'en' as title, ev.definition->'oneQuestion'->>'en' as one_question,
      r.outcome, r.sharing, r.state, r.submitted_at, r.felt_wrong_at, r.agreement, o.sitting, ${isMarked} as is_marked, e.couple_id, ${coupleName} as couple_name,
      convert_from(a.rationale_sealed, 'utf8') as rationale,
      (select max(rv.talked_about_at) from reviews rv where rv.practice_id = r.practice_id and rv.reflection_id = r.id) as talked_about_at,
      ${answersJson('r')} as answers, ${repliesJson('r')} as replies, ${addendaJson('r')} as addenda, ${answersJson('fr')} as earlier,
      (select coalesce(json_agg(json_build_object('key', ra.key, 'label', ra.label, 'value', ra.value) order by ra.key), '[]')
        from ratings ra where ra.practice_id = r.practice_id and ra.reflection_id = r.id) as ratings
    from reflections r
    join clients c on c.practice_id = r.practice_id and c.id = r.client_id
    join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
    join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
    join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
    join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id
    ${firstSitting}
    where r.practice_id = $1 and r.id = $3 and r.state <> 'DRAFT' and ${cared('r.episode_id')}`,
};

// --- its answers ---------------------------------------------------------------------------------------------------

const named = (/** @type {string} */ __typename) => (/** @type {Row[]} */ rows) =>
  rows.map((row) => ({ __typename, ...row }));

const sessionOf = (/** @type {Row} */ row) =>
  row.on_date && {
    at: row.session_at,
    isMoved: row.is_moved,
    on: row.session_on,
    regularOn: row.on_date,
    time: row.session_time,
    zone: row.rhythm_zone,
  };

const deskSessionOf = (/** @type {Row} */ row) =>
  row.on_date && { __typename: 'NextSession', ...sessionOf(row) };

/**
 * @param {string} type
 * @param {{ first: number, after?: string }} page
 * @param {Row[]} rows one more than was asked for
 * @param {(row: Row) => unknown[]} keys
 * @param {(row: Row) => Row} node
 */
function connection(type, { first, after }, rows, keys, node) {
  const edges = rows.slice(0, first).map((row) => ({
    __typename: `${type}Edge`,
    cursor: Buffer.from(JSON.stringify(keys(row))).toString('base64url'),
    node: node(row),
  }));
  return {
    __typename: `${type}Connection`,
    edges,
    pageInfo: {
      __typename: 'PageInfo',
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
    },
  };
}

/**
 * @param {{ after?: string }} page
 * @param {number} keys how many a cursor has
 */
const cursorOf = ({ after }, keys) =>
  after ? JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) : Array(keys).fill(null);

/** The steps of a first sitting, which is the only kind that is opened here. */
const firstSittingOf = (/** @type {Row} */ definition) => ({
  ...definition,
  steps: definition.steps.filter((/** @type {Row} */ step) => !step.later),
});

const ownReflectionOf = (/** @type {Row} */ { hasDoor, ...reflection }) => ({
  ...reflection,
  hasOpening: hasDoor && reflection.state !== 'DRAFT' && reflection.outcome !== 'NOT_THIS_WEEK',
  viewerCanAdd: reflection.state !== 'DRAFT',
  viewerCanTakeBack: reflection.state === 'SUBMITTED',
});

/** A screen may take more than one statement. @typedef {Exclude<keyof typeof statements, 'askedToTalk' | 'endingWishes'>} Operation */
/** @type {Record<Operation, (ask: Ask, asker: Asker, variables: any) => Promise<Row>>} */
const answers = {
  queue: async (ask, { practiceId, membershipId }, page) => {
    const [rows, asks, wishes] = await Promise.all([
      ask('queue', [practiceId, membershipId, ...cursorOf(page, 3), page.first + 1]),
      ask('askedToTalk', [practiceId, membershipId]),
      ask('endingWishes', [practiceId, membershipId]),
    ]);
    return {
      askedToTalk: asks.map((row) => ({
        __typename: 'AskedToTalk',
        askedAt: row.asked_at,
        clientId: row.client_id,
        clientName: row.client_name,
        coupleId: row.couple_id,
        coupleName: row.couple_name,
        jointPartId: row.joint_part_id,
        title: row.title,
      })),
      endingWishes: wishes.map((row) => ({
        __typename: 'EndingWish',
        clientId: row.client_id,
        clientName: row.client_name,
        coupleId: row.couple_id,
        coupleName: row.couple_name,
        wishedAt: row.wished_at,
      })),
      toRead: connection(
        'ReflectionSummary',
        page,
        rows,
        (row) => [String(!row.is_marked), row.moment, row.id],
        (row) => ({
          __typename: 'ReflectionSummary',
          addendedAt: row.addended_at,
          clientId: row.client_id,
          clientName: row.chosen_name,
          coupleName: row.couple_name,
          exerciseTitle: row.title,
          id: row.id,
          isMarked: row.is_marked,
          isRead: row.is_read,
          nextSession: deskSessionOf(row),
          outcome: row.outcome,
          sharing: row.sharing,
          sitting: row.sitting,
          state: row.state,
          submittedAt: row.submitted_at,
        }),
      ),
    };
  },
  caseload: async (ask, { practiceId, membershipId }, page) => {
    const rows = await ask('caseload', [practiceId, membershipId, ...cursorOf(page, 2), page.first + 1]);
    return {
      caseload: connection(
        'Caseload',
        page,
        rows,
        (row) => [row.name, row.id],
        (row) => ({
          __typename: 'CaseloadRow',
          accountState: row.suspended_at ? 'SUSPENDED' : row.membership_id ? 'ACTIVE' : 'NOT_INVITED',
          coupleStatus: row.couple_status,
          id: row.id,
          kind: row.kind,
          name: row.name,
          nextSession: deskSessionOf(row),
          openAssignmentCount: row.open_count,
          pronouns: row.pronouns,
          talksDue: row.talks_due,
          toReadCount: row.to_read,
          waitsForSessionCount: row.waiting,
        }),
      ),
    };
  },
  openAssignment: async (ask, { practiceId, clientId }, { id }) => {
    const [row] = await ask('openAssignment', [practiceId, clientId, id]);
    if (!row) return { occurrence: null };
    const { regularOn: _regular, ...nextSession } = sessionOf(row);
    return {
      occurrence: {
        agreement: row.agreement,
        agreementLine: row.agreement_line,
        clinicianName: row.clinician_name,
        drafts: row.drafts,
        due: row.due,
        dueOn: row.due_on,
        earlierAnswers: row.earlier,
        exercise: {
          definition: firstSittingOf(row.definition),
          id: row.version_id,
          slug: row.slug,
          version: row.version,
        },
        id: row.id,
        isFirstShare: row.is_first_share,
        language: 'en',
        nextSession,
        rationale: row.rationale,
        readerNames: row.reader_names,
        reflection: row.reflection && ownReflectionOf(row.reflection),
        rhythm: row.rhythm,
        sitting: row.sitting,
        title: row.title,
      },
    };
  },
  autosave: async (ask, { practiceId, clientId }, { input }) => {
    const words = Buffer.from(JSON.stringify(input.body));
    const [row] = await ask('autosave', [
      ...[practiceId, clientId, input.lane, input.baseRevision, words],
      input.occurrenceId,
    ]);
    return {
      saveDraft: row && {
        draft: { id: row.id, lane: row.id, revision: row.revision, savedAt: row.saved_at },
        userErrors: [],
      },
    };
  },
  submit: async (ask, { practiceId, membershipId, clientId }, { input }) => {
    const [row] = await ask('submit', [
      ...[practiceId, membershipId, clientId, input.occurrenceId, input.lane, input.revision],
      ...[input.outcome, input.sharing, input.idempotencyKey, Buffer.alloc(32)],
    ]);
    return {
      submitReflection: row && {
        reflection: ownReflectionOf(row.reflection),
        userErrors: [],
      },
    };
  },
  readReflection: async (ask, { practiceId, membershipId }, { id }) => {
    const [row] = await ask('readReflection', [practiceId, membershipId, id]);
    return {
      reflection: row && {
        agreement: row.agreement,
        __typename: 'Reflection',
        addenda: named('Addendum')(row.addenda),
        answers: named('Answer')(row.answers),
        clientId: row.client_id,
        clientName: row.chosen_name,
        coupleId: row.couple_id,
        coupleName: row.couple_name,
        earlierAnswers: named('Answer')(row.earlier),
        exerciseTitle: row.title,
        feltWrong: row.felt_wrong_at !== null,
        id: row.id,
        isMarked: row.is_marked,
        oneQuestion: row.one_question,
        outcome: row.outcome,
        ratings: named('Rating')(row.ratings),
        rationale: row.rationale,
        replies: named('Reply')(row.replies),
        sharing: row.sharing,
        sitting: row.sitting,
        state: row.state,
        submittedAt: row.submitted_at,
        talkedAboutAt: row.talked_about_at,
        viewerCanMarkTalkedAbout: row.talked_about_at === null,
        viewerCanReply: true,
      },
    };
  },
};

/** @typedef {(name: keyof typeof statements, values: unknown[]) => Promise<Row[]>} Ask */

// --- the server ----------------------------------------------------------------------------------------------------

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) serve();

function serve() {
  pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
  const pool = new pg.Pool({
    connectionString: process.env.FLOOR_DATABASE_URL,
    max: 10,
    application_name: 'floor',
    // Planned once per connection, whatever the planner would guess of other values.
    options: '-c search_path=floor,public -c plan_cache_mode=force_generic_plan',
  });
  /** @type {Ask} */
  const ask = async (name, values) => (await pool.query({ name, text: statements[name], values })).rows;
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, url = '' } = request;
      const asker = {
        practiceId: String(headers['x-practice']),
        membershipId: String(headers['x-membership']),
        clientId: String(headers['x-client']),
      };
      const operation = /** @type {Operation} */ (url.slice(1));
      const variables = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const send = (/** @type {number} */ status, /** @type {unknown} */ answer) => {
        const body = JSON.stringify(answer);
        response
          .writeHead(status, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          })
          .end(body);
      };
      answers[operation](ask, asker, variables).then(
        (data) => send(200, { data }),
        (error) => send(500, { errors: [{ message: String(error) }] }),
      );
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
  process.once('disconnect', () => process.exit());
}
