// Each exercise from its intro to shared on a phone, then as its clinician reads it and prints it. A few of them here; all
// of them by `npm run battery -- walk`.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { exerciseFiles } from '@rejoin/library';
import { type ExerciseDefinition, parseDefinition } from '@rejoin/domain';
import { parse } from 'yaml';
import { Person } from '../../../tools/wire.mjs';
import { press } from './acts.js';
import { answersAnything, axe, expect, fits, test } from './rejoin.js';

test.use({ actionTimeout: 10_000, installation: [answersAnything, { scope: 'worker' }] });

const exercises = exerciseFiles.map((file): ExerciseDefinition => {
  const parsed = parseDefinition(parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${file.pathname} does not parse`);
  return parsed.definition;
});

/** A letter, two voices, piles, and one from two sides: what the other stories do not walk. The battery walks all. */
const few = ['letter-after-a-miss', 'critic-and-ally', 'order-of-repair', 'meant-and-landed'];
const walked = process.env.WALK === 'all' ? exercises : exercises.filter(({ slug }) => few.includes(slug));

for (const exercise of walked)
  test(`${exercise.slug}, from its intro to shared, reading and print`, async ({ page, open, rejoin }) => {
    test.setTimeout(180_000);
    const { turnId, clientKey } = await given(rejoin.url, exercise);
    await page.goto('/');
    await page.getByRole('button', { name: `Sign in as ${clientKey}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible();
    await page.goto(`/my/piece/${turnId}`);
    await expect(page.getByRole('heading', { level: 1, name: exercise.title.en })).toBeVisible();
    await axe(page);
    await fits(page);
    await begin(page);
    let steps = 0;
    for (
      ;
      steps < 40 && !(await page.getByRole('heading', { name: 'Look it over' }).isVisible());
      steps += 1
    ) {
      await axe(page);
      await fits(page);
      await sayWhatIsAsked(page);
      await goOn(page, steps);
    }
    expect(steps).toBeGreaterThan(0);
    await axe(page);
    await fits(page);
    await page.getByRole('button', { name: /^Share with / }).click();
    await expect(page.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
    await page.goto(`/my/piece/${turnId}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await axe(page);
    await onPaper(page);

    const { page: desk } = await open('DESK');
    await desk.goto('/');
    await desk.getByRole('button', { name: 'Sign in as Dr. Mara Lindqvist, Clinician' }).click();
    await desk.waitForURL(/\/desk\//);
    await desk.goto(`/desk/reflections/${await sharedIn(rejoin.url, turnId)}`);
    await expect(desk.getByRole('heading', { level: 1 })).toContainText(exercise.title.en);
    await axe(desk);
    await onPaper(desk);
  });

/** Past "are you steady enough" where it is asked. */
async function begin(page: Page): Promise<void> {
  const steady = page.getByRole('button', { name: 'Steady enough, begin' });
  await ((await steady.isVisible()) ? steady : page.getByRole('button', { name: 'Begin' })).click();
  await expect(page.getByText('Step 1 of')).toBeVisible();
}

/** Answers whatever stands on the screen: words in every field, the first of every choice, the middle of every scale. */
async function sayWhatIsAsked(page: Page): Promise<void> {
  const main = page.getByRole('main');
  for (const group of await main.getByRole('radiogroup').all()) {
    const radios = group.getByRole('radio');
    await press(radios.nth((await radios.count()) > 10 ? 5 : 0));
  }
  const tick = main.getByRole('checkbox').first();
  if (await tick.isVisible()) await press(tick);
  for (const field of await main.getByRole('textbox').all())
    if (await isBlank(field)) await field.fill('A few words.');
}

const isBlank = async (field: Locator): Promise<boolean> =>
  (await field.isVisible()) && (await field.isEditable()) && (await field.inputValue()) === '';

async function goOn(page: Page, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(
    page.getByText(`Step ${String(steps + 2)} of`).or(page.getByRole('heading', { name: 'Look it over' })),
  ).toBeVisible();
}

/** On paper nothing is left that can only be pressed, and what was written is there. */
async function onPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const button of await page.getByRole('main').getByRole('button').all())
    await expect(button).toBeHidden();
  await page.emulateMedia({ media: null });
}

/** Gives an exercise where it belongs, begun in the room, and tells whose turn it is. */
async function given(
  url: string,
  exercise: ExerciseDefinition,
): Promise<{ turnId: string; clientKey: string }> {
  const clinician = await Person.ofTheDemo(url, 'mara');
  const isForTwo = exercise.tracks.includes('COUPLE');
  const { caseload } = (await clinician.ask(
    '{ caseload(first: 50) { edges { node { id kind name } } } }',
  )) as {
    caseload: { edges: { node: { id: string; kind: string; name: string } }[] };
  };
  const row = caseload.edges
    .map(({ node }) => node)
    .find(({ kind, name }) =>
      isForTwo ? kind === 'COUPLE' && name.includes('Dara') : name === 'Walter Brandt',
    );
  const kind = isForTwo ? 'couple' : 'client';
  const people = isForTwo ? 'partners { client { id chosenName } }' : '';
  const found = (await clinician.ask(`query ($id: ID!) { ${kind}(id: $id) { episode { id } ${people} } }`, {
    id: row?.id,
  })) as Record<
    string,
    { episode: { id: string }; partners?: { client: { id: string; chosenName: string } }[] }
  >;
  const partners = found[kind]?.partners ?? [];
  const roles = [...new Set(exercise.steps.flatMap(({ role }) => (role ? [role] : [])))];
  const { assignment } = (await clinician.act(
    'assignExercise',
    'AssignExerciseInput',
    {
      idempotencyKey: randomUUID(),
      episodeId: found[kind]?.episode.id,
      exerciseSlug: exercise.slug,
      due: 'NONE',
      isStartedNow: true,
      ...(roles.length === 0
        ? {}
        : {
            roles: partners.map(({ client }, at) => ({
              clientId: client.id,
              role: roles[at % roles.length],
            })),
          }),
    },
    'assignment { turns { id clientName } }',
  )) as { assignment: { turns: { id: string; clientName: string }[] } };
  const name = isForTwo ? 'Dara Quinn' : 'Walter Brandt';
  const turn = assignment.turns.find(({ clientName }) => clientName === name);
  if (!turn) throw new Error(`${exercise.slug} was given to nobody`);
  return { turnId: turn.id, clientKey: `${name}, Client` };
}

/** The reflection that was shared in a turn, as its client knows it. */
async function sharedIn(url: string, turnId: string): Promise<string> {
  for (const key of ['walter', 'dara']) {
    const client = await Person.ofTheDemo(url, key);
    const found = (await client
      .ask('query ($id: ID!) { occurrence(id: $id) { reflection { id } } }', { id: turnId })
      .catch(() => null)) as { occurrence: { reflection: { id: string } | null } | null } | null;
    const id = found?.occurrence?.reflection?.id;
    if (id) return id;
  }
  throw new Error(`Nothing was shared in ${turnId}`);
}
