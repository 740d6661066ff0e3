// @ts-check
// No word that somebody typed lies anywhere in the open. A marked word goes into every field a person can fill, through the
// product's own wire; the loop is run to its end; then the whole installation is searched for the marks.
//
//   node tools/canary.mjs
//
// Searched: every table of every schema copied through pg, what the server remembers of statements, every byte of the
// database's files and of the installation's own folder, all logs, all mails as they went over the wire, and what other
// people are answered. Each mark says where it may be found: a name is kept as a name, a reply reaches its client, and so on.
// Words that may be found must be found, so that a search that sees nothing does not pass.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { boot } from './boot.mjs';
import { Person, WireError } from './wire.mjs';

// One beginning for all, so that one pass finds them; letters and digits only, so that no escaping hides them.
const prefix = `zq${randomBytes(5).toString('hex')}`;
const exercise = 'pause-before-the-spiral';

/** @typedef {'database' | 'files' | 'mara' | 'lea' | 'noor' | 'admin' | 'signed out' | 'logs' | 'mails' | 'statements' | 'metrics'} Place */

/**
 * @typedef {object} Mark
 * @property {string} field what somebody typed it into
 * @property {Place[]} allowed where it may be found; in those named first with a `!` it has to be
 */

/**
 * @typedef {object} Sweep
 * @property {number} marks
 * @property {Record<string, { bytes: number, hits: number }>} places
 * @property {string[]} faults
 * @property {number} seconds
 */

/** @type {Map<string, Mark>} */
const marks = new Map();

/**
 * A word that is nowhere else.
 * @param {string} field
 * @param {Place[]} [allowed]
 */
export function mark(field, allowed = []) {
  const word = `${prefix}x${String(marks.size).padStart(3, '0')}`;
  marks.set(word, { field, allowed });
  return word;
}

// A name is kept as a name: it is on every list and must be found there.
const inTables = /** @type {Place[]} */ (['database', 'files', 'statements']);

/** @returns {Promise<Sweep>} */
export async function canarySweep() {
  const began = Date.now();
  /** @type {string[]} */
  const faults = [];
  const post = await startPost();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'rejoin-canary-'));
  const product = await boot({
    env: { ADHOC_GRAPHQL: 'on', SMTP_URL: post.url, DATA_DIR: dataDirectory },
  });
  /** @type {Map<string, { bytes: number, found: Map<string, number> }>} */
  const places = new Map();
  const look = (/** @type {Place} */ place, /** @type {string | Buffer} */ content) => {
    const at = places.get(place) ?? { bytes: 0, found: new Map() };
    places.set(place, at);
    at.bytes += content.length;
    for (const word of marksIn(content)) at.found.set(word, (at.found.get(word) ?? 0) + 1);
  };
  try {
    const answers = await live(product.url, post);
    for (const { who, text } of answers) look(who, text);
    await sweepDatabase(product.db.superUrl, look);
    const metrics = await fetch(`${product.url}/metrics`);
    look('metrics', await metrics.text());
    await product.killApi();
    look('logs', product.log());
    look('logs', readFileSync(join(product.db.directory, 'server.log')));
    for (const raw of post.mails) look('mails', raw);
    for (const folder of [join(product.db.directory, 'data'), dataDirectory])
      for (const file of filesUnder(folder)) look('files', readFileSync(file));

    if (!product.log().includes('"route":"/graphql"'))
      faults.push('the log holds no request: it was not searched');
    for (const about of ['/invitation#', '/reset#', 'No rush'])
      if (!post.mails.some((mail) => decoded(mail).includes(about)))
        faults.push(`no mail with ${about} came`);
  } finally {
    await product.stop();
    await post.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }

  for (const [place, { found }] of places) {
    for (const [word, count] of found) {
      const { field, allowed } = marks.get(word) ?? { field: 'something unknown', allowed: [] };
      if (!allowed.includes(/** @type {Place} */ (place)))
        faults.push(`${field}: found ${count} times in ${place}`);
    }
  }
  for (const [word, { field, allowed }] of marks) {
    for (const place of allowed.filter((name) => name !== 'statements')) {
      if (!places.get(place)?.found.has(word))
        faults.push(`${field}: not found in ${place}, where it has to be`);
    }
  }
  return {
    marks: marks.size,
    places: Object.fromEntries(
      [...places].map(([place, { bytes, found }]) => [place, { bytes, hits: found.size }]),
    ),
    faults,
    seconds: Math.round((Date.now() - began) / 1000),
  };
}

