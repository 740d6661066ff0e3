import { type JointFeeling, jointCheckDays, jointSittingHours, type Role, type Text } from '@rejoin/domain';
import { statement } from '../../platform/db/index.js';
import { type Base64, isOpenToClient, type StoredKeys } from '../assignments/index.js';

/** Where partners are in what they do together. */
export interface StoredSitting {
  nth: number;
  place: number;
  places: number;
  is_stopped: boolean;
  is_finished: boolean;
  note_count: number;
}

const isEnded = 's.stopped_at is not null or s.finished_at is not null';
/** Nobody went on for so long that it is over by itself. */
const isStale = `s.moved_at < now() - interval '${jointSittingHours} hours'`;
const noteCount = `(select count(*)::int from joint_notes n where n.practice_id = jp.practice_id and n.joint_part_id = jp.id)`;

const sittingJson = `(select json_build_object('nth', s.nth, 'place', s.place, 'places', s.places, 'is_finished', s.finished_at is not null,
    'is_stopped', s.stopped_at is not null or (s.finished_at is null and ${isStale}), 'note_count', ${noteCount})
  from joint_sittings s where s.practice_id = jp.practice_id and s.joint_part_id = jp.id order by s.nth desc limit 1)`;

/** An opening with all that doing it together needs of it. */
export interface StoredGuide {
  id: string;
  episode_id: string;
  couple_id: string;
  title: Text;
  version_id: string;
  role: Role | null;
  note_count: number;
  sitting: StoredSitting | null;
}

export const guideOfPart = statement<StoredGuide, [jointPartId: string]>(
  'joint.guide',
  `select jp.id, jp.episode_id, ep.couple_id, ev.title, ev.id as version_id,
     (select o.role from occurrences o where o.practice_id = jp.practice_id and o.assignment_id = jp.assignment_id and o.slot = jp.slot
        and o.sitting = 'FIRST' and o.client_id = app.client_id()) as role,
     ${noteCount} as note_count, ${sittingJson} as sitting
   from joint_parts jp join episodes ep on ep.practice_id = jp.practice_id and ep.id = jp.episode_id
   join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
   join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
   where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOpenToClient}`,
);

/** The same question as often as a phone asks it, and nothing that is read by it. */
export const sittingOfPart = statement<{ sitting: StoredSitting | null }, [jointPartId: string]>(
  'joint.sitting',
  `select ${sittingJson} as sitting from joint_parts jp
   where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOpenToClient}`,
);

/** Ends what nobody went on with, so that it can begin anew. */
export const endStaleSitting = statement<never, [jointPartId: string]>(
  'joint.endStaleSitting',
  `update joint_sittings s set stopped_at = s.moved_at
   where s.practice_id = app.practice_id() and s.joint_part_id = $1 and not (${isEnded}) and ${isStale}`,
);

/** Begins, unless it is under way: whoever begins at the same time begins the same. */
export const beginSitting = statement<{ nth: number }, [id: string, jointPartId: string, places: number]>(
  'joint.beginSitting',
  `insert into joint_sittings (practice_id, id, joint_part_id, episode_id, nth, places)
   select jp.practice_id, $1, jp.id, jp.episode_id,
     1 + coalesce((select max(s.nth) from joint_sittings s where s.practice_id = jp.practice_id and s.joint_part_id = jp.id), 0), $3
   from joint_parts jp where jp.practice_id = app.practice_id() and jp.id = $2 and ${isOpenToClient}
     and not exists (select 1 from joint_sittings s where s.practice_id = jp.practice_id and s.joint_part_id = jp.id and not (${isEnded}))
   on conflict do nothing returning nth`,
);

const underWay = `s.practice_id = app.practice_id() and s.joint_part_id = $1 and s.nth = $2 and not (${isEnded})
   and exists (select 1 from joint_parts jp where jp.practice_id = s.practice_id and jp.id = s.joint_part_id and ${isOpenToClient})`;

/** From one place to the next, and from the last one to the end: two phones that go on at once go on once. */
export const goOn = statement<never, [jointPartId: string, nth: number, from: number]>(
  'joint.goOn',
  `update joint_sittings s set moved_at = now(), place = least(s.place + 1, s.places - 1),
     finished_at = case when s.place + 1 >= s.places then now() end
   where ${underWay} and s.place = $3`,
);

export const goBack = statement<never, [jointPartId: string, nth: number, from: number]>(
  'joint.goBack',
  `update joint_sittings s set moved_at = now(), place = s.place - 1 where ${underWay} and s.place = $3 and s.place > 0`,
);

/** Wherever it is: stopping never waits for anybody. */
export const stopSitting = statement<never, [jointPartId: string, nth: number]>(
  'joint.stop',
  `update joint_sittings s set stopped_at = now() where ${underWay}`,
);

// --- what partners keep ----------------------------------------------------------------------------------------------

export interface StoredJointNote {
  id: string;
  key: string;
  kind: string;
  wording: string;
  language: string;
  sealed: Base64;
  data_key_id: string;
  kept_at: string;
}

