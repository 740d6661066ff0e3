import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../auth/viewer.js';
import { UnauthenticatedError } from './errors.js';

/** What one GraphQL request carries. The viewer is looked up once, however many root fields ask. */
export interface RequestContext {
  req: FastifyRequest;
  reply: FastifyReply;
  viewer?: Promise<Viewer | null>;
  /** The looked-up viewer; set before any resolver runs. */
  resolvedViewer?: Viewer | null;
}

const contextOf = (context: ExecutionContext) =>
  GqlExecutionContext.create(context).getContext<RequestContext>();

/** The viewer of an @Allow operation. */
export const AsViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const viewer = contextOf(context).resolvedViewer;
  if (!viewer) throw new UnauthenticatedError();
  return viewer;
});

/** The viewer of a @Public operation: null when signed out. */
export const MaybeViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer | null => contextOf(context).resolvedViewer ?? null,
);

export const Request = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  contextOf(context),
);
