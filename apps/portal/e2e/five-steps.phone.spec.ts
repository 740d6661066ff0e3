// An exercise of five steps on a phone, counted: open, begin, five times on, share. Typing is counted apart, and a number
// nobody has to give is left away.
import { choose } from './acts.js';
import { axe, counted, expect, test } from './rejoin.js';

test.use({ actionTimeout: 15_000 });

test('five steps, from Today to shared, in eight taps', async ({ page, open }) => {
  const { page: desk } = await open('DESK');
  await desk.goto('/');
  await desk.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await desk.getByRole('link', { name: 'Walter Brandt' }).click();
  // The page that is left has a way to assign, too.
  await expect(desk.getByRole('heading', { name: 'Walter Brandt' })).toBeVisible();
  await choose(desk, /Own It Without Tearing Down/);
  await desk.getByRole('button', { name: 'Start it now, together' }).click();
  const path = new URL((await desk.getByText(/\/my\/piece\//).textContent()) ?? '').pathname;

  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Walter Brandt, Client' }).click();
  const piece = page.locator(`a[href="${path}"]`);
  await expect(piece).toBeVisible();
  const soFar = await counted(page);
  await piece.tap();
  await page.getByRole('button', { name: 'Begin' }).tap();
  const words = [
    'I sent the wrong plan to the whole choir.',
    'I did not look at the name of the file.',
    'It was my slip, and I told them within the hour.',
    'I will look twice on Thursday.',
  ];
  for (const [at, text] of words.entries()) {
    await expect(page.getByText(`Step ${String(at + 1)} of`)).toBeVisible();
    const field = page.getByRole('textbox').first();
    // Where there are ways to begin, they are the first thing to meet; else the caret stands in the field.
    if (at === 2) await field.focus();
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await page.getByRole('button', { name: 'Continue' }).tap();
  }
  await expect(page.getByText('Step 5 of 5')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).tap();
  for (const text of words) await expect(page.getByText(text)).toBeVisible();
  await page.getByRole('button', { name: 'Share with Dr. Mara Lindqvist' }).tap();
  await expect(page.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
  expect(soFar()).toEqual({ presses: 8, lines: 4 });
  await axe(page);
});
