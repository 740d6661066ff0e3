import { TroubleError, type Refusal, type Trouble } from '../../lib/send.js';
import type { SaveState } from '../../ui/SaveLine.js';

/** What the server knows of a draft: which device lane, which revision. */
export interface Place {
  lane: string;
  revision: number;
}

export interface SavedDraft extends Place {
  savedAt: string;
}

export interface SaveInput<Body> {
  occurrenceId: string;
  lane: string;
  baseRevision: number;
  body: Body;
}

export interface Ending {
  outcome: 'WHOLE' | 'PARTLY' | 'NOT_THIS_WEEK';
  sharing: 'FOR_SESSION' | 'READ_BEFORE';
  reason?: string;
}

export interface SubmitInput extends Ending {
  idempotencyKey: string;
  occurrenceId: string;
  lane?: string;
  revision?: number;
}

/** The ways out of the page, given from outside so that the rules here can be proven without a network. */
export interface OutboxPorts<Body, Reflection> {
  save: (
    input: SaveInput<Body>,
    options: { keepalive: boolean },
  ) => Promise<{ draft: SavedDraft | null; userErrors: readonly Refusal[] }>;
  submit: (input: SubmitInput) => Promise<{ reflection: Reflection | null; userErrors: readonly Refusal[] }>;
  deleteDraft: (input: {
    idempotencyKey: string;
    occurrenceId: string;
    lane?: string;
  }) => Promise<{ userErrors: readonly Refusal[] }>;
  newId: () => string;
}

/** The server's no to a share or a save, in words a person can act on. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** What a screen may know of one draft on its way. */
export interface Standing {
  save: SaveState;
  /** The server refused the words, such as too many of them; trying again alone will not help. */
  refusal: Refusal | null;
  /** Another device wrote meanwhile: both texts are kept apart, and the author chooses at the next opening. */
  isApart: boolean;
}

interface Entry<Body> {
  lane: string;
  revision: number;
  /** The newest words. */
  body: Body;
  /** The words the server has confirmed last. */
  confirmed: Body | null;
  /**
   * The one save under way or waiting to be repeated. (lane, base revision) is its key at the server, so that it is
   * repeated word for word until it is answered: newer words follow under the next revision, never under its name.
   */
  pending: SaveInput<Body> | null;
  /** Newer words sent while the page was going away, before the answer to `pending`: they keep their own revision. */
  ahead: SaveInput<Body> | null;
  isSending: boolean;
  attempts: number;
  debounce: ReturnType<typeof setTimeout> | undefined;
  retry: ReturnType<typeof setTimeout> | undefined;
  standing: Standing;
  /** Those who wait for every word to be confirmed. */
  waiting: { done: () => void; fail: (error: Error) => void }[];
  share: { key: string; of: string; promise: Promise<unknown> | null } | null;
}

const debounceMilliseconds = 800;
const retrySeconds = [1, 2, 4, 8, 15, 30];
const shareRetrySeconds = [1, 3];

const untouched: Standing = { save: { is: 'UNTOUCHED' }, refusal: null, isApart: false };

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });

const troubleOf = (error: unknown): Trouble => (error instanceof TroubleError ? error.trouble : 'INTERNAL');

/** Whether the same request may well be answered a little later. */
const mayPass = (trouble: Trouble): boolean =>
  trouble === 'NO_CONNECTION' || trouble === 'INTERNAL' || trouble === 'TOO_MANY_REQUESTS';

/**
 * Everything a client writes goes through here on its way to the server.
 *
 *   write ─ 0.8 s ─▶ one save at a time per occurrence, repeated until answered ─▶ confirmed
 *   share ─▶ every word confirmed first ─▶ submit under one idempotency key ─▶ the server's own answer
 *
 * Invariants: saves of one occurrence arrive in order; nothing is sent when nothing changed; a share is reported only
 * when the server has answered it; pressing twice is one act; words that are not confirmed are never dropped.
 */
