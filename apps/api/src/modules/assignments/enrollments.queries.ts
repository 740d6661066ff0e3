import { statement } from '../../platform/db/index.js';
import type { WeekOpening } from './enrollment.lifecycle.js';

/** A week as statements return it, in the order of the weeks. */
export interface StoredWeek {
  id: string;
  week_key: string | null;
  opened_at: string | null;
  skipped_at: string | null;
  position: number;
}

export interface StoredEnrollment {
  id: string;
  opens: WeekOpening;
  enrolled_at: string;
  ended_at: string | null;
  cohort_name: string | null;
  definition: object;
  weeks: StoredWeek[];
}

const weeksJson = `(select coalesce(json_agg(json_build_object('id', w.id, 'week_key', w.week_key, 'opened_at', w.opened_at,
    'skipped_at', w.skipped_at, 'position', w.position) order by w.position, w.id), '[]')
  from enrollment_weeks w where w.practice_id = n.practice_id and w.enrollment_id = n.id)`;

const enrollmentColumns = `n.id, n.opens, n.enrolled_at, n.ended_at, ch.name as cohort_name, pv.definition, ${weeksJson} as weeks`;

const enrollmentSource = `enrollments n
  join program_versions pv on pv.practice_id = n.practice_id and pv.id = n.program_version_id
  left join cohorts ch on ch.practice_id = n.practice_id and ch.id = n.cohort_id`;

/** SQL of the ways through programs in an episode, the newest first; `episode` is the alias of an episode. */
export const enrollmentsJson = (
  episode: string,
): string => `(select coalesce(json_agg(q order by q.enrolled_at desc, q.id), '[]') from (
    select ${enrollmentColumns} from ${enrollmentSource}
    where n.practice_id = ${episode}.practice_id and n.episode_id = ${episode}.id) q)`;

const cared = `n.practice_id = app.practice_id() and n.episode_id = any ((select app.cared_episode_ids())::uuid[])`;

export const enrollmentsOfClient = statement<{ enrollments: StoredEnrollment[] }, [clientId: string]>(
  'enrollments.ofClient',
  `select ${enrollmentsJson('ep')} as enrollments from episodes ep
   where ep.practice_id = app.practice_id() and ep.client_id = $1 and ep.id = any ((select app.cared_episode_ids())::uuid[])
   order by ep.started_on desc limit 1`,
);

export const enrollmentsOfCouple = statement<{ enrollments: StoredEnrollment[] }, [coupleId: string]>(
  'enrollments.ofCouple',
  `select ${enrollmentsJson('ep')} as enrollments from episodes ep
   where ep.practice_id = app.practice_id() and ep.couple_id = $1 and ep.id = any ((select app.cared_episode_ids())::uuid[])`,
);

export const enrollmentById = statement<StoredEnrollment, [enrollmentId: string]>(
  'enrollments.byId',
  `select ${enrollmentColumns} from ${enrollmentSource} where ${cared} and n.id = $1`,
);

/** A way through a program, locked before one of its weeks is opened, closed or moved. */
export const lockEnrollment = statement<
  { id: string; episode_id: string; ended_at: string | null; definition: object; weeks: StoredWeek[] },
  [enrollmentId: string]
>(
  'enrollments.lock',
  `with locked as (select n.* from enrollments n where ${cared} and n.id = $1 for no key update)
   select n.id, n.episode_id, n.ended_at, pv.definition, ${weeksJson} as weeks
   from locked n join program_versions pv on pv.practice_id = n.practice_id and pv.id = n.program_version_id`,
);

export const enrollmentOfWeek = statement<{ enrollment_id: string }, [weekId: string]>(
  'enrollments.ofWeek',
  `select n.id as enrollment_id from enrollment_weeks w join enrollments n on n.practice_id = w.practice_id and n.id = w.enrollment_id
   where ${cared} and w.id = $1`,
);

/** Whether a course of care is on its way through a program already, in whichever version of it. */
export const isUnderWay = statement<{ id: string }, [episodeId: string, slug: string]>(
  'enrollments.isUnderWay',
  `select n.id from enrollments n join program_versions pv on pv.practice_id = n.practice_id and pv.id = n.program_version_id
   where ${cared} and n.episode_id = $1 and pv.slug = $2 and n.ended_at is null
     and exists (select 1 from enrollment_weeks w where w.practice_id = n.practice_id and w.enrollment_id = n.id
       and w.opened_at is null and w.skipped_at is null)`,
);

