import type { Outcome, Text } from '@rejoin/domain';
import type { AgreementKind } from '../accounts/index.js';
import { statement } from '../../platform/db/index.js';
import {
  answersJson,
  type Base64,
  isOpenToClient,
  type StoredAnswer,
  type StoredKeys,
  wasOpened,
} from '../assignments/index.js';
import { type StoredRhythm, rhythmJson } from '../caseload/index.js';
import type { OpeningPlace } from './joint-part.entity.js';

/** The turn of one client that may be opened, locked: an opening, a withdrawal and taking back wait for each other. */
export const lockOwnTurn = statement<
  {
    episode_id: string;
    couple_id: string | null;
    assignment_id: string;
    slot: string;
    outcome: Outcome;
    is_opened: boolean;
  },
  [reflectionId: string]
>(
  'joint.lockOwnTurn',
  `select r.episode_id, e.couple_id, o.assignment_id, o.slot, r.outcome,
     ${wasOpened} as is_opened
   from reflections r join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id and o.sitting = 'FIRST'
   join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id
   where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.id = $1 and r.state <> 'DRAFT' for update of r`,
);

/** What a client offers of one reflection now. */
export interface StoredOffer {
  id: string;
  key: string;
  sealed: Base64;
  data_key_id: string;
}

/** A client's own reflection as its opening asks for it: what may be opened, and what is offered. */
export interface StoredOwnOpening {
  id: string;
  /** It became their own work, or they are not in it any more: nothing of it is opened. */
  is_own_work: boolean;
  occurrence_id: string;
  title: Text;
  language: string | null;
  outcome: Outcome;
  client_id: string;
  is_opened: boolean;
  answers: StoredAnswer[];
  offers: StoredOffer[];
  keys: StoredKeys;
}

export const ownOpening = statement<StoredOwnOpening, [reflectionId: string]>(
  'joint.ownOpening',
  `select r.id, r.occurrence_id, ev.title, r.language, r.outcome, r.client_id,
     e.couple_id <> all ((select app.own_standing_couple_ids())::uuid[]) or exists (select 1 from own_turns ot
       where ot.practice_id = o.practice_id and ot.assignment_id = o.assignment_id and ot.slot = o.slot) as is_own_work,
     ${wasOpened} as is_opened,
     ${answersJson('r')} as answers,
     (select coalesce(json_agg(json_build_object('id', re.id, 'key', re.key, 'sealed', encode(re.sealed, 'base64'), 'data_key_id', re.data_key_id)), '[]')
        from releases re where re.practice_id = r.practice_id and re.reflection_id = r.id and re.client_id = r.client_id and re.withdrawn_at is null) as offers,
     (select coalesce(json_object_agg(dk.id, encode(dk.wrapped, 'base64')), '{}') from data_keys dk
        where dk.practice_id = r.practice_id and dk.author_id = r.client_id and dk.subject_id in (r.client_id, e.couple_id)
          and dk.purpose in ('RECORD', 'RELEASE')) as keys
   from reflections r join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id and o.sitting = 'FIRST'
   join episodes e on e.practice_id = r.practice_id and e.id = r.episode_id and e.couple_id is not null
   join exercise_versions ev on ev.practice_id = r.practice_id and ev.id = r.exercise_version_id
   where r.practice_id = app.practice_id() and r.client_id = app.client_id() and r.id = $1 and r.state <> 'DRAFT'`,
);

/** What is offered comes as JSON, with sealed words in base64. */
export const offer = statement<
  never,
  [
    assignmentId: string,
    episodeId: string,
    slot: string,
    reflectionId: string,
    authorName: string,
    language: string | null,
    offers: string,
  ]
>(
  'joint.offer',
  `insert into releases (practice_id, id, assignment_id, episode_id, slot, reflection_id, client_id, author_name, position, key, kind, wording,
     language, is_edited, sealed, data_key_id)
   select app.practice_id(), x.id, $1, $2, $3, $4, app.client_id(), $5, x.position, x.key, x.kind, x.wording, coalesce($6, 'en'), x."isEdited", decode(x.sealed, 'base64'), x."dataKeyId"
   from json_to_recordset($7::json) as x(id uuid, position smallint, key text, kind text, wording text, "isEdited" boolean, sealed text, "dataKeyId" uuid)`,
);

