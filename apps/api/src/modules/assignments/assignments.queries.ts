import type { Outcome, Role, Sharing, Sitting } from '@rejoin/domain';
import type { AgreementKind } from '../accounts/index.js';
import { coupleNameSql, type CoupleStatus, rhythmJson, type StoredRhythm } from '../caseload/index.js';
import { statement } from '../../platform/db/index.js';
import type { Due, ReflectionState } from './assignment.lifecycle.js';
import { courseJson, type StoredCourse, zoneOf } from './course.js';
import {
  addendaJson,
  answersJson,
  type Base64,
  exactMoment,
  isOtherSitting,
  keysJson,
  otherSittings,
  repliesJson,
  sealedReply,
  type StoredAddendum,
  type StoredAnswer,
  type StoredKeys,
  type StoredReply,
} from './stored.js';

export interface StoredSummary {
  id: string;
  client_id: string;
  client_name: string;
  exercise_title: string;
  outcome: Outcome;
  sharing: Sharing;
  state: ReflectionState;
  submitted_at: string;
  is_read: boolean;
  rhythm: StoredRhythm;
  sitting: Sitting;
  is_marked: boolean;
  couple_id: string | null;
  couple_name: string | null;
  addended_at: string | null;
}

export interface StoredAssignment {
  id: string;
  exercise_title: string;
  exercise_slug: string;
  assigned_at: string;
  announce_at: string;
  due: Due;
  due_on: string | null;
  withdrawn_at: string | null;
  course: StoredCourse;
  turns: {
    id: string;
    clientId: string;
    clientName: string;
    role: Role | null;
    /** Until the clinician opens it in a session. */
    isWaiting: boolean;
  }[];
  reflections: StoredSummary[];
}

/** SQL of when a reflection last got words: nothing before it has anything to say about them. */
const writtenAt = (reflection: string): string =>
  `greatest(${reflection}.submitted_at, ${reflection}.addended_at)`;

/**
 * SQL of whether a reflection is marked: the client said "this feels wrong to me", and said so of the one before, too.
 * Source: domain rules, "What may raise a mark for the clinician", 4.
 */
const isMarked = (reflection: string): string => `(${reflection}.felt_wrong_at is not null and coalesce((
    select p.felt_wrong_at is not null from reflections p
    where p.practice_id = app.practice_id() and p.client_id = ${reflection}.client_id and p.state <> 'DRAFT'
      and p.outcome <> 'NOT_THIS_WEEK' and p.submitted_at < ${reflection}.submitted_at
    order by p.submitted_at desc limit 1), false))`;

/** SQL of whether a shared reflection belongs in To read: it is marked, or its client asked to have it read before. */
export const isToRead = (reflection: string, marked = isMarked(reflection)): string =>
  `(${reflection}.sharing = 'READ_BEFORE' or ${marked})`;

const coupleColumns = `e.couple_id, case when e.couple_id is not null then ${coupleNameSql('e.practice_id', 'e.couple_id')} end as couple_name`;

/** SQL of what a list shows of a reflection `r`; `marked` is whether it is marked. */
const summaryColumns = (
  marked = isMarked('r'),
): string => `r.id, r.client_id, c.chosen_name as client_name, ev.title->>'en' as exercise_title, r.outcome, r.sharing, r.state, r.submitted_at,
  exists (select 1 from reviews rv where rv.practice_id = app.practice_id() and rv.reflection_id = r.id and rv.reviewer_id = app.membership_id()
    and rv.read_at >= ${writtenAt('r')}) as is_read,
  ${rhythmJson('e')} as rhythm, o.sitting, ${marked} as is_marked, ${coupleColumns}, r.addended_at`;

/** SQL of where summaries come from: reflections, or some of them that were found already. */
const summarySource = (reflections = 'reflections'): string => `${reflections} r
  join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
  join clients c on c.practice_id = r.practice_id and c.id = r.client_id
  join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
  join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id`;

