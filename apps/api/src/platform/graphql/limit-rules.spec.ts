import { buildSchema, parse, validate } from 'graphql';
import { limitRules } from './limit-rules.js';

const schema = buildSchema(`
  type Person { id: ID! name: String friend: Person }
  type Query { me: Person you: Person them: Person }
  type Mutation { go: Person come: Person }
`);
const refusals = (document: string): string[] =>
  validate(schema, parse(document), limitRules).map(({ message }) => message.replace(/^.*: /, ''));
const many = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join(' ');

describe('a document', () => {
  it.each([
    ['an ordinary one', '{ me { id name friend { id } } you { id } }', []],
    ['five fields at the top', `{ ${many(5, (at) => `a${at}: me { id }`)} }`, []],
    ['six fields at the top', `{ ${many(6, (at) => `a${at}: me { id }`)} }`, ['too many fields at the top.']],
    [
      'fields at the top through fragments',
      `{ ...A ...A ...A } fragment A on Query { me { id } you { id } }`,
      ['too many fields at the top.'],
    ],
    [
      'fields at the top inline',
      `{ ${many(3, () => '... on Query { me { id } you { id } }')} }`,
      ['too many fields at the top.'],
    ],
    ['one change', 'mutation { go { id } }', []],
    ['two changes', 'mutation { go { id } come { id } }', ['one change a request.']],
    ['one change twice', 'mutation { go { id } again: go { id } }', ['one change a request.']],
    [
      'two changes through a fragment',
      'mutation { ...A } fragment A on Mutation { go { id } come { id } }',
      ['one change a request.'],
    ],
    ['ten aliases', `{ me { ${many(10, (at) => `a${at}: id`)} } }`, []],
    ['eleven aliases', `{ me { ${many(11, (at) => `a${at}: id`)} } }`, ['too many aliases.']],
    [
      'aliases through fragments',
      `{ me { ...A } you { ...A } them { ...A } } fragment A on Person { ${many(4, (at) => `a${at}: id`)} }`,
      ['too many aliases.'],
    ],
    ['six directives', `{ me { id ${'@skip(if: false) '.repeat(6)} } }`, ['too many directives.']],
    ['401 fields', `{ me { ${'id '.repeat(401)} } }`, ['too many fields.']],
  ])('with %s', (_what, document, expected) => {
    expect(refusals(document)).toEqual(expected);
  });

  it('whose fragments double thirty times is measured in no time', () => {
    const document = `{ me { ...F0 } } ${many(30, (at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`)} fragment F30 on Person { id }`;
    const before = performance.now();
    expect(refusals(document)).toEqual(['too many fields.']);
    expect(performance.now() - before).toBeLessThan(200);
  });

  it('whose fragments go in a circle ends', () => {
    expect(
      refusals(
        '{ me { ...A } } fragment A on Person { id friend { ...B } } fragment B on Person { friend { ...A } }',
      ),
    ).toEqual([]);
    expect(refusals('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toEqual([]);
  });
});
