import type { Outcome, Sharing } from '@rejoin/domain';
import { rhythmJson, type StoredRhythm } from '../caseload/index.js';
import { statement } from '../../platform/db/index.js';
import type { Due, ReflectionState } from './assignment.lifecycle.js';
import {
  answersJson,
  type Base64,
  exactMoment,
  keysJson,
  repliesJson,
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
  reflections: StoredSummary[];
}

const summaryColumns = `r.id, r.client_id, c.chosen_name as client_name, ev.title->>'en' as exercise_title, r.outcome, r.sharing, r.state, r.submitted_at,
  exists (select 1 from reviews rv where rv.practice_id = r.practice_id and rv.reflection_id = r.id and rv.reviewer_id = app.membership_id() and rv.read_at >= r.submitted_at) as is_read,
  ${rhythmJson('e')} as rhythm`;

const summarySource = `reflections r
  join clients c on c.practice_id = r.practice_id and c.id = r.client_id
  join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
  join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id`;

const shared = `r.practice_id = app.practice_id() and r.state <> 'DRAFT' and r.episode_id = any ((select app.cared_episode_ids())::uuid[])`;

const assignmentColumns = `a.id, av.title->>'en' as exercise_title, av.slug as exercise_slug, a.assigned_at, a.announce_at, a.due, a.due_on, a.withdrawn_at,
      (select coalesce(json_agg(s order by s.submitted_at desc), '[]') from (
        select ${summaryColumns} from occurrences o join ${summarySource} on r.occurrence_id = o.id and r.practice_id = o.practice_id
        where o.practice_id = a.practice_id and o.assignment_id = a.id and r.state <> 'DRAFT') s) as reflections`;

const assignmentSource = `assignments a join exercise_versions av on av.practice_id = a.practice_id and av.id = a.exercise_version_id`;

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

export const assignmentById = statement<StoredAssignment, [assignmentId: string]>(
  'assignments.byId',
  `select ${assignmentColumns} from ${assignmentSource}
   where a.practice_id = app.practice_id() and a.id = $1 and a.episode_id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** The client of an episode in the viewer's care. */
export const episodeToAssignIn = statement<{ client_id: string }, [episodeId: string]>(
  'assignments.episodeToAssignIn',
  `select e.client_id from episodes e
   where e.practice_id = app.practice_id() and e.id = $1 and e.discharged_at is null and e.id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** To read: what clients asked to have read before the session, oldest first. */
export const toReadPage = statement<
  StoredSummary & { moment: string },
  [afterAt: string | null, afterId: string | null, limit: number]
>(
  'assignments.toRead',
  `select ${summaryColumns}, ${exactMoment('r.submitted_at')} as moment from ${summarySource}
   where ${shared} and r.state = 'SUBMITTED' and r.sharing = 'READ_BEFORE'
     and ($1::timestamptz is null or (r.submitted_at, r.id) > ($1, $2::uuid))
   order by r.submitted_at, r.id limit $3`,
);

export const summaryById = statement<StoredSummary, [reflectionId: string]>(
  'assignments.summary',
  `select ${summaryColumns} from ${summarySource} where ${shared} and r.id = $1`,
);

/**
 * Opens a shared reflection for a clinician. The look itself (which ends the client's time to take it back) and its audit
 * event are written by the statement that returns the text: there is no reading without them.
 */
export const readReflection = statement<
  {
    id: string;
    client_id: string;
    client_name: string;
    exercise_title: string;
    one_question: string;
    outcome: Outcome;
    sharing: Sharing;
    state: ReflectionState;
    submitted_at: string;
    felt_wrong: boolean;
    talked_about_at: string | null;
    answers: StoredAnswer[];
    ratings: { key: string; label: string; value: number }[];
    replies: StoredReply[];
    rationale: { assignment_id: string; author_id: string; sealed: Base64; data_key_id: string } | null;
    keys: StoredKeys;
  },
  [reflectionId: string, requestId: string]
>(
  'assignments.readReflection',
  `with target as (
     select r.* from reflections r where ${shared} and r.id = $1
   ), looked as (
     insert into reviews (practice_id, id, reflection_id, episode_id, client_id, reviewer_id)
     select practice_id, gen_random_uuid(), id, episode_id, client_id, app.membership_id() from target
     on conflict (practice_id, reflection_id, reviewer_id) do update set read_at = now()
       where reviews.read_at < (select submitted_at from target)
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select practice_id, app.membership_id(), 'reflection.read', 'Reflection', id, client_id, $2 from target
   )
   select t.id, t.client_id, c.chosen_name as client_name, ev.title->>'en' as exercise_title, ev.definition->'oneQuestion'->>'en' as one_question,
     t.outcome, t.sharing, t.state, t.submitted_at, t.felt_wrong_at is not null as felt_wrong,
     (select max(rv.talked_about_at) from reviews rv where rv.practice_id = t.practice_id and rv.reflection_id = t.id) as talked_about_at,
     ${answersJson('t')} as answers,
     (select coalesce(json_agg(json_build_object('key', ra.key, 'label', ra.label, 'value', ra.value) order by ra.key), '[]')
        from ratings ra where ra.practice_id = t.practice_id and ra.reflection_id = t.id) as ratings,
     ${repliesJson('t')} as replies,
     case when a.rationale_sealed is null then null else json_build_object('assignment_id', a.id, 'author_id', a.assigned_by_id,
       'sealed', encode(a.rationale_sealed, 'base64'), 'data_key_id', a.data_key_id) end as rationale,
     ${keysJson('t.practice_id', 't.client_id')} as keys
   from target t
   join clients c on c.practice_id = t.practice_id and c.id = t.client_id
   join exercise_versions ev on ev.practice_id = t.practice_id and ev.id = t.exercise_version_id
   join occurrences o on o.practice_id = t.practice_id and o.id = t.occurrence_id
   join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id`,
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
   on conflict (practice_id, reflection_id, reviewer_id) do update set talked_about_at = coalesce(reviews.talked_about_at, now())`,
);

export const replyById = statement<StoredReply & { wrapped: Buffer }, [replyId: string]>(
  'assignments.reply',
  `select re.id, re.author_id, m.name as author_name, re.sent_at, encode(re.sealed, 'base64') as sealed, re.data_key_id, dk.wrapped
   from replies re join memberships m on m.practice_id = re.practice_id and m.id = re.author_id
   join data_keys dk on dk.practice_id = re.practice_id and dk.id = re.data_key_id
   where re.practice_id = app.practice_id() and re.id = $1`,
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
