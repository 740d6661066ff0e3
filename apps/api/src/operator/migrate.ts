import pg from 'pg';
import { type Config, derivedPassword } from '../platform/config/index.js';
import { ownerDataSource } from '../platform/db/index.js';
import { installJobs } from '../platform/jobs/index.js';

/** Brings the database up to this version: the two other logins if they are missing, the schema, the job queue. */
export async function migrate(config: Config): Promise<string[]> {
  await prepareLogins(config);
  const owner = await ownerDataSource(config.databaseUrl).initialize();
  try {
    const run = await owner.runMigrations();
    await installJobs(config.workerDatabaseUrl);
    return run.map((migration) => migration.name);
  } finally {
    await owner.destroy();
  }
}

/** Whether entities and migrations say the same: the statements TypeORM would still run. */
export async function drift(
  config: Config,
  entities: Parameters<typeof ownerDataSource>[1],
): Promise<string[]> {
  const owner = await ownerDataSource(config.databaseUrl, entities).initialize();
  try {
    return (await owner.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);
  } finally {
    await owner.destroy();
  }
}

async function prepareLogins(config: Config): Promise<void> {
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    if (rows[0]?.rolsuper || rows[0]?.rolbypassrls) {
      throw new Error(
        'DATABASE_URL signs in as a superuser or past row-level security. Use a plain login that owns the database.',
      );
    }
    for (const login of ['rejoin_app', 'rejoin_worker'] as const) {
      const given = new URL(login === 'rejoin_app' ? config.appDatabaseUrl : config.workerDatabaseUrl);
      const isDerived = given.password === derivedPassword(login, config.keys);
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [login]);
      if (rowCount) continue;
      if (!isDerived)
        throw new Error(
          `The login ${login} does not exist. Create it, or leave its address out to have it made.`,
        );
      await client.query(
        `create role ${login} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(given.password)}`,
      );
    }
    await client.query(
      `do $$ begin execute format('grant create on database %I to rejoin_worker', current_database()); end $$`,
    );
  } finally {
    await client.end();
  }
}
