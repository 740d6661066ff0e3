import { defineConfig } from '@playwright/test';
import { chromiumFlags, ensureBrowser } from './tools/browser.mjs';

export default defineConfig({
  testDir: 'apps/portal/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Each worker runs the whole product for itself; more than two would only wait for each other on a small machine.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: await ensureBrowser(() => {}), args: chromiumFlags },
    // What keeps a trace of every page uses a sixth of the time; of a story that fails, one is kept by running it again
    // with `--trace=retain-on-failure`.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    // A spec belongs to the screen it is about: `*.phone.spec.ts`, `*.desk.spec.ts`, or to both without a mark; what
    // concerns the product behind the screens is a `*.product.spec.ts`.
    { name: 'product', testMatch: '**/*.product.spec.ts' },
    {
      name: 'phone',
      testIgnore: ['**/*.desk.spec.ts', '**/*.product.spec.ts'],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    {
      name: 'desk',
      testIgnore: ['**/*.phone.spec.ts', '**/*.product.spec.ts'],
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
});
