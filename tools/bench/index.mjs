// @ts-check
// `npm run bench [-- --quick]`: the product against the floor, in turns on one machine, as docs/bench.md describes.
// Writes bench/out/latest.json (the medians at 16 callers) and bench/out/details.json (all of it).
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import pg from 'pg';
import { build } from '../build.mjs';
import { startEmbeddedPostgres } from '../embedded-postgres.mjs';
import { ensureInstalled, root } from '../install.mjs';
import { freePort } from '../ports.mjs';
import { mustRunCli, spawnApi } from '../prepare.mjs';
import { makeFloorTables } from './floor.mjs';
import { canMeasure, median } from './measure.mjs';
import { isAnswer, operations, requestOf, submitTurn } from './operations.mjs';
import { Practice } from './practice.mjs';

/**
 * @typedef {import('./client.mjs').Figures} Figures
 * @typedef {import('./client.mjs').Run} Run
 * @typedef {import('./operations.mjs').Side} Side
 * @typedef {import('./operations.mjs').Turn} Turn
 */

/**
 * One round of one operation: both servers, one right after the other.
 * @typedef {Record<Side, Figures>} Round
 */

const sides = /** @type {const} */ (['floor', 'product']);
const reported = 16;
/** Statements that frame every transaction and say nothing of the operation. */
const frame = /^(begin|commit|select set_config|select app\.enter|select app\.only_)/i;

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(operations).join(',') },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    concurrency: { type: 'string' },
    profile: { type: 'boolean', default: false },
    hold: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 3 : 5));
const seconds = Number(options.seconds ?? (options.quick ? 0.5 : 1));
const concurrencies = (options.concurrency ?? (options.quick ? '16,64' : '1,16,64')).split(',').map(Number);
const chosen = options.only.split(',');

async function main() {
  if (!canMeasure()) throw new Error('The bench reads what a process costs from /proc: it needs Linux.');
  say('Building what has changed');
  await build({ quiet: true });
  const stage = await setUp();
  try {
    const faults = await compare(stage);
    const statements = await countStatements(stage);
    const results = await race(stage);
    const code = report(results, statements, faults);
    if (options.profile) await reportDatabase(stage);
    if (options.hold) await hold(stage);
    return code;
  } finally {
    await stage.stop();
  }
}

/**
 * Everything stays as it is until Ctrl-C, to look for what is slow.
 * @param {Stage} stage
 */
async function hold({ urls, databaseUrl }) {
  say(`Still there: ${urls.product}, ${urls.floor}, ${databaseUrl}`);
  // A signal alone keeps no process alive.
  const timer = setInterval(() => {}, 60_000);
  await new Promise((done) => process.once('SIGINT', done));
  clearInterval(timer);
}

// --- the stage -----------------------------------------------------------------------------------------------------