// --- the loop, with a mark in every field --------------------------------------------------------------------------

/** @typedef {{ who: Place, text: string }} Heard */

/**
 * @param {string} url
 * @param {Post} post
 * @returns {Promise<Heard[]>} what people were answered when they looked at everything
 */
async function live(url, post) {
  const key = () => ({ idempotencyKey: randomUUID() });
  const mara = await Person.ofTheDemo(url, 'mara');
  const noor = await Person.ofTheDemo(url, 'noor');
  const admin = await Person.ofTheDemo(url, 'mara-admin');
  const lea = new Person(url);

  // A second client joins: the address of one who is invited, and the password of one who accepts.
  const chosenName = mark('chosen name', [...inTables, 'mara', 'lea', 'admin']);
  const email = `${mark('address of an invited person')}@post.example`;
  const invited = await mara.act(
    'inviteClient',
    'InviteClientInput',
    {
      ...key(),
      chosenName,
      pronouns: mark('pronouns', [...inTables, 'mara']),
      email,
      isAdult: true,
    },
    'client { id episode { id } } link',
  );
  const token = invited.link.split('#')[1] ?? '';
  const password = `${mark('password of a new account')} and more`;
  await lea.act(
    'acceptInvitation',
    'AcceptInvitationInput',
    { token, password, isAdult: true },
    'viewer { id }',
  );
  await mara.act(
    'inviteClient',
    'InviteClientInput',
    {
      ...key(),
      chosenName: 'Refused',
      email: `refused-${mark('address the mail server refuses')}@post.example`,
      isAdult: true,
    },
    'client { id }',
  );

  // Sign-ins that go wrong, and a password asked for anew.
  await refusal(
    new Person(url).act('signIn', 'SignInInput', { email, password: mark('wrong password') }, 'step'),
  );
  await refusal(
    new Person(url).act(
      'signIn',
      'SignInInput',
      { email: `${mark('unknown address')}@post.example`, password: mark('password of nobody') },
      'step',
    ),
  );
  await new Person(url).act('requestPasswordReset', 'RequestPasswordResetInput', { email }, '__typename');
  await new Person(url).act(
    'requestPasswordReset',
    'RequestPasswordResetInput',
    { email: `${mark('unknown address of a reset')}@post.example` },
    '__typename',
  );
  await refusal(
    new Person(url).act(
      'resetPassword',
      'ResetPasswordInput',
      { token: mark('guessed reset link'), password: mark('password of a guessed reset') },
      '__typename',
    ),
  );
  await refusal(
    new Person(url).act(
      'acceptInvitation',
      'AcceptInvitationInput',
      {
        token: mark('guessed invitation'),
        password: mark('password of a guessed invitation'),
        isAdult: true,
      },
      '__typename',
    ),
  );
  await new Person(url).ask('query ($token: String!) { invitation(token: $token) { role } }', {
    token: mark('looked-up invitation'),
  });

  // The loop with Noor, whose care it is.
  const { caseload } = await mara.ask('{ caseload { edges { node { id name } } } }');
  const clientId = caseload.edges.find((/** @type {{ node: { name: string } }} */ { node }) =>
    node.name.startsWith('Noor'),
  ).node.id;
  const { client } = await mara.ask('query ($id: ID!) { client(id: $id) { episode { id } } }', {
    id: clientId,
  });
  const before = await open(noor);
  const rationale = mark('why this for you', ['mara', 'noor']);
  for (let given = 0; given < 3; given += 1)
    await mara.act(
      'assignExercise',
      'AssignExerciseInput',
      { ...key(), episodeId: client.episode.id, exerciseSlug: exercise, due: 'NONE', rationale },
      'assignment { id }',
    );
  const [first, second, abandoned] = await appearing(noor, before, 3);
  const lane = randomUUID();
  const body = {
    formatVersion: 1,
    language: 'en',
    size: 'WHOLE',
    feelsWrong: [],
    bringIn: [],
    place: 'LOOK_OVER',
    visited: ['breathe', 'sentence', 'room'],
  };
  const save = (/** @type {number} */ baseRevision, /** @type {object} */ words) =>
    noor.act(
      'saveDraft',
      'SaveDraftInput',
      { occurrenceId: first, lane, baseRevision, body: { ...body, ...words } },
      'draft { revision }',
    );
  await save(0, { answers: { 'kind-sentence': mark('words written over') }, readers: {} });
  await save(1, {
    answers: { 'kind-sentence': mark('shared answer', ['mara', 'noor']) },
    readers: { 'plan.obstacle': 'ONLY_ME', closing: 'THERAPIST' },
    plan: {
      whenWhere: mark('plan: when and where', ['mara', 'noor']),
      obstacle: mark('plan, kept for oneself', ['noor']),
      ifThen: mark('plan: if, then', ['mara', 'noor']),
      confidence: 4,
    },
    closing: mark('closing line', ['mara', 'noor']),
  });
  const { reflection } = await noor.act(
    'submitReflection',
    'SubmitReflectionInput',
    { ...key(), occurrenceId: first, outcome: 'PARTLY', sharing: 'READ_BEFORE', lane, revision: 2 },
    'reflection { id }',
  );
  const { reflection: skipped } = await noor.act(
    'submitReflection',
    'SubmitReflectionInput',
    {
      ...key(),
      occurrenceId: second,
      outcome: 'NOT_THIS_WEEK',
      sharing: 'FOR_SESSION',
      reason: mark('reason for not this week', ['mara', 'noor']),
    },
    'reflection { id }',
  );
  const otherLane = randomUUID();
  await noor.act(
    'saveDraft',
    'SaveDraftInput',
    {
      occurrenceId: abandoned,
      lane: otherLane,
      baseRevision: 0,
      body: { ...body, answers: { 'kind-sentence': mark('unfinished draft', ['noor']) }, readers: {} },
    },
    'draft { revision }',
  );
  await noor
    .act(
      'replyToReflection',
      'ReplyToReflectionInput',
      { ...key(), reflectionId: reflection.id, text: mark('reply by one who may not') },
      '__typename',
    )
    .catch(() => undefined);
  await mara.ask('query ($id: ID!) { reflection(id: $id) { id } }', { id: reflection.id });
  await mara.act(
    'replyToReflection',
    'ReplyToReflectionInput',
    { ...key(), reflectionId: reflection.id, text: mark('reply', ['mara', 'noor']) },
    'reply { id }',
  );
  const { note } = await mara.act(
    'writeProcessNote',
    'WriteProcessNoteInput',
    { ...key(), clientId, text: mark('process note, before it was changed') },
    'note { id }',
  );
  await mara.act(
    'writeProcessNote',
    'WriteProcessNoteInput',
    { ...key(), clientId, noteId: note.id, text: mark('process note', ['mara']) },
    'note { id }',
  );

  await malformed(noor, first ?? '');
  await post.until((mails) => mails.some((mail) => mail.includes('No rush')) && mails.length >= 5);
  // The queue keeps what the mail server said about an address it refuses.
  await post.untilRefused();
  await sleep(500);

  /** @type {[Place, Person][]} */
  const people = [
    ['mara', mara],
    ['noor', noor],
    ['admin', admin],
    ['lea', lea],
    ['signed out', new Person(url)],
  ];
  const ids = {
    occurrence: first,
    other: second,
    draft: abandoned,
    reflection: reflection.id,
    skipped: skipped.id,
    client: clientId,
    second: invited.client.id,
  };
  /** @type {Heard[]} */
  const heard = [];
  for (const [who, person] of people)
    for (const [query, id] of looks(ids))
      heard.push({ who, text: (await person.send(JSON.stringify({ query, variables: { id } }))).text });
  return heard;
}

