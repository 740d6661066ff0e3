// An exercise made one's own: a sentence of it in other words, from the editor to a client's phone, while what was given
// before keeps the words it was given in.
import type { Page } from '@playwright/test';
import { openPiece } from './acts.js';
import { axe, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 15_000 });

const title = 'Own It, Our Way';
const first = 'What happened, as a camera would see it?';
const second = 'What happened, in two plain sentences?';

async function publish(page: Page, version: number): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish it' }).click();
  await expect(page.getByText(`${title} is published, version ${String(version)}.`)).toBeVisible();
}

async function assignTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByLabel('Who')).toBeFocused();
  await sheet.getByRole('option', { name }).waitFor({ state: 'attached' });
  await sheet.getByLabel('Who').selectOption({ label: name });
  await sheet.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText(new RegExp(`is assigned to ${name}`))).toBeVisible();
}

/** What a client reads first, on their own phone. */
async function firstQuestion(page: Page, question: string): Promise<void> {
  await page.goto('/my/');
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await openPiece(page, title);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { name: question })).toBeVisible();
}

test('a sentence in other words: written, seen, published, given; what was given before keeps its own', async ({
  page,
  open,
  rejoin,
}) => {
  test.setTimeout(150_000);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.waitForURL(/\/desk\//);
  await page.goto('/desk/library/own-it-kindly');
  await page.getByRole('button', { name: 'Make my own' }).click();
  await page.waitForURL(/\/library\/own\//);
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: /^1 ?What happened/ }).click();
  await page.getByLabel('The question', { exact: true }).first().fill(first);
  const phone = page.getByRole('group', { name: 'Preview, to try out' });
  await expect(phone.getByRole('heading', { name: first })).toBeVisible();
  await expect(page.getByText(/Saved \d/)).toBeVisible();
  await publish(page, 1);
  await assignTo(page, 'Noor Haddad');

  await page.getByRole('button', { name: 'Write on' }).click();
  await expect(page.getByText('Version 1 is published, and nothing has changed since.')).toBeVisible();
  await page.getByRole('button', { name: /^1 ?What happened/ }).click();
  const question = page.getByLabel('The question', { exact: true }).first();
  await question.fill('');
  await expect(page.getByText('One thing is in the way of publishing.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  await page.getByText('Which?').click();
  await expect(page.getByRole('button', { name: 'Step 1: The question is empty.' })).toBeVisible();
  await axe(page);
  await fits(page);
  await question.fill(second);
  await publish(page, 2);
  await assignTo(page, 'Walter Brandt');

  await rejoin.undoTimePasses();
  for (const [name, asked] of [
    ['Walter Brandt', second],
    ['Noor Haddad', first],
  ] as const) {
    const { page: phoneOf } = await open('PHONE');
    await phoneOf.goto('/');
    await phoneOf.getByRole('button', { name: `Sign in as ${name}, Client` }).click();
    await phoneOf.waitForURL(/\/my\//);
    await firstQuestion(phoneOf, asked);
  }
});

test('a file goes out, comes back as a draft, and is refused by its line when something is wrong', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await page.waitForURL(/\/desk\//);
  await page.goto('/desk/library/own-it-kindly');
  await page.getByRole('button', { name: 'More' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('own-it-kindly.yaml');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');

  await page.goto('/desk/library');
  await page.getByRole('button', { name: 'Bring a file' }).click();
  const sheet = page.getByRole('dialog');
  const wrong = text.replace(/^minutes: .*$/m, 'minutes: many');
  const line = wrong.slice(0, wrong.indexOf('minutes: many')).split('\n').length;
  await sheet
    .getByLabel('File (.yaml)')
    .setInputFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer: Buffer.from(wrong) });
  await expect(sheet.getByLabel('Or its text')).not.toHaveValue('');
  await sheet.getByRole('button', { name: 'Bring it' }).click();
  await expect(sheet.getByText(new RegExp(`^Line ${String(line)}: Minutes.* should be a`))).toBeVisible();
  await axe(page);
  await sheet.getByLabel('Or its text').fill(text);
  await sheet.getByRole('button', { name: 'Bring it' }).click();
  await page.waitForURL(/\/library\/own\//);
  await expect(page.getByRole('heading', { level: 1, name: 'Own It Without Tearing Down' })).toBeVisible();
});
