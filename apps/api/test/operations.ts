import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLSchema, type GraphQLType, isInputObjectType, isObjectType } from 'graphql';
import { Allow, Public, type Role, WhileLocked } from '../src/platform/auth/index.js';
import type { TestApp } from './app.js';

/** A Query or Mutation as its resolver declares it. */
export interface Declared {
  name: string;
  /** Null: @Public. Undefined: neither, so the guard denies it to everyone. */
  who: readonly Role[] | null | undefined;
  /** There also for who waits for a code after a new password. */
  isWhileLocked: boolean;
}

/** Every operation of every resolver that Nest found, with what its guard reads. */
export function declaredOperations(test: TestApp): Declared[] {
  const discovery = new DiscoveryService(test.app.get(ModulesContainer));
  const scanner = new MetadataScanner();
  const reflector = new Reflector();
  return discovery.getProviders().flatMap(({ instance }: { instance?: object }) => {
    if (!instance || typeof instance !== 'object') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown> | null;
    if (!prototype) return [];
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      if (!handler) return [];
      const type: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
      if (type !== 'Query' && type !== 'Mutation') return [];
      const targets = [handler, instance.constructor];
      const allowed = reflector.getAllAndOverride(Allow, targets) as Role | Role[] | undefined;
      const isPublic = reflector.getAllAndOverride(Public, targets) === true;
      const given = Reflect.getMetadata('graphql:resolver_name', handler) as string | undefined;
      return [
        {
          name: `${type}.${given ?? method}`,
          who: isPublic ? null : allowed === undefined ? undefined : [allowed].flat(),
          isWhileLocked: reflector.getAllAndOverride(WhileLocked, targets) === true,
        },
      ];
    });
  });
}

/** The schema the product serves. */
export const schemaOf = (test: TestApp): GraphQLSchema => test.app.get(GraphQLSchemaHost).schema;

/**
 * Every operation with the ids it takes, except the keys that the caller makes up. An id inside an input inside is named by
 * its path, such as `people.clientId`.
 */
export function operationsWithIds(test: TestApp): Map<string, string[]> {
  const schema = schemaOf(test);
  const found = new Map<string, string[]>();
  const idsIn = (inputs: readonly { name: string; type: GraphQLType }[], path = ''): string[] =>
    inputs.flatMap(({ name, type }) => {
      const named = getNamedType(type);
      if (isInputObjectType(named)) return idsIn(Object.values(named.getFields()), `${path}${name}.`);
      return named.name === 'ID' ? [`${path}${name}`] : [];
    });
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {})) {
      const ids = idsIn(field.args).map((name) => name.replace(/^input\./, ''));
      const others = ids.filter((name) => name !== 'idempotencyKey');
      if (others.length > 0) found.set(`${root?.name}.${field.name}`, others.sort());
    }
  return found;
}

/** A selection of everything a type has, down to its last field. */
export function wholeSelection(type: GraphQLType, inside: readonly string[] = []): string {
  const named = getNamedType(type);
  if (!isObjectType(named) || inside.includes(named.name)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (!isObjectType(getNamedType(field.type))) return [field.name];
    const inner = wholeSelection(field.type, [...inside, named.name]);
    return inner ? [`${field.name} ${inner}`] : [];
  });
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
}

const documents = new WeakMap<GraphQLSchema, Map<string, string>>();

/** The document of an operation that asks for all it can answer. It is asked with thousands of times, and written once. */
export function wholeDocument(test: TestApp, operation: string): string {
  const schema = schemaOf(test);
  const known = documents.get(schema) ?? new Map<string, string>();
  documents.set(schema, known);
  const document = known.get(operation) ?? written(schema, operation);
  known.set(operation, document);
  return document;
}

function written(schema: GraphQLSchema, operation: string): string {
  const [rootName, name = ''] = operation.split('.');
  const field = (rootName === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
  if (!field) throw new Error(`There is no ${operation}`);
  const declared = field.args
    .map(({ name: arg, type, defaultValue }) => {
      const usual = defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`;
      return `$${arg}: ${String(type)}${usual}`;
    })
    .join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return [
    rootName === 'Query' ? 'query' : 'mutation',
    declared && `(${declared})`,
    `{ ${name}${passed && `(${passed})`} ${wholeSelection(field.type)} }`,
  ].join(' ');
}