/** @param {Promise<unknown>} act that has to be refused */
async function refusal(act) {
  const refused = await act.then(
    () => false,
    (error) => error instanceof WireError,
  );
  if (!refused) throw new Error('Something that had to be refused was done.');
}

/**
 * @param {Person} client
 * @returns {Promise<string[]>}
 */
async function open(client) {
  const { today } = await client.ask('{ today { occurrences { id } } }');
  return today.occurrences.map((/** @type {{ id: string }} */ { id }) => id);
}

/**
 * @param {Person} client
 * @param {string[]} before
 * @param {number} count
 */
async function appearing(client, before, count) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(250)) {
    const fresh = (await open(client)).filter((id) => !before.includes(id));
    if (fresh.length >= count) return fresh;
  }
  throw new Error('What was assigned did not reach the client.');
}

/**
 * Everything one can look at, whoever one is.
 * @param {{ occurrence?: string, other?: string, draft?: string, reflection: string, skipped: string, client: string, second: string }} ids
 * @returns {[query: string, id?: string][]}
 */
function looks({ occurrence, other, draft, reflection, skipped, client, second }) {
  const turn = `query ($id: ID!) { occurrence(id: $id) { rationale drafts { body } reflection { answers { value wording } replies { text } } } }`;
  const page = `query ($id: ID!) { client(id: $id) { chosenName pronouns assignments { exerciseTitle reflections { id } } } }`;
  const notes = `query ($id: ID!) { processNotes(clientId: $id) { text } }`;
  const reading = `query ($id: ID!) { reflection(id: $id) { clientName rationale answers { value } ratings { label } replies { text } } }`;
  return [
    ['{ viewer { name memberships { practiceName } signIns { device } } }'],
    ['{ today { clinicianName occurrences { title } latestReply { authorName } } }'],
    ['{ replies { edges { node { text } } } }'],
    ['{ caseload { edges { node { name pronouns } } } }'],
    ['{ toRead { edges { node { clientName } } } }'],
    ['{ people { edges { node { name } } } }'],
    ['{ practice { name setUpWarnings } }'],
    ['{ library { title } }'],
    ...[occurrence, other, draft].map((id) => /** @type {[string, string]} */ ([turn, id ?? ''])),
    [reading, reflection],
    [reading, skipped],
    [page, client],
    [page, second],
    [notes, client],
    [notes, second],
  ];
}

