import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeyRing, loadOrCreateKeyRing } from './key-ring.js';

const folder = mkdtempSync(join(tmpdir(), 'rejoin-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fresh = () => ({ id: 'k1', secret: randomBytes(32).toString('base64url') });
const whole = () => ({
  installation: fresh(),
  practiceWrapping: fresh(),
  blindIndex: fresh(),
  pepper: fresh(),
});
const written = (content: unknown): string => {
  const file = join(folder, `${randomBytes(4).toString('hex')}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('a key file', () => {
  it('is read', () => {
    const content = whole();
    const keys = loadKeyRing(written(content));
    expect(keys.installation.secret.toString('base64url')).toBe(content.installation.secret);
    expect(keys.practiceWrapping.id).toBe('k1');
    expect(keys.installation.secret).toHaveLength(32);
  });

  it.each([
    ['that is not there', () => join(folder, 'none.json'), /not there/],
    ['that is no JSON', () => written('{'), /not valid JSON/],
    ['without the pepper', () => written({ ...whole(), pepper: undefined }), /pepper/],
    [
      'with a short key',
      () => written({ ...whole(), blindIndex: { id: 'k', secret: 'c2hvcnQ' } }),
      /blindIndex/,
    ],
    [
      'with a key that has no name',
      () => written({ ...whole(), installation: { ...fresh(), id: '' } }),
      /installation/,
    ],
  ])('%s is refused', (_what, file, reason) => {
    expect(() => loadKeyRing(file())).toThrow(reason);
  });

  it('with one key for two purposes is refused', () => {
    const content = whole();
    expect(() => loadKeyRing(written({ ...content, pepper: content.blindIndex }))).toThrow(/same key twice/);
  });

  it('names no key in what it says', () => {
    const content = { ...whole(), blindIndex: { id: 'k', secret: 'c2VjcmV0LXdvcmRz' } };
    try {
      loadKeyRing(written(content));
    } catch (error) {
      expect(String(error)).not.toContain('c2VjcmV0');
    }
    expect.assertions(1);
  });
});

describe('an installation of its own', () => {
  it('makes its keys once, for its owner’s eyes only', () => {
    const data = join(folder, 'made');
    const first = loadOrCreateKeyRing(data);
    const second = loadOrCreateKeyRing(data);
    expect(existsSync(join(data, 'keys.json'))).toBe(true);
    expect(statSync(join(data, 'keys.json')).mode & 0o077).toBe(0);
    expect(second.installation.secret.equals(first.installation.secret)).toBe(true);
  });
});

describe('what follows from the keys', () => {
  const keys = loadKeyRing(written(whole()));
  const others = loadKeyRing(written(whole()));

  it('is the same each time, and another for each purpose and installation', () => {
    expect(keys.derive('a')).toEqual(keys.derive('a'));
    expect(keys.derive('a')).not.toEqual(keys.derive('b'));
    expect(keys.derive('a')).not.toEqual(others.derive('a'));
    expect(keys.derive('a')).toHaveLength(32);
  });

  it('peppers a password the same however it was typed, as text', () => {
    expect(keys.pepper('fünf Schwäne')).toBe(keys.pepper('fu\u0308nf Schwa\u0308ne'));
    expect(keys.pepper('one')).not.toBe(keys.pepper('two'));
    expect(keys.pepper('one')).not.toBe(others.pepper('one'));
    expect(keys.pepper('one')).toMatch(/^[\w-]{43}$/);
  });

  it('finds an address without saying it', () => {
    expect(keys.blindIndex('a@b.example')).toEqual(keys.blindIndex('a@b.example'));
    expect(keys.blindIndex('a@b.example')).not.toEqual(others.blindIndex('a@b.example'));
  });
});
