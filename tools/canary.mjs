// @ts-check
// No word that somebody typed lies anywhere in the open. A marked word goes into every field a person can fill, through the
// product's own wire; the loop is run to its end; then the whole installation is searched for the marks.
//
//   node tools/canary.mjs
//
// Searched: every table of every schema copied through pg, what the server remembers of statements, every byte of the
// database's files and of the installation's own folder, all logs, all mails as they went over the wire, and what people
// are answered when they ask everything there is to ask. Each mark says where it may be found: a name is kept as a name, a reply reaches its client, and so on.
// Words that may be found must be found, so that a search that sees nothing does not pass.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { boot } from './boot.mjs';
import { mark, marks, marksIn } from './marks.mjs';
import { operationsOf } from './surface.mjs';
import { Person, WireError } from './wire.mjs';

const exercise = 'pause-before-the-spiral';

/** @typedef {'database' | 'files' | 'mara' | 'lea' | 'noor' | 'dara' | 'imani' | 'admin' | 'signed out' | 'logs' | 'mails' | 'statements' | 'metrics'} Place */

/**
 * @typedef {object} Sweep
 * @property {number} marks
 * @property {Record<string, { bytes: number, hits: number }>} places
 * @property {string[]} faults
 * @property {number} seconds
 */

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
  const look = (/** @type {Place} */ place, /** @type {string | Buffer} */ content, where = '') => {
    const at = places.get(place) ?? { bytes: 0, found: new Map() };
    places.set(place, at);
    at.bytes += content.length;
    for (const word of marksIn(content)) {
      at.found.set(word, (at.found.get(word) ?? 0) + 1);
      if (!marks().has(word)) faults.push(`a mark, not whole: ${word}, in ${where || place}`);
    }
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
      for (const file of filesUnder(folder)) look('files', bytesOf(file), file.slice(folder.length + 1));

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
      const known = marks().get(word);
      if (known && !known.allowed.includes(place))
        faults.push(`${known.field}: found ${count} times in ${place}`);
    }
  }
  for (const [word, { field, allowed }] of marks()) {
    for (const place of allowed.filter((name) => name !== 'statements')) {
      if (!places.get(place)?.found.has(word))
        faults.push(`${field}: not found in ${place}, where it has to be`);
    }
  }
  return {
    marks: marks().size,
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
  const dara = await Person.ofTheDemo(url, 'dara');
  const imani = await Person.ofTheDemo(url, 'imani');
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
  const inCare = (/** @type {RegExp} */ name) =>
    caseload.edges.find((/** @type {{ node: { name: string } }} */ { node }) => name.test(node.name)).node.id;
  const clientId = inCare(/^Noor/);
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
  const reply = async (/** @type {string} */ reflectionId, /** @type {string} */ text) =>
    (
      await mara.act(
        'replyToReflection',
        'ReplyToReflectionInput',
        { ...key(), reflectionId, text },
        'reply { id }',
      )
    ).reply.id;
  const takeBack = (/** @type {string} */ replyId) =>
    mara.act('takeBackReply', 'TakeBackReplyInput', { ...key(), replyId }, 'reply { text }');
  await takeBack(await reply(reflection.id, mark('reply taken back before anybody saw it')));
  await reply(reflection.id, mark('reply', ['mara', 'noor']));
  const seen = await reply(skipped.id, mark('reply taken back after it was seen'));
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

  await noor.act(
    'addToReflection',
    'AddToReflectionInput',
    {
      ...key(),
      reflectionId: reflection.id,
      sharing: 'READ_BEFORE',
      text: mark('words added after sharing', ['mara', 'noor']),
    },
    'reflection { id }',
  );

  const together = await jointly({ mara, dara, imani }, inCare(/^Dara.* and /), clientId);
  await malformed(noor, first ?? '');
  await post.until((mails) => mails.some((mail) => mail.includes('No rush')) && mails.length >= 5);
  // The queue keeps what the mail server said about an address it refuses.
  await post.untilRefused();
  await until('A reply to see', async () =>
    (await noor.ask('{ replies { edges { node { id } } } }')).replies.edges.some(
      (/** @type {{ node: { id: string } }} */ { node }) => node.id === seen,
    ),
  );
  await takeBack(seen);
  await sleep(500);

  const ids = [
    ...[first, second, abandoned].map((id) => id ?? ''),
    reflection.id,
    skipped.id,
    clientId,
    invited.client.id,
    ...together,
  ];
  /** @type {[Place, Person][]} */
  const people = [
    ['mara', mara],
    ['noor', noor],
    ['dara', dara],
    ['imani', imani],
    ['admin', admin],
    ['lea', lea],
    ['signed out', new Person(url)],
  ];
  /** @type {Heard[]} */
  const heard = [];
  for (const [who, person] of people)
    for (const { document: query, asks } of operationsOf('Query'))
      for (const variables of asks(ids))
        heard.push({ who, text: (await person.send(JSON.stringify({ query, variables }))).text });
  return heard;
}