/** Nothing where it was closed in the meantime. */
export const keepNote = statement<
  { id: string },
  [
    id: string,
    jointPartId: string,
    position: number,
    key: string,
    kind: string,
    wording: string,
    language: string,
    sealed: Buffer,
    dataKeyId: string,
  ]
>(
  'joint.keepNote',
  `insert into joint_notes (practice_id, id, joint_part_id, episode_id, position, key, kind, wording, language, sealed, data_key_id)
   select jp.practice_id, $1, jp.id, jp.episode_id, $3, $4, $5, $6, $7, $8, $9 from joint_parts jp
   where jp.practice_id = app.practice_id() and jp.id = $2 and ${isOpenToClient} returning id`,
);

const notesJson = `(select coalesce(json_agg(json_build_object('id', n.id, 'key', n.key, 'kind', n.kind, 'wording', n.wording, 'language', n.language,
    'sealed', encode(n.sealed, 'base64'), 'data_key_id', n.data_key_id, 'kept_at', n.kept_at) order by n.position, n.kept_at, n.id), '[]')
  from joint_notes n where n.practice_id = jp.practice_id and n.joint_part_id = jp.id)`;
const keysOf = (couple: string) =>
  `(select coalesce(json_object_agg(dk.id, encode(dk.wrapped, 'base64')), '{}') from data_keys dk
      where dk.practice_id = app.practice_id() and dk.purpose = 'JOINT_NOTE' and dk.subject_id = ${couple})`;
const isOfOwnWork = `exists (select 1 from episodes e where e.practice_id = jp.practice_id and e.id = jp.episode_id
      and e.couple_id = any ((select app.own_active_couple_ids())::uuid[]))`;
const hasNotes =
  'exists (select 1 from joint_notes n where n.practice_id = jp.practice_id and n.joint_part_id = jp.id)';

/** Reads what partners kept of one opening; that one of them read it is noted, and shown to nobody. */
export const notesOfPart = statement<
  { couple_id: string; notes: StoredJointNote[]; keys: StoredKeys },
  [jointPartId: string, requestId: string]
>(
  'joint.notes',
  `with noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, request_id)
     select jp.practice_id, app.membership_id(), 'jointNote.read', 'JointPart', jp.id, $2 from joint_parts jp
     where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOfOwnWork} and ${hasNotes}
   )
   select e.couple_id, ${notesJson} as notes, ${keysOf('e.couple_id')} as keys
   from joint_parts jp join episodes e on e.practice_id = jp.practice_id and e.id = jp.episode_id
   where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOfOwnWork}`,
);

/** Of which openings partners kept something, the newest first; no text. */
export const keptByPartners = statement<{ id: string; title: Text; kept_at: string }, []>(
  'joint.kept',
  `select jp.id, ev.title, max(n.kept_at) as kept_at
   from joint_notes n join joint_parts jp on jp.practice_id = n.practice_id and jp.id = n.joint_part_id
   join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
   join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
   where n.practice_id = app.practice_id() and ${isOfOwnWork}
   group by jp.practice_id, jp.id, ev.practice_id, ev.id order by max(n.kept_at) desc, jp.id limit 50`,
);

// --- how it was, for each alone --------------------------------------------------------------------------------------

/**
 * The times that openings were sat down to, the latest first, where the viewer said nothing of that one or a later one yet. One
 * that has begun since keeps nobody from being asked about the one before.
 */
export const checksToAsk = statement<
  { id: string; nth: number; title: Text; begun_at: string; zone: string },
  []
>(
  'joint.checksToAsk',
  `select jp.id, s.nth, ev.title, s.begun_at, coalesce(c.zone, pr.zone) as zone
   from joint_sittings s join joint_parts jp on jp.practice_id = s.practice_id and jp.id = s.joint_part_id
   join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
   join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
   join clients c on c.practice_id = s.practice_id and c.id = app.client_id()
   join practices pr on pr.id = s.practice_id
   where s.practice_id = app.practice_id() and s.begun_at > now() - interval '${jointCheckDays + 2} days' and ${isOfOwnWork}
     and not exists (select 1 from joint_checks k where k.practice_id = s.practice_id and k.joint_part_id = s.joint_part_id
       and k.client_id = app.client_id() and k.nth >= s.nth)
   order by s.begun_at desc, jp.id`,
);

/** Also when joint work paused or ended since it was asked: what is said then reaches the care team all the same. */
export const answerCheck = statement<
  { id: string },
  [id: string, jointPartId: string, nth: number, feeling: JointFeeling | null]
>(
  'joint.answerCheck',
  `insert into joint_checks (practice_id, id, joint_part_id, nth, episode_id, client_id, feeling)
   select jp.practice_id, $1, jp.id, $3::smallint, jp.episode_id, app.client_id(), $4
   from joint_parts jp where jp.practice_id = app.practice_id() and jp.id = $2 and app.may_say_how(jp.id, $3::smallint) returning id`,
);

