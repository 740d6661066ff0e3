import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { ForbiddenError, UnauthenticatedError } from '../graphql/errors.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Allow, CheckedInside, Public, WhileLocked } from './allow.decorator.js';
import { SignIns } from './sign-ins.js';

/** Denies by default. What a viewer may see within an operation is decided below it: where clauses, policies, row security. */
@Injectable()
export class ViewerGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (context.getType<'graphql' | 'http'>() !== 'graphql') {
      return this.reflector.getAllAndOverride(Public, targets) === true;
    }
    const request = GqlExecutionContext.create(context).getContext<RequestContext>();
    if (this.reflector.getAllAndOverride(Public, targets)) {
      await this.signIns.viewerOf(request);
      return true;
    }
    const allowed = this.reflector.getAllAndOverride(Allow, targets);
    if (!allowed) throw new ForbiddenError();
    const viewer =
      (this.reflector.getAllAndOverride(CheckedInside, targets) && this.signIns.remembered(request)) ||
      (await this.signIns.viewerOf(request));
    if (!viewer) throw new UnauthenticatedError();
    if (![allowed].flat().includes(viewer.role)) throw new ForbiddenError();
    // The database would answer with nothing; this says so before anything is asked of it.
    if (viewer.isLocked && !this.reflector.getAllAndOverride(WhileLocked, targets))
      throw new ForbiddenError();
    return true;
  }
}
