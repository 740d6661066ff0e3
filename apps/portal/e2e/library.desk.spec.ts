// The library as a new clinician meets it: from signing in to the right exercise with the right person.
import { axe, counted, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 10_000 });

const moment = 'Guilt bigger than the moment';
/** What the way from signing in to having assigned may take. */
const most = { presses: 6, milliseconds: 30_000 };

test('guilt bigger than the moment: from signing in to assigned, by pointer', async ({ page }) => {
  await page.goto('/');
  const count = await counted(page);
  const began = Date.now();
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.getByRole('link', { name: 'Library', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(moment) }).click();
  await page.locator('a[data-exercise]').first().click();
  await expect(page.getByRole('heading', { name: 'When to leave it out' })).toBeVisible();
  await page.getByRole('button', { name: 'Assign' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('When to leave it out')).toBeVisible();
  // The caret waits there; a native select is chosen from by its first letters.
  await expect(sheet.getByLabel('Who')).toBeFocused();
  await sheet.getByRole('option', { name: 'Noor Haddad' }).waitFor({ state: 'attached' });
  await page.keyboard.type('Noor');
  await sheet.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText(/is assigned to Noor Haddad/)).toBeVisible();
  expect(count().presses).toBeLessThanOrEqual(most.presses);
  expect(Date.now() - began).toBeLessThan(most.milliseconds);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back. Nobody was told.')).toBeVisible();
});

test('the same by keyboard: slash, words, Enter, A', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.getByRole('link', { name: 'Library', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(moment) }).waitFor();
  const count = await counted(page);
  await page.keyboard.press('/');
  await page.keyboard.type('guilt bigger');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'When to leave it out' })).toBeVisible();
  await page.keyboard.press('a');
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByLabel('Who')).toBeFocused();
  await sheet.getByRole('option', { name: 'Noor Haddad' }).waitFor({ state: 'attached' });
  await page.keyboard.type('Noor');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/is assigned to Noor Haddad/)).toBeVisible();
  expect(count().presses).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
});

test('an exercise is walked on its page to the end, and nothing of it is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.waitForURL(/\/desk\//);
  await page.goto('/desk/library/own-it-kindly', { waitUntil: 'networkidle' });
  const phone = page.getByRole('group', { name: 'Preview, to try out' });
  const sent: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.postData() ?? '')));
  await phone.getByRole('button', { name: 'Begin' }).click();
  await phone.getByRole('textbox').fill('Only tried out.');
  while (await phone.getByRole('button', { name: 'Continue' }).isVisible())
    await phone.getByRole('button', { name: 'Continue' }).click();
  await expect(phone.getByText('Only tried out.')).toBeVisible();
  expect(sent).toEqual([]);
  await axe(page);
  await fits(page);
});

test('a sheet of it is printed in two presses, in the language that is asked for, and nothing else of the page', async ({
  page,
}) => {
  await page.addInitScript(() => {
    globalThis.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.waitForURL(/\/desk\//);
  await page.goto('/desk/library/own-it-kindly');
  await page.getByRole('button', { name: 'Print a sheet' }).click();
  await page.getByRole('menuitem', { name: 'In Spanish' }).click();
  await expect(page.locator('html[data-printed]')).toBeAttached();
  const sheet = page.getByRole('article');
  await expect(sheet).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(sheet.getByRole('heading', { level: 1, name: 'Hacerte cargo sin hundirte' })).toBeVisible();
  await expect(page.getByText('When to leave it out')).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const pdf = (await page.pdf({ format: 'A4', tagged: true })).toString('latin1');
  expect(pdf).toContain('/StructTreeRoot');
});
