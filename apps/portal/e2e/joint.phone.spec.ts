// The door between the rooms of a couple, in browsers side by side: until it is opened the screens of one are the same to the
// pixel, whatever the other does; opened, it is there for all at once; taken back or closed, it is gone.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Person } from '../../../tools/wire.mjs';
import { answer, press, share } from './acts.js';
import { answersAnything, axe, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 10_000, installation: [answersAnything, { scope: 'worker' }] });
// Several browsers draw every page whole; each story is of other people.
test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const clinicianName = 'Dr. Mara Lindqvist';
const key = () => ({ idempotencyKey: randomUUID() });

interface Given {
  assignmentId: string;
  coupleId: string;
  /** By client id. */
  turns: Map<string, string>;
}

/** Gives the exercise to a couple, begun in the room: it is on everybody's Today at once. */
async function given(clinician: Person, coupleId: string): Promise<Given> {
  const { couple } = (await clinician.ask('query ($id: ID!) { couple(id: $id) { episode { id } } }', {
    id: coupleId,
  })) as { couple: { episode: { id: string } } };
  const { assignment } = (await clinician.act(
    'assignExercise',
    'AssignExerciseInput',
    {
      ...key(),
      episodeId: couple.episode.id,
      exerciseSlug: 'name-impact-return',
      due: 'NONE',
      isStartedNow: true,
    },
    'assignment { id turns { id clientId } }',
  )) as { assignment: { id: string; turns: { id: string; clientId: string }[] } };
  return {
    assignmentId: assignment.id,
    coupleId,
    turns: new Map(assignment.turns.map(({ id, clientId }) => [clientId, id])),
  };
}

async function idsOf(clinician: Person): Promise<(name: string) => string> {
  const { caseload } = (await clinician.ask('{ caseload(first: 50) { edges { node { id name } } } }')) as {
    caseload: { edges: { node: { id: string; name: string } }[] };
  };
  return (name) => {
    const found = caseload.edges.find(({ node }) => node.name.includes(name));
    if (!found) throw new Error(`${name} is not in care`);
    return found.node.id;
  };
}

async function signInAs(page: Page, persona: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${persona}` }).click();
  await page.waitForURL(/\/(my|desk)\//);
}

/** Writes a turn on a phone, from its intro to shared. */
async function write(page: Page, turnId: string, camera: string): Promise<void> {
  await page.goto(`/my/piece/${turnId}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await answer(page, ['Tired.', 3, camera, `I would like to come back: ${camera}`, null, 'Some tea.']);
  await share(page, clinicianName);
}

