// @ts-check
// The invented practice of the bench: twenty clinicians with fifty clients each, and what they wrote. One client and one
// clinician live the loop through the product's own wire; everybody else is a copy of them with ids, keys and ciphertexts of
// their own, so a new column comes along by itself. The same rows, unsealed, are the floor's.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../install.mjs';
import { mustRunCli } from '../prepare.mjs';
import { draftBody, exerciseSlug, requestOf } from './operations.mjs';

/**
 * @typedef {import('pg').Client} Client
 * @typedef {import('./operations.mjs').Seat} Seat
 * @typedef {import('./operations.mjs').World} World
 * @typedef {import('./operations.mjs').Fresh} Fresh
 * @typedef {import('./operations.mjs').Side} Side
 */

/** A row as JSON has it; `words` is what its ciphertext says, `sealedWith` its key. @typedef {Record<string, any>} Row */

const clinicianCount = 20;
const clientsEach = 50;
const repliedEach = 5;
/** Clients of each clinician who are signed in and write. */
const signedInEach = 12;
/** Who shares fresh occurrences; they are in another clinician's care, so that nothing else grows with it. */
const sharerCount = 40;
const password = 'nine slow lanterns drift';

/** Which words of a table are sealed, and who wrote them. @type {Record<string, { column: string, author: string }>} */
const sealedColumns = {
  assignments: { column: 'rationale_sealed', author: 'assigned_by_id' },
  drafts: { column: 'sealed', author: 'client_id' },
  answers: { column: 'sealed', author: 'client_id' },
  replies: { column: 'sealed', author: 'author_id' },
};

/** What one turn of an exercise leaves behind, parents first. */
const turnTables = [
  'assignments',
  'occurrences',
  'reflections',
  'drafts',
  'answers',
  'ratings',
  'reviews',
  'replies',
];

/** @typedef {Record<string, Row[]>} TurnRows */

/**
 * A key that words are sealed with.
 * @typedef {{ id: string, secret: Buffer }} Key
 */

/**
 * @typedef {object} Product
 * @property {string} url
 * @property {NodeJS.ProcessEnv} env
 */

export class Practice {
  /** @type {World} */
  world = { clinicians: [], clients: [] };
  /** @type {(Seat & { key: Key, assignmentId: string, saved: { occurrenceId: string, lane: string } })[]} */
  #sharers = [];
  #given = 0;
  /** @type {Record<Side, number>} */
  #taken = { product: 0, floor: 0 };
  /** @type {Map<string, Row[]>} */
  #waiting = new Map();
  #id = '';
  /** @type {any} */ #seal;
  /** @type {any} */ #keyRing;
  #practiceKey = Buffer.alloc(0);
  /** @type {TurnRows} */ #begun = {};

  /**
   * @param {Product} product
   * @param {Client} sql a login past every policy
   */
  constructor(product, sql) {
    this.product = product;
    this.sql = sql;
  }

