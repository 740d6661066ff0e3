// @ts-check
// What an operator is given, used as they would: the image's own files in a folder with nothing else around them, and the
// start command on a database that is not ours.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { parse } from 'yaml';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { root } from './install.mjs';
import { startMailCatcher } from './mail-catcher.mjs';
import { debianBinaries, startPlainPostgres } from './plain-postgres.mjs';
import { freePort } from './ports.mjs';
import { Person } from './wire.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {(name: string, variables: Record<string, unknown>) => Promise<any>} Ask */

const documents = Object.entries(
  /** @type {Record<string, string>} */ (
    JSON.parse(readFileSync(join(root, 'libs/shared/schema/trusted-documents.json'), 'utf8'))
  ),
);
const folder = mkdtempSync(join(tmpdir(), 'rejoin-deploy-'));
const closers = /** @type {(() => unknown)[]} */ ([() => rmSync(folder, { recursive: true, force: true })]);
after(async () => {
  for (const close of closers.reverse()) await close();
});

// --- the image -----------------------------------------------------------------------------------------------------

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const image = join(folder, 'image');
const publicUrl = 'https://portal.example.org';

/** @type {NodeJS.ProcessEnv} */
let settings = {};
/** @type {import('./mail-catcher.mjs').MailCatcher} */
let mail;

before(async () => {
  copyImage();
  const database = await startEmbeddedPostgres({ durable: false });
  closers.push(database.stop);
  mail = await startMailCatcher();
  closers.push(mail.stop);
  settings = settingsOfCompose({
    database_url: database.ownerUrl,
    app_database_url: database.appUrl,
    worker_database_url: database.workerUrl,
  });
});

test('the image holds the program and what it reads, and no packages but native ones', () => {
  assert.deepEqual(readdirSync(join(image, 'node_modules')).sort(), ['@node-rs', '@rejoin']);
  assert.deepEqual(
    readdirSync(join(image, 'apps/api/dist'))
      .map((name) => name.replace(/\.[0-9a-f]{16}\./, '.<stamp>.'))
      .sort(),
    ['cli.js', 'load.mjs', 'main.js', 'rejoin.<stamp>.compiled', 'rejoin.cjs', 'rejoin.cjs.map'],
  );
});

test('the image migrates, answers people in one process and sends mails in another', async () => {
  await inImage('migrate');
  const web = await startRole('web');
  const clinician = await firstPerson(inImage, web);
  await inviteRobin(clinician);

  await sleep(1_500);
  assert.deepEqual(mail.mails(), [], 'a web process sends no mails');
  const worker = await startRole('worker');
  const sent = await mail.waitFor(({ to }) => to.includes('robin@example.org'), 10_000);
  assert.ok(sent.text.includes(`${publicUrl}/invitation#`));

  assert.equal((await fetch(`${web}/`)).status, 200);
  for (const [path, method] of [
    ['/', 'GET'],
    ['/my/', 'GET'],
    ['/graphql', 'POST'],
  ])
    assert.equal((await fetch(`${worker}${path}`, { method })).status, 404, `a worker has no ${path}`);
});

test('a fault is told with its place in the sources', async () => {
  const { code, errors } = await runIn(image, commandOf('CMD'), {
    ...settings,
    APP_DATABASE_URL: '',
    DATABASE_URL: 'postgres://[',
    APP_DATABASE_URL_FILE: '',
  });
  assert.equal(code, 1);
  assert.match(errors, /apps[\\/]api[\\/]src[\\/]platform[\\/]config[\\/]config\.ts:\d+:\d+/);
});

test('the bundle starts without what V8 compiled of it, and with what it compiled of another', async () => {
  const dist = join(image, 'apps/api/dist');
  const compiled = join(dist, readdirSync(dist).find((name) => name.endsWith('.compiled')) ?? '');
  const kept = readFileSync(compiled);
  try {
    for (const content of [undefined, kept.subarray(0, kept.length / 2), randomBytes(1_000)]) {
      rmSync(compiled, { force: true });
      if (content) writeFileSync(compiled, content);
      assert.match(await inImage('demo', 'personas'), /@/);
    }
  } finally {
    writeFileSync(compiled, kept);
  }
});

/** What the last stage of the Dockerfile copies, copied. */
function copyImage() {
  const copies = [...lastStage.matchAll(/^COPY --from=build \/rejoin\/(\S+) (\S+)$/gm)];
  assert.ok(copies.length > 0);
  for (const [, from = '', to = ''] of copies) {
    const files = basename(from) === '*.*' ? filesIn(dirname(from)) : [from];
    for (const file of files) {
      const isFolder = statSync(join(root, file)).isDirectory();
      const target = isFolder ? to : join(to, basename(file));
      mkdirSync(dirname(join(image, target)), { recursive: true });
      cpSync(join(root, file), join(image, target), { recursive: true });
    }
  }
}

/** @param {string} at */
function filesIn(at) {
  return readdirSync(join(root, at), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(at, name));
}

