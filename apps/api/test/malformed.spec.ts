import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { Links } from '../src/platform/mail/index.js';
import { operations } from '../src/policy.js';
import { startApp, type TestApp } from './app.js';
import { tableChecksums } from './database.js';
import {
  buildAssignment,
  buildReflection,
  canary,
  draftBody,
  fullBody,
  type Member,
  ownWords,
  password,
  publishAgreement,
  writeAgreement,
} from './factories.js';
import { type Answer, Browser, mutationOf } from './gql.js';
import { schemaOf, wholeDocument } from './operations.js';
import { inputOf, openInvitation, recipes, type World } from './recipes.js';
import { pair, type Scenario, scenario } from './scenario.js';

/** One place in an operation's variables that a caller fills in. */
interface Leaf {
  path: string[];
  type: string;
  isRequired: boolean;
}

let test: TestApp;
let the: Scenario;
let world: World;

beforeAll(async () => {
  test = await startApp();
  the = await scenario(test);
  world = {
    test,
    admin: the.admin,
    clinician: the.clinician,
    client: the.client,
    couple: the.couple,
    solo: the.solo,
  };
});
afterAll(() => test.close());

/** Counting tries is what the limiter is for; a miss is written down on purpose. */
const counted = ['auth.tries', 'public.audit_events_default'];

/** What every answer must be, whatever was sent. */
function fault({ status, body, errors }: Answer): string | null {
  if (status >= 500) return `${status} ${body.slice(0, 200)}`;
  if (errors.some(({ extensions }) => !extensions?.code || extensions.code === 'INTERNAL'))
    return `${status} ${body.slice(0, 300)}`;
  if (body.includes('"errors"') && errors.length === 0) return `no reason: ${body.slice(0, 200)}`;
  return null;
}

const isRefused = ({ status, data, errors }: Answer): boolean =>
  status >= 400 ||
  errors.length > 0 ||
  Object.values((data ?? {}) as Record<string, { userErrors?: unknown[] } | null>).some(
    (answer) => (answer?.userErrors ?? []).length > 0,
  );

function leaves(operation: string): Leaf[] {
  const [root, name = ''] = operation.split('.');
  const schema = schemaOf(test);
  const field = (root === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
  const visit = (type: GraphQLInputType, path: string[]): Leaf[] => {
    const list = getNullableType(type);
    if (isListType(list))
      return [{ path, type: 'list', isRequired: isNonNullType(type) }, ...visit(list.ofType, [...path, '0'])];
    const named = getNamedType(type);
    if (isInputObjectType(named))
      return [
        { path, type: 'object', isRequired: isNonNullType(type) },
        ...Object.values(named.getFields()).flatMap((inner) => visit(inner.type, [...path, inner.name])),
      ];
    return [{ path, type: isEnumType(named) ? 'enum' : named.name, isRequired: isNonNullType(type) }];
  };
  return (field?.args ?? []).flatMap((arg) => visit(arg.type, [arg.name]));
}

const uuid = randomUUID();
const cursor = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString('base64url');
const deep = (levels: number): unknown =>
  JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels)) as unknown;

