import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { cursorForms, cursorKeys, type PageArgs, pageOf } from './connection.js';

const rows = Array.from({ length: 26 }, (_, at) => ({ id: randomUUID(), name: `Name ${at}` }));
const args = (first: number, after: string | null = null): PageArgs => ({ first, after });
const forms = [cursorForms.name, cursorForms.id] as const;

describe('a page', () => {
  it('says whether more follow, from one row more than was asked for', () => {
    const page = pageOf(
      rows,
      args(25),
      (row) => [row.name, row.id],
      (row) => row,
    );
    expect(page.edges).toHaveLength(25);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(
      pageOf(
        rows.slice(0, 25),
        args(25),
        (row) => [row.id],
        (row) => row,
      ).pageInfo.hasNextPage,
    ).toBe(false);
    expect(
      pageOf(
        rows.slice(0, 1),
        args(1, 'x'),
        (row) => [row.id],
        (row) => row,
      ).pageInfo.hasPreviousPage,
    ).toBe(true);
  });

  it('of nothing has no cursors', () => {
    const { edges, pageInfo } = pageOf(
      [],
      args(5),
      () => [],
      (row) => row,
    );
    expect({ edges, pageInfo }).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe('a cursor', () => {
  it('gives back the keys it was made of, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.uuid(), (name, id) => {
        fc.pre(cursorForms.name.test(name));
        const { pageInfo } = pageOf(
          [{ name, id }],
          args(1),
          (row) => [row.name, row.id],
          (row) => row,
        );
        expect(cursorKeys(pageInfo.endCursor, forms)).toEqual([name, id]);
      }),
    );
  });

  it('that is none is the first page', () => {
    for (const none of [null, undefined, '']) expect(cursorKeys(none, forms)).toBeNull();
  });

  it('of anybody’s making is refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (after) => {
          fc.pre(after !== '');
          expect(() => cursorKeys(after, forms)).toThrow('This cursor is not one of ours.');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['2026-01-31T23:59:59.123456Z', true],
    ['2028-02-29T00:00:00.000000Z', true],
    ['2026-02-29T00:00:00.000000Z', false],
    ['2026-13-01T00:00:00.000000Z', false],
    ['2026-01-01T24:00:00.000000Z', false],
    ['2026-01-01T23:60:00.000000Z', false],
    ['0000-01-01T00:00:00.000000Z', false],
    ['2026-01-01T00:00:00.123Z', false],
    ['2026-01-01T00:00:00.123456+01:00', false],
    ['2026-01-01', false],
  ])('with the moment %s: %p', (moment, isOne) => {
    expect(cursorForms.moment.test(moment)).toBe(isOne);
  });
});
