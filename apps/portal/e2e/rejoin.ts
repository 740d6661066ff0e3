// What every browser test stands on: a whole installation per worker, browsers for everybody in it, and an eye on what a
// visitor would not see.
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import eye, { type RunOptions } from 'axe-core';
import { boot, type Booted } from '../../../tools/boot.mjs';

/** The built product on its own database, mail catcher and port, shared by the tests of one worker. */
export type Rejoin = Booted;

/** What somebody holds in their hand, or sits at. */
export type Device = 'PHONE' | 'DESK';

/** One person's own browser, which knows nothing of anybody else's. */
export interface Browser {
  page: Page;
  /** All the API has answered it so far, word for word. */
  heard: () => Promise<string[]>;
}

interface WorkerFixtures {
  /** With the demo practice or without any, and whether it answers documents that are not the portal's own. */
  installation: { demo: boolean; adhoc: boolean };
  rejoin: Rejoin;
}

interface TestFixtures {
  /** Opens a browser of somebody's own; it is closed when the test is over. */
  open: (device: Device) => Promise<Browser>;
  /** Fails a test in which a browser met an exception or something that the content security policy refused. */
  quietConsole: (context: BrowserContext) => void;
}

/**
 * The demo practice, which answers whatever it is asked. One for all files that need it: those whose installation is the same
 * object share what a worker has booted.
 */
export const answersAnything = { demo: true, adhoc: true };

const patience = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds).unref());

const devices = {
  PHONE: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  DESK: { viewport: { width: 1280, height: 800 } },
} as const;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  installation: [
    { demo: true, adhoc: false },
    { option: true, scope: 'worker' },
  ],
  rejoin: [
    async ({ installation: { demo, adhoc } }, use) => {
      const rejoin = await boot({ demo, env: adhoc ? { ADHOC_GRAPHQL: 'on' } : {} });
      await use(rejoin);
      await rejoin.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ rejoin }, use) => {
    await use(rejoin.url);
  },
  quietConsole: [
    // Playwright reads what a fixture needs from the pattern, so an empty one it must be.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const faults: string[] = [];
      await use((context) => {
        context.on('weberror', (fault) => faults.push(fault.error().message));
        context.on('console', (message) => {
          if (/content security policy/i.test(message.text())) faults.push(message.text());
        });
      });
      expect(faults, 'exceptions and refusals in the browser').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, quietConsole }, use) => {
    quietConsole(context);
    await use(context);
  },
  open: async ({ browser, rejoin, quietConsole }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (device) => {
      const context = await browser.newContext({ ...devices[device], baseURL: rejoin.url });
      contexts.push(context);
      quietConsole(context);
      const answers: Promise<string>[] = [];
      context.on('response', (response) => {
        if (response.url() === `${rejoin.url}/graphql`)
          // Of a page that is left while it still asks, nobody hears the answer.
          answers.push(response.text().catch(() => ''));
      });
      return { page: await context.newPage(), heard: () => Promise.all(answers) };
    });
    // One that does not go within that time goes with its worker: how browsers close is not what is tested.
    for (const context of contexts) await Promise.race([context.close(), patience(20_000)]);
  },
});

export { expect };

const rules: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
};
/** What the other colours can change. */
const colourRules: RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** No violation on the page as it stands, in light and in dark. */
export async function axe(page: Page): Promise<void> {
  // It stays with the document, and is long: to send it again for every look would take longer than looking.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(eye.source);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // Of what is well nothing is put together: a page is mostly well.
    const options: RunOptions = {
      runOnly: colorScheme === 'light' ? rules : colourRules,
      resultTypes: ['violations'],
    };
    const found = await page.evaluate(async (run) => {
      const { axe: seen } = globalThis as unknown as { axe: typeof eye };
      const { violations } = await seen.run(document, run);
      return violations.map(({ id, nodes }) => ({
        id,
        at: nodes.map(({ target, html }) => ({ target, html })),
      }));
    }, options);
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}

/** No screen scrolls sideways: at the project's width, and at 320 px, where text is at 400 %. */
export async function fits(page: Page): Promise<void> {
  const viewport = page.viewportSize();
  if (!viewport) throw new Error('A screen without a width');
  for (const width of [viewport.width, 320]) {
    if (width !== viewport.width) await page.setViewportSize({ ...viewport, width });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `sideways scrolling at ${width} px, ${page.url()}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(viewport);
}

/**
 * Counts what a person does from here on: presses of a finger or a pointer, and fields that words were typed into.
 * It goes on when the page is left for another one.
 */
export async function counted(page: Page): Promise<() => { presses: number; lines: number }> {
  let presses = 0;
  const fields = new Set<string>();
  await page.exposeFunction('pressed', () => (presses += 1));
  await page.exposeFunction('typed', (field: string) => void fields.add(field));
  const watch = (): void => {
    const { pressed, typed } = globalThis as unknown as {
      pressed: () => void;
      typed: (field: string) => void;
    };
    addEventListener('pointerdown', (event) => event.isTrusted && pressed(), true);
    addEventListener(
      'beforeinput',
      ({ target }) => target instanceof HTMLElement && typed(`${location.pathname} ${target.id}`),
      true,
    );
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  return () => ({ presses, lines: fields.size });
}