/** Asking again asks once more: whoever asks may not be told that they did before. */
export const askNotToOpen = statement<never, [id: string, episodeId: string, reflectionId: string]>(
  'joint.askNotToOpen',
  `insert into clinician_only_marks (practice_id, id, kind, episode_id, client_id, reflection_id)
   values (app.practice_id(), $1, 'DO_NOT_OPEN', $2, app.client_id(), $3)`,
);

/** One client's side of a turn, as far as opening asks. */
export interface StoredSide {
  client_id: string;
  client_name: string;
  outcome: Outcome | null;
  agreement: AgreementKind | null;
  offered_ids: string[];
  mark_id: string | null;
}

/** One turn of a couple's exercise, on its way to being opened. */
export interface StoredOpening {
  assignment_id: string;
  episode_id: string;
  slot: string;
  title: Text;
  given_at: string;
  zone: string;
  rhythm: StoredRhythm;
  sides: StoredSide[];
  turned_at: string | null;
  joint_part_id: string | null;
  opened_at: string | null;
  closes_at: string | null;
  closed_at: string | null;
}

/** SQL of the turns in which what was written may be opened: those of an exercise that says so, given to more than one. */
const openingSql = (where: string, more = ''): string => `
  select a.id as assignment_id, a.episode_id, o.slot, ev.title, min(o.opens_at) as given_at, coalesce(e.rhythm_zone, pr.zone) as zone, ${rhythmJson('e')} as rhythm,
    json_agg(json_build_object('client_id', c.id, 'client_name', c.chosen_name, 'outcome', r.outcome, 'agreement', r.agreement,
      'offered_ids', (select coalesce(json_agg(re.id), '[]') from releases re
         where re.practice_id = r.practice_id and re.reflection_id = r.id and re.withdrawn_at is null),
      'mark_id', (select cm.id from clinician_only_marks cm
         where cm.practice_id = r.practice_id and cm.reflection_id = r.id and cm.lifted_at is null order by cm.set_at limit 1)) order by c.chosen_name, c.id) as sides,
    jp.id as joint_part_id, jp.opened_at, jp.closes_at, jp.closed_at, ot.turned_at${more}
  from assignments a
  join episodes e on e.practice_id = a.practice_id and e.id = a.episode_id and e.id = any ((select app.cared_episode_ids())::uuid[])
  join practices pr on pr.id = a.practice_id
  join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id
    and jsonb_path_exists(ev.definition, '$.steps[*].blocks[*] ? (@.readers == "THERAPIST_AND_PARTNER_AFTER_OPENING")')
  join occurrences o on o.practice_id = a.practice_id and o.assignment_id = a.id and o.sitting = 'FIRST'
  join partners p on p.practice_id = a.practice_id and p.couple_id = e.couple_id and p.client_id = o.client_id and p.until is null
  join clients c on c.practice_id = o.practice_id and c.id = o.client_id
  left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id and r.state <> 'DRAFT'
  left join joint_parts jp on jp.practice_id = a.practice_id and jp.assignment_id = a.id and jp.slot = o.slot
  left join own_turns ot on ot.practice_id = a.practice_id and ot.assignment_id = a.id and ot.slot = o.slot
  where a.practice_id = app.practice_id() and ${where} and (a.withdrawn_at is null or jp.id is not null)
  group by a.practice_id, a.id, e.practice_id, e.id, pr.id, ev.practice_id, ev.id, o.slot, jp.practice_id, jp.id, ot.practice_id, ot.id
  having count(*) > 1`;

/** The latest fifty turns of a couple that may be opened. */
export const openingsOfCouple = statement<{ openings: StoredOpening[] }, [coupleId: string]>(
  'joint.openingsOfCouple',
  `select (select coalesce(json_agg(q order by q.assigned_at desc, q.slot desc), '[]')
     from (${openingSql('e.couple_id = $1', ', a.assigned_at')} order by a.assigned_at desc, o.slot desc limit 50) q) as openings
   from couples cp where cp.practice_id = app.practice_id() and cp.id = $1 and cp.id = any ((select app.cared_couple_ids())::uuid[])`,
);

