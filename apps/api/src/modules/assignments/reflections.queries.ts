import type { AssignmentRhythm, Outcome, Role, Sharing, Sitting, Text } from '@rejoin/domain';
import type { AgreementKind } from '../accounts/index.js';
import {
  firstOwnVersion,
  ownAgreementsSql,
  rhythmJson,
  type StoredOwnAgreement,
  type StoredRhythm,
  treatsNow,
} from '../caseload/index.js';
import { statement } from '../../platform/db/index.js';
import type { Due, ReflectionState } from './assignment.lifecycle.js';
import { ownProgramsSql, type StoredOwnProgram } from './enrollments.queries.js';
import { ruleJson, zoneOf } from './course.js';
import {
  addendaJson,
  answersJson,
  earlierJson,
  exactMoment,
  isOpenToClient,
  joinFirstSitting,
  keysJson,
  repliesJson,
  sealedReply,
  type StoredAddendum,
  type StoredAnswer,
  type StoredKeys,
  type StoredReply,
  wasOpened,
  wasSent,
} from './stored.js';

/** The text under which somebody writes in joint work; what was shared before texts were kept with it names its kind alone. */
export interface AgreementOfTurn {
  kind: AgreementKind;
  version: number | null;
}

export interface StoredDraft {
  id: string;
  revision: number;
  saved_at: string;
  sealed: string;
  data_key_id: string;
}

/** SQL of the unfinished words of a reflection, the newest lane first: those of a shared one are the words that were not shared. */
const draftsJson = (reflection: string, limit: number) => `(select coalesce(json_agg(d), '[]') from (
    select d.id, d.revision, d.saved_at, encode(d.sealed, 'base64') as sealed, d.data_key_id from drafts d
    where d.practice_id = ${reflection}.practice_id and d.reflection_id = ${reflection}.id and d.shared_at is null order by d.saved_at desc, d.id limit ${limit}) d)`;

/** SQL of the agreement under which the client who asks writes in the joint work of `couple`; null for work of their own. */
const acceptedAgreement = (couple: string): string =>
  `case when ${couple} is not null then app.accepted_agreement(${couple}, ${firstOwnVersion}) end`;

/** SQL of whether what a client wrote in the work of `couple` may come to an opening, now or still. */
const hasDoor = (couple: string, reflection: string): string =>
  `case when ${couple} is null then false else ${couple} = any (app.own_active_couple_ids()) or app.is_offered(${reflection}) end`;

/** SQL of whether a later sitting `o` is there to be done: its first one was shared, or it was begun. */
const isAsked = (reflection: string): string =>
  `(o.sitting = 'FIRST' or ${reflection}.id is not null or app.follows_what_was_shared(o.id))`;

/** SQL of whether a reflection, begun and not shared, holds anything that its author wrote. */
const holdsWords = (
  reflection: string,
): string => `(exists (select 1 from drafts wd where wd.practice_id = ${reflection}.practice_id and wd.reflection_id = ${reflection}.id)
    or exists (select 1 from addenda wa where wa.practice_id = ${reflection}.practice_id and wa.reflection_id = ${reflection}.id))`;

/** SQL of the languages of the program that gave an assignment; null where none did. `assignment` is its alias. */
const programLanguages = (assignment: string): string =>
  `case when ${assignment}.enrollment_week_id is not null then app.program_languages(${assignment}.enrollment_week_id) end`;

const mine = `o.practice_id = app.practice_id() and o.client_id = app.client_id()`;

/** SQL of the sitting that walks a step `s` of a definition. Questions that follow from a plan stand in no definition. */
const sittingOfStep = `case jsonb_typeof(s->'later') when 'object' then 'AFTER_' || (s->'later'->>'afterDays') || '_DAYS'
              else coalesce(s->>'later', 'FIRST') end`;
/**
 * SQL of whether a turn of an assignment `a` in the episode `e` may be started by the client, for whom it has had one: it is
 * for when it happens, given and not paused, and the care goes on. Its last day is looked at where there are zones.
 */
const startable = `a.rhythm = 'WHEN_IT_HAPPENS' and a.withdrawn_at is null and a.paused_at is null and a.opens_in_session is distinct from 'EACH_TURN' and e.discharged_at is null
   and a.id = any ((select app.own_assignment_ids())::uuid[])
   and (e.couple_id is null or e.couple_id = any ((select app.own_active_couple_ids())::uuid[]))`;

