// @ts-check
// Makes the server and its command line one file, apps/api/dist/rejoin.cjs, of what SWC left in apps/api/dist/modules.
// Reading one file instead of some thousand halves a start; what is in it is all that an image needs, but for what is
// read as a file at run time: the library, the portal's documents and the portal itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentFiles, exerciseFiles, programFiles, translationFiles } from '@rejoin/library';
import { build } from 'esbuild';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '../dist');
const file = join(dist, 'rejoin.cjs');

/** Native code stays a package. */
const external = ['@node-rs/argon2'];

/** What packages ask for only where it is installed, and we never do; asking finds it missing, as it would in Node. */
const absent = [
  '@apollo/subgraph',
  '@fastify/multipart',
  '@fastify/view',
  '@mercuriusjs/gateway',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'bufferutil',
  'class-transformer/storage',
  'pg-native',
  'pg-query-stream',
  'ts-morph',
  // A reader of settings written in TypeScript asks for it: we have it to build with and must not ship it.
  'typescript',
  'utf-8-validate',
];

/** What packages load at once and we never use. It would be a tenth of the bundle; whoever does use it is told where. */
const hollow = [
  // Mercurius: subscriptions, which are off.
  '@fastify/websocket',
  'ws',
  // class-validator: no field holds a phone number.
  'libphonenumber-js',
  // @fastify/static: files are sent by their names.
  'glob',
];

/** @type {import('esbuild').Plugin} */
const hollowPackages = {
  name: 'hollow packages',
  setup(on) {
    const names = hollow.join('|');
    on.onResolve({ filter: new RegExp(`^(${names})(/|$)`) }, ({ path }) => ({ path, namespace: 'hollow' }));
    on.onLoad({ filter: /.*/, namespace: 'hollow' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, {
        get: (_, name) => typeof name === 'symbol' || name === '__esModule' || name === 'default' ? undefined : () => {
          throw new Error(\`${path} is left out of the bundle, and \${name} of it is used: apps/api/bundle/bundle.mjs\`);
        },
      });`,
    }));
  },
};

/**
 * Compiles the portal's documents when they are asked for a second time; a start does without it.
 * @type {import('esbuild').Plugin}
 */
const latePackages = {
  name: 'late packages',
  setup(on) {
    on.onResolve({ filter: /^graphql-jit$/, namespace: 'file' }, ({ path }) => ({ path, namespace: 'late' }));
    on.onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      resolveDir: here,
      contents: `for (const name of ['compileQuery', 'isCompiledQuery'])
        exports[name] = (...given) => require('graphql-jit')[name](...given);`,
    }));
  },
};

/**
 * Reading YAML is slow, and most of what is read at a start is what was there when the bundle was made: of that it knows
 * the outcome. A text that was corrected since is read like any other.
 * @type {import('esbuild').Plugin}
 */
const knownTexts = {
  name: 'known texts',
  setup(on) {
    const known = [...exerciseFiles, ...programFiles, ...documentFiles, ...translationFiles].map((url) => {
      const text = readFileSync(url, 'utf8');
      return [createHash('sha256').update(text).digest('hex'), JSON.stringify(parse(text))];
    });
    // Whoever asks for it only when a file is brought or taken away wants the reader itself.
    on.onResolve({ filter: /^yaml$/, namespace: 'file' }, ({ path, kind }) =>
      kind === 'dynamic-import' ? undefined : { path, namespace: 'known texts' },
    );
    on.onLoad({ filter: /.*/, namespace: 'known texts' }, () => ({
      resolveDir: here,
      contents: `
        import { createHash } from 'node:crypto';
        const known = new Map(${JSON.stringify(known)});
        export function parse(text) {
          const outcome = known.get(createHash('sha256').update(text).digest('hex'));
          return outcome === undefined ? require('yaml').parse(text) : JSON.parse(outcome);
        }`,
    }));
  },
};

