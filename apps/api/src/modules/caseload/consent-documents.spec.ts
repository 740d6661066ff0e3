import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentFiles } from '@rejoin/library';
import { libraryVersions, versionsOf } from './consent-documents.js';

// Somebody said yes to each of these. What it says is never changed: it gets a new version, the one before is kept beside it
// as `<key>.v<version>.yaml`, and a line is added here.
const published = {
  'WHAT_IS_SEEN 1 en': '23173e60ed40ba1f56af28462aff6eb022a8d01e8f3765787cdc442c360a3def',
  'WHAT_IS_SEEN 1 es': '24b7231a66804ab69aae75956dcb80bea642ebb27bce3d190f77e24fa0c2f275',
  'NO_SECRETS 1 en': '0aa39710d9392e086da8b1ceb76d3e9fe826f3981709b7cd11aaa4b28c2ffe7f',
  'NO_SECRETS 1 es': '7e604e5a9328ed5327b186e05080b434c2106b485d0a07b9f426c6168f5d9b59',
  'LIMITED_SECRETS 1 en': '561d188d6b67391271fb35366f65be846e70ecaef837bb1484273b30a49df3ad',
  'LIMITED_SECRETS 1 es': '4cf3f129dadd18a65b453f6051b6845603db308265dc7a620138b2bb17fb73aa',
};

it('never changes what was published', () => {
  const found = Object.entries(libraryVersions).flatMap(([kind, versions]) =>
    [...versions].flatMap(([version, { languages, title, paragraphs, fixed, line }]) =>
      languages.map((language) => {
        const words = [title[language], paragraphs.map((one) => one[language]), fixed, line?.[language]];
        const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
        return [`${kind} ${version} ${language}`, hash] as const;
      }),
    ),
  );
  expect(Object.fromEntries(found)).toEqual(published);
});

describe('a document that has gone on', () => {
  const key = 'agreement-no-secrets';
  const file = documentFiles.find(({ pathname }) => pathname.endsWith(`/${key}.yaml`));
  if (!file) throw new Error('The library has no such document');
  const text = readFileSync(file, 'utf8');
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'documents-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string): URL => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return pathToFileURL(path);
  };

  it('is there in every version it had, the newest first', () => {
    const before = write(`${key}.v1.yaml`, text);
    const now = write(`${key}.yaml`, text.replace('version: 1\nlanguages', 'version: 2\nlanguages'));
    const other = write(`${key}-of-old.yaml`, text);
    const versions = versionsOf(key, [before, now, other]);
    expect([...versions].map(([version, one]) => [version, one.version])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('is not there twice in one version', () => {
    const files = [write(`${key}.v1.yaml`, text), write(`${key}.yaml`, text)];
    expect(() => versionsOf(key, files)).toThrow(/twice/);
  });
});
