import { statement } from '../../platform/db/index.js';
import type { CoupleStatus } from './couple.entity.js';
import type { ToldStatus } from './couple-telling.entity.js';

/** Where joint work stands, and who is in it now. */
export interface StoredCourse {
  episode_id: string;
  status: CoupleStatus;
  /** Where the practice is: its days are those on which somebody was told. */
  zone: string;
  partners: { client_id: string; membership_id: string | null }[];
}

export const courseOfCouple = statement<StoredCourse, [coupleId: string]>(
  'coupleCourse.byId',
  `select e.id as episode_id, cp.status, pr.zone,
     (select coalesce(json_agg(json_build_object('client_id', c.id, 'membership_id', c.membership_id)), '[]') from partners p
        join clients c on c.practice_id = p.practice_id and c.id = p.client_id
        where p.practice_id = cp.practice_id and p.couple_id = cp.id and p.until is null) as partners
   from couples cp
   join episodes e on e.practice_id = cp.practice_id and e.couple_id = cp.id and e.id = any ((select app.cared_episode_ids())::uuid[])
   join practices pr on pr.id = cp.practice_id
   where cp.practice_id = app.practice_id() and cp.id = $1`,
);

/** Waits for what each of them has under way, in one order. The other side of app.enter(). */
export const awaitMembers = statement<never, [membershipIds: readonly string[]]>(
  'coupleCourse.awaitMembers',
  `select pg_advisory_xact_lock(hashtextextended(m.id, 0)) from (select id from unnest($1::text[]) id order by id) m`,
);

export const tell = statement<
  never,
  [id: string, coupleId: string, clientId: string, status: ToldStatus, toldOn: string]
>(
  'coupleCourse.tell',
  `insert into couple_tellings (practice_id, id, couple_id, client_id, status, told_on, recorded_by_id)
   values (app.practice_id(), $1, $2, $3, $4, $5, app.membership_id())`,
);

export const setStatus = statement<never, [coupleId: string, status: CoupleStatus]>(
  'coupleCourse.set',
  `update couples set status = $2, status_at = now() where practice_id = app.practice_id() and id = $1`,
);

/** One of them is in it no longer; the others are. */
export const leave = statement<never, [coupleId: string, clientId: string]>(
  'coupleCourse.leave',
  `update partners set until = now()
   where practice_id = app.practice_id() and couple_id = $1 and client_id = $2 and until is null`,
);
