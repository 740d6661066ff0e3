import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import type { Role } from '../src/platform/auth/index.js';
import { authorisationPage, classesOf, fieldPolicy, operations } from '../src/policy.js';
import { startApp, type TestApp } from './app.js';
import { declaredOperations, schemaOf } from './operations.js';

const page = fileURLToPath(new URL('../../../docs/security/authorisation.md', import.meta.url));

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** Every object type of the schema except the two roots. */
function outputTypes(): GraphQLObjectType[] {
  return Object.values(schemaOf(test).getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && name !== 'Query' && name !== 'Mutation');
}

function rootFields(): string[] {
  const schema = schemaOf(test);
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
  );
}

/** Every `Type.field` that can be asked for below an operation. */
function reachable(from: readonly string[]): Set<string> {
  const schema = schemaOf(test);
  const found = new Set<string>();
  const visit = (type: unknown): void => {
    const named = getNamedType(type as never) as unknown;
    if (!isObjectType(named)) return;
    for (const field of Object.values(named.getFields())) {
      const name = `${named.name}.${field.name}`;
      if (found.has(name)) continue;
      found.add(name);
      visit(field.type);
    }
  };
  for (const operation of from) {
    const [root = '', field = ''] = operation.split('.');
    visit((schema.getType(root) as GraphQLObjectType).getFields()[field]?.type);
  }
  return found;
}

describe('the whole schema', () => {
  it('allows every operation by name, or says that it is public', () => {
    const declared = declaredOperations(test);
    expect(declared.map(({ name }) => name).sort()).toEqual(rootFields().sort());
    expect(declared.filter(({ who }) => who === undefined)).toEqual([]);
  });

  it('has each operation in the policy as its guard has it', () => {
    const guards = Object.fromEntries(
      declaredOperations(test).map(({ name, who }) => [name, who && [...who].sort()]),
    );
    const policy = Object.fromEntries(
      Object.entries(operations).map(([name, { who }]) => [name, who && [...who].sort()]),
    );
    expect(policy).toEqual(guards);
  });

  it('has a class for every field, and no class for a field that is gone', () => {
    const fields = outputTypes().flatMap((type) =>
      Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
    );
    const classified = [...fieldPolicy().keys()];
    expect({
      unclassified: fields.filter((field) => !classified.includes(field)),
      stale: classified.filter((field) => !fields.includes(field)),
    }).toEqual({ unclassified: [], stale: [] });
  });

  it.each(['SIGNED_OUT', 'CLIENT', 'CLINICIAN', 'PRACTICE_ADMIN'] as const)(
    'leads %s along no path to a field of another’s',
    (kind: Role | 'SIGNED_OUT') => {
      const own = Object.entries(operations)
        .filter(([, { who }]) => who === null || (kind !== 'SIGNED_OUT' && who.includes(kind)))
        .map(([name]) => name);
      const classes = fieldPolicy();
      const beyond = [...reachable(own)].filter((field) => {
        const fieldClass = classes.get(field);
        return fieldClass === undefined || !classesOf[kind].includes(fieldClass);
      });
      expect(beyond).toEqual([]);
    },
  );

  it('is the one that is documented', async () => {
    const expected = await format(authorisationPage(), { ...(await resolveConfig(page)), filepath: page });
    if (process.env.UPDATE_DOCS) {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, expected);
    }
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(expected);
  });
});