/** Everything Today shows; the sealed draft only tells at which step it was left. */
export const todayScreen = statement<{
  clinician_name: string | null;
  rhythms: StoredRhythm[];
  agreements: StoredOwnAgreement[];
  programs: StoredOwnProgram[];
  occurrences: {
    id: string;
    title: Text;
    program_languages: string[] | null;
    minutes: number;
    due: Due;
    due_on: string | null;
    step_keys: string[];
    sitting: Sitting;
    rhythm: AssignmentRhythm;
    /** Of a later sitting: when the first one was shared, and the sessions that it waits for. */
    first_shared_at: string | null;
    sessions: StoredRhythm;
    /** When it was opened, and where its days are counted. */
    opens_at: string;
    zone: string;
    drafts: StoredDraft[];
  }[];
  when_it_happens: {
    assignment_id: string;
    title: Text;
    program_languages: string[] | null;
    minutes: number;
    ends_on: string | null;
    zone: string;
    ready_id: string | null;
  }[];
  keys: StoredKeys;
  shared: { id: string; title: Text; outcome: Outcome; is_kept: boolean; submitted_at: string }[];
  opened: { id: string; title: Text; opened_at: string }[];
  latest_reply: {
    id: string;
    author_name: string;
    sent_at: string;
    exercise_title: Text;
    occurrence_id: string;
  } | null;
}>(
  'reflections.today',
  `select
     (select m.name from care_team_members t join memberships m on m.practice_id = t.practice_id and m.id = t.clinician_id
      where t.practice_id = c.practice_id and ${treatsNow('t')} order by t.since desc limit 1) as clinician_name,
     (select coalesce(json_agg(${rhythmJson('e')}), '[]') from episodes e where e.practice_id = c.practice_id and e.discharged_at is null
        and (e.client_id = c.id or e.couple_id = any ((select app.own_active_couple_ids())::uuid[]))) as rhythms,
     (select coalesce(json_agg(q), '[]') from (${ownAgreementsSql()}) q) as agreements,
     (select coalesce(json_agg(p order by p.enrolled_at, p.id), '[]') from (${ownProgramsSql}) p) as programs,
     (select coalesce(json_agg(x order by x.assigned_at desc, x.id), '[]') from (
        select o.id, a.assigned_at, ev.title, ${programLanguages('a')} as program_languages, (ev.definition->>'minutes')::int as minutes, a.due, a.due_on,
          (select coalesce(json_agg(s->>'key'), '[]') from jsonb_array_elements(ev.definition->'steps') s
            where ${sittingOfStep} = o.sitting and coalesce(s->>'role' = o.role, not s ? 'role')) as step_keys,
          o.sitting, ${ruleJson('a')} as rhythm, mr.submitted_at as first_shared_at, ${rhythmJson('e')} as sessions, o.opens_at,
          coalesce(e.rhythm_zone, (select pr.zone from practices pr where pr.id = o.practice_id)) as zone,
          ${draftsJson('r', 1)} as drafts
        from occurrences o
        join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
        join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
        join episodes e on e.practice_id = o.practice_id and e.id = o.episode_id
        left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id${joinFirstSitting}
        where o.practice_id = c.practice_id and o.client_id = c.id and (a.withdrawn_at is null or ${holdsWords('r')}) and o.opens_at <= now()
          and coalesce(r.state, 'DRAFT') = 'DRAFT'
          and case when o.sitting <> 'FIRST' then mr.id is not null or ${holdsWords('r')}
            -- What is for when it happens asks for nothing.
            when a.rhythm = 'WHEN_IT_HAPPENS' then ${holdsWords('r')}
            -- Only the newest turn asks; an earlier one stays while it holds words.
            else ${holdsWords('r')} or not exists (select 1 from occurrences n where n.practice_id = o.practice_id
              and n.assignment_id = o.assignment_id and n.client_id = o.client_id and n.sitting = 'FIRST' and n.opens_at > o.opens_at) end) x) as occurrences,
     (select coalesce(json_agg(w order by w.assigned_at desc, w.assignment_id), '[]') from (
        select a.id as assignment_id, a.assigned_at, ev.title, ${programLanguages('a')} as program_languages, (ev.definition->>'minutes')::int as minutes,
          a.ends_on, ${zoneOf('e', 'ap')} as zone,
          (select o.id from occurrences o left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id
           where o.practice_id = a.practice_id and o.assignment_id = a.id and o.client_id = c.id and o.sitting = 'FIRST' and o.opens_at <= now()
             and coalesce(r.state, 'DRAFT') = 'DRAFT' and not ${holdsWords('r')} order by o.opens_at desc limit 1) as ready_id
        from assignments a
        join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
        join episodes e on e.practice_id = a.practice_id and e.id = a.episode_id
        join practices ap on ap.id = a.practice_id
        where a.practice_id = c.practice_id and ${startable}) w) as when_it_happens,
     ${keysJson('c.id')} as keys,
     (select coalesce(json_agg(y order by y.submitted_at desc), '[]') from (
        select r.occurrence_id as id, ev.title, r.outcome, r.submitted_at,
          r.outcome = 'PARTLY' and not exists (select 1 from answers an where an.practice_id = r.practice_id and an.reflection_id = r.id) as is_kept
        from reflections r join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
        where r.practice_id = c.practice_id and r.client_id = c.id and r.state <> 'DRAFT' order by r.submitted_at desc limit 10) y) as shared,
     (select coalesce(json_agg(z order by z.opened_at desc, z.id), '[]') from (
        select jp.id, ev.title, jp.opened_at from joint_parts jp
        join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
        join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
        where jp.practice_id = c.practice_id and ${isOpenToClient}) z) as opened,
     (select row_to_json(l) from (
        select re.id, m.name as author_name, re.sent_at, ev.title as exercise_title, r.occurrence_id
        from replies re join reflections r on r.practice_id = re.practice_id and r.id = re.reflection_id
        join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
        join memberships m on m.practice_id = re.practice_id and m.id = re.author_id
        where re.practice_id = c.practice_id and re.client_id = c.id and re.announce_at <= now() and re.taken_back_at is null
        order by re.sent_at desc limit 1) l) as latest_reply
   from clients c where c.practice_id = app.practice_id() and c.id = app.client_id()`,
);

