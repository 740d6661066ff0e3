import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { ForbiddenError, UnauthenticatedError } from '../graphql/errors.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Allow, CheckedInside, Public, WhileLocked } from './allow.decorator.js';
import { SignIns } from './sign-ins.js';
import type { Role, Viewer } from './viewer.js';

/** What is declared of an operation. */
interface Declared {
  isPublic: boolean;
  allowed: readonly Role[];
  isCheckedInside: boolean;
  isWhileLocked: boolean;
}

/** Denies by default. What a viewer may see within an operation is decided below it: where clauses, policies, row security. */
@Injectable()
export class ViewerGuard implements CanActivate {
  /** By class and handler: a mixed-in handler may stand in several classes. Declarations never change. */
  readonly #declared = new WeakMap<Type, WeakMap<Handler, Declared>>();

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  /** An answer that needs no waiting is given at once: most viewers are remembered. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const declared = this.#declaredOf(context.getClass(), context.getHandler());
    if (context.getType<'graphql' | 'http'>() !== 'graphql') return declared.isPublic;
    const request = GqlExecutionContext.create(context).getContext<RequestContext>();
    if (declared.isPublic) return this.signIns.viewerOf(request).then(() => true);
    if (declared.allowed.length === 0) throw new ForbiddenError();
    const remembered = declared.isCheckedInside ? this.signIns.remembered(request) : null;
    if (remembered) return mayCall(remembered, declared);
    return this.signIns.viewerOf(request).then((viewer) => mayCall(viewer, declared));
  }

  #declaredOf(type: Type, handler: Handler): Declared {
    const ofType = this.#declared.get(type) ?? new WeakMap<Handler, Declared>();
    this.#declared.set(type, ofType);
    let declared = ofType.get(handler);
    if (!declared) {
      const targets = [handler, type];
      declared = {
        isPublic: this.reflector.getAllAndOverride(Public, targets) === true,
        allowed: [this.reflector.getAllAndOverride(Allow, targets) ?? []].flat(),
        isCheckedInside: this.reflector.getAllAndOverride(CheckedInside, targets) === true,
        isWhileLocked: this.reflector.getAllAndOverride(WhileLocked, targets) === true,
      };
      ofType.set(handler, declared);
    }
    return declared;
  }
}

type Handler = ReturnType<ExecutionContext['getHandler']>;

function mayCall(viewer: Viewer | null, { allowed, isWhileLocked }: Declared): true {
  if (!viewer) throw new UnauthenticatedError();
  if (!allowed.includes(viewer.role)) throw new ForbiddenError();
  // The database would answer with nothing; this says so before anything is asked of it.
  if (viewer.isLocked && !isWhileLocked) throw new ForbiddenError();
  return true;
}
