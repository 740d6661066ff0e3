// Every address a person can open, at both widths, in light and in dark: no violation, no sideways scrolling. The screens
// that stand on the way of the loop are looked at there as well, filled.
import type { Page } from '@playwright/test';
import { axe, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 10_000 });
// Each address is looked at in two schemes and at two widths.
test.describe.configure({ mode: 'parallel', timeout: 180_000 });

async function looked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await axe(page);
  await fits(page);
}

async function signedInAs(page: Page, persona: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${persona}` }).click();
  await page.waitForURL(/\/(my|desk)\//);
}

test('what is open to everybody', async ({ page }) => {
  for (const path of ['/', '/forgotten', '/reset#no-such-token', '/invitation#no-such-token', '/my/help']) {
    await page.goto(path);
    await looked(page);
  }
});

test('the client’s addresses', async ({ page }) => {
  test.setTimeout(120_000);
  await signedInAs(page, 'Noor Haddad, Client');
  for (const path of [
    '/my/',
    '/my/replies',
    '/my/agreement',
    '/my/agreed',
    '/my/you',
    '/my/help',
    '/my/nowhere',
    ...(await kindsOfPieces(page)),
  ]) {
    await page.goto(path);
    await looked(page);
  }
});

test('the addresses of somebody in joint work', async ({ page }) => {
  await signedInAs(page, 'Dara Quinn, Client');
  for (const path of ['/my/', ...(await kindsOfPieces(page))]) {
    await page.goto(path);
    await looked(page);
  }
  await page.goto('/my/');
  await page.locator('a[href^="/my/reading/"]').click();
  await page.getByRole('heading', { name: 'From Imani Osei' }).waitFor();
  await looked(page);
  // What waits to be opened: the choice, in the words of the answer and in others.
  await page.goto('/my/');
  await page.getByRole('link', { name: 'A Pause With a Return Time' }).click();
  await page.getByRole('link', { name: 'Open my side' }).click();
  await page.getByRole('button', { name: 'Say it in other words' }).click();
  await looked(page);
});

/** What is asked now, and of what was shared or left one of each kind: the day it was on changes nothing of how it looks. */
async function kindsOfPieces(page: Page): Promise<string[]> {
  await page.goto('/my/');
  await expect(page.getByRole('heading', { name: 'Shared or left' })).toBeVisible();
  const pieces = await page.locator('main a[href^="/my/piece/"]').evaluateAll((links) =>
    links.map((link) => ({
      path: link.getAttribute('href') ?? '',
      kind: link.closest('li')?.innerText.split(' on ').at(-2) ?? link.getAttribute('href') ?? '',
    })),
  );
  const one = new Map(pieces.map(({ path, kind }) => [kind, path]));
  expect(one.size).toBeGreaterThan(2);
  return [...new Set(one.values())];
}

test('the clinician’s addresses', async ({ page }) => {
  await signedInAs(page, 'Dr. Mara Lindqvist, Clinician');
  for (const path of [
    '/desk/clients',
    '/desk/to-read',
    '/desk/library',
    '/desk/library?moment=CRITIC_LOUD',
    '/desk/library/own-it-kindly',
    '/desk/groups',
    '/desk/you',
    '/desk/nowhere',
  ]) {
    await page.goto(path);
    await looked(page);
  }
  await page.goto('/desk/to-read');
  await page.locator('a[href*="/to-read/"]').first().click();
  await page.getByLabel('Your reply').waitFor();
  await looked(page);
  await page.goto('/desk/clients');
  await page.getByRole('link', { name: 'Noor Haddad' }).click();
  await looked(page);
  await page
    .getByRole('link', { name: /^Shared on/ })
    .first()
    .click();
  await page.waitForURL(/\/reflections\//);
  await looked(page);
});

test('the weeks of a program, the sheets over it, and a group', async ({ page }) => {
  await signedInAs(page, 'Dr. Mara Lindqvist, Clinician');
  await page.goto('/desk/clients');
  await page.locator('a[href*="/couples/"]').first().click();
  await page.getByRole('button', { name: 'What you can do with Repair Basics for Two' }).click();
  await axe(page);
  await page.getByRole('menuitem', { name: 'Arrange the weeks' }).click();
  await page.getByRole('button', { name: 'Add a week of rest' }).click();
  await looked(page);
  await page.getByRole('button', { name: 'Keep this order' }).click();
  await page.getByRole('button', { name: 'Open the week of rest' }).waitFor();
  await looked(page);
  await page.getByRole('button', { name: 'Begin a program' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('dialog').getByText('Its weeks').click();
  await looked(page);
  await page.goto('/desk/groups');
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByLabel('Name of the group').fill('Tuesdays');
  await page.getByRole('option').first().click();
  await page.getByRole('dialog').getByText('Farid Rahimi', { exact: true }).click();
  await page.getByText('Later, by hand', { exact: true }).click();
  await looked(page);
  await page.getByRole('button', { name: 'Begin with this group' }).click();
  await page.getByRole('heading', { name: 'Tuesdays' }).waitFor();
  await looked(page);
});

test('an exercise of one’s own, its steps and its preview', async ({ page }) => {
  await signedInAs(page, 'Dr. Mara Lindqvist, Clinician');
  await page.goto('/desk/library/two-accounts');
  await page.getByRole('button', { name: 'Make my own' }).click();
  await page.waitForURL(/\/library\/own\//);
  await page.getByRole('heading', { name: 'About the exercise' }).waitFor();
  await looked(page);
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').nth(2).click();
  await page.getByRole('heading', { name: 'Step 2' }).waitFor();
  await page
    .locator('main details')
    .evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute('open', '')));
  const onPhone = page.getByRole('button', { name: 'Look at it on a phone' });
  if (await onPhone.isVisible()) await onPhone.click();
  await page.getByRole('group', { name: 'Preview, to try out' }).waitFor();
  await looked(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await looked(page);
  await page.getByRole('button', { name: 'Publish it' }).click();
  await page.getByRole('heading', { name: 'Versions' }).waitFor();
  await looked(page);
  await page.goto('/desk/library');
  await page.getByRole('heading', { name: 'Your own' }).waitFor();
  await page.getByRole('button', { name: 'Bring a file' }).click();
  await looked(page);
});

test('a couple’s page, its people and the sheets over it', async ({ page }) => {
  await signedInAs(page, 'Dr. Mara Lindqvist, Clinician');
  await page.goto('/desk/clients');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('A couple', { exact: true }).click();
  await looked(page);
  await page.keyboard.press('Escape');
  await page.locator('a[href*="/couples/"]').first().click();
  await page.getByRole('heading', { name: /^The gate is/ }).waitFor();
  await looked(page);
  const couple = page.url();
  const openings = page.getByRole('region', { name: 'Opening' }).getByRole('listitem');
  await openings.filter({ hasText: 'Ready to be opened' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Open it for everyone at home' }).click();
  await looked(page);
  await page.goto(couple);
  await openings.filter({ hasText: 'Open until' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Choose another day' }).click();
  await looked(page);
  await page.goto(couple);
  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('option').first().click();
  await page.getByText('Look at it').click();
  await page.getByText('How often: once').click();
  await looked(page);
  await page.getByRole('button', { name: 'Start it now, together' }).click();
  await page
    .getByRole('img', { name: /^Code for/ })
    .first()
    .waitFor();
  await looked(page);
  await page.keyboard.press('Escape');
  await page.locator('main a[href*="/clients/"]').first().click();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('button', { name: 'Note a talk' }).click();
  await looked(page);
});

test('the practice admin’s addresses', async ({ page }) => {
  await signedInAs(page, 'Dr. Mara Lindqvist, Practice admin');
  for (const path of [
    '/desk/practice',
    '/desk/practice/agreement/limited-secrets',
    '/desk/people',
    '/desk/you',
  ]) {
    await page.goto(path);
    await looked(page);
  }
  await page.goto('/desk/practice');
  for (const name of ['Change names and zone', 'Change what stands under Help now']) {
    await page.getByRole('button', { name }).click();
    await looked(page);
    await page.keyboard.press('Escape');
  }
  await page.goto('/desk/people');
  await page.getByRole('button', { name: /^What you can do for Noor/ }).click();
  await axe(page);
  await page.getByRole('menuitem', { name: 'Start a password reset' }).click();
  await looked(page);
});
