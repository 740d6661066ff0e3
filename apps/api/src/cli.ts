import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { isLanguage, isZone, languageValues } from '@rejoin/domain';
import { loadDemo } from './demo/load-demo.js';
import { demoPersonas } from './demo/index.js';
import { entities } from './entities.js';
import { help as helpSchema, type Help, tellingWordsIn } from './modules/accounts/index.js';
import { diagnose } from './operator/doctor.js';
import { drift, migrate } from './operator/migrate.js';
import { printedSchema } from './operator/schema.js';
import { clearDemo, createPractice, inviteStaff, setSuspended } from './operator/practices.js';
import { type Role, roles } from './platform/auth/index.js';
import { type Config, loadConfig } from './platform/config/index.js';
import { ownerDataSource } from './platform/db/index.js';

const usage = `Commands:
  migrate                                    bring the database up to this version
  create-practice --name … --zone … --admin-name … --admin-email … [--mail-name …] [--locale en|es] [--solo]
                  [--emergency-number … --checked-on YYYY-MM-DD [--help-line "name|number|hours"]… [--practice-hours …]]
                                             make a practice; prints the one-time link(s) of its first people
  membership suspend|restore --email … [--role CLINICIAN|CLIENT|PRACTICE_ADMIN]
  demo load [--if-empty] | clear | personas [--json]
  doctor                                     check settings, database, locks, mail and set-up
  schema                                     print the schema the API serves (for developers)
  drift                                      compare entities and migrations (for developers)`;

class UsageError extends Error {}

async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      zone: { type: 'string' },
      locale: { type: 'string' },
      'mail-name': { type: 'string' },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
      solo: { type: 'boolean' },
      'emergency-number': { type: 'string' },
      'checked-on': { type: 'string' },
      'help-line': { type: 'string', multiple: true },
      'practice-hours': { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      'if-empty': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const needed = (name: 'name' | 'zone' | 'admin-name' | 'admin-email' | 'email'): string => {
    const value = values[name]?.trim();
    if (!value) throw new UsageError(`--${name} is missing.`);
    return value;
  };
  switch (positionals.slice(0, 2).join(' ')) {
    case 'migrate': {
      const done = await migrate(loadConfig());
      say(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
      return 0;
    }
    case 'create-practice': {
      const zone = needed('zone');
      if (!isZone(zone)) throw new UsageError(`--zone ${zone} is not a time zone such as Europe/Berlin.`);
      const locale = values.locale ?? 'en';
      if (!isLanguage(locale))
        throw new UsageError(`--locale ${locale} is none of ${languageValues.join(', ')}.`);
      const mailName = values['mail-name'] ?? 'Rejoin';
      const telling = tellingWordsIn(mailName);
      if (telling.length > 0)
        throw new UsageError(`--mail-name stands on lock screens: please leave out ${telling.join(', ')}.`);
      const practice = {
        name: needed('name'),
        mailName,
        zone,
        locale,
        help: helpFrom(values),
      };
      const admin = { name: needed('admin-name'), email: needed('admin-email') };
      return withOwner(async (owner, config) => {
        const id = await createPractice(owner, config, practice);
        say(`Practice ${practice.name} (${id}) is there.`);
        const invited: Role[] = values.solo ? ['PRACTICE_ADMIN', 'CLINICIAN'] : ['PRACTICE_ADMIN'];
        for (const role of invited)
          say(
            `${role}, works once within seven days: ${await inviteStaff(owner, config, id, { ...admin, role })}`,
          );
        if (!practice.help)
          say('Crisis information is not set up yet: clients see general text without numbers until it is.');
        return 0;
      });
    }
    case 'membership suspend':
    case 'membership restore': {
      const isSuspended = positionals[1] === 'suspend';
      const role = values.role ?? null;
      if (role && !roles.includes(role as Role))
        throw new UsageError(`--role is one of ${roles.join(', ')}.`);
      return withOwner(async (owner, config) => {
        const count = await setSuspended(owner, config, {
          email: needed('email'),
          role: role as Role | null,
          isSuspended,
        });
        say(
          count === 0
            ? 'Nobody has that address here.'
            : `${count} membership(s) ${isSuspended ? 'suspended' : 'restored'}. It acts at once.`,
        );
        return count === 0 ? 1 : 0;
      });
    }
    case 'demo load': {
      const loaded = await loadDemo(loadConfig(), { onlyIfEmpty: values['if-empty'] ?? false });
      say(loaded ? 'The demo practice is there.' : 'Nothing was loaded: a practice is there already.');
      return loaded || values['if-empty'] ? 0 : 1;
    }
    case 'demo clear':
      return withOwner(async (owner) => {
        say(`${await clearDemo(owner)} demo practice(s) removed.`);
        return 0;
      });
    case 'demo personas':
      say(
        values.json
          ? JSON.stringify(demoPersonas)
          : demoPersonas
              .map(
                ({ name, role, email, password, about }) =>
                  `${name} (${role})  ${email}  ${password}\n  ${about}`,
              )
              .join('\n'),
      );
      return 0;
    case 'doctor': {
      const findings = await diagnose(loadConfig());
      for (const { isFine, what } of findings) say(`${isFine ? 'ok ' : '!! '} ${what}`);
      return findings.every(({ isFine }) => isFine) ? 0 : 1;
    }
    case 'schema': {
      process.stdout.write(await printedSchema());
      return 0;
    }
    case 'drift': {
      const statements = await drift(loadConfig(), entities);
      say(statements.length === 0 ? 'Entities and migrations agree.' : statements.join('\n'));
      return statements.length === 0 ? 0 : 1;
    }
    default:
      throw new UsageError(positionals.length === 0 ? '' : `There is no command "${positionals.join(' ')}".`);
  }
}

function helpFrom(values: {
  'emergency-number'?: string;
  'checked-on'?: string;
  'help-line'?: string[];
  'practice-hours'?: string;
}): Help | null {
  if (!values['emergency-number'] && !values['help-line'] && !values['checked-on']) return null;
  const parsed = helpSchema.safeParse({
    emergencyNumber: values['emergency-number'],
    checkedOn: values['checked-on'],
    practiceHours: values['practice-hours'] ?? null,
    lines: (values['help-line'] ?? []).map((line) => {
      const [name, number, hours] = line.split('|').map((part) => part.trim());
      return { name, number, hours };
    }),
  });
  if (!parsed.success)
    throw new UsageError(
      'Crisis information needs --emergency-number, --checked-on (a date) and each --help-line as "name|number|hours".',
    );
  return parsed.data;
}

async function withOwner(
  work: (
    owner: Awaited<ReturnType<ReturnType<typeof ownerDataSource>['initialize']>>,
    config: Config,
  ) => Promise<number>,
): Promise<number> {
  const config = loadConfig();
  const owner = await ownerDataSource(config.databaseUrl, entities).initialize();
  try {
    return await work(owner, config);
  } finally {
    await owner.destroy();
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isUsage =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n${isUsage ? `${usage}\n` : ''}`,
    );
    process.exitCode = isUsage ? 2 : 1;
  },
);
