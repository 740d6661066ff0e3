import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { cloneDatabase } from './database.js';
import { wordsFor } from './rls-words.js';

/** Facts about the schema that hold for every table, function and login, whatever is added later. */

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let owner: Client;

beforeAll(async () => {
  database = await cloneDatabase();
  owner = new Client(database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const names = async (sql: string): Promise<string[]> =>
  (await owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);

/** Every table that belongs to a practice, partitions too. */
const tenantTables = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (c.relname = 'practices'
    or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'practice_id' and not a.attisdropped))`;

describe('tables of a practice', () => {
  test('row security is enabled and forced on every one, and there is no other table but the list of migrations', async () => {
    expect((await names(`select relname as name from (${tenantTables}) t`)).length).toBeGreaterThan(20);
    expect(
      await names(
        `select relname as name from (${tenantTables}) t where not (relrowsecurity and relforcerowsecurity)`,
      ),
    ).toEqual([]);
    expect(
      await names(
        `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i', 'I', 'S', 'c', 't')
           and c.oid not in (select oid from (${tenantTables}) t)`,
      ),
    ).toEqual(['migrations']);
  });

  test('every table rejoin_app may touch keeps the practice by a restrictive policy', async () => {
    expect(
      await names(
        `select relname as name from (${tenantTables}) t
         where has_any_column_privilege('rejoin_app', t.oid, 'select, insert, update') and not exists (
           select 1 from pg_policies p where p.tablename = t.relname and p.permissive = 'RESTRICTIVE' and p.cmd = 'ALL' and p.roles = '{rejoin_app}')`,
      ),
    ).toEqual([]);
  });

  test('every policy names its login', async () => {
    expect(await names(`select policyname as name from pg_policies where 'public' = any (roles)`)).toEqual(
      [],
    );
  });

  // It would be a plan of its own for every table of a statement; docs/decisions/008-screens-by-named-statements.md.
  test('no policy asks who is there by a subquery', async () => {
    expect(
      await names(
        `select tablename || ' ' || policyname as name from pg_policies
         where 'rejoin_app' = any (roles) and concat(qual, with_check) ~ 'SELECT app\\.(practice_id|membership_id|client_id|role)\\('`,
      ),
    ).toEqual([]);
  });

  test('without a context there are no rows and no error, before a first transaction and after one', async () => {
    const app = new Client(database.appUrl);
    await app.connect();
    try {
      const readable = await names(
        `select relname as name from (${tenantTables}) t where has_table_privilege('rejoin_app', t.oid, 'select')`,
      );
      const countAll = async () => {
        for (const table of readable) {
          const { rows } = await app.query<{ count: string }>(`select count(*) from ${table}`);
          expect(`${table}: ${rows[0]?.count}`).toBe(`${table}: 0`);
        }
      };
      await countAll();
      await app.query(`begin; select set_config('app.practice_id', gen_random_uuid()::text, true),
        set_config('app.membership_id', gen_random_uuid()::text, true), set_config('app.client_id', gen_random_uuid()::text, true),
        set_config('app.role', 'CLINICIAN', true); commit`);
      const { rows } = await app.query<{ setting: string }>(
        `select current_setting('app.practice_id', true) as setting`,
      );
      expect(rows).toEqual([{ setting: '' }]);
      await countAll();
    } finally {
      await app.end();
    }
  });
});

describe('logins', () => {
  test('none is a superuser, goes past row security, or can become another', async () => {
    expect(
      await names(
        `select rolname as name from pg_roles where rolname like 'rejoin%' and (rolsuper or rolbypassrls or rolcreatedb or rolreplication)`,
      ),
    ).toEqual([]);
    expect(
      await names(
        `select rolname as name from pg_roles where rolname in ('rejoin_app', 'rejoin_worker') and rolcreaterole`,
      ),
    ).toEqual([]);
    expect(
      await names(
        `select a.rolname || ' as ' || b.rolname as name from pg_roles a, pg_roles b
         where a.rolname in ('rejoin_app', 'rejoin_worker') and a.oid <> b.oid and pg_has_role(a.oid, b.oid, 'member')`,
      ),
    ).toEqual([]);
  });

  test('rejoin_app owns nothing, rejoin_worker only its queue', async () => {
    expect(
      await names(
        `select distinct r.rolname || ' ' || n.nspname as name from pg_class c join pg_roles r on r.oid = c.relowner
         join pg_namespace n on n.oid = c.relnamespace where r.rolname in ('rejoin_app', 'rejoin_worker') and n.nspname <> 'pg_toast'`,
      ),
    ).toEqual(['rejoin_worker graphile_worker']);
    expect(
      await names(
        `select n.nspname as name from pg_namespace n where has_schema_privilege('rejoin_app', n.oid, 'create')`,
      ),
    ).toEqual([]);
  });

  test('rejoin_app has no right on any table of schema auth or of the queue', async () => {
    expect(
      await names(
        `select c.oid::regclass::text as name from pg_class c
         where c.relnamespace::regnamespace::text in ('auth', 'graphile_worker') and c.relkind in ('r', 'p', 'v')
           and (has_table_privilege('rejoin_app', c.oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege('rejoin_app', c.oid, 'select, insert, update, references'))`,
      ),
    ).toEqual([]);
  });

  test('rejoin_app changes and removes only what its acts change and remove', async () => {
    const rights = (right: string) =>
      names(
        `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and has_table_privilege('rejoin_app', c.oid, '${right}') order by 1`,
      );
    expect(await rights('truncate, references, trigger')).toEqual([]);
    expect(await rights('delete')).toEqual([
      'answers',
      'drafts',
      'enrollment_weeks',
      'occurrences',
      'ratings',
      'reflections',
      'session_changes',
    ]);
    expect(await rights('update')).toEqual([
      ...['answers', 'assignments', 'drafts', 'idempotency_keys', 'invitations', 'process_notes'],
      ...['ratings', 'reflections', 'reviews', 'session_changes'],
    ]);
  });

  test('rejoin_worker reads ids, states and times, and no ciphertext, key, hash, name or word', async () => {
    const { rows } = await owner.query<{ table: string; columns: string }>(
      `select c.relname as table, string_agg(a.attname, ' ' order by a.attname) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace::regnamespace::text in ('public', 'auth') and c.relkind in ('r', 'p', 'v')
         and has_column_privilege('rejoin_worker', c.oid, a.attnum, 'select') group by 1 order by 1`,
    );
    expect(Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))).toEqual({
      assignments:
        'announce_at ends_after ends_on episode_id every_weeks holiday_from holiday_until id month_day opens_in_session paused_at practice_id resumed_on rhythm skipped_on starts_on weekdays withdrawn_at',
      care_team_members: 'clinician_id episode_id part practice_id since until',
      clients: 'archived_at id membership_id practice_id zone',
      clinician_only_marks: 'client_id practice_id',
      couples: 'id practice_id status',
      drafts: 'id practice_id reflection_id shared_at',
      episodes:
        'couple_id discharged_at id practice_id rhythm_anchor_on rhythm_every_weeks rhythm_time rhythm_zone',
      idempotency_keys: 'created_at key membership_id practice_id',
      invitations: 'accepted_at client_id expires_at id invited_at issue practice_id revoked_at role',
      joint_parts: 'assignment_id closed_at closes_at episode_id id practice_id',
      memberships: 'account_id id practice_id role suspended_at',
      occurrences: 'assignment_id client_id episode_id id opens_at practice_id role sitting slot',
      partners: 'client_id couple_id practice_id until',
      practices: 'id is_demo locale mail_name name zone',
      reflections: 'client_id episode_id id outcome practice_id sharing state submitted_at',
      replies: 'client_id episode_id id practice_id taken_back_at',
      reviews: 'practice_id read_at reflection_id',
      session_changes: 'episode_id moved_to practice_id session_on',
    });
    expect(
      await names(
        `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
         where c.relnamespace::regnamespace::text in ('public', 'auth') and c.relkind in ('r', 'p') and not a.attisdropped
           and (a.atttypid = 'bytea'::regtype or a.attname ~ 'password|sealed|wrapped|hash')
           and has_column_privilege('rejoin_worker', c.oid, a.attnum, 'select, insert, update')`,
      ),
    ).toEqual([]);
  });
});

describe('functions that run as their owner', () => {
  const definers = `select p.* from pg_proc p where p.prosecdef and p.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`;

  test('are these and no others', async () => {
    const found = await names(
      `select r.rolname || ' ' || p.pronamespace::regnamespace || '.' || p.proname as name
       from (${definers}) p join pg_roles r on r.oid = p.proowner`,
    );
    expect(found.sort()).toEqual(
      [
        ...[
          ...[
            'enter',
            'enter_signed_in',
            'holds_what_was_shared',
            'is_couple_without_episode',
            'is_in_it_with',
            'is_shared',
          ],
          ...['is_without_care', 'is_without_episode', 'look_up_care', 'look_up_known_membership_ids'],
          ...['look_up_own', 'look_up_own_given', 'look_up_own_program_version_ids'],
          ...['look_up_given_version_ids', 'look_up_seen_exercise_ids'],
          ...[
            'may_be_given_care',
            'may_say_how',
            'only_client_of',
            'only_episode_of',
            'only_turn',
            'own_standing_couple_ids',
            'was_created_now',
          ],
        ].map((name) => `rejoin_owner app.${name}`),
        ...[
          ...['enter_code', 'give_code', 'may_give_code'],
          ...['add_role', 'await_requests', 'begin_reset_of', 'end_sign_ins_of', 'set_suspended'],
          ...['accept_invitation', 'begin_password_reset', 'begin_sign_in', 'check_sign_in', 'clear_tries'],
          ...['count_try', 'end_all_sign_ins', 'end_sign_in', 'find_account', 'invitation_by_token'],
          ...['invitation_envelope', 'is_reset_open', 'list_sign_ins', 'member_envelope', 'memberships_of'],
          ...[
            'public_help',
            'put_away',
            'reset_envelope',
            'reset_password',
            'seen_by_others',
            'set_seen_by_others',
            'switch_membership',
            'uncount_try',
          ],
        ].map((name) => `rejoin_owner auth.${name}`),
        'rejoin_worker jobs.enqueue',
      ].sort(),
    );
  });

  test('pin their search path, temporary tables last, and are closed to everybody else', async () => {
    expect(
      await names(
        `select p.oid::regprocedure::text as name from (${definers}) p
         where coalesce(array_to_string(p.proconfig, ';'), '') !~ '^search_path=[a-z_, ]*, pg_temp$'
           or has_function_privilege('public', p.oid, 'execute')`,
      ),
    ).toEqual([]);
  });

  test('that open an address or put away belong to the worker alone', async () => {
    expect(
      await names(
        `select p.proname as name from (${definers}) p where has_function_privilege('rejoin_worker', p.oid, 'execute')
           and p.proowner <> 'rejoin_worker'::regrole order by 1`,
      ),
    ).toEqual(['invitation_envelope', 'member_envelope', 'put_away', 'reset_envelope']);
    expect(
      await names(
        `select p.proname as name from (${definers}) p where p.proname ~ '_envelope$' and has_function_privilege('rejoin_app', p.oid, 'execute')`,
      ),
    ).toEqual([]);
  });
});

test('docs/security/row-level-security.md lists the policies as they are', async () => {
  const file = fileURLToPath(new URL('../../../docs/security/row-level-security.md', import.meta.url));
  const { rows } = await owner.query<PolicyRow>(
    `select tablename as table, policyname as name, array_to_string(roles, ', ') as login, permissive, lower(cmd) as command
     from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  expect(rows.filter((row) => !wordsFor(row)).map(({ name }) => name)).toEqual([]);
  const written = readFileSync(file, 'utf8');
  expect(written).toMatch(/<!-- policies -->\n[^]*<!-- end of policies -->/);
  const wanted = written.replace(
    /(<!-- policies -->\n)[^]*(<!-- end of policies -->)/,
    (_, begin: string, end: string) => `${begin}\n${tableOf(rows)}\n\n${end}`,
  );
  if (process.env.WRITE_DOCS) writeFileSync(file, wanted);
  // To bring the page up to date: WRITE_DOCS=1 node tools/jest.mjs apps/api rls-catalogue
  else expect(written).toBe(wanted);
});

interface PolicyRow {
  table: string;
  name: string;
  login: string;
  permissive: string;
  command: string;
}

/** Tables in their order, each policy in plain words; the three that are everywhere are told once, above the list. */
function tableOf(rows: PolicyRow[]): string {
  const isEverywhere = ({ name, table }: PolicyRow) => [`${table}_tenant`, `${table}_owner`].includes(name);
  const lines = rows
    .filter((row) => !isEverywhere(row))
    .map((row) => [
      `\`${row.table}\``,
      `\`${row.name.slice(row.table.length + 1)}\``,
      row.login.replace('rejoin_', ''),
      row.command,
      wordsFor(row) ?? '',
    ]);
  const count = (suffix: string) => rows.filter(({ name, table }) => name === `${table}_${suffix}`).length;
  return [
    `${rows.length} policies: on ${count('tenant')} tables \`tenant\`, on ${count('owner')} tables and partitions \`owner\`, and these:`,
    '',
    ...aligned([['Table', 'Policy', 'Login', 'For', 'Who, and which rows'], ...lines]),
  ].join('\n');
}

/** A table as Prettier leaves it. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)];
}
