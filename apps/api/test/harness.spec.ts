import { startApp, type TestApp } from './app.js';
import { tableChecksums } from './database.js';
import { password } from './factories.js';
import { Browser } from './gql.js';
import { type Scenario, scenario } from './scenario.js';

let test: TestApp;
let the: Scenario;

beforeAll(async () => {
  test = await startApp();
  the = await scenario(test);
});
afterAll(() => test.close());

describe('the harness', () => {
  it('signs people in as who they are', async () => {
    for (const person of [the.admin, the.clinician, the.client, the.strangers.clinician]) {
      const { viewer } = await person.browser.ask('{ viewer { id role practice { id } } }');
      expect(viewer).toEqual({
        id: person.membershipId,
        role: person.role,
        practice: { id: person.practiceId },
      });
    }
  });

  it('knows the password of its accounts', async () => {
    const browser = new Browser(test);
    await browser.do('signIn', { email: the.client.email, password }, 'viewer { id }');
    expect((await browser.ask('{ viewer { id } }')).viewer).toEqual({ id: the.client.membershipId });
  });

  it('suspends whom it says', async () => {
    for (const person of [the.suspendedClient, the.suspendedClinician])
      expect((await person.browser.ask('{ viewer { id } }')).viewer).toBeNull();
  });

  it('holds work in every state', async () => {
    const { client } = await the.clinician.browser.ask(
      'query ($id: ID!) { client(id: $id) { assignments { id reflections { state sharing } } } }',
      { id: the.client.clientId },
    );
    const { assignments } = client as {
      assignments: { reflections: { state: string; sharing: string }[] }[];
    };
    expect(
      assignments.map(({ reflections }) => reflections.map((one) => `${one.state} ${one.sharing}`)),
    ).toEqual(
      expect.arrayContaining([
        [],
        [],
        ['SUBMITTED FOR_SESSION'],
        ['SUBMITTED READ_BEFORE'],
        ['REVIEWED FOR_SESSION'],
      ]),
    );
  });

  it('sees a change of one row in its checksums', async () => {
    const before = await tableChecksums(test.sql);
    expect(await tableChecksums(test.sql)).toEqual(before);
    await the.client.browser.do(
      'saveDraft',
      {
        occurrenceId: the.work.notBegun.occurrenceId,
        lane: 'b3b1f2de-6c0a-4a3e-9c57-0d1f2a3b4c5d',
        baseRevision: 0,
        body: {
          formatVersion: 1,
          language: 'en',
          size: 'WHOLE',
          answers: {},
          feelsWrong: [],
          readers: {},
          bringIn: [],
          place: 'INTRO',
        },
      },
      'draft { revision }',
    );
    const after = await tableChecksums(test.sql);
    expect(
      Object.keys(after)
        .filter((table) => after[table] !== before[table])
        .sort(),
    ).toEqual(['public.drafts', 'public.reflections']);
  });
});
