// @ts-check
// Every exercise in a browser, by the browser test that walks a few of them in the gate.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from './install.mjs';

/**
 * @param {{ only: string }} options a piece of the name of those to walk; empty for all
 * @returns {Promise<{ passed: number, failed: number, seconds: number }>}
 */
export async function walks({ only }) {
  const report = join(await mkdtemp(join(tmpdir(), 'walks-')), 'report.json');
  const args = [
    bin('playwright', '@playwright/test'),
    'test',
    'walks',
    '--project=phone',
    '--reporter=list,json',
  ];
  spawnSync(process.execPath, [...args, ...(only ? ['-g', only] : [])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WALK: 'all', PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, seconds: stats.duration / 1000 };
}