/** Values that nothing of this type can be. */
const impossible: Record<string, unknown[]> = {
  String: ['\0', 'a\0b', '\ud800', 'a\udc00b', 'x'.repeat(200_000), 42, true, [], ['a', 'b'], {}, { a: 1 }],
  ID: ['', ' ', '\0', '\ud800', 'x'.repeat(200_000), 1.5, true, [], {}, { toString: 'x' }],
  Int: ['1', 1.5, -1, 2_147_483_648, -2_147_483_649, 1e308, 9_007_199_254_740_992, true, [], {}],
  Boolean: ['true', 1, 0, [], {}],
  Date: [
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '0000-01-01',
    '-0001-01-01',
    '10000-01-01',
    '275760-09-13',
    '2026-1-1',
    '2026-01-01T00:00',
    'tomorrow',
    '',
    '\0',
    20260101,
    true,
    {},
    'x'.repeat(100_000),
  ],
  enum: ['NOPE', 'nope', '', '__proto__', 'constructor', 1, true, [], {}, '\0'],
  JSONObject: [
    [],
    'text',
    42,
    true,
    {},
    deep(2_000),

    { __proto__: null, constructor: { prototype: {} } },
    draftBody({ formatVersion: 2 as 1 }),
    draftBody({ language: 'x'.repeat(50) }),
    draftBody({ place: 'nowhere\0' }),
    draftBody({ answers: { 'kind-sentence': 'a\0b' } }),
    draftBody({ answers: { 'kind-sentence': '\ud800' } }),
    draftBody({ answers: { 'kind-sentence': 'x'.repeat(501) } }),
    draftBody({ answers: { 'kind-sentence': 7 as never } }),
    draftBody({ answers: JSON.parse('{"__proto__":"x"}') as never }),
    draftBody({ answers: { constructor: 'x' } }),
    draftBody({ answers: { 'more-room': { picked: ['none-such'] } } }),
    draftBody({ closing: 'x'.repeat(501) }),
    draftBody({ readers: { 'kind-sentence': 'EVERYBODY' as never } }),
    draftBody({ visited: Array.from({ length: 500 }, (_, at) => `s${at}`) }),
    { ...draftBody(), surprise: true },
    { ...draftBody(), plan: { confidence: 11 } },
    { ...draftBody(), plan: { confidence: 1e300 } },
  ],
  list: [[null], [[]], [[[['a']]]], [{ surprise: 1 }], { surprise: 1 }],
  object: ['text', 42, true, { surprise: 1 }, { __proto__: null }, deep(500)],
};

/** Values that only look dangerous: kept as they are, or refused, and nothing else happens. */
const odd = [
  '😀👩‍👩‍👧‍👦',
  '\u202Egnp.exe',
  '\u2066left\u2069',
  'e\u0301\u0323',
  "'; drop table clients; --",
  "' or 1=1 --",
  '$1 ${x} {{7*7}} %s%n',
  '../../../../etc/passwd',
  'C:\\Windows\\win.ini',
  '__proto__',
  'constructor',
  'null',
  '<script>alert(1)</script>',
  '\r\nBcc: a@b.example',
  '=cmd|calc!A0',
];

const impossibleCursors = [
  'x',
  '!!!!',
  cursor([]),
  cursor({}),
  cursor('a'),
  cursor([1, 2]),
  cursor(['a']),
  cursor(['a', 'b']),
  cursor(['a', uuid, 'c']),
  cursor([null, uuid]),
  cursor(['\0', uuid]),
  cursor(['x'.repeat(201), uuid]),
  cursor(['2026-01-01T00:00:00.000000Z', "' or true --"]),
  cursor(['2026-01-01T00:00:00.000000Z', uuid.toUpperCase().replace(/-/g, '')]),
];
/** What looks like a moment where a cursor begins with one; where it begins with a name, these are names. */
const impossibleMoments = [
  '2026-13-45T99:99:99.000000Z',
  '0000-00-00T00:00:00.000000Z',
  '0000-01-01T00:00:00.000000Z',
  '2026-02-30T00:00:00.000000Z',
  '2026-01-01T24:00:00.000000Z',
  '9999-12-31T23:59:60.999999Z',
  '2026-01-01T00:00:00+99:99',
  '2026-01-01T00:00:00Z; select 1',
].map((moment) => cursor([moment, uuid]));

