// The main job, by hand: a clinician at a desk and a client on a phone, from the invitation to the reply. Every screen on
// the way is looked at by axe, in light and dark.
import type { Page } from '@playwright/test';
import { choose, consent, join, mailedLink, press } from './acts.js';
import { axe, type Browser, expect, test } from './rejoin.js';

test.use({ actionTimeout: 15_000 });

const name = 'River';
const email = 'guest@post.example';
const words = {
  why: 'For the minutes after you send the report.',
  sentence: 'I was late, and I said so myself.',
  closing: 'It was easier the second time.',
  note: 'Came early to the pause this time.',
  reply: 'I noticed that you said it yourself.',
};

test('one person’s loop', async ({ open, rejoin }) => {
  test.setTimeout(180_000);
  const atDesk = await open('DESK');
  const onPhone = await open('PHONE');
  const clinician = atDesk.page;
  const client = onPhone.page;
  await clinician.goto('/');
  await clinician.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
  await expect(clinician.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();

  // Inviting: one sheet; the link that is shown is the link that is mailed, and the mail says nothing.
  await clinician.getByRole('button', { name: 'Invite' }).click();
  await clinician.getByLabel('Name they go by').fill(name);
  await clinician.getByLabel('Their e-mail').fill(email);
  await press(clinician.getByLabel('They are 18 or older'));
  await axe(clinician);
  await clinician.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(clinician.getByText(`The invitation to ${name} is on its way.`).first()).toBeVisible();
  const invitation = await rejoin.mail.waitFor((mail) => mail.to.includes(email), 15_000);
  expect(invitation.subject).toBe('A note from Harbour Lane');
  expect(invitation.raw).not.toMatch(/therap|Lindqvist|River|exercise|session/i);
  await clinician.getByRole('button', { name: 'Done' }).click();

  // Joining, on the phone.
  const link = await mailedLink(rejoin, email);
  await client.goto(link);
  await expect(client.getByRole('heading', { level: 1, name: `Welcome, ${name}` })).toBeVisible();
  await axe(client);
  await join(client, link, name);
  await expect(client.getByRole('heading', { name: 'Does anyone else read this mail' })).toBeVisible();
  await axe(client);
  await consent(client, () => axe(client));
  await expect(client.getByText('Nothing asked of you today.')).toBeVisible();
  await axe(client);

  // Assigning: undone once, then for good. Nobody hears of the first.
  await clinician.getByRole('link', { name }).click();
  await expect(clinician.getByRole('heading', { level: 1, name })).toBeVisible();
  await axe(clinician);
  await assign(clinician, 'Not this one.');
  await clinician.getByRole('button', { name: 'Undo' }).click();
  await expect(clinician.getByText('Taken back. Nobody was told.')).toBeVisible();
  await assign(clinician, words.why);
  const told = await rejoin.mail.waitFor(
    (mail) => mail.to.includes(email) && mail.text.includes('No rush'),
    30_000,
  );
  expect(told.raw).not.toMatch(/Pause|Spiral|Lindqvist|report|therap/i);

  // Doing it.
  await client.reload();
  await client.getByRole('link', { name: 'Start' }).click();
  await expect(client.getByText(words.why)).toBeVisible();
  await expect(client.getByText('Not this one.')).toHaveCount(0);
  await axe(client);
  await client.getByRole('button', { name: 'Steady enough, begin' }).click();
  await expect(client.getByText('Step 1 of 3')).toBeVisible();
  await axe(client);
  await client.getByRole('button', { name: 'Continue' }).click();
  await client.getByRole('textbox').fill(words.sentence);
  await expect(client.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await axe(client);
  await client.reload();
  await expect(client.getByRole('textbox')).toHaveValue(words.sentence);
  await client.getByRole('button', { name: 'Continue' }).click();
  await press(client.getByRole('radio', { name: 'Some' }));
  await axe(client);
  await client.getByRole('button', { name: 'Continue' }).click();

  // Looking over and sharing.
  await expect(client.getByRole('heading', { name: 'Look it over' })).toBeVisible();
  await client
    .getByRole('article', { name: /kind sentence/ })
    .getByText('Bring this in')
    .click();
  await client
    .getByRole('article', { name: /more room/ })
    .getByText('Keep this one to myself')
    .click();
  await client.getByRole('textbox').last().fill(words.closing);
  await expect(client.getByText('A court may ask for records.', { exact: false })).toBeVisible();
  await client.getByText('Please read before, if you can').click();
  await expect(client.getByText('Nobody reads it right away.').first()).toBeVisible();
  await axe(client);
  await client.getByRole('button', { name: 'Share with Dr. Mara Lindqvist' }).dblclick();
  await expect(client.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
  await axe(client);

  // Reading and replying.
  await clinician
    .getByRole('link', { name: /To read/ })
    .first()
    .click();
  await clinician
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await expect(clinician.getByText(words.sentence)).toBeVisible();
  await expect(clinician.getByText(words.closing)).toBeVisible();
  await expect(
    clinician.getByText('What kind sentence could you say to yourself now', { exact: false }),
  ).toBeVisible();
  await expect(clinician.getByText('a little more room inside', { exact: false })).toHaveCount(0);
  await axe(clinician);
  await clinician.getByLabel('Your reply').fill(words.reply);
  await clinician.getByRole('button', { name: 'Send the reply' }).click();
  await expect(clinician.getByText(`Your reply to ${name} is sent.`)).toBeVisible();

  // Noting, for oneself, and closing.
  await clinician.getByRole('link', { name: 'Clients' }).click();
  await clinician.getByRole('link', { name }).click();
  await clinician.getByRole('button', { name: 'New note' }).click();
  await clinician.getByLabel('Your note').fill(words.note);
  await clinician.getByRole('button', { name: 'Keep this note' }).click();
  await expect(clinician.getByText(words.note)).toBeVisible();
  await axe(clinician);

  // Finding the reply.
  await rejoin.mail.waitFor((mail) => mail.to.includes(email) && mail.receivedAt > told.receivedAt, 30_000);
  await client.goto('/my/');
  await client.getByRole('link', { name: 'Read it' }).click();
  await expect(client.getByText(words.reply)).toBeVisible();
  await axe(client);
  await client.goto('/my/replies');
  await expect(client.getByText(words.reply)).toBeVisible();
  await axe(client);
  for (const path of ['/my/you', '/my/help']) {
    await client.goto(path);
    await expect(client.getByRole('heading', { level: 1 })).toBeVisible();
    await axe(client);
  }

  await asAdminSeesNothing(atDesk);
});

/** The same person as practice admin: people and set-up, and not one of the words. */
async function asAdminSeesNothing({ page, heard }: Browser): Promise<void> {
  const before = (await heard()).length;
  await page.getByRole('button', { name: /Clinician/ }).click();
  await page.getByRole('menuitem', { name: /Practice admin/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Lane Practice' })).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByText(name).first()).toBeVisible();
  await axe(page);
  await page.goto('/desk/you');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
  const answers = (await heard()).slice(before).join('\n');
  expect(answers).toContain(name);
  for (const word of Object.values(words)) expect(answers).not.toContain(word);
}

async function assign(page: Page, why: string): Promise<void> {
  await choose(page, /Pause Before the Spiral/);
  await page.keyboard.type(why);
  await axe(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText(/is assigned to/)).toBeVisible();
}
