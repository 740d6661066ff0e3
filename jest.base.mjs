// What every project's Jest shares: ESM through SWC, `.js` suffixes that mean `.ts`, workspace packages read as source.

/**
 * @param {{ tsx?: boolean, decorators?: boolean }} [syntax]
 * @returns {import('jest').Config}
 */
export function jestBase({ tsx = false, decorators = false } = {}) {
  return {
    extensionsToTreatAsEsm: tsx ? ['.ts', '.tsx'] : ['.ts'],
    moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    testEnvironmentOptions: { customExportConditions: ['@rejoin/source', 'node', 'node-addons'] },
    transform: {
      '\\.tsx?$': [
        '@swc/jest',
        {
          // A project's .swcrc is for its build, which leaves the tests out.
          swcrc: false,
          jsc: {
            target: 'es2023',
            keepClassNames: true,
            parser: { syntax: 'typescript', tsx, decorators },
            transform: {
              react: { runtime: 'automatic' },
              ...(decorators ? { legacyDecorator: true, decoratorMetadata: true } : {}),
            },
          },
        },
      ],
    },
    modulePathIgnorePatterns: ['/dist/'],
  };
}
