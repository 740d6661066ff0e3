import 'reflect-metadata';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { entities } from '../src/entities.js';
import { createApplication, newLog } from '../src/http.js';
import type { Config } from '../src/platform/config/index.js';
import { type Owner, ownerDataSource, refuseNestedTransactions } from '../src/platform/db/index.js';
import { cloneDatabase, configFor, testCluster, type Urls } from './database.js';

/** The real product on a database of its own. */
export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  urls: Urls;
  /** Past every policy: for looking at what lies there, never for acting. */
  sql: pg.Pool;
  /** The operator's hand, as the command line has it. */
  owner: Owner;
  /** Everything that was logged, one JSON line each. */
  logs: string[];
  close(): Promise<void>;
}

/** Boots the product as main.ts does, without a port. `urls`: a second process on a database that is there already. */
export async function startApp(env: NodeJS.ProcessEnv = {}, urls?: Urls): Promise<TestApp> {
  const database = urls ? { ...urls, drop: () => Promise.resolve() } : await cloneDatabase();
  const config = configFor(database, testCluster().dataDir, env);
  const logs: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logs.push(chunk.toString('utf8'));
      done();
    },
  });
  refuseNestedTransactions();
  const app = await createApplication(config, newLog(destination));
  const owner = await ownerDataSource(config.databaseUrl, entities).initialize();
  const sql = new pg.Pool({ connectionString: database.superUrl, max: 3 });
  sql.on('error', () => undefined);
  return {
    app,
    config,
    urls: database,
    sql,
    owner,
    logs,
    close: async () => {
      await app.close();
      await owner.destroy();
      await sql.end();
      await database.drop();
    },
  };
}
