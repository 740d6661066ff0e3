// @ts-check
// The bench's client, a process of its own: so many callers, each with one request under way, for about a second at a time.
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { CpuWatch, quantile } from './measure.mjs';
import { isAnswer, operations, requestOf } from './operations.mjs';

/**
 * @typedef {import('./operations.mjs').Side} Side
 * @typedef {import('./operations.mjs').Turn} Turn
 */

/**
 * Where the servers are and who there is; sent once.
 * @typedef {object} Setting
 * @property {Record<Side, { url: string, pid: number }>} servers
 * @property {number} database the postmaster's process
 * @property {import('./operations.mjs').World} world
 */

/**
 * One server, one operation, for one stretch of time.
 * @typedef {object} Run
 * @property {Side} side
 * @property {string} operation
 * @property {number} concurrency
 * @property {number} seconds
 * @property {Turn[]} fresh turns that are good for one request
 */

/**
 * @typedef {object} Figures
 * @property {number} count answers while the clock ran
 * @property {number} sent all that was sent, before the clock began too
 * @property {number} seconds
 * @property {number} p50 milliseconds
 * @property {number} p99
 * @property {{ server: number, database: number }} cpu milliseconds
 * @property {number} bytes of an answer, on average
 * @property {string[]} errors the first few, word for word
 * @property {number} errorCount
 */

// Connections, plans and caches are warm when the clock begins: what was put in order between the rounds is planned anew by
// each connection, on either side, and on a busy machine that takes a while.
const leadMilliseconds = 150;
const leadAnswers = 3;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
/** @type {Setting} */
let setting;
/** What each side is asked, in turn. @type {Map<string, Turn[]>} */
const rings = new Map();

process.on('message', (/** @type {Setting | Run} */ message) => {
  if ('servers' in message) {
    setting = message;
    process.send?.('ready');
  } else {
    run(message).then(
      (figures) => process.send?.(figures),
      (error) => process.send?.({ fault: String(error) }),
    );
  }
});
process.once('disconnect', () => process.exit());

/**
 * @param {Run} wanted
 * @returns {Promise<Figures>}
 */
async function run({ side, operation, concurrency, seconds, fresh }) {
  const { renew, isOnce } = operationOf(operation);
  const turns = isOnce ? fresh : ringOf(side, operation);
  const { url, pid } = setting.servers[side];
  /** @type {number[]} */
  let times = [];
  /** @type {string[]} */
  const errors = [];
  let errorCount = 0;
  let sent = 0;
  let bytes = 0;
  let isOver = false;
  let isMeasuring = false;
  let cold = concurrency;
  /** @type {() => void} */
  let warmed = () => {};
  const isWarm = new Promise((done) => (warmed = () => done(true)));

  const caller = async () => {
    for (let answered = 0; !isOver; answered += 1) {
      if (answered === leadAnswers) {
        cold -= 1;
        if (cold === 0) warmed();
      }
      // Taken out while it is under way: of what has a revision, two requests at once would be two writers.
      const turn = turns.shift();
      if (!turn) return;
      const wanted = requestOf(side, operation, turn);
      sent += 1;
      const began = performance.now();
      const { status, text } = await ask(url, wanted);
      if (isMeasuring) {
        times.push(performance.now() - began);
        bytes += text.length;
      }
      if (!isAnswer(status, text)) {
        errorCount += 1;
        if (errors.length < 3) errors.push(`${status} ${text.slice(0, 300)}`);
      } else {
        renew?.(turn);
      }
      if (!isOnce) turns.push(turn);
    }
  };
  const callers = Array.from({ length: concurrency }, caller);
  const everyone = Promise.all(callers);
  await Promise.race([Promise.all([sleep(leadMilliseconds), isWarm]), everyone]);

  const cpu = new CpuWatch({ server: pid, database: setting.database });
  const began = performance.now();
  isMeasuring = true;
  await Promise.race([sleep(seconds * 1000), everyone]);
  isMeasuring = false;
  const took = (performance.now() - began) / 1000;
  const spent = cpu.stop();
  isOver = true;
  await everyone;

  const figures = {
    count: times.length,
    sent,
    seconds: took,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: spent,
    bytes: times.length > 0 ? bytes / times.length : 0,
    errors,
    errorCount,
  };
  times = [];
  return figures;
}

/** @param {string} name */
function operationOf(name) {
  const operation = operations[name];
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}

/**
 * @param {Side} side
 * @param {string} operation
 * @returns {Turn[]}
 */
function ringOf(side, operation) {
  const key = `${side} ${operation}`;
  let ring = rings.get(key);
  if (!ring) {
    // Each side has its own: a draft is at another revision here and there.
    ring = structuredClone(operationOf(operation).turns(setting.world));
    // What only reads may be under way many times.
    while (ring.length < 128 && !operationOf(operation).renew) ring = [...ring, ...structuredClone(ring)];
    rings.set(key, ring);
  }
  return ring;
}

/**
 * @param {string} url
 * @param {import('./operations.mjs').Request} wanted
 * @returns {Promise<{ status: number, text: string }>}
 */
function ask(url, { path, headers, body }) {
  return new Promise((done) => {
    const failed = (/** @type {Error} */ error) => done({ status: 0, text: String(error) });
    const sent = request(
      `${url}${path}`,
      {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', failed);
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}
