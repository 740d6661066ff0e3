// @ts-check
// `npm test`: the one gate. Every step runs even when an earlier one failed, so that all faults show at once; the last
// line sums them up. A step that checks one thing counts as one; a step that runs tests counts those.
//
//   npm test                everything
//   npm test -- api e2e     only these steps, after what they need
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, ensureInstalled, root } from './install.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} [after] steps that have to be over first, however they ended
 * @property {string[]} [needs] steps that must have passed for this one to make sense
 * @property {boolean} [alone] runs while nothing else does: what it does is sensitive to time or to others' files
 * @property {number} [minutes] after which it counts as hung
 * @property {(run: Run) => Promise<Counts>} work
 */

/**
 * Runs a program as part of a step; a failure throws unless it `mayFail`.
 * @typedef {(command: string, args: string[], options?: { env?: NodeJS.ProcessEnv, mayFail?: boolean }) =>
 *   Promise<{ code: number, output: string }>} Run
 */

ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), 'rejoin-reports-'));
const node = process.execPath;
const api = join(root, 'apps/api/dist/cli.js');
/** @type {NodeJS.ProcessEnv} */
const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: undefined,
  NO_COLOR: '1',
};

/** Children that run now, to be ended with us. */
const running = new Set();
let isInterrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    isInterrupted = true;
    for (const child of running) endGroup(child.pid, 'SIGTERM');
    setTimeout(() => {
      for (const child of running) endGroup(child.pid, 'SIGKILL');
      process.exit(130);
    }, 5_000).unref();
  });
}

process.exit(await main());

