import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rhythms whole: weeks and months by the calendar, turns that a client starts when it happens, an end, a pause, a holiday and
 * turns that are left out.
 */
export class Rhythms1764500000000 implements MigrationInterface {
  name = 'Rhythms1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [columns, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const columns = `
  -- The day a rhythm counts from: the one it was given on, or the one it was last changed on.
  alter table assignments rename column given_on to starts_on;

  alter table assignments drop constraint ck_assignments_rhythm;
  alter table assignments
    add constraint ck_assignments_rhythm check (rhythm in ('ONCE', 'BEFORE_EACH_SESSION', 'WEEKLY', 'MONTHLY', 'WHEN_IT_HAPPENS')),
    add column every_weeks smallint not null default 1,
    add constraint ck_assignments_every_weeks check (every_weeks between 1 and case when rhythm = 'WEEKLY' then 12 else 1 end),
    add column weekdays text[] not null default '{}',
    add constraint ck_assignments_weekdays check (weekdays <@ array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
      and (rhythm = 'WEEKLY' or weekdays = '{}')),
    add column month_day smallint,
    add constraint ck_assignments_month_day check ((rhythm = 'MONTHLY') = (month_day is not null) and month_day between 1 and 31),
    add column ends_on date,
    add column ends_after smallint,
    add constraint ck_assignments_ends check (num_nonnulls(ends_on, ends_after) <= 1 and ends_after between 1 and 100),
    add column paused_at timestamptz,
    add column paused_by_id uuid,
    add constraint ck_assignments_paused check (num_nonnulls(paused_at, paused_by_id) <> 1),
    add column resumed_on date,
    add column holiday_from date,
    add column holiday_until date,
    add constraint ck_assignments_holiday check (num_nonnulls(holiday_from, holiday_until) <> 1 and holiday_from <= holiday_until),
    add column skipped_on text[] not null default '{}';

  drop index ix_assignments_repeating;
  create index ix_assignments_repeating on assignments (practice_id, id)
    where rhythm not in ('ONCE', 'WHEN_IT_HAPPENS') and withdrawn_at is null and paused_at is null;
`;

const anyOf = (column: string, lookup: string) => `${column} = any ((select app.${lookup}())::uuid[])`;

/** A turn that its client started is named by a key, which has 36 characters; every other slot is a date or \`once\`. */
const isStartedByClient = 'length(slot) = 36';

const policies = `
  -- That a turn was started is its client's own affair until something is shared in it, as it is of a later sitting.
  drop policy occurrences_care on occurrences;
  create policy occurrences_care on occurrences for select to rejoin_app using (${anyOf('episode_id', 'cared_episode_ids')}
    and (sitting = 'FIRST' and not ${isStartedByClient} or exists (select 1 from reflections r
      where r.practice_id = occurrences.practice_id and r.occurrence_id = occurrences.id and r.state <> 'DRAFT')));

  create policy occurrences_own_start on occurrences for insert to rejoin_app with check (client_id = (select app.client_id())
    and sitting = 'FIRST' and ${isStartedByClient} and opens_at <= now() and ${anyOf('assignment_id', 'own_assignment_ids')}
    and exists (select 1 from assignments a where a.practice_id = occurrences.practice_id and a.id = assignment_id
      and a.episode_id = occurrences.episode_id and a.rhythm = 'WHEN_IT_HAPPENS' and a.withdrawn_at is null and a.paused_at is null
      and a.opens_in_session is distinct from 'EACH_TURN'));
`;

const grants = `
  grant select (every_weeks, weekdays, month_day, ends_on, ends_after, paused_at, resumed_on, holiday_from, holiday_until, skipped_on)
    on assignments to rejoin_worker;
`;
