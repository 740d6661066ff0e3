// @ts-check
// What was acknowledged stays, whatever dies. Writers save, share and take back at full speed while the API, the database
// or both are killed with -9; a ledger of what the server acknowledged is then held against what it gives back and against
// what lies in the tables.
//
//   node tools/kill-ledger.mjs [--api 12] [--database 10] [--both 8] [--writers 4]
//
// After every kill, before anybody writes again: each writer's last acknowledged words are there, or the ones that were
// under way. Then what was under way is sent once more, as a portal does, and must have had, or have now, one effect.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { boot } from './boot.mjs';
import { Person, WireError } from './wire.mjs';

const exercise = 'pause-before-the-spiral';
const block = 'kind-sentence';

/** @typedef {'api' | 'database' | 'both'} Victim */
/** @typedef {{ api: number, database: number, both: number }} Kills */

/**
 * What a writer knows about one turn of the exercise: the last acknowledged state.
 * @typedef {object} Turn
 * @property {string} id
 * @property {string} lane
 * @property {number} revision of the draft; 0 before the first save
 * @property {string} words
 * @property {'DRAFT' | 'SUBMITTED'} state
 * @property {string | null} reflectionId
 * @property {number} submits acknowledged ones
 * @property {number} takeBacks
 * @property {boolean} isOver shared to be read before, and not touched again
 */

/**
 * An act whose answer is not there yet: sending it again must have the effect of sending it once.
 * @typedef {object} Act
 * @property {'save' | 'submit' | 'takeBack'} kind
 * @property {Turn} after what is true once it is acknowledged
 * @property {string} key
 * @property {() => Promise<Turn>} send answers the turn as the server acknowledged it
 */

/**
 * The figures of a run, for whoever reads or records them.
 * @typedef {object} Ledger
 * @property {number} kills
 * @property {number} saves acknowledged
 * @property {number} submits acknowledged
 * @property {number} takeBacks acknowledged
 * @property {number} underway acts that had no answer when something died
 * @property {string[]} faults
 * @property {number} seconds
 */

/**
 * @param {{ kills: Kills, writers?: number, log?: (line: string) => void }} options
 * @returns {Promise<Ledger>}
 */
export async function killLedger({ kills, writers: writerCount = 4, log = console.log }) {
  const began = Date.now();
  const victims = mixed(kills);
  /** @type {Ledger} */
  const ledger = {
    kills: 0,
    saves: 0,
    submits: 0,
    takeBacks: 0,
    underway: 0,
    faults: [],
    seconds: 0,
  };
  const product = await boot({ env: { ADHOC_GRAPHQL: 'on' } });
  try {
    const supply = await assigned(product, Math.min(400, victims.length * 3 + writerCount * 2));
    const noor = await Person.ofTheDemo(product.url, 'noor');
    const addressee = product.personas.find(({ role }) => role === 'CLINICIAN')?.email ?? '';
    const writers = Array.from({ length: writerCount }, () => new Writer(noor, supply, ledger));
    /** Mails that arrived, by Message-ID; the catcher forgets old ones. @type {Map<string, number>} */
    const mails = new Map();
    let seen = 0;
    const harvest = () => {
      for (const mail of product.mail.mails().filter(({ id }) => id > seen)) {
        const messageId = /^message-id:\s*<([^@>]+)/im.exec(mail.raw)?.[1] ?? '';
        mails.set(messageId, (mails.get(messageId) ?? 0) + 1);
      }
      seen = product.mail.mails()[0]?.id ?? seen;
      return mails;
    };
    const audit = async () => {
      const turns = writers.flatMap(({ turns }) => turns);
      ledger.faults.push(...(await halfStates(product.db.superUrl, turns, { harvest, addressee })));
    };

    for (const [round, victim] of victims.entries()) {
      const before = ledger.faults.length;
      const writing = writers.map((writer) => writer.write());
      // In the middle of work, however fast the machine is; never exactly between two acts.
      const enough = acknowledged(ledger) + 5 + Math.random() * 60;
      for (const until = Date.now() + 5_000; acknowledged(ledger) < enough && Date.now() < until;)
        await sleep(10);
      await sleep(Math.random() * 20);
      await kill(product, victim);
      ledger.kills += 1;
      for (const writer of writers) writer.pause();
      await Promise.all(writing);
      for (const writer of writers) await writer.compareAfterKill();
      for (const writer of writers) await writer.settle();
      await audit();
      for (const fault of ledger.faults.slice(before)) log(`round ${round + 1}, ${victim} killed: ${fault}`);
      if (ledger.faults.length > 20) break;
    }
    for (const writer of writers) await writer.compareAll();
    await audit();
  } finally {
    await product.stop();
  }
  ledger.faults = [...new Set(ledger.faults)];
  ledger.seconds = Math.round((Date.now() - began) / 1000);
  return ledger;
}

