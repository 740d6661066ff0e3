import { Logger } from '@nestjs/common';
import type { OpensInSession } from '@rejoin/domain';
import type { Pool } from 'pg';
import { describeFault } from '../../platform/graphql/index.js';
import type { RecurringTask } from '../../platform/jobs/index.js';
import { courseJson, courseOf, type StoredCourse } from './course.js';
import { slotToOpen } from './turns.js';

const batch = 500;
const logger = new Logger('Turns');

interface Repeating {
  practice_id: string;
  id: string;
  episode_id: string;
  course: StoredCourse;
  opens_in_session: OpensInSession | null;
  client_ids: string[];
}

/**
 * Opens the turns that have come: of what is given by weeks or months or before each session, the slot that stands open now,
 * for everyone it was given to and who is still in it. A turn is made once; one that nobody took is simply left behind. What
 * cannot be reckoned for one of them leaves the others' turns as they are.
 */
export const openTurns: RecurringTask = {
  name: 'openTurns',
  cron: '*/10 * * * *',
  run: async (pool) => {
    const now = new Date().toISOString();
    let after: { practice_id: string; id: string } | null = null;
    for (;;) {
      const page: Repeating[] = await repeating(pool, after);
      for (const given of page)
        await openTurn(pool, given, now).catch((error: unknown) =>
          logger.warn({ assignmentId: given.id, fault: describeFault(error) }),
        );
      after = page.at(-1) ?? null;
      if (page.length < batch) return;
    }
  },
};

async function repeating(
  pool: Pool,
  after: { practice_id: string; id: string } | null,
): Promise<Repeating[]> {
  const { rows } = await pool.query<Repeating>({
    name: 'openTurns.repeating',
    text: `select a.practice_id, a.id, a.episode_id, ${courseJson('a', 'e', 'pr')} as course, a.opens_in_session,
        (select coalesce(array_agg(distinct o.client_id), '{}') from occurrences o
           join clients c on c.practice_id = o.practice_id and c.id = o.client_id and c.archived_at is null
           where o.practice_id = a.practice_id and o.assignment_id = a.id
             and (e.couple_id is null or exists (select 1 from partners p where p.practice_id = o.practice_id
               and p.couple_id = e.couple_id and p.client_id = o.client_id and p.until is null))) as client_ids
      from assignments a
      join practices pr on pr.id = a.practice_id
      join episodes e on e.practice_id = a.practice_id and e.id = a.episode_id and e.discharged_at is null
      left join couples cp on cp.practice_id = e.practice_id and cp.id = e.couple_id
      where a.rhythm not in ('ONCE', 'WHEN_IT_HAPPENS') and a.withdrawn_at is null and a.paused_at is null and a.announce_at <= now() and (cp.id is null or cp.status = 'ACTIVE')
        and ($1::uuid is null or (a.practice_id, a.id) > ($1, $2::uuid))
      order by a.practice_id, a.id limit ${batch}`,
    values: [after?.practice_id ?? null, after?.id ?? null],
  });
  return rows;
}

async function openTurn(pool: Pool, given: Repeating, now: string): Promise<void> {
  const slot = slotToOpen(courseOf(given.course), now);
  if (!slot) return;
  // For all of them at once: who is left out would wait for the session after the next.
  await pool.query({
    name: 'openTurns.open',
    text: `insert into occurrences (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, role, opens_at)
      select $1, gen_random_uuid(), $2, $3, c.id, $5, 'FIRST',
        (select max(o.role) from occurrences o where o.practice_id = $1 and o.assignment_id = $2 and o.client_id = c.id),
        case when $6 then null else now() end
      from unnest($4::uuid[]) c(id) on conflict do nothing`,
    values: [
      given.practice_id,
      given.id,
      given.episode_id,
      given.client_ids,
      slot,
      given.opens_in_session === 'EACH_TURN',
    ],
  });
}