  /**
   * Makes the practice, and what the floor needs of it.
   * @param {(sql: Client) => Promise<void>} makeFloor called when the first of everything is there
   */
  async make(makeFloor) {
    await this.#loadKeys();
    const first = await this.#live();
    await makeFloor(this.sql);

    const turns = {
      toRead: await this.#turnOf(first.toReadId),
      replied: await this.#turnOf(first.repliedId),
      begun: await this.#turnOf(first.begunId),
    };
    this.#begun = turns.begun;
    await this.#storeQuestions(turns.toRead);
    const people = {
      clinician: await this.#row('memberships', 'id', first.clinicianId),
      client: await this.#row('clients', 'id', first.clientId),
    };

    // One commit for all of it: a thousand would wait for the disk.
    await this.sql.query('begin');
    for (let c = 0; c <= clinicianCount; c += 1) {
      const clinicianId = await this.#join(people.clinician, `clinician ${c}`);
      /** @type {World['clinicians'][number]} */
      const clinician = { ...this.#seatOf(clinicianId, ''), cursors: [], reflectionIds: [] };
      const isMeasured = c < clinicianCount;
      for (let n = 0; n < (isMeasured ? clientsEach : sharerCount); n += 1) {
        const name = `${nameOf(n)} ${nameOf(c + 7)}`;
        const client = await this.#enter(people.client, name, `client ${c}-${n}`, clinicianId);
        if (!isMeasured) {
          const given = this.#copy(turns.begun, client, { clinicianId, daysAgo: 1, isExplained: false });
          this.#sharers.push({
            ...client,
            assignmentId: idOf(given, 'assignments'),
            saved: { occurrenceId: idOf(given, 'occurrences'), lane: idOf(given, 'drafts') },
          });
          continue;
        }
        for (let turn = 0; turn < repliedEach; turn += 1)
          this.#copy(turns.replied, client, { clinicianId, daysAgo: 14 + 7 * turn, isExplained: turn === 0 });
        const shared = this.#copy(turns.toRead, client, {
          clinicianId,
          // Spread over days and clinicians, so that one clinician's queue is not one stretch of the index.
          daysAgo: 1 + ((n * 7 + c) % 60) / 10,
          isExplained: n % 3 === 0,
        });
        clinician.reflectionIds.push(idOf(shared, 'reflections'));
        const opened = this.#copy(turns.begun, client, {
          clinicianId,
          daysAgo: 2,
          isExplained: n % 3 === 0,
        });
        const saved = this.#copy(turns.begun, client, { clinicianId, daysAgo: 3, isExplained: false });
        if (n < signedInEach)
          this.world.clients.push({
            ...seatOf(client),
            openedId: idOf(opened, 'occurrences'),
            saved: { occurrenceId: idOf(saved, 'occurrences'), lane: idOf(saved, 'drafts') },
          });
      }
      if (isMeasured) this.world.clinicians.push(clinician);
    }
    await this.#store();
    await this.sql.query('commit');
    await this.#signEveryoneIn();
  }

  /**
   * Lets time pass between two rounds: what was shared in the last one is replied to, because nobody has thousands to read, the
   * queue is emptied, because no worker runs here and without one it would grow from round to round (where one does, the mails
   * of the last ten seconds wait), and the tables are put in order as autovacuum would. Otherwise whoever shares more would make
   * the other operations slower.
   */
  async settle() {
    for (const side of /** @type {const} */ (['product', 'floor']))
      await this.sql.query(
        `update ${schemaOf(side)}.reflections set state = 'REVIEWED', reviewed_at = now()
         where state = 'SUBMITTED' and client_id = any ($1)`,
        [this.#sharers.map(({ clientId }) => clientId)],
      );
    await this.sql.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');
    await this.sql.query('delete from floor.jobs');
    await this.sql.query('vacuum');
  }

  /**
   * How many rows each table of a side holds.
   * @param {Side} side
   * @returns {Promise<Record<string, number>>}
   */
  async rowCounts(side) {
    const { rows: tables } = await this.sql.query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not relispartition and relname <> 'migrations'`,
    );
    const schema = schemaOf(side);
    const places = [
      ...tables.map(({ name }) => [name, `${schema}.${name}`]),
      ['jobs', side === 'product' ? 'graphile_worker.jobs' : 'floor.jobs'],
    ];
    const { rows } = await this.sql.query(
      places
        .map(([name, place]) => `select '${name}' as name, count(*)::int as count from ${place}`)
        .join(' union all '),
    );
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  }

  /**
   * So many occurrences that nobody has shared, each with a draft at its first revision.
   * @param {number} count
   * @param {Side} side
   * @returns {Promise<Fresh[]>}
   */
  async fresh(count, side) {
    /** @type {Fresh[]} */
    const made = [];
    const [occurrence, reflection, draft] = ['occurrences', 'reflections', 'drafts'].map(
      (table) => this.#begun[table]?.[0],
    );
    if (!occurrence || !reflection || !draft) throw new Error('There is nothing to copy.');
    for (let n = 0; n < count; n += 1) {
      const sharer = this.#sharers[n % this.#sharers.length];
      if (!sharer) break;
      const of = `fresh ${side} ${(this.#given += 1)}`;
      const [occurrenceId, reflectionId, lane] = ['o', 'r', 'd'].map((what) => uuid(`${of} ${what}`));
      const ids = { occurrence_id: occurrenceId, reflection_id: reflectionId };
      const whose = { practice_id: this.#id, client_id: sharer.clientId };
      const episode = { episode_id: uuid(`episode ${sharer.clientId}`), assignment_id: sharer.assignmentId };
      this.#add('occurrences', { ...occurrence, ...whose, ...episode, id: occurrenceId, slot: of });
      this.#add('reflections', { ...only(reflection, { ...whose, ...episode, ...ids }), id: reflectionId });
      this.#add('drafts', {
        ...only(draft, { ...whose, ...ids }),
        id: lane,
        words: JSON.stringify(draftBody(n)),
        sealedWith: sharer.key,
      });
      made.push({ seat: seatOf(sharer), occurrenceId: occurrenceId ?? '', lane: lane ?? '' });
    }
    await this.#store([side]);
    return made;
  }

  /**
   * Clients whose drafts are in no round, to try things with. Nobody twice.
   * @param {Side} side
   * @param {number} count
   * @returns {World['clients']}
   */
  apart(side, count) {
    const from = this.#taken[side];
    this.#taken[side] += count;
    const taken = this.#sharers.slice(from, from + count);
    if (taken.length < count) throw new Error('Nobody is left to try things with.');
    return taken.map((sharer) => ({ ...seatOf(sharer), openedId: '', saved: sharer.saved }));
  }

  // --- the first of everything, through the product's own wire -----------------------------------------------------

  async #live() {
    const { env } = this.product;
    const said = await mustRunCli(
      [
        ...['create-practice', '--name', 'Bench', '--zone', 'Europe/Berlin', '--solo'],
        ...['--admin-name', 'Ada Bench', '--admin-email', 'ada@bench.example'],
      ],
      env,
    );
    this.#id = /\(([0-9a-f-]{36})\)/.exec(said)?.[1] ?? '';
    const ada = await this.#accept(/CLINICIAN.*#(\S+)/.exec(said)?.[1]);
    const { inviteClient } = await this.#ask(ada, 'InviteClient', {
      input: {
        ...key('invite'),
        chosenName: 'Ben Bench',
        pronouns: 'he/him',
        email: 'ben@bench.example',
        isAdult: true,
      },
    });
    const ben = await this.#accept(inviteClient.link.split('#')[1]);
    const { viewer } = await this.#ask(ben, 'MyViewer', {});
    for (const { kind, version } of viewer.pendingConsents)
      await this.#ask(ben, 'GiveConsent', { input: { ...key(`consent ${kind}`), kind, version } });
    const { client } = await this.#ask(ada, 'AssignClient', { id: inviteClient.client.id });
    const episodeId = client.episode.id;
    await this.#ask(ada, 'SetSessionRhythm', {
      input: {
        ...key('rhythm'),
        episodeId,
        rhythm: { anchorOn: '2026-01-01', time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' },
      },
    });
    const given = [];
    for (const what of ['to read', 'replied', 'begun']) {
      const { assignExercise } = await this.#ask(ada, 'AssignExercise', {
        input: {
          ...key(what),
          episodeId,
          exerciseSlug,
          due: 'NEXT_SESSION',
          rationale: 'For the evening you told me about. Your part, and only your part; the rest can wait.',
        },
      });
      const { rows } = await this.sql.query('select id from occurrences where assignment_id = $1', [
        assignExercise.assignment.id,
      ]);
      given.push(String(rows[0].id));
    }
    const [toReadId = '', repliedId = '', begunId = ''] = given;
    await this.#appears(ben, begunId);
    for (const [at, id] of given.entries()) {
      const lane = uuid(`lane ${id}`);
      await this.#ask(ben, 'SaveDraft', {
        input: { occurrenceId: id, lane, baseRevision: 0, body: draftBody(at) },
      });
      if (id === begunId) continue;
      const { submitReflection } = await this.#ask(ben, 'SubmitReflection', {
        input: {
          ...key(`submit ${id}`),
          occurrenceId: id,
          outcome: 'WHOLE',
          sharing: id === toReadId ? 'READ_BEFORE' : 'FOR_SESSION',
          lane,
          revision: 1,
        },
      });
      if (id !== repliedId) continue;
      const reflectionId = submitReflection.reflection.id;
      await this.#ask(ada, 'ReadingScreen', { id: reflectionId });
      await this.#ask(ada, 'ReplyToReflection', {
        input: {
          ...key('reply'),
          reflectionId,
          text: 'I noticed that you went back in. I wonder what made it possible.',
        },
      });
    }
    const { rows } = await this.sql.query(
      `select c.id, m.id as clinician_id from clients c, memberships m
       where c.chosen_name = 'Ben Bench' and m.name = 'Ada Bench' and m.role = 'CLINICIAN'`,
    );
    return { clinicianId: rows[0].clinician_id, clientId: rows[0].id, toReadId, repliedId, begunId };
  }

  /**
   * Joins by a one-time link; answers the cookie.
   * @param {string | undefined} token
   */
  async #accept(token) {
    const seat = this.#seatOf('', '');
    await this.#ask(seat, 'AcceptInvitation', { input: { token, password, isAdult: true } });
    return seat;
  }

  /**
   * What was assigned is the client's after the time for undoing it.
   * @param {Seat} seat
   * @param {string} occurrenceId
   */
  async #appears(seat, occurrenceId) {
    for (const until = Date.now() + 20_000; ; await sleep(250)) {
      const found = await this.#ask(seat, 'OccurrenceScreen', { id: occurrenceId }).catch(() => null);
      if (found) return;
      if (Date.now() > until) throw new Error('What was assigned did not reach the client.');
    }
  }

  /**
   * One document of the portal, one at a time; keeps the cookie.
   * @param {Seat} seat
   * @param {string} document
   * @param {Record<string, unknown>} variables
   * @returns {Promise<any>}
   */
  async #ask(seat, document, variables) {
    const { path, headers, body } = requestOf('product', document, { seat, variables });
    const response = await fetch(`${this.product.url}${path}`, { method: 'POST', headers, body });
    const [set] = response.headers.getSetCookie();
    if (set) seat.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    const { data, errors } = JSON.parse(text);
    const payload = /** @type {any} */ (Object.values(data ?? {})[0]);
    if (errors || !data || payload?.userErrors?.length > 0)
      throw new Error(`${document} was refused: ${text.slice(0, 400)}`);
    return data;
  }

  async #signEveryoneIn() {
    const seats = [...this.world.clinicians, ...this.world.clients, ...this.#sharers];
    // As many at once as the product hashes passwords.
    const two = [0, 1].map(async (half) => {
      for (const seat of seats.filter((_, at) => at % 2 === half))
        await this.#ask(seat, 'SignIn', { input: { email: emailOf(seat.membershipId), password } });
    });
    await Promise.all(two);
    for (const clinician of this.world.clinicians) {
      const { toRead } = await this.#ask(clinician, 'ToReadScreen', { first: 25 });
      if (toRead.edges.length < 25) throw new Error('A queue is shorter than its first page.');
      const cursors = toRead.edges.slice(0, 20).map((/** @type {{ cursor: string }} */ edge) => edge.cursor);
      clinician.cursors = [null, ...cursors];
    }
  }

  // --- copies ------------------------------------------------------------------------------------------------------

  async #loadKeys() {
    const from = (/** @type {string} */ file) =>
      import(pathToFileURL(join(root, 'apps/api/dist/modules/platform/crypto', file)).href);
    this.#seal = await from('seal.js');
    const { loadKeyRing } = await from('key-ring.js');
    this.#keyRing = loadKeyRing(join(this.product.env.DATA_DIR ?? '', 'keys.json'));
  }

  /**
   * @param {string} occurrenceId
   * @returns {Promise<TurnRows>}
   */
  async #turnOf(occurrenceId) {
    const [occurrence] = await this.#rows('occurrences', 'id', occurrenceId);
    const reflections = await this.#rows('reflections', 'occurrence_id', occurrenceId);
    /** @type {TurnRows} */
    const turn = {
      assignments: await this.#rows('assignments', 'id', occurrence?.assignment_id),
      occurrences: occurrence ? [occurrence] : [],
      reflections,
    };
    for (const table of turnTables.slice(3))
      turn[table] = await this.#rows(table, 'reflection_id', reflections[0]?.id);
    return turn;
  }

  /**
   * Rows as JSON, with the words of what is sealed in them.
   * @param {string} table
   * @param {string} column
   * @param {string} value
   * @returns {Promise<Row[]>}
   */
  async #rows(table, column, value) {
    const { rows } = await this.sql.query(
      `select to_jsonb(t) as row from ${table} t where practice_id = $1 and ${column} = $2`,
      [this.#id, value],
    );
    const sealed = sealedColumns[table];
    /** @type {Row[]} */
    const found = rows.map(({ row }) => row);
    if (sealed) {
      for (const row of found) {
        if (!row[sealed.column]) continue;
        const { secret } = await this.#keyOf(row.data_key_id);
        const at = this.#placeOf(table, row, row.data_key_id);
        row.words = this.#seal.unseal(secret, at, bytes(row[sealed.column])).toString('utf8');
      }
    }
    return found;
  }

  /**
   * @param {string} table
   * @param {string} column
   * @param {string} value
   * @returns {Promise<Row>}
   */
  async #row(table, column, value) {
    const [row] = await this.#rows(table, column, value);
    if (!row) throw new Error(`There is no row of ${table} to copy.`);
    return row;
  }

  /**
   * @param {string} id
   * @returns {Promise<Key>}
   */
  async #keyOf(id) {
    if (this.#practiceKey.length === 0) {
      const { wrapped } = await this.#ownRow('practice_keys');
      const { secret } = this.#keyRing.practiceWrapping;
      this.#practiceKey = this.#seal.unseal(secret, `practice|${this.#id}`, bytes(wrapped));
    }
    const { rows } = await this.sql.query('select wrapped from data_keys where id = $1', [id]);
    const context = `data-key|${this.#id}|${id}`;
    return { id, secret: this.#seal.unseal(this.#practiceKey, context, rows[0].wrapped) };
  }

  /**
   * @param {string} table with one row for the practice
   * @returns {Promise<Row>}
   */
  async #ownRow(table) {
    const { rows } = await this.sql.query(
      `select to_jsonb(t) as row from ${table} t where practice_id = $1`,
      [this.#id],
    );
    return rows[0].row;
  }

  /**
   * A further account with a membership like the first one's.
   * @param {Row} like
   * @param {string} who
   */
  async #join(like, who) {
    const accountId = uuid(`account ${who}`);
    const id = uuid(`membership ${who}`);
    const email = emailOf(id);
    const { installation } = this.#keyRing;
    await this.sql.query(
      `insert into auth.accounts select (jsonb_populate_record(a, $2)).* from auth.accounts a where a.id = $1`,
      [
        like.account_id,
        {
          id: accountId,
          email_sealed: hex(this.#seal.seal(installation.secret, `email|account|${accountId}`, email)),
          email_index: hex(this.#keyRing.blindIndex(email)),
        },
      ],
    );
    this.#add('memberships', { ...like, id, account_id: accountId, name: who });
    return id;
  }

  /**
   * A further client in somebody's care, with what a client has: account, episode, care team, consents, a key.
   * @param {Row} like
   * @param {string} name
   * @param {string} who
   * @param {string} clinicianId
   * @returns {Promise<Seat & { key: Key }>}
   */
  async #enter(like, name, who, clinicianId) {
    const clientId = uuid(`client ${who}`);
    const membership = await this.#first(`membership of a client`, () =>
      this.#row('memberships', 'id', like.membership_id),
    );
    const membershipId = await this.#join(membership, who);
    const episodeId = uuid(`episode ${clientId}`);
    const episode = await this.#first('episode', () => this.#row('episodes', 'client_id', like.id));
    const care = await this.#first('care', () => this.#row('care_team_members', 'episode_id', episode.id));
    const consents = await this.#first('consents', async () => ({
      rows: await this.#rows('consents', 'client_id', like.id),
    }));
    this.#add('clients', {
      ...like,
      id: clientId,
      chosen_name: name,
      membership_id: membershipId,
      created_by_id: clinicianId,
    });
    const at = Number(`0x${clientId.slice(0, 2)}`);
    this.#add('episodes', {
      ...episode,
      id: episodeId,
      client_id: clientId,
      rhythm_anchor_on: `2026-01-${String(5 + (at % 5)).padStart(2, '0')}`,
      rhythm_time: `${9 + (at % 8)}`.padStart(2, '0') + ':30',
      rhythm_every_weeks: 1 + (at % 2),
    });
    this.#add('care_team_members', {
      ...ago(care, 70),
      id: uuid(`care ${clientId}`),
      episode_id: episodeId,
      clinician_id: clinicianId,
    });
    for (const consent of consents.rows)
      this.#add('consents', {
        ...consent,
        id: uuid(`consent ${consent.id} ${clientId}`),
        client_id: clientId,
      });
    const ownKey = this.#newKey(clientId, clientId);
    return { ...this.#seatOf(membershipId, clientId), key: ownKey };
  }

  /** @type {Map<string, Promise<any>>} */
  #firsts = new Map();

  /**
   * What everybody is a copy of is read once.
   * @template T
   * @param {string} what
   * @param {() => Promise<T>} read
   * @returns {Promise<T>}
   */
  #first(what, read) {
    const known = this.#firsts.get(what) ?? read();
    this.#firsts.set(what, known);
    return known;
  }

  /**
   * @param {string} authorId
   * @param {string} subjectId
   * @returns {Key}
   */
  #newKey(authorId, subjectId) {
    const id = uuid(`key ${authorId} ${subjectId}`);
    const secret = randomBytes(32);
    const wrapped = this.#seal.seal(this.#practiceKey, `data-key|${this.#id}|${id}`, secret);
    this.#add('data_keys', {
      practice_id: this.#id,
      id,
      author_id: authorId,
      subject_id: subjectId,
      purpose: 'RECORD',
      wrapped: hex(wrapped),
      created_at: new Date().toISOString(),
    });
    return { id, secret };
  }

  /** @type {Map<string, Key>} */
  #clinicianKeys = new Map();

  /**
   * One turn once more, for another client.
   * @param {TurnRows} turn
   * @param {Seat & { key: Key }} client
   * @param {{ clinicianId: string, daysAgo: number, isExplained: boolean }} how
   * @returns {TurnRows} the new rows
   */
  #copy(turn, client, { clinicianId, daysAgo, isExplained }) {
    const { clientId } = client;
    const about = `${clinicianId} ${clientId}`;
    const clinicianKey = this.#clinicianKeys.get(about) ?? this.#newKey(clinicianId, clientId);
    this.#clinicianKeys.set(about, clinicianKey);
    const number = (this.#copies += 1);
    const renamed = (/** @type {string} */ id) => uuid(`${id} ${number}`);
    /** @type {TurnRows} */
    const made = {};
    for (const table of turnTables) {
      made[table] = (turn[table] ?? []).map((row) => {
        const copy = only(ago(row, daysAgo), {
          episode_id: uuid(`episode ${clientId}`),
          client_id: clientId,
          assigned_by_id: clinicianId,
          author_id: clinicianId,
          reviewer_id: clinicianId,
          ...Object.fromEntries(
            ['assignment_id', 'occurrence_id', 'reflection_id'].map((column) => [
              column,
              renamed(row[column]),
            ]),
          ),
        });
        copy.id = renamed(row.id);
        const isClients = sealedColumns[table]?.author === 'client_id';
        if (table === 'drafts') copy.words = JSON.stringify(draftBody(number));
        if (table === 'assignments' && !isExplained)
          Object.assign(copy, { words: undefined, rationale_sealed: null, data_key_id: null });
        return { ...copy, sealedWith: isClients ? client.key : clinicianKey };
      });
      for (const row of made[table] ?? []) this.#add(table, row);
    }
    return made;
  }

  #copies = 0;

  /**
   * The questions that were answered, as the product kept them, and the sittings that it opened for them: from these the floor
   * makes what it keeps.
   * @param {TurnRows} turn
   */
  async #storeQuestions({ answers = [] }) {
    const questions = answers.map(({ position, key: name, kind, wording, readers, words }) => {
      // Of a rating, its number in the draft and the words of its ends.
      const kept = kind === 'SCALE' ? { ...JSON.parse(words), value: undefined } : null;
      return { position, key: name, kind, wording, readers, kept, path: pathOf(name) };
    });
    await this.sql.query(
      'insert into floor.questions select * from jsonb_populate_recordset(null::floor.questions, $1::text::jsonb)',
      [JSON.stringify(questions)],
    );
    await this.sql.query(
      `insert into floor.sittings select distinct sitting, quotes from public.occurrences where sitting <> 'FIRST'`,
    );
  }

  // --- storing -----------------------------------------------------------------------------------------------------

  /**
   * @param {string} table
   * @param {Row} row
   */
  #add(table, row) {
    const rows = this.#waiting.get(table) ?? [];
    if (rows.length === 0) this.#waiting.set(table, rows);
    rows.push(row);
  }

  /** @param {Side[]} sides sealed for the product, as they are for the floor */
  async #store(sides = ['product', 'floor']) {
    const order = [
      ...['memberships', 'clients', 'episodes', 'care_team_members', 'consents', 'data_keys'],
      ...turnTables,
    ];
    for (const side of sides) {
      for (const table of order) {
        const rows = this.#waiting.get(table) ?? [];
        for (let at = 0; at < rows.length; at += 2_000)
          await this.sql.query(
            `insert into ${schemaOf(side)}.${table}
             select * from jsonb_populate_recordset(null::${schemaOf(side)}.${table}, $1::text::jsonb)`,
            [JSON.stringify(rows.slice(at, at + 2_000).map((row) => this.#stored(table, row, side)))],
          );
      }
    }
    this.#waiting.clear();
  }

  /**
   * @param {string} table
   * @param {Row} row
   * @param {Side} side
   */
  #stored(table, { words, sealedWith, ...row }, side) {
    const sealed = sealedColumns[table];
    if (!sealed || words === undefined) return row;
    const at = this.#placeOf(table, row, sealedWith.id);
    const content = side === 'floor' ? Buffer.from(words) : this.#seal.seal(sealedWith.secret, at, words);
    return { ...row, data_key_id: sealedWith.id, [sealed.column]: hex(content) };
  }

  /**
   * @param {string} table
   * @param {Row} row
   * @param {string} keyId
   */
  #placeOf(table, row, keyId) {
    const { column = '', author = '' } = sealedColumns[table] ?? {};
    return { practiceId: this.#id, table, column, rowId: row.id, authorId: row[author], keyId };
  }

  /**
   * @param {string} membershipId
   * @param {string} clientId
   * @returns {Seat}
   */
  #seatOf(membershipId, clientId) {
    return { practiceId: this.#id, membershipId, clientId, cookie: '' };
  }
}

