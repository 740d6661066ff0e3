// @ts-check
// Gathers the documents of the three entries into the one manifest the API accepts, `sha256:<hex>` to text.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const manifest = new URL('../../../libs/shared/schema/trusted-documents.json', import.meta.url);

/** @type {Record<string, string>} */
const documents = {};
for (const entry of ['sign-in', 'my', 'desk']) {
  const generated = new URL(`../src/${entry}/gql/persisted-documents.json`, import.meta.url);
  Object.assign(documents, JSON.parse(readFileSync(generated, 'utf8')));
  rmSync(generated);
  // Operations live in .graphql files beside their screens, so the tag and its lookup table have no use.
  rmSync(new URL(`../src/${entry}/gql/gql.ts`, import.meta.url), { force: true });
  rmSync(new URL(`../src/${entry}/gql/index.ts`, import.meta.url), { force: true });
}

const sorted = Object.fromEntries(Object.entries(documents).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(manifest, `${JSON.stringify(sorted, null, 2)}\n`);
