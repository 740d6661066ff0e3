// @ts-check
// Everything the API can be asked, from the schema it prints: each operation with all it can answer, and with any id in
// each place that takes one. Who asks for all of it sees all they can ever see.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { root } from './install.mjs';

/**
 * @typedef {object} Operation
 * @property {string} name such as `Query.client`
 * @property {string} document
 * @property {(ids: readonly string[], known?: Readonly<Record<string, string>>) => Record<string, unknown>[]} asks
 *   its variables, each id once in each place; what else takes an id gets the known one of that name
 */

const schema = buildSchema(readFileSync(join(root, 'libs/shared/schema/schema.graphql'), 'utf8'));

/**
 * Every query or every mutation.
 * @param {'Query' | 'Mutation'} kind
 * @returns {Operation[]}
 */
export function operationsOf(kind) {
  const type = kind === 'Query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).map((field) => ({
    name: `${kind}.${field.name}`,
    document: documentOf(kind, field),
    asks: (ids, known = {}) => asksOf(field, ids, known),
  }));
}

/** The ids in an answer, or in anything else that was said. */
const anId = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;

/**
 * @param {string} text
 * @returns {string[]}
 */
export const idsIn = (text) => [...new Set(text.match(anId) ?? [])];

/**
 * @param {'Query' | 'Mutation'} kind
 * @param {import('graphql').GraphQLField<unknown, unknown>} field
 */
function documentOf(kind, { name, args, type }) {
  const declared = args.map((arg) => {
    const usual = arg.defaultValue === undefined ? '' : ` = ${JSON.stringify(arg.defaultValue)}`;
    return `$${arg.name}: ${String(arg.type)}${usual}`;
  });
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`);
  const inParentheses = (/** @type {string[]} */ parts) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  return `${kind.toLowerCase()} ${inParentheses(declared)} { ${name}${inParentheses(passed)} ${selectionOf(type)} }`;
}

/**
 * All a type has, down to its last field.
 * @param {import('graphql').GraphQLOutputType} type
 * @param {readonly string[]} [inside] the types around it, so that it ends
 * @returns {string}
 */
function selectionOf(type, inside = []) {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const around = [...inside, named.name];
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (!isObjectType(inner)) return [field.name];
    return around.includes(inner.name) ? [] : [`${field.name} ${selectionOf(inner, around)}`];
  });
  return `{ ${fields.join(' ')} }`;
}

/**
 * @param {import('graphql').GraphQLField<unknown, unknown>} field
 * @param {readonly string[]} ids
 * @param {Readonly<Record<string, string>>} known
 * @returns {Record<string, unknown>[]}
 */
function asksOf({ args }, ids, known) {
  const filled = (/** @type {Record<string, string>} */ chosen) => {
    /** @type {Set<string>} */
    const places = new Set();
    /** @type {Map<string, readonly string[]>} */
    const choices = new Map();
    const variables = Object.fromEntries(
      args.flatMap((arg) => {
        const value = valueOf(arg, arg.name, { chosen, known, places, choices });
        return value === undefined ? [] : [[arg.name, value]];
      }),
    );
    return { variables, places, choices };
  };
  const { variables, places, choices } = filled({});
  const others = [
    ...[...places].flatMap((place) => ids.map((id) => ({ [place]: id }))),
    ...[...choices].flatMap(([place, values]) => values.slice(1).map((value) => ({ [place]: value }))),
  ];
  return [variables, ...others.map((chosen) => filled(chosen).variables)];
}

/** Values that pass for what a field of that name means. */
const usual = {
  email: 'asked@post.example',
  password: 'asked for by nobody at all',
  zone: 'Europe/Berlin',
  time: '10:00',
  toTime: '10:00',
  exerciseSlug: 'own-it-kindly',
  slug: 'own-it-kindly',
  slot: 'once',
  isAdult: true,
  isSeenAlone: true,
};

/**
 * @param {{ name: string, type: import('graphql').GraphQLInputType, defaultValue?: unknown }} field
 * @param {string} place
 * @param {{ chosen: Record<string, string>, known: Readonly<Record<string, string>>, places: Set<string>, choices: Map<string, readonly string[]> }} how
 * @returns {unknown}
 */
function valueOf({ name, type, defaultValue }, place, how) {
  const needed = isNonNullType(type) ? type.ofType : type;
  const named = getNamedType(needed);
  if (name === 'idempotencyKey') return randomUUID();
  if (named.name === 'ID') {
    how.places.add(place);
    const id = how.chosen[place] ?? how.known[name] ?? randomUUID();
    return isListType(needed) ? [id] : id;
  }
  if (isInputObjectType(named)) {
    const value = Object.fromEntries(
      Object.values(named.getFields()).flatMap((inner) => {
        const filled = valueOf(inner, `${place}.${inner.name}`, how);
        return filled === undefined ? [] : [[inner.name, filled]];
      }),
    );
    return isListType(needed) ? [value] : value;
  }
  if (isEnumType(named)) {
    const values = named.getValues().map((value) => value.name);
    how.choices.set(place, values);
    const value = how.chosen[place] ?? values[0];
    return isListType(needed) ? [value] : value;
  }
  if (!isNonNullType(type) && !(name in usual)) return undefined;
  if (defaultValue !== undefined) return defaultValue;
  if (name in usual) return usual[/** @type {keyof typeof usual} */ (name)];
  switch (named.name) {
    case 'Int':
      return 1;
    case 'Boolean':
      return false;
    case 'Date':
      return new Date().toISOString().slice(0, 10);
    case 'JSONObject':
      return {};
    default:
      return 'Asked';
  }
}
