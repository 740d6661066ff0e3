import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../../../test/app.js';
import { buildAssignment, buildDraft, draftBody, type Member } from '../../../test/factories.js';
import type { Answer } from '../../../test/gql.js';
import { pair } from '../../../test/scenario.js';
import { StatementRecorder } from '../../../test/statements.js';

/** Who somebody is may be remembered for a moment; that they are signed in never is. */

let test: TestApp;
let recorder: StatementRecorder;
beforeAll(async () => {
  recorder = new StatementRecorder();
  test = await startApp();
});
afterAll(async () => {
  recorder.stop();
  await test.close();
});

/** What is done to a sign-in behind the server's back. */
const ends: Record<string, (member: Member) => Promise<unknown>> = {
  'was ended': ({ membershipId }) =>
    test.sql.query('update auth.sign_ins set ended_at = now() where active_membership_id = $1', [
      membershipId,
    ]),
  'was idle for too long': ({ membershipId }) =>
    test.sql.query(
      `update auth.sign_ins set last_seen_at = now() - interval '31 minutes' where active_membership_id = $1`,
      [membershipId],
    ),
  'began too long ago': ({ membershipId }) =>
    test.sql.query(
      `update auth.sign_ins set started_at = now() - interval '25 hours' where active_membership_id = $1`,
      [membershipId],
    ),
  'is a short one, and was idle for too long': ({ membershipId }) =>
    test.sql.query(
      `update auth.sign_ins set short_since = now(), last_seen_at = now() - interval '11 minutes' where active_membership_id = $1`,
      [membershipId],
    ),
  'is a short one, and began too long ago': ({ membershipId }) =>
    test.sql.query(
      `update auth.sign_ins set short_since = now() - interval '121 minutes' where active_membership_id = $1`,
      [membershipId],
    ),
  'has another token': ({ membershipId }) =>
    test.sql.query('update auth.sign_ins set token_hash = $2 where active_membership_id = $1', [
      membershipId,
      Buffer.from(randomUUID()),
    ]),
  'acts as somebody else': ({ membershipId }) =>
    test.sql.query(
      'update auth.sign_ins set active_membership_id = gen_random_uuid() where active_membership_id = $1',
      [membershipId],
    ),
  'is of a membership that was suspended': ({ membershipId }) =>
    test.sql.query('update memberships set suspended_at = now() where id = $1', [membershipId]),
};

async function people() {
  const { clinician, client } = await pair(test);
  const { occurrenceId } = await buildAssignment(test, clinician, client, { rationale: 'For you.' });
  const draft = await buildDraft(test, client, occurrenceId, draftBody());
  const save = (revision: number, body: unknown) => ({
    query:
      'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { draft { revision } userErrors { code } } }',
    variables: { input: { occurrenceId, lane: draft.lane, baseRevision: revision, body } },
  });
  const asks: [Member, { query: string; variables?: Record<string, unknown> }][] = [
    [client, { query: '{ today { clinicianName } }' }],
    [client, { query: '{ replies(first: 5) { edges { cursor } } }' }],
    [
      client,
      { query: 'query ($id: ID!) { occurrence(id: $id) { rationale } }', variables: { id: occurrenceId } },
    ],
    // What fails before there is a transaction.
    [client, { query: 'query ($id: ID!) { occurrence(id: $id) { id } }', variables: { id: 'no id' } }],
    [client, save(draft.revision, draftBody({ closing: 'Later.' }))],
    [client, save(draft.revision, { nothing: 'of this exercise' })],
    [client, { query: '{ toRead(first: 5) { edges { cursor } } }' }],
    [clinician, { query: '{ caseload(first: 5) { edges { node { name } } } }' }],
    [clinician, { query: '{ toRead(first: 5, after: "x") { edges { cursor } } }' }],
    [
      clinician,
      { query: 'query ($id: ID!) { client(id: $id) { chosenName } }', variables: { id: client.clientId } },
    ],
    [
      clinician,
      { query: 'query ($id: ID!) { reflection(id: $id) { id } }', variables: { id: randomUUID() } },
    ],
    [clinician, { query: '{ today { clinicianName } }' }],
  ];
  const ask = ([member, { query, variables }]: (typeof asks)[number]): Promise<Answer> =>
    member.browser.send(query, variables);
  return { clinician, client, asks, ask };
}

const codeOf = ({ errors }: Answer) => errors[0]?.extensions.code;

it.each(Object.keys(ends))('a sign-in that %s acts at once', async (how) => {
  const { clinician, client, asks, ask } = await people();
  const before = [];
  for (const one of asks) before.push(codeOf(await ask(one)));
  expect(before).not.toContain('UNAUTHENTICATED');
  for (const member of [clinician, client]) await ends[how]?.(member);
  for (const one of asks) {
    const answer = await ask(one);
    expect([one[1].query, codeOf(answer)]).toEqual([one[1].query, 'UNAUTHENTICATED']);
    expect(answer.data ?? {}).not.toMatchObject({ saveDraft: {} });
  }
  const { data } = await client.browser.send('{ today { clinicianName } viewer { id } }');
  expect(data?.viewer ?? null).toBeNull();
});

it('one that is remembered is looked up by the statement that needs it, and counts as being there', async () => {
  const { client, asks, ask } = await people();
  const [today] = asks;
  if (!today) throw new Error('Nothing is asked.');
  await ask(today);
  const seen = async () =>
    (
      await test.sql.query<{ is_now: boolean }>(
        `select last_seen_at > now() - interval '5 seconds' as is_now from auth.sign_ins where active_membership_id = $1`,
        [client.membershipId],
      )
    ).rows[0]?.is_now;
  await test.sql.query(
    `update auth.sign_ins set last_seen_at = now() - interval '5 minutes' where active_membership_id = $1`,
    [client.membershipId],
  );
  const background = await client.browser.send(
    '{ today { clinicianName } }',
    {},
    { headers: { 'x-rejoin-background': '1' } },
  );
  expect(background.errors).toEqual([]);
  expect(await seen()).toBe(false);
  const sent = await recorder.during(() => ask(today));
  expect(sent.map(({ name }) => name)).toEqual(['context.signIn', 'reflections.today']);
  expect(await seen()).toBe(true);
});

it('the language that was chosen elsewhere a moment ago is spoken at once, and a browser’s wish is heard every time', async () => {
  const { client, asks, ask } = await people();
  const [, , turn] = asks;
  if (!turn) throw new Error('Nothing is asked.');
  const spoken = async (wishes: string): Promise<unknown> => {
    const query = 'query ($id: ID!) { occurrence(id: $id) { language } }';
    const headers = { 'accept-language': wishes };
    return (await client.browser.send(query, turn[1].variables, { headers })).data?.occurrence.language;
  };
  await client.browser.ask(
    'mutation ($input: DeleteDraftInput!) { deleteDraft(input: $input) { occurrenceId } }',
    {
      input: { occurrenceId: turn[1].variables?.id, idempotencyKey: randomUUID() },
    },
  );
  await ask(turn);
  expect([await spoken('es'), await spoken('en')]).toEqual(['es', 'en']);
  await test.sql.query(`update clients set language = 'es' where id = $1`, [client.clientId]);
  expect(await spoken('en')).toBe('es');
  await test.sql.query(`update clients set language = null where id = $1`, [client.clientId]);
  expect(await spoken('en')).toBe('en');
});
