import { Reflector } from '@nestjs/core';
import type { Role } from './viewer.js';

/** Who may call an operation at all. An operation without @Allow or @Public is denied to everyone. */
export const Allow = Reflector.createDecorator<Role | Role[]>();

/** For what comes before there is a viewer: sign-in, invitation, reset, help. */
export const Public = Reflector.createDecorator<true>({ transform: () => true as const });

/**
 * Where every answer comes out of a transaction: the sign-in is looked up by that transaction and not before it, a trip
 * less. Who somebody is may have been remembered for a moment; whether they still are signed in never is.
 */
export const CheckedInside = Reflector.createDecorator<true>({ transform: () => true as const });

/** What somebody may still do who has a new password by mail and no code yet; nothing else is. */
export const WhileLocked = Reflector.createDecorator<true>({ transform: () => true as const });