/** @param {Ledger} ledger */
const acknowledged = ({ saves, submits, takeBacks }) => saves + submits + takeBacks;

/**
 * Victims in an order that mixes them.
 * @param {Kills} kills
 * @returns {Victim[]}
 */
function mixed({ api, database, both }) {
  /** @type {[Victim, number][]} */
  const counts = [
    ['api', api],
    ['database', database],
    ['both', both],
  ];
  return counts
    .flatMap(([victim, count]) =>
      Array.from({ length: count }, (_, at) => ({ victim, at: (at + 0.5) / count })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ victim }) => victim);
}

/**
 * @param {import('./boot.mjs').Booted} product
 * @param {Victim} victim
 */
async function kill(product, victim) {
  if (victim === 'api') {
    await product.killApi();
    await product.startApi();
  } else if (victim === 'database') {
    await product.killDatabase();
  } else {
    await Promise.all([product.db.kill(), product.killApi()]);
    await product.db.restart();
    await product.startApi();
  }
}

/**
 * Turns to write in, given by the demo's clinician and told to the client.
 * @param {import('./boot.mjs').Booted} product
 * @param {number} count
 * @returns {Promise<string[]>}
 */
async function assigned(product, count) {
  const mara = await Person.ofTheDemo(product.url, 'mara');
  const { caseload } = await mara.ask('{ caseload { edges { node { id name } } } }');
  const { client } = await mara.ask('query ($id: ID!) { client(id: $id) { episode { id } } }', {
    id: caseload.edges.find((/** @type {{ node: { name: string } }} */ { node }) =>
      node.name.startsWith('Noor'),
    ).node.id,
  });
  const noor = await Person.ofTheDemo(product.url, 'noor');
  const today = async () => {
    const { today } = await noor.ask('{ today { occurrences { id } } }');
    return today.occurrences.map((/** @type {{ id: string }} */ { id }) => id);
  };
  const already = await today();
  for (let given = 0; given < count; given += 1) {
    await mara.act(
      'assignExercise',
      'AssignExerciseInput',
      { idempotencyKey: randomUUID(), episodeId: client.episode.id, exerciseSlug: exercise, due: 'NONE' },
      'assignment { id }',
    );
  }
  await product.undoTimePasses();
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(200)) {
    const fresh = (await today()).filter((/** @type {string} */ id) => !already.includes(id));
    if (fresh.length === count) return fresh;
  }
  throw new Error('What was assigned did not reach the client.');
}

/** One device: writes turn after turn, one act after the other, and keeps the book of what was acknowledged. */
class Writer {
  /** Every turn this writer has begun. @type {Turn[]} */
  turns = [];
  /** @type {Act | null} */
  #underway = null;
  #isPaused = false;
  #savesLeft = 0;
  #noor;
  #supply;
  #ledger;

  /**
   * @param {Person} noor
   * @param {string[]} supply turns nobody has begun; writers take from it
   * @param {Ledger} ledger
   */
  constructor(noor, supply, ledger) {
    this.#noor = noor;
    this.#supply = supply;
    this.#ledger = ledger;
  }

  pause() {
    this.#isPaused = true;
  }

