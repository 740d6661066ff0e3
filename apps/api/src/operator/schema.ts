import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { rooms } from '../app.module.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';

const heading =
  '# What the API serves, printed by it. Change the types in apps/api, then run: npm run schema\n\n';

/** The schema as it is committed: its diff is the review of an API change. Needs no database. */
export async function printedSchema(): Promise<string> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await builder.get(GraphQLSchemaFactory).create(resolvers(), [DateScalar, DateTimeScalar]);
    return `${heading}${printSchema(lexicographicSortSchema(schema))}\n`;
  } finally {
    await builder.close();
  }
}

/** The resolvers of every room, found where Nest finds them. */
function resolvers(): Type[] {
  const providers = rooms.flatMap(
    (room) => (Reflect.getMetadata('providers', room) as Type[] | undefined) ?? [],
  );
  return providers.filter((provider) => provider.name.endsWith('Resolver'));
}
