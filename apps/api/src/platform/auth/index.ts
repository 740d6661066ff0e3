export { Allow, CheckedInside, Public, WhileLocked } from './allow.decorator.js';
export { FaultFilter } from './fault.filter.js';
export { Passwords, passwordLength } from './passwords.js';
export { languageFor, type OwnMembership, SignIns } from './sign-ins.js';
export { hashToken, newToken } from './token.js';
export { ViewerGuard } from './viewer.guard.js';
export { type Role, roles, type Viewer, type WrappedKey } from './viewer.js';