  /** Until it is paused, or until an act finds no answer. */
  async write() {
    this.#isPaused = false;
    while (!this.#isPaused) {
      const act = this.#next();
      if (!act) return;
      this.#underway = act;
      try {
        this.#acknowledge(act, await act.send());
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        // The kill came between: whether it had its effect is not known now.
        this.#ledger.underway += 1;
        if (error.code === 'INTERNAL') this.#fault(`a ${act.kind} was told of a fault, not to try again`);
        return;
      }
    }
  }

  /** Nobody has written since the kill: what is there is what was acknowledged, or that and the act under way. */
  async compareAfterKill() {
    const turn = this.turns.at(-1);
    if (!turn) return;
    const found = await this.#look(turn);
    const wanted = [turn, ...(this.#underway ? [this.#underway.after] : [])].map(plain);
    if (!wanted.includes(found)) this.#fault(`lost: found ${found}, acknowledged ${wanted.join(' or ')}`);
  }

  /** Sends what was under way once more; then exactly its effect is there. */
  async settle() {
    const act = this.#underway;
    if (act) {
      try {
        this.#acknowledge(act, await act.send());
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        this.#fault(`a repeated ${act.kind} was refused: ${error.message}`);
        this.#underway = null;
      }
    }
    const turn = this.turns.at(-1);
    if (!turn) return;
    const found = await this.#look(turn);
    if (found !== plain(turn)) this.#fault(`doubled or lost: found ${found}, acknowledged ${plain(turn)}`);
  }

  /** Everything this writer ever wrote, to the end. */
  async compareAll() {
    for (const turn of this.turns) {
      const found = await this.#look(turn);
      if (found !== plain(turn)) this.#fault(`at the end: found ${found}, acknowledged ${plain(turn)}`);
    }
  }

  /** @param {string} fault */
  #fault(fault) {
    this.#ledger.faults.push(fault);
  }

  /**
   * @param {Act} act
   * @param {Turn} turn
   */
  #acknowledge(act, turn) {
    if (plain(turn) !== plain(act.after))
      this.#fault(`a ${act.kind} was answered with ${plain(turn)} instead of ${plain(act.after)}`);
    const at = this.turns.findIndex(({ id }) => id === turn.id);
    if (at < 0) this.turns.push(turn);
    else this.turns[at] = turn;
    this.#underway = null;
    if (act.kind === 'save') this.#ledger.saves += 1;
    else if (act.kind === 'submit') this.#ledger.submits += 1;
    else this.#ledger.takeBacks += 1;
  }