export const openingOfTurn = statement<StoredOpening, [assignmentId: string, slot: string]>(
  'joint.openingOfTurn',
  openingSql('a.id = $1 and o.slot = $2'),
);

/** What was shared in a turn, locked in one order: whoever withdraws or takes back comes before the opening or after it. */
export const lockTurn = statement<{ id: string }, [assignmentId: string, slot: string]>(
  'joint.lockTurn',
  `select r.id from reflections r join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id and o.sitting = 'FIRST'
   where r.practice_id = app.practice_id() and o.assignment_id = $1 and o.slot = $2 and r.state <> 'DRAFT' order by r.id for update of r`,
);

/** A block that is offered, as its clinician reads it before opening. */
export interface StoredRelease {
  id: string;
  client_id: string;
  author_name: string;
  kind: string;
  wording: string;
  language: string;
  is_edited: boolean;
  sealed: Base64;
  data_key_id: string;
}

const releaseJson = `json_build_object('id', re.id, 'client_id', re.client_id, 'author_name', re.author_name, 'kind', re.kind, 'wording', re.wording,
    'language', re.language, 'is_edited', re.is_edited, 'sealed', encode(re.sealed, 'base64'), 'data_key_id', re.data_key_id)`;
const keysOf = (
  releases: string,
) => `(select coalesce(json_object_agg(dk.id, encode(dk.wrapped, 'base64')), '{}') from data_keys dk
    where dk.practice_id = app.practice_id() and dk.purpose = 'RELEASE' and dk.id in (select re.data_key_id from ${releases}))`;
const turnReleases = `releases re where re.practice_id = app.practice_id() and re.assignment_id = $1 and re.slot = $2 and re.withdrawn_at is null
   and exists (select 1 from episodes e join partners p on p.practice_id = e.practice_id and p.couple_id = e.couple_id and p.until is null
     where e.practice_id = re.practice_id and e.id = re.episode_id and p.client_id = re.client_id)`;

/** Reads what is offered in a turn; the look at each author's words is noted by the same statement. */
export const offeredInTurn = statement<
  { releases: StoredRelease[]; keys: StoredKeys },
  [assignmentId: string, slot: string, requestId: string]
>(
  'joint.offeredInTurn',
  `with noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select distinct re.practice_id, app.membership_id(), 'offer.read', 'Reflection', re.reflection_id, re.client_id, $3 from ${turnReleases}
       and re.episode_id = any ((select app.cared_episode_ids())::uuid[])
   )
   select (select coalesce(json_agg(${releaseJson} order by re.author_name, re.client_id, re.position), '[]') from ${turnReleases}) as releases,
     ${keysOf(turnReleases)} as keys
   from assignments a where a.practice_id = app.practice_id() and a.id = $1 and a.episode_id = any ((select app.cared_episode_ids())::uuid[])
     and exists (select 1 from occurrences o where o.practice_id = a.practice_id and o.assignment_id = a.id and o.slot = $2)`,
);

/** Opens a turn, once. */
export const openTurn = statement<
  { id: string },
  [
    id: string,
    assignmentId: string,
    episodeId: string,
    slot: string,
    place: OpeningPlace,
    closesAt: string | null,
  ]
>(
  'joint.open',
  `insert into joint_parts (practice_id, id, assignment_id, episode_id, slot, place, opened_by_id, closes_at)
   values (app.practice_id(), $1, $2, $3, $4, $5, app.membership_id(), $6::timestamptz) on conflict do nothing returning id`,
);

/** Makes a turn each author's own, once; then what is offered of it goes. */
export const turnIntoOwnWork = statement<
  { id: string },
  [id: string, assignmentId: string, episodeId: string, slot: string]
>(
  'joint.turnIntoOwnWork',
  `insert into own_turns (practice_id, id, assignment_id, episode_id, slot, turned_by_id)
   values (app.practice_id(), $1, $2, $3, $4, app.membership_id()) on conflict do nothing returning id`,
);
export const dropOffers = statement<never, [assignmentId: string, slot: string]>(
  'joint.dropOffers',
  `update releases set sealed = null, withdrawn_at = now()
   where practice_id = app.practice_id() and assignment_id = $1 and slot = $2 and withdrawn_at is null`,
);