/** @type {import('esbuild').Plugin} */
const absentPackages = {
  name: 'absent packages',
  setup(on) {
    const names = absent.join('|');
    on.onResolve({ filter: new RegExp(`^(${names})(/|$)`) }, ({ path }) => ({ path, namespace: 'absent' }));
    on.onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `throw Object.assign(new Error("Cannot find package '${path}'"), { code: 'MODULE_NOT_FOUND' });`,
    }));
  },
};

/** Files whose words have to change once they are no longer where they were. */
const changes = [
  {
    // The texts stay files that a clinician could correct; the bundle finds them as it finds a package.
    file: /[\\/]shared[\\/]library[\\/]files\.js$/,
    from: /import\.meta\.url/g,
    to: `require('node:url').pathToFileURL(makeRequire(__filename).resolve('@rejoin/library/files.js'))`,
    before: `import { createRequire as makeRequire } from 'node:module';`,
  },
  {
    // Asks for class-validator in a way that is not seen here; without it, mapped types would lose their rules silently.
    file: /[\\/]mapped-types[\\/]dist[\\/]type-helpers\.utils\.js$/,
    from: /const require = createRequire\(import\.meta\.url\);/g,
    to: '',
    before: '',
  },
];

/** @type {import('esbuild').Plugin} */
const changedFiles = {
  name: 'changed files',
  setup(on) {
    const pending = new Set(changes);
    for (const change of changes)
      on.onLoad({ filter: change.file }, ({ path }) => {
        const found = readFileSync(path, 'utf8');
        const contents = found.replace(change.from, change.to);
        if (contents !== found) pending.delete(change);
        return { contents: `${change.before}${contents}`, loader: 'js' };
      });
    on.onEnd(() => ({
      errors: [...pending].map((change) => ({ text: `There is nothing to change in ${change.file}` })),
    }));
  },
};

const placeOfStamp = '0'.repeat(16);

rmSync(file, { force: true });
for (const name of readdirSync(dist)) if (name.endsWith('.compiled')) rmSync(join(dist, name));

await build({
  stdin: {
    contents: `export const programs = { main: () => import('./main.js'), cli: () => import('./cli.js') };`,
    resolveDir: join(dist, 'modules'),
  },
  outfile: file,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Modules are strict, and so is what becomes of them. The stamp is put in when the rest is known.
  banner: { js: `/* ${placeOfStamp} */ 'use strict';` },
  define: {
    'import.meta.url': 'moduleUrl',
    // Only GraphQL asks, which in development looks at every value it does not know for a second copy of itself.
    'process.env.NODE_ENV': '"production"',
  },
  inject: [join(here, 'module-url.mjs')],
  external,
  plugins: [absentPackages, hollowPackages, latePackages, knownTexts, changedFiles],
  // Nest, TypeORM and the schema go by the names of classes.
  keepNames: true,
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});

// Only classes are gone by; a name given to every function as it is made would cost each request its share.
const named = 'static{__name(this,';
const built = readFileSync(file, 'utf8');
if (!built.includes(named))
  throw new Error('Names of classes are kept in another way: see apps/api/bundle/bundle.mjs.');
const code = built
  .replaceAll(named, 'static{__className(this,')
  .replace('var __name=', 'var __name=fn=>fn,__className=');
const stamp = createHash('sha256').update(code).digest('hex').slice(0, placeOfStamp.length);
writeFileSync(file, code.replace(placeOfStamp, stamp));
copyFileSync(join(here, 'load.mjs'), join(dist, 'load.mjs'));
for (const program of ['main', 'cli'])
  writeFileSync(
    join(dist, `${program}.js`),
    `import { load } from './load.mjs';\n\nawait load().programs.${program}();\n`,
  );

const { status, stderr } = spawnSync(process.execPath, [join(here, 'warm.mjs')], { encoding: 'utf8' });
if (!existsSync(join(dist, `rejoin.${stamp}.compiled`)))
  throw new Error(`What V8 compiled could not be kept (${status}):\n${stderr}`);