  /** Some saves, then sharing; mostly taken back and written on, sometimes for good. @returns {Act | null} */
  #next() {
    let turn = this.turns.at(-1);
    if (!turn || turn.isOver) {
      const id = this.#supply.shift();
      if (!id) return null;
      turn = {
        id,
        lane: randomUUID(),
        revision: 0,
        words: '',
        state: 'DRAFT',
        reflectionId: null,
        submits: 0,
        takeBacks: 0,
        isOver: false,
      };
    }
    if (turn.state === 'SUBMITTED') return this.#takeBack(turn);
    if (this.#savesLeft > 0) {
      this.#savesLeft -= 1;
      return this.#save(turn);
    }
    this.#savesLeft = 3 + Math.floor(Math.random() * 10);
    if (turn.revision === 0) return this.#save(turn);
    return this.#submit(turn, this.#supply.length > 0 && Math.random() < 0.3);
  }

  /**
   * @param {Turn} turn
   * @returns {Act}
   */
  #save(turn) {
    const longer = `${turn.words} word ${turn.revision + 1}`;
    const words = longer.length > 480 ? `again from ${turn.revision + 1}` : longer.trim();
    const input = {
      occurrenceId: turn.id,
      lane: turn.lane,
      baseRevision: turn.revision,
      body: {
        formatVersion: 1,
        language: 'en',
        size: 'WHOLE',
        answers: { [block]: words },
        feelsWrong: [],
        readers: {},
        bringIn: [],
        closing: `closing ${turn.revision + 1}`,
        place: 'sentence',
        visited: ['breathe'],
      },
    };
    return {
      kind: 'save',
      key: '',
      after: { ...turn, words, revision: turn.revision + 1 },
      send: async () => {
        const { draft } = await this.#noor.act(
          'saveDraft',
          'SaveDraftInput',
          input,
          'draft { lane revision }',
        );
        return { ...turn, words, lane: draft.lane, revision: draft.revision };
      },
    };
  }

  /**
   * @param {Turn} turn
   * @param {boolean} isOver
   * @returns {Act}
   */
  #submit(turn, isOver) {
    const input = {
      idempotencyKey: randomUUID(),
      occurrenceId: turn.id,
      outcome: 'WHOLE',
      sharing: isOver ? 'READ_BEFORE' : 'FOR_SESSION',
      lane: turn.lane,
      revision: turn.revision,
    };
    /** @type {Turn} */
    const after = { ...turn, state: 'SUBMITTED', submits: turn.submits + 1, isOver };
    return {
      kind: 'submit',
      key: input.idempotencyKey,
      after,
      send: async () => {
        const { reflection } = await this.#noor.act(
          'submitReflection',
          'SubmitReflectionInput',
          input,
          'reflection { id state answers { key value } }',
        );
        return { ...after, state: reflection.state, reflectionId: reflection.id, words: wordsIn(reflection) };
      },
    };
  }

  /**
   * @param {Turn} turn
   * @returns {Act}
   */
  #takeBack(turn) {
    const input = { idempotencyKey: randomUUID(), reflectionId: turn.reflectionId };
    /** @type {Turn} */
    const after = { ...turn, state: 'DRAFT', takeBacks: turn.takeBacks + 1 };
    return {
      kind: 'takeBack',
      key: input.idempotencyKey,
      after,
      send: async () => {
        await this.#noor.act('takeBackReflection', 'TakeBackReflectionInput', input, 'occurrenceId');
        return after;
      },
    };
  }

  /**
   * What the API gives back of a turn, in the form of `plain`.
   * @param {Turn} turn
   * @returns {Promise<string>}
   */
  async #look(turn) {
    const answer = await this.#noor
      .ask(
        `query ($id: ID!) { occurrence(id: $id) {
          drafts { lane revision body } reflection { state answers { key value } } } }`,
        { id: turn.id },
      )
      .catch((error) => {
        if (error instanceof WireError) return error.code;
        throw error;
      });
    if (typeof answer === 'string') return `the answer ${answer}`;
    const { occurrence } = answer;
    const { drafts, reflection } = occurrence;
    if (reflection && reflection.state !== 'DRAFT')
      return plain({ ...turn, state: reflection.state, words: wordsIn(reflection) });
    const [draft] = drafts;
    if (!draft || drafts.length > 1) return `${drafts.length} lanes`;
    const found = { ...turn, lane: draft.lane, revision: draft.revision, words: draft.body.answers[block] };
    return plain({ ...found, state: 'DRAFT' });
  }
}

/** @param {{ answers: { key: string, value: unknown }[] }} reflection */
function wordsIn(reflection) {
  return String(reflection.answers.find(({ key }) => key === block)?.value);
}

/**
 * A turn as two sides can compare it. Shared words name no revision: they are the saved ones, word for word.
 * @param {Turn} turn
 */
function plain({ id, lane, revision, words, state }) {
  const place = state === 'DRAFT' ? `draft ${lane.slice(0, 8)} at ${revision}` : state;
  return `turn ${id.slice(0, 8)}, ${place}: “${words}”`;
}

/**
 * What lies in the tables and fits together only in part.
 * @param {string} url
 * @param {Turn[]} turns
 * @param {{ harvest: () => Map<string, number>, addressee: string }} post
 * @returns {Promise<string[]>}
 */