/**
 * Requests that are wrong in every way, with words in them.
 * @param {Person} noor
 * @param {string} occurrenceId
 */
async function malformed(noor, occurrenceId) {
  const json = (/** @type {unknown} */ value) => JSON.stringify(value);
  const document = 'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { userErrors { code } } }';
  const draft = (/** @type {object} */ change) => ({
    occurrenceId,
    lane: randomUUID(),
    baseRevision: 0,
    body: { formatVersion: 1, language: 'en' },
    ...change,
  });
  /** @type {[string, Parameters<Person['send']>[1]?][]} */
  const requests = [
    [`{"query": "${mark('broken JSON')}`],
    [mark('no JSON at all')],
    [json([mark('a list instead of an object')])],
    [json({ query: `{ ${mark('syntax error')} (` })],
    [json({ query: `{ ${mark('unknown field')} }` })],
    [json({ query: `query ${mark('name of an operation')} { viewer { nothing } }` })],
    [json({ query: `{ invitation(token: 12, other: "${mark('literal in a document')}") { role } }` })],
    [json({ documentId: `sha256:${mark('unknown document')}` })],
    [json({ query: document, variables: { input: mark('text instead of an input') } })],
    [json({ query: document, variables: { input: draft({ body: mark('text instead of a body') }) } })],
    [
      json({
        query: document,
        variables: { input: draft({ body: { answers: mark('wrong type in a body') } }) },
      }),
    ],
    [
      json({
        query: document,
        variables: { input: draft({ body: { [mark('unknown key in a body')]: 1 } }) },
      }),
    ],
    [json({ query: document, variables: { input: draft({ lane: mark('lane that is no id') }) } })],
    [json({ query: document, variables: { input: draft({ occurrenceId: mark('turn that is no id') }) } })],
    [json({ query: document, variables: { input: draft({ [mark('unknown field of an input')]: 1 }) } })],
    [json({ query: document, variables: { input: draft({ body: { closing: `${mark('NUL')}\u0000` } }) } })],
    [
      json({
        query: document,
        variables: { input: draft({ body: { closing: `${mark('half a character')}\ud800` } }) },
      }),
    ],
    [
      json({
        query: document,
        variables: { input: draft({ body: { closing: mark('too long').repeat(9_000) } }) },
      }),
    ],
    [
      json({
        query: document,
        variables: { input: draft({ body: { closing: mark('far too long').repeat(90_000) } }) },
      }),
    ],
    [
      json({
        query: 'query ($id: ID!) { occurrence(id: $id) { id } }',
        variables: { id: mark('no such turn') },
      }),
    ],
    [json({ query: '{ caseload(after: "x") { edges { cursor } } }'.replace('x', mark('cursor')) })],
    [json({ query: '{ viewer { id } }', extensions: { note: mark('extension') } })],
    [json({ query: '{ viewer { id } }' }), { headers: { 'user-agent': mark('name of a browser') } }],
    [json({ query: '{ viewer { id } }' }), { headers: { referer: `http://x.example/${mark('referrer')}` } }],
    [json({ query: '{ viewer { id } }' }), { headers: { 'x-forwarded-for': mark('address of a proxy') } }],
    [json({ query: '{ viewer { id } }' }), { headers: { 'x-request-id': mark('id of a request') } }],
    [json({ query: '{ viewer { id } }' }), { headers: { cookie: `rejoin=${mark('guessed cookie')}` } }],
    [mark('plain text'), { headers: { 'content-type': 'text/plain' } }],
    ['', { path: `/graphql?query=${mark('query in an address')}`, method: 'GET' }],
    ['', { path: `/${mark('unknown page')}`, method: 'GET' }],
    ['', { path: `/my/?q=${mark('word in an address')}`, method: 'GET' }],
    [mark('body of an unknown page'), { path: '/nowhere', method: 'PUT' }],
  ];
  for (const [body, options] of requests) {
    // What is far too long may be cut off while it is being sent.
    const { status } = await noor.send(body, options).catch(() => ({ status: 413 }));
    if (status >= 500)
      throw new Error(`A malformed request was answered with ${status}: ${body.slice(0, 200)}`);
  }
}

