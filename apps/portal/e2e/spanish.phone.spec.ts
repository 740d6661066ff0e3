// Two programs in Spanish, each from the invitation to everything it asks shared: one person's on a phone that would wish
// for English, and a couple's on phones that wish for Spanish. Nothing on any screen on the way is in English.
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { Person } from '../../../tools/wire.mjs';
import { consent, join, mailedLink, passwordOf, press } from './acts.js';
import { axe, expect, fits, type Rejoin, test } from './rejoin.js';
import { englishOn, es, speaksSpanish } from './spanish.js';

test.use({ actionTimeout: 15_000, installation: [{ demo: false, adhoc: true }, { scope: 'worker' }] });
// Each has people of its own.
test.describe.configure({ mode: 'parallel' });

test('First, Back to Yourself, in Spanish from the invitation to the last line', async ({ rejoin, page }) => {
  test.setTimeout(720_000);
  const clinician = await practiceOfMara(rejoin);
  const { client } = (await clinician.act(
    'inviteClient',
    'InviteClientInput',
    { ...act(), chosenName: 'Lucía', email: mailOf('lucia'), isAdult: true, language: 'es' },
    'client { id episode { id } }',
  )) as { client: { id: string; episode: { id: string } } };

  await test.step('the eye sees English where there is some', async () => {
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    expect((await englishOn(page)).length).toBeGreaterThan(5);
  });
  await test.step('what is open to everybody', async () => {
    await page.getByRole('button', { name: 'Español' }).click();
    await looked(page);
    await page.getByLabel(es('sign-in:email')).fill(mailOf('nobody'));
    await page.getByLabel(es('sign-in:password')).fill('not the right one');
    await page.getByRole('button', { name: es('sign-in:signIn') }).click();
    await expect(page.getByText(es('sign-in:refused.WRONG_CREDENTIALS'))).toBeVisible();
    await speaksSpanish(page);
    for (const path of ['/forgotten', '/reset#x', '/invitation#x', '/my/help']) {
      await page.goto(path);
      await looked(page);
    }
    await page.goto('/forgotten');
    await page.getByLabel(es('sign-in:email')).fill(mailOf('nobody'));
    await page.getByRole('button', { name: es('sign-in:forgot.send') }).click();
    await expect(page.getByText(es('sign-in:forgot.sent'))).toBeVisible();
    await speaksSpanish(page);
  });
  await test.step('her invitation and the first tick, though her browser would wish for English', async () => {
    await page.evaluate(() => localStorage.clear());
    await joins(page, await mailedLink(rejoin, mailOf('lucia')), 'Lucía');
  });
  const enrollment = await enrolled(clinician, client.episode.id, 'first-back-to-yourself');
  await test.step('Today, her replies, herself, and an address that is none', async () => {
    for (const path of [
      '/my/',
      '/my/replies',
      '/my/you',
      '/my/help',
      '/my/agreement',
      '/my/agreed',
      '/my/nowhere',
    ]) {
      await page.goto(path);
      await looked(page);
    }
  });

  const lucia = await signedIn(rejoin, 'lucia');
  await walksAll({ rejoin, page, client: lucia, clinician, enrollment, clientId: client.id }, [2, 1, 2, 2]);

  await test.step('a look back, after the session', async () => {
    const [again] = await turnsOf(lucia);
    if (!again) throw new Error('Nothing came back');
    await walks(page, again);
  });

  await test.step('a reply, something added, and no connection', async () => {
    await replied(clinician, lucia);
    await rejoin.undoTimePasses();
    await expect(async () => {
      await page.goto('/my/');
      await expect(page.getByRole('link', { name: es('my:today.openReply') })).toBeVisible({
        timeout: 2_000,
      });
    }).toPass({ timeout: 60_000 });
    await speaksSpanish(page);
    await page.getByRole('link', { name: es('my:today.openReply') }).click();
    await page.getByRole('button', { name: es('my:add.open') }).click();
    await page.getByLabel(es('my:add.label')).fill('Lo pensé otra vez.');
    await looked(page);
    await page.getByRole('button', { name: es('my:add.add') }).click();
    await expect(page.getByText(es('my:add.done'))).toBeVisible();
    await speaksSpanish(page);
    await page.goto('/my/replies');
    await looked(page);
    await page.goto('/my/');
    await expect(page.getByRole('heading', { level: 1, name: es('my:today.title') })).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByText(es('ui:ui.offline'))).toBeVisible();
    await page.getByRole('link', { name: es('my:tab.you') }).click();
    await expect(page.getByText(es('ui:ui.error.title'))).toBeVisible();
    await speaksSpanish(page);
    await page.context().setOffline(false);
  });

  await test.step('no mail to her was in English', () => {
    const mails = rejoin.mail.mails().filter(({ to }) => to.includes(mailOf('lucia')));
    expect(mails.length).toBeGreaterThan(2);
    for (const { text, subject } of mails)
      expect(`${subject} ${text}`).not.toMatch(/\b(the|you|your|is|for)\b/i);
  });
});