// --- small things --------------------------------------------------------------------------------------------------

/**
 * @param {Seat} seat
 * @returns {Seat}
 */
const seatOf = ({ practiceId, membershipId, clientId, cookie }) => ({
  practiceId,
  membershipId,
  clientId,
  cookie,
});

/** @param {Side} side */
const schemaOf = (side) => (side === 'floor' ? 'floor' : 'public');

/** @param {string} of */
const key = (of) => ({ idempotencyKey: uuid(`act ${of}`) });

/** @param {string} membershipId */
const emailOf = (membershipId) => `${membershipId}@bench.example`;

/**
 * The same name has the same id in every run.
 * @param {string} name
 */
function uuid(name) {
  const digest = createHash('sha256').update(name).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}

/** @param {Buffer} content */
const hex = (content) => `\\x${content.toString('hex')}`;
/** @param {string} text */
const bytes = (text) => Buffer.from(text.slice(2), 'hex');

/**
 * Sets the columns that the row has, and no others.
 * @param {Row} row
 * @param {Row} values
 * @returns {Row}
 */
function only(row, values) {
  return {
    ...row,
    ...Object.fromEntries(
      Object.entries(values).filter(([name]) => row[name] !== undefined && row[name] !== null),
    ),
  };
}

/**
 * The same row, some days earlier.
 * @param {Row} row
 * @param {number} days
 * @returns {Row}
 */
function ago(row, days) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)
        ? new Date(Date.parse(value) - days * 86_400_000).toISOString()
        : value,
    ]),
  );
}

/**
 * @param {TurnRows} rows
 * @param {string} table
 */
const idOf = (rows, table) => String(rows[table]?.[0]?.id ?? '');

/**
 * Where a draft keeps what answers a question.
 * @param {string} name
 */
function pathOf(name) {
  const plan = /^plan\.(.+)$/.exec(name)?.[1];
  if (plan) return ['plan', plan.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())];
  return name === 'closing' ? ['closing'] : ['answers', name];
}

const names = [
  ...['Ana', 'Bela', 'Cora', 'Dilan', 'Edda', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kaya', 'Lior'],
  ...['Mina', 'Nuno', 'Olga', 'Pavel', 'Quinn', 'Rosa', 'Samir', 'Tilda', 'Uma', 'Viktor', 'Wanda', 'Yara'],
];

/** @param {number} at */
const nameOf = (at) =>
  `${names[at % names.length]}${at < names.length ? '' : ` ${Math.floor(at / names.length) + 1}`}`;