/**
 * Joint work: begun with a name of its own, talked about with one alone, written in by both, and opened.
 * @param {{ mara: Person, dara: Person, imani: Person }} people
 * @param {string} coupleId of Dara and Imani
 * @param {string} clientId of somebody in care
 * @returns {Promise<string[]>} ids by which one could ask about it
 */
async function jointly({ mara, dara, imani }, coupleId, clientId) {
  const key = () => ({ idempotencyKey: randomUUID() });
  const { couple: begun } = await mara.act(
    'inviteCouple',
    'InviteCoupleInput',
    {
      ...key(),
      kind: 'PARTNERS',
      label: mark('what a couple calls itself', ['mara']),
      people: [
        { clientId },
        { chosenName: 'Somebody', email: `${mark('address of an invited partner')}@post.example` },
      ],
      isAdult: true,
    },
    'couple { id partners { client { id } } }',
  );
  const { couple } = await mara.ask(
    'query ($id: ID!) { couple(id: $id) { episode { id } partners { client { id chosenName } } } }',
    { id: coupleId },
  );
  const partners = couple.partners.map(
    (/** @type {{ client: { id: string, chosenName: string } }} */ { client }) => client,
  );
  const one = partners.find((/** @type {{ chosenName: string }} */ { chosenName }) =>
    chosenName.startsWith('Dara'),
  );
  await mara.act(
    'recordSafetyConversation',
    'RecordSafetyConversationInput',
    {
      ...key(),
      coupleId,
      clientId: one.id,
      heldOn: new Date().toISOString().slice(0, 10),
      isSeenAlone: true,
      topics: ['MONEY'],
      verdict: 'GO',
      note: mark('note of a safety conversation', ['mara']),
    },
    'conversation { id }',
  );
  await mara.act(
    'setClinicianOnlyMark',
    'SetClinicianOnlyMarkInput',
    { ...key(), clientId: one.id, kind: 'CAUTION', note: mark('note of a mark', ['mara']) },
    'mark { id }',
  );
  const { assignment } = await mara.act(
    'assignExercise',
    'AssignExerciseInput',
    {
      ...key(),
      episodeId: couple.episode.id,
      exerciseSlug: 'name-impact-return',
      due: 'NONE',
      isStartedNow: true,
      rationale: mark('why this for both', ['mara', 'dara', 'imani']),
    },
    'assignment { id turns { id clientId } }',
  );
  const turns = assignment.turns.map((/** @type {{ id: string }} */ { id }) => id);
  /**
   * @param {Person} by
   * @param {boolean} isOne
   * @param {Record<string, unknown>} answers
   * @returns {Promise<string>} the reflection
   */
  const share = async (by, isOne, answers) => {
    const { id: occurrenceId } = assignment.turns.find(
      (/** @type {{ clientId: string }} */ turn) => (turn.clientId === one.id) === isOne,
    );
    const lane = randomUUID();
    const body = {
      ...{ formatVersion: 1, language: 'en', size: 'WHOLE', feelsWrong: [], bringIn: [], readers: {} },
      ...{ place: 'LOOK_OVER', visited: ['for-me', 'camera', 'return'], answers },
    };
    await by.act(
      'saveDraft',
      'SaveDraftInput',
      { occurrenceId, lane, baseRevision: 0, body },
      'draft { revision }',
    );
    const { reflection } = await by.act(
      'submitReflection',
      'SubmitReflectionInput',
      { ...key(), occurrenceId, outcome: 'WHOLE', sharing: 'FOR_SESSION', lane, revision: 1 },
      'reflection { id }',
    );
    return reflection.id;
  };
  const offer = (
    /** @type {Person} */ by,
    /** @type {string} */ reflectionId,
    /** @type {object[]} */ offers,
  ) => by.act('offerToOpen', 'OfferToOpenInput', { ...key(), reflectionId, offers }, 'ownOpening { id }');
  const words = (/** @type {string} */ text) => [{ key: 'camera', words: [{ text }] }];

  const ofOne = await share(dara, true, {
    'for-me': mark('answer of one partner, always for oneself', ['dara']),
    camera: mark('answer of one partner', ['mara', 'dara']),
    return: { back: mark('statement of one partner', ['mara', 'dara']) },
  });
  const ofOther = await share(imani, false, {
    camera: mark('answer of the other partner, opened as it is', ['mara', 'dara', 'imani']),
    return: { back: mark('statement of the other partner, not opened', ['mara', 'imani']) },
  });
  await offer(dara, ofOne, words(mark('words offered and changed before the opening')));
  await offer(dara, ofOne, words(mark('words opened in place of an answer', ['mara', 'dara', 'imani'])));
  await offer(imani, ofOther, [{ key: 'camera' }]);
  const { offeredBlocks } = await mara.ask(
    'query ($id: ID!) { offeredBlocks(assignmentId: $id, slot: "once") { id } }',
    { id: assignment.id },
  );
  const { opening } = await mara.act(
    'openJointPart',
    'OpenJointPartInput',
    {
      ...key(),
      ...{ assignmentId: assignment.id, slot: 'once', place: 'SESSION' },
      releaseIds: offeredBlocks.map((/** @type {{ id: string }} */ { id }) => id),
    },
    'opening { jointPartId }',
  );
  await dara.act(
    'beginTogether',
    'BeginTogetherInput',
    { ...key(), jointPartId: opening.jointPartId },
    'sitting { nth }',
  );
  await dara.act(
    'keepTogether',
    'KeepTogetherInput',
    {
      ...{ ...key(), jointPartId: opening.jointPartId },
      answers: {
        'one-thing-each': { what: mark('what partners keep together', ['mara', 'dara', 'imani']) },
      },
    },
    'notes { id }',
  );
  return [
    coupleId,
    couple.episode.id,
    begun.id,
    ofOne,
    ofOther,
    assignment.id,
    opening.jointPartId,
    ...turns,
    ...[
      ...partners,
      ...begun.partners.map((/** @type {{ client: { id: string } }} */ { client }) => client),
    ].map(({ id }) => id),
  ];
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
  /** @type {string[]} */
  let fresh = [];
  await until('What was assigned', async () => {
    fresh = (await open(client)).filter((id) => !before.includes(id));
    return fresh.length >= count;
  });
  return fresh;
}

/**
 * Waits for what comes by itself: the product tells nobody for ten seconds.
 * @param {string} what
 * @param {() => Promise<boolean>} isThere
 */
async function until(what, isThere) {
  for (const end = Date.now() + 25_000; !(await isThere()); await sleep(250))
    if (Date.now() > end) throw new Error(`${what} did not come.`);
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
 * What a file holds. PostgreSQL's log of writes goes on from page to page behind a header, which would cut words in two.
 * @param {string} file
 * @returns {Buffer}
 */
function bytesOf(file) {
  const bytes = readFileSync(file);
  if (!/[\\/]pg_wal[\\/][0-9A-F]{24}$/.test(file)) return bytes;
  const [page, header, firstHeader] = [8_192, 24, 40];
  return Buffer.concat(
    Array.from({ length: Math.ceil(bytes.length / page) }, (_, at) =>
      bytes.subarray(at * page + (at === 0 ? firstHeader : header), (at + 1) * page),
    ),
  );
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
