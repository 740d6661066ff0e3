import { Client } from 'pg';
import { cloneDatabase, type Urls } from './database.js';
import { type Claim, claimsAbout, faultOf, type Login } from './rls-claims.js';
import { seedPractices } from './rls-practice.js';

/**
 * Row-level security, spoken to in SQL by the three logins. Every claim holds; and for every policy, a database without it,
 * and one where its condition is always true, break at least one claim: no policy is there for nothing, none is loose.
 */

type Database = Awaited<ReturnType<typeof cloneDatabase>>;
type Logins = Record<Login, Client>;

interface Policy {
  table: string;
  name: string;
  kind: string;
  command: string;
  roles: string;
  using: string | null;
  check: string | null;
  /**
   * Whether the roles hold a right on the table to which this condition could say anything. A tenant's check speaks of one
   * column: nobody may write the id of a practice.
   */
  isUsingReached: boolean;
  isCheckReached: boolean;
}

/** A database with one policy changed: what changes it, and what puts it back. */
interface Mutant {
  table: string;
  name: string;
  change: string;
  undo: string;
}

let base: Database;
let template: string;
let policies: Policy[];
let claims: Claim[];

beforeAll(async () => {
  base = await cloneDatabase();
  template = new URL(base.ownerUrl).pathname.slice(1);
  await asOwner(base, seedPractices);
  policies = await asOwner(base, policiesIn);
  claims = claimsAbout([...new Set(policies.map(({ table }) => table))]);
});

afterAll(() => base.drop());

test('every claim holds', async () => {
  const logins = await signIn(base);
  try {
    const faults = [];
    for (const claim of claims) faults.push(await faultOf(logins[claim.login], claim));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  } finally {
    await signOut(logins);
  }
});

test('removing any policy is noticed', async () => {
  const mutants = policies.map((policy) => ({
    table: policy.table,
    name: `without ${policy.name}`,
    change: `drop policy ${policy.name} on ${policy.table}`,
    undo: creationOf(policy),
  }));
  expect(await survivors(mutants)).toEqual([]);
}, 120_000);

test('opening any condition of a policy is noticed', async () => {
  const mutants = policies.flatMap((policy) =>
    [
      ['using', policy.using, policy.isUsingReached] as const,
      ['with check', policy.check, policy.isCheckReached] as const,
    ]
      .filter(([, condition, isReached]) => condition !== null && condition !== 'true' && isReached)
      .map(([clause, condition]) => ({
        table: policy.table,
        name: `${policy.name} ${clause} (true)`,
        change: `alter policy ${policy.name} on ${policy.table} ${clause} (true)`,
        undo: `alter policy ${policy.name} on ${policy.table} ${clause} (${condition})`,
      })),
  );
  expect(mutants.length).toBeGreaterThan(policies.length / 2);
  expect(await survivors(mutants)).toEqual([]);
}, 120_000);

/** The mutants that no claim noticed, by name. */
async function survivors(mutants: Mutant[]): Promise<string[]> {
  const waiting = [...mutants];
  const unnoticed: string[] = [];
  const lane = async () => {
    const database = await cloneDatabase(template);
    const logins = await signIn(database);
    try {
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        await logins.owner.query(mutant.change);
        if (!(await isNoticed(mutant, logins))) unnoticed.push(mutant.name);
        await logins.owner.query(mutant.undo);
      }
      // Each mutant began with all policies as they are.
      expect(await policiesIn(logins.owner)).toEqual(policies);
    } finally {
      await signOut(logins);
      await database.drop();
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return unnoticed;
}

async function isNoticed({ table }: Mutant, logins: Logins): Promise<boolean> {
  const speaksOfIt = new RegExp(`\\b(${table}|auth)\\b`);
  const [near, far] = [true, false].map((wanted) =>
    claims.filter(({ statements }) => speaksOfIt.test(statements.join(' ')) === wanted),
  );
  for (const claim of [...(near ?? []), ...(far ?? [])]) {
    if ((await faultOf(logins[claim.login], claim)) !== null) return true;
  }
  return false;
}

async function policiesIn(owner: Client): Promise<Policy[]> {
  const { rows } = await owner.query<Policy>(
    `select p.tablename as table, p.policyname as name, p.permissive as kind, p.cmd as command,
       array_to_string(p.roles, ', ') as roles, p.qual as using, p.with_check as check,
       has_any_column_privilege(p.roles[1], p.tablename, 'select') as "isUsingReached",
       case when p.policyname = p.tablename || '_tenant'
         then has_column_privilege(p.roles[1], p.tablename, case when p.tablename = 'practices' then 'id' else 'practice_id' end, 'insert, update')
         else has_any_column_privilege(p.roles[1], p.tablename, 'insert, update') end as "isCheckReached"
     from pg_policies p where p.schemaname = 'public' order by 1, 2`,
  );
  return rows;
}

const creationOf = (policy: Policy): string =>
  [
    `create policy ${policy.name} on ${policy.table} as ${policy.kind} for ${policy.command} to ${policy.roles}`,
    policy.using && `using (${policy.using})`,
    policy.check && `with check (${policy.check})`,
  ]
    .filter(Boolean)
    .join(' ');

async function signIn(database: Urls): Promise<Logins> {
  const logins = {
    app: new Client(database.appUrl),
    worker: new Client(database.workerUrl),
    owner: new Client(database.ownerUrl),
  };
  await Promise.all(Object.values(logins).map((client) => client.connect()));
  return logins;
}

async function signOut(logins: Logins): Promise<void> {
  await Promise.all(Object.values(logins).map((client) => client.end()));
}

async function asOwner<Result>(urls: Urls, work: (owner: Client) => Promise<Result>): Promise<Result> {
  const owner = new Client(urls.ownerUrl);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
