import type { Language } from '@rejoin/domain';

/** What a membership is in its practice. */
export const roles = ['CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN'] as const;
export type Role = (typeof roles)[number];

/** A data key as it lies in the database: wrapped by the practice's key. */
export interface WrappedKey {
  id: string;
  wrapped: Buffer;
}

/** Who is asking, in which practice, as what. Made once per request from the sign-in and never changed. */
export interface Viewer {
  readonly practiceId: string;
  readonly membershipId: string;
  readonly accountId: string;
  readonly signInId: string;
  readonly role: Role;
  /** A new password came by mail, and no code yet: then there is no client either, and no key (`auth.enter_code`). */
  readonly isLocked: boolean;
  /** The client's own row, when the viewer acts as a client. */
  readonly clientId: string | null;
  readonly name: string;
  /** What they are spoken to in. The desk speaks English. */
  readonly language: Language;
  /** The practice's key, wrapped: it comes with the sign-in check, so opening a text costs no further statement. */
  readonly practiceKey: Buffer;
  /** The key of the client's own words, wrapped; null before the first word. */
  readonly ownKey: WrappedKey | null;
  readonly requestId: string;
  /** Set where the sign-in was remembered and not looked up: the first transaction of the request looks it up. */
  readonly unchecked: UncheckedSignIn | null;
}

/** A sign-in that its request's first transaction has yet to look up. */
export interface UncheckedSignIn {
  readonly token: Buffer;
  readonly isPerson: boolean;
  isDone: boolean;
  /** What the client chose, as far as it is known. */
  language: Language | null;
}
