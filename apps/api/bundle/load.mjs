// @ts-check
// Lies beside the bundle and starts it. What V8 compiled of it when it was made is read back instead of being compiled
// again, which is a third of a start; where V8 will not take it (another version, other flags) it compiles as ever.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** What V8 calls the bundle wherever it lies: what it compiled keeps the name it was compiled under. */
const filename = 'rejoin.cjs';

/**
 * What is in the bundle; each starts when it is called.
 * @typedef {Record<'main' | 'cli', () => Promise<unknown>>} Programs
 */

/**
 * Reads the bundle, with what was compiled of it if that is there.
 * @param {URL} [folder] where it lies
 * @returns {{ programs: Programs, script: Script, compiledFile: string }}
 */
export function load(folder = new URL('.', import.meta.url)) {
  const file = new URL(filename, folder);
  // Nothing but ASCII is in it, which is read and held at half the price.
  const source = readFileSync(file, 'latin1');
  // V8 compares lengths only, so what was compiled carries the stamp of the one bundle it was compiled from.
  const compiledFile = fileURLToPath(new URL(`rejoin.${stampOf(source)}.compiled`, folder));
  const script = new Script(`(function (exports, require, module, __filename) {${source}\n})`, {
    filename,
    cachedData: existsSync(compiledFile) ? readFileSync(compiledFile) : undefined,
  });
  const module = { exports: /** @type {{ programs: Programs }} */ ({}) };
  script.runInThisContext()(module.exports, createRequire(file), module, fileURLToPath(file));
  return { programs: module.exports.programs, script, compiledFile };
}

/** @param {string} source begins with its own hash, as a comment */
function stampOf(source) {
  return source.slice('/* '.length, source.indexOf(' */'));
}
