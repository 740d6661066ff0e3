import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { documentFiles, exerciseFiles, programFiles, translationFiles, translationsOf } from './files.js';

const here = new URL('./', import.meta.url);
const originals = [...exerciseFiles, ...programFiles, ...documentFiles];

it('lists every text of the library and nothing that is not there', () => {
  const there = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => new URL(name, here).href);
  const listed = [...originals, ...translationFiles].map((file) => file.href);
  expect(listed.toSorted()).toEqual(there.toSorted());
});

it('finds each translation under the path of what it translates', () => {
  const found = originals.flatMap(translationsOf).map((file) => file.href);
  expect(found.toSorted()).toEqual(translationFiles.map((file) => file.href).toSorted());
});
