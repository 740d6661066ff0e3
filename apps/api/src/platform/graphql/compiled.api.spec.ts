import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Kind, parse } from 'graphql';
import { startApp, type TestApp } from '../../../test/app.js';
import { buildAssignment, buildDraft, draftBody, type Member } from '../../../test/factories.js';
import { type Answer, Browser } from '../../../test/gql.js';
import { pair } from '../../../test/scenario.js';

/** What the portal asks is answered by compiled documents, and must be answered as GraphQL's own executor does. */

const documents = Object.entries(
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('@rejoin/schema/trusted-documents.json'), 'utf8'),
  ) as Record<string, string>,
).map(([id, text]) => {
  const [, kind = '', name = ''] = /(query|mutation) (\w+)/.exec(text) ?? [];
  return { id, text, kind, name };
});

let executed: TestApp;
let compiled: TestApp;
let members: [string, Member | null][];
let ids: Record<string, string>;
let revision: number;

beforeAll(async () => {
  executed = await startApp();
  compiled = await startApp({ ADHOC_GRAPHQL: 'off' }, executed.urls);
  const { clinician, client } = await pair(executed);
  const { occurrenceId } = await buildAssignment(executed, clinician, client, { rationale: 'For you.' });
  const draft = await buildDraft(executed, client, occurrenceId, draftBody());
  revision = draft.revision;
  ids = { occurrenceId, clientId: client.clientId, lane: draft.lane };
  members = [
    ['the clinician', clinician],
    ['the client', client],
    ['nobody', null],
  ];
}, 60_000);
afterAll(async () => {
  await compiled.close();
  await executed.close();
});

const ask = (test: TestApp, member: Member | null, id: string, variables: unknown): Promise<Answer> =>
  new Browser(test, member?.browser.cookie ?? null).post(JSON.stringify({ documentId: id, variables }));

/**
 * Without what each answer makes up. Of several fields at the root that are refused, either may be the one that is told; all
 * else is compared as it is.
 */
const comparable = ({ status, body, data, errors }: Answer, rootCount: number): unknown[] => {
  const plain = body.replace(/"requestId":"[^"]*"/g, '"requestId":"x"');
  const isRefused = data === null && errors.length > 0;
  return [status, isRefused && rootCount > 1 ? plain.replace(named, '') : plain];
};
/** By which a refusal names its field at the root. */
const named = /"path":\["\w+"\],/g;

/** How many things a document asks for at once. */
const rootCountOf = (text: string): number =>
  parse(text).definitions.reduce(
    (count, definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? count + definition.selectionSet.selections.length
        : count,
    0,
  );

const agreed = { kind: 'NO_SECRETS', version: 1 };

/** All a query may be asked with: what there is, what there is not, and what no variable can be. */
const variablesOf = (name: string, text: string): unknown[] => {
  const needed = [...text.matchAll(/\$(\w+): ID!/g)].map(([, variable = '']) => variable);
  const every = (id: () => string): Record<string, string> =>
    Object.fromEntries(needed.map((variable) => [variable, id()]));
  const first = { ...every(randomUUID), first: 5 };
  const known = { ...ids, id: name === 'OccurrenceScreen' ? ids.occurrenceId : ids.clientId };
  return [
    { ...first, ...known, slug: 'pause-before-the-spiral', slot: 'once', token: 'none', ...agreed },
    { ...first, slug: 'none', slot: 'none', token: '', role: 'CLIENT', ...agreed, version: 999 },
    { ...every(() => ''), first: 5, after: 'x', slug: '', slot: '', token: '', ...agreed, version: -1 },
  ];
};

it('knows the portal’s documents', () => {
  expect(documents.length).toBeGreaterThan(50);
  for (const { id, text } of documents)
    expect(id.replace('sha256:', '')).toBe(createHash('sha256').update(text).digest('hex'));
});

it.each(documents.filter(({ kind }) => kind === 'query'))(
  '$name is answered alike',
  async ({ name, id, text }) => {
    const rootCount = rootCountOf(text);
    for (const [who, member] of members)
      for (const variables of variablesOf(name, text)) {
        const wanted = comparable(await ask(executed, member, id, variables), rootCount);
        for (const time of ['executed', 'compiled', 'again'])
          expect([who, time, ...comparable(await ask(compiled, member, id, variables), rootCount)]).toEqual([
            who,
            time,
            ...wanted,
          ]);
      }
  },
);

it('variables of the wrong kind are refused with the same code, compiled or not', async () => {
  const occurrence = documents.find(({ name }) => name === 'OccurrenceScreen')?.id ?? '';
  const replies = documents.find(({ name }) => name === 'RepliesScreen')?.id ?? '';
  const [, [, client] = ['', null]] = members;
  for (const [id, variables] of [
    [occurrence, {}],
    [occurrence, { id: null }],
    [occurrence, { id: ['x'] }],
    [occurrence, { id: { a: 1 } }],
    [replies, { first: 'x' }],
    [replies, { first: 1.5 }],
    [replies, { first: 99_999 }],
    [replies, undefined],
  ] as const) {
    const wanted = await ask(executed, client, id, variables);
    const code = ({ status, errors }: Answer) => [status, errors[0]?.extensions.code];
    for (let time = 0; time < 3; time += 1)
      expect([variables, ...code(await ask(compiled, client, id, variables))]).toEqual([
        variables,
        ...code(wanted),
      ]);
  }
});

it('a change is made once, and refused in the same words', async () => {
  const save = documents.find(({ name }) => name === 'SaveDraft')?.id ?? '';
  const [, [, client] = ['', null]] = members;
  const input = { occurrenceId: ids.occurrenceId, lane: ids.lane, body: draftBody({ closing: 'Later.' }) };
  for (let time = 0; time < 4; time += 1) {
    const { data } = await ask(compiled, client, save, {
      input: { ...input, baseRevision: revision + time },
    });
    expect(data?.saveDraft).toMatchObject({
      draft: { revision: revision + time + 1, lane: ids.lane },
      userErrors: [],
    });
  }
  for (const wrong of [
    { ...input, baseRevision: 1, body: { nothing: 'of it' } },
    { ...input, baseRevision: -1 },
    { ...input, baseRevision: 1, lane: 'x'.repeat(101) },
    { ...input, baseRevision: 1, occurrenceId: randomUUID() },
    { ...input, baseRevision: 1, body: { a: { constructor: 1 } } },
    { ...input, baseRevision: 1, unknown: 1 },
  ]) {
    const wanted = comparable(await ask(executed, client, save, { input: wrong }), 1);
    expect(comparable(await ask(compiled, client, save, { input: wrong }), 1)).toEqual(wanted);
  }
});
