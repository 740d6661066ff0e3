// What every browser test stands on: a whole installation per worker, and an eye on what a visitor would not see.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { boot, type Booted } from '../../../tools/boot.mjs';

/** The built product on its own database, mail catcher and port, shared by the tests of one worker. */
export type Rejoin = Booted;

interface WorkerFixtures {
  rejoin: Rejoin;
}

interface TestFixtures {
  /** Fails a test in which the browser met an exception or something that the content security policy refused. */
  quietConsole: void;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  rejoin: [
    // Playwright reads what a fixture needs from the pattern, so an empty one it must be.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const rejoin = await boot();
      await use(rejoin);
      await rejoin.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ rejoin }, use) => {
    await use(rejoin.url);
  },
  quietConsole: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on('weberror', (fault) => faults.push(fault.error().message));
      context.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(message.text());
      });
      await use();
      expect(faults, 'exceptions and refusals in the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type ColorScheme = 'light' | 'dark';

/** No violation on the page as it stands, in light and in dark, or only in the scheme a test lives in. */
export async function axe(
  page: Page,
  colorSchemes: readonly ColorScheme[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ target, html }) => ({ target, html })),
    }));
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  if (colorSchemes.length > 1) await page.emulateMedia({ colorScheme: null });
}

/** No screen scrolls sideways: at the project's width, and at 320 px, where text is at 400 %. */
export async function fits(page: Page): Promise<void> {
  const viewport = page.viewportSize();
  for (const width of [viewport?.width ?? 390, 320]) {
    await page.setViewportSize({ width, height: viewport?.height ?? 844 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `sideways scrolling at ${width} px, ${page.url()}`).toBeLessThanOrEqual(0);
  }
  if (viewport) await page.setViewportSize(viewport);
}
