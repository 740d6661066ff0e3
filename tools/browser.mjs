// @ts-check
// Finds a Chromium for the browser tests, or installs one: the distribution's on a Debian machine as root, Playwright's
// own everywhere else. `CHROMIUM` names one of your own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

const isRoot = process.getuid?.() === 0;

/** Flags that keep Chromium from calling home, which a closed network answers with refused connections by the dozen. */
export const chromiumFlags = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium to use, or undefined when none is here yet.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const { chromium } = await import('@playwright/test');
  return ['/usr/bin/chromium', chromium.executablePath()].find((path) => existsSync(path) && answers(path));
}

/**
 * @param {(line: string) => void} [log]
 * @returns {Promise<string>}
 */
export async function ensureBrowser(log = console.log) {
  const found = await findBrowser();
  if (found) return found;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    log('Installing Chromium (apt-get)');
    const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-q'], quiet);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
  }
  const distributed = await findBrowser();
  if (distributed) return distributed;
  log('Installing Chromium (playwright install)');
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], process.env);
  const downloaded = await findBrowser();
  if (downloaded) return downloaded;
  throw new Error(
    'There is no Chromium for the browser tests and none could be installed. Install one and name it in CHROMIUM, ' +
      'or run `npx playwright install chromium` where the internet is reachable.',
  );
}

/**
 * A stub that only points to another installer does not count.
 * @param {string} path
 */
function answers(path) {
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

/**
 * Its failure shows in that there is still no browser afterwards.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function run(command, args, env) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) console.error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await ensureBrowser());
