// @ts-check
// `npm start`: Rejoin on this machine, with nothing else installed. docs/operating.md says what each setting does.
import { createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureInstalled, root } from './install.mjs';
import { freePort, isFree } from './ports.mjs';

const defaultPort = 4200;

/** What to end, in the reverse order of its start. */
const closers = /** @type {(() => Promise<void>)[]} */ ([]);
let isStopping = false;

/** @param {number} code */
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  for (const close of closers.reverse()) await close().catch((error) => console.error(error));
  process.exit(code);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!isStopping) console.log('\nStopping');
    void stop(0);
  });
}

// npm hands SIGTERM to the shell between us, which dies of it without a word to us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 250).unref();
}

try {
  ensureInstalled();
  await start();
} catch (error) {
  // A start that was interrupted fails somewhere in the middle, and that is no fault.
  if (!isStopping) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

async function start() {
  const began = Date.now();
  const { mustRunCli, prepare, spawnApi } = await import('./prepare.mjs');
  const { env, isEmbedded, stop: stopDatabase } = await prepare(console.log);
  closers.push(stopDatabase);

  const isDemo = isEmbedded && env.DEMO !== 'off' && env.NODE_ENV !== 'production';
  let mailPage;
  if (!env.SMTP_URL && !env.SMTP_URL_FILE && env.NODE_ENV !== 'production') {
    const { startMailCatcher } = await import('./mail-catcher.mjs');
    const catcher = await startMailCatcher();
    closers.push(catcher.stop);
    env.SMTP_URL = catcher.smtpUrl;
    env.DEMO_MAIL_URL = mailPage = catcher.pageUrl;
  }
  const wanted = Number(env.PORT || defaultPort);
  const port = (await isFree(wanted)) ? wanted : await freePort('0.0.0.0');
  if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}`);
  env.PORT = String(port);
  const address = env.PUBLIC_URL || `http://localhost:${port}`;

  console.log('Preparing the database');
  await mustRunCli(['migrate'], env);
  if (isDemo) await mustRunCli(['demo', 'load', '--if-empty'], env);
  if (isStopping) return;

  const logFile = join(env.DATA_DIR ?? root, 'rejoin.log');
  const api = spawnApi('main.js', [], env, 'pipe');
  keepLog(api, logFile);
  const ended = new Promise((done) => api.once('exit', done));
  api.once('exit', (code, signal) => {
    if (isStopping) return;
    console.error(`The API ended (${signal ?? code}).`);
    void stop(1);
  });
  closers.push(async () => {
    api.kill('SIGTERM');
    const isOver = await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })]);
    if (!isOver) api.kill('SIGKILL');
  });
  const personas = isDemo ? mustRunCli(['demo', 'personas', '--json'], env) : Promise.resolve('[]');
  personas.catch(() => {});
  await ready(`http://localhost:${port}/readyz`);
  if (isStopping) return;

  console.log(`\nRejoin is ready: ${address}   (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  if (isDemo) printPersonas(JSON.parse(await personas));
  if (mailPage) console.log(`Mails it sends are caught here: ${mailPage}`);
  console.log(`Its log, which holds nothing anybody types: ${logFile}`);
  console.log('Ctrl-C stops everything; what you entered stays.');
}

/**
 * The log goes to a file; what needs somebody's eyes is said here as well.
 * @param {import('node:child_process').ChildProcess} api
 * @param {string} file
 */
function keepLog(api, file) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const isLong = existsSync(file) && statSync(file).size > 5_000_000;
  const log = createWriteStream(file, { flags: isLong ? 'w' : 'a', mode: 0o600 });
  for (const stream of [api.stdout, api.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (!/^\{.*"level":"(trace|debug|info)"/.test(line)) console.error(line);
    });
  }
}

/** @param {{ name: string, role: string, email: string, password: string, about: string }[]} personas */
function printPersonas(personas) {
  if (personas.length === 0) return;
  const width = Math.max(...personas.map(({ email }) => email.length));
  console.log('The demo practice, to sign in as:');
  for (const { name, role, email, password, about } of personas) {
    console.log(
      `  ${email.padEnd(width)}   ${password}   ${about || `${name}, ${role.toLowerCase().replace('_', ' ')}`}`,
    );
  }
  console.log();
}

/** @param {string} url */
async function ready(url) {
  const until = Date.now() + 60_000;
  while (!isStopping) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (Date.now() > until) throw new Error(`The API did not become ready within a minute (${url}).`);
    await sleep(50);
  }
}
