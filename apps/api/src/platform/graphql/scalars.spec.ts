import { DateScalar, DateTimeScalar, JsonObject } from './scalars.js';

const date = new DateScalar();
const moment = new DateTimeScalar();

describe('a date', () => {
  it.each(['2026-01-01', '2028-02-29', '1999-12-31', '0001-01-01', '9999-12-31'])('is %s', (value) => {
    expect(date.parseValue(value)).toBe(value);
  });

  it.each([
    '2026-02-29',
    '2026-00-01',
    '2026-01-00',
    '2026-1-1',
    '0000-01-01',
    '2026-01-01T00:00',
    '',
    20260101,
    null,
    {},
  ])('is not %p', (value) => {
    expect(() => date.parseValue(value as string)).toThrow(/This is not a date/);
  });
});

describe('a moment', () => {
  it('is the same from a Date and from what PostgreSQL writes into JSON', () => {
    expect(moment.serialize(new Date('2026-01-01T10:00:00Z'))).toBe('2026-01-01T10:00:00.000Z');
    expect(moment.serialize('2026-01-01T11:00:00.123456+01:00')).toBe('2026-01-01T10:00:00.123Z');
  });
});

describe('JSON', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
  const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) as unknown;

  it('arrives as it was sent', () => {
    const value = { answers: { 'kind-sentence': 'x', list: [1, { two: null }] } };
    expect(JsonObject.parseValue(value)).toBe(value);
    expect(JsonObject.parseValue(nested(32))).toBeDefined();
  });

  it.each([
    ['too deep', nested(33)],
    ['far too deep', deep],
    ['deep in lists', { a: JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown }],
    ['with a constructor', { a: { constructor: 1 } }],
    ['with a prototype', { a: [{ prototype: {} }] }],
    ['with a __proto__', JSON.parse('{"__proto__":{}}') as unknown],
    ['a list', []],
    ['a text', 'x'],
  ])('%s is refused', (_what, value) => {
    expect(() => JsonObject.parseValue(value)).toThrow();
  });
});
