import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { catchError, from, type Observable, of, switchMap, throwError } from 'rxjs';
import { Db } from '../db/index.js';
import { NotFoundError, UserError } from './errors.js';
import type { RequestContext } from './request-context.js';

/**
 * After the rollback: a fault the person can mend becomes the payload's `userErrors`; a miss by id of somebody signed in
 * writes its one audit event, which inside the transaction would have vanished with it.
 */
@Injectable()
export class UserErrorInterceptor implements NestInterceptor {
  constructor(@Inject(Db) private readonly db: Db) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<'graphql' | 'http'>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    const isMutation = graphql.getInfo<{ parentType: { name: string } }>().parentType.name === 'Mutation';
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (error instanceof UserError && isMutation) {
          return of({ userErrors: [{ code: error.code, message: error.message, field: error.field }] });
        }
        if (error instanceof NotFoundError) {
          return from(this.#recordMiss(graphql.getContext<RequestContext>(), error)).pipe(
            switchMap(() => throwError(() => error)),
          );
        }
        return throwError(() => error);
      }),
    );
  }

  async #recordMiss(context: RequestContext, error: NotFoundError): Promise<void> {
    const viewer = context.resolvedViewer;
    const { objectId } = error;
    if (!viewer || !objectId) return;
    await this.db.run(viewer, (tx) => tx.audit('miss', error.objectType, objectId, null, 'not_found'));
  }
}