/** Who sends an operation, and a request of theirs that would go well. */
async function good(operation: string): Promise<{ by: Browser; input: Record<string, unknown> }> {
  const recipe = recipes[operation];
  if (recipe) {
    const { by, input } = await recipe.ready(world);
    return { by: by.browser, input: inputOf(operation, input) };
  }
  const links = test.app.get(Links);
  const anybody = new Browser(test);
  switch (operation) {
    case 'Mutation.signIn':
      return { by: anybody, input: { email: the.sibling.email, password } };
    case 'Mutation.acceptInvitation': {
      const { invitationId } = await openInvitation(world);
      return {
        by: anybody,
        input: {
          token: links.invitationToken(invitationId, 1),
          password: 'nine slow barges turn',
          isAdult: true,
        },
      };
    }
    case 'Mutation.requestPasswordReset':
      return { by: anybody, input: { email: the.sibling.email } };
    case 'Mutation.resetPassword':
      return { by: anybody, input: { token: 'none', password: 'nine slow barges turn' } };
    case 'Mutation.signInAsDemoPersona':
      return { by: anybody, input: { key: 'mara' } };
    case 'Mutation.inviteClient':
      return {
        by: the.clinician.browser,
        input: {
          chosenName: 'Someone',
          pronouns: 'they',
          email: `${canary('new')}@post.example`,
          isAdult: true,
        },
      };
    case 'Mutation.chooseLanguage':
      return { by: the.client.browser, input: { language: 'es' } };
    case 'Mutation.enterCode':
      return { by: the.client.browser, input: { code: '1234 5678' } };
    case 'Mutation.setSeenByOthers':
      return { by: the.client.browser, input: { seenByOthers: true } };
    case 'Mutation.giveConsent':
      return { by: the.client.browser, input: { kind: 'WHAT_IS_SEEN', version: 1 } };
    case 'Mutation.changePractice':
      return {
        by: the.admin.browser,
        input: { name: 'Lindenhof', mailName: 'Lindenhof', zone: 'Europe/Berlin' },
      };
    case 'Mutation.saveAgreementDraft':
      return {
        by: the.admin.browser,
        input: {
          ...{ kind: 'NO_SECRETS', baseRevision: await writeAgreement(test, the.admin), ...ownWords() },
          es: ownWords().en,
        },
      };
    case 'Mutation.publishAgreement':
      return {
        by: the.admin.browser,
        input: { kind: 'NO_SECRETS', revision: await writeAgreement(test, the.admin) },
      };
    case 'Mutation.chooseAgreement':
      return {
        by: the.admin.browser,
        input: { kind: 'NO_SECRETS', version: await publishAgreement(test, the.admin) },
      };
    case 'Query.agreementText':
      return { by: the.clinician.browser, input: { kind: 'NO_SECRETS', version: 1 } };
    case 'Mutation.setHelpInformation':
      return {
        by: the.admin.browser,
        input: {
          emergencyNumber: '112',
          lines: [
            { name: 'A line', number: '555 0100', hours: 'day and night', language: 'en', note: 'Free.' },
          ],
          practiceHours: 'Mondays',
          checkedOn: '2026-01-01',
        },
      };
    case 'Query.invitation':
      return { by: anybody, input: { token: 'none' } };
    case 'Query.exercise':
      return { by: the.clinician.browser, input: { slug: 'pause-before-the-spiral' } };
    default: {
      const who = operations[operation]?.who;
      const member: Member | null = !who
        ? null
        : who.includes('CLINICIAN')
          ? the.clinician
          : who.includes('CLIENT')
            ? the.client
            : the.admin;
      return { by: member?.browser ?? anybody, input: {} };
    }
  }
}

function filledIn(operation: string, input: Record<string, unknown>): Record<string, unknown> {
  const [root, name = ''] = operation.split('.');
  return root === 'Query' ? { ...input } : mutationOf(name, input)[1];
}

/** The variables with one place replaced; a number names a place in a list. */
function replaced(
  variables: Record<string, unknown>,
  [first = '', ...rest]: string[],
  value: unknown,
): Record<string, unknown> {
  const inner = variables[first];
  const [at] = rest;
  if (at !== undefined && /^\d+$/.test(at)) {
    const items = Object.fromEntries(
      ((inner ?? []) as unknown[]).map((item, place) => [String(place), item]),
    );
    return { ...variables, [first]: Object.values(replaced(items, rest, value)) };
  }
  return {
    ...variables,
    [first]: rest.length === 0 ? value : replaced((inner ?? {}) as Record<string, unknown>, rest, value),
  };
}

