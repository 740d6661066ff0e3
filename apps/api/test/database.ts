import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Config, loadConfig } from '../src/platform/config/index.js';

/** How the logins reach one database of the test cluster. */
export interface Urls {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
}

/** What the global set-up tells the workers. */
export interface Cluster extends Urls {
  /** Where the run's key file lies: one for all, as in one installation. */
  dataDir: string;
}

export const clusterVariable = 'REJOIN_TEST_CLUSTER';
export const templateDatabase = 'rejoin_template';

/** The real settings of an installation on this database. */
export function configFor(urls: Urls, dataDir: string, env: NodeJS.ProcessEnv = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://localhost:4200',
    DATABASE_URL: urls.ownerUrl,
    APP_DATABASE_URL: urls.appUrl,
    WORKER_DATABASE_URL: urls.workerUrl,
    DATA_DIR: dataDir,
    ROLE: 'web',
    ADHOC_GRAPHQL: 'on',
    ...env,
  });
}

/** The run's cluster; `urls` are those of its template database. */
export function testCluster(): Cluster {
  const told = process.env[clusterVariable];
  if (!told) throw new Error('There is no test cluster: run the tests with `node tools/jest.mjs apps/api`.');
  return JSON.parse(told) as Cluster;
}

/** A database of its own for one spec file, cloned from the migrated template or from another that nobody is using. */
export async function cloneDatabase(
  template: string = templateDatabase,
): Promise<Urls & { drop: () => Promise<void> }> {
  const cluster = testCluster();
  const name = `rejoin_${randomBytes(6).toString('hex')}`;
  await asSuper(`create database ${name} owner rejoin_owner template ${template}`);
  await asSuper(`revoke all on database ${name} from public`);
  await asSuper(`grant connect on database ${name} to rejoin_app`);
  await asSuper(`grant connect, create on database ${name} to rejoin_worker`);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  return {
    superUrl: at(cluster.superUrl),
    ownerUrl: at(cluster.ownerUrl),
    appUrl: at(cluster.appUrl),
    workerUrl: at(cluster.workerUrl),
    drop: () => asSuper(`drop database if exists ${name} with (force)`),
  };
}

async function asSuper(sql: string): Promise<void> {
  const url = Object.assign(new URL(testCluster().superUrl), { pathname: '/postgres' }).toString();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** One number for everything that lies in the database, table by table, seen past row security. */
export async function tableChecksums(
  sql: pg.Pool,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'graphile_worker') order by 1`,
  );
  const wanted = tables.map(({ name }) => name).filter((name) => !except.includes(name));
  // When somebody was last seen is no change of anything.
  const row = (name: string) => (name === 'auth.sign_ins' ? "(to_jsonb(t) - 'last_seen_at')" : 't');
  const parts = wanted.map(
    (name) =>
      `select '${name}' as name, count(*) || ':' || coalesce(sum(hashtextextended(${row(name)}::text, 0)::numeric), 0) as sum from ${name} t`,
  );
  const { rows } = await sql.query<{ name: string; sum: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
