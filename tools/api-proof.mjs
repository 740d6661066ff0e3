// @ts-check
// Batteries that are tests of the API: the gate runs each with a few rounds, and this with many. What it counted stands on a
// line of its own, `<name>: {…}`; of a test that tells it several times, all are handed over.
import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

/**
 * @param {string} spec which test, as a pattern
 * @param {string} name what its lines begin with
 * @param {Record<string, string>} env how much it does
 * @returns {{ told: Record<string, number>[], isPassed: boolean }}
 */
export function apiProof(spec, name, env) {
  const { status, stdout } = spawnSync(process.execPath, ['tools/jest.mjs', 'apps/api', spec], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith(`${name}: {`));
  return { told: lines.map((line) => JSON.parse(line.slice(name.length + 2))), isPassed: status === 0 };
}