const shared = `r.practice_id = app.practice_id() and r.state <> 'DRAFT' and r.episode_id = any ((select app.cared_episode_ids())::uuid[])`;

const assignmentColumns = `a.id, av.title->>'en' as exercise_title, av.slug as exercise_slug, a.assigned_at, a.announce_at, a.due, a.due_on, a.withdrawn_at, ${courseJson('a', 'ae', 'ap')} as course,
      (select coalesce(json_agg(json_build_object('id', t.id, 'clientId', t.client_id, 'clientName', t.chosen_name,
        'role', t.role, 'isWaiting', t.opens_at is null) order by t.chosen_name, t.client_id), '[]') from (
        select distinct on (o.client_id) o.id, o.client_id, c.chosen_name, o.role, o.opens_at from occurrences o
        join clients c on c.practice_id = o.practice_id and c.id = o.client_id
        where o.practice_id = a.practice_id and o.assignment_id = a.id and o.sitting = 'FIRST'
        order by o.client_id, o.opens_at desc, o.slot desc) t) as turns,
      (select coalesce(json_agg(s order by s.submitted_at desc, s.id), '[]') from (
        select ${summaryColumns()} from ${summarySource()}
        where o.practice_id = a.practice_id and o.assignment_id = a.id and r.state <> 'DRAFT') s) as reflections`;

const assignmentSource = `assignments a join exercise_versions av on av.practice_id = a.practice_id and av.id = a.exercise_version_id
    join episodes ae on ae.practice_id = a.practice_id and ae.id = a.episode_id join practices ap on ap.id = a.practice_id`;

/** SQL of an episode's assignments, newest first, with what was shared; `episode` is the alias of an episode. */
export const assignmentsJson = (
  episode: string,
): string => `(select coalesce(json_agg(a order by a.assigned_at desc, a.id), '[]') from (
    select ${assignmentColumns} from ${assignmentSource}
    where a.practice_id = ${episode}.practice_id and a.episode_id = ${episode}.id
      and not (a.withdrawn_at is not null and a.withdrawn_at < a.announce_at)) a)`;

export const assignmentsOfClient = statement<{ assignments: StoredAssignment[] }, [clientId: string]>(
  'assignments.ofClient',
  `select ${assignmentsJson('ep')} as assignments from episodes ep
   where ep.practice_id = app.practice_id() and ep.client_id = $1 and ep.id = any ((select app.cared_episode_ids())::uuid[])
   order by ep.started_on desc limit 1`,
);

