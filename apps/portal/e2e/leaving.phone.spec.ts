// What is left behind on a phone that is not only one's own: neither a title, an icon nor an address says what this is for, no
// answer is kept, and whoever leaves in a hurry is gone, also for the back button.
import type { Page } from '@playwright/test';
import { expect, test } from './rejoin.js';

test.use({ actionTimeout: 15_000 });

/** What would tell whoever sees it in a history, a tab or on a home screen. */
const telling =
  /therap|counsel|clinic|session|exercise|reflection|partner|couple|client|patient|treat|repair|compassion|psych|safety|abuse|trauma|shame|critic|anger|sorry|apolog|relation|mental|terap|sesi[oó]n|ejercicio|pareja|paciente/i;

const elsewhere = 'https://www.wikipedia.org/';

async function signedInAs(page: Page, persona: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${persona}` }).click();
  await page.waitForURL(/\/my\//);
}

/** All that is kept of a page where others look: its address, its title, its icons. */
const keptOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    document.title,
    location.pathname.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id') + location.search,
    ...[
      ...document.querySelectorAll('link[rel~="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]'),
    ].map((link) => link.getAttribute('href') ?? ''),
    ...[
      ...document.querySelectorAll(
        'meta[name="description"], meta[property^="og:"], meta[name="application-name"]',
      ),
    ].map((meta) => meta.getAttribute('content') ?? ''),
  ]);

test('no title, icon or address says what it is for, and no answer is kept', async ({ page, rejoin }) => {
  test.setTimeout(180_000);
  const kept = new Map<string, string>();
  page.on('response', (response) => {
    const { pathname, origin } = new URL(response.url());
    if (origin === rejoin.url && !/^\/(assets\/|icon\.svg)/.test(pathname))
      kept.set(pathname, response.headers()['cache-control'] ?? '');
  });
  const seen: string[] = [];
  const look = async (): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    seen.push(...(await keptOf(page)));
  };
  for (const path of ['/', '/forgotten', '/reset#x', '/invitation#x', '/my/help']) {
    await page.goto(path);
    await look();
  }
  for (const persona of ['Noor Haddad, Client', 'Dara Quinn, Client']) {
    await signedInAs(page, persona);
    const paths = new Set([
      '/my/',
      '/my/replies',
      '/my/you',
      '/my/help',
      '/my/agreement',
      '/my/agreed',
      '/my/nowhere',
    ]);
    // A set that grows while it is walked: every address that another one leads to, some of each kind.
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await look();
      const found = await page
        .locator('a[href^="/my/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      for (const next of found) {
        const kind = next.replace(/[0-9a-f-]{36}/, '').replace(/\d+/, '');
        const alike = [...paths].filter(
          (one) => one.replace(/[0-9a-f-]{36}/, '').replace(/\d+/, '') === kind,
        );
        if (alike.length < 3) paths.add(next);
      }
    }
    await page.context().clearCookies();
  }
  // And every step of one that is walked.
  await signedInAs(page, 'Walter Brandt, Client');
  await page.locator('main a[href^="/my/piece/"]').first().click();
  const on = page.getByRole('button', { name: /^(Begin|Steady enough, begin|Continue)$/ });
  for (let steps = 0; steps < 12; steps += 1) {
    await page.waitForLoadState('networkidle');
    await look();
    if ((await on.count()) === 0) break;
    await on.first().click();
  }
  expect(seen.filter((text) => /\/step\/\d+/.test(text)).length).toBeGreaterThan(0);
  expect([...new Set(seen)].filter((text) => telling.test(text))).toEqual([]);
  expect(new Set(seen.filter((text) => !text.startsWith('/')))).toEqual(new Set(['Rejoin']));
  expect([...kept].filter(([, control]) => !control.includes('no-store'))).toEqual([]);
  expect(kept.get('/graphql')).toBe('no-store');
});

test.describe('leaving in a hurry', () => {
  test.beforeEach(async ({ context }) => {
    await context.route(`${elsewhere}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title><h1>Elsewhere</h1>' }),
    );
  });

  const isElsewhere = async (page: Page): Promise<void> => {
    await expect(page.getByRole('heading', { name: 'Elsewhere' })).toBeVisible();
    expect(page.url()).toBe(elsewhere);
  };

  test('is one press, and the back button leads nowhere', async ({ page }) => {
    await signedInAs(page, 'Noor Haddad, Client');
    await expect(page.getByRole('heading', { level: 1, name: 'Hello, Noor Haddad' })).toBeVisible();
    await page.getByRole('link', { name: 'Replies' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Replies' })).toBeVisible();
    const answered: string[] = [];
    await page.getByRole('button', { name: 'Quick exit' }).click();
    await isElsewhere(page);
    page.on('request', (request) => answered.push(new URL(request.url()).pathname));
    for (let back = 0; back < 2; back += 1) {
      await page.goBack({ waitUntil: 'commit' });
      await isElsewhere(page);
    }
    // Nothing was so much as asked for.
    expect(answered.filter((path) => path === '/graphql')).toEqual([]);
    // Who comes on purpose is here again.
    await page.goto('/my/replies');
    await expect(page.getByRole('heading', { level: 1, name: 'Replies' })).toBeVisible();
  });

  test('is Escape three times, on every page, before signing in and after', async ({ page }) => {
    for (const path of ['/', '/forgotten', '/reset#x', '/invitation#x', '/my/help']) {
      await page.goto(path);
      await expect(page.getByRole('button', { name: 'Quick exit' }).first()).toBeVisible();
      for (let count = 0; count < 3; count += 1) await page.keyboard.press('Escape');
      await isElsewhere(page);
    }
    await page.goto('/');
    await signedInAs(page, 'Noor Haddad, Client');
    await page.getByRole('link', { name: 'You', exact: true }).click();
    await expect(page.getByText('press Escape three times', { exact: false })).toBeVisible();
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('Escape');
    await isElsewhere(page);
  });

  test('does not wait for words that are not sent, nor for a connection', async ({ page, context }) => {
    await signedInAs(page, 'Walter Brandt, Client');
    const piece = await page.locator('main a[href^="/my/piece/"]').first().getAttribute('href');
    await page.goto(`${piece ?? ''}/step/2`);
    const field = page.getByRole('textbox');
    await expect(field).toBeVisible();
    await context.setOffline(true);
    await field.fill('Not sent yet.');
    let isAsked = false;
    page.on('dialog', (dialog) => {
      isAsked = true;
      void dialog.accept();
    });
    await page.getByRole('button', { name: 'Quick exit' }).click();
    await expect.poll(() => page.content().catch(() => '')).not.toContain('Not sent yet.');
    await expect.poll(() => page.url()).not.toContain('/my/');
    expect(isAsked).toBe(false);
  });
});