async function main() {
  const began = Date.now();
  const wanted = process.argv.slice(2);
  const known = allSteps();
  const unknown = wanted.filter((name) => !known.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are: ${known.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  const steps = wanted.length > 0 ? known.filter(({ name }) => isNeeded(name, wanted, known)) : known;

  /** @type {Map<string, Counts>} */
  const results = new Map();
  await inPairs(steps, results);
  rmSync(reports, { recursive: true, force: true });

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of results.values()) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  if (isInterrupted) total.failed += 1;
  console.log(`\nin ${duration(Date.now() - began)}${isInterrupted ? ', interrupted' : ''}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

/** @returns {Step[]} */
function allSteps() {
  /** @type {(Step | false)[]} */
  const steps = [
    { name: 'build', work: gate((run) => run(node, ['tools/build.mjs'])) },
    { name: 'browser', minutes: 10, work: browser },
    {
      name: 'lint',
      after: ['build'],
      work: gate((run) => run(node, [bin('eslint'), '.', '--max-warnings=0'])),
    },
    { name: 'types', after: ['build'], work: gate((run) => run(node, [bin('tsc', 'typescript'), '-b'])) },
    { name: 'format', work: gate((run) => run(node, [bin('prettier'), '--check', '.'])) },
    hasSpecs('libs/shared/domain', /\.spec\.ts$/) && { name: 'domain', work: jest('libs/shared/domain') },
    hasSpecs('libs/shared/library', /\.spec\.ts$/) && { name: 'library', work: jest('libs/shared/library') },
    { name: 'tools', after: ['build'], work: nodeTests },
    hasSpecs('apps/api', /\.spec\.ts$/) && {
      name: 'api',
      after: ['build'],
      minutes: 16,
      work: jest('apps/api'),
    },
    hasSpecs('apps/portal/src', /\.test\.tsx?$/) && { name: 'portal', work: jest('apps/portal') },
    hasSpecs('apps/portal/e2e', /\.spec\.ts$/) && {
      name: 'e2e',
      needs: ['build', 'browser'],
      alone: true,
      minutes: 16,
      work: endToEnd,
    },
    {
      name: 'canary',
      needs: ['build'],
      work: gate((run) => run(node, ['tools/canary.mjs'])),
    },
    {
      name: 'kills',
      needs: ['build'],
      alone: true,
      work: gate((run) => run(node, ['tools/kill-ledger.mjs'])),
    },
    {
      name: 'cold-start',
      needs: ['build'],
      alone: true,
      work: gate((run) => run(node, ['tools/battery.mjs', 'cold-start', '--rounds', '5'])),
    },
    existsSync(join(root, 'apps/api/src/cli.ts')) && {
      name: 'schema',
      needs: ['build'],
      work: gate(schemaDrift),
    },
    existsSync(join(root, 'apps/api/src/cli.ts')) && {
      name: 'migrations',
      needs: ['build'],
      work: gate(migrationDrift),
    },
    { name: 'codegen', alone: true, work: gate(codegenDrift) },
  ];
  return steps.filter((step) => step !== false);
}

// --- running steps -------------------------------------------------------------------------------------------------

/**
 * Two steps at a time, in their order as far as what they need allows.
 * @param {Step[]} steps
 * @param {Map<string, Counts>} results
 */
async function inPairs(steps, results) {
  const waiting = [...steps];
  /** @type {Map<string, Promise<void>>} */
  const active = new Map();
  let isAlone = false;
  while (waiting.length > 0 || active.size > 0) {
    const next = isInterrupted ? -1 : waiting.findIndex((step) => isReady(step));
    if (next >= 0) {
      const [step] = waiting.splice(next, 1);
      if (!step) continue;
      isAlone = step.alone === true;
      active.set(
        step.name,
        carryOut(step, results).finally(() => active.delete(step.name)),
      );
    } else if (active.size > 0) {
      await Promise.race(active.values());
    } else {
      return;
    }
    if (active.size === 0) isAlone = false;
  }

  /** @param {Step} step */
  function isReady({ alone, after = [], needs = [] }) {
    if (active.size >= (alone ? 1 : 2) || (active.size > 0 && isAlone)) return false;
    // What must run alone waits for all that need not, so that it does not hold them up.
    if (alone && waiting.some((other) => !other.alone)) return false;
    return [...after, ...needs].every(
      (name) => results.has(name) || !steps.some((step) => step.name === name),
    );
  }
}

/**
 * @param {Step} step
 * @param {Map<string, Counts>} results
 */
async function carryOut(step, results) {
  const began = Date.now();
  let log = '';
  /** @type {Counts} */
  let counts;
  const broken = (step.needs ?? []).filter((name) => (results.get(name)?.failed ?? 0) > 0);
  if (broken.length > 0) {
    counts = { passed: 0, failed: 1, skipped: 0 };
    log = `Not run, because ${broken.join(' and ')} failed.`;
  } else {
    try {
      counts = await step.work(async (command, args, { env, mayFail = false } = {}) => {
        const done = await execute(command, args, { ...environment, ...env }, (step.minutes ?? 12) * 60_000);
        log += done.output;
        if (done.code !== 0 && !mayFail) throw new Error('');
        return done;
      });
    } catch (error) {
      counts = { passed: 0, failed: 1, skipped: 0 };
      if (error instanceof Error && error.message) log += `\n${error.message}`;
    }
  }
  results.set(step.name, counts);
  if (isInterrupted) return;
  const { passed, failed, skipped } = counts;
  const isSingle = passed + failed + skipped === 1;
  const figures = isSingle
    ? ''
    : `   ${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
  if (failed > 0) console.log(`\n${log.trim()}\n`);
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${step.name.padEnd(10)} ${duration(Date.now() - began).padStart(8)}${figures}`,
  );
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} limit milliseconds
 * @returns {Promise<{ code: number, output: string }>}
 */
function execute(command, args, env, limit) {
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a hung step can be ended with all it started.
      detached: process.platform !== 'win32',
    });
    running.add(child);
    const timer = setTimeout(() => {
      output += `\nStill running after ${duration(limit)}: ended.\n`;
      endGroup(child.pid, 'SIGKILL');
    }, limit);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    const end = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code: code ?? 1, output });
    };
    child.once('error', (error) => {
      output += error.message;
      end(1);
    });
    child.once('close', end);
  });
}

// --- the steps -----------------------------------------------------------------------------------------------------

/**
 * A step that is right or wrong as a whole.
 * @param {(run: Run) => Promise<unknown>} work
 * @returns {Step['work']}
 */
function gate(work) {
  return async (run) => {
    await work(run);
    return { passed: 1, failed: 0, skipped: 0 };
  };
}

/** @type {Step['work']} */
async function browser(run) {
  const { output } = await run(node, ['tools/browser.mjs']);
  environment.CHROMIUM = output.trim().split('\n').at(-1);
  return { passed: 1, failed: 0, skipped: 0 };
}

/**
 * @param {string} project
 * @returns {Step['work']}
 */
function jest(project) {
  return async (run) => {
    const report = join(reports, `${project.replaceAll('/', '-')}.json`);
    const args = ['tools/jest.mjs', project, '--ci', '--json', `--outputFile=${report}`];
    const { code } = await run(node, args, { mayFail: true });
    if (!existsSync(report)) throw new Error('Jest ended before it could report.');
    const found = JSON.parse(readFileSync(report, 'utf8'));
    return atLeastOneFailed(code, {
      passed: found.numPassedTests,
      failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
      skipped: found.numPendingTests + found.numTodoTests,
    });
  };
}

/** @type {Step['work']} */
async function nodeTests(run) {
  const files = filesIn('tools', /\.spec\.mjs$/);
  const { code, output } = await run(node, ['--test', '--test-reporter=tap', ...files], { mayFail: true });
  const figure = (/** @type {string} */ name) =>
    Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return atLeastOneFailed(code, {
    passed: figure('pass'),
    failed: figure('fail') + figure('cancelled'),
    skipped: figure('skipped') + figure('todo'),
  });
}

/** @type {Step['work']} */
async function endToEnd(run) {
  const report = join(reports, 'e2e.json');
  const { code } = await run(node, [bin('playwright', '@playwright/test'), 'test', '--reporter=list,json'], {
    mayFail: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  if (!existsSync(report)) throw new Error('Playwright ended before it could report.');
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return atLeastOneFailed(code, {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  });
}

/**
 * The schema the API would print now is the committed one.
 * @param {Run} run
 */
async function schemaDrift(run) {
  const file = join(root, 'libs/shared/schema/schema.graphql');
  const printed = join(reports, 'schema.graphql');
  const { output } = await run(node, [api, 'schema']);
  writeFileSync(printed, output);
  if (output.trim() === readFileSync(file, 'utf8').trim()) return;
  await run('diff', ['-u', file, printed], { mayFail: true });
  throw new Error('libs/shared/schema/schema.graphql is not what the API prints.');
}

/**
 * Migrations, run on an empty database, make the tables the entities speak of.
 * @param {Run} run
 */
async function migrationDrift(run) {
  const { startEmbeddedPostgres } = await import('./embedded-postgres.mjs');
  const database = await startEmbeddedPostgres({ durable: false });
  const env = {
    EMBEDDED: '1',
    DATABASE_URL: database.ownerUrl,
    APP_DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.workerUrl,
    DATA_DIR: join(reports, 'data'),
  };
  try {
    await run(node, [api, 'migrate'], { env });
    await run(node, [api, 'drift'], { env });
  } finally {
    await database.stop();
  }
}

/**
 * What codegen writes is what is committed.
 * @param {Run} run
 */
async function codegenDrift(run) {
  const generated = () =>
    new Map(
      [...filesIn('apps/portal/src', /\/gql\/[^/]+$/), ...filesIn('libs/shared/schema', /\.json$/)].map(
        (file) => [
          file,
          createHash('sha256')
            .update(readFileSync(join(root, file)))
            .digest('hex'),
        ],
      ),
    );
  const before = generated();
  await run('npm', ['run', 'codegen', '--workspace=@rejoin/portal']);
  const after = generated();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  if (changed.length > 0)
    throw new Error(`Codegen changed, and these must be committed: ${changed.join(', ')}`);
}

// --- small things --------------------------------------------------------------------------------------------------

/**
 * A runner that failed without a failed test failed all the same.
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
function atLeastOneFailed(code, counts) {
  const isEmpty = counts.passed + counts.failed + counts.skipped === 0;
  return { ...counts, failed: code !== 0 || isEmpty ? Math.max(1, counts.failed) : counts.failed };
}

/**
 * @param {string} name
 * @param {string[]} wanted
 * @param {Step[]} steps
 * @returns {boolean}
 */
function isNeeded(name, wanted, steps) {
  if (wanted.includes(name)) return true;
  return steps.some(
    (step) => wanted.includes(step.name) && [...(step.after ?? []), ...(step.needs ?? [])].includes(name),
  );
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function hasSpecs(folder, pattern) {
  return filesIn(folder, pattern).length > 0;
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 * @returns {string[]} paths from the root
 */
function filesIn(folder, pattern) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ at) => {
    if (!existsSync(join(root, at))) return;
    for (const entry of readdirSync(join(root, at), { withFileTypes: true })) {
      const path = `${at}/${entry.name}`;
      if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) visit(path);
      else if (entry.isFile() && pattern.test(path)) found.push(path);
    }
  };
  visit(folder);
  return found.sort();
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function endGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