/** What somebody who leaves had offered to the others; the words in it are gone with that. */
export const dropOffersOf = statement<never, [coupleId: string, clientId: string]>(
  'joint.dropOffersOf',
  `update releases re set sealed = null, withdrawn_at = now()
   where re.practice_id = app.practice_id() and re.client_id = $2 and re.withdrawn_at is null
     and re.episode_id in (select e.id from episodes e where e.practice_id = re.practice_id and e.couple_id = $1)`,
);

export const lockJointPart = statement<
  { assignment_id: string; slot: string; zone: string; is_open: boolean },
  [jointPartId: string]
>(
  'joint.lock',
  `select jp.assignment_id, jp.slot, coalesce(e.rhythm_zone, pr.zone) as zone,
     jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now()) as is_open
   from joint_parts jp join episodes e on e.practice_id = jp.practice_id and e.id = jp.episode_id and e.id = any ((select app.cared_episode_ids())::uuid[])
   join practices pr on pr.id = jp.practice_id
   where jp.practice_id = app.practice_id() and jp.id = $1 for update of jp`,
);

export const closeTurn = statement<never, [jointPartId: string]>(
  'joint.close',
  `update joint_parts set closed_at = now(), closed_by_id = app.membership_id() where practice_id = app.practice_id() and id = $1`,
);

export const extendTurn = statement<never, [jointPartId: string, closesAt: string | null]>(
  'joint.extend',
  `update joint_parts set closes_at = $2::timestamptz where practice_id = app.practice_id() and id = $1`,
);

export const lockMark = statement<
  { client_id: string; assignment_id: string; slot: string; lifted_at: string | null },
  [markId: string]
>(
  'joint.lockMark',
  `select cm.client_id, o.assignment_id, o.slot, cm.lifted_at from clinician_only_marks cm
   join reflections r on r.practice_id = cm.practice_id and r.id = cm.reflection_id
   join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
   where cm.practice_id = app.practice_id() and cm.id = $1 and cm.episode_id = any ((select app.cared_episode_ids())::uuid[]) for update of cm`,
);

/** Lifts all that one client asked about the same turn: they asked one thing, however often. */
export const liftMarks = statement<never, [markId: string]>(
  'joint.liftMarks',
  `update clinician_only_marks set lifted_at = now(), lifted_by_id = app.membership_id()
   where practice_id = app.practice_id() and lifted_at is null
     and reflection_id = (select cm.reflection_id from clinician_only_marks cm where cm.practice_id = app.practice_id() and cm.id = $1)`,
);

const openPart = `joint_parts jp join assignments a on a.practice_id = jp.practice_id and a.id = jp.assignment_id
   join exercise_versions ev on ev.practice_id = a.practice_id and ev.id = a.exercise_version_id`;
const openReleases = `releases re where re.practice_id = jp.practice_id and re.assignment_id = jp.assignment_id and re.slot = jp.slot
   and re.withdrawn_at is null and re.offered_at <= jp.opened_at and app.is_in_it_with(re.episode_id, re.client_id)`;

/** Reads what was opened; that somebody read it is noted, and shown to nobody. */
export const jointPart = statement<
  {
    id: string;
    title: Text;
    opened_at: string;
    closes_at: string | null;
    own_reflection_id: string | null;
    releases: StoredRelease[];
    keys: StoredKeys;
  },
  [jointPartId: string, requestId: string]
>(
  'joint.part',
  `with noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, request_id)
     select jp.practice_id, app.membership_id(), 'jointPart.read', 'JointPart', jp.id, $2 from joint_parts jp
     where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOpenToClient}
   )
   select jp.id, ev.title, jp.opened_at, jp.closes_at,
     (select re.reflection_id from ${openReleases} and re.client_id = app.client_id() limit 1) as own_reflection_id,
     (select coalesce(json_agg(${releaseJson} order by re.client_id <> app.client_id(), re.author_name, re.client_id, re.position), '[]') from ${openReleases}) as releases,
     ${keysOf(openReleases)} as keys
   from ${openPart} where jp.practice_id = app.practice_id() and jp.id = $1 and ${isOpenToClient}`,
);
