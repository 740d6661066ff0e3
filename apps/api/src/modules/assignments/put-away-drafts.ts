import type { RecurringTask } from '../../platform/jobs/index.js';

/**
 * Words that were shared go 24 hours later, once they cannot be taken back any more: when somebody has read them since they
 * were shared. Words that were not shared stay their author's.
 */
export const putAwayDrafts: RecurringTask = {
  name: 'putAwayDrafts',
  cron: '17 * * * *',
  run: async (pool) => {
    await pool.query(
      `delete from drafts d using reflections r
       where r.practice_id = d.practice_id and r.id = d.reflection_id and r.state <> 'DRAFT'
         and d.shared_at < now() - interval '24 hours'
         and exists (select 1 from reviews v where v.practice_id = r.practice_id and v.reflection_id = r.id and v.read_at >= r.submitted_at)`,
    );
  },
};
