// @ts-check
// From nothing to the first correct answer of GraphQL, against the least a server on this machine can take: node:http and
// pg, which answer the same question from the same rows. In turns, so that what else the machine does touches both.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { boot } from './boot.mjs';
import { root } from './install.mjs';
import { freePort } from './ports.mjs';
import { Person, WireError } from './wire.mjs';

const question = '{ viewer { id name role practice { id name zone } } }';
const floorStatement = {
  name: 'floor',
  text: `select json_build_object('id', m.id, 'name', m.name, 'role', m.role,
           'practice', json_build_object('id', p.id, 'name', p.name, 'zone', p.zone)) as viewer
         from memberships m join practices p on p.id = m.practice_id where m.id = $1`,
};

/** What performance allows: six times the floor. */
export const limit = 6;

/** @typedef {{ product: number, floor: number, ratio: number }} ColdStart milliseconds, medians */

/**
 * @param {{ rounds?: number }} [options]
 * @returns {Promise<ColdStart>}
 */
export async function coldStart({ rounds = 7 } = {}) {
  const booted = await boot({ env: { ADHOC_GRAPHQL: 'on' } });
  try {
    const [persona] = booted.personas;
    assert.ok(persona);
    const person = await Person.ofTheDemo(booted.url, persona.key);
    const expected = await person.ask(question);
    await booted.killApi();

    const port = await freePort();
    const floor = new Person(`http://127.0.0.1:${port}`);
    const floorEnv = {
      FLOOR_PORT: String(port),
      DATABASE_URL: booted.db.superUrl,
      MEMBERSHIP: expected.viewer.id,
    };
    const sides = {
      product: () => firstAnswer(join(root, 'apps/api/dist/main.js'), booted.env, person, expected),
      floor: () => firstAnswer(fileURLToPath(import.meta.url), floorEnv, floor, expected),
    };
    /** @type {Record<keyof typeof sides, number[]>} */
    const times = { product: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      const order = /** @type {(keyof typeof sides)[]} */ (Object.keys(sides));
      if (round % 2 === 1) order.reverse();
      for (const side of order) times[side].push(await sides[side]());
    }
    const [product, floorTime] = [median(times.product), median(times.floor)];
    return { product, floor: floorTime, ratio: product / floorTime };
  } finally {
    await booted.stop();
  }
}

/**
 * The figures of a run in a line.
 * @param {ColdStart} run
 */
export function summaryOf({ product, floor, ratio }) {
  return `first correct answer after ${product.toFixed(0)} ms, the floor's after ${floor.toFixed(0)} ms: ${ratio.toFixed(1)} times (Node ${process.versions.node})`;
}

/**
 * Milliseconds until a fresh process gives the expected answer.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @param {Person} person
 * @param {unknown} expected
 */
async function firstAnswer(file, env, person, expected) {
  const began = performance.now();
  const child = spawn(process.execPath, [file], { cwd: root, env, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  try {
    for (;;) {
      const answer = await person.ask(question).catch((error) => {
        if (error instanceof WireError && error.code === 'NO_CONNECTION') return undefined;
        throw error;
      });
      if (answer) {
        assert.deepEqual(answer, expected);
        return performance.now() - began;
      }
      assert.equal(child.exitCode, null, `${file} ended`);
      await sleep(2);
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** @param {number[]} times */
function median(times) {
  return times.sort((one, other) => one - other)[times.length >> 1] ?? NaN;
}

/** @param {number} port */
function serveFloor(port) {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
  createServer((request, response) => {
    const answer = pool.query({ ...floorStatement, values: [process.env.MEMBERSHIP] });
    request.resume();
    answer.then(
      ({ rows: [data] }) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
      () => response.destroy(),
    );
  }).listen(port, '127.0.0.1');
}

if (process.env.FLOOR_PORT) serveFloor(Number(process.env.FLOOR_PORT));
