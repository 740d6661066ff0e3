import { CustomScalar, Scalar } from '@nestjs/graphql';
import { type ASTNode, GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';

const invalid = (what: string, ast?: ASTNode) =>
  new GraphQLError(`This is not ${what}.`, { nodes: ast, extensions: { code: 'BAD_USER_INPUT' } });

/** A moment, ISO 8601 in UTC. */
export class DateTime {}

@Scalar('DateTime', () => DateTime)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description = 'A moment in time, ISO 8601 in UTC.';

  serialize(value: unknown): string {
    // Inside JSON that PostgreSQL builds, a timestamptz arrives as text.
    const date = value instanceof Date ? value : new Date(String(value));
    return date.toISOString();
  }

  parseValue(value: unknown): Date {
    const date = typeof value === 'string' ? new Date(value) : new Date(NaN);
    if (Number.isNaN(date.getTime())) throw invalid('a moment in time');
    return date;
  }

  parseLiteral(ast: ASTNode): Date {
    return this.parseValue(ast.kind === Kind.STRING ? ast.value : null);
  }
}

/** A calendar date without time. */
export class LocalDate {}

@Scalar('Date', () => LocalDate)
export class DateScalar implements CustomScalar<string, string> {
  description = 'A calendar date without time, YYYY-MM-DD.';

  serialize(value: unknown): string {
    return String(value).slice(0, 10);
  }

  parseValue(value: unknown): string {
    if (typeof value !== 'string' || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(value))
      throw invalid('a date such as 2026-03-31');
    const date = new Date(`${value}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value)
      throw invalid('a date of the calendar');
    return value;
  }

  parseLiteral(ast: ASTNode): string {
    return this.parseValue(ast.kind === Kind.STRING ? ast.value : null);
  }
}

const deepestJson = 32;
/** Nest's ValidationPipe takes these out in silence; what is kept is what was sent, so they are refused instead. */
const keysNobodyMeans = ['__proto__', 'constructor', 'prototype'];

/** JSON that can be walked; Mercurius and the compiled document each have a variable read. */
const walked = new WeakSet<object>();

/** Whether a value is JSON of a variable that was found to be as it was sent, with nothing in it to take out. */
export const arrivedAsSent = (value: object): boolean => walked.has(value);

/** JSON as graphql-scalars has it, but such that whoever reads it next can walk it and finds all of it. */
export const JsonObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  parseValue: (value) => {
    if (isObject(value) && walked.has(value)) return value;
    if (!canBeWalked(value)) throw invalid('JSON that can be kept');
    const json = GraphQLJSONObject.parseValue(value);
    walked.add(json);
    return json;
  },
});

/** Goes level by level, so that no depth of input can overflow the call stack. */
function canBeWalked(value: unknown): boolean {
  let level = isObject(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    const below: object[] = [];
    for (const item of level) {
      if (keysNobodyMeans.some((key) => Object.hasOwn(item, key))) return false;
      const values: unknown[] = Object.values(item);
      if (depth === deepestJson && values.length > 0) return false;
      for (const inner of values) if (isObject(inner)) below.push(inner);
    }
    level = below;
  }
  return true;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
