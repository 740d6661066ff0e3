import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../config/config.js';
import { Passwords } from './passwords.js';

const folder = mkdtempSync(join(tmpdir(), 'rejoin-passwords-'));
afterAll(() => rmSync(folder, { recursive: true }));
const passwordsOf = (name: string) =>
  new Passwords(loadConfig({ DATABASE_URL: 'postgres://x', DATA_DIR: join(folder, name) }));
const passwords = passwordsOf('one');

const weakness = (password: string): string | null => {
  try {
    passwords.assertStrong(password);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a password', () => {
  it.each([
    'seven quiet herons wade',
    'correct horse battery staple',
    'Nebel über dem See am Morgen',
    '一二三四五六七八九十甲乙丙丁戊',
    'x7$Kq2!mB9@zR4#wT',
    randomBytes(48).toString('base64'),
  ])('is strong: %s', (password) => {
    expect(weakness(password)).toBeNull();
  });

  it.each([
    ['', 'WEAK_PASSWORD'],
    ['fourteen chars', 'WEAK_PASSWORD'],
    ['👩‍👩‍👧‍👦'.repeat(2), 'WEAK_PASSWORD'],
    ['passwordpassword', 'WEAK_PASSWORD'],
    ['Password-123456!', 'WEAK_PASSWORD'],
    ['rejoin therapy 123456', 'WEAK_PASSWORD'],
    ['aaaaaaaaaaaaaaaaaaaa', 'WEAK_PASSWORD'],
    ['abababababababab', 'WEAK_PASSWORD'],
    ['long words '.repeat(30), 'TOO_LONG'],
  ])('is refused: %s', (password, code) => {
    expect(weakness(password)).toBe(code);
  });

  it('is known again, however it was typed, and no other', async () => {
    const stored = await passwords.hash('fünf graue Gänse ziehen');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.matches(stored, 'fünf graue Gänse ziehen')).toBe(true);
    expect(await passwords.matches(stored, 'fu\u0308nf graue Ga\u0308nse ziehen')).toBe(true);
    expect(await passwords.matches(stored, 'fünf graue Gänse ziehn')).toBe(false);
  });

  it('is known again whatever bytes the pepper makes of it', async () => {
    for (let count = 0; count < 20; count += 1) {
      const password = randomBytes(20).toString('base64');
      expect(await passwords.matches(await passwords.hash(password), password)).toBe(true);
    }
  });

  it('is of no use without the installation’s pepper', async () => {
    const stored = await passwords.hash('seven quiet herons wade');
    expect(await passwordsOf('two').matches(stored, 'seven quiet herons wade')).toBe(false);
  });

  it('of nobody is checked as long as anybody’s', async () => {
    const stored = await passwords.hash('seven quiet herons wade');
    const time = async (of: string | null) => {
      const before = performance.now();
      expect(await passwords.matches(of, 'not the one')).toBe(false);
      return performance.now() - before;
    };
    // In turns, so that what else the machine does falls on both.
    const times = { nobody: Infinity, anybody: Infinity };
    for (let count = 0; count < 7; count += 1) {
      times.nobody = Math.min(times.nobody, await time(null));
      times.anybody = Math.min(times.anybody, await time(stored));
    }
    expect(times.nobody).toBeGreaterThan(times.anybody / 3);
  });

  it('waits in a queue that has an end', async () => {
    const asked = Array.from({ length: 40 }, () =>
      passwords.matches(null, 'x').then(
        () => 200,
        (error: { getStatus(): number }) => error.getStatus(),
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((status) => status === 200)).toHaveLength(22);
    expect(answers.filter((status) => status === 429)).toHaveLength(18);
    expect(await passwords.matches(null, 'x')).toBe(false);
  });
});
