// @ts-check
// Marked words: each is nowhere else, says what it was typed into, and is found again however it is written down.
import { randomBytes } from 'node:crypto';

// One beginning for all, so that one pass finds them; letters and digits only, so that no escaping hides them.
const prefix = `zq${randomBytes(5).toString('hex')}`;
/**
 * @typedef {object} Mark
 * @property {string} field what somebody typed it into
 * @property {readonly string[]} allowed where it may be found
 */

/** @type {Map<string, Mark>} */
const made = new Map();

/**
 * A word that is nowhere else.
 * @param {string} field
 * @param {readonly string[]} [allowed]
 */
export function mark(field, allowed = []) {
  const word = `${prefix}x${String(made.size).padStart(3, '0')}`;
  made.set(word, { field, allowed });
  return word;
}

/**
 * Every word that was made, with what it was typed into.
 * @returns {ReadonlyMap<string, Mark>}
 */
export const marks = () => made;

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
