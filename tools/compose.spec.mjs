// @ts-check
// docker-compose.yml: that it is one, by the published schema of the compose specification, and what we hold ourselves
// to besides. Each rule is shown a file that breaks it, so that none of them can be asleep.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { root } from './install.mjs';

/**
 * One service as far as the rules look at it.
 * @typedef {{
 *   image?: string, build?: unknown, user?: string, read_only?: boolean, privileged?: boolean, cap_drop?: string[],
 *   security_opt?: string[], restart?: string, healthcheck?: { test?: unknown, disable?: boolean },
 *   secrets?: string[], configs?: string[], networks?: string[], depends_on?: Record<string, unknown>,
 *   volumes?: (string | { source: string })[], ports?: string[], command?: string[], environment?: Record<string, string>,
 * }} Service
 */
/** @typedef {Record<string, any> & { services: Record<string, Service> }} Compose */

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const read = (/** @type {string} */ from) => /** @type {Compose} */ (parse(from, { merge: true }));

// The schema as the specification publishes it comes with a linter for compose files.
const schemaFile = join(
  dirname(createRequire(import.meta.url).resolve('dclint/package.json')),
  'schemas/compose.schema.json',
);
const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
for (const format of ['duration', 'ports', 'expose', 'subnet_ip_address']) ajv.addFormat(format, true);
// It names draft 7 by an address that Ajv, whose default that is, knows under http only.
const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
const isCompose = ajv.compile(schema);

// What an operator has after the first step of docs/operating.md.
const folder = mkdtempSync(join(tmpdir(), 'rejoin-compose-'));
mkdirSync(join(folder, 'tools'));
cpSync(join(root, 'tools/deploy'), join(folder, 'tools/deploy'), { recursive: true });
execFileSync('sh', [join(folder, 'tools/deploy/make-secrets.sh')]);
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {Compose} compose
 * @returns {string[]} what is wrong, in words
 */
function faultsOf(compose) {
  if (!isCompose(compose))
    return (isCompose.errors ?? []).map(({ instancePath, message }) => `schema: ${instancePath} ${message}`);
  return [...Object.entries(compose.services).flatMap(faultsOfService(compose)), ...faultsOfNames(compose)];
}

/**
 * @param {Compose} compose
 * @returns {(entry: [string, Service]) => string[]}
 */
const faultsOfService =
  (compose) =>
  ([name, service]) => {
    const { image = '', build, user = '', restart, healthcheck, environment = {}, secrets = [] } = service;
    const isLasting = restart !== 'no';
    const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
    /** @type {[boolean, string][]} */
    const rules = [
      [build !== undefined || /:v?[1-9]\d*([.-][\w.-]+)?$/.test(image), 'image is not pinned to a major'],
      [user !== '' && !/^(root|0)(:|$)/.test(user), 'runs as root'],
      [service.privileged !== true && service.cap_drop?.includes('ALL') === true, 'keeps rights of root'],
      [service.security_opt?.includes('no-new-privileges:true') === true, 'may gain rights'],
      [service.read_only === true, 'may write to its own files'],
      [
        !isLasting ||
          (healthcheck ? healthcheck.test !== undefined && !healthcheck.disable : isAskedByImage(build)),
        'nobody asks for its health',
      ],
      [Object.keys(service.depends_on ?? {}).every((other) => compose.services[other]), 'waits for nobody'],
      [
        files.every((file) => secrets.includes(file.replace('/run/secrets/', ''))),
        'is not given a secret it reads',
      ],
      [
        Object.entries(environment).every(
          ([key, value]) => !/PASSWORD|_KEY|TOKEN/.test(key) || files.includes(value),
        ),
        'carries a secret in its environment',
      ],
      [
        (service.ports ?? []).every((port) => !/^\d+:(4200|5432)$/.test(port)),
        'is published to everybody in clear',
      ],
      [
        build === undefined || !service.command || existsSync(join(root, sourceOf(service.command[1] ?? ''))),
        'starts what is not there',
      ],
    ];
    return rules.filter(([holds]) => !holds).map(([, fault]) => `${name}: ${fault}`);
  };

/** @param {unknown} build */
function isAskedByImage(build) {
  return build === '.' && /^HEALTHCHECK .*\n?.*CMD/m.test(readFileSync(join(root, 'Dockerfile'), 'utf8'));
}

/** @param {string} built */
function sourceOf(built) {
  return built.replace(/dist\/(\w+)\.js$/, 'src/$1.ts');
}

/**
 * Names that lead nowhere, and files that are not there.
 * @param {Compose} compose
 */
function faultsOfNames(compose) {
  const faults = [];
  for (const kind of /** @type {const} */ (['secrets', 'configs', 'networks', 'volumes'])) {
    const declared = Object.keys(compose[kind] ?? {});
    const used = new Set(
      Object.values(compose.services).flatMap((service) =>
        (service[kind] ?? []).map(sourceNamed).filter(isName),
      ),
    );
    used.delete('default');
    for (const name of used)
      if (!declared.includes(name)) faults.push(`${kind}: ${name} is used and not declared`);
    for (const name of declared)
      if (!used.has(name)) faults.push(`${kind}: ${name} is declared and not used`);
  }
  const files = [...Object.values(compose.secrets ?? {}), ...Object.values(compose.configs ?? {})].map(
    ({ file }) => file,
  );
  const mounts = Object.values(compose.services)
    .flatMap(({ volumes = [] }) => volumes.map(sourceNamed))
    .filter((source) => !isName(source));
  for (const file of [...files, ...mounts])
    if (!existsSync(join(folder, file))) faults.push(`${file} is not there`);
  return faults;
}