async function halfStates(url, turns, { harvest, addressee }) {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    const { rows } = await sql.query(
      `select r.id, r.occurrence_id, r.state, r.sharing, r.outcome,
         (select count(*)::int from answers a where a.practice_id = r.practice_id and a.reflection_id = r.id) as answers,
         (select count(*)::int from ratings a where a.practice_id = r.practice_id and a.reflection_id = r.id) as ratings,
         (select count(*)::int from drafts d where d.practice_id = r.practice_id and d.reflection_id = r.id) as drafts,
         (select count(*)::int from audit_events e where e.practice_id = r.practice_id and e.object_id = r.id and e.act = 'reflection.submit') as submits,
         (select count(*)::int from audit_events e where e.practice_id = r.practice_id and e.object_id = r.id and e.act = 'reflection.takeBack') as take_backs,
         exists (select 1 from graphile_worker.jobs j where j.key = 'toRead|' || r.id) as has_job
       from reflections r`,
    );
    const { rows: keys } = await sql.query(
      'select count(*)::int as unfinished from idempotency_keys where result is null',
    );
    // A job goes once its mail is out, so the mails are looked at after the jobs.
    const mails = harvest();
    /** @type {string[]} */
    const faults = [];
    if (keys[0].unfinished > 0) faults.push(`${keys[0].unfinished} acts have a key and no result`);
    for (const row of rows) {
      const name = `reflection ${row.id.slice(0, 8)} is ${row.state} with`;
      const isShared = row.state !== 'DRAFT';
      const turn = turns.find(({ id }) => id === row.occurrence_id);
      if (row.submits - row.take_backs !== (isShared ? 1 : 0))
        faults.push(`${name} ${row.submits} submit and ${row.take_backs} take-back events`);
      if (isShared && row.outcome !== 'NOT_THIS_WEEK' && row.answers === 0) faults.push(`${name} no answers`);
      if (!isShared && row.answers + row.ratings > 0) faults.push(`${name} ${row.answers} answers`);
      if (!isShared && row.drafts === 0) faults.push(`${name} no draft`);
      if (!turn) continue;
      if (row.drafts !== 1) faults.push(`${name} ${row.drafts} drafts`);
      if (isShared && row.answers !== 2) faults.push(`${name} ${row.answers} answers instead of 2`);
      if (row.submits !== turn.submits || row.take_backs !== turn.takeBacks)
        faults.push(
          `${name} ${row.submits} submit and ${row.take_backs} take-back events, acknowledged ${turn.submits} and ${turn.takeBacks}`,
        );
      if (row.sharing === 'READ_BEFORE' && !row.has_job && !mails.has(messageId(row.id, addressee)))
        faults.push(`${name} neither a job nor a mail`);
    }
    for (const turn of turns.filter(({ id }) => !rows.some((row) => row.occurrence_id === id)))
      faults.push(`${plain(turn)} was acknowledged and is gone`);
    return faults;
  } finally {
    await sql.end();
  }
}

/**
 * The local part of the Message-ID under which the word about a reflection goes out.
 * @param {string} reflectionId
 * @param {string} address
 */
function messageId(reflectionId, address) {
  return createHash('sha256')
    .update(`toRead|${reflectionId}|${address.toLowerCase()}`)
    .digest('hex')
    .slice(0, 32);
}

/**
 * One line a person can read.
 * @param {Ledger} ledger
 */
export function summaryOf({ kills, saves, submits, takeBacks, underway, faults, seconds }) {
  return (
    `${kills} kills in ${seconds} s: ${saves} saves, ${submits} shares and ${takeBacks} take-backs acknowledged, ` +
    `${underway} acts under way when something died; ${faults.length} lost, doubled or half done`
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      api: { type: 'string', default: '12' },
      database: { type: 'string', default: '10' },
      both: { type: 'string', default: '8' },
      writers: { type: 'string', default: '4' },
    },
  });
  const ledger = await killLedger({
    kills: { api: Number(values.api), database: Number(values.database), both: Number(values.both) },
    writers: Number(values.writers),
  });
  console.log(summaryOf(ledger));
  process.exit(ledger.faults.length > 0 ? 1 : 0);
}