// --- searching -----------------------------------------------------------------------------------------------------

/** Every form in which the beginning of a mark can lie somewhere, with how to read what follows. */
const forms = [
  { start: Buffer.from(prefix), read: (/** @type {Buffer} */ bytes) => bytes.toString('latin1') },
  {
    start: Buffer.from(prefix, 'utf16le'),
    read: (/** @type {Buffer} */ bytes) => bytes.toString('utf16le'),
  },
  ...['toLowerCase', 'toUpperCase'].map((how) => ({
    start: Buffer.from(
      how === 'toLowerCase'
        ? Buffer.from(prefix).toString('hex')
        : Buffer.from(prefix).toString('hex').toUpperCase(),
    ),
    read: (/** @type {Buffer} */ bytes) => Buffer.from(bytes.toString('latin1'), 'hex').toString('latin1'),
  })),
];
// In base64 a word looks different at each of three offsets; the characters that depend on neighbours are left away.
const base64Forms = [0, 1, 2].map((offset) => {
  const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(prefix)]);
  const text = padded.toString('base64').replace(/=+$/, '');
  return { offset, start: Buffer.from(text.slice(offset === 0 ? 0 : offset + 1, -1)) };
});

/**
 * The marks in some bytes, however they are written.
 * @param {string | Buffer} content
 * @returns {Set<string>}
 */
