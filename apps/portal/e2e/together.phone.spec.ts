// What partners do together once something is open to them: two phones that are at one place and end in the same words, and
// one phone that shows nothing else and is signed out on the way out.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Person } from '../../../tools/wire.mjs';
import { answersAnything, axe, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 10_000, installation: [answersAnything, { scope: 'worker' }] });
test.describe.configure({ timeout: 120_000 });

const key = () => ({ idempotencyKey: randomUUID() });

/** Two who have shared and offered a line each of the exercise, which is open now. Answers where it is read. */
async function opened(url: string): Promise<{ path: string; coupleId: string }> {
  const [mara, ...two] = await Promise.all(
    ['mara', 'dara', 'imani'].map((who) => Person.ofTheDemo(url, who)),
  );
  if (!mara) throw new Error('Nobody opens it');
  const { caseload } = (await mara.ask('{ caseload(first: 50) { edges { node { id name } } } }')) as {
    caseload: { edges: { node: { id: string; name: string } }[] };
  };
  const coupleId = caseload.edges.find(({ node }) => node.name.startsWith('Dara Quinn and'))?.node.id ?? '';
  const { couple } = (await mara.ask(
    'query ($id: ID!) { couple(id: $id) { episode { id } partners { client { id chosenName } } } }',
    { id: coupleId },
  )) as { couple: { episode: { id: string }; partners: { client: { id: string; chosenName: string } }[] } };
  const { assignment } = (await mara.act(
    'assignExercise',
    'AssignExerciseInput',
    {
      ...key(),
      ...{
        episodeId: couple.episode.id,
        exerciseSlug: 'name-impact-return',
        due: 'NONE',
        isStartedNow: true,
      },
    },
    'assignment { id turns { id clientId } }',
  )) as { assignment: { id: string; turns: { id: string; clientId: string }[] } };
  for (const [at, name] of ['Dara', 'Imani'].entries()) {
    const client = couple.partners.find(({ client: { chosenName } }) => chosenName.startsWith(name))?.client
      .id;
    const occurrenceId = assignment.turns.find(({ clientId }) => clientId === client)?.id ?? '';
    const lane = randomUUID();
    const body = {
      ...{ formatVersion: 1, language: 'en', size: 'WHOLE', feelsWrong: [], bringIn: [], readers: {} },
      ...{ place: 'LOOK_OVER', visited: ['camera'], answers: { camera: `From ${name}.` } },
    };
    await two[at]?.act(
      'saveDraft',
      'SaveDraftInput',
      { occurrenceId, lane, baseRevision: 0, body },
      'draft { revision }',
    );
    const shared = (await two[at]?.act(
      'submitReflection',
      'SubmitReflectionInput',
      { ...key(), occurrenceId, outcome: 'WHOLE', sharing: 'FOR_SESSION', lane, revision: 1 },
      'reflection { id }',
    )) as { reflection: { id: string } };
    await two[at]?.act(
      'offerToOpen',
      'OfferToOpenInput',
      { ...key(), reflectionId: shared.reflection.id, offers: [{ key: 'camera' }] },
      'ownOpening { id }',
    );
  }
  const turn = { assignmentId: assignment.id, slot: 'once' };
  const { offeredBlocks } = (await mara.ask(
    'query ($assignmentId: ID!, $slot: String!) { offeredBlocks(assignmentId: $assignmentId, slot: $slot) { id } }',
    turn,
  )) as { offeredBlocks: { id: string }[] };
  const { opening } = (await mara.act(
    'openJointPart',
    'OpenJointPartInput',
    { ...key(), ...turn, place: 'SESSION', releaseIds: offeredBlocks.map(({ id }) => id) },
    'opening { jointPartId }',
  )) as { opening: { jointPartId: string } };
  return { path: `/my/reading/${opening.jointPartId}`, coupleId };
}