/** @param {string | { source: string }} use */
function sourceNamed(use) {
  return (typeof use === 'string' ? use.split(':')[0] : use.source) ?? '';
}

/** @param {string} source */
function isName(source) {
  return !/^[./]/.test(source);
}

test('docker-compose.yml passes its published schema and our own rules', () => {
  assert.deepEqual(faultsOf(read(text)), []);
});

test('it has what the operating guide promises', () => {
  const { services } = read(text);
  assert.deepEqual(Object.keys(services), ['database', 'migrate', 'web', 'worker', 'mail', 'tls']);
  assert.deepEqual([services.web?.environment?.ROLE, services.worker?.environment?.ROLE], ['web', 'worker']);
  const profiles = Object.entries(read(text).services).filter(([, service]) => 'profiles' in service);
  assert.deepEqual(
    profiles.map(([name]) => name),
    ['mail', 'tls'],
  );
});

test('secrets are readable inside the containers and kept from everybody else on the host', () => {
  assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'secrets/keys')).mode & 0o777, 0o444);
  assert.deepEqual(Object.keys(JSON.parse(readFileSync(join(folder, 'secrets/keys'), 'utf8'))), [
    'installation',
    'practiceWrapping',
    'blindIndex',
    'pepper',
  ]);
});

/** @type {[string, RegExp, (compose: Compose) => void][]} */
const breaks = [
  [
    'an unknown word',
    /schema: \/services\/web .*additional/,
    ({ services }) => set(services.web, 'restarts', 'no'),
  ],
  [
    'a wrong type',
    /schema: \/services\/web\/read_only/,
    ({ services }) => set(services.web, 'read_only', ['yes']),
  ],
  [
    'an unknown condition',
    /schema: .*depends_on/,
    ({ services }) => set(services.web, 'depends_on', { migrate: { condition: 'over' } }),
  ],
  ['a part that is none', /schema:/, (compose) => set(compose, 'service', {})],
  ['no tag', /mail: image is not pinned/, ({ services }) => set(services.mail, 'image', 'axllent/mailpit')],
  [
    'the tag latest',
    /mail: image is not pinned/,
    ({ services }) => set(services.mail, 'image', 'axllent/mailpit:latest'),
  ],
  ['root by name', /tls: runs as root/, ({ services }) => set(services.tls, 'user', 'root')],
  ['root by number', /tls: runs as root/, ({ services }) => set(services.tls, 'user', '0:0')],
  ['root by silence', /tls: runs as root/, ({ services }) => set(services.tls, 'user', undefined)],
  ['all rights', /web: keeps rights/, ({ services }) => set(services.web, 'privileged', true)],
  ['rights that stay', /web: keeps rights/, ({ services }) => set(services.web, 'cap_drop', ['CHOWN'])],
  ['rights that grow', /web: may gain rights/, ({ services }) => set(services.web, 'security_opt', [])],
  ['files that change', /worker: may write/, ({ services }) => set(services.worker, 'read_only', false)],
  ['no health', /database: nobody asks/, ({ services }) => set(services.database, 'healthcheck', undefined)],
  [
    'health switched off',
    /web: nobody asks/,
    ({ services }) => set(services.web, 'healthcheck', { disable: true }),
  ],
  [
    'nobody to wait for',
    /web: waits for nobody/,
    ({ services }) => set(services.web, 'depends_on', { databse: { condition: 'service_healthy' } }),
  ],
  ['a secret it is not given', /web: is not given/, ({ services }) => set(services.web, 'secrets', ['keys'])],
  [
    'a password in clear',
    /database: carries a secret/,
    ({ services }) => set(services.database, 'environment', { POSTGRES_PASSWORD: 'postgres' }),
  ],
  [
    'a port in clear for everybody',
    /web: is published/,
    ({ services }) => set(services.web, 'ports', ['4200:4200']),
  ],
  [
    'a command there is not',
    /migrate: starts what is not there/,
    ({ services }) => set(services.migrate, 'command', ['node', 'apps/api/dist/migrate.js']),
  ],
  [
    'a secret nobody declared',
    /secrets: keys is used and not declared/,
    (compose) => delete compose.secrets.keys,
  ],
  [
    'a secret nobody uses',
    /secrets: smtp is declared and not used/,
    (compose) => set(compose.secrets, 'smtp', { file: './secrets/keys' }),
  ],
  [
    'a secret nobody makes',
    /secrets\/nothing is not there/,
    (compose) => set(compose.secrets.keys, 'file', './secrets/nothing'),
  ],
  [
    'a volume nobody declared',
    /volumes: data is used/,
    ({ services }) => set(services.database, 'volumes', ['data:/var/lib/postgresql']),
  ],
  [
    'a network nobody declared',
    /networks: date is used/,
    ({ services }) => set(services.migrate, 'networks', ['date']),
  ],
  [
    'a file that is not there',
    /nothing.conf is not there/,
    ({ services }) => set(services.tls, 'volumes', ['./nothing.conf:/etc/caddy/Caddyfile:ro']),
  ],
];

for (const [what, fault, change] of breaks)
  test(`a compose file with ${what} is refused`, () => {
    const compose = read(text);
    change(compose);
    assert.ok(faultsOf(JSON.parse(JSON.stringify(compose))).some((found) => fault.test(found)));
  });

/**
 * @param {object | undefined} of
 * @param {string} key
 * @param {unknown} value
 */
function set(of, key, value) {
  assert.ok(of);
  Object.assign(of, { [key]: value });
}