/**
 * Both servers on one database, the practice in it, and the client beside them.
 * @typedef {object} Stage
 * @property {pg.Client} sql
 * @property {Practice} practice
 * @property {Record<Side, string>} urls
 * @property {string} databaseUrl past every policy
 * @property {() => void} startProfile
 * @property {(run: Omit<Run, 'fresh'>) => Promise<Figures>} run
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Stage>} */
async function setUp() {
  /** @type {(() => unknown)[]} */
  const ends = [];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    say('Starting PostgreSQL');
    const database = await startEmbeddedPostgres({ durable: true, ephemeral: true });
    ends.push(() => database.stop());
    await configure(database);

    const dataDirectory = mkdtempSync(join(tmpdir(), 'rejoin-bench-'));
    ends.push(() => rmSync(dataDirectory, { recursive: true, force: true }));
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      PORT: String(port),
      EMBEDDED: '1',
      DATABASE_URL: database.ownerUrl,
      APP_DATABASE_URL: database.appUrl,
      WORKER_DATABASE_URL: database.workerUrl,
      DATA_DIR: dataDirectory,
      DEMO: 'off',
      // Mails go out later and from another process: their work is in no round.
      ROLE: 'web',
      ...(options.profile
        ? { NODE_OPTIONS: `--import=${new URL('profile.mjs', import.meta.url).href}` }
        : {}),
    };
    await mustRunCli(['migrate'], env);
    const product = await startProduct(env, port);
    ends.push(() => end(product));

    const sql = new pg.Client({ connectionString: database.superUrl, application_name: 'bench' });
    await sql.connect();
    ends.push(() => sql.end());
    await sql.query('create extension pg_stat_statements');
    const practice = new Practice({ url: `http://localhost:${port}`, env }, sql);
    say('Making the practice');
    await practice.make(makeFloorTables);

    const floor = fork(new URL('floor.mjs', import.meta.url), {
      env: { FLOOR_DATABASE_URL: database.superUrl },
    });
    ends.push(() => end(floor));
    const { port: floorPort } = await told(floor);
    const urls = { product: `http://localhost:${port}`, floor: `http://127.0.0.1:${floorPort}` };

    const client = fork(new URL('client.mjs', import.meta.url), { serialization: 'advanced' });
    ends.push(() => end(client));
    client.send({
      servers: {
        product: { url: urls.product, pid: product.pid ?? 0 },
        floor: { url: urls.floor, pid: floor.pid ?? 0 },
      },
      database: database.pid ?? 0,
      world: practice.world,
    });
    await told(client);

    // How many were shared in a stretch the last time says how many may be the next time.
    const used = { product: 1_000, floor: 2_000 };
    const fresh = await freshTurns(practice, 'product', 200);
    fresh.push(...(await freshTurns(practice, 'floor', 200)));
    await sql.query('vacuum analyze');

    return {
      sql,
      practice,
      urls,
      databaseUrl: database.superUrl,
      startProfile: () => product.send('profile'),
      stop,
      run: async (wanted) => {
        const isOnce = operations[wanted.operation]?.isOnce === true;
        const { side } = wanted;
        const turns = isOnce
          ? await freshTurns(practice, side, Math.ceil(used[side] * 1.5 + 10 * wanted.concurrency))
          : [];
        client.send({ ...wanted, fresh: turns });
        const figures = await told(client);
        if (isOnce) used[side] = figures.sent;
        return figures;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * As performance is measured: everything that is acknowledged is on the disk, and nothing else is going on.
 * @param {import('../embedded-postgres.mjs').EmbeddedPostgres} database
 */
async function configure(database) {
  const sql = new pg.Client({ connectionString: database.superUrl });
  await sql.connect();
  const settings = {
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track': 'all',
    ...(options.profile ? { 'pg_stat_statements.track_planning': 'on' } : {}),
    fsync: 'on',
    synchronous_commit: 'on',
    jit: 'off',
    autovacuum: 'off',
    shared_buffers: '512MB',
    // No checkpoint within a round: it would be one server's and not the other's.
    checkpoint_timeout: '1h',
    max_wal_size: '16GB',
  };
  for (const [name, value] of Object.entries(settings))
    await sql.query(`alter system set ${name} = ${pg.escapeLiteral(value)}`);
  await sql.end();
  await database.restart();
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {number} port
 */
async function startProduct(env, port) {
  const api = spawnApi('main.js', [], env, 'pipe');
  let log = '';
  // Read, or the pipe fills up and holds the server.
  for (const stream of [api.stdout, api.stderr])
    stream?.on('data', (chunk) => (log = (log + String(chunk)).slice(-20_000)));
  for (const until = Date.now() + 60_000; ; await sleep(50)) {
    const response = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return api;
    if (api.exitCode !== null || Date.now() > until) throw new Error(`The API did not become ready:\n${log}`);
  }
}

/**
 * The next word of a process; its end or a fault is an error.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<any>}
 */
function told(child) {
  return new Promise((done, fail) => {
    const ended = () => fail(new Error('A process of the bench ended too early.'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      const { fault } = /** @type {{ fault?: string }} */ (message);
      if (fault) fail(new Error(fault));
      else done(message);
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}

/**
 * @param {Practice} practice
 * @param {Side} side
 * @param {number} count
 */
async function freshTurns(practice, side, count) {
  const fresh = await practice.fresh(count, side);
  return fresh.map(submitTurn);
}

// --- before the rounds ---------------------------------------------------------------------------------------------

/**
 * Both servers are asked the same and have to answer the same; what only one of them makes up (ids, moments) aside. What is done
 * once has to leave as many rows behind in every table of the practice and in the queue.
 * @param {Stage} stage
 * @returns {Promise<string[]>} where they differ
 */
async function compare(stage) {
  /** @type {string[]} */
  const faults = [];
  for (const operation of chosen) {
    /** @type {Partial<Record<Side, unknown[]>>} */
    const seen = {};
    for (const side of sides) {
      const each = (seen[side] = /** @type {unknown[]} */ ([]));
      // Of what is done once, one that queues a mail and one that does not.
      for (const turn of await turnsFor(stage, side, operation, operations[operation]?.isOnce ? 2 : 1)) {
        const before = await stage.practice.rowCounts(side);
        const answer = comparable(await answerOf(stage, side, operation, turn));
        const after = await stage.practice.rowCounts(side);
        const rows = Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]);
        each.push({ answer, ...(operations[operation]?.isOnce ? { rows: Object.fromEntries(rows) } : {}) });
      }
    }
    const differences = differing(seen.product, seen.floor, operation);
    if (differences.length > 0) faults.push(...differences.slice(0, 5));
  }
  for (const fault of faults) say(`The answers differ: ${fault}`);
  return faults;
}

/**
 * Statements of one request, over twenty in sequence: those of the operation with its sign-in check, and all of them.
 * @param {Stage} stage
 * @returns {Promise<Record<string, { own: number, all: number, floor: number }>>}
 */
async function countStatements(stage) {
  const calls = 20;
  /** @type {Record<string, { own: number, all: number, floor: number }>} */
  const counted = {};
  for (const operation of chosen) {
    const counts = { own: 0, all: 0, floor: 0 };
    for (const side of sides) {
      const turns = await turnsFor(stage, side, operation, calls);
      await stage.sql.query('select pg_stat_statements_reset()');
      for (const turn of turns) {
        await answerOf(stage, side, operation, turn);
        operations[operation]?.renew?.(turn);
      }
      const { rows } = await stage.sql.query(
        `select s.query, s.calls::int from pg_stat_statements s join pg_roles r on r.oid = s.userid
         where s.toplevel and r.rolname = $1 and s.query !~ 'pg_stat_statements'`,
        [side === 'product' ? 'rejoin_app' : 'postgres'],
      );
      for (const { query, calls: times } of rows) {
        if (side === 'floor') counts.floor += times / calls;
        else {
          counts.all += times / calls;
          if (!frame.test(query)) counts.own += times / calls;
        }
      }
    }
    counted[operation] = counts;
  }
  return counted;
}

/**
 * Turns to try an operation with, apart from those of the rounds.
 * @param {Stage} stage
 * @param {Side} side
 * @param {string} name
 * @param {number} count
 */
async function turnsFor({ practice }, side, name, count) {
  const operation = operations[name];
  if (!operation) throw new Error(`There is no operation ${name}.`);
  if (operation.isOnce) return freshTurns(practice, side, count);
  if (!operation.renew) return operation.turns(practice.world).slice(-count);
  // What is written over belongs to the rounds: here, drafts that nothing else touches.
  return operation.turns({ ...practice.world, clients: practice.apart(side, count) });
}

/**
 * @param {Stage} stage
 * @param {Side} side
 * @param {string} operation
 * @param {Turn} turn
 */
async function answerOf({ urls }, side, operation, turn) {
  const { path, headers, body } = requestOf(side, operation, turn);
  const response = await fetch(`${urls[side]}${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  if (!isAnswer(response.status, text))
    throw new Error(`The ${side} refused ${operation}: ${response.status} ${text.slice(0, 400)}`);
  return JSON.parse(text);
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function comparable(value) {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, comparable(content)]));
  if (typeof value !== 'string') return value;
  if (idForm.test(value)) return 'an id';
  return momentForm.test(value) ? 'a moment' : value;
}

/**
 * @param {any} product
 * @param {any} floor
 * @param {string} at
 * @returns {string[]}
 */
function differing(product, floor, at) {
  if (isDeepStrictEqual(product, floor)) return [];
  const areObjects = [product, floor].every((value) => typeof value === 'object' && value !== null);
  if (!areObjects) return [`${at} is ${JSON.stringify(product)} and on the floor ${JSON.stringify(floor)}`];
  const names = new Set([...Object.keys(product), ...Object.keys(floor)]);
  return [...names].flatMap((name) => differing(product[name], floor[name], `${at}.${name}`));
}

// --- the rounds ----------------------------------------------------------------------------------------------------

/**
 * @param {Stage} stage
 * @returns {Promise<Record<number, Record<string, Round[]>>>} by callers and operation
 */
async function race({ practice, run, sql, startProfile }) {
  say('Warming up');
  // Until a server has answered some thousand times, part of its processor's time goes into compiling what it runs.
  for (const seconds of options.quick ? [0.5] : [4, 4, 4])
    for (const operation of chosen)
      for (const side of sides) await run({ side, operation, concurrency: 16, seconds });
  if (options.profile) {
    startProfile();
    await sql.query('select pg_stat_statements_reset()');
  }

  /** @type {Record<number, Record<string, Round[]>>} */
  const results = {};
  for (const concurrency of concurrencies) {
    const byOperation = (results[concurrency] = /** @type {Record<string, Round[]>} */ ({}));
    for (let round = 0; round < rounds; round += 1) {
      say(`${concurrency} callers, round ${round + 1} of ${rounds}`);
      await practice.settle();
      for (const operation of chosen) {
        const order = round % 2 === 1 ? [...sides].reverse() : sides;
        /** @type {Partial<Round>} */
        const figures = {};
        for (const side of order) figures[side] = await run({ side, operation, concurrency, seconds });
        (byOperation[operation] ??= []).push(/** @type {Round} */ (figures));
      }
    }
  }
  return results;
}

// --- the report ----------------------------------------------------------------------------------------------------

/**
 * @param {Record<number, Record<string, Round[]>>} results
 * @param {Record<string, { own: number, all: number, floor: number }>} statements
 * @param {string[]} differences
 * @returns {number} the exit code
 */
function report(results, statements, differences) {
  /** @type {Record<string, object>} */
  const latest = {};
  /** @type {object[]} */
  const details = [];
  /** @type {string[]} */
  const errors = [];
  for (const [callers, byOperation] of Object.entries(results)) {
    console.log(`\n${callers} callers: the product, and in brackets the floor`);
    console.log(row('', 'req/s', 'p50 ms', 'p99 ms', 'CPU x floor', 'node us + database us', 'statements'));
    for (const [operation, all] of Object.entries(byOperation)) {
      const figures = summaryOf(all);
      const { own = 0, all: sent = 0, floor = 0 } = statements[operation] ?? {};
      const both = (/** @type {(side: Side) => string} */ text) => `${text('product')} (${text('floor')})`;
      const { cpuX } = figures;
      console.log(
        row(
          operation,
          both((side) => figures[side].rps.toFixed(0)),
          both((side) => figures[side].p50.toFixed(2)),
          both((side) => figures[side].p99.toFixed(1)),
          `${cpuX.median.toFixed(2)} [${cpuX.least.toFixed(2)}-${cpuX.most.toFixed(2)}]`,
          both((side) => `${figures[side].nodeUs.toFixed(0)}+${figures[side].databaseUs.toFixed(0)}`),
          `${own} of ${sent} (${floor})`,
        ),
      );
      details.push({
        concurrency: Number(callers),
        operation,
        ...figures,
        statements: statements[operation],
      });
      for (const side of sides)
        errors.push(...faultsOf(all, side, `${side}, ${operation}, ${callers} callers`));
      if (Number(callers) === reported)
        latest[operation] = {
          rps: rounded(figures.product.rps),
          p50: rounded(figures.product.p50),
          p99: rounded(figures.product.p99),
          cpuX: rounded(cpuX.median),
          statements: rounded(own),
        };
    }
  }
  for (const error of errors) console.log(error);
  const folder = join(root, 'bench/out');
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model };
  writeFileSync(
    join(folder, 'details.json'),
    json({ at: new Date().toISOString(), machine, rounds, seconds, differences, errors, figures: details }),
  );
  if (Object.keys(latest).length === Object.keys(operations).length)
    writeFileSync(join(folder, 'latest.json'), json(latest));
  console.log(`\n${errors.length === 0 ? 'No errors.' : 'There were errors.'} All figures: ${folder}`);
  if (differences.length > 0) console.log('The two servers did not answer the same: see above.');
  return errors.length > 0 || differences.length > 0 ? 1 : 0;
}

/**
 * Where the database's time of the product went, statements inside of functions and policies too.
 * @param {Stage} stage
 */
async function reportDatabase({ sql }) {
  const { rows } = await sql.query(
    `select s.toplevel, s.calls::int, s.plans::int, round(s.mean_exec_time::numeric, 3) as exec, round(s.mean_plan_time::numeric, 3) as plan,
       round(s.total_exec_time + s.total_plan_time) as total, left(regexp_replace(s.query, '\\s+', ' ', 'g'), 90) as query
     from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname in ('rejoin_app', 'rejoin_owner')
     order by s.total_exec_time + s.total_plan_time desc limit 40`,
  );
  console.log('\nThe product in the database: all ms, calls, ms each, plans, ms each');
  for (const { toplevel, calls, plans, exec, plan, total, query } of rows)
    console.log(
      `${String(total).padStart(7)} ${String(calls).padStart(7)} ${String(exec).padStart(9)} ${String(plans).padStart(7)} ${String(plan).padStart(8)}  ${toplevel ? '' : '  in: '}${query}`,
    );
}

/**
 * @param {Round[]} all
 * @param {Side} side
 * @param {string} where
 */
function faultsOf(all, side, where) {
  return all.flatMap((round) => {
    const { count, errorCount, errors } = round[side];
    if (errorCount > 0) return [`${where}: ${errorCount} errors, such as ${errors[0]}`];
    return count === 0 ? [`${where}: no answer while a round lasted`] : [];
  });
}

/** @param {Round[]} all */
function summaryOf(all) {
  const of = (/** @type {Side} */ side) => {
    const middle = (/** @type {(figures: Figures) => number} */ value) =>
      median(all.map((round) => value(round[side])));
    return {
      rps: middle(({ count, seconds: took }) => count / took),
      p50: middle(({ p50 }) => p50),
      p99: middle(({ p99 }) => p99),
      nodeUs: middle(({ cpu, count }) => (cpu.server * 1000) / count),
      databaseUs: middle(({ cpu, count }) => (cpu.database * 1000) / count),
      bytes: middle(({ bytes }) => bytes),
    };
  };
  const ratios = all.map(({ product, floor }) => cost(product) / cost(floor));
  return {
    product: of('product'),
    floor: of('floor'),
    cpuX: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
    rpsX: median(
      all.map(({ product, floor }) => product.count / product.seconds / (floor.count / floor.seconds)),
    ),
  };
}

/** @param {Figures} figures */
const cost = ({ cpu, count }) => (cpu.server + cpu.database) / count;

/** @param {string[]} cells */
const row = (...cells) =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(at > 3 ? 24 : 16))).join('');

/** @param {number} value */
const rounded = (value) => Math.round(value * 100) / 100;

/** @param {unknown} content */
const json = (content) => `${JSON.stringify(content, null, 2)}\n`;

/** @param {string} line */
function say(line) {
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`);
}

ensureInstalled();
process.exit(await main());
