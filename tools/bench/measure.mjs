// @ts-check
// What a server costs: CPU of its process tree and of every process of PostgreSQL, from /proc, and how long its answers take.
import { readdirSync, readFileSync } from 'node:fs';

/**
 * A process and all it started, as they are now.
 * @param {number} root
 * @returns {number[]}
 */
function treeOf(root) {
  const parents = list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = read(`/proc/${name}/stat`);
      return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
    });
  /** @type {(pid: number) => number[]} */
  const below = (pid) => [
    pid,
    ...parents.filter(({ parent }) => parent === pid).flatMap((child) => below(child.pid)),
  ];
  return below(root);
}

/**
 * Milliseconds on a CPU of a process tree since it began. From the scheduler, because a tick of 10 ms is a percent of a round.
 * @param {number} root
 * @returns {Map<string, number>} by thread, so that one that ends or begins within a round is no jump
 */
function cpuOf(root) {
  /** @type {Map<string, number>} */
  const threads = new Map();
  for (const pid of treeOf(root)) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const nanoseconds = Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]);
      if (nanoseconds > 0) threads.set(thread, nanoseconds / 1e6);
    }
  }
  return threads;
}

/** Milliseconds of CPU of the server and of PostgreSQL from its making to `stop`. */
export class CpuWatch {
  #before;

  /** @param {{ server: number, database: number }} pids */
  constructor(pids) {
    this.pids = pids;
    this.#before = { server: cpuOf(pids.server), database: cpuOf(pids.database) };
  }

  /** @returns {{ server: number, database: number }} */
  stop() {
    const { server, database } = this.#before;
    return {
      server: difference(server, cpuOf(this.pids.server)),
      database: difference(database, cpuOf(this.pids.database)),
    };
  }
}

/**
 * @param {Map<string, number>} before
 * @param {Map<string, number>} after
 */
function difference(before, after) {
  let sum = 0;
  for (const [thread, milliseconds] of after) sum += milliseconds - (before.get(thread) ?? 0);
  return sum;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether this machine tells what a process cost. */
export function canMeasure() {
  return cpuOf(process.pid).size > 0;
}

/**
 * The value below which a share of all lies.
 * @param {number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
