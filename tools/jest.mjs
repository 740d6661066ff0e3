// @ts-check
// Runs one project's Jest with the flag its ES modules need: `node tools/jest.mjs apps/api [jest arguments]`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [project = '', ...args] = process.argv.slice(2);
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

const child = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    `--require=${resolve(root, 'tools/source-suffix.cjs')}`,
    '--conditions=@rejoin/source',
    jest,
    '--config',
    resolve(root, project, 'jest.config.mjs'),
    ...args,
  ],
  { cwd: resolve(root, project), stdio: 'inherit' },
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