export function createOutbox<Body, Reflection>(ports: OutboxPorts<Body, Reflection>) {
  const entries = new Map<string, Entry<Body>>();
  const listeners = new Set<() => void>();
  const signedOutListeners = new Set<() => void>();

  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const isUnsent = (entry: Entry<Body>): boolean => entry.pending !== null || entry.body !== entry.confirmed;

  function stand(entry: Entry<Body>, standing: Partial<Standing>): void {
    entry.standing = { ...entry.standing, ...standing };
    tell();
  }

  function settle(entry: Entry<Body>): void {
    if (isUnsent(entry)) return;
    for (const { done } of entry.waiting.splice(0)) done();
  }

  function giveUp(entry: Entry<Body>, error: Error): void {
    for (const { fail } of entry.waiting.splice(0)) fail(error);
  }

  async function pump(
    occurrenceId: string,
    options: { keepalive: boolean } = { keepalive: false },
  ): Promise<void> {
    const entry = entries.get(occurrenceId);
    if (!entry || entry.isSending) return;
    clearTimeout(entry.debounce);
    clearTimeout(entry.retry);
    entry.debounce = undefined;
    entry.retry = undefined;
    if (!entry.pending) {
      if (entry.body === entry.confirmed) {
        settle(entry);
        return;
      }
      const follows = entry.ahead?.lane === entry.lane && entry.ahead.baseRevision === entry.revision;
      entry.pending =
        follows && entry.ahead
          ? entry.ahead
          : { occurrenceId, lane: entry.lane, baseRevision: entry.revision, body: entry.body };
      entry.ahead = null;
    }
    const { pending } = entry;
    entry.isSending = true;
    // A repeat keeps the line it has: "on this page only" stays true until there is an answer.
    if (entry.attempts === 0) stand(entry, { save: { is: 'SAVING' }, refusal: null });
    try {
      const { draft, userErrors } = await ports.save(pending, options);
      const [refusal] = userErrors;
      entry.isSending = false;
      entry.attempts = 0;
      entry.pending = null;
      if (refusal || !draft) {
        const no = refusal ?? { code: 'INVALID', message: '' };
        stand(entry, { save: { is: 'FAILED' }, refusal: no });
        giveUp(entry, new RefusedError(no));
        // Words written since may be what mends it, such as a shorter text.
        if (entry.body !== pending.body) schedule(occurrenceId, entry);
        return;
      }
      const isApart = draft.lane !== pending.lane;
      entry.lane = draft.lane;
      entry.revision = draft.revision;
      entry.confirmed = pending.body;
      const isMore = entry.body !== entry.confirmed;
      stand(entry, {
        save: isMore ? { is: 'SAVING' } : { is: 'SAVED', at: draft.savedAt },
        refusal: null,
        isApart: entry.standing.isApart || isApart,
      });
      if (isMore) await pump(occurrenceId);
      else settle(entry);
    } catch (error) {
      entry.isSending = false;
      const trouble = troubleOf(error);
      stand(entry, { save: { is: trouble === 'NO_CONNECTION' ? 'WAITING' : 'FAILED' } });
      giveUp(entry, error instanceof Error ? error : new TroubleError('INTERNAL'));
      if (trouble === 'SIGNED_OUT') for (const listener of signedOutListeners) listener();
      if (mayPass(trouble)) {
        const seconds = retrySeconds[Math.min(entry.attempts, retrySeconds.length - 1)] ?? 30;
        entry.attempts += 1;
        entry.retry = setTimeout(() => void pump(occurrenceId), seconds * 1000);
      }
    }
  }

  function schedule(occurrenceId: string, entry: Entry<Body>): void {
    clearTimeout(entry.debounce);
    entry.debounce = setTimeout(() => void pump(occurrenceId), debounceMilliseconds);
  }

  const outbox = {
    /**
     * Begins with what the server has. Words that are still on their way from this page are newer and stay; answers
     * the words to show.
     */
    open(occurrenceId: string, body: Body, place: Place | null): Body {
      const known = entries.get(occurrenceId);
      if (known && isUnsent(known)) return known.body;
      if (known?.isSending) return known.body;
      entries.set(occurrenceId, {
        lane: place?.lane ?? ports.newId(),
        revision: place?.revision ?? 0,
        body,
        confirmed: body,
        pending: null,
        ahead: null,
        isSending: false,
        attempts: 0,
        debounce: undefined,
        retry: undefined,
        standing: untouched,
        waiting: [],
        share: null,
      });
      return body;
    },

    /** Whether this page is already writing here. */
    isOpen(occurrenceId: string): boolean {
      return entries.has(occurrenceId);
    },

    /** Takes the newest words of an opened occurrence; they leave after a short pause in the typing. */
    write(occurrenceId: string, body: Body): void {
      const entry = entries.get(occurrenceId);
      if (!entry || entry.body === body) return;
      entry.body = body;
      if (!entry.retry) schedule(occurrenceId, entry);
    },

    /** Sends what is there now: at the end of a field, at a step, on the way out. Never throws; the save line tells. */
    flush(occurrenceId?: string, options?: { keepalive: boolean }): void {
      for (const [id, entry] of entries) {
        if ((occurrenceId !== undefined && id !== occurrenceId) || !isUnsent(entry)) continue;
        const { pending } = entry;
        if (options?.keepalive && entry.isSending && pending && !entry.ahead && entry.body !== pending.body) {
          entry.ahead = { ...pending, baseRevision: pending.baseRevision + 1, body: entry.body };
          // The answer is not waited for: the same save is repeated in its turn if the page lives on.
          ports.save(entry.ahead, options).catch(() => undefined);
        } else void pump(id, options);
      }
    },

    /** Tries again whatever waits: the connection is back, or the person signed in again. */
    resume(): void {
      for (const [id, entry] of entries) {
        if (!isUnsent(entry)) continue;
        entry.attempts = 0;
        void pump(id);
      }
    },

    /** Every word confirmed, or thrown why not. */
    async settled(occurrenceId: string): Promise<void> {
      const entry = entries.get(occurrenceId);
      if (!entry || !isUnsent(entry)) return;
      const promise = new Promise<void>((done, fail) => {
        entry.waiting.push({ done, fail });
      });
      void pump(occurrenceId);
      await promise;
    },

    /**
     * Shares a piece, or says "not this week". It resolves only with the server's own reflection. Pressing again while
     * one is under way joins it; pressing again after a fault repeats it under the same key.
     */
    async share(occurrenceId: string, ending: Ending): Promise<Reflection> {
      const entry = entries.get(occurrenceId);
      if (!entry) throw new TroubleError('NOT_FOUND');
      if (entry.share?.promise) return entry.share.promise as Promise<Reflection>;
      const run = async (): Promise<Reflection> => {
        const isShared = ending.outcome !== 'NOT_THIS_WEEK';
        if (isShared) {
          // A draft of blanks is shared, too: it is saved once so that it has a revision to name.
          if (entry.revision === 0 && !isUnsent(entry)) entry.confirmed = null;
          await outbox.settled(occurrenceId);
        }
        const place = isShared ? { lane: entry.lane, revision: entry.revision } : {};
        const of = JSON.stringify([ending, place]);
        const key = entry.share?.of === of ? entry.share.key : ports.newId();
        entry.share = { key, of, promise: entry.share?.promise ?? null };
        for (let attempt = 0; ; attempt += 1) {
          try {
            const { reflection, userErrors } = await ports.submit({
              idempotencyKey: key,
              occurrenceId,
              ...ending,
              ...place,
            });
            const [refusal] = userErrors;
            if (refusal || !reflection) {
              entry.share = null;
              throw new RefusedError(refusal ?? { code: 'INVALID', message: '' });
            }
            clearTimeout(entry.debounce);
            clearTimeout(entry.retry);
            entries.delete(occurrenceId);
            tell();
            return reflection;
          } catch (error) {
            const seconds = shareRetrySeconds[attempt];
            if (error instanceof RefusedError || !mayPass(troubleOf(error)) || seconds === undefined)
              throw error;
            await wait(seconds);
          }
        }
      };
      const promise = run().catch((error: unknown) => {
        if (entry.share) entry.share.promise = null;
        if (troubleOf(error) === 'SIGNED_OUT') for (const listener of signedOutListeners) listener();
        throw error;
      });
      entry.share = { key: entry.share?.key ?? '', of: entry.share?.of ?? '', promise };
      return promise;
    },

    /** Deletes one lane of a draft, or all of it; words on their way are stopped first. */
    async deleteDraft(occurrenceId: string, lane?: string): Promise<void> {
      const entry = entries.get(occurrenceId);
      if (entry && (lane === undefined || lane === entry.lane)) {
        clearTimeout(entry.debounce);
        clearTimeout(entry.retry);
        entries.delete(occurrenceId);
        tell();
      }
      const { userErrors } = await ports.deleteDraft({
        idempotencyKey: ports.newId(),
        occurrenceId,
        ...(lane ? { lane } : {}),
      });
      if (userErrors[0]) throw new RefusedError(userErrors[0]);
    },

    standing(occurrenceId: string): Standing {
      return entries.get(occurrenceId)?.standing ?? untouched;
    },

    /** Whether closing the page now would lose words. */
    hasUnsent(): boolean {
      return [...entries.values()].some(isUnsent);
    },

    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    onSignedOut(listener: () => void): () => void {
      signedOutListeners.add(listener);
      return () => signedOutListeners.delete(listener);
    },
  };
  return outbox;
}
