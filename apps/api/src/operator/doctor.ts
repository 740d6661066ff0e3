import pg from 'pg';
import { createTransport } from 'nodemailer';
import type { Config } from '../platform/config/index.js';
import { migrations } from '../platform/db/index.js';

/** One thing the doctor looked at. */
export interface Finding {
  isFine: boolean;
  what: string;
}

/** Looks at what an operator would want to know before people rely on it. Changes nothing. */
export async function diagnose(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [{ isFine: true, what: 'The settings can be used.' }];
  const note = (isFine: boolean, fine: string, wrong: string) =>
    findings.push({ isFine, what: isFine ? fine : wrong });
  for (const [name, url] of [
    ['owner', config.databaseUrl],
    ['app', config.appDatabaseUrl],
    ['worker', config.workerDatabaseUrl],
  ] as const) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      const { rows } = await client.query<{ unsafe: boolean }>(
        'select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = current_user',
      );
      note(
        rows[0]?.unsafe === false,
        `Database login ${name}: fine.`,
        `Database login ${name} can go past row-level security.`,
      );
      if (name === 'owner') await lookAtSchema(client, note);
    } catch {
      note(false, '', `Database login ${name}: no connection.`);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  if (config.smtpUrl) {
    const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 5_000 });
    const answers = await transport.verify().then(
      () => true,
      () => false,
    );
    transport.close();
    note(
      answers,
      'Mail: the SMTP server answers.',
      'Mail: the SMTP server does not answer; mails wait in the queue.',
    );
  } else note(false, '', 'Mail: SMTP_URL is not set; mails wait in the queue.');
  return findings;
}

async function lookAtSchema(
  client: pg.Client,
  note: (isFine: boolean, fine: string, wrong: string) => void,
): Promise<void> {
  await client.query(`set app.migrating = 'on'`);
  const { rows: last } = await client.query<{ name: string }>(
    'select name from migrations order by timestamp desc limit 1',
  );
  note(
    last[0]?.name === migrations.at(-1)?.name,
    'Migrations: none pending.',
    'Migrations are pending: run migrate.',
  );
  const { rows: open } = await client.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'practice_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  note(
    open.length === 0,
    'Row-level security: forced on every table of a practice.',
    `Row-level security is not forced on: ${open.map((row) => row.relname).join(', ')}.`,
  );
  const { rows: practices } = await client.query<{ name: string; has_help: boolean }>(
    'select name, help is not null as has_help from practices',
  );
  note(
    practices.length > 0,
    `Practices: ${practices.length}.`,
    'There is no practice yet: run create-practice.',
  );
  for (const practice of practices.filter((row) => !row.has_help))
    note(false, '', `${practice.name}: crisis information is not set up.`);
}
