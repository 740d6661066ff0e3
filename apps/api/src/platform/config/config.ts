import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type KeyRing, loadOrCreateKeyRing, loadKeyRing } from '../crypto/key-ring.js';

/** Everything an operator decides, read once at start. docs/operating.md describes each setting. */
export interface Config {
  port: number;
  /** Where people reach this installation; links in mails are made from it, never from a request's Host. */
  publicUrl: string;
  /** Login of the owner, who migrates and runs named operator steps; never used to serve a request. */
  databaseUrl: string;
  appDatabaseUrl: string;
  workerDatabaseUrl: string;
  dataDir: string;
  /** Where mails go out; null: mails wait in the queue and `doctor` says so. */
  smtpUrl: string | null;
  mailFrom: string;
  keys: KeyRing;
  trustProxy: boolean;
  isDemo: boolean;
  /** Page of the demo's mail catcher, linked on the sign-in page. */
  demoMailUrl: string | null;
  role: 'all' | 'web' | 'worker';
  /** Whether documents outside the portal's own are answered. Never in production. */
  allowsAdhocGraphql: boolean;
  isProduction: boolean;
  /** Loopback http cannot carry a `__Host-` cookie. */
  cookie: { name: string; secure: boolean };
}

/** Thrown at start with every fault of the settings at once, so that an operator mends them in one go. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const onOff = z.enum(['on', 'off']);
const settings = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number({ error: 'PORT must be a number' }).int().min(0).max(65535).default(4200),
  PUBLIC_URL: z.url({ error: 'PUBLIC_URL must be an address such as https://portal.example.org' }).optional(),
  DATABASE_URL: z
    .string({ error: 'DATABASE_URL is missing: the PostgreSQL login that owns the schema' })
    .min(1),
  APP_DATABASE_URL: z.string().min(1).optional(),
  WORKER_DATABASE_URL: z.string().min(1).optional(),
  DATA_DIR: z.string().default('.data'),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('notes@localhost'),
  KEY_FILE: z.string().optional(),
  TRUST_PROXY: onOff.default('off'),
  DEMO: onOff.optional(),
  DEMO_MAIL_URL: z.string().optional(),
  EMBEDDED: z.enum(['0', '1']).default('0'),
  ROLE: z.enum(['all', 'web', 'worker'], { error: 'ROLE is one of all, web, worker' }).default('all'),
  ADHOC_GRAPHQL: onOff.default('off'),
});

/** Reads the settings, each also as NAME_FILE; throws a ConfigError that lists every fault. */
export function loadConfig(source: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const given = withFiles(source, faults);
  const parsed = settings.safeParse(given);
  const env = parsed.success ? parsed.data : withoutFaulty(given, parsed.error.issues);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => nameFault(issue)));
  const isFaulty = (name: string) =>
    !parsed.success && parsed.error.issues.some(({ path }) => path[0] === name);
  const isProduction = env.NODE_ENV === 'production';
  const isEmbedded = env.EMBEDDED === '1';
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  const url = new URL(publicUrl);
  const isLoopback = loopbackHosts.has(url.hostname);
  const isDemo = (env.DEMO ?? (isEmbedded ? 'on' : 'off')) === 'on';

  const mayBeHttp = url.protocol === 'http:' && isLoopback && !isProduction;
  if (url.protocol !== 'https:' && !mayBeHttp && !isFaulty('PUBLIC_URL')) {
    faults.push(
      isProduction
        ? 'PUBLIC_URL must begin with https:// in production'
        : 'PUBLIC_URL must begin with https://, unless it is http on this machine (localhost)',
    );
  }
  for (const name of ['DATABASE_URL', 'APP_DATABASE_URL', 'WORKER_DATABASE_URL'] as const) {
    const value = env[name];
    if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) {
      faults.push(`${name} must begin with postgres://`);
    }
  }
  if (isProduction && isEmbedded)
    faults.push('DATABASE_URL must be given in production (no embedded database)');
  if (isProduction && isDemo) faults.push('DEMO must be off in production');
  if (isProduction && env.ADHOC_GRAPHQL === 'on') faults.push('ADHOC_GRAPHQL must be off in production');
  if (isProduction && !env.KEY_FILE)
    faults.push('KEY_FILE is missing: the file with the installation’s keys');

  const dataDir = resolve(env.DATA_DIR);
  let keys: KeyRing | undefined;
  try {
    keys = env.KEY_FILE ? loadKeyRing(env.KEY_FILE) : isProduction ? undefined : loadOrCreateKeyRing(dataDir);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : 'KEY_FILE cannot be read');
  }
  if (faults.length > 0 || !keys) throw new ConfigError(faults);

  return Object.freeze({
    port: env.PORT,
    publicUrl,
    databaseUrl: env.DATABASE_URL,
    appDatabaseUrl: env.APP_DATABASE_URL ?? derivedUrl(env.DATABASE_URL, 'rejoin_app', keys),
    workerDatabaseUrl: env.WORKER_DATABASE_URL ?? derivedUrl(env.DATABASE_URL, 'rejoin_worker', keys),
    dataDir,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    keys,
    trustProxy: env.TRUST_PROXY === 'on',
    isDemo,
    demoMailUrl: isDemo ? (env.DEMO_MAIL_URL ?? null) : null,
    role: env.ROLE,
    allowsAdhocGraphql: env.ADHOC_GRAPHQL === 'on',
    isProduction,
    cookie:
      url.protocol === 'https:' ? { name: '__Host-rejoin', secure: true } : { name: 'rejoin', secure: false },
  });
}

/** The password of a login that the owner makes itself; it follows from the key file, so every process agrees. */
export function derivedPassword(login: 'rejoin_app' | 'rejoin_worker', keys: KeyRing): string {
  return keys.derive(`database-login|${login}`).toString('base64url');
}

function derivedUrl(ownerUrl: string, login: 'rejoin_app' | 'rejoin_worker', keys: KeyRing): string {
  const url = new URL(ownerUrl);
  url.username = login;
  url.password = derivedPassword(login, keys);
  return url.toString();
}

function withFiles(source: NodeJS.ProcessEnv, faults: string[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of Object.keys(settings.shape)) {
    const direct = source[name];
    const file = source[`${name}_FILE`];
    if (direct !== undefined && direct !== '') env[name] = direct;
    else if (file !== undefined && file !== '' && name !== 'KEY') {
      if (existsSync(file)) env[name] = readFileSync(file, 'utf8').trim();
      else faults.push(`${name}_FILE names a file that is not there`);
    }
  }
  return env;
}

/** What can be read of the settings, so that the faults between them are found together with the faults in them. */
function withoutFaulty(
  given: Record<string, string>,
  issues: readonly z.core.$ZodIssue[],
): z.infer<typeof settings> {
  const faulty = new Set(issues.map(({ path }) => path[0]));
  const rest = Object.entries(given).filter(([name]) => !faulty.has(name));
  return settings.parse({ DATABASE_URL: 'postgres://', ...Object.fromEntries(rest) });
}

function nameFault(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  return issue.message.includes(name) ? issue.message : `${name}: ${issue.message}`;
}
