// @ts-check
// `npm run battery -- <name> [its arguments] [--record]`: the proofs that take longer than a gate may. Without a name it
// tells which there are. With --record the figures become a row of docs/batteries.md, under the commit they belong to.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiProof } from './api-proof.mjs';
import { build } from './build.mjs';
import { ensureInstalled, root } from './install.mjs';

/**
 * @typedef {object} Battery
 * @property {string} about in a line
 * @property {Record<string, string>} options what it takes, each with its default
 * @property {(options: Record<string, string>) => Promise<{ figures: string, isPassed: boolean }>} run
 */

/** @type {Record<string, Battery>} */
const batteries = {
  kills: {
    about:
      'kill -9 of API and database among acknowledged saves and shares: nothing lost, doubled or half done',
    options: { api: '100', database: '60', both: '40', writers: '4' },
    run: async ({ api, database, both, writers }) => {
      const { killLedger, summaryOf } = await import('./kill-ledger.mjs');
      const ledger = await killLedger({
        kills: { api: Number(api), database: Number(database), both: Number(both) },
        writers: Number(writers),
      });
      return { figures: summaryOf(ledger), isPassed: ledger.faults.length === 0 };
    },
  },
  canary: {
    about:
      'marked words in every field, then a search of database, files, logs, mails and other people’s answers',
    options: {},
    run: async () => {
      const { canarySweep, summaryOf } = await import('./canary.mjs');
      const sweep = await canarySweep();
      for (const fault of sweep.faults) console.log(fault);
      return { figures: summaryOf(sweep), isPassed: sweep.faults.length === 0 };
    },
  },
  walk: {
    about:
      'every exercise from its intro to shared at 390 px, as its clinician reads it, and on paper; axe on each screen',
    options: { only: '' },
    run: async ({ only }) => {
      const { walks } = await import('./walks.mjs');
      const { passed, failed, seconds } = await walks({ only: only ?? '' });
      return {
        figures: `${passed} exercises walked in ${Math.round(seconds)} s, ${failed} failed`,
        isPassed: failed === 0 && passed > 0,
      };
    },
  },
  versions: {
    about:
      'an exercise with ten thousand reflections is edited: their wording stays, and it costs the same as with none',
    options: { reflections: '10000', rounds: '25' },
    run: async ({ reflections = '', rounds = '' }) => {
      const env = { VERSIONS_REFLECTIONS: reflections, VERSIONS_ROUNDS: rounds };
      const { told, isPassed } = apiProof('test/versions', 'versions', env);
      const [{ ms = NaN, count = 0, ratio = NaN } = {}] = told;
      return {
        figures: `saved and published in ${ms.toFixed(1)} ms (median of ${rounds}) with ${count} reflections, ${ratio.toFixed(2)} times what it takes with none; their wording unchanged`,
        isPassed,
      };
    },
  },
  worlds: {
    about:
      'all that a client can do and is sent, byte for byte, in worlds that differ in another’s side; four who look, every difference',
    options: {},
    run: async () => {
      const { told, isPassed } = apiProof('test/two-worlds', 'worlds', { WORLDS: 'whole' });
      const [{ deltas = 0, worlds = 0, answers = 0 } = {}] = told;
      return {
        figures: `${deltas} differences × 4 observers: ${worlds} worlds compared in ${answers} answers and mails, ${isPassed ? 0 : 'SOME'} differing bytes`,
        isPassed,
      };
    },
  },
  races: {
    about:
      'sharing, offering, withdrawing, taking back, opening and ending at once: never opened one-sidedly, never read afterwards',
    options: { races: '500', seed: '1' },
    run: async ({ races = '', seed = '' }) => {
      const { told, isPassed } = apiProof('test/joint-races', 'races', { RACES: races, RACES_SEED: seed });
      const [{ races: run = 0, opened = 0, refused = 0, readings = 0, withdrawnAfterOpening = 0 } = {}] =
        told;
      return {
        figures: `${run} races, ${readings} readings meanwhile: ${opened} opened for all, ${refused} for none, ${withdrawnAfterOpening} opened and withdrawn; ${isPassed ? 'none' : 'SOME'} one-sided or readable afterwards`,
        isPassed,
      };
    },
  },
  revocation: {
    about:
      'eight ways of taking access away, each while it is used: nothing succeeds once it was acknowledged',
    options: { rounds: '20' },
    run: async ({ rounds = '' }) => {
      const { told, isPassed } = apiProof('test/revocation', 'revocation', { REVOCATIONS: rounds });
      const tries = told.reduce((sum, { after = 0 }) => sum + after, 0);
      return {
        figures: `${told.length} kinds of ${rounds}: ${tries} requests begun after the acknowledgement, ${isPassed ? 0 : 'SOME'} successes`,
        isPassed,
      };
    },
  },
  timing: {
    about:
      'how long a partner’s requests take tells nothing of the other side: two worlds, interleaved, AUC at most 0.55',
    options: { samples: '1000' },
    run: async ({ samples = '' }) => {
      const { told, isPassed } = apiProof('test/timing', 'timing', { TIMING_SAMPLES: samples });
      const worst = Math.max(...told.map(({ auc = 1 }) => auc));
      return {
        figures: `${told.length} operations, 2 × ${samples} samples: AUC at most ${worst.toFixed(3)}`,
        isPassed,
      };
    },
  },
  'cold-start': {
    about: 'from nothing to the first correct answer, at most six times what node:http and pg take',
    options: { rounds: '7' },
    run: async ({ rounds }) => {
      const { coldStart, limit, summaryOf } = await import('./cold-start.mjs');
      const run = await coldStart({ rounds: Number(rounds) });
      return { figures: summaryOf(run), isPassed: run.ratio <= limit };
    },
  },
};

