// The gate for how the code hangs together: types that are kept, imports that run one way (docs/architecture.md), and
// pages that everybody can use. Every boundary says in its message what to do instead.
import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import nxPlugin from '@nx/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { createProjectGraphAsync } from 'nx/src/devkit-exports.js';
import tseslint from 'typescript-eslint';

// The rule between projects reads Nx's graph and skips itself silently while there is none.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync();

const specs = [
  '**/*.spec.ts',
  '**/*.test.ts',
  '**/*.test.tsx',
  'apps/api/test/**',
  'apps/portal/src/testing/**',
];
const here = import.meta.dirname;

// --- directions ----------------------------------------------------------------------------------------------------

/** Each room of the API and the rooms below it that it may enter, by their door. */
const roomsBelow = {
  accounts: [],
  caseload: ['accounts'],
  exercises: ['accounts'],
  assignments: ['accounts', 'caseload', 'exercises'],
  joint: ['accounts', 'caseload', 'exercises', 'assignments'],
  ruptures: ['accounts', 'caseload'],
  insight: ['accounts', 'caseload', 'exercises', 'assignments', 'joint', 'ruptures'],
  records: ['accounts', 'caseload', 'exercises', 'assignments', 'joint', 'ruptures', 'insight'],
};
const rooms = Object.keys(roomsBelow);
const roomFolder = (room) => `./apps/api/src/modules/${room}`;

const apiZones = [
  {
    target: './apps/api/src/platform',
    from: './apps/api/src/modules',
    message:
      'The platform knows no clinical noun. Let the module register what the platform needs, or pass it in.',
  },
  ...rooms.flatMap((room) =>
    rooms
      .filter((other) => other !== room)
      .map((other) =>
        roomsBelow[room].includes(other)
          ? {
              target: roomFolder(room),
              from: roomFolder(other),
              except: ['./index.ts'],
              message: `Enter ${other} by its door, modules/${other}/index.ts; if what you need is not there, export it there.`,
            }
          : {
              target: roomFolder(room),
              from: roomFolder(other),
              message:
                `${room} may not import ${other}: imports run downward only. Resolve the field from the higher ` +
                'module, or move what both need lower.',
            },
      ),
  ),
];

const entries = ['sign-in', 'my', 'desk'];
const portalFolder = (folder) => `./apps/portal/src/${folder}`;
const features = foldersIn(`${here}/apps/portal/src/features`);

const portalZones = [
  ...entries.map((entry) => ({
    target: portalFolder(entry),
    from: entries.filter((other) => other !== entry).map(portalFolder),
    message:
      'Entries are separate programs and never import each other. Move what both need to features, blocks, ui or lib.',
  })),
  ...features.map((feature) => ({
    target: portalFolder(`features/${feature}`),
    from: features.filter((other) => other !== feature).map((other) => portalFolder(`features/${other}`)),
    message:
      'Features never import each other. Compose them in the screen, or move what both need to blocks, ui or lib.',
  })),
  {
    target: portalFolder('features'),
    from: entries.map(portalFolder),
    message: 'A feature knows no entry. Let the screen pass in what the feature needs.',
  },
  {
    target: portalFolder('blocks'),
    from: [...entries, 'features'].map(portalFolder),
    message: 'Blocks are drawn from ui, lib and @rejoin/domain only. Pass in what the block needs as a prop.',
  },
  {
    target: [portalFolder('ui'), portalFolder('lib')],
    from: [...entries, 'features', 'blocks'].map(portalFolder),
    message: 'ui and lib are at the bottom and know nothing of the product. Pass it in, or move the code up.',
  },
].filter(({ from }) => from.length > 0);

// --- names that belong in one place --------------------------------------------------------------------------------

const databaseOnly = [
  {
    name: 'typeorm',
    importNames: ['DataSource'],
    message:
      'Only platform/db holds a DataSource. Take `viewer` and use Db, or take `tx` and join its transaction.',
  },
  {
    name: '@nestjs/typeorm',
    importNames: ['InjectRepository', 'InjectDataSource', 'InjectEntityManager'],
    message:
      'Only Tx reaches the database, so that no query lacks a tenant and a person. Use tx.repo(Entity).',
  },
];
const noForwardRef = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'Two modules that need each other are one, or share something that belongs lower.',
};
const noProcess = ['process', 'node:process'].map((name) => ({
  name,
  message: 'Settings are read in apps/api/src/platform/config only. Take what you need from Config.',
}));
const graphQlClients = ['@apollo/client', '@apollo/client/*', 'graphql', 'react-router'];

/** What ESLint's own rule takes for imports by name. */
const refuse = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

