import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, derivedPassword, loadConfig } from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'rejoin-config-'));
const secret = () => ({ id: 'k1', secret: randomBytes(32).toString('base64url') });
const keyFile = join(folder, 'keys.json');
beforeAll(() =>
  writeFileSync(
    keyFile,
    JSON.stringify({
      installation: secret(),
      practiceWrapping: secret(),
      blindIndex: secret(),
      pepper: secret(),
    }),
  ),
);
afterAll(() => rmSync(folder, { recursive: true }));

const plain = { DATABASE_URL: 'postgres://owner:pw@db.example/rejoin', DATA_DIR: join(folder, 'data') };
const production = () => ({
  ...plain,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://portal.example.org',
  KEY_FILE: keyFile,
});

function faults(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('need a database and nothing else on one’s own machine', () => {
    const config = loadConfig(plain);
    expect(config).toMatchObject({
      port: 4200,
      publicUrl: 'http://localhost:4200',
      role: 'all',
      isDemo: false,
      isProduction: false,
      allowsAdhocGraphql: false,
      trustProxy: false,
      smtpUrl: null,
      cookie: { name: 'rejoin', secure: false },
    });
  });

  it('in production give a cookie that only https carries', () => {
    expect(loadConfig(production()).cookie).toEqual({ name: '__Host-rejoin', secure: true });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig(plain))).toBe(true);
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no database', { ...plain, DATABASE_URL: undefined }, /DATABASE_URL is missing/],
    [
      'a database that is none',
      { ...plain, DATABASE_URL: 'mysql://x' },
      /DATABASE_URL must begin with postgres/,
    ],
    ['an app login that is none', { ...plain, APP_DATABASE_URL: 'x' }, /APP_DATABASE_URL must begin/],
    ['a worker login that is none', { ...plain, WORKER_DATABASE_URL: 'x' }, /WORKER_DATABASE_URL must begin/],
    ['a port that is no number', { ...plain, PORT: 'many' }, /PORT/],
    ['a port there is not', { ...plain, PORT: '70000' }, /PORT/],
    ['an address that is none', { ...plain, PUBLIC_URL: 'portal' }, /PUBLIC_URL/],
    [
      'http on another machine',
      { ...plain, PUBLIC_URL: 'http://portal.example.org' },
      /PUBLIC_URL must begin with https/,
    ],
    ['a role there is not', { ...plain, ROLE: 'boss' }, /ROLE is one of/],
    ['a switch that is neither on nor off', { ...plain, TRUST_PROXY: 'maybe' }, /TRUST_PROXY/],
    ['http in production', { ...production(), PUBLIC_URL: 'http://localhost' }, /https:\/\/ in production/],
    [
      'the embedded database in production',
      { ...production(), EMBEDDED: '1', DEMO: 'off' },
      /no embedded database/,
    ],
    ['a demo in production', { ...production(), DEMO: 'on' }, /DEMO must be off/],
    [
      'documents of anybody in production',
      { ...production(), ADHOC_GRAPHQL: 'on' },
      /ADHOC_GRAPHQL must be off/,
    ],
    ['no keys in production', { ...production(), KEY_FILE: undefined }, /KEY_FILE is missing/],
    [
      'a key file that is not there',
      { ...plain, KEY_FILE: '/nowhere/keys.json' },
      /KEY_FILE names a file that is not there/,
    ],
    [
      'a file of a setting that is not there',
      { ...plain, SMTP_URL_FILE: '/nowhere' },
      /SMTP_URL_FILE names a file/,
    ],
  ])('refuse %s', (_what, env, reason) => {
    expect(faults(env)).toEqual([expect.stringMatching(reason)]);
  });

  it('say every fault at once', () => {
    const found = faults({
      NODE_ENV: 'production',
      DATABASE_URL: 'mysql://x',
      WORKER_DATABASE_URL: 'x',
      PUBLIC_URL: 'http://portal.example.org',
      DEMO: 'on',
      ADHOC_GRAPHQL: 'on',
    });
    for (const part of [
      'DATABASE_URL',
      'WORKER_DATABASE_URL',
      'PUBLIC_URL',
      'DEMO',
      'ADHOC_GRAPHQL',
      'KEY_FILE',
    ])
      expect(found.join('\n')).toContain(part);
  });

  it('say what is wrong in a setting and what is wrong between settings at once', () => {
    const found = faults({
      ...production(),
      PORT: 'many',
      ROLE: 'boss',
      DATABASE_URL: undefined,
      DEMO: 'on',
      KEY_FILE: undefined,
    });
    expect(found).toHaveLength(5);
    for (const part of ['PORT', 'ROLE', 'DATABASE_URL', 'DEMO', 'KEY_FILE'])
      expect(found.join('\n')).toContain(part);
    expect(faults({ ...production(), PUBLIC_URL: 'portal' })).toEqual([expect.stringMatching(/PUBLIC_URL/)]);
  });

  it('never repeat a secret', () => {
    const found = faults({ ...plain, DATABASE_URL: 'mysql://owner:hunter2@db', PORT: 'many' });
    expect(found.join('\n')).not.toContain('hunter2');
  });

  it('come from files, too, and what is said directly goes first', () => {
    const file = join(folder, 'database-url');
    writeFileSync(file, 'postgres://owner:from-a-file@db.example/rejoin\n');
    const { DATABASE_URL: _, ...rest } = plain;
    expect(loadConfig({ ...rest, DATABASE_URL_FILE: file }).databaseUrl).toBe(
      'postgres://owner:from-a-file@db.example/rejoin',
    );
    expect(loadConfig({ ...plain, DATABASE_URL_FILE: file }).databaseUrl).toBe(plain.DATABASE_URL);
  });

  it('run a demo where the database is embedded, unless told otherwise', () => {
    expect(loadConfig({ ...plain, EMBEDDED: '1' }).isDemo).toBe(true);
    expect(loadConfig({ ...plain, EMBEDDED: '1', DEMO: 'off' }).isDemo).toBe(false);
    expect(loadConfig({ ...plain, DEMO_MAIL_URL: 'http://localhost:1' }).demoMailUrl).toBeNull();
  });

  it('make the two logins’ passwords from the keys', () => {
    const config = loadConfig({ ...plain, KEY_FILE: keyFile });
    const app = new URL(config.appDatabaseUrl);
    expect([app.username, app.password]).toEqual(['rejoin_app', derivedPassword('rejoin_app', config.keys)]);
    expect(new URL(config.workerDatabaseUrl).password).not.toBe(app.password);
  });
});