/**
 * What docker-compose.yml gives the program, with the secrets it names as files.
 * @param {Record<string, string>} urls
 * @returns {NodeJS.ProcessEnv}
 */
function settingsOfCompose(urls) {
  const secrets = join(folder, 'secrets');
  cpSync(join(root, 'tools/deploy'), join(folder, 'tools/deploy'), { recursive: true });
  execFileSync('sh', [join(folder, 'tools/deploy/make-secrets.sh')]);
  for (const [name, url] of Object.entries(urls)) {
    rmSync(join(secrets, name));
    writeFileSync(join(secrets, name), `${url}\n`);
  }
  const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
  /** @type {Record<string, string>} */
  const given = { PUBLIC_URL: publicUrl, SMTP_URL: mail.smtpUrl };
  /** @type {[string, string][]} */
  const environment = Object.entries(services.web.environment);
  return Object.fromEntries([
    ['NODE_ENV', /NODE_ENV=(\w+)/.exec(lastStage)?.[1]],
    ...environment.map(([name, value]) => [
      name,
      value.replace('/run/secrets', secrets).replace(/^\$\{(\w+)[^}]*\}$/, (_, key) => given[key] ?? ''),
    ]),
  ]);
}

/** @param {'CMD' | 'HEALTHCHECK'} what */
function commandOf(what) {
  const pattern = what === 'CMD' ? /^CMD (\[.*\])$/m : /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m;
  return /** @type {string[]} */ (JSON.parse(pattern.exec(lastStage)?.[1] ?? '[]'));
}

/** @param {string[]} args */
async function inImage(...args) {
  const { code, output, errors } = await runIn(image, ['node', 'apps/api/dist/cli.js', ...args], settings);
  assert.equal(code, 0, errors);
  return output;
}

/** @param {'web' | 'worker'} role */
async function startRole(role) {
  const port = await freePort('0.0.0.0');
  const env = { ...settings, ROLE: role, PORT: String(port) };
  const child = start(image, commandOf('CMD'), env);
  closers.push(() => end(child));
  await until(async () => {
    assert.equal(child.exitCode, null, child.said());
    return (await runIn(image, commandOf('HEALTHCHECK'), env)).code === 0;
  });
  return `http://127.0.0.1:${port}`;
}

// --- the start command ---------------------------------------------------------------------------------------------

/** @type {[number, () => Promise<{ superUrl: string, stop: () => Promise<void> }> | undefined][]} */
const servers = [
  [
    15,
    () => {
      const binaries = debianBinaries(15);
      return binaries === undefined ? undefined : startPlainPostgres(binaries);
    },
  ],
  [
    18,
    async () => {
      const server = await startEmbeddedPostgres({ durable: false });
      await asSuperuser(server.superUrl, 'postgres', [
        'DROP DATABASE rejoin',
        'DROP ROLE rejoin_owner',
        'DROP ROLE rejoin_app',
        'DROP ROLE rejoin_worker',
      ]);
      return server;
    },
  ],
];

for (const [version, startServer] of servers)
  test(`npm start serves from a PostgreSQL ${version} of the operator's own`, async (t) => {
    const starting = startServer();
    if (!starting)
      return t.skip(`PostgreSQL ${version} is not installed here (apt-get install postgresql-${version})`);
    const server = await starting;
    closers.push(server.stop);

    await t.test('with the three logins of the operating guide', async () => {
      const urls = await makeLogins(server.superUrl);
      await servesFrom(version, urls);
    });
    await t.test('with DATABASE_URL alone, whose login makes the other two', async () => {
      await asSuperuser(server.superUrl, 'postgres', [
        'DROP DATABASE rejoin',
        'DROP ROLE rejoin_app',
        'DROP ROLE rejoin_worker',
        'CREATE DATABASE rejoin OWNER rejoin_owner',
      ]);
      await servesFrom(version, { DATABASE_URL: urlOf(server.superUrl, 'rejoin_owner') });
    });
  });

/** @type {Map<string, string>} */
const passwords = new Map();

/**
 * Runs the very statements of docs/operating.md.
 * @param {string} superUrl
 */
