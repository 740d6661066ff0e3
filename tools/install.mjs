// @ts-check
// Makes `npm start` and `npm test` work on a fresh clone. Built-ins only: nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean, extraneous?: boolean }} LockedPackage */

/** Runs `npm ci` when node_modules is missing or is not what package-lock.json says. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Rejoin needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;

  console.log('Installing packages (npm ci)');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('The packages could not be installed; npm says why above.');
    process.exit(1);
  }
  writeFileSync(stampFile, lockHash());
}

/** What the last install by this file was made from. */
const stampFile = `${root}node_modules/.rejoin-install`;

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
}

/** An install by hand counts too: npm leaves a lockfile of what it installed, and it must hold the same versions as ours. */
function isInstalled() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return true;
  const installedFile = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installedFile)) return false;
  const wanted = lockedPackages(`${root}package-lock.json`);
  const installed = lockedPackages(installedFile);
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link, extraneous }]) => {
    if (!path.includes('node_modules/') || link || extraneous) return true;
    const found = installed[path];
    // Optional packages of other platforms are rightly absent.
    return found ? found.version === version : optional === true || devOptional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * The file behind a package's command, to be run by this very Node.
 * @param {string} command
 * @param {string} [name] of the package, where it differs
 */
export function bin(command, name = command) {
  const folder = join(root, 'node_modules', name);
  const entries = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin;
  return join(folder, typeof entries === 'string' ? entries : entries[command]);
}
