// What people do in the product, as the tests of whole stories say it.
import type { Locator, Page } from '@playwright/test';
import { expect, type Rejoin } from './rejoin.js';

/** A password nobody else has. */
export const passwordOf = (name: string): string => `four quiet boats for ${name}`;

/** The link in a mail to this address, which says as little as a mail may. */
export async function mailedLink({ mail }: Rejoin, email: string): Promise<string> {
  const { text } = await mail.waitFor(({ to }) => to.includes(email), 20_000);
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  if (!link) throw new Error(`The mail to ${email} holds no link`);
  return link;
}

/** Opens an invitation link and makes an account with it. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.getByLabel('New password', { exact: true }).fill(passwordOf(name));
  await page.getByLabel('The same once more').fill(passwordOf(name));
  await page.getByLabel('I am 18 or older').check();
  await page.getByRole('button', { name: 'Accept and begin' }).click();
}

export async function signIn(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The very first question: whether anybody else reads this mail or uses this phone. */
export async function sayWhoElse(page: Page, isSeenByOthers = false): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Does anyone else read this mail' })).toBeVisible();
  await page.getByRole('button', { name: isSeenByOthers ? 'Yes, or perhaps' : 'No, only me' }).click();
}

/** What comes before the first question of an exercise: who else looks, and one tick. */
export async function consent(page: Page, look?: () => Promise<void>): Promise<void> {
  await sayWhoElse(page);
  await readWhatIsSeen(page, look);
}

/** The one tick before the first question. */
export async function readWhatIsSeen(page: Page, look?: () => Promise<void>): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What your therapist can see' })).toBeVisible();
  await look?.();
  await press(page.getByLabel('I have read this'));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible();
}

/** Presses a choice or a tick where a finger would: on its row, whose own small control is not to be seen. */
export async function press(row: Locator): Promise<void> {
  await row.locator('xpath=ancestor::label').click();
}

/** One screen's answer: words, a number, or nothing, which is always enough. */
export type Said = string | number | null;

/** Walks from the first question to the look over. A number is one on a scale. */
export async function answer(page: Page, said: readonly Said[]): Promise<void> {
  for (const [at, one] of said.entries()) {
    // How many there are can depend on what was said.
    await expect(page.getByText(`Step ${String(at + 1)} of`)).toBeVisible();
    if (typeof one === 'string') await page.getByRole('textbox').first().fill(one);
    if (typeof one === 'number') await press(page.getByRole('radio').nth(one));
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await expect(page.getByRole('heading', { name: 'Look it over' })).toBeVisible();
}

export async function share(page: Page, clinician: string): Promise<void> {
  await page.getByRole('button', { name: `Share with ${clinician}` }).click();
  await expect(page.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
}

/** Opens the assign sheet of the page and chooses. The caret then stands in the one line there is to write. */
export async function choose(page: Page, exercise: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Assign', exact: true }).first().click();
  await page.getByRole('option', { name: exercise }).click();
  await expect(page.getByLabel('Why this for you')).toBeFocused();
}

/** Waits for what comes by itself, such as a reply that can be taken back for ten seconds. */
export async function comes(look: () => Promise<void>): Promise<void> {
  await expect(look).toPass({ timeout: 30_000, intervals: [500] });
}

/** All a client can read on Today, in one piece and among the replies, typed words included. */
export async function screensOf(page: Page, piece: string): Promise<string[]> {
  const screens: string[] = [];
  for (const path of ['/my/', piece, '/my/replies']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByText('One moment', { exact: true })).toHaveCount(0);
    screens.push(
      await page.evaluate(() =>
        [
          document.body.innerText,
          ...[...document.querySelectorAll('textarea, input')].map(
            (field) => (field as HTMLInputElement).value,
          ),
        ].join('\n'),
      ),
    );
  }
  return screens;
}

/** From Today, by the button under its title. */
export async function openPiece(page: Page, title: string): Promise<void> {
  await page
    .locator('main div', { has: page.getByRole('heading', { level: 2, name: title }) })
    .last()
    .locator('..')
    .getByRole('link', { name: 'Start' })
    .click();
}