/** Opens the own side of what was just shared; answers where that page is. */
async function offer(page: Page, question: string): Promise<string> {
  await page.getByRole('link', { name: 'Open my side' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Open my side' })).toBeVisible();
  await press(page.getByRole('article', { name: question }).getByRole('checkbox'));
  await page.getByRole('button', { name: 'Keep this choice' }).click();
  await expect(page.getByText('Kept. You can change it until it is opened.')).toBeVisible();
  return page.url();
}

/** Holds joint work by a mark in the compartment of one of them, which nobody but the care team ever sees. */
async function hold(desk: Page, clientId: string): Promise<void> {
  await desk.goto(`/desk/clients/${clientId}`);
  await desk.getByRole('button', { name: 'Open it' }).click();
  await desk.getByRole('button', { name: 'Mark something' }).click();
  await press(desk.getByRole('radio', { name: /^Joint work on hold/ }));
  await axe(desk);
  await desk.getByRole('button', { name: 'Mark it' }).click();
  await expect(desk.getByRole('button', { name: 'Lift: Joint work on hold' })).toBeVisible();
}

async function letGo(desk: Page, clientId: string): Promise<void> {
  await desk.goto(`/desk/clients/${clientId}`);
  await desk.getByRole('button', { name: 'Open it' }).click();
  await desk.getByRole('button', { name: 'Lift: Joint work on hold' }).click();
  // A wish that was lifted before stands beside it.
  const held = desk.getByRole('article').filter({ hasText: 'Joint work on hold' });
  await expect(held.getByText(/^lifted on/)).toBeVisible();
}

const camera = 'What would a camera have shown in that moment?';

/** How the pages of somebody look, drawn whole and anew. */
async function looks(page: Page, paths: readonly string[]): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('One moment', { exact: true })).toHaveCount(0);
    await expect(page.getByRole('alert').getByRole('heading')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toHaveCount(0);
    pictures.push(await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' }));
  }
  return pictures;
}

/** The pages of one stay the same to the pixel while others do something. */
async function unchanged(
  page: Page,
  paths: readonly string[],
  acts: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<void> {
  const before = await looks(page, paths);
  // Pictures of a page at rest are equal, so that one that differs says something.
  expect((await looks(page, paths)).map((picture, at) => picture.equals(before[at]!))).not.toContain(false);
  for (const [what, act] of Object.entries(acts)) {
    await act();
    const after = await looks(page, paths);
    for (const [at, path] of paths.entries())
      expect(after[at]!.equals(before[at]!), `${path} after the other ${what}`).toBe(true);
  }
}

test('two write apart, and the clinician opens', async ({ rejoin, open }) => {
  const mara = await Person.ofTheDemo(rejoin.url, 'mara');
  const idOf = await idsOf(mara);
  const { couple } = (await mara.ask(
    'query ($id: ID!) { couple(id: $id) { partners { client { id chosenName } } } }',
    { id: idOf('Dara Quinn and') },
  )) as { couple: { partners: { client: { id: string; chosenName: string } }[] } };
  const work = await given(mara, idOf('Dara Quinn and'));
  const clientOf = (name: string): string =>
    couple.partners.find(({ client }) => client.chosenName.startsWith(name))?.client.id ?? '';
  const turnOf = (name: string): string => work.turns.get(clientOf(name)) ?? '';
  const [{ page: dara }, { page: imani }, { page: desk }] = [
    await open('PHONE'),
    await open('PHONE'),
    await open('DESK'),
  ];
  await signInAs(dara, 'Dara Quinn, Client');
  await signInAs(imani, 'Imani Osei, Client');
  await signInAs(desk, `${clinicianName}, Clinician`);

  const [darasTurn, imanisTurn] = [turnOf('Dara'), turnOf('Imani')];
  await write(dara, darasTurn, 'A pan on the floor.');
  await axe(dara);
  const darasSide = await offer(dara, camera);
  await axe(dara);
  await fits(dara);

  await unchanged(dara, ['/my/', `/my/piece/${darasTurn}`, darasSide], {
    'wrote and shared': () => write(imani, imanisTurn, 'A door that stood open.'),
    'is the one for whose sake it is held': () =>
      unchanged(imani, ['/my/', `/my/piece/${imanisTurn}`], {
        'is not told of the mark': () => hold(desk, clientOf('Imani')),
      }),
    'offered a part of it': () => offer(imani, camera),
    'asked not to open it': async () => {
      const told = imani.waitForResponse((response) => response.url().endsWith('/graphql'));
      await imani.getByRole('button', { name: 'Please do not open this' }).click();
      expect((await told).status()).toBe(200);
    },
  });
  await expect(imani.getByText(/That was not sent/)).toHaveCount(0);

  await test.step('the clinician reads both sides and lifts the wish after a talk; held, it stays shut', async () => {
    await desk.goto(`/desk/couples/${work.coupleId}`);
    const openings = desk.getByRole('region', { name: 'Opening' });
    await expect(openings.getByText('Not to be opened now')).toBeVisible();
    await openings
      .getByRole('listitem')
      .filter({ hasText: 'Not to be opened now' })
      .getByRole('link')
      .click();
    await expect(desk.getByText('A pan on the floor.')).toBeVisible();
    await expect(desk.getByText('A door that stood open.')).toBeVisible();
    await axe(desk);
    await fits(desk);
    await desk.getByRole('button', { name: 'We talked about it' }).click();
    await desk.getByRole('button', { name: 'Yes, lift it' }).click();
    await desk.getByRole('button', { name: 'Open it in this session' }).click();
    await expect(desk.getByRole('alert').getByText('The gate of this couple is shut.')).toBeVisible();
    await expect(desk.getByRole('button', { name: 'Close it now' })).toHaveCount(0);
    await axe(desk);
  });

  await test.step('without the hold it opens', async () => {
    const door = desk.url();
    await letGo(desk, clientOf('Imani'));
    await desk.goto(door);
    await desk.getByRole('button', { name: 'Open it in this session' }).click();
    await expect(desk.getByRole('button', { name: 'Close it now' })).toBeVisible();
    await axe(desk);
  });

  await test.step('it is there for both at once, word for word the same', async () => {
    for (const phone of [dara, imani]) {
      await phone.goto('/my/');
      await expect(phone.getByText('This is open now, for everyone who took part.').first()).toBeVisible();
      // The newest stands first.
      await phone.getByRole('link', { name: 'Read it', exact: true }).first().click();
      await expect(phone.getByText('A pan on the floor.')).toBeVisible();
      await expect(phone.getByText('A door that stood open.')).toBeVisible();
      // What was not offered stays where it was.
      await expect(phone.getByText(/I would like to come back/)).toHaveCount(0);
      await axe(phone);
      await fits(phone);
    }
  });

  await test.step('what one takes back is gone for the other', async () => {
    await imani.getByRole('button', { name: 'Take my side back' }).click();
    await expect(imani.getByText('A door that stood open.')).toHaveCount(0);
    await dara.reload();
    await expect(dara.getByText('A pan on the floor.')).toBeVisible();
    await expect(dara.getByText('A door that stood open.')).toHaveCount(0);
  });

  await test.step('closed, it looks like what never was', async () => {
    await desk.getByRole('button', { name: 'Close it now' }).click();
    await desk.getByRole('button', { name: 'Yes, close it' }).click();
    await expect(desk.getByRole('heading', { name: /^Closed on/ })).toBeVisible();
    for (const phone of [dara, imani]) {
      await phone.reload();
      await expect(phone.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
    }
    // Nor is the page of the one anything to the other.
    await imani.goto(darasSide);
    await expect(imani.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  });
});

/** Writes and shares a turn over the wire, and offers one answer of it. */
async function writtenBy(client: Person, occurrenceId: string, words: string): Promise<void> {
  const lane = randomUUID();
  const body = {
    ...{ formatVersion: 1, language: 'en', size: 'WHOLE', feelsWrong: [], bringIn: [], readers: {} },
    ...{ place: 'LOOK_OVER', visited: ['camera'], answers: { camera: words } },
  };
  await client.act(
    'saveDraft',
    'SaveDraftInput',
    { occurrenceId, lane, baseRevision: 0, body },
    'draft { revision }',
  );
  const { reflection } = (await client.act(
    'submitReflection',
    'SubmitReflectionInput',
    { ...key(), occurrenceId, outcome: 'WHOLE', sharing: 'FOR_SESSION', lane, revision: 1 },
    'reflection { id }',
  )) as { reflection: { id: string } };
  await client.act(
    'offerToOpen',
    'OfferToOpenInput',
    { ...key(), reflectionId: reflection.id, offers: [{ key: 'camera' }] },
    'ownOpening { id }',
  );
}

/** Joint work of people who are in care, with an open gate. */
async function jointWorkOf(clinician: Person, people: ReadonlyMap<string, Person>): Promise<string> {
  const { couple } = (await clinician.act(
    'inviteCouple',
    'InviteCoupleInput',
    {
      ...key(),
      kind: 'OTHER',
      isAdult: true,
      people: [...people.keys()].map((clientId) => ({ clientId })),
    },
    'couple { id }',
  )) as { couple: { id: string } };
  for (const [clientId, person] of people) {
    const { today } = (await person.ask('{ today { agreements { coupleId kind version } } }')) as {
      today: { agreements: { coupleId: string; kind: string; version: number }[] };
    };
    const agreement = today.agreements.find(({ coupleId }) => coupleId === couple.id);
    await person.act(
      'acceptAgreement',
      'AcceptAgreementInput',
      { ...key(), ...agreement },
      'agreements { coupleId }',
    );
    await clinician.act(
      'recordSafetyConversation',
      'RecordSafetyConversationInput',
      {
        ...key(),
        ...{ coupleId: couple.id, clientId, heldOn: new Date().toISOString().slice(0, 10) },
        ...{ isSeenAlone: true, topics: [], verdict: 'GO' },
      },
      'conversation { id }',
    );
  }
  return couple.id;
}

test('three write apart; where one never writes, the others learn nothing of it', async ({
  rejoin,
  open,
}) => {
  const names = ['Noor Haddad', 'Walter Brandt', 'Farid Rahimi'] as const;
  const [mara, ...three] = await Promise.all(
    ['mara', 'noor', 'walter', 'farid'].map((persona) => Person.ofTheDemo(rejoin.url, persona)),
  );
  const [noor, walter, farid] = three;
  if (!mara || !noor || !walter || !farid) throw new Error('Somebody is missing');
  const idOf = await idsOf(mara);
  const ids = names.map(idOf);
  const coupleId = await jointWorkOf(mara, new Map(ids.map((id, at) => [id, three[at]!])));
  const [first, second] = [await given(mara, coupleId), await given(mara, coupleId)];
  const turnIn = (work: Given, at: number): string => work.turns.get(ids[at] ?? '') ?? '';

  const [{ page: phone }, { page: desk }] = [await open('PHONE'), await open('DESK')];
  await signInAs(phone, 'Noor Haddad, Client');
  await signInAs(desk, `${clinicianName}, Clinician`);
  for (const work of [first, second]) await writtenBy(noor, turnIn(work, 0), 'From Noor, a chair.');

  await unchanged(phone, ['/my/', `/my/piece/${turnIn(first, 0)}`, `/my/piece/${turnIn(second, 0)}`], {
    'wrote and offered in both': async () => {
      for (const work of [first, second]) await writtenBy(walter, turnIn(work, 1), 'From Walter, a lamp.');
    },
    'wrote in one, so that all three are in': () =>
      writtenBy(farid, turnIn(first, 2), 'From Farid, a window.'),
  });

  await desk.goto(`/desk/couples/${coupleId}/openings/${second.assignmentId}/once`);
  await expect(desk.getByRole('region', { name: 'Farid Rahimi' }).getByText('not in')).toBeVisible();
  await expect(desk.getByRole('button', { name: /^Open it/ })).toHaveCount(0);

  await desk.goto(`/desk/couples/${coupleId}/openings/${first.assignmentId}/once`);
  await desk.getByRole('button', { name: 'Open it for everyone at home' }).click();
  await desk.getByRole('button', { name: 'Yes, open it at home' }).click();
  await expect(desk.getByRole('button', { name: 'Close it now' })).toBeVisible();

  await phone.goto('/my/');
  await phone.getByRole('link', { name: 'Read it', exact: true }).first().click();
  for (const words of ['a chair', 'a lamp', 'a window'])
    await expect(phone.getByText(words, { exact: false })).toBeVisible();
  await expect(phone.getByRole('article')).toHaveCount(3);
});
