import { startApp, type TestApp } from '../../test/app.js';
import { tableChecksums } from '../../test/database.js';
import { buildClient, buildMember, buildPractice } from '../../test/factories.js';
import { Browser } from '../../test/gql.js';
import { clearDemo } from '../operator/practices.js';
import { demoPersonas, personaOf } from './demo-personas.js';
import { loadDemo } from './load-demo.js';

let test: TestApp;
let before: Record<string, string>;
/** Around its loading. */
let loading: [from: Date, until: Date];

/** What the queue learns once and keeps: the names of its tasks. */
const learned = ['graphile_worker._private_tasks'];

beforeAll(async () => {
  test = await startApp({ DEMO: 'on' });
  // A practice beside the demo, with a mail of its own on the way: nothing of it is touched.
  const clinician = await buildMember(test, await buildPractice(test), 'CLINICIAN');
  await buildClient(test, clinician);
  before = await tableChecksums(test.sql, learned);
  const from = new Date(Date.now() - 10 * 60_000);
  expect(await loadDemo(test.config, { onlyIfEmpty: false })).toBe(true);
  loading = [from, new Date()];
}, 60_000);
afterAll(() => test.close());

async function as(key: string): Promise<Browser> {
  const browser = new Browser(test);
  const { viewer } = await browser.do('signInAsDemoPersona', { key }, 'viewer { role name }');
  expect(viewer).toEqual({ role: personaOf(key).role, name: personaOf(key).name });
  return browser;
}

/** The nodes of a connection. */
const nodes = (connection: unknown) =>
  (connection as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node);

it('lists its people on the sign-in page', async () => {
  const { demo } = await new Browser(test).ask('{ demo { personas { key name role about } } }');
  expect(demo.personas).toEqual(
    demoPersonas.map(({ key, name, role, about }) => ({ key, name, role, about })),
  );
});

it.each([
  // Each has something to do, something to look back at, and the last words of a clinician.
  ['noor', { toDo: 2, begun: 1, later: 0, weekly: 0, happens: 1, shared: 8 }],
  ['dara', { toDo: 3, begun: 1, later: 1, weekly: 1, happens: 0, shared: 6 }],
  ['imani', { toDo: 2, begun: 0, later: 1, weekly: 1, happens: 0, shared: 5 }],
  ['walter', { toDo: 1, begun: 0, later: 0, weekly: 0, happens: 0, shared: 3 }],
  ['rafael', { toDo: 3, begun: 0, later: 2, weekly: 1, happens: 0, shared: 5 }],
  ['leonie', { toDo: 1, begun: 0, later: 0, weekly: 0, happens: 0, shared: 3 }],
  ['farid', { toDo: 1, begun: 0, later: 1, weekly: 0, happens: 0, shared: 2 }],
])('Today of %s', async (key, expected) => {
  const { today } = await (
    await as(key)
  ).ask(
    '{ today { agreements { coupleId } nextSession { at } occurrences { sitting rhythm { kind } leftOffAt } whenItHappens { readyId } shared { submittedAt } latestReply { id } } }',
  );
  const turns = today.occurrences as {
    sitting: string;
    rhythm: { kind: string };
    leftOffAt: string | null;
  }[];
  expect({
    toDo: turns.length,
    begun: turns.filter(({ leftOffAt }) => leftOffAt).length,
    later: turns.filter(({ sitting }) => sitting !== 'FIRST').length,
    weekly: turns.filter(({ rhythm }) => rhythm.kind === 'WEEKLY').length,
    happens: (today.whenItHappens as unknown[]).length,
    shared: (today.shared as unknown[]).length,
  }).toEqual(expected);
  expect(today).toMatchObject({ agreements: [], latestReply: { id: expect.any(String) } });
  expect(Date.parse(today.nextSession.at as string)).toBeGreaterThan(Date.now());
});

