// @ts-check
// What `npm start` and `npm run rejoin` have in common: everything built, a database at hand, and the settings that
// lead the API to it. Built-ins only at the top: the packages may not be installed yet when this file is loaded.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const cliFile = join(root, 'apps/api/dist/cli.js');
const parentWatch = new URL('parent-watch.mjs', import.meta.url).href;

/**
 * @typedef {object} Prepared
 * @property {NodeJS.ProcessEnv} env the settings for the API's processes
 * @property {boolean} isEmbedded whether the database is our own
 * @property {() => Promise<void>} stop ends what was started
 */

/**
 * Builds what has changed and finds or starts the database.
 * @param {(line: string) => void} log
 * @returns {Promise<Prepared>}
 */
export async function prepare(log) {
  const { build } = await import('./build.mjs');
  log(existsSync(cliFile) ? 'Building what has changed' : 'Building');
  await build({ quiet: true });

  const { env: given } = process;
  if (given.DATABASE_URL || given.DATABASE_URL_FILE) {
    const env = { ...given, DATA_DIR: given.DATA_DIR || join(root, '.data') };
    return { env, isEmbedded: false, stop: async () => {} };
  }

  log('Starting PostgreSQL');
  const { startEmbeddedPostgres } = await import('./embedded-postgres.mjs');
  const database = await startEmbeddedPostgres();
  return {
    env: {
      ...given,
      EMBEDDED: '1',
      // Keys without their database are nothing, and a database without its keys is lost: they lie side by side, so that
      // a checkout that is deleted and cloned again finds both or neither.
      DATA_DIR: given.DATA_DIR || join(database.directory, 'installation'),
      DATABASE_URL: database.ownerUrl,
      APP_DATABASE_URL: database.appUrl,
      WORKER_DATABASE_URL: database.workerUrl,
    },
    isEmbedded: true,
    stop: database.stop,
  };
}

/**
 * A process of the API that ends when this one does, however this one ends.
 * @param {string} file below apps/api/dist
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {'inherit' | 'pipe'} output
 */
export function spawnApi(file, args, env, output) {
  return spawn(process.execPath, [`--import=${parentWatch}`, join(root, 'apps/api/dist', file), ...args], {
    cwd: root,
    env,
    stdio: ['inherit', output, output, 'ipc'],
    // Its own process group: Ctrl-C reaches only the launcher, which then ends things in their order.
    detached: process.platform !== 'win32',
  });
}

/**
 * Runs one command of the operator's command line.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, output: string, errors: string }>}
 */
export function runCli(args, env) {
  return new Promise((done, fail) => {
    const child = spawnApi('cli.js', args, env, 'pipe');
    let output = '';
    let errors = '';
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (errors += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, output, errors }));
  });
}

/**
 * The same for a step that has to succeed; its output is shown only when it does not.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export async function mustRunCli(args, env) {
  const { code, output, errors } = await runCli(args, env);
  if (code !== 0) throw new Error(`rejoin ${args.join(' ')} failed:\n${output}${errors}`.trimEnd());
  return output;
}