async function signInAs(page: Page, persona: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${persona}` }).click();
  await page.waitForURL(/\/(my|desk)\//);
}

const at = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible({ timeout: 15_000 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('two phones walk it at one place, and end in the same words whoever stops', async ({ rejoin, open }) => {
  const { path, coupleId } = await opened(rejoin.url);
  const [{ page: dara }, { page: imani }, { page: desk }] = [
    await open('PHONE'),
    await open('PHONE'),
    await open('DESK'),
  ];
  await signInAs(dara, 'Dara Quinn, Client');
  await signInAs(imani, 'Imani Osei, Client');
  for (const phone of [dara, imani]) {
    await phone.goto(path);
    await expect(phone.getByRole('heading', { name: 'Do this together' })).toBeVisible();
    await axe(phone);
    await fits(phone);
  }

  await test.step('one begins, the other comes in', async () => {
    await press(dara, 'Each on your own phone');
    await at(dara, /^You agree who begins/);
    await expect(imani.getByText('It has begun. Come in when you like.')).toBeVisible({ timeout: 15_000 });
    await press(imani, 'Come in');
    await at(imani, /^You agree who begins/);
    await axe(dara);
    await fits(dara);
  });

  await test.step('both go on at once, and go on one place', async () => {
    await Promise.all([press(dara, 'Go on'), press(imani, 'Go on')]);
    for (const phone of [dara, imani]) {
      await at(phone, /^The first one reads/);
      await expect(phone.getByText('Step 2 of 8')).toBeVisible();
    }
  });

  await test.step('one stops, and both read the same', async () => {
    await press(imani, 'Stop here');
    const words = [];
    for (const phone of [dara, imani]) {
      await at(phone, 'That is enough for today');
      words.push(await phone.getByRole('main').innerText());
      await axe(phone);
    }
    expect(words[0]).toBe(words[1]);
    expect(words[0]).not.toMatch(/Dara|Imani/);
  });

  await test.step('the clinician learns that it was begun, and not who stopped', async () => {
    await signInAs(desk, 'Dr. Mara Lindqvist, Clinician');
    await desk.goto(`/desk/couples/${coupleId}`);
    const record = desk.getByRole('region', { name: 'Done together' });
    await record.getByRole('button', { name: 'Read it' }).click();
    await expect(record.getByText(/^Begun, and enough before the end/)).toBeVisible();
    await axe(desk);
  });
});

test('one phone shows nothing else, keeps what they write, and is signed out by the back button', async ({
  rejoin,
  open,
}) => {
  const { path } = await opened(rejoin.url);
  const [{ page: phone }, { page: imani }] = [await open('PHONE'), await open('PHONE')];
  await signInAs(phone, 'Dara Quinn, Client');
  await phone.goto(path);
  await press(phone, 'All on this phone');
  await at(phone, /^You agree who begins/);
  await expect(phone.getByRole('navigation')).toHaveCount(0);
  for (let step = 2; step <= 8; step += 1) {
    await press(phone, 'Go on');
    await expect(phone.getByText(`Step ${String(step)} of 8`)).toBeVisible();
  }
  await at(phone, 'What is one thing each of you will try?');
  await phone.getByRole('textbox').first().fill('Tea at nine, on the stairs.');
  await press(phone, 'Keep this');
  await expect(phone.getByRole('main').getByText('Tea at nine, on the stairs.')).toBeVisible({
    timeout: 15_000,
  });
  await axe(phone);
  await fits(phone);

  await phone.goBack();
  await phone.waitForURL((url) => url.pathname === '/');
  await phone.goto('/my/');
  await phone.waitForURL((url) => url.pathname === '/');

  await signInAs(imani, 'Imani Osei, Client');
  await imani.getByRole('region', { name: 'What you kept together' }).getByRole('link').first().click();
  await expect(imani.getByText('Tea at nine, on the stairs.')).toBeVisible();
  await axe(imani);
  await fits(imani);
});
