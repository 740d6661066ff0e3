import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { GqlArgumentsHost } from '@nestjs/graphql';
import { Db } from '../db/index.js';
import {
  BadInputError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
  UserError,
} from '../graphql/errors.js';
import type { RequestContext } from '../graphql/request-context.js';
import { SignIns } from './sign-ins.js';

/**
 * After the rollback: a fault the person can mend becomes the payload's `userErrors`; a miss by id of somebody signed in
 * writes its one audit event, which inside the transaction would have vanished with it. Somebody whose sign-in ended is told
 * that and nothing else.
 */
@Catch(UserError, NotFoundError, ForbiddenError, BadInputError)
export class FaultFilter implements ExceptionFilter {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  async catch(error: Error, host: ArgumentsHost): Promise<unknown> {
    if (host.getType<'graphql' | 'http'>() !== 'graphql') throw error;
    const graphql = GqlArgumentsHost.create(host);
    const context = graphql.getContext<RequestContext>();
    if (!(await this.signIns.holds(context))) throw new UnauthenticatedError();
    const isMutation = graphql.getInfo<{ parentType: { name: string } }>().parentType.name === 'Mutation';
    if (error instanceof UserError && isMutation)
      return { userErrors: [{ code: error.code, message: error.message, field: error.field }] };
    if (error instanceof NotFoundError) await this.#recordMiss(context, error);
    throw error;
  }

  async #recordMiss(context: RequestContext, error: NotFoundError): Promise<void> {
    const viewer = context.resolvedViewer;
    const { objectId } = error;
    if (!viewer || !objectId) return;
    await this.db.run(viewer, (tx) => tx.audit('miss', error.objectType, objectId, null, 'not_found'));
  }
}
