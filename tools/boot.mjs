// @ts-check
// The built product for one test run: its own database cluster, its own mail catcher, a free port and the demo practice,
// with what fault tests need: kill the API, kill the database, start again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { startMailCatcher } from './mail-catcher.mjs';
import { freePort } from './ports.mjs';
import { mustRunCli, spawnApi } from './prepare.mjs';

/**
 * A running installation of its own.
 * @typedef {object} Booted
 * @property {string} url where the portal is
 * @property {NodeJS.ProcessEnv} env the settings it runs with
 * @property {import('./mail-catcher.mjs').MailCatcher} mail
 * @property {import('./embedded-postgres.mjs').EmbeddedPostgres} db
 * @property {{ key: string, name: string, role: string, email: string, password: string, about: string }[]} personas
 * @property {(...args: string[]) => Promise<string>} cli the operator's command line; answers its output
 * @property {(statement: string) => Promise<void>} sql past every policy: for what only time would do
 * @property {() => Promise<void>} undoTimePasses as if the seconds were over in which what was given, opened or answered
 *   just now can be taken back
 * @property {() => string} log all the API has written so far
 * @property {() => Promise<void>} restartApi ends it in order and starts it again on the same port
 * @property {() => Promise<void>} killApi kill -9
 * @property {() => Promise<void>} startApi after killApi
 * @property {() => Promise<void>} killDatabase kill -9, then start again and wait until the API is ready
 * @property {() => Promise<void>} stop
 */

const undoTimePasses = `
  with given as (update assignments set announce_at = now() where announce_at between now() and now() + interval '10 seconds'),
    answered as (update replies set announce_at = now() where announce_at between now() and now() + interval '10 seconds'),
    weeks as (update enrollment_weeks set opened_at = opened_at - interval '10 seconds'
              where opened_at > now() - interval '10 seconds')
  update occurrences set opens_at = now() where opens_at between now() and now() + interval '10 seconds'`;

/**
 * @param {{ demo?: boolean, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Booted>}
 */
export async function boot({ demo = true, env: extra = {} } = {}) {
  const [db, mail, port] = await Promise.all([
    // Durable, because what is proven is that acknowledged words survive.
    startEmbeddedPostgres({ durable: true, ephemeral: true }),
    startMailCatcher(),
    freePort(),
  ]);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'rejoin-data-'));
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    PUBLIC_URL: url,
    EMBEDDED: '1',
    DATABASE_URL: db.ownerUrl,
    APP_DATABASE_URL: db.appUrl,
    WORKER_DATABASE_URL: db.workerUrl,
    DATA_DIR: dataDirectory,
    SMTP_URL: mail.smtpUrl,
    DEMO: demo ? 'on' : 'off',
    DEMO_MAIL_URL: mail.pageUrl,
    ...extra,
  };
  const cli = (/** @type {string[]} */ ...args) => mustRunCli(args, env);

  let log = '';
  /** @type {ReturnType<typeof spawnApi> | undefined} */
  let api;

  const isReady = async () => {
    const response = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined);
    await response?.body?.cancel();
    return response?.ok === true;
  };
  const ready = async () => {
    const until = Date.now() + 60_000;
    while (!(await isReady())) {
      if (api?.exitCode != null || Date.now() > until)
        throw new Error(`The API did not become ready:\n${log}`);
      await sleep(50);
    }
  };
  const startApi = async () => {
    api = spawnApi('main.js', [], env, 'pipe');
    for (const stream of [api.stdout, api.stderr]) stream?.on('data', (chunk) => (log += String(chunk)));
    await ready();
  };
  const endApi = async (/** @type {NodeJS.Signals} */ signal) => {
    if (!api || api.exitCode !== null || api.signalCode !== null) return;
    const ended = new Promise((done) => api?.once('exit', done));
    api.kill(signal);
    await ended;
  };
  const stop = async () => {
    await endApi('SIGTERM');
    await Promise.all([mail.stop(), db.stop()]);
    rmSync(dataDirectory, { recursive: true, force: true });
  };

  try {
    await cli('migrate');
    if (demo) await cli('demo', 'load', '--if-empty');
    const sql = async (/** @type {string} */ statement) => {
      const client = new pg.Client(db.superUrl);
      await client.connect();
      await client.query(statement).finally(() => client.end());
    };
    const personas = demo ? JSON.parse(await cli('demo', 'personas', '--json')) : [];
    await startApi();
    return {
      url,
      env,
      mail,
      db,
      personas,
      cli,
      sql,
      undoTimePasses: () => sql(undoTimePasses),
      log: () => log,
      startApi,
      restartApi: async () => {
        await endApi('SIGTERM');
        await startApi();
      },
      killApi: () => endApi('SIGKILL'),
      killDatabase: async () => {
        await db.kill();
        await db.restart();
        await ready();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