/** One turn whole, for its client. Opening a clinician's words (why this for you, replies) is written to the audit trail here. */
export const occurrenceScreen = statement<
  {
    id: string;
    program_languages: string[] | null;
    version_id: string;
    due: Due;
    due_on: string | null;
    clinician_name: string;
    reader_names: string[];
    rhythm: StoredRhythm;
    rationale: { assignment_id: string; author_id: string; sealed: string; data_key_id: string } | null;
    reflection: {
      id: string;
      state: ReflectionState;
      outcome: Outcome | null;
      sharing: Sharing | null;
      submitted_at: string | null;
      language: string | null;
    } | null;
    drafts: StoredDraft[];
    answers: StoredAnswer[];
    replies: StoredReply[];
    addenda: StoredAddendum[];
    sitting: Sitting;
    role: Role | null;
    assignment_rhythm: AssignmentRhythm;
    agreement: AgreementOfTurn | null;
    has_door: boolean;
    keys: StoredKeys;
    is_first_share: boolean;
  },
  [occurrenceId: string, requestId: string]
>(
  'reflections.occurrence',
  `with target as (
     select o.*, ${ruleJson('a')} as rhythm, a.enrollment_week_id, a.exercise_version_id, a.due, a.due_on, a.assigned_by_id, a.rationale_sealed, a.data_key_id,
       r.id as reflection_id, r.state, r.outcome, r.sharing, r.submitted_at, r.language, r.agreement, r.agreement_version, r.addended_at
     from occurrences o join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
     left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id
     where ${mine} and o.id = $1 and o.opens_at <= now() and (a.withdrawn_at is null or r.id is not null) and ${isAsked('r')}
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select t.practice_id, app.membership_id(), 'occurrence.read', 'Occurrence', t.id, t.client_id, $2 from target t
     where t.rationale_sealed is not null
       or exists (select 1 from replies re where re.practice_id = t.practice_id and re.reflection_id = t.reflection_id)
   )
   select o.id, ${programLanguages('o')} as program_languages, o.exercise_version_id as version_id, o.due, o.due_on, m.name as clinician_name,
     (select coalesce(json_agg(n.name order by n.id = o.assigned_by_id desc, n.name), '[]') from (
        select distinct sm.id, sm.name from care_team_members st join memberships sm on sm.practice_id = st.practice_id and sm.id = st.clinician_id
        where st.practice_id = o.practice_id and st.episode_id = o.episode_id and st.since <= now() and (st.until is null or st.until > now())) n) as reader_names,
     ${rhythmJson('e')} as rhythm,
     case when o.rationale_sealed is null then null else json_build_object('assignment_id', o.assignment_id, 'author_id', o.assigned_by_id,
       'sealed', encode(o.rationale_sealed, 'base64'), 'data_key_id', o.data_key_id) end as rationale,
     case when r.id is null then null else json_build_object('id', r.id, 'state', o.state, 'outcome', o.outcome, 'sharing', o.sharing, 'submitted_at', o.submitted_at, 'language', o.language) end as reflection,
     ${draftsJson('r', 20)} as drafts, ${answersJson('r')} as answers,
     ${repliesJson('r')} as replies, ${addendaJson('r')} as addenda, o.sitting, o.role, o.rhythm as assignment_rhythm,
     case when coalesce(o.state, 'DRAFT') = 'DRAFT' then ${acceptedAgreement('e.couple_id')}
       when o.agreement is not null then json_build_object('kind', o.agreement, 'version', o.agreement_version) end as agreement,
     ${hasDoor('e.couple_id', 'r.id')} as has_door,
     ${keysJson('o.client_id', 'e.couple_id')} as keys,
     not exists (select 1 from reflections p where p.practice_id = o.practice_id and p.client_id = o.client_id and p.state <> 'DRAFT') as is_first_share
   from target o
   cross join lateral (select o.practice_id, o.reflection_id as id, o.addended_at) r
   join episodes e on e.practice_id = o.practice_id and e.id = o.episode_id
   join memberships m on m.practice_id = o.practice_id and m.id = o.assigned_by_id`,
);