/** What is there, many times over. */
function tooMany(variables: Record<string, unknown>, path: string[]): unknown[] {
  const items = path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    variables,
  );
  return Array.from({ length: 200 }, () => (items as unknown[] | undefined)?.[0] ?? uuid);
}

const beginsWithMoment = new Set(['Query.toRead', 'Query.replies']);

const withArguments = Object.keys(operations).filter(
  (name) =>
    ![
      'viewer',
      'helpInformation',
      'demo',
      'practice',
      'library',
      'programs',
      'cohorts',
      'keptTogether',
      'jointChecks',
      'askedToTalk',
      'ownJointWork',
      'endingWishes',
      'ownExercises',
      'clinicians',
      'today',
      'agreedTexts',
      'signOut',
      'signOutEverywhere',
    ].includes(name.split('.')[1] ?? ''),
);

describe('arguments', () => {
  it('are all tried', () => {
    const known = Object.keys(operations).filter((name) => leaves(name).length > 0);
    expect([...withArguments].sort()).toEqual(known.sort());
  });

  it.each(withArguments)('%s: what cannot be is refused and changes nothing', async (operation) => {
    const document = wholeDocument(test, operation);
    const { by, input } = await good(operation);
    const variables = filledIn(operation, input);
    const before = await tableChecksums(test.sql, counted);
    const wrong: string[] = [];
    for (const { path, type, isRequired } of leaves(operation)) {
      const values = [
        ...(type === 'list' ? [tooMany(variables, path)] : []),
        ...(path.at(-1) === 'after' ? impossibleCursors : (impossible[type] ?? [])),
        ...(path.at(-1) === 'after' && beginsWithMoment.has(operation) ? impossibleMoments : []),
        ...(isRequired ? [null] : []),
        'x'.repeat(1_048_576),
      ];
      for (const value of values) {
        const answer = await by.send(document, replaced(variables, path, value));
        const what = `${path.join('.')} = ${JSON.stringify(value)?.slice(0, 60)}`;
        const bad = fault(answer);
        if (bad) wrong.push(`${what}: ${bad}`);
        // A question for what cannot be may also be answered with nothing.
        else if (!isRefused(answer) && !isNothing(answer))
          wrong.push(`${what} was taken: ${answer.body.slice(0, 200)}`);
      }
    }
    const after = await tableChecksums(test.sql, counted);
    expect(wrong).toEqual([]);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([]);
  });

  it.each(withArguments)('%s: what only looks dangerous is kept or refused', async (operation) => {
    const document = wholeDocument(test, operation);
    const wrong: string[] = [];
    let ready = await good(operation);
    for (const { path, type } of leaves(operation)) {
      if (type !== 'String' && type !== 'ID') continue;
      for (const value of odd) {
        const { by, input } = ready;
        const answer = await by.send(document, replaced(filledIn(operation, input), path, value));
        const bad = fault(answer);
        if (bad) wrong.push(`${path.join('.')} = ${JSON.stringify(value)}: ${bad}`);
        // What was done cannot be asked for once more; what was refused, and every question, can.
        if (!isRefused(answer) && operation.startsWith('Mutation.')) ready = await good(operation);
      }
    }
    expect(wrong).toEqual([]);
  });

  const isNothing = ({ data }: Answer): boolean =>
    Object.values((data ?? {}) as Record<string, unknown>).every((answer) => answer === null);
});

