import { fileURLToPath } from 'node:url';
import { jestBase } from '../../jest.base.mjs';

const globalSetup = fileURLToPath(new URL('test/global-setup.ts', import.meta.url));
const globalTeardown = fileURLToPath(new URL('test/global-teardown.ts', import.meta.url));

/** @type {import('jest').Config} */
export default {
  ...jestBase({ decorators: true }),
  displayName: 'api',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup,
  globalTeardown,
  // One embedded cluster serves all files; two workers keep its connections and the two cores in proportion.
  maxWorkers: 2,
  testTimeout: 30_000,
};
