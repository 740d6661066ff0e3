import { axe, expect, fits, test } from './rejoin.js';

test('the sign-in page can be used by everybody', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button').first()).toBeVisible();
  await axe(page);
  await fits(page);
});