test('what there is in English alone, and another language while one likes', async ({ rejoin, page }) => {
  const clinician = await practiceOfMara(rejoin);
  const { client } = (await clinician.act(
    'inviteClient',
    'InviteClientInput',
    { ...act(), chosenName: 'Inés', email: mailOf('ines'), isAdult: true, language: 'es' },
    'client { episode { id } }',
  )) as { client: { episode: { id: string } } };
  await joins(page, await mailedLink(rejoin, mailOf('ines')), 'Inés');
  await test.step('what there is in English alone is whole in English, and says so beforehand', async () => {
    const turn = await given(clinician, client.episode.id, 'good-enough-trial');
    await page.goto('/my/');
    await expect(page.getByRole('heading', { name: 'A Good-Enough Trial' })).toHaveAttribute('lang', 'en');
    await page.goto(`/my/piece/${turn}`);
    await expect(page.getByText(es('my:intro.language'))).toHaveAttribute('lang', 'es');
    await axe(page);
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
    await expect(page.getByRole('main').getByText(es('my:step.continue'))).toHaveCount(0);
    await expect(page.locator('main [lang=en]').first()).toBeAttached();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  });
  await test.step('English while she likes, and out', async () => {
    await page.goto('/my/you');
    await press(page.getByRole('radio', { name: 'English' }));
    await expect(page.getByRole('heading', { level: 1, name: 'You' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await press(page.getByRole('radio', { name: 'Español' }));
    await expect(page.getByRole('heading', { level: 1, name: es('my:you.title') })).toBeVisible();
    await page.getByRole('button', { name: es('my:you.signOut') }).click();
    await expect(page.getByText(es('sign-in:bye'))).toBeVisible();
    await looked(page);
  });
});

test.describe('on phones that wish for Spanish', () => {
  test.use({ locale: 'es-MX' });

  test('Repair Basics for Two, in Spanish from two invitations to the last line', async ({
    rejoin,
    page,
    open,
  }) => {
    test.setTimeout(720_000);
    const clinician = await practiceOfMara(rejoin);
    const { couple } = (await clinician.act(
      'inviteCouple',
      'InviteCoupleInput',
      {
        ...act(),
        kind: 'PARTNERS',
        isAdult: true,
        people: ['Nuria', 'Pau'].map((chosenName) => ({ chosenName, email: mailOf(chosenName) })),
      },
      'couple { id episode { id } partners { client { id chosenName } } }',
    )) as {
      couple: {
        id: string;
        episode: { id: string };
        partners: { client: { id: string; chosenName: string } }[];
      };
    };
    const { page: other } = await open('PHONE');
    for (const [name, phone] of [
      ['Nuria', page],
      ['Pau', other],
    ] as const) {
      await joins(phone, await mailedLink(rejoin, mailOf(name)), name);
      await phone.getByRole('link', { name: es('my:today.openAgreement') }).click();
      await looked(phone);
      await phone.getByRole('button', { name: es('my:agreement.accept') }).click();
      await expect(phone.getByText(es('my:agreement.kept'))).toBeVisible();
      await speaksSpanish(phone);
    }
    for (const { client } of couple.partners)
      await clinician.act(
        'recordSafetyConversation',
        'RecordSafetyConversationInput',
        {
          ...act(),
          coupleId: couple.id,
          clientId: client.id,
          heldOn: new Date().toISOString().slice(0, 10),
          isSeenAlone: true,
          topics: ['MONEY'],
          verdict: 'GO',
        },
        '__typename',
      );
    const enrollment = await enrolled(clinician, couple.episode.id, 'repair-basics-for-two');
    const nuria = await signedIn(rejoin, 'Nuria');
    const pau = await signedIn(rejoin, 'Pau');
    const sides = couple.partners.map(({ client }, at) => ({
      exerciseSlug: 'meant-and-landed',
      clientId: client.id,
      role: ['SPEAKER', 'LISTENER'][at],
    }));
    await walksAll(
      { rejoin, page, client: nuria, clinician, enrollment, roles: { 4: sides } },
      [1, 2, 1, 1, 1, 2],
    );
    await test.step('the other side of what has two', async () => {
      const turns = await turnsOf(pau);
      const one = turns.find(({ title }) => title === 'La intención y lo que llegó');
      await walks(other, one ?? { id: 'none', title: turns.map(({ title }) => title).join(', ') });
    });
  });
});

test('who reads English fetches no Spanish', async ({ rejoin, page }) => {
  const clinician = await practiceOfMara(rejoin);
  await clinician.act(
    'inviteClient',
    'InviteClientInput',
    { ...act(), chosenName: 'Ona', email: mailOf('ona'), isAdult: true },
    'client { id }',
  );
  await join(page, await mailedLink(rejoin, mailOf('ona')), 'Ona');
  await consent(page);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/my/', { waitUntil: 'networkidle' });
  const spanish = (): string[] => fetched.filter((path) => path.startsWith('/assets/spanish-'));
  expect(spanish()).toEqual([]);
  await page.getByRole('link', { name: 'You', exact: true }).click();
  await press(page.getByRole('radio', { name: 'Español' }));
  await expect(page.getByRole('heading', { level: 1, name: es('my:you.title') })).toBeVisible();
  expect(spanish()).toHaveLength(1);
});

const act = () => ({ idempotencyKey: randomUUID() });
const mailOf = (name: string): string => `${name.toLowerCase()}@correo.example`;

/** A practice of one clinician that has set up what it needs, and nobody in it yet. */
async function practiceOfMara({ url, cli }: Rejoin): Promise<Person> {
  const email = `mara-${randomUUID()}@correo.example`;
  const printed = await cli(
    'create-practice',
    ...[
      '--name',
      'Consulta Lindqvist',
      '--mail-name',
      'Consulta L',
      '--zone',
      'Europe/Madrid',
      '--locale',
      'es',
    ],
    ...['--admin-name', 'Mara Lindqvist', '--admin-email', email, '--solo'],
    ...['--emergency-number', '112', '--checked-on', new Date().toISOString().slice(0, 10)],
    ...['--help-line', 'Línea 024|024|día y noche', '--practice-hours', 'lunes a viernes, 9 a 17'],
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
  await house.act(
    'changePractice',
    'ChangePracticeInput',
    { ...act(), name: 'Consulta Lindqvist', mailName: 'Consulta L', zone: 'Europe/Madrid' },
    '__typename',
  );
  await house.act(
    'chooseAgreement',
    'ChooseAgreementInput',
    { ...act(), kind: 'LIMITED_SECRETS' },
    '__typename',
  );
  return desk;
}

async function signedIn({ url }: Rejoin, name: string): Promise<Person> {
  const person = new Person(url);
  await person.act(
    'signIn',
    'SignInInput',
    { email: mailOf(name), password: passwordOf(name === 'lucia' ? 'Lucía' : name) },
    'viewer { id }',
  );
  return person;
}

/** Behind the link, a password and a tick; then what is read before the first question. */
async function joins(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: `Hola, ${name}` })).toBeVisible();
  await looked(page);
  const password = page.getByLabel(es('sign-in:newPassword'));
  await password.fill('corta');
  await page.getByLabel(es('sign-in:newPasswordAgain')).fill('corta');
  await page.getByRole('button', { name: es('sign-in:invitation.accept') }).click();
  await expect(page.getByText(es('sign-in:tooShort'))).toBeVisible();
  await speaksSpanish(page);
  await password.fill(passwordOf(name));
  await page.getByLabel(es('sign-in:newPasswordAgain')).fill(passwordOf(name));
  await page.getByLabel(es('sign-in:invitation.adult')).check();
  await page.getByRole('button', { name: es('sign-in:invitation.accept') }).click();
  await expect(page.getByRole('heading', { name: es('my:whoElse.question') })).toBeVisible();
  await looked(page);
  await page.getByRole('button', { name: es('my:whoElse.no') }).click();
  await expect(page.getByText(es('my:consent.notMonitored'))).toBeVisible();
  await looked(page);
  await press(page.getByLabel(es('my:consent.tick')));
  await page.getByRole('button', { name: es('my:consent.go') }).click();
  await expect(page.getByRole('heading', { level: 1, name: es('my:today.title') })).toBeVisible();
  await looked(page);
}

async function looked(page: Page): Promise<void> {
  await expect(page.getByText(es('ui:ui.loading'), { exact: true })).toHaveCount(0);
  await speaksSpanish(page);
  await axe(page);
  await fits(page);
}

async function speaksAndFits(page: Page): Promise<void> {
  await speaksSpanish(page);
  await fits(page);
}

async function enrolled(clinician: Person, episodeId: string, programSlug: string): Promise<string> {
  const { enrollment } = (await clinician.act(
    'enrollInProgram',
    'EnrollInProgramInput',
    { ...act(), episodeId, programSlug, opens: 'BY_HAND', isBegun: true },
    'enrollment { id }',
  )) as { enrollment: { id: string } };
  return enrollment.id;
}

/** Gives one exercise, to be begun in the room; its turn. */
async function given(clinician: Person, episodeId: string, exerciseSlug: string): Promise<string> {
  const { assignment } = (await clinician.act(
    'assignExercise',
    'AssignExerciseInput',
    { ...act(), episodeId, exerciseSlug, due: 'NONE', isStartedNow: true },
    'assignment { turns { id } }',
  )) as { assignment: { turns: { id: string }[] } };
  const [turn] = assignment.turns;
  if (!turn) throw new Error(`${exerciseSlug} was given to nobody`);
  return turn.id;
}

interface Turn {
  id: string;
  title: string;
}

async function turnsOf(client: Person): Promise<Turn[]> {
  const { today } = (await client.ask(
    '{ today { occurrences { id title } whenItHappens { assignmentId title readyId } } }',
  )) as {
    today: {
      occurrences: Turn[];
      whenItHappens: { assignmentId: string; title: string; readyId: string | null }[];
    };
  };
  const begun: Turn[] = [];
  for (const { assignmentId, title, readyId } of today.whenItHappens) {
    const started = readyId
      ? { occurrenceId: readyId }
      : ((await client.act('startTurn', 'StartTurnInput', { ...act(), assignmentId }, 'occurrenceId')) as {
          occurrenceId: string;
        });
    begun.push({ id: started.occurrenceId, title });
  }
  return [...today.occurrences, ...begun];
}

/** What waits for a session is opened in one. */
async function openedInSession(clinician: Person, clientId: string): Promise<void> {
  const { client } = (await clinician.ask(
    'query ($id: ID!) { client(id: $id) { assignments { id viewerCanOpenInSession } } }',
    { id: clientId },
  )) as { client: { assignments: { id: string; viewerCanOpenInSession: boolean }[] } };
  for (const { id } of client.assignments.filter(({ viewerCanOpenInSession }) => viewerCanOpenInSession))
    await clinician.act('openInSession', 'OpenInSessionInput', { ...act(), assignmentId: id }, '__typename');
}

interface Way {
  rejoin: Rejoin;
  page: Page;
  client: Person;
  clinician: Person;
  enrollment: string;
  /** Whose page shows what waits for a session. */
  clientId?: string;
  /** Whose side is whose, by the week that asks for it. */
  roles?: Record<number, object[]>;
}

/** Opens week after week, and walks everything in it as soon as it is there. */
async function walksAll(
  { rejoin, page, client, clinician, enrollment, clientId, roles = {} }: Way,
  expected: readonly number[],
): Promise<void> {
  const walked = new Set<string>();
  for (const [week, count] of expected.entries()) {
    if (week > 0)
      await clinician.act(
        'openNextWeek',
        'OpenNextWeekInput',
        { ...act(), enrollmentId: enrollment, ...(roles[week] ? { roles: roles[week] } : {}) },
        '__typename',
      );
    let fresh: Turn[] = [];
    await rejoin.undoTimePasses();
    await expect(async () => {
      if (clientId) await openedInSession(clinician, clientId);
      fresh = (await turnsOf(client)).filter(({ title }) => !walked.has(title));
      expect(fresh).toHaveLength(count);
    }).toPass({ timeout: 60_000, intervals: [500] });
    await page.goto('/my/');
    await looked(page);
    for (const turn of fresh) {
      walked.add(turn.title);
      await test.step(turn.title, () => walks(page, turn, walked.size === 1));
    }
  }
}

/** From the intro to shared, with everything that opens on the way, then as it reads and prints. */
async function walks(page: Page, { id, title }: Turn, isFirst = false): Promise<void> {
  // English walks look at every screen; here the longest words have to fit, too.
  const look = isFirst ? looked : speaksAndFits;
  await page.goto(`/my/piece/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await opened(page);
  await look(page);
  const steady = page.getByRole('button', { name: es('my:intro.steady.yes') });
  await (
    (await steady.isVisible()) ? steady : page.getByRole('button', { name: es('my:intro.begin') })
  ).click();
  const lookOver = page.getByRole('heading', { name: es('my:lookOver.title') });
  for (let steps = 1; steps < 40; steps += 1) {
    await expect(page.getByText(new RegExp(`^Paso ${String(steps)} de`)).or(lookOver)).toBeVisible();
    if (await lookOver.isVisible()) break;
    await opened(page);
    await look(page);
    const wrong = page.getByRole('button', { name: es('my:step.feelsWrong') });
    if (steps === 1 && (await wrong.isVisible())) {
      await wrong.click();
      await speaksSpanish(page);
    }
    await saysWhatIsAsked(page);
    await speaksSpanish(page);
    await page.getByRole('button', { name: es('my:step.continue') }).click();
  }
  await opened(page);
  await look(page);
  await page.getByRole('button', { name: es('my:share.share') }).click();
  await expect(page.getByRole('heading', { name: es('my:shared.title.SHARED') })).toBeVisible();
  await speaksSpanish(page);
  await page.goto(`/my/piece/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await look(page);
  await page.emulateMedia({ media: 'print' });
  await speaksSpanish(page);
  await page.emulateMedia({ media: null });
}

/** Unfolds whatever can be unfolded. */
async function opened(page: Page): Promise<void> {
  const folded = page.locator('main details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Answers whatever stands on the screen: words in every field, the first of every choice, the middle of every scale. */
async function saysWhatIsAsked(page: Page): Promise<void> {
  const main = page.getByRole('main');
  for (const group of await main.getByRole('radiogroup').all()) {
    const radios = group.getByRole('radio');
    await press(radios.nth((await radios.count()) > 10 ? 5 : 0));
  }
  const tick = main.getByRole('checkbox').first();
  if (await tick.isVisible()) await press(tick);
  for (const field of await main.getByRole('textbox').all())
    if (await isBlank(field)) await field.fill('Unas pocas palabras.');
}

const isBlank = async (field: Locator): Promise<boolean> =>
  (await field.isVisible()) && (await field.isEditable()) && (await field.inputValue()) === '';

/** The clinician writes back to what was shared last. */
async function replied(clinician: Person, client: Person): Promise<void> {
  const { today } = (await client.ask('{ today { shared { id } } }')) as {
    today: { shared: { id: string }[] };
  };
  const { occurrence } = (await client.ask('query ($id: ID!) { occurrence(id: $id) { reflection { id } } }', {
    id: today.shared[0]?.id,
  })) as { occurrence: { reflection: { id: string } } };
  await clinician.act(
    'replyToReflection',
    'ReplyToReflectionInput',
    { ...act(), reflectionId: occurrence.reflection.id, text: 'Gracias por traerlo.' },
    '__typename',
  );
}
