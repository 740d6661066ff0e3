import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Policies ask who is there without a subquery.
 *
 * `(select app.practice_id())` is a plan of its own for every table of a statement and every condition of its policies, and
 * hides from the planner that all of them mean the same. Written as it is, it is an expression that indexes are entered with
 * and that is there once. Lists that are short, or seldom reached, are written so, too; whom a clinician cares for is many, and
 * stays looked at once for each table. What a policy lets through is the same.
 */
export class ShortPolicies1765000000000 implements MigrationInterface {
  name = 'ShortPolicies1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(rewriting);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const asked = [
  ...['practice_id', 'membership_id', 'client_id', 'role'],
  ...['own_assignment_ids', 'own_couple_ids', 'own_episode_ids', 'given_version_ids', 'seen_exercise_ids'],
].join('|');
/** As PostgreSQL prints it. */
const subquery = String.raw`\( SELECT app\.(${asked})\(\) AS \1\)`;

const rewriting = `
  do $do$
  declare
    policy record;
  begin
    for policy in
      select format('%I on %I.%I', policyname, schemaname, tablename) as name, p.qual, p.with_check,
        regexp_replace(p.qual, $re$${subquery}$re$, 'app.\\1()', 'g') as shorter_qual,
        regexp_replace(p.with_check, $re$${subquery}$re$, 'app.\\1()', 'g') as shorter_check
      from pg_policies p where 'rejoin_app' = any (p.roles)
    loop
      if policy.shorter_qual is distinct from policy.qual or policy.shorter_check is distinct from policy.with_check then
        execute 'alter policy ' || policy.name || coalesce(' using (' || policy.shorter_qual || ')', '')
          || coalesce(' with check (' || policy.shorter_check || ')', '');
      end if;
    end loop;
  end $do$;
`;
