import { randomBytes, randomUUID } from 'node:crypto';
import { seal, type SealedAt, unseal } from './seal.js';

const key = randomBytes(32);
const at: SealedAt = {
  practiceId: randomUUID(),
  table: 'answers',
  column: 'sealed',
  rowId: randomUUID(),
  authorId: randomUUID(),
  keyId: randomUUID(),
};

describe('a sealed text', () => {
  it.each(['', 'One line.', '😀 two\nlines', 'x'.repeat(100_000)])('opens where it was sealed', (text) => {
    expect(unseal(key, at, seal(key, at, text)).toString('utf8')).toBe(text);
  });

  it('looks different each time and shows nothing of itself', () => {
    const [one, two] = [seal(key, at, 'The same words.'), seal(key, at, 'The same words.')];
    expect(one.equals(two)).toBe(false);
    expect(one.toString('latin1')).not.toContain('words');
    // Format, IV and tag, and nothing more than the text is long.
    expect(one.length).toBe(1 + 12 + 16 + 'The same words.'.length);
  });

  it('has an IV of its own, however many are sealed', () => {
    const sealed = Array.from({ length: 2_000 }, () => seal(key, at, '').subarray(1, 13).toString('hex'));
    expect(new Set(sealed).size).toBe(sealed.length);
  });

  it.each(Object.keys(at) as (keyof SealedAt)[])('does not open at another %s', (part) => {
    const sealed = seal(key, at, 'Words.');
    const elsewhere = { ...at, [part]: part === 'table' || part === 'column' ? 'other' : randomUUID() };
    expect(() => unseal(key, elsewhere, sealed)).toThrow();
  });

  it('does not open where two parts changed places', () => {
    const sealed = seal(key, at, 'Words.');
    expect(() => unseal(key, { ...at, rowId: at.authorId, authorId: at.rowId }, sealed)).toThrow();
    expect(() => unseal(key, { ...at, table: at.column, column: at.table }, sealed)).toThrow();
  });

  it('does not open with another key', () => {
    expect(() => unseal(randomBytes(32), at, seal(key, at, 'Words.'))).toThrow();
  });

  it('does not open when one bit of it changed, or its end is missing', () => {
    const sealed = seal(key, at, 'Words.');
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(byte) ^ 1, byte);
      expect(() => unseal(key, at, changed)).toThrow();
      expect(() => unseal(key, at, sealed.subarray(0, byte))).toThrow();
    }
  });

  it('of one purpose does not open for another', () => {
    expect(() => unseal(key, 'email|account|2', seal(key, 'email|account|1', 'a@b.example'))).toThrow();
  });
});
