import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { documentFiles, exerciseFiles, programFiles } from './files.js';

const folder = new URL('./en/', import.meta.url);

it('lists every text of the library and nothing that is not there', () => {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => new URL(name, folder).href);
  const listed = [...exerciseFiles, ...programFiles, ...documentFiles].map((file) => file.href);
  expect(listed.toSorted()).toEqual(there.toSorted());
});