describe('words', () => {
  it('come back as they were written', async () => {
    const { clinician, client } = await pair(test);
    const lane = randomUUID();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    let baseRevision = 0;
    for (const text of odd) {
      const { draft, userErrors } = (await client.browser.act(
        'saveDraft',
        { occurrenceId, lane, baseRevision, body: draftBody({ answers: { 'kind-sentence': text } }) },
        'draft { revision }',
      )) as { draft: { revision: number } | null; userErrors: unknown[] };
      if (userErrors.length > 0) continue;
      baseRevision = draft?.revision ?? 0;
      const screen = (await client.browser.ask(
        'query ($id: ID!) { occurrence(id: $id) { drafts { body } } }',
        {
          id: occurrenceId,
        },
      )) as { occurrence: { drafts: { body: { answers: Record<string, string> } }[] } };
      expect(screen.occurrence.drafts[0]?.body.answers['kind-sentence']).toBe(text);
    }
    expect(baseRevision).toBeGreaterThan(8);
    const reflectionId = await buildReflection(
      test,
      client,
      (await buildAssignment(test, clinician, client)).occurrenceId,
      fullBody({ sentence: odd[0] ?? '' }),
    );
    for (const text of odd) {
      const answer = await clinician.browser.try(
        'replyToReflection',
        { reflectionId, text },
        'reply { text }',
      );
      if (!isRefused(answer)) expect(answer.data.replyToReflection.reply.text).toBe(text.trim());
      const note = await clinician.browser.try(
        'writeProcessNote',
        { clientId: client.clientId, text },
        'note { text }',
      );
      if (!isRefused(note)) expect(note.data.writeProcessNote.note.text).toBe(text);
    }
  });
});