async function makeLogins(superUrl) {
  const guide = readFileSync(join(root, 'docs/operating.md'), 'utf8');
  const block = /```sql\n(CREATE ROLE rejoin_owner[\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const statements = block
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean)
    .map((statement) =>
      statement.replace(/^CREATE ROLE (\w+)(.*)'…'$/s, (_, login, rest) => {
        passwords.set(login, randomBytes(12).toString('hex'));
        return `CREATE ROLE ${login}${rest}'${passwords.get(login)}'`;
      }),
    );
  await asSuperuser(superUrl, 'postgres', statements);
  return {
    DATABASE_URL: urlOf(superUrl, 'rejoin_owner'),
    APP_DATABASE_URL: urlOf(superUrl, 'rejoin_app'),
    WORKER_DATABASE_URL: urlOf(superUrl, 'rejoin_worker'),
  };
}

/**
 * @param {string} superUrl
 * @param {string} login
 */
function urlOf(superUrl, login) {
  return Object.assign(new URL(superUrl), {
    username: login,
    password: passwords.get(login) ?? '',
    pathname: '/rejoin',
  }).toString();
}

/**
 * @param {string} superUrl
 * @param {string} database
 * @param {string[]} statements
 */
async function asSuperuser(superUrl, database, statements) {
  const url = Object.assign(new URL(superUrl), { pathname: `/${database}` }).toString();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Starts Rejoin as a newcomer would, writes through it and reads it back.
 * @param {number} version
 * @param {{ DATABASE_URL: string } & Record<string, string>} urls
 */
async function servesFrom(version, urls) {
  const port = await freePort('0.0.0.0');
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...urls,
    PORT: String(port),
    DATA_DIR: mkdtempSync(join(folder, 'data-')),
  };
  const rejoin = start(root, ['node', 'tools/start.mjs'], env);
  try {
    await until(() => {
      assert.equal(rejoin.exitCode, null, rejoin.said());
      return rejoin.said().includes('Rejoin is ready');
    }, 60_000);
    assert.doesNotMatch(rejoin.said(), /demo/i);
    assert.match(await versionOf(urls.DATABASE_URL), new RegExp(`^${version}\\.`));

    const cli = async (/** @type {string[]} */ ...args) => {
      const { code, output, errors } = await runIn(root, ['node', 'apps/api/dist/cli.js', ...args], env);
      assert.ok(code === 0 || args[0] === 'doctor', errors);
      return output;
    };
    const url = `http://localhost:${port}`;
    const clinician = await firstPerson(cli, url, url);
    await inviteRobin(clinician);

    const findings = await cli('doctor');
    for (const login of ['owner', 'app', 'worker'])
      assert.match(findings, new RegExp(`^ok +Database login ${login}: fine`, 'm'));
    assert.match(findings, /^ok +Row-level security: forced/m);
    assert.match(findings, /^ok +Migrations: none pending/m);
  } finally {
    assert.equal(await end(rejoin), 0, rejoin.said());
  }
}

/** @param {string} url */
async function versionOf(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SHOW server_version');
    return /** @type {string} */ (rows[0].server_version);
  } finally {
    await client.end();
  }
}

// --- people and processes ------------------------------------------------------------------------------------------

/**
 * Makes a practice by the operator's command line and takes up its clinician's invitation, by the portal's own documents.
 * @param {(...args: string[]) => Promise<string>} cli
 * @param {string} url where the product listens
 * @param {string} origin under which people reach it
 */
async function firstPerson(cli, url, origin = publicUrl) {
  const person = new Person(url);
  /** @type {Ask} */
  const ask = async (name, variables) => {
    const documentId = documents.find(([, text]) =>
      new RegExp(`(query|mutation) ${name}\\b`).test(text),
    )?.[0];
    const body = JSON.stringify({ documentId, variables });
    const { text } = await person.send(body, { headers: { origin } });
    const { data, errors } = JSON.parse(text);
    assert.equal(errors, undefined, text);
    return data;
  };
  const said = await cli(
    'create-practice',
    ...['--name', 'Harbour Lane', '--zone', 'Europe/Berlin', '--solo'],
    ...['--admin-name', 'Ada Berg', '--admin-email', 'ada@example.org'],
  );
  const token = /^CLINICIAN, .*#(\S+)$/m.exec(said)?.[1];
  const { invitation } = await ask('InvitationPage', { token });
  assert.deepEqual([invitation.invitedName, invitation.practiceName], ['Ada Berg', 'Harbour Lane']);
  const accepted = await ask('AcceptInvitation', {
    input: { token, password: 'a way back is enough', isAdult: true },
  });
  assert.equal(accepted.acceptInvitation.viewer.role, 'CLINICIAN');
  return { ask };
}

/**
 * Writes a client down, and reads back what was written.
 * @param {{ ask: Ask }} clinician
 */
async function inviteRobin({ ask }) {
  const input = {
    chosenName: 'Robin',
    email: 'robin@example.org',
    isAdult: true,
    idempotencyKey: randomUUID(),
  };
  const { inviteClient } = await ask('InviteClient', { input });
  assert.deepEqual(inviteClient.userErrors, []);
  const { invitation } = await ask('InvitationPage', { token: inviteClient.link.split('#')[1] });
  assert.deepEqual([invitation.invitedName, invitation.role], ['Robin', 'CLIENT']);
}

/**
 * @param {string} cwd
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {ChildProcess & { said: () => string }}
 */
function start(cwd, [, ...args], env) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return Object.assign(child, { said: () => said });
}

/** @param {ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  return ended;
}

/**
 * @param {string} cwd
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, output: string, errors: string }>}
 */
function runIn(cwd, [, ...args], env) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output, errors }));
  });
}

/**
 * @param {() => boolean | Promise<boolean>} holds
 * @param {number} [milliseconds]
 */
async function until(holds, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about in time.');
    await sleep(100);
  }
}