/** The client's replies, newest first, and one more to know whether more follow; each shown is one event of the audit trail. */
export const repliesPage = statement<
  StoredReply & {
    reflection_id: string;
    exercise_title: Text;
    occurrence_id: string;
    wrapped: string;
    moment: string;
  },
  [beforeAt: string | null, beforeId: string | null, limit: number, requestId: string]
>(
  'reflections.replies',
  `with page as (
     select re.*, m.name as author_name, ev.title as exercise_title, r.occurrence_id, encode(dk.wrapped, 'base64') as wrapped
     from replies re
     join reflections r on r.practice_id = re.practice_id and r.id = re.reflection_id
     join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
     join memberships m on m.practice_id = re.practice_id and m.id = re.author_id
     join data_keys dk on dk.practice_id = re.practice_id and dk.id = re.data_key_id
     where re.practice_id = app.practice_id() and re.client_id = app.client_id() and re.announce_at <= now() and ${wasSent('re')}
       and ($1::timestamptz is null or (re.sent_at, re.id) < ($1, $2::uuid))
     order by re.sent_at desc, re.id desc limit $3
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select practice_id, app.membership_id(), 'reply.read', 'Reply', id, client_id, $4 from page order by sent_at desc, id desc limit $3 - 1
   )
   select id, author_id, author_name, sent_at, taken_back_at, ${sealedReply('page')} as sealed, data_key_id, wrapped, reflection_id, exercise_title, occurrence_id,
     ${exactMoment('sent_at')} as moment
   from page order by sent_at desc, id desc`,
);

/** The usual autosave: one row, rewritten when its revision is the one the writer knew. */
export const saveOver = statement<
  { revision: number; saved_at: Date },
  [lane: string, baseRevision: number, sealed: Buffer, occurrenceId: string, dataKeyId: string]
>(
  'reflections.saveOver',
  `update drafts d set sealed = $3, revision = d.revision + 1, saved_at = now()
   from reflections r
   where d.practice_id = app.practice_id() and d.id = $1 and d.client_id = app.client_id() and d.revision = $2 and d.data_key_id = $5
     and d.shared_at is null
     and r.practice_id = d.practice_id and r.id = d.reflection_id and r.occurrence_id = $4 and r.state = 'DRAFT'
   returning d.revision, d.saved_at`,
);