export const assignmentsOfCouple = statement<{ assignments: StoredAssignment[] }, [coupleId: string]>(
  'assignments.ofCouple',
  `select ${assignmentsJson('ep')} as assignments from episodes ep
   where ep.practice_id = app.practice_id() and ep.couple_id = $1 and ep.id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** Waits for whoever starts a turn of it right now: after a withdrawal nobody does any more. */
export const noMoreTurns = statement<never, [assignmentId: string]>(
  'assignments.noMoreTurns',
  'select pg_advisory_xact_lock(hashtextextended($1::text, 1))',
);

export const assignmentById = statement<StoredAssignment, [assignmentId: string]>(
  'assignments.byId',
  `select ${assignmentColumns} from ${assignmentSource}
   where a.practice_id = app.practice_id() and a.id = $1 and a.episode_id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** What was given and withdrawn, for one who is about to give it again. */
export const assignmentToRestore = statement<
  { episode_id: string; exercise_version_id: string },
  [assignmentId: string]
>(
  'assignments.toRestore',
  `select a.episode_id, a.exercise_version_id from assignments a
   where a.practice_id = app.practice_id() and a.id = $1`,
);

/** Opens the turns of an assignment that wait for a session. */
export const openWaitingTurns = statement<never, [assignmentId: string]>(
  'assignments.openWaitingTurns',
  `update occurrences o set opens_at = now()
   where o.practice_id = app.practice_id() and o.assignment_id = $1 and o.sitting = 'FIRST' and o.opens_at is null`,
);

/** An episode in the viewer's care, with everybody it may be assigned to. */
export const episodeToAssignIn = statement<
  {
    client_id: string | null;
    couple_id: string | null;
    couple_status: CoupleStatus | null;
    partner_ids: string[];
    rhythm: StoredRhythm;
    zone: string;
  },
  [episodeId: string]
>(
  'assignments.episodeToAssignIn',
  `select e.client_id, e.couple_id, cp.status as couple_status, ${rhythmJson('e')} as rhythm, ${zoneOf('e', 'pr')} as zone,
     (select coalesce(array_agg(p.client_id order by p.client_id), '{}') from partners p
       where p.practice_id = e.practice_id and p.couple_id = e.couple_id and p.until is null) as partner_ids
   from episodes e join practices pr on pr.id = e.practice_id
   left join couples cp on cp.practice_id = e.practice_id and cp.id = e.couple_id
   where e.practice_id = app.practice_id() and e.id = $1 and e.discharged_at is null and e.id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** To read: what is marked first, then what clients asked to have read before the session; the oldest first. */
export const toReadPage = statement<
  StoredSummary & { moment: string },
  [afterMark: string | null, afterAt: string | null, afterId: string | null, limit: number]
>(
  'assignments.toRead',
  `with page as (
     select q.* from (
       -- The offset keeps the mark, which is a look at the reflection before, from being asked for wherever it is named.
       select r.*, ${isMarked('r')} as is_marked from reflections r
       where ${shared} and r.state = 'SUBMITTED' and (r.sharing = 'READ_BEFORE' or r.felt_wrong_at is not null) offset 0) q
     where ${isToRead('q', 'q.is_marked')}
       and (not q.is_marked, q.submitted_at, q.id) > (coalesce($1::boolean, false), coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
     order by not q.is_marked, q.submitted_at, q.id limit $4
   )
   select ${summaryColumns('r.is_marked')}, ${exactMoment('r.submitted_at')} as moment
   from ${summarySource('page')}
   order by r.is_marked desc, r.submitted_at, r.id`,
);

export const summaryById = statement<StoredSummary, [reflectionId: string]>(
  'assignments.summary',
  `select ${summaryColumns()} from ${summarySource()} where ${shared} and r.id = $1`,
);

/** SQL of whether a reflection was talked about as it stands. */
const isTalkedAbout = (
  reflection: string,
): string => `exists (select 1 from reviews tv where tv.practice_id = ${reflection}.practice_id
    and tv.reflection_id = ${reflection}.id and tv.talked_about_at >= ${writtenAt(reflection)})`;

/** SQL of whether an answer `an` is one that a later sitting `o` shows again, or what its readers learn in place of it. */
const isQuoted = `replace(an.key, '.trace', '') = any (o.quotes)`;

/** SQL that notes who opened what is in `opened`. */
const noted = `noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select practice_id, app.membership_id(), 'reflection.read', 'Reflection', id, client_id, $2 from opened
   )`;

/**
 * Opens a shared reflection for a clinician. The look itself (which ends the client's time to take it back) and its audit
 * event are written by the statement that returns the text: there is no reading without them. Whoever asks has entered with
 * the course of care it belongs to alone, so the one couple in their care is its couple.
 */
export const readReflection = statement<
  {
    id: string;
    client_id: string;
    client_name: string;
    version_id: string;
    outcome: Outcome;
    sharing: Sharing;
    state: ReflectionState;
    submitted_at: string;
    language: string | null;
    felt_wrong: boolean;
    talked_about_at: string | null;
    is_talked_about: boolean;
    answers: StoredAnswer[];
    ratings: { key: string; label: string; value: number }[];
    replies: StoredReply[];
    addenda: StoredAddendum[];
    sitting: Sitting;
    /** Whether it takes up something that was written before. */
    has_quotes: boolean;
    couple_id: string | null;
    couple_name: string | null;
    agreement: AgreementKind | null;
    rationale: { assignment_id: string; author_id: string; sealed: Base64; data_key_id: string } | null;
    keys: StoredKeys;
  },
  [reflectionId: string, requestId: string]
>(
  'assignments.readReflection',
  `with opened as (
     select r.*, o.assignment_id, o.sitting, o.quotes, case when cardinality(app.cared_episode_ids()) = 1 then (app.cared_couple_ids())[1] end as couple_id, seen.talked_about_at, coalesce(seen.is_read, false) as is_read
     from reflections r
     join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
     cross join lateral (select max(rv.talked_about_at) as talked_about_at,
         bool_or(rv.reviewer_id = app.membership_id() and rv.read_at >= ${writtenAt('r')}) as is_read
       from reviews rv where rv.practice_id = app.practice_id() and rv.reflection_id = r.id) seen
     where ${shared} and r.id = $1
   ), ${noted}
   select case when not t.is_read then app.look_at(t.id, t.episode_id, t.client_id) end as looked,
     t.id, t.client_id, c.chosen_name as client_name, t.exercise_version_id as version_id,
     t.outcome, t.sharing, t.state, t.submitted_at, t.language, t.agreement, t.felt_wrong_at is not null as felt_wrong,
     t.talked_about_at, coalesce(t.talked_about_at >= ${writtenAt('t')}, false) as is_talked_about,
     ${answersJson('t')} as answers,
     (select coalesce(json_agg(json_build_object('key', ra.key, 'label', ra.label, 'value', ra.value) order by ra.key), '[]')
        from ratings ra where ra.practice_id = app.practice_id() and ra.reflection_id = t.id) as ratings,
     ${repliesJson('t')} as replies, ${addendaJson('t')} as addenda, t.sitting, t.quotes <> '{}' as has_quotes, t.couple_id,
     case when t.couple_id is not null then app.couple_name(t.couple_id) end as couple_name,
     case when a.rationale_sealed is null then null else json_build_object('assignment_id', a.id, 'author_id', a.assigned_by_id,
       'sealed', encode(a.rationale_sealed, 'base64'), 'data_key_id', a.data_key_id) end as rationale,
     ${keysJson('t.client_id', 't.couple_id')} as keys
   from opened t
   join clients c on c.practice_id = t.practice_id and c.id = t.client_id
   join assignments a on a.practice_id = t.practice_id and a.id = t.assignment_id`,
);

/**
 * What stands before a reflection that takes something up, or that felt wrong to its client: few do, so it is asked for only
 * then. What a later sitting shows again of those before it is a look at them, too.
 */
export const readBefore = statement<
  { earlier: StoredAnswer[]; is_marked: boolean; keys: StoredKeys },
  [reflectionId: string, requestId: string]
>(
  'assignments.readBefore',
  `with target as (
     select r.*, o.assignment_id, o.slot, o.quotes from reflections r
     join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
     where ${shared} and r.id = $1
   ), quoted as (
     select er.practice_id, er.id, er.episode_id, er.client_id, er.submitted_at, ${answersJson('er', isQuoted)} as answers
     from target o join ${otherSittings} on ${isOtherSitting('o.occurrence_id')}
     where o.quotes <> '{}'
   ), opened as (
     select q.*, exists (select 1 from reviews rv where rv.practice_id = q.practice_id and rv.reflection_id = q.id
       and rv.reviewer_id = app.membership_id() and rv.read_at >= q.submitted_at) as is_read
     from quoted q where json_array_length(q.answers) > 0
   ), ${noted}
   select (select count(app.look_at(q.id, q.episode_id, q.client_id)) from opened q where not q.is_read) as looked,
     (select coalesce(json_agg(x order by q.submitted_at), '[]') from opened q, json_array_elements(q.answers) x) as earlier,
     ${isMarked('t')} as is_marked, ${keysJson('t.client_id')} as keys
   from target t`,
);

/** Locks a shared reflection in the viewer's care before something is added to it. */
export const lockShared = statement<
  { id: string; client_id: string; episode_id: string; state: ReflectionState },
  [reflectionId: string]
>(
  'assignments.lockShared',
  `select r.id, r.client_id, r.episode_id, r.state from reflections r where ${shared} and r.id = $1 for no key update`,
);

export const markTalkedAbout = statement<never, [reflectionId: string, episodeId: string, clientId: string]>(
  'assignments.talkedAbout',
  `insert into reviews (practice_id, id, reflection_id, episode_id, client_id, reviewer_id, talked_about_at)
   values (app.practice_id(), gen_random_uuid(), $1, $2, $3, app.membership_id(), now())
   on conflict (practice_id, reflection_id, reviewer_id) do update set talked_about_at = now()
     where reviews.talked_about_at is null or reviews.talked_about_at < (select ${writtenAt('r')} from reflections r
       where r.practice_id = reviews.practice_id and r.id = reviews.reflection_id)`,
);

export const replyById = statement<StoredReply & { wrapped: Buffer }, [replyId: string]>(
  'assignments.reply',
  `select re.id, re.author_id, m.name as author_name, re.sent_at, re.taken_back_at, ${sealedReply('re')} as sealed, re.data_key_id, dk.wrapped
   from replies re join memberships m on m.practice_id = re.practice_id and m.id = re.author_id
   join data_keys dk on dk.practice_id = re.practice_id and dk.id = re.data_key_id
   where re.practice_id = app.practice_id() and re.id = $1`,
);

/** A reply of the viewer's own, locked before it is taken back. */
export const lockReply = statement<
  { reflection_id: string; client_id: string; taken_back_at: string | null },
  [replyId: string]
>(
  'assignments.lockReply',
  `select re.reflection_id, re.client_id, re.taken_back_at from replies re
   where re.practice_id = app.practice_id() and re.id = $1 and re.author_id = app.membership_id()
     and re.episode_id = any ((select app.cared_episode_ids())::uuid[]) for no key update`,
);
/** Whether something else closed a reflection as it stands: another reply, or having talked about it. */
export const isClosed = statement<{ is_closed: boolean }, [reflectionId: string]>(
  'assignments.isClosed',
  `select ${isTalkedAbout('r')} or exists (select 1 from replies re where re.practice_id = r.practice_id and re.reflection_id = r.id
     and re.taken_back_at is null and re.sent_at >= ${writtenAt('r')}) as is_closed
   from reflections r where r.practice_id = app.practice_id() and r.id = $1`,
);

export interface StoredNote {
  id: string;
  written_at: string;
  changed_at: string | null;
  sealed: Buffer;
  data_key_id: string;
  wrapped: Buffer;
}

const noteColumns = `select n.id, n.written_at, n.changed_at, n.sealed, n.data_key_id, dk.wrapped
   from process_notes n join data_keys dk on dk.practice_id = n.practice_id and dk.id = n.data_key_id
   where n.practice_id = app.practice_id() and n.author_id = app.membership_id()`;

/** One row at least when the client is in the viewer's care, so that no client and no notes are told apart. */
export const notesAbout = statement<StoredNote | { id: null }, [clientId: string]>(
  'assignments.notes',
  `select n.* from clients c left join lateral (${noteColumns} and n.client_id = c.id order by n.written_at desc limit 200) n on true
   where c.practice_id = app.practice_id() and c.id = $1 and c.id = any ((select app.cared_client_ids())::uuid[])`,
);
export const noteById = statement<StoredNote, [noteId: string]>(
  'assignments.note',
  `${noteColumns} and n.id = $1`,
);
export const caresForClient = statement<{ id: string }, [clientId: string]>(
  'assignments.caresForClient',
  'select c.id from clients c where c.practice_id = app.practice_id() and c.id = $1 and c.id = any ((select app.cared_client_ids())::uuid[])',
);
