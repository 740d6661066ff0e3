// The main job, by hand: a clinician at a desk and a client on a phone, from the invitation to the reply. Every screen on
// the way is looked at by axe, in light and dark.
import type { BrowserContext, Page } from '@playwright/test';
import { axe, expect, type Rejoin, test } from './rejoin.js';

test.use({ actionTimeout: 10_000 });

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const desk = { viewport: { width: 1280, height: 800 } } as const;
const words = {
  why: 'For the minutes after you send the report.',
  sentence: 'I was late, and I said so myself.',
  closing: 'It was easier the second time.',
  note: 'Came early to the pause this time.',
  reply: 'I noticed that you said it yourself. No need to answer here.',
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`one person's loop, ${colorScheme}`, async ({ browser, rejoin }) => {
    test.setTimeout(180_000);
    const looked = (page: Page) => axe(page, [colorScheme]);
    const name = `River ${colorScheme}`;
    const email = `guest.${colorScheme}@post.example`;
    const atDesk = await browser.newContext({ ...desk, colorScheme, baseURL: rejoin.url });
    const onPhone = await browser.newContext({ ...phone, colorScheme, baseURL: rejoin.url });
    const clinician = await signedInAs(atDesk, 'Sign in as Dr. Mara Lindqvist, Clinician');

    // Inviting: one sheet; the link that is shown is the link that is mailed, and the mail says nothing.
    await clinician.getByRole('button', { name: 'Invite' }).click();
    await clinician.getByLabel('Name they go by').fill(name);
    await clinician.getByLabel('Their e-mail').fill(email);
    await clinician.getByLabel('They are 18 or older').check({ force: true });
    await looked(clinician);
    await clinician.getByRole('button', { name: 'Send the invitation' }).click();
    await expect(clinician.getByText(`The invitation to ${name} is on its way.`).first()).toBeVisible();
    const invitation = await rejoin.mail.waitFor((mail) => mail.to.includes(email), 15_000);
    expect(invitation.subject).toBe('A note from Harbour Lane');
    expect(invitation.raw).not.toMatch(/therap|Lindqvist|River|exercise|session/i);
    await clinician.getByRole('button', { name: 'Done' }).click();

    // Joining, on the phone.
    const client = await onPhone.newPage();
    await client.goto(linkIn(invitation.text));
    await expect(client.getByRole('heading', { level: 1 })).toContainText(name);
    await looked(client);
    await client.getByLabel('New password', { exact: true }).fill('four quiet boats at noon');
    await client.getByLabel('The same once more').fill('four quiet boats at noon');
    await client.getByLabel('I am 18 or older').check();
    await client.getByRole('button', { name: 'Accept and begin' }).click();
    await expect(client.getByRole('heading', { name: 'What your therapist can see' })).toBeVisible();
    await looked(client);
    await client.getByLabel('I have read this').check({ force: true });
    await client.getByRole('button', { name: 'Go on' }).click();
    await expect(client.getByText('Nothing asked of you today.')).toBeVisible();
    await looked(client);

    // Assigning: undone once, then for good. Nobody hears of the first.
    await clinician.getByRole('link', { name }).click();
    await expect(clinician.getByRole('heading', { level: 1, name })).toBeVisible();
    await looked(clinician);
    await assign(clinician, looked, { why: 'Not this one.' });
    await clinician.getByRole('button', { name: 'Undo' }).click();
    await expect(clinician.getByText('Taken back. Nobody was told.')).toBeVisible();
    await assign(clinician, looked, { why: words.why });
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
    await looked(client);
    await client.getByRole('button', { name: 'Steady enough, begin' }).click();
    await expect(client.getByText('Step 1 of 3')).toBeVisible();
    await looked(client);
    await client.getByRole('button', { name: 'Continue' }).click();
    await client.getByRole('textbox').fill(words.sentence);
    await expect(client.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await looked(client);
    await client.reload();
    await expect(client.getByRole('textbox')).toHaveValue(words.sentence);
    await client.getByRole('button', { name: 'Continue' }).click();
    await client.getByRole('radio', { name: 'Some' }).check({ force: true });
    await looked(client);
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
    await looked(client);
    await client.getByRole('button', { name: 'Share with Dr. Mara Lindqvist' }).dblclick();
    await expect(client.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
    await looked(client);

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
    await looked(clinician);
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
    await looked(clinician);

    // Finding the reply.
    await client.goto('/my/');
    await client.getByRole('link', { name: 'Read it' }).click();
    await expect(client.getByText(words.reply)).toBeVisible();
    await looked(client);
    await client.goto('/my/replies');
    await expect(client.getByText(words.reply)).toBeVisible();
    await looked(client);
    for (const path of ['/my/you', '/my/help']) {
      await client.goto(path);
      await expect(client.getByRole('heading', { level: 1 })).toBeVisible();
      await looked(client);
    }

    await asAdminSeesNothing(clinician, looked, rejoin, name);
    await atDesk.close();
    await onPhone.close();
  });
}

type Look = (page: Page) => Promise<void>;

/** The same person as practice admin: people and set-up, and not one of the words. */
async function asAdminSeesNothing(
  page: Page,
  looked: Look,
  rejoin: Rejoin,
  clientName: string,
): Promise<void> {
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url() === `${rejoin.url}/graphql`)
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
  });
  await page.getByRole('button', { name: /Clinician/ }).click();
  await page.getByRole('menuitem', { name: /Practice admin/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Practice' })).toBeVisible();
  await looked(page);
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByText(clientName).first()).toBeVisible();
  await looked(page);
  await page.goto('/desk/you');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await looked(page);
  expect(answers.length).toBeGreaterThan(0);
  for (const word of Object.values(words)) {
    expect(answers.join('\n')).not.toContain(word);
    await expect(page.getByText(word)).toHaveCount(0);
  }
}

async function signedInAs(context: BrowserContext, persona: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: persona }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  return page;
}

async function assign(page: Page, looked: Look, { why }: { why: string }): Promise<void> {
  await page.getByRole('button', { name: 'Assign', exact: true }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Pause Before the Spiral').first().click();
  await sheet.getByLabel('Why this for you').fill(why);
  await looked(page);
  await sheet.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText(/is assigned to/)).toBeVisible();
}

function linkIn(text: string): string {
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  if (!link) throw new Error('The mail holds no link');
  return link;
}