/** An occurrence of the client with its reflection and the lanes of its draft, of which one may be opened. */
export const occurrenceToWrite = statement<
  {
    id: string;
    episode_id: string;
    exercise_version_id: string;
    assignment_id: string;
    slot: string;
    sitting: Sitting;
    role: Role | null;
    reflection_id: string | null;
    state: ReflectionState | null;
    agreement: AgreementOfTurn | null;
    has_door: boolean;
    /** Whether anything was answered or added when it was shared before. */
    has_letters: boolean;
    /** Whether the turn has sittings after its first: only then is there any to close. */
    has_later: boolean;
    /** More than one means that its author has to choose before sharing. */
    lanes: { id: string; revision: number; sealed: string | null; data_key_id: string; saved_at: string }[];
  },
  [occurrenceId: string, opened: string | null]
>(
  'reflections.occurrenceToWrite',
  `select o.id, o.episode_id, a.exercise_version_id, o.assignment_id, o.slot, o.sitting, o.role, r.id as reflection_id, r.state, ${acceptedAgreement('e.couple_id')} as agreement,
     ${hasDoor('e.couple_id', 'r.id')} as has_door,
     r.addended_at is not null or exists (select 1 from replies re where re.practice_id = r.practice_id and re.reflection_id = r.id) as has_letters,
     exists (select 1 from occurrences l where l.practice_id = o.practice_id and l.assignment_id = o.assignment_id and l.client_id = o.client_id
       and l.slot = o.slot and l.sitting <> 'FIRST') as has_later,
     (select coalesce(json_agg(json_build_object('id', d.id, 'revision', d.revision, 'data_key_id', d.data_key_id, 'saved_at', d.saved_at,
        'sealed', case when d.id = $2 then encode(d.sealed, 'base64') end)), '[]')
        from drafts d where d.practice_id = o.practice_id and d.reflection_id = r.id) as lanes
   from occurrences o join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
   join episodes e on e.practice_id = o.practice_id and e.id = o.episode_id
   left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id
   where ${mine} and o.id = $1 and o.opens_at <= now() and ${isAsked('r')}`,
);

/** Held while a turn is started; a withdrawal waits for it. */
export const startingTurn = statement<never, [assignmentId: string]>(
  'reflections.startingTurn',
  'select pg_advisory_xact_lock_shared(hashtextextended($1::text, 1))',
);

/** What a client was given, before they start a turn of it. */
export const assignmentToStart = statement<
  { episode_id: string; is_startable: boolean; ends_on: string | null; zone: string },
  [assignmentId: string]
>(
  'reflections.assignmentToStart',
  `select a.episode_id, ${startable} as is_startable, a.ends_on, ${zoneOf('e', 'ap')} as zone
   from assignments a join episodes e on e.practice_id = a.practice_id and e.id = a.episode_id join practices ap on ap.id = a.practice_id
   where a.practice_id = app.practice_id() and a.id = $1 and a.id = any ((select app.own_assignment_ids())::uuid[])`,
);

/** A turn that its client starts, there once for each key of a device. */
export const startTurn = statement<
  never,
  [id: string, assignmentId: string, episodeId: string, slot: string]
>(
  'reflections.startTurn',
  `insert into occurrences (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, role, opens_at)
   select app.practice_id(), $1, $2, $3, app.client_id(), $4, 'FIRST', max(o.role), now() from occurrences o
   where ${mine} and o.assignment_id = $2 on conflict (practice_id, assignment_id, client_id, slot, sitting) do nothing`,
);
export const startedTurn = statement<{ id: string }, [assignmentId: string, slot: string]>(
  'reflections.startedTurn',
  `select o.id from occurrences o where ${mine} and o.assignment_id = $1 and o.slot = $2 and o.sitting = 'FIRST'`,
);

/** Two devices that begin at once find one reflection. */
export const beginReflection = statement<
  { id: string },
  [id: string, occurrenceId: string, episodeId: string, versionId: string]