describe('requests', () => {
  const json = { 'content-type': 'application/json' };
  const query = '{ viewer { id } }';
  const body = (content: unknown) => JSON.stringify(content);
  const many = (count: number, of: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => of(at)).join(' ');

  const cases: [what: string, payload: string | Buffer, headers?: Record<string, string>][] = [
    ['nothing', ''],
    ['no JSON', '{'],
    ['JSON that is no object', 'null'],
    ['a number', '42'],
    ['a text', '"query"'],
    ['an empty object', '{}'],
    ['a batch', body([{ query }, { query }])],
    ['an empty batch', '[]'],
    ['a query that is no text', body({ query: 42 })],
    ['an empty query', body({ query: '' })],
    ['a syntax tree', body({ query: JSON.stringify({ kind: 'Document', definitions: [] }) })],
    ['no GraphQL', body({ query: 'select 1' })],
    ['unknown fields', body({ query: '{ viewer { id password } }' })],
    ['an unknown operation', body({ query: '{ accounts { id } }' })],
    ['an unknown argument', body({ query: '{ client(id: "x", secret: 1) { id } }' })],
    ['variables that are no object', body({ query, variables: 'x' })],
    ['variables that are a list', body({ query, variables: [1] })],
    ['another operation’s name', body({ query, operationName: 'Other' })],
    ['a name that is no text', body({ query, operationName: 42 })],
    ['a missing variable', body({ query: 'query ($id: ID!) { client(id: $id) { id } }' })],
    ['an unknown document', body({ documentId: `sha256:${'0'.repeat(64)}` })],
    ['a document id that is no text', body({ documentId: 42 })],
    ['an empty document id', body({ documentId: '' })],
    ['a document id of Object', body({ documentId: '__proto__' })],
    ['a persisted hash of others', body({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })],
    ['a subscription', body({ query: 'subscription { viewer { id } }' })],
    ['two operations', body({ query: 'query A { viewer { id } } query B { viewer { id } }' })],
    ['a thousand aliases', body({ query: `{ ${many(1_000, (at) => `a${at}: viewer { id }`)} }` })],
    ['aliases below', body({ query: `{ viewer { ${many(500, (at) => `a${at}: id`)} } }` })],
    ['a thousand directives', body({ query: `{ viewer { id ${'@skip(if: false) '.repeat(1_000)} } }` })],
    [
      'many changes at once',
      body({ query: `mutation { ${many(50, (at) => `a${at}: signOut { userErrors { code } }`)} }` }),
    ],
    [
      'changes through fragments',
      body({
        query: `mutation { ...A ...B } fragment A on Mutation { signOut { userErrors { code } } } fragment B on Mutation { b: signOut { userErrors { code } } }`,
      }),
    ],
    [
      'a circle of fragments',
      body({ query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' }),
    ],
    ['a fragment of itself', body({ query: '{ viewer { ...A } } fragment A on Viewer { id ...A }' })],
    [
      'fragments that double',
      body({
        query: `{ viewer { ...F0 } } ${many(25, (at) => `fragment F${at} on Viewer { ...F${at + 1} ...F${at + 1} }`)} fragment F25 on Viewer { id }`,
      }),
    ],
    ['five thousand levels', body({ query: `${'{ viewer '.repeat(5_000)}{ id }${' }'.repeat(5_000)}` })],
    ['a deep list', body({ query: `{ client(id: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { id } }` })],
    [
      'a long number',
      body({ query: `{ people(first: ${'9'.repeat(10_000)}) { pageInfo { hasNextPage } } }` }),
    ],
    ['200 kB of names', body({ query: `{ viewer { ${'id '.repeat(60_000)} } }` })],
    ['a body of 300 kB', body({ query: `{ viewer { id } } #${'x'.repeat(300_000)}` })],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['NUL in a query', body({ query: '{ viewer { id } }\0' })],
    ['plain text', body({ query }), { 'content-type': 'text/plain' }],
    ['a form', 'query=%7Bviewer%7Bid%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['no type', body({ query }), { 'content-type': '' }],
    ['a type of graphql', query, { 'content-type': 'application/graphql' }],
    ['another site', body({ query }), { ...json, 'sec-fetch-site': 'cross-site' }],
    ['another origin', body({ query }), { ...json, origin: 'https://elsewhere.example' }],
    [
      'a draft forty thousand levels deep',
      `{"query":"mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { userErrors { code } } }","variables":{"input":{"occurrenceId":"${uuid}","lane":"${uuid}","baseRevision":0,"body":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}}}`,
    ],
    ['a prototype in JSON', '{"__proto__":{"query":"{ viewer { id } }"}}'],
    ['a wrong length', '{"query":"{ viewer { id } }"}', { ...json, 'content-length': '3' }],
  ];

  it.each(cases.map(([what, payload, headers]) => ({ what, payload, headers })))(
    '$what is refused in plain words',
    async ({ payload, headers }) => {
      const before = await tableChecksums(test.sql, counted);
      const answer = await the.client.browser.post(payload, headers);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).not.toMatch(/node_modules|at .+:\d+:\d+|postgres|typeorm|mercurius/i);
      expect(await tableChecksums(test.sql, counted)).toEqual(before);
      // The next request of the same person goes well.
      expect((await the.client.browser.ask(query)).viewer.id).toBe(the.client.membershipId);
    },
  );

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)(
    '%s does nothing',
    async (method) => {
      for (const url of [
        '/graphql',
        '/graphql?query=%7Bviewer%7Bid%7D%7D',
        '/graphql/',
        '//graphql',
        '/GraphQL',
        '/graphql;x',
      ]) {
        const response = await test.app.inject({
          method,
          url,
          headers: { cookie: `rejoin=${the.client.browser.cookie}` },
        });
        expect(response.statusCode).toBeGreaterThanOrEqual(400);
        expect(response.statusCode).toBeLessThan(500);
        expect(response.body).not.toContain(the.client.membershipId);
      }
    },
  );

  it('takes no more than 256 kB', async () => {
    const fits = await the.client.browser.post(body({ query: `{ viewer { id } } #${'x'.repeat(250_000)}` }));
    expect(fits.status).toBe(200);
    const answer = await the.client.browser.post(
      body({ query: `{ viewer { id } } #${'x'.repeat(262_144)}` }),
    );
    expect(answer.status).toBe(413);
  });

  it.each([
    'rejoin=',
    'rejoin=x',
    `rejoin=${'x'.repeat(8_000)}`,
    'rejoin=%00',
    'rejoin=a; rejoin=b',
    'rejoin="',
    'rejoin=%ff%fe',
    `rejoin=' or true --`,
  ])('a cookie that is nobody’s: %#', async (cookie) => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...json, cookie },
      payload: body({ query }),
    });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: { viewer: null } });
  });
});
