import { TroubleError, type Refusal, type Trouble } from '../../lib/send.js';

/** The server's no to a share or a save, in words a person can act on. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export const troubleOf = (error: unknown): Trouble =>
  error instanceof TroubleError ? error.trouble : 'INTERNAL';

/** Whether the same request may well be answered a little later. */
export const mayPass = (trouble: Trouble): boolean =>
  trouble === 'NO_CONNECTION' || trouble === 'INTERNAL' || trouble === 'TOO_MANY_REQUESTS';

/** Whether the server has looked at the words and will not take them, however often they are sent. */
export const isForGood = (trouble: Trouble): boolean =>
  trouble === 'BAD_USER_INPUT' || trouble === 'FORBIDDEN' || trouble === 'NOT_FOUND';

export const isNo = (error: unknown): boolean =>
  error instanceof RefusedError || (error instanceof TroubleError && isForGood(error.trouble));

const repeatSeconds = [1, 3];
const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });

/** One act under one key: repeated a little later where that may help, and answered or refused in the end. */
export async function perform<Result>(
  act: () => Promise<{ result: Result | null | undefined; userErrors: readonly Refusal[] }>,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { result, userErrors } = await act();
      const [refusal] = userErrors;
      if (refusal || result === null || result === undefined)
        throw new RefusedError(refusal ?? { code: 'INVALID', message: '' });
      return result;
    } catch (error) {
      const seconds = repeatSeconds[attempt];
      if (error instanceof RefusedError || !mayPass(troubleOf(error)) || seconds === undefined) throw error;
      await wait(seconds);
    }
  }
}

/** What somebody made on a page, and how far it is on its way. */
export interface Parcel<Content> {
  content: Content;
  isSending: boolean;
  /** Why it is still here although it was sent. */
  error: Error | null;
}

interface Ports<Content, Result> {
  send: (input: {
    idempotencyKey: string;
    id: string;
    content: Content;
  }) => ReturnType<Parameters<typeof perform<Result>>[0]>;
  newId: () => string;
  /** Told of every change. */
  tell: () => void;
  onSignedOut: () => void;
}

/**
 * What leaves the page when its author presses, and waits here until then, one for each id.
 *
 * Invariants: what is on its way is what its author pressed for; pressing twice is one act, and what was changed since is
 * another; it stays here until the server has answered.
 */
export function createParcels<Content, Result>({ send, newId, tell, onSignedOut }: Ports<Content, Result>) {
  /** Each with the key under which exactly this was sent, if it was. */
  const parcels = new Map<string, Parcel<Content> & { key: string | null }>();
  const listeners = new Set<(id: string, result: Result) => void>();

  const all = {
    get: (id: string): Parcel<Content> | null => parcels.get(id) ?? null,
    contents: (): Content[] => [...parcels.values()].map(({ content }) => content),

    write: (id: string, content: Content): void => {
      if (parcels.get(id)?.isSending) return;
      parcels.set(id, { content, isSending: false, error: null, key: null });
      tell();
    },

    /** Never throws: the parcel tells what stands in the way. */
    send: (id: string): void => {
      const parcel = parcels.get(id);
      if (!parcel || parcel.isSending) return;
      const { content } = parcel;
      const key = parcel.key ?? newId();
      parcels.set(id, { content, isSending: true, error: null, key });
      tell();
      /** Its author may have let it go meanwhile, and begun another. */
      const isHere = (): boolean => parcels.get(id)?.key === key;
      perform(() => {
        // Sent again after it was let go, it would undo what its author did instead.
        if (!isHere()) throw new RefusedError({ code: 'LET_GO', message: '' });
        return send({ idempotencyKey: key, id, content });
      }).then(
        (result) => {
          if (isHere()) parcels.delete(id);
          tell();
          for (const listener of listeners) listener(id, result);
        },
        (cause: unknown) => {
          const error = cause instanceof Error ? cause : new TroubleError('INTERNAL');
          // The same key again would repeat the same no.
          if (isHere()) parcels.set(id, { content, isSending: false, error, key: isNo(error) ? null : key });
          tell();
          if (troubleOf(error) === 'SIGNED_OUT') onSignedOut();
        },
      );
    },

    /** Sends again what waits for a connection, or for its author to be back. */
    resume: (): void => {
      for (const [id, { error }] of parcels) if (error && !isNo(error)) all.send(id);
    },

    letGo: (id?: string): void => {
      if (id === undefined) parcels.clear();
      else parcels.delete(id);
      tell();
    },

    /** Told with the server's own answer. */
    onSent: (listener: (id: string, result: Result) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return all;
}