>(
  'reflections.begin',
  `insert into reflections (practice_id, id, occurrence_id, episode_id, client_id, exercise_version_id)
   values (app.practice_id(), $1, $2, $3, app.client_id(), $4) on conflict (practice_id, occurrence_id) do nothing returning id`,
);

export const lockOfOccurrence = statement<{ id: string; state: ReflectionState }, [occurrenceId: string]>(
  'reflections.lock',
  `select r.id, r.state from reflections r where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.occurrence_id = $1 for update`,
);

/** Ends a reflection without words; one that was looked at, answered or added to stays, and can be begun anew. */
export const forgetReflection = statement<never, [reflectionId: string]>(
  'reflections.forget',
  'select app.forget_reflection($1)',
);

/** A lane's id comes from a device; two that begin one at once are told apart by making another. */
export const openLane = statement<
  { saved_at: Date },
  [lane: string, reflectionId: string, sealed: Buffer, dataKeyId: string]
>(
  'reflections.openLane',
  `insert into drafts (practice_id, id, reflection_id, client_id, revision, sealed, data_key_id)
   values (app.practice_id(), $1, $2, app.client_id(), 1, $3, $4) on conflict do nothing returning saved_at`,
);

/** A shared reflection of the client, locked against being read while it is taken back. */
export const lockOwn = statement<
  {
    id: string;
    occurrence_id: string;
    episode_id: string;
    state: ReflectionState;
    outcome: Outcome | null;
    sharing: Sharing | null;
    exercise_version_id: string;
    assignment_id: string;
    slot: string;
    sitting: Sitting;
  },
  [reflectionId: string]
>(
  'reflections.lockOwn',
  `select r.id, r.occurrence_id, r.episode_id, r.state, r.outcome, r.sharing, r.exercise_version_id, o.assignment_id, o.slot, o.sitting
   from reflections r join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
   where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.id = $1 and r.state <> 'DRAFT' for update of r`,
);
/**
 * Of a shared reflection that is to be taken back: whether somebody has read it since it was last shared or it was opened, and
 * whether its words are still there to become a draft again.
 */
export const sharedWords = statement<
  { has_answers: boolean; is_read: boolean; is_opened: boolean; is_at_hand: boolean },
  [reflectionId: string]
>(
  'reflections.sharedWords',
  `select exists (select 1 from answers an where an.practice_id = r.practice_id and an.reflection_id = r.id) as has_answers,
     exists (select 1 from reviews rv where rv.practice_id = r.practice_id and rv.reflection_id = r.id and rv.read_at >= r.submitted_at) as is_read,
     exists (select 1 from occurrences o where o.practice_id = r.practice_id and o.id = r.occurrence_id and ${wasOpened}) as is_opened,
     exists (select 1 from drafts d where d.practice_id = r.practice_id and d.reflection_id = r.id and d.shared_at is not null) as is_at_hand
   from reflections r where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.id = $1`,
);

/** Takes back all that was offered of a reflection: the words go, because a partner's next look must find none. */
export const withdrawOffers = statement<never, [reflectionId: string]>(
  'reflections.withdrawOffers',
  `update releases set sealed = null, withdrawn_at = now()
   where practice_id = app.practice_id() and client_id = app.client_id() and reflection_id = $1 and withdrawn_at is null`,
);

/**
 * Takes the named revision of a draft to share it. The mark it leaves lets a save of another tab that waits for this find
 * nothing to write over, so that it is told that the words were shared.
 */
export const takeDraft = statement<
  { sealed: Buffer; data_key_id: string },
  [lane: string | null, occurrenceId: string, revision: number | null]
>(
  'reflections.takeDraft',
  `update drafts d set shared_at = now() from reflections r
   where d.practice_id = app.practice_id() and d.client_id = app.client_id() and d.id = $1 and d.revision = $3
     and r.practice_id = d.practice_id and r.id = d.reflection_id and r.occurrence_id = $2
   returning d.sealed, d.data_key_id`,
);

/** What an author is shown of a reflection of theirs after acting on it. Replies that come along are noted as read. */
export const ownReflection = statement<
  {
    id: string;
    state: ReflectionState;
    outcome: Outcome | null;
    sharing: Sharing | null;
    submitted_at: string | null;
    language: string | null;
    has_door: boolean;
    sitting: Sitting;
    answers: StoredAnswer[];
    replies: StoredReply[];
    addenda: StoredAddendum[];
    keys: StoredKeys;
  },
  [occurrenceId: string, requestId: string]
