import { statement } from '../../platform/db/index.js';
import { coupleNameSql } from './caseload.queries.js';

/** What only the care team may know about one person. The first is asked by the client; the others a clinician sets and lifts. */
export const markKinds = [
  'DO_NOT_OPEN',
  'CAUTION',
  'COUPLE_HOLD',
  'DO_NOT_CONTACT',
  'SHARED_DEVICE',
] as const;
export type MarkKind = (typeof markKinds)[number];

/** A mark as it lies in one person's own compartment. */
export interface StoredMark {
  id: string;
  kind: MarkKind;
  couple_id: string | null;
  couple_name: string | null;
  reflection_id: string | null;
  set_at: string;
  /** Null: the client asked. */
  set_by_id: string | null;
  set_by_name: string | null;
  lifted_at: string | null;
  lifted_by_name: string | null;
  sealed: string | null;
  data_key_id: string | null;
  wrapped: string | null;
}

/** SQL of a mark with its sealed note; needs `markSource`. */
export const markColumns = `
    'id', cm.id, 'kind', cm.kind, 'couple_id', e.couple_id, 'couple_name', ${coupleNameSql('e.practice_id', 'e.couple_id')}, 'reflection_id', cm.reflection_id,
    'set_at', cm.set_at, 'set_by_id', cm.set_by_id, 'set_by_name', sm.name, 'lifted_at', cm.lifted_at, 'lifted_by_name', lm.name,
    'sealed', encode(cm.sealed, 'base64'), 'data_key_id', dk.id, 'wrapped', encode(dk.wrapped, 'base64')`;
export const markSource = `clinician_only_marks cm
    join episodes e on e.practice_id = cm.practice_id and e.id = cm.episode_id and e.id = any ((select app.cared_episode_ids())::uuid[])
    left join memberships sm on sm.practice_id = cm.practice_id and sm.id = cm.set_by_id
    left join memberships lm on lm.practice_id = cm.practice_id and lm.id = cm.lifted_by_id
    left join data_keys dk on dk.practice_id = cm.practice_id and dk.id = cm.data_key_id`;

/** The course of care through which a clinician knows somebody: that of the person alone first, then the latest joint one. */
export const episodeToMark = statement<{ episode_id: string }, [clientId: string]>(
  'marks.episode',
  `select e.id as episode_id from episodes e
   where e.practice_id = app.practice_id() and e.id = any ((select app.cared_episode_ids())::uuid[])
     and (e.client_id = $1 or exists (select 1 from partners p
       where p.practice_id = e.practice_id and p.couple_id = e.couple_id and p.client_id = $1))
   order by e.couple_id is not null, e.started_on desc, e.id limit 1`,
);

/** Of each kind one is enough: what is set already stays as it was written. */
export const setMark = statement<
  { id: string },
  [
    id: string,
    kind: MarkKind,
    episodeId: string,
    clientId: string,
    sealed: Buffer | null,
    dataKeyId: string | null,
  ]
>(
  'marks.set',
  `insert into clinician_only_marks (practice_id, id, kind, episode_id, client_id, set_by_id, sealed, data_key_id)
   values (app.practice_id(), $1, $2, $3, $4, app.membership_id(), $5, $6) on conflict do nothing returning id`,
);

export const markById = statement<{ mark: StoredMark }, [markId: string]>(
  'marks.byId',
  `select json_build_object(${markColumns}) as mark from ${markSource} where cm.practice_id = app.practice_id() and cm.id = $1`,
);

/** What a client asked is lifted where it was asked. */
export const lockMark = statement<{ client_id: string; lifted_at: string | null }, [markId: string]>(
  'marks.lock',
  `select cm.client_id, cm.lifted_at from clinician_only_marks cm
   where cm.practice_id = app.practice_id() and cm.id = $1 and cm.set_by_id is not null
     and cm.episode_id = any ((select app.cared_episode_ids())::uuid[]) for update of cm`,
);

export const liftMark = statement<never, [markId: string]>(
  'marks.lift',
  `update clinician_only_marks set lifted_at = now(), lifted_by_id = app.membership_id()
   where practice_id = app.practice_id() and id = $1`,
);