export function marksIn(content) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  /** @type {Set<string>} */
  const found = new Set();
  for (const { start, read } of forms) {
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
      const word = /^[a-z0-9]+x\d{3}/.exec(read(bytes.subarray(at, at + (prefix.length + 4) * 4)))?.[0];
      found.add(word ?? `${prefix}, cut off`);
    }
  }
  for (const { offset, start } of base64Forms) {
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
      const from = at - (offset === 0 ? 0 : offset + 1);
      const text = Buffer.from(bytes.subarray(Math.max(0, from), from + 60).toString('latin1'), 'base64');
      const word = new RegExp(`${prefix}x\\d{3}`).exec(text.toString('latin1'))?.[0];
      found.add(word ?? `${prefix}, in base64`);
    }
  }
  return found;
}

/**
 * Every row of every table, as text and with its bytes as they are, and what the server remembers of statements.
 * @param {string} url
 * @param {(place: Place, content: string | Buffer) => void} look
 */
async function sweepDatabase(url, look) {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    const { rows: tables } = await sql.query(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_toast|pg_temp)' and n.nspname <> 'information_schema'`,
    );
    for (const { name } of tables) {
      const { rows } = await sql.query(`select t::text as row from ${name} t`);
      for (const { row } of rows) {
        look('database', row);
        for (const [, hex] of row.matchAll(/\\x([0-9a-f]+)/g)) look('database', Buffer.from(hex, 'hex'));
      }
    }
    const { rows: statements } = await sql.query('select query from pg_stat_activity');
    for (const { query } of statements) look('statements', query ?? '');
  } finally {
    await sql.end();
  }
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

// --- a mail server that refuses some ---------------------------------------------------------------------------------

/**
 * @typedef {object} Post
 * @property {string} url
 * @property {string[]} mails as they went over the wire, addresses left away: they are what a mail needs
 * @property {(isEnough: (mails: string[]) => boolean) => Promise<void>} until
 * @property {() => Promise<void>} untilRefused
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Post>} */
async function startPost() {
  /** @type {string[]} */
  const mails = [];
  let refused = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith('refused-')) return done();
      refused += 1;
      // Mail servers quote the address when they refuse it.
      done(Object.assign(new Error(`<${address}>: no such person`), { responseCode: 550 }));
    },
    onData(stream, _session, done) {
      /** @type {Buffer[]} */
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.once('error', done);
      stream.once('end', () => {
        mails.push(
          Buffer.concat(chunks)
            .toString('latin1')
            .replace(/^To: .*$/im, 'To:'),
        );
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const address = server.server.address();
  const wait = async (/** @type {() => boolean} */ isEnough, /** @type {string} */ what) => {
    for (const until = Date.now() + 30_000; !isEnough(); await sleep(100))
      if (Date.now() > until) throw new Error(`${what}: waited 30 s; ${mails.length} mails came`);
  };
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    mails,
    until: (isEnough) => wait(() => isEnough(mails.map(decoded)), 'Mails'),
    untilRefused: () => wait(() => refused > 0, 'A refused mail'),
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

/**
 * Soft line breaks and escapes of a mail's transfer encoding undone, well enough to look for words.
 * @param {string} raw
 */
function decoded(raw) {
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

/**
 * Lines a person can read.
 * @param {Sweep} sweep
 */
export function summaryOf({ marks: count, places, faults, seconds }) {
  const size = (/** @type {number} */ bytes) =>
    bytes > 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.ceil(bytes / 1_000)} kB`;
  const searched = Object.entries(places).map(([place, { bytes }]) => `${place} ${size(bytes)}`);
  return `${count} marked words; searched ${searched.join(', ')}; ${faults.length} found where they must not be, in ${seconds} s`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sweep = await canarySweep();
  for (const fault of sweep.faults) console.log(fault);
  console.log(summaryOf(sweep));
  process.exit(sweep.faults.length > 0 ? 1 : 0);
}
