import { statement } from '../../platform/db/index.js';
import type { AccountState } from '../accounts/index.js';
import {
  assignmentsJson,
  enrollmentsJson,
  isToRead,
  type StoredAssignment,
  type StoredEnrollment,
} from '../assignments/index.js';
import {
  accountStateSql,
  type CareKind,
  clientSql,
  coupleNameSql,
  coupleSql,
  type CoupleStatus,
  isWishOpen,
  type LastTalk,
  lastTalksJson,
  rhythmJson,
  type StoredClient,
  type StoredCouple,
  type StoredRhythm,
} from '../caseload/index.js';
import { isToTalkAbout } from '../joint/index.js';

/** SQL of the turns that are open: the newest of each client and assignment, unless it was shared. */
const open = `(select count(*)::int from assignments a join occurrences o on o.practice_id = a.practice_id and o.assignment_id = a.id and o.sitting = 'FIRST'
    where a.practice_id = e.practice_id and a.episode_id = e.id and a.withdrawn_at is null
      and not exists (select 1 from reflections r where r.practice_id = o.practice_id and r.occurrence_id = o.id and r.state <> 'DRAFT')
      and not exists (select 1 from occurrences n where n.practice_id = o.practice_id and n.assignment_id = o.assignment_id
        and n.client_id = o.client_id and n.sitting = 'FIRST' and n.opens_at > o.opens_at))`;
/**
 * The caseload: each course of care of the viewer, one person's or a couple's, with what waits, by name. Counts what was
 * shared, never what was begun.
 */
export const caseloadPage = statement<
  {
    id: string;
    kind: CareKind;
    name: string;
    pronouns: string | null;
    account_state: AccountState;
    couple_status: CoupleStatus | null;
    rhythm: StoredRhythm;
    open_count: number;
    waiting_count: number;
    to_read_count: number;
    /** Of a couple, each who is in it. */
    last_talks: (LastTalk & { id: string; name: string })[];
    /** Where the practice is. */
    zone: string;
  },
  [afterName: string | null, afterId: string | null, limit: number]
>(
  'insight.caseload',
  `with care as (
     select e.practice_id, e.id as episode_id, coalesce(e.client_id, e.couple_id) as id, e.couple_id,
       case when e.couple_id is null then c.chosen_name else ${coupleNameSql('e.practice_id', 'e.couple_id')} end as name, c.pronouns,
       case when e.couple_id is null then ${accountStateSql} else (
         select ${accountStateSql} from partners p
         join clients c on c.practice_id = p.practice_id and c.id = p.client_id
         left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
         where p.practice_id = e.practice_id and p.couple_id = e.couple_id and p.until is null
         order by array_position(array['SUSPENDED', 'NOT_INVITED', 'INVITED', 'ACTIVE'], ${accountStateSql}) limit 1) end as account_state
     from episodes e
     left join clients c on c.practice_id = e.practice_id and c.id = e.client_id
     left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
     where e.practice_id = app.practice_id() and e.discharged_at is null and e.id = any ((select app.cared_episode_ids())::uuid[])
       and (e.couple_id is not null or c.archived_at is null)
   ), page as (
     select * from care where $1::text is null or (name, id) > ($1, $2::uuid) order by name, id limit $3
   )
   select p.id, case when p.couple_id is null then 'INDIVIDUAL' else 'COUPLE' end as kind, p.name, p.pronouns, p.account_state,
     ${rhythmJson('e')} as rhythm, ${open} as open_count, w.waiting_count, w.to_read_count,
     ${lastTalksJson('e')} as last_talks, pr.zone,
     (select cp.status from couples cp where cp.practice_id = p.practice_id and cp.id = p.couple_id) as couple_status
   from page p join practices pr on pr.id = p.practice_id join episodes e on e.practice_id = p.practice_id and e.id = p.episode_id
   cross join lateral (
     select count(*)::int as waiting_count, count(*) filter (where ${isToRead('r')})::int
       + (select count(distinct (k.joint_part_id, k.client_id)) from joint_checks k
          where k.practice_id = e.practice_id and k.episode_id = e.id and ${isToTalkAbout('k')})::int
       + (select count(*) from ending_wishes ew
          where ew.practice_id = e.practice_id and ew.episode_id = e.id and ${isWishOpen('ew')})::int as to_read_count
     from reflections r where r.practice_id = e.practice_id and r.episode_id = e.id and r.state = 'SUBMITTED') w
   order by p.name, p.id`,
);

/** The client page: the client, the episode and everything given in it, without a word of what was written. */
export const clientScreen = statement<
  StoredClient & { assignments: StoredAssignment[] | null; enrollments: StoredEnrollment[] | null },
  [clientId: string]
>(
  'insight.client',
  clientSql('c.id = $1', `, ${assignmentsJson('e')} as assignments, ${enrollmentsJson('e')} as enrollments`),
);

/** The couple page: both rooms side by side, the gate, everything given; without a word of what was written. */
export const coupleScreen = statement<
  StoredCouple & { assignments: StoredAssignment[]; enrollments: StoredEnrollment[] },
  [coupleId: string, requestId: string]
>(
  'insight.couple',
  coupleSql(`, ${assignmentsJson('e')} as assignments, ${enrollmentsJson('e')} as enrollments`),
);
