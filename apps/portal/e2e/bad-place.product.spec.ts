// A phone and a mail that are not only one's own: the first question, a new password that somebody else set, and the code that
// is given in a session. A clinician at a desk, two partners on phones, and whoever reads the mail of one of them.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { mark, marksIn } from '../../../tools/marks.mjs';
import { Person } from '../../../tools/wire.mjs';
import {
  answer,
  comes,
  join,
  mailedLink,
  openPiece,
  passwordOf,
  readWhatIsSeen,
  sayWhoElse,
  share,
  signIn,
} from './acts.js';
import { axe, counted, expect, fits, type Rejoin, test } from './rejoin.js';

test.use({ installation: { demo: false, adhoc: true }, actionTimeout: 15_000 });

const mailOf = (name: string): string => `${name.toLowerCase()}@post.example`;
const act = () => ({ idempotencyKey: randomUUID() });

const words = {
  why: mark('why this for both'),
  ada: mark('what Ada shared'),
  reply: mark('the reply to Ada'),
};
const told = (rejoin: Rejoin, name: string) =>
  rejoin.mail.mails().filter(({ to, text }) => to.includes(mailOf(name)) && text.includes('No rush'));

test('who else looks, and a password by a mail that is read by others', async ({ rejoin, open }) => {
  test.setTimeout(240_000);
  const [desk, ada, ben, reader] = [
    await open('DESK'),
    await open('PHONE'),
    await open('PHONE'),
    await open('PHONE'),
  ];
  const clinician = await practiceOfMara(rejoin);
  const { couple } = (await clinician.act(
    'inviteCouple',
    'InviteCoupleInput',
    {
      ...act(),
      people: ['Ada', 'Ben'].map((name) => ({ chosenName: name, email: mailOf(name) })),
      kind: 'PARTNERS',
      isAdult: true,
    },
    'couple { episode { id } }',
  )) as { couple: { episode: { id: string } } };

  await test.step('the first question is one press, and the first thing there is', async () => {
    for (const [name, { page }] of [
      ['Ada', ada],
      ['Ben', ben],
    ] as const) {
      await join(page, await mailedLink(rejoin, mailOf(name)), name);
      await expect(page.getByRole('heading', { name: 'Does anyone else read this mail' })).toBeVisible();
      const soFar = await counted(page);
      await sayWhoElse(page, name === 'Ada');
      await readWhatIsSeen(page);
      // With the link, four presses from the mail to the first question.
      expect(soFar()).toEqual({ presses: 3, lines: 0 });
    }
    await ada.page.goto('/my/you');
    await expect(ada.page.getByRole('radio', { name: 'Somebody else, too' })).toBeChecked();
  });

  const { assignment } = (await clinician.act(
    'assignExercise',
    'AssignExerciseInput',
    {
      ...act(),
      episodeId: couple.episode.id,
      exerciseSlug: 'own-it-kindly',
      due: 'NONE',
      rationale: words.why,
    },
    'assignment { id turns { id clientName } }',
  )) as { assignment: { turns: { id: string; clientName: string }[] } };
  const turn = assignment.turns.find(({ clientName }) => clientName === 'Ada')?.id ?? '';

  await test.step('no mail goes to who said yes; the other one gets theirs', async () => {
    await rejoin.mail.waitFor(
      ({ to, text }) => to.includes(mailOf('Ben')) && text.includes('No rush'),
      40_000,
    );
    for (const [{ page }, text] of [
      [ada, words.ada],
      [ben, 'It was late, and I said it.'],
    ] as const) {
      await page.goto('/my/');
      await openPiece(page, 'Own It Without Tearing Down');
      await page.getByRole('button', { name: 'Begin' }).click();
      await answer(page, [text, null, 'It was one moment.', 'Ten minutes before I send.', null]);
      await share(page, 'Mara Lindqvist');
    }
    for (const { id } of await shared(clinician))
      await clinician.act(
        'replyToReflection',
        'ReplyToReflectionInput',
        { ...act(), reflectionId: id, text: words.reply },
        '__typename',
      );
    await comes(async () => expect(told(rejoin, 'Ben').length).toBe(2));
    await comes(async () => {
      await ada.page.goto('/my/replies');
      await expect(ada.page.getByText(words.reply)).toBeVisible({ timeout: 2_000 });
    });
    expect(told(rejoin, 'Ada')).toEqual([]);
  });

  await test.step('a short sign-in ends, and with it what is on the screen', async () => {
    const { page } = ada;
    await page.goto('/my/replies');
    await expect(page.getByText(words.reply)).toBeVisible();
    await rejoin.sql(
      `update auth.sign_ins set last_seen_at = now() - interval '11 minutes' where short_since is not null`,
    );
    // Somebody takes the phone up again: the page asks by itself.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    await expect(page.getByText(words.reply)).toHaveCount(0);
    // The other one’s is of the ordinary length.
    await rejoin.sql(
      `update auth.sign_ins set last_seen_at = now() - interval '11 minutes' where short_since is null`,
    );
    await ben.page.goto('/my/');
    await expect(ben.page.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible();
  });

  await test.step('whoever reads the mail sets a password, and finds nothing of hers', async () => {
    const { page } = reader;
    const before = rejoin.mail.mails().length;
    await page.goto('/forgotten');
    await page.getByLabel('E-mail').fill(mailOf('Ada'));
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await comes(async () => expect(rejoin.mail.mails().length).toBeGreaterThan(before));
    await setPassword(page, rejoin, 'Reader');
    await signIn(page, mailOf('Ada'), 'Reader');
    await expect(page.getByRole('heading', { name: 'Your earlier words are kept' })).toBeVisible();
    for (const path of [
      '/my/',
      '/my/replies',
      `/my/piece/${turn}`,
      `/my/piece/${turn}/look-over`,
      '/my/agreement',
      '/my/agreed',
      '/my/you',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.title()).toBe('Rejoin');
      expect([...marksIn(await page.content())]).toEqual([]);
      if (path === '/my/' || path === '/my/you') {
        await axe(page);
        await fits(page);
      }
    }
    expect([...marksIn((await reader.heard()).join('\n'))]).toEqual([]);
    await page.getByRole('link', { name: 'Help now' }).click();
    await expect(page.getByText('112')).toBeVisible();
    await page.goto('/my/');
    await page.getByLabel('Code').fill('1234 5678');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('This code does not open it. Ask for a new one.')).toBeVisible();
  });

  await test.step('the clinician gives her a code in the room; with it everything is back', async () => {
    const { page } = ada;
    // Her own password is gone; a new one ends what the reader has, and opens no more than theirs did.
    await page.goto('/forgotten');
    const before = rejoin.mail.mails().length;
    await page.getByLabel('E-mail').fill(mailOf('Ada'));
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await comes(async () => expect(rejoin.mail.mails().length).toBeGreaterThan(before));
    await setPassword(page, rejoin, 'Ada again');
    await signIn(page, mailOf('Ada'), 'Ada again');
    await expect(page.getByRole('heading', { name: 'Your earlier words are kept' })).toBeVisible();

    await desk.page.goto('/');
    await signIn(desk.page, mailOf('Mara'), 'Mara');
    await desk.page.getByRole('link', { name: 'Ada and Ben' }).click();
    await desk.page.getByRole('link', { name: 'Page of Ada' }).click();
    await expect(desk.page.getByRole('heading', { name: 'A code after a new password' })).toBeVisible();
    await axe(desk.page);
    await desk.page.getByRole('button', { name: 'Give a code' }).click();
    const code = (await desk.page.getByText(/^\d{4} \d{4}$/).textContent()) ?? '';
    await axe(desk.page);

    await page.getByLabel('Code').fill(code);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible();
    await page.goto('/my/replies');
    await expect(page.getByText(words.reply)).toBeVisible();
    await page.goto(`/my/piece/${turn}`);
    await expect(page.getByText(words.ada)).toBeVisible();

    await reader.page.reload();
    await expect(reader.page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    expect([...marksIn((await reader.heard()).join('\n'))]).toEqual([]);
  });
});

/** Behind the newest link to her address. */
async function setPassword(page: Page, rejoin: Rejoin, name: string): Promise<void> {
  const mail = rejoin.mail
    .mails()
    .find(({ to, text }) => to.includes(mailOf('Ada')) && text.includes('/reset'));
  await page.goto(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  await page.getByLabel('New password', { exact: true }).fill(passwordOf(name));
  await page.getByLabel('The same once more').fill(passwordOf(name));
  await page.getByRole('button', { name: 'Keep this password' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
}

/** What the two of them shared. */
async function shared(clinician: Person): Promise<{ id: string }[]> {
  const { caseload } = (await clinician.ask('{ caseload(first: 5) { edges { node { id } } } }')) as {
    caseload: { edges: { node: { id: string } }[] };
  };
  const { couple } = (await clinician.ask(
    'query ($id: ID!) { couple(id: $id) { assignments { reflections { id } } } }',
    {
      id: caseload.edges[0]?.node.id,
    },
  )) as { couple: { assignments: { reflections: { id: string }[] }[] } };
  return couple.assignments.flatMap(({ reflections }) => reflections);
}

/** A practice of one clinician, who can sign in at a desk, too. */
async function practiceOfMara({ url, cli }: Rejoin): Promise<Person> {
  const printed = await cli(
    'create-practice',
    ...['--name', 'Lindqvist Practice', '--mail-name', 'Harbour Lane', '--zone', 'Europe/Berlin'],
    ...['--admin-name', 'Mara Lindqvist', '--admin-email', mailOf('Mara'), '--solo'],
    ...['--emergency-number', '112', '--checked-on', new Date().toISOString().slice(0, 10)],
  );
  const [admin, clinician] = [...printed.matchAll(/https?:\/\/\S+#(\S+)/g)].map(([, token]) => token);
  const [house, desk] = [new Person(url), new Person(url)];
  for (const [person, token] of [
    [house, admin],
    [desk, clinician],
  ] as const)
    await person.act(
      'acceptInvitation',
      'AcceptInvitationInput',
      { token, password: passwordOf('Mara'), isAdult: true },
      'viewer { id }',
    );
  return desk;
}