export interface StoredAsk {
  joint_part_id: string;
  client_id: string;
  client_name: string;
  couple_id: string;
  couple_name: string;
  title: Text;
  asked_at: string;
}

/** SQL of whether somebody asked to be talked with, and nobody has. */
export const isToTalkAbout = (check: string): string =>
  `${check}.feeling = 'TALK_WITH_ME' and ${check}.talked_at is null`;

/** Who asked to be talked with after something done together, whoever waits longest first. */
export const askedToTalk = statement<StoredAsk, []>(
  'joint.askedToTalk',
  `select k.joint_part_id, k.client_id, c.chosen_name as client_name, e.couple_id, app.couple_name(e.couple_id) as couple_name,
     app.title_of_opening(k.joint_part_id) as title, min(k.answered_at) as asked_at
   from joint_checks k join clients c on c.practice_id = k.practice_id and c.id = k.client_id
   join episodes e on e.practice_id = k.practice_id and e.id = k.episode_id
   where k.practice_id = app.practice_id() and ${isToTalkAbout('k')} and k.episode_id = any ((select app.cared_episode_ids())::uuid[])
   group by k.joint_part_id, k.client_id, c.practice_id, c.id, e.practice_id, e.id
   order by min(k.answered_at), k.client_id`,
);

/** Closes what one client asked after one opening. */
export const talkedWith = statement<{ id: string }, [jointPartId: string, clientId: string]>(
  'joint.talkedWith',
  `update joint_checks k set talked_at = now(), talked_by_id = app.membership_id()
   where k.practice_id = app.practice_id() and k.joint_part_id = $1 and k.client_id = $2 and ${isToTalkAbout('k')}
     and k.episode_id = any ((select app.cared_episode_ids())::uuid[]) returning k.id`,
);

export const hasAnswered = statement<{ id: string }, [jointPartId: string, clientId: string]>(
  'joint.hasAnswered',
  `select k.id from joint_checks k where k.practice_id = app.practice_id() and k.joint_part_id = $1 and k.client_id = $2
     and k.episode_id = any ((select app.cared_episode_ids())::uuid[]) limit 1`,
);

// --- the clinician reads the joint record ----------------------------------------------------------------------------

export interface StoredJointRecord {
  id: string;
  title: Text;
  opened_at: string;
  sittings: { nth: number; begun_at: string; is_finished: boolean }[];
  notes: StoredJointNote[];
  checks: {
    id: string;
    client_id: string;
    client_name: string;
    feeling: JointFeeling;
    answered_at: string;
    talked_at: string | null;
  }[];
}

/** Reads what a couple did together and how it was for each; the look is noted, at the couple's and at each person's. */
export const recordOfCouple = statement<
  { parts: StoredJointRecord[]; keys: StoredKeys },
  [coupleId: string, requestId: string]
>(
  'joint.record',
  `with part as (
     select jp.* from joint_parts jp join episodes e on e.practice_id = jp.practice_id and e.id = jp.episode_id
       and e.couple_id = $1 and e.id = any ((select app.cared_episode_ids())::uuid[])
     where jp.practice_id = app.practice_id()
       and (${hasNotes} or exists (select 1 from joint_sittings s where s.practice_id = jp.practice_id and s.joint_part_id = jp.id))
     order by jp.opened_at desc, jp.id limit 30
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select jp.practice_id, app.membership_id(), 'jointNote.read', 'JointPart', jp.id, null::uuid, $2 from part jp where ${hasNotes}
     union all
     select distinct jp.practice_id, app.membership_id(), 'jointCheck.read', 'JointPart', jp.id, k.client_id, $2
     from part jp join joint_checks k on k.practice_id = jp.practice_id and k.joint_part_id = jp.id and k.feeling is not null
   )
   select (select coalesce(json_agg(json_build_object('id', jp.id, 'title', ev.title, 'opened_at', jp.opened_at,
       'sittings', (select coalesce(json_agg(json_build_object('nth', s.nth, 'begun_at', s.begun_at, 'is_finished', s.finished_at is not null) order by s.nth), '[]')
          from joint_sittings s where s.practice_id = jp.practice_id and s.joint_part_id = jp.id),
       'notes', ${notesJson},
       'checks', (select coalesce(json_agg(json_build_object('id', k.id, 'client_id', k.client_id, 'client_name', c.chosen_name,
            'feeling', k.feeling, 'answered_at', k.answered_at, 'talked_at', k.talked_at) order by k.answered_at, k.id), '[]')
          from joint_checks k join clients c on c.practice_id = k.practice_id and c.id = k.client_id
          where k.practice_id = jp.practice_id and k.joint_part_id = jp.id and k.feeling is not null)
     ) order by jp.opened_at desc, jp.id), '[]')
     from part jp join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
     join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id) as parts,
     ${keysOf('cp.id')} as keys
   from couples cp where cp.practice_id = app.practice_id() and cp.id = $1 and cp.id = any ((select app.cared_couple_ids())::uuid[])`,
);
