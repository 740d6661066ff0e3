// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mark, marksIn } from './marks.mjs';

const word = mark('a field');

/** @type {[string, string | Buffer][]} */
const hidden = [
  ['as it was typed', `before ${word} after`],
  ['as a part of a longer word', `a${word}b`],
  ['as UTF-16', Buffer.from(`before ${word} after`, 'utf16le')],
  ['as hexadecimal digits', `\\x${Buffer.from(`before ${word} after`).toString('hex')}`],
  ['as capital hexadecimal digits', Buffer.from(`before ${word} after`).toString('hex').toUpperCase()],
  ...['', 'a', 'ab', 'abc'].map(
    (before) =>
      /** @type {[string, string]} */ ([
        `in base64 after ${before.length} bytes`,
        Buffer.from(`${before}${word} after`).toString('base64'),
      ]),
  ),
];

for (const [how, content] of hidden)
  test(`a marked word is found ${how}`, () => assert.deepEqual([...marksIn(content)], [word]));

test('other words are not', () => assert.equal(marksIn('nothing of the kind').size, 0));
