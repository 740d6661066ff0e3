// Giving an exercise, counted: a clinician between two sessions has a minute, and not for us.
import type { Page } from '@playwright/test';
import { expect, test } from './rejoin.js';

test.use({ actionTimeout: 10_000 });

/** Counts what a person does from here on: presses of the pointer, and keys that are not typed words. */
async function counted(page: Page): Promise<() => Promise<{ clicks: number; keys: string[] }>> {
  await page.evaluate(() => {
    const done = { clicks: 0, keys: [] as string[] };
    Object.assign(globalThis, { done });
    addEventListener('pointerdown', () => (done.clicks += 1), true);
    // What a part of the page hands on to another was not pressed by anybody.
    addEventListener('keydown', ({ key, isTrusted }) => void (isTrusted && done.keys.push(key)), true);
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { done: { clicks: number; keys: string[] } }).done);
}

async function atTheCouple(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.locator('a[href*="/couples/"]').first().click();
  await expect(page.getByRole('heading', { name: 'The gate is open' })).toBeVisible();
}

test('assigning to both takes three clicks and one line, and a fourth undoes it', async ({ page }) => {
  await atTheCouple(page);
  const count = await counted(page);
  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('option', { name: /Ways Back In/ }).click();
  await page.keyboard.type('For the days after a quarrel.');
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await expect(page.getByText(/Ways Back In is assigned to .+ and .+\./)).toBeVisible();
  expect((await count()).clicks).toBe(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back. Nobody was told.')).toBeVisible();
  expect((await count()).clicks).toBe(4);
});

test('assigning by keyboard is A, a few letters, Enter, and Ctrl with Enter', async ({ page }) => {
  await atTheCouple(page);
  const count = await counted(page);
  await page.keyboard.press('a');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.type('own');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Why this for you')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/is assigned to/)).toBeVisible();
  const { clicks, keys } = await count();
  expect(clicks).toBe(0);
  expect(keys).toEqual(['a', 'o', 'w', 'n', 'Enter', 'Control', 'Enter']);
  // The focus is back where the sheet was opened from.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('starting together is one more click, and each code leads to that person’s own turn', async ({
  page,
}) => {
  await atTheCouple(page);
  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('option', { name: /Pause Before the Spiral/ }).click();
  const count = await counted(page);
  await page.getByRole('button', { name: 'Start it now, together' }).click();
  const codes = page.getByRole('img', { name: /^Code for the phone of/ });
  await expect(codes).toHaveCount(2);
  expect((await count()).clicks).toBe(1);
  const links = await page.getByText(/\/my\/piece\//).allTextContents();
  expect(new Set(links).size).toBe(2);
  // Large enough to be scanned from across a table.
  const box = await codes.first().boundingBox();
  expect(box?.width).toBeGreaterThan(250);
});
