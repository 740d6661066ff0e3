// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isAlive, startEmbeddedPostgres } from './embedded-postgres.mjs';

const launcher = new URL('embedded-postgres.mjs', import.meta.url).href;

/** @type {{ stop: () => Promise<void> }[]} */
const started = [];
after(async () => {
  for (const cluster of started) await cluster.stop();
});

/** @param {import('./embedded-postgres.mjs').StartOptions} options */
async function start(options) {
  const cluster = await startEmbeddedPostgres(options);
  started.push(cluster);
  return cluster;
}

/**
 * @param {string} connectionString
 * @param {string} sql
 */
async function rows(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the same cluster, says so, and then does nothing until it is killed. */
function launchElsewhere() {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(launcher)});
    const cluster = await startEmbeddedPostgres({ name: 'launcher-spec' });
    console.log(JSON.stringify({ pid: cluster.pid, adopted: cluster.adopted, directory: cluster.directory }));
    setInterval(() => {}, 1000);
    process.on('SIGTERM', async () => { await cluster.stop(); process.exit(0); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  /** @type {Promise<{ pid: number, adopted: boolean, directory: string }>} */
  const ready = new Promise((done, fail) => {
    child.stdout.once('data', (line) => done(JSON.parse(String(line))));
    child.once('exit', () => fail(new Error('the launcher ended before it was ready')));
  });
  const ended = new Promise((done) => child.once('exit', done));
  return { ready, ended, kill: (/** @type {NodeJS.Signals} */ how) => child.kill(how) };
}

test('a test cluster has three powerless logins, and is gone after stop', async () => {
  const cluster = await start({ durable: false });
  for (const url of [cluster.ownerUrl, cluster.appUrl, cluster.workerUrl]) {
    const [login] = await rows(
      url,
      'SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user',
    );
    assert.deepEqual(login, { rolsuper: false, rolbypassrls: false, rolcreatedb: false });
  }
  const [owner] = await rows(
    cluster.ownerUrl,
    `SELECT pg_get_userbyid(datdba) AS name, datlocprovider, datlocale FROM pg_database WHERE datname = 'rejoin'`,
  );
  assert.deepEqual(owner, { name: 'rejoin_owner', datlocprovider: 'b', datlocale: 'C.UTF-8' });
  await assert.rejects(rows(cluster.appUrl, 'CREATE SCHEMA mine'), { code: '42501' });
  await assert.rejects(rows(cluster.appUrl.replace(/:[^:@/]+@/, ':wrong@'), 'SELECT 1'), { code: '28P01' });

  const { pid } = cluster;
  await cluster.stop();
  assert.ok(pid !== undefined && !isAlive(pid));
  assert.ok(!existsSync(cluster.directory));
});

test('a database is copied from a template, with the same rights', async () => {
  const cluster = await start({ durable: false });
  const template = await cluster.createDatabase('template_one');
  await rows(template.ownerUrl, 'CREATE TABLE thing (id int); INSERT INTO thing VALUES (7)');
  const copy = await cluster.createDatabase('copy_one', { template: 'template_one' });
  assert.deepEqual(await rows(copy.ownerUrl, 'SELECT id FROM thing'), [{ id: 7 }]);
  await rows(copy.workerUrl, 'CREATE SCHEMA jobs');
  await cluster.dropDatabase('copy_one');
  await assert.rejects(rows(copy.ownerUrl, 'SELECT 1'), { code: '3D000' });
});

test('acknowledged commits survive kill -9 of the server, and the address stays the same', async () => {
  const cluster = await start({ durable: true, ephemeral: true });
  const { ownerUrl } = cluster;
  await rows(ownerUrl, 'CREATE TABLE word (n int)');
  for (let round = 0; round < 5; round += 1) {
    const writer = new pg.Client({ connectionString: ownerUrl });
    writer.on('error', () => {});
    await writer.connect();
    for (let n = 0; n < 20; n += 1) await writer.query('INSERT INTO word VALUES ($1)', [round * 20 + n]);
    await cluster.kill();
    await writer.end().catch(() => {});
    await cluster.restart();
  }
  assert.deepEqual(await rows(ownerUrl, 'SELECT count(*)::int AS n FROM word'), [{ n: 100 }]);
});

test('starters at once share one server; a killed launcher leaves one that is adopted; the last to leave stops it', async () => {
  const first = launchElsewhere();
  const second = launchElsewhere();
  const [one, two] = await Promise.all([first.ready, second.ready]);
  assert.equal(one.pid, two.pid);
  assert.equal(Number(one.adopted) + Number(two.adopted), 1);
  assert.equal(statSync(join(one.directory, 'passwords.json')).mode & 0o777, 0o600);

  first.kill('SIGKILL');
  await first.ended;
  second.kill('SIGKILL');
  await second.ended;
  assert.ok(isAlive(one.pid), 'the server outlives its launchers');

  const third = launchElsewhere();
  const fourth = launchElsewhere();
  const [three, four] = await Promise.all([third.ready, fourth.ready]);
  assert.equal(three.pid, one.pid);
  assert.ok(three.adopted && four.adopted);

  third.kill('SIGTERM');
  await third.ended;
  assert.ok(isAlive(one.pid), 'somebody still uses it');
  fourth.kill('SIGTERM');
  await fourth.ended;
  assert.ok(!isAlive(one.pid), 'nobody uses it any more');

  const fifth = launchElsewhere();
  const five = await fifth.ready;
  process.kill(five.pid, 'SIGKILL');
  fifth.kill('SIGKILL');
  await fifth.ended;
  const sixth = launchElsewhere();
  const six = await sixth.ready;
  assert.notEqual(six.pid, five.pid);
  assert.ok(isAlive(six.pid));
  sixth.kill('SIGTERM');
  await sixth.ended;
  rmSync(six.directory, { recursive: true });
});
