import type { Text } from '../lib/text.js';
import { TroubleError, type Trouble } from '../lib/send.js';
import { RefusedError } from './outbox/index.js';
import type { MyMessage } from './text.js';

export const troubleOf = (error: unknown): Trouble =>
  error instanceof TroubleError ? error.trouble : 'INTERNAL';

/** Whether the server takes nothing more for this piece: it was shared or closed elsewhere. */
export function isClosed(code: string | undefined): boolean {
  return (
    code === 'ALREADY_DONE' || code === 'NOT_ALLOWED_NOW' || code === 'NOT_FOUND' || code === 'FORBIDDEN'
  );
}

/** Why a share did not happen, in words that say where the client's words are now. */
export function shareTrouble(say: Text<MyMessage>, error: unknown): string {
  if (error instanceof RefusedError) {
    switch (error.refusal.code) {
      case 'TOO_LONG':
        return say('share.trouble.tooLong');
      case 'STALE':
      case 'APART':
        return say('share.trouble.apart');
      case 'ALREADY_DONE':
      case 'NOT_ALLOWED_NOW':
        return say('share.trouble.closed');
      default:
        return say('share.trouble.other');
    }
  }
  const trouble = troubleOf(error);
  if (trouble === 'NO_CONNECTION') return say('share.trouble.offline');
  if (trouble === 'NOT_FOUND' || trouble === 'FORBIDDEN') return say('share.trouble.closed');
  if (trouble === 'SIGNED_OUT') return say('share.trouble.signedOut');
  return say('share.trouble.other');
}

/** Why an act that carries no words did not happen. */
export function actTrouble(say: Text<MyMessage>, error: unknown): string {
  return say(troubleOf(error) === 'NO_CONNECTION' ? 'you.offline' : 'you.trouble');
}