it.each([
  [
    'mara',
    [
      ['Dara Quinn and Imani Osei', 'COUPLE', 'ACTIVE', 4, 0],
      ['Farid Rahimi', 'INDIVIDUAL', 'ACTIVE', 0, 0],
      ['Noor Haddad', 'INDIVIDUAL', 'ACTIVE', 1, 1],
      ['Sunniva Aas', 'INDIVIDUAL', 'INVITED', 0, 0],
      ['Walter Brandt', 'INDIVIDUAL', 'ACTIVE', 1, 1],
    ],
    [
      ['Walter Brandt', true, 'FOR_SESSION'],
      ['Noor Haddad', false, 'READ_BEFORE'],
    ],
  ],
  [
    'teo',
    [
      ['Bo Sandberg', 'INDIVIDUAL', 'SUSPENDED', 0, 0],
      ['Farid Rahimi and Leonie Baum', 'COUPLE', 'ACTIVE', 0, 0],
      ['Leonie Baum', 'INDIVIDUAL', 'ACTIVE', 1, 1],
      ['Rafael Duarte', 'INDIVIDUAL', 'ACTIVE', 1, 0],
    ],
    [['Leonie Baum', false, 'READ_BEFORE']],
  ],
])('the desk of %s', async (key, rows, waiting) => {
  const desk = await (
    await as(key)
  ).ask(
    `{ caseload(first: 50) { edges { node { name kind accountState waitsForSessionCount toReadCount } } }
       toRead(first: 50) { edges { node { clientName isMarked sharing isRead } } } }`,
  );
  expect(nodes(desk.caseload).map((row) => Object.values(row))).toEqual(rows);
  expect(nodes(desk.toRead).map((row) => Object.values(row))).toEqual(waiting.map((row) => [...row, false]));
});

it('has a couple with an open gate, each with a room of their own', async () => {
  const mara = await as('mara');
  const couple = await coupleOf(mara, 'Dara Quinn and Imani Osei');
  expect(couple).toMatchObject({
    label: 'The Kettle Committee',
    status: 'ACTIVE',
    isGateOpen: true,
    agreement: 'LIMITED_SECRETS',
    viewerCanAssign: true,
  });
  const given = (
    couple.assignments as { exerciseSlug: string; turns: unknown[]; reflections: unknown[] }[]
  ).map(({ exerciseSlug, turns, reflections }) => [exerciseSlug, turns.length, reflections.length]);
  expect(given).toEqual([
    ['name-impact-return', 2, 1],
    ['pause-with-a-return-time', 2, 2],
    ['pause-before-the-spiral', 2, 4],
    ['own-it-kindly', 1, 2],
    ['ways-back-in', 2, 2],
  ]);
  for (const { client } of couple.partners as { client: { id: string } }[]) {
    const { safety } = await mara.ask(
      'query ($id: ID!) { safety(clientId: $id) { conversations { verdict } agreements { kind acceptedAt } } }',
      { id: client.id },
    );
    expect(safety).toEqual({
      conversations: [{ verdict: 'GO' }],
      agreements: [{ kind: 'LIMITED_SECRETS', acceptedAt: expect.any(String) }],
    });
  }
});

it.each([
  ['rafael', 'Coming Back as a Parent', 2, 5, 'Coming back after a blow-up'],
  // Two weeks of it are left out: what they give has been done before.
  ['dara', 'Repair Basics for Two', 1, 4, 'Name, reach, return'],
  ['imani', 'Repair Basics for Two', 1, 4, 'Name, reach, return'],
])('has %s on the way through a program', async (key, title, openedCount, weekCount, weekTitle) => {
  const { today } = await (
    await as(key)
  ).ask('{ today { programs { title openedCount weekCount weekTitle line } } }');
  expect(today.programs).toEqual([
    { title, openedCount, weekCount, weekTitle, line: expect.stringMatching(/\w/) },
  ]);
});

it('has something that is open to both of a couple, and something that is ready to be opened', async () => {
  const mara = await as('mara');
  const { id } = await coupleOf(mara, 'Dara Quinn and Imani Osei');
  const { openings } = await mara.ask(
    'query ($id: ID!) { openings(coupleId: $id) { title openedAt viewerCanOpen } }',
    { id },
  );
  const standing = (openings as { title: string; openedAt: string | null; viewerCanOpen: boolean }[]).map(
    ({ title, openedAt, viewerCanOpen }) => [title, openedAt !== null, viewerCanOpen],
  );
  expect(standing).toEqual([
    ['Name, Reach, Return', false, false],
    ['A Pause With a Return Time', false, true],
    ['Ways Back In', true, false],
  ]);
  for (const key of ['dara', 'imani']) {
    const { today } = await (await as(key)).ask('{ today { opened { id title } } }');
    expect(today.opened).toEqual([{ id: expect.any(String), title: 'Ways Back In' }]);
    const { jointPart } = await (
      await as(key)
    ).ask('query ($id: ID!) { jointPart(id: $id) { closesAt releases { isOwn } } }', {
      id: today.opened[0].id as string,
    });
    expect(new Set((jointPart.releases as { isOwn: boolean }[]).map(({ isOwn }) => isOwn)).size).toBe(2);
    expect(Date.parse(jointPart.closesAt as string)).toBeGreaterThan(Date.now());
  }
});