// --- the set -------------------------------------------------------------------------------------------------------

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/coverage/**',
      '.nx/**',
      '.data/**',
      'test-results/**',
      'playwright-report/**',
      'apps/portal/src/*/gql/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'libs/shared/domain/tsconfig.spec.json',
          'libs/shared/library/tsconfig.json',
          'apps/api/tsconfig.json',
          'apps/portal/tsconfig.json',
          'apps/portal/tsconfig.node.json',
          'tools/tsconfig.json',
        ],
        tsconfigRootDir: here,
      },
    },
    plugins: { '@nx': nxPlugin, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
          extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
          conditionNames: ['@rejoin/source', 'import', 'default'],
        }),
      ],
      'import-x/extensions': ['.ts', '.tsx', '.js', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // What people type is checked for control characters, so patterns name them.
      'no-control-regex': 'off',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in apps/api/src/platform/config only. Take what you need from Config.',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // GraphQL's enums carry the domain's own words, and the two are compared all the time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // A resolver or a port may be async by contract without waiting for anything itself.
      '@typescript-eslint/require-await': 'off',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/order': ['error', { groups: ['builtin', 'external', ['parent', 'sibling', 'index']] }],
      'import-x/no-restricted-paths': ['error', { basePath: here, zones: [...apiZones, ...portalZones] }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          banTransitiveDependencies: false,
          depConstraints: [
            { sourceTag: 'scope:api', onlyDependOnLibsWithTags: ['scope:shared'] },
            { sourceTag: 'scope:portal', onlyDependOnLibsWithTags: ['scope:shared'] },
            {
              sourceTag: 'type:domain',
              onlyDependOnLibsWithTags: [],
              bannedExternalImports: ['@nestjs/*', 'typeorm', 'react', '@apollo/*'],
            },
            { sourceTag: 'type:content', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:contract', onlyDependOnLibsWithTags: [] },
          ],
        },
      ],
    },
  },

  // The API.
  {
    files: ['apps/api/**/*.ts'],
    languageOptions: { globals: globals.node },
    rules: refuse([...databaseOnly, noForwardRef, ...noProcess]),
  },
  { files: ['apps/api/src/platform/db/**'], rules: refuse([noForwardRef, ...noProcess]) },
  {
    files: ['apps/api/src/platform/config/**'],
    rules: { 'no-restricted-properties': 'off', ...refuse([...databaseOnly, noForwardRef]) },
  },
  // The command line speaks to its operator through standard output.
  { files: ['apps/api/src/cli.ts', 'apps/api/src/cli/**'], rules: { 'no-console': 'off' } },

  // Code that both sides run.
  {
    files: ['libs/shared/domain/src/**', 'apps/portal/src/**'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      ...refuse(noProcess),
    },
  },

  // The portal.
  {
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.strict,
    languageOptions: { ...jsxA11y.flatConfigs.strict.languageOptions, globals: globals.browser },
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // On a component it is a prop like any other; the element it ends on is judged where it is written.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
      'jsx-a11y/aria-role': ['error', { ignoreNonDOM: true }],
    },
  },
  { files: ['apps/portal/src/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['apps/portal/src/{my,sign-in}/**'],
    rules: refuse(noProcess, [
      {
        group: ['@apollo/*', 'graphql', 'react-router', 'react-router/*'],
        message:
          'This entry is opened on a phone: it sends typed trusted documents by fetch and carries no router or Apollo.',
      },
    ]),
  },
  {
    files: ['apps/portal/src/{blocks,ui,lib}/**'],
    rules: refuse(noProcess, [
      {
        group: graphQlClients,
        message: 'No GraphQL and no routes down here: take what you need as props or arguments.',
      },
    ]),
  },

  // Tests may build what they need from anywhere; the directions between projects hold for them too.
  {
    files: specs,
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      'import-x/no-restricted-paths': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  // Content is proven by the parser that reads it in the product.
  { files: ['libs/shared/library/*.js'], languageOptions: { globals: globals['shared-node-browser'] } },
  { files: ['libs/shared/library/**/*.spec.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },

  // The workspace's own tools run on Node and speak to a terminal.
  {
    files: [
      'tools/**',
      '**/*.mjs',
      '**/*.cjs',
      '*.js',
      'apps/portal/e2e/**',
      'apps/portal/build/**',
      '**/*.config.ts',
    ],
    languageOptions: { globals: globals.node },
    rules: {
      'no-console': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'import-x/no-default-export': 'off',
      '@nx/enforce-module-boundaries': 'off',
    },
  },
  // Declarations and what tools load by default export.
  {
    files: ['**/codegen.ts', '**/*.d.ts', 'apps/portal/src/**/*.stories.tsx'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  // JSON and third-party answers come as `any` in checked JavaScript; the tools have no schema library to sift them.
  {
    files: ['tools/**', '**/*.mjs', '**/*.cjs', '*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
  {
    files: [
      'eslint.config.js',
      '**/jest.config.mjs',
      'jest.base.mjs',
      'apps/portal/build/**/*.mjs',
      'bench/**',
    ],
    ...tseslint.configs.disableTypeChecked,
  },
);

function foldersIn(directory) {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
