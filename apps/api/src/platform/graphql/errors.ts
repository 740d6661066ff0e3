import { IntrinsicException } from '@nestjs/common';

// All of these are expected: an IntrinsicException is answered and not logged as a fault of ours.

/** Faults a person can mend, as they arrive in a payload's `userErrors`. */
export enum UserErrorCode {
  INVALID = 'INVALID',
  TOO_LONG = 'TOO_LONG',
  NOT_ALLOWED_NOW = 'NOT_ALLOWED_NOW',
  ALREADY_DONE = 'ALREADY_DONE',
  STALE = 'STALE',
  /** The author also wrote on another device and has to choose first. */
  APART = 'APART',
  IDEMPOTENCY_MISMATCH = 'IDEMPOTENCY_MISMATCH',
  WRONG_CREDENTIALS = 'WRONG_CREDENTIALS',
  TOO_MANY_TRIES = 'TOO_MANY_TRIES',
  LINK_NOT_VALID = 'LINK_NOT_VALID',
  WEAK_PASSWORD = 'WEAK_PASSWORD',
  ALREADY_EXISTS = 'ALREADY_EXISTS',
}

/** The person can mend it. Thrown, so that the transaction rolls back; becomes `userErrors` afterwards. */
export class UserError extends IntrinsicException {
  constructor(
    readonly code: UserErrorCode,
    message: string,
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

/** No such thing, or not theirs: the two look alike. */
export class NotFoundError extends IntrinsicException {
  constructor(
    readonly objectType: string,
    readonly objectId: string | null,
  ) {
    super('There is nothing here.');
  }
}

/** Not signed in, or no longer. */
export class UnauthenticatedError extends IntrinsicException {
  constructor() {
    super('Please sign in.');
  }
}

/** Signed in, but this operation belongs to another role, whatever id it is asked about. */
export class ForbiddenError extends IntrinsicException {
  constructor() {
    super('This is not part of your role.');
  }
}

/** What was sent cannot be what the operation takes. */
export class BadInputError extends IntrinsicException {}
