// @ts-check
// `npm run build`: what has changed since the last build, through Nx and its cache.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './install.mjs';

/**
 * Builds every project that has a build, in the order they need each other.
 * @param {{ quiet?: boolean }} [options] quiet shows the output only when the build fails
 * @returns {Promise<void>}
 */
export function build({ quiet = false } = {}) {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [nx, 'run-many', '--targets=build', '--outputStyle=static'], {
      cwd: root,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', CI: 'true' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => (output += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`The build failed.\n${output}`));
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  await build().catch(() => {
    // Nx has said why.
    process.exitCode = 1;
  });
}