/** The individual courses of care of these clients in the viewer's care. */
export const individualEpisodes = statement<{ client_id: string; episode_id: string }, [clientIds: string[]]>(
  'enrollments.individualEpisodes',
  `select e.client_id, e.id as episode_id from episodes e
   where e.practice_id = app.practice_id() and e.client_id = any ($1::uuid[]) and e.discharged_at is null
     and e.id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** Puts weeks that are still to come in their places; a rest that is not named is taken out. */
export const arrangeWeeks = statement<
  never,
  [enrollmentId: string, weekIds: string[], positions: number[], areSkipped: boolean[]]
>(
  'enrollments.arrangeWeeks',
  `with left_out as (
     delete from enrollment_weeks where practice_id = app.practice_id() and enrollment_id = $1 and week_key is null
       and opened_at is null and id <> all ($2::uuid[])
   )
   update enrollment_weeks w set position = a.position, skipped_at = case when a.is_skipped then coalesce(w.skipped_at, now()) end
   from unnest($2::uuid[], $3::smallint[], $4::boolean[]) as a (id, position, is_skipped)
   where w.practice_id = app.practice_id() and w.enrollment_id = $1 and w.id = a.id and w.opened_at is null`,
);

/** Takes back what opening a week gave, which nobody has heard of yet. */
export const withdrawWeek = statement<never, [weekId: string]>(
  'enrollments.withdrawWeek',
  `update assignments set withdrawn_at = now(), withdrawn_by_id = app.membership_id()
   where practice_id = app.practice_id() and enrollment_week_id = $1 and withdrawn_at is null`,
);

/**
 * The way through a program whose next week a review opens: the reflection belongs to the week opened last, and everything
 * given in that week has been reviewed.
 */
export const openedByReview = statement<{ enrollment_id: string }, [reflectionId: string]>(
  'enrollments.openedByReview',
  `select n.id as enrollment_id from reflections r
   join occurrences o on o.practice_id = r.practice_id and o.id = r.occurrence_id
   join assignments a on a.practice_id = o.practice_id and a.id = o.assignment_id
   join enrollment_weeks w on w.practice_id = a.practice_id and w.id = a.enrollment_week_id
   join enrollments n on n.practice_id = w.practice_id and n.id = w.enrollment_id
   where ${cared} and r.id = $1 and n.opens = 'AFTER_REVIEW' and n.ended_at is null
     and not exists (select 1 from enrollment_weeks l where l.practice_id = w.practice_id and l.enrollment_id = w.enrollment_id
       and l.opened_at is not null and l.position > w.position)
     and not exists (select 1 from assignments b where b.practice_id = w.practice_id and b.enrollment_week_id = w.id and b.withdrawn_at is null
       and not exists (select 1 from occurrences p join reflections q on q.practice_id = p.practice_id and q.occurrence_id = p.id
         where p.practice_id = b.practice_id and p.assignment_id = b.id and q.state = 'REVIEWED'))`,
);

export interface StoredCohort {
  id: string;
  name: string;
  definition: object;
  members: { client_id: string; client_name: string; enrollment: StoredEnrollment }[];
}

const cohortSql = (where: string): string => `select ch.id, ch.name, pv.definition,
     (select coalesce(json_agg(m order by m.client_name, m.client_id), '[]') from (
        select c.id as client_id, c.chosen_name as client_name, json_build_object('id', n.id, 'opens', n.opens, 'enrolled_at', n.enrolled_at,
          'ended_at', n.ended_at, 'cohort_name', ch.name, 'definition', pv.definition, 'weeks', ${weeksJson}) as enrollment
        from enrollments n
        join episodes e on e.practice_id = n.practice_id and e.id = n.episode_id
        join clients c on c.practice_id = e.practice_id and c.id = e.client_id
        where n.practice_id = ch.practice_id and n.cohort_id = ch.id and e.discharged_at is null
          and n.episode_id = any ((select app.cared_episode_ids())::uuid[])) m) as members
   from cohorts ch join program_versions pv on pv.practice_id = ch.practice_id and pv.id = ch.program_version_id
   where ch.practice_id = app.practice_id() and ${where} order by ch.created_at desc, ch.id`;

export const ownCohorts = statement<StoredCohort>(
  'cohorts.own',
  cohortSql('ch.created_by_id = app.membership_id()'),
);

export const cohortById = statement<StoredCohort, [cohortId: string]>(
  'cohorts.byId',
  cohortSql('ch.created_by_id = app.membership_id() and ch.id = $1'),
);

/** SQL of the programs a client `c` walks, for Today: where something was opened and nothing has ended. */
export const ownProgramsSql = `select n.id, n.enrolled_at, pv.definition->'title' as title,
     (select count(*)::int from enrollment_weeks w where w.practice_id = n.practice_id and w.enrollment_id = n.id and w.week_key is not null
        and w.opened_at is not null) as opened_count,
     (select count(*)::int from enrollment_weeks w where w.practice_id = n.practice_id and w.enrollment_id = n.id and w.week_key is not null
        and w.skipped_at is null) as week_count,
     (select wk from jsonb_array_elements(pv.definition->'weeks') wk where wk->>'key' = l.week_key) as week
   from enrollments n
   join program_versions pv on pv.practice_id = n.practice_id and pv.id = n.program_version_id
   join episodes e on e.practice_id = n.practice_id and e.id = n.episode_id and e.discharged_at is null
   join lateral (select w.week_key from enrollment_weeks w where w.practice_id = n.practice_id and w.enrollment_id = n.id
     and w.opened_at is not null order by w.position desc limit 1) l on true
   where n.practice_id = c.practice_id and n.ended_at is null
     and (e.client_id = c.id or e.couple_id = any ((select app.own_active_couple_ids())::uuid[]))`;

export interface StoredOwnProgram {
  id: string;
  title: { en: string };
  opened_count: number;
  week_count: number;
  week: { title: { en: string }; line: { en: string } } | null;
}
