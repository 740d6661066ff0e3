// @ts-check
// A PostgreSQL as a host hands it out: of the binaries it is given, with a superuser and nothing of ours. For proofs that
// need a server which is not our own embedded one.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './ports.mjs';

/**
 * Where Debian's package of a version lies, if it is installed.
 * @param {number} version
 */
export function debianBinaries(version) {
  const folder = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

/**
 * Starts an empty server that nothing outlives.
 * @param {string} binaries
 * @returns {Promise<{ superUrl: string, stop: () => Promise<void> }>}
 */
export async function startPlainPostgres(binaries) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rejoin-plain-'));
  const password = 'only on this machine, only now';
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  // PostgreSQL does not run as root.
  const [uid, gid] = process.getuid?.() === 0 ? idsOf('postgres') : [];
  const user = uid === undefined || gid === undefined ? {} : { uid, gid };
  if (uid !== undefined && gid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, uid, gid);

  const data = join(folder, 'data');
  execFileSync(
    join(binaries, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { cwd: folder, stdio: 'ignore', ...user },
  );
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      cwd: folder,
      stdio: 'ignore',
      ...user,
    },
  );
  const ended = new Promise((done) => server.once('exit', done));
  const abandon = () => void server.kill('SIGQUIT');
  process.once('exit', abandon);
  const stop = async () => {
    process.off('exit', abandon);
    server.kill('SIGQUIT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const superUrl = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; !(await answers(superUrl)); attempt += 1) {
    if (attempt === 200 || server.exitCode !== null) {
      await stop();
      throw new Error(`The PostgreSQL of ${binaries} did not start.`);
    }
    await sleep(50);
  }
  return { superUrl, stop };
}

/** @param {string} url */
async function answers(url) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {string} user */
function idsOf(user) {
  return ['-u', '-g'].map((which) => Number(execFileSync('id', [which, user], { encoding: 'utf8' })));
}