ensureInstalled();
process.exit(await main(process.argv.slice(2)));

/** @param {string[]} args */
async function main([name = '', ...args]) {
  const battery = Object.hasOwn(batteries, name) ? batteries[name] : undefined;
  if (!battery) {
    if (name) console.error(`There is no battery called ${name}.\n`);
    console.log('npm run battery -- <name> [--record]\n');
    for (const [each, { about, options }] of Object.entries(batteries)) {
      const taken = Object.entries(options).map(([option, value]) => ` --${option} ${value}`);
      console.log(`  ${each}${taken.join('')}\n    ${about}`);
    }
    return name ? 2 : 0;
  }
  const { values } = parseArgs({
    args,
    options: {
      record: { type: 'boolean', default: false },
      ...Object.fromEntries(
        Object.entries(battery.options).map(([option, value]) => [
          option,
          { type: /** @type {const} */ ('string'), default: value },
        ]),
      ),
    },
  });
  const { record: isRecorded, ...options } = values;
  await build({ quiet: true });
  const { figures, isPassed } = await battery.run(/** @type {Record<string, string>} */ (options));
  console.log(`${isPassed ? '✓' : '✗'} ${name}: ${figures}`);
  if (isRecorded) await record(name, `${isPassed ? 'passed' : 'FAILED'}: ${figures}`);
  return isPassed ? 0 : 1;
}

/**
 * @param {string} name
 * @param {string} figures
 */
async function record(name, figures) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
  const commit = `\`${git('rev-parse', '--short', 'HEAD')}\`${isChanged ? ' and changes' : ''}`;
  const file = join(root, 'docs/batteries.md');
  const row = `| ${name} | ${commit} | ${new Date().toISOString().slice(0, 10)} | ${figures} |\n`;
  const { format, resolveConfig } = await import('prettier');
  const style = await resolveConfig(file);
  writeFileSync(file, await format(readFileSync(file, 'utf8') + row, { ...style, parser: 'markdown' }));
}
