import type { Readers } from '@rejoin/domain';

/** Sealed bytes inside JSON that PostgreSQL builds, as base64. */
export type Base64 = string;
/** Wrapped data keys by id, as base64: what a screen needs to open its texts. */
export type StoredKeys = Record<string, Base64>;

export interface StoredAnswer {
  id: string;
  key: string;
  kind: string;
  wording: string;
  readers: Readers;
  is_brought_in: boolean;
  client_id: string;
  sealed: Base64;
  data_key_id: string;
}

export interface StoredReply {
  id: string;
  author_id: string;
  author_name: string;
  sent_at: string;
  taken_back_at: string | null;
  /** Null once it was taken back. */
  sealed: Base64 | null;
  data_key_id: string;
}

export interface StoredAddendum {
  id: string;
  written_at: string;
  client_id: string;
  sealed: Base64;
  data_key_id: string;
}

const answerJson = `json_build_object('id', an.id, 'key', an.key, 'kind', an.kind, 'wording', an.wording,
    'readers', an.readers, 'is_brought_in', an.is_brought_in, 'client_id', an.client_id, 'sealed', encode(an.sealed, 'base64'), 'data_key_id', an.data_key_id)`;

/** SQL of a reflection's answers, or of those that hold `also`; `reflection` is its alias, `an` an answer's. */
export const answersJson = (
  reflection: string,
  also = 'true',
) => `(select coalesce(json_agg(${answerJson} order by an.position), '[]')
  from answers an where an.practice_id = app.practice_id() and an.reflection_id = ${reflection}.id and ${also})`;

/** SQL of whether a reply is anybody's to know of: one taken back before its client could see it never was. */
export const wasSent = (reply: string): string =>
  `(${reply}.taken_back_at is null or ${reply}.taken_back_at >= ${reply}.announce_at)`;

/** SQL of what is left of a reply's words: nothing, once it was taken back. */
export const sealedReply = (reply: string): string =>
  `case when ${reply}.taken_back_at is null then encode(${reply}.sealed, 'base64') end`;

export const repliesJson = (
  reflection: string,
) => `(select coalesce(json_agg(json_build_object('id', re.id, 'author_id', re.author_id, 'author_name', app.name_of_member(re.author_id), 'sent_at', re.sent_at,
    'taken_back_at', re.taken_back_at, 'sealed', ${sealedReply('re')}, 'data_key_id', re.data_key_id) order by re.sent_at), '[]')
  from replies re
  where re.practice_id = app.practice_id() and re.reflection_id = ${reflection}.id and ${wasSent('re')})`;

/** SQL of what was added to a reflection; to most nothing was. */
export const addendaJson = (reflection: string): string =>
  `case when ${reflection}.addended_at is null then '[]'::json else app.addenda_of(${reflection}.id) end`;

/** SQL of the other sittings of the turn that `o` is a sitting of, as `eo`, with what was shared in them, as `er`. */
export const otherSittings = `occurrences eo
     join reflections er on er.practice_id = eo.practice_id and er.occurrence_id = eo.id and er.state <> 'DRAFT'`;
export const isOtherSitting = (
  sitting = 'o.id',
): string => `eo.practice_id = o.practice_id and eo.assignment_id = o.assignment_id and eo.client_id = o.client_id
     and eo.slot = o.slot and eo.id <> ${sitting}`;

/** SQL of everything that its client shared in the other sittings of a later one, `o`; nothing for a first one. */
export const earlierJson = `(select coalesce(json_agg(${answerJson} order by er.submitted_at, an.position), '[]')
   from ${otherSittings} join answers an on an.practice_id = er.practice_id and an.reflection_id = er.id
   where o.sitting <> 'FIRST' and ${isOtherSitting()})`;

/** SQL that joins, to a later sitting `o`, what its first sitting shared, as `mr`; nothing for a first one. */
export const joinFirstSitting = `
   left join occurrences mo on o.sitting <> 'FIRST' and mo.practice_id = o.practice_id and mo.assignment_id = o.assignment_id
     and mo.client_id = o.client_id and mo.slot = o.slot and mo.sitting = 'FIRST'
   left join reflections mr on mr.practice_id = mo.practice_id and mr.occurrence_id = mo.id and mr.state <> 'DRAFT'`;

/** SQL of whether what stands in an episode belongs to joint work of the client who asks that is under way. */
const isInJointWork = (of: string): string => `exists (select 1 from episodes je
    where je.practice_id = ${of}.practice_id and je.id = ${of}.episode_id and je.couple_id = any ((select app.own_active_couple_ids())::uuid[]))`;

/**
 * SQL of whether something of a reflection `r` of the turn `o` was out when the turn was opened. Whoever had taken everything
 * back by then, or has left, was not opened with the others, and learns nothing of it.
 */
export const wasOpened = `exists (select 1 from joint_parts jp
    join releases re on re.practice_id = jp.practice_id and re.assignment_id = jp.assignment_id and re.slot = jp.slot
      and re.offered_at <= jp.opened_at and coalesce(re.withdrawn_at, 'infinity') > jp.opened_at
    where jp.practice_id = o.practice_id and jp.assignment_id = o.assignment_id and jp.slot = o.slot
      and re.reflection_id = r.id and re.client_id = r.client_id)`;

/** SQL of whether an opening `jp` is open to the client who asks: of work that is under way, and not closed. */
export const isOpenToClient = `jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now())
    and ${isInJointWork('jp')}`;

/** SQL of the keys of everything written about one client, and about the couple if there is one, that this viewer may open. */
export const keysJson = (
  client: string,
  couple = 'null::uuid',
) => `(select coalesce(json_object_agg(dk.id, encode(dk.wrapped, 'base64')), '{}')
  from data_keys dk where dk.practice_id = app.practice_id() and dk.subject_id in (${client}, ${couple}) and dk.purpose = 'RECORD')`;

/** SQL of a moment for a cursor, with the microseconds that a JavaScript Date would drop. */
export const exactMoment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