it('has a couple that has ended: nothing new is given, and what each wrote is still there', async () => {
  const couple = await coupleOf(await as('teo'), 'Farid Rahimi and Leonie Baum');
  expect(couple).toMatchObject({ status: 'ENDED', isGateOpen: false, viewerCanAssign: false });
  for (const key of ['leonie', 'farid']) {
    const client = await as(key);
    const { today } = await client.ask('{ today { shared { id title } } }');
    const own = (today.shared as { id: string; title: string }[]).find(
      ({ title }) => title === 'Ways Back In',
    );
    const { occurrence } = await client.ask(
      'query ($id: ID!) { occurrence(id: $id) { reflection { answers { key } } } }',
      { id: own?.id },
    );
    expect(occurrence.reflection.answers.length).toBeGreaterThan(2);
  }
});

it('has a reply that was taken back, another in its place, and words that were added after reading', async () => {
  const { replies } = await (await as('rafael')).ask('{ replies { edges { node { text takenBackAt } } } }');
  expect(nodes(replies)).toEqual([
    { text: expect.any(String), takenBackAt: null },
    { text: null, takenBackAt: expect.any(String) },
  ]);
  const { rows } = await test.sql.query<{ name: string; is_answered: boolean }>(
    `select c.chosen_name as name, exists (select 1 from replies re where re.reflection_id = a.reflection_id and re.sent_at < a.written_at) as is_answered
     from addenda a join clients c on c.id = a.client_id order by 1`,
  );
  expect(rows).toEqual([
    { name: 'Noor Haddad', is_answered: true },
    { name: 'Rafael Duarte', is_answered: true },
  ]);
});

it('has an office that sees who is there, and in what state', async () => {
  const { practice, people } = await (
    await as('ines')
  ).ask(
    `{ practice { agreement setUpWarnings } people(first: 50) { edges { node { name role state courses { clinicianName } } } } }`,
  );
  expect(practice).toEqual({ agreement: 'LIMITED_SECRETS', setUpWarnings: [] });
  const everybody = nodes(people) as { name: string; state: string; courses: { clinicianName: string }[] }[];
  expect(everybody).toHaveLength(13);
  expect(everybody.filter(({ state }) => state !== 'ACTIVE').map(({ name, state }) => [name, state])).toEqual(
    [
      ['Bo Sandberg', 'SUSPENDED'],
      ['Sunniva Aas', 'INVITED'],
    ],
  );
  const treatedBy = everybody.find(({ name }) => name === 'Farid Rahimi')?.courses;
  expect(treatedBy?.map(({ clinicianName }) => clinicianName).sort()).toEqual([
    'Dr. Mara Lindqvist',
    'Teo Almeida',
  ]);
  // Whoever has two roles chooses which one acts.
  await as('mara-admin');
});

it('has an exercise of its own, which both clinicians find and no client', async () => {
  const own = '{ ownExercises { title scope version hasDraft isMine } library { title origin } }';
  for (const [key, isMine] of [
    ['mara', true],
    ['teo', false],
  ] as const) {
    const { ownExercises, library } = await (await as(key)).ask(own);
    const title = 'Pause Before You Send';
    expect(ownExercises).toEqual([{ title, scope: 'PRACTICE', version: 1, hasDraft: false, isMine }]);
    expect(library).toContainEqual({ title, origin: 'PRACTICE' });
  }
});

it('happened in the past: no time in it is of its loading', async () => {
  const { rows: columns } = await test.sql.query<{ name: string; column: string }>(
    `select c.relname as name, a.attname as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'practice_id')`,
  );
  const found: string[] = [];
  for (const { name, column } of columns) {
    const { rowCount } = await test.sql.query(
      `select 1 from ${name} where practice_id = (select id from practices where is_demo) and ${column} between $1 and $2 limit 1`,
      loading,
    );
    if (rowCount) found.push(`${name}.${column}`);
  }
  expect(columns.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

it('is loaded once, and cleared without a trace', async () => {
  expect(await loadDemo(test.config, { onlyIfEmpty: false })).toBe(false);
  expect(await loadDemo(test.config, { onlyIfEmpty: true })).toBe(false);
  expect(await clearDemo(test.owner)).toBe(1);
  expect(await tableChecksums(test.sql, learned)).toEqual(before);
  expect(await clearDemo(test.owner)).toBe(0);
}, 60_000);

async function coupleOf(clinician: Browser, name: string) {
  const { caseload } = await clinician.ask('{ caseload(first: 50) { edges { node { id name } } } }');
  const row = nodes(caseload).find((one) => one.name === name);
  const { couple } = await clinician.ask(
    `query ($id: ID!) { couple(id: $id) { id label status isGateOpen agreement viewerCanAssign partners { client { id } }
       assignments { exerciseSlug turns { id } reflections { id } } } }`,
    { id: row?.id },
  );
  return couple as Record<string, unknown>;
}
