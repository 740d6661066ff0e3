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
  sealed: Base64;
  data_key_id: string;
}

/** SQL of a reflection's answers; `reflection` is its alias. */
export const answersJson = (
  reflection: string,
) => `(select coalesce(json_agg(json_build_object('id', an.id, 'key', an.key, 'kind', an.kind, 'wording', an.wording,
    'readers', an.readers, 'is_brought_in', an.is_brought_in, 'client_id', an.client_id, 'sealed', encode(an.sealed, 'base64'), 'data_key_id', an.data_key_id) order by an.position), '[]')
  from answers an where an.practice_id = ${reflection}.practice_id and an.reflection_id = ${reflection}.id)`;

export const repliesJson = (
  reflection: string,
) => `(select coalesce(json_agg(json_build_object('id', re.id, 'author_id', re.author_id, 'author_name', rm.name, 'sent_at', re.sent_at,
    'sealed', encode(re.sealed, 'base64'), 'data_key_id', re.data_key_id) order by re.sent_at), '[]')
  from replies re join memberships rm on rm.practice_id = re.practice_id and rm.id = re.author_id
  where re.practice_id = ${reflection}.practice_id and re.reflection_id = ${reflection}.id)`;

/** The keys of everything written about one client that this viewer may open. */
export const keysJson = (
  practice: string,
  client: string,
) => `(select coalesce(json_object_agg(dk.id, encode(dk.wrapped, 'base64')), '{}')
  from data_keys dk where dk.practice_id = ${practice} and dk.subject_id = ${client} and dk.purpose = 'RECORD')`;

/** SQL of a moment for a cursor, with the microseconds that a JavaScript Date would drop. */
export const exactMoment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
