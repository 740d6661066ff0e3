import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jestBase } from '../../jest.base.mjs';

const base = jestBase({ tsx: true });
const setup = fileURLToPath(new URL('src/testing/setup.ts', import.meta.url));

/** @type {import('jest').Config} */
export default {
  ...base,
  displayName: 'portal',
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@rejoin/source', 'browser', 'default'] },
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
  moduleNameMapper: {
    '\\.(css|svg|woff2?)$': fileURLToPath(new URL('../../tools/jest-style-names.mjs', import.meta.url)),
    ...base.moduleNameMapper,
  },
  ...(existsSync(setup) ? { setupFilesAfterEnv: [setup] } : {}),
  maxWorkers: 2,
};
