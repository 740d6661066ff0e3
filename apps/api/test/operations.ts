import { ModulesContainer } from '@nestjs/core';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { Allow, Public, type Role } from '../src/platform/auth/index.js';
import type { TestApp } from './app.js';

/** A Query or Mutation as its resolver declares it. */
export interface Declared {
  name: string;
  /** Null: @Public. Undefined: neither, so the guard denies it to everyone. */
  who: readonly Role[] | null | undefined;
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
        },
      ];
    });
  });
}

/** The schema the product serves. */
export const schemaOf = (test: TestApp): GraphQLSchema => test.app.get(GraphQLSchemaHost).schema;
