import { statement } from '../../platform/db/index.js';
import type { AccountState } from '../accounts/index.js';
import { assignmentsJson, type StoredAssignment } from '../assignments/index.js';
import {
  accountStateSql,
  clientSql,
  rhythmJson,
  type StoredClient,
  type StoredRhythm,
} from '../caseload/index.js';

const open = `(select count(*)::int from assignments a join occurrences o on o.practice_id = a.practice_id and o.assignment_id = a.id
    left join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id and r.state <> 'DRAFT'
    where a.practice_id = e.practice_id and a.episode_id = e.id and a.withdrawn_at is null and r.id is null)`;
const waiting = (more: string) => `(select count(*)::int from reflections r
    where r.practice_id = e.practice_id and r.episode_id = e.id and r.state = 'SUBMITTED' ${more})`;

/** The caseload: each client of the viewer with what waits, by name. Counts what was shared, never what was begun. */
export const caseloadPage = statement<
  {
    id: string;
    chosen_name: string;
    pronouns: string | null;
    account_state: AccountState;
    rhythm: StoredRhythm;
    open_count: number;
    waiting_count: number;
    to_read_count: number;
  },
  [afterName: string | null, afterId: string | null, limit: number]
>(
  'insight.caseload',
  `select c.id, c.chosen_name, c.pronouns, ${accountStateSql} as account_state, ${rhythmJson('e')} as rhythm,
     ${open} as open_count, ${waiting('')} as waiting_count, ${waiting(`and r.sharing = 'READ_BEFORE'`)} as to_read_count
   from clients c
   join episodes e on e.practice_id = c.practice_id and e.client_id = c.id and e.discharged_at is null and e.id = any ((select app.cared_episode_ids())::uuid[])
   left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
   where c.practice_id = app.practice_id() and c.archived_at is null
     and ($1::text is null or (c.chosen_name, c.id) > ($1, $2::uuid))
   order by c.chosen_name, c.id limit $3`,
);

/** The client page: the client, the episode and everything given in it, without a word of what was written. */
export const clientScreen = statement<StoredClient & { assignments: StoredAssignment[] }, [clientId: string]>(
  'insight.client',
  clientSql('c.id = $1', `, ${assignmentsJson('e')} as assignments`),
);
