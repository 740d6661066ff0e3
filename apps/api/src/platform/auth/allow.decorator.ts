import { Reflector } from '@nestjs/core';
import type { Role } from './viewer.js';

/** Who may call an operation at all. An operation without @Allow or @Public is denied to everyone. */
export const Allow = Reflector.createDecorator<Role | Role[]>();

/** For what comes before there is a viewer: sign-in, invitation, reset, help. */
export const Public = Reflector.createDecorator<true>({ transform: () => true as const });