>(
  'reflections.own',
  `with target as (
     select r.*, o.sitting, e.couple_id from reflections r
     join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
     join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id
     where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.occurrence_id = $1
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select t.practice_id, app.membership_id(), 'occurrence.read', 'Occurrence', t.occurrence_id, t.client_id, $2 from target t
     where exists (select 1 from replies re where re.practice_id = t.practice_id and re.reflection_id = t.id)
   )
   select r.id, r.state, r.outcome, r.sharing, r.submitted_at, r.language, ${answersJson('r')} as answers, ${repliesJson('r')} as replies,
     ${addendaJson('r')} as addenda, ${keysJson('r.client_id')} as keys, r.sitting, ${hasDoor('r.couple_id', 'r.id')} as has_door
   from target r`,
);

/**
 * Shares: the answers and ratings, the reflection's state and the audit event, all in one statement. Answers and ratings
 * come as JSON, with sealed words in base64.
 */
export const share = statement<
  { submitted_at: string },
  [
    reflectionId: string,
    episodeId: string,
    answers: string,
    ratings: string,
    outcome: Outcome,
    sharing: Sharing,
    feltWrong: boolean,
    agreement: AgreementKind | null,
    requestId: string,
    language: string | null,
    agreementVersion: number | null,
  ]
>(
  'reflections.share',
  `with answered as (
     insert into answers (practice_id, id, reflection_id, episode_id, client_id, position, key, kind, wording, readers, is_brought_in, sealed, data_key_id)
     select app.practice_id(), x.id, $1, $2, app.client_id(), x.position, x.key, x.kind, x.wording, x.readers, x."isBroughtIn", decode(x.sealed, 'base64'), x."dataKeyId"
     from json_to_recordset($3::json) as x(id uuid, position smallint, key text, kind text, wording text, readers text, "isBroughtIn" boolean, sealed text, "dataKeyId" uuid)
   ), rated as (
     insert into ratings (practice_id, id, reflection_id, episode_id, client_id, key, label, readers, value)
     select app.practice_id(), x.id, $1, $2, app.client_id(), x.key, x.label, x.readers, x.value
     from json_to_recordset($4::json) as x(id uuid, key text, label text, readers text, value smallint)
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     values (app.practice_id(), app.membership_id(), 'reflection.submit', 'Reflection', $1, app.client_id(), $9)
   )
   update reflections set state = 'SUBMITTED', outcome = $5, sharing = $6, submitted_at = now(), felt_wrong_at = case when $7 then now() end, agreement = $8, language = $10, agreement_version = $11
   where practice_id = app.practice_id() and client_id = app.client_id() and id = $1 returning submitted_at`,
);

/** What the client shared in the sittings of a turn so far, with the keys to it. */
export const sharedSittings = statement<
  { earlier: StoredAnswer[]; keys: StoredKeys },
  [occurrenceId: string]
>(
  'reflections.sharedSittings',
  `select ${earlierJson} as earlier, ${keysJson('o.client_id')} as keys from occurrences o where ${mine} and o.id = $1`,
);

/** Later sittings of a turn, made when the one before is shared: each is there once. */
export const openSitting = statement<
  never,
  [
    id: string,
    assignmentId: string,
    episodeId: string,
    slot: string,
    sitting: string,
    role: Role | null,
    quotes: readonly string[],
  ]
>(
  'reflections.openSitting',
  `insert into occurrences (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, role, quotes, opens_at)
   values (app.practice_id(), $1, $2, $3, app.client_id(), $4, $5, $6, $7, now()) on conflict do nothing`,
);
/** Those of these later sittings that nobody began. */
export const closeSittings = statement<
  never,
  [assignmentId: string, slot: string, sittings: readonly string[]]
>(
  'reflections.closeSittings',
  `delete from occurrences o where o.practice_id = app.practice_id() and o.client_id = app.client_id() and o.assignment_id = $1 and o.slot = $2
     and o.sitting <> 'FIRST' and o.sitting = any ($3)
     and not exists (select 1 from reflections r where r.practice_id = o.practice_id and r.occurrence_id = o.id)`,
);
