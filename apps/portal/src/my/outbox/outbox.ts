import { TroubleError, type Refusal } from '../../lib/send.js';
import type { SaveState } from '../../ui/SaveLine.js';
import { createJointWords } from './joint-words.js';
import {
  createParcels,
  isForGood,
  isNo,
  mayPass,
  type Parcel,
  perform,
  RefusedError,
  troubleOf,
} from './parcels.js';

export { RefusedError } from './parcels.js';

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

/** What somebody adds to a piece after sharing it, while it is not at the server yet. */
export type Addition = Parcel<AddedWords>;

interface AddedWords {
  text: string;
  sharing: Ending['sharing'];
}

/** One answer that its author offers for opening, in other words where there are some. */
export interface Offered {
  key: string;
  words: readonly { slot: string | null; text: string }[] | null;
}

export interface OfferInput {
  idempotencyKey: string;
  reflectionId: string;
  offers: readonly Offered[];
}

export interface AddInput {
  idempotencyKey: string;
  reflectionId: string;
  text: string;
  sharing: Ending['sharing'];
}

export interface SubmitInput extends Ending {
  idempotencyKey: string;
  occurrenceId: string;
  lane?: string;
  revision?: number;
}

/** A turn that is being started and is not at the server yet. */
export interface Starting {
  /** WAITING: the connection is away, and it is sent again by itself. REFUSED: the server said no. */
  is: 'SENDING' | 'WAITING' | 'REFUSED';
  error: Error | null;
}

export interface StartInput {
  /** Names the turn: sent again, it is the same one. */
  idempotencyKey: string;
  assignmentId: string;
}

/** The ways out of the page, given from outside so that the rules here can be proven without a network. */
export interface OutboxPorts<Body, Reflection, Opening> {
  save: (
    input: SaveInput<Body>,
    options: { keepalive: boolean },
  ) => Promise<{ draft: SavedDraft | null; userErrors: readonly Refusal[] }>;
  submit: (input: SubmitInput) => Promise<{ reflection: Reflection | null; userErrors: readonly Refusal[] }>;
  add: (input: AddInput) => Promise<{ reflection: Reflection | null; userErrors: readonly Refusal[] }>;
  offer: (input: OfferInput) => Promise<{ ownOpening?: Opening | null; userErrors: readonly Refusal[] }>;
  start: (input: StartInput) => Promise<{ occurrenceId?: string | null; userErrors: readonly Refusal[] }>;
  deleteDraft: (input: {
    idempotencyKey: string;
    occurrenceId: string;
    lane?: string;
  }) => Promise<{ userErrors: readonly Refusal[] }>;
  newId: () => string;
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
  /** The save under way, so that a deletion can wait for it; never rejects. */
  sending: Promise<void> | null;
  /** Saves sent on the way out of the page whose answers nobody waits for; never rejects. */
  sentAhead: Promise<void>;
  /** While the server is asked to delete, nothing is sent: a save in between would bring the draft back. */
  isDeleting: boolean;
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

const untouched: Standing = { save: { is: 'UNTOUCHED' }, refusal: null, isApart: false };
const blank: Addition = { content: { text: '', sharing: 'FOR_SESSION' }, isSending: false, error: null };

/**
 * Everything a client writes goes through here on its way to the server.
 *
 *   write ─ 0.8 s ─▶ one save at a time per occurrence, repeated until answered ─▶ confirmed
 *   share ─▶ every word confirmed first ─▶ submit under one idempotency key ─▶ the server's own answer
 *   start ─▶ one key for one turn, sent again until it is answered ─▶ the turn
 *   writeAddition ─ pressing Add ─▶ add under one idempotency key ─▶ the server's own answer
 *   choose ─ pressing Keep ─▶ offer under one idempotency key ─▶ the server's own answer
 *   together.write ─ pressing Keep ─▶ kept by the screen of it; until then it waits here
 *
 * Invariants: saves of one occurrence arrive in order; nothing is sent when nothing changed; a share is reported only
 * when the server has answered it; pressing twice is one act; words that are not confirmed are never dropped unless
 * their author deletes them or lets them go.
 */
export function createOutbox<Body, Reflection, Opening>(ports: OutboxPorts<Body, Reflection, Opening>) {
  const entries = new Map<string, Entry<Body>>();
  /** By assignment; one at a time. */
  const starts = new Map<
    string,
    Starting & { key: string; attempts: number; retry?: ReturnType<typeof setTimeout> }
  >();
  const listeners = new Set<() => void>();
  const startedListeners = new Set<(assignmentId: string, occurrenceId: string) => void>();
  const signedOutListeners = new Set<() => void>();

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const onSignedOut = (): void => {
    for (const listener of signedOutListeners) listener();
  };
  const { newId } = ports;

  /** By reflection. */
  const additions = createParcels<AddedWords, Reflection>({
    send: async ({ idempotencyKey, id, content }) => {
      const { reflection, userErrors } = await ports.add({ idempotencyKey, reflectionId: id, ...content });
      return { result: reflection, userErrors };
    },
    ...{ newId, tell, onSignedOut },
  });
  /** By reflection: all that is offered of it from then on. */
  const offers = createParcels<readonly Offered[], Opening>({
    send: async ({ idempotencyKey, id, content }) => {
      const { ownOpening, userErrors } = await ports.offer({
        ...{ idempotencyKey, reflectionId: id, offers: content },
      });
      return { result: ownOpening, userErrors };
    },
    ...{ newId, tell, onSignedOut },
  });
  const together = createJointWords({ newId, tell });

  const isUnsent = (entry: Entry<Body>): boolean => entry.pending !== null || entry.body !== entry.confirmed;

  /**
   * Whether the words on this page are what the author goes on with: they are not all sent, or what the server has is
   * not newer. What was asked before a save was answered may be older than what this page knows.
   */
  const stays = (entry: Entry<Body>, place: Place | null): boolean =>
    isUnsent(entry) ||
    entry.sending !== null ||
    place === null ||
    (place.lane === entry.lane && place.revision <= entry.revision);

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
    if (!entry || entry.sending || entry.isDeleting) return;
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
    const sending = transmit(occurrenceId, entry, entry.pending, options);
    entry.sending = sending;
    await sending;
  }

  async function transmit(
    occurrenceId: string,
    entry: Entry<Body>,
    pending: SaveInput<Body>,
    options: { keepalive: boolean },
  ): Promise<void> {
    // A repeat keeps the line it has: "on this page only" stays true until there is an answer.
    if (entry.attempts === 0) stand(entry, { save: { is: 'SAVING' }, refusal: null });
    try {
      const { draft, userErrors } = await ports.save(pending, options);
      const [refusal] = userErrors;
      entry.sending = null;
      entry.attempts = 0;
      entry.pending = null;
      if (refusal || !draft) {
        const no = refusal ?? { code: 'INVALID', message: '' };
        refuse(occurrenceId, entry, pending, no, new RefusedError(no));
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
      if (isMore) void pump(occurrenceId);
      else settle(entry);
    } catch (error) {
      entry.sending = null;
      const trouble = troubleOf(error);
      const cause = error instanceof Error ? error : new TroubleError('INTERNAL');
      if (isForGood(trouble)) {
        // Kept, it would stand before every later save, such as that of a shorter text.
        entry.pending = null;
        entry.attempts = 0;
        refuse(occurrenceId, entry, pending, { code: trouble, message: '' }, cause);
        return;
      }
      // Somebody who was signed out comes back with all their words at once; only a save whose answer may have been
      // lost before is still repeated word for word.
      if (trouble === 'SIGNED_OUT' && entry.attempts === 0) entry.pending = null;
      stand(entry, { save: { is: trouble === 'NO_CONNECTION' ? 'WAITING' : 'FAILED' } });
      giveUp(entry, cause);
      if (trouble === 'SIGNED_OUT') onSignedOut();
      if (mayPass(trouble)) {
        const seconds = retrySeconds[Math.min(entry.attempts, retrySeconds.length - 1)] ?? 30;
        entry.attempts += 1;
        if (!entry.isDeleting) entry.retry = setTimeout(() => void pump(occurrenceId), seconds * 1000);
      }
    }
  }

  /** The words stay on this page, and the save line says so; what is written next is sent again. */
  function refuse(
    occurrenceId: string,
    entry: Entry<Body>,
    pending: SaveInput<Body>,
    refusal: Refusal,
    error: Error,
  ): void {
    entry.ahead = null;
    stand(entry, { save: { is: 'FAILED' }, refusal });
    giveUp(entry, error);
    // Words written since may be what mends it, such as a shorter text.
    if (entry.body !== pending.body) schedule(occurrenceId, entry);
  }

  function schedule(occurrenceId: string, entry: Entry<Body>): void {
    clearTimeout(entry.debounce);
    entry.debounce = setTimeout(() => void pump(occurrenceId), debounceMilliseconds);
  }

  function drop(occurrenceId: string, entry: Entry<Body>): void {
    clearTimeout(entry.debounce);
    clearTimeout(entry.retry);
    giveUp(entry, new TroubleError('NOT_FOUND'));
    if (entries.get(occurrenceId) === entry) entries.delete(occurrenceId);
    tell();
  }

  async function sendStart(assignmentId: string, key: string): Promise<void> {
    const isHere = (): boolean => starts.get(assignmentId)?.key === key;
    const entry = starts.get(assignmentId);
    if (!entry || !isHere()) return;
    clearTimeout(entry.retry);
    try {
      const { occurrenceId, userErrors } = await ports.start({ idempotencyKey: key, assignmentId });
      const [refusal] = userErrors;
      if (refusal || !occurrenceId) throw new RefusedError(refusal ?? { code: 'INVALID', message: '' });
      if (!isHere()) return;
      starts.delete(assignmentId);
      tell();
      for (const listener of startedListeners) listener(assignmentId, occurrenceId);
    } catch (cause) {
      if (!isHere()) return;
      const error = cause instanceof Error ? cause : new TroubleError('INTERNAL');
      const trouble = troubleOf(error);
      const waits = !isNo(error) && (mayPass(trouble) || trouble === 'SIGNED_OUT');
      const attempts = entry.attempts + 1;
      const seconds = retrySeconds[Math.min(entry.attempts, retrySeconds.length - 1)] ?? 30;
      starts.set(assignmentId, {
        key,
        attempts,
        is: waits ? 'WAITING' : 'REFUSED',
        error,
        // Who was signed out comes back by `resume`.
        ...(waits && trouble !== 'SIGNED_OUT'
          ? { retry: setTimeout(() => void sendStart(assignmentId, key), seconds * 1000) }
          : {}),
      });
      tell();
      if (trouble === 'SIGNED_OUT') onSignedOut();
    }
  }

  const outbox = {
    /** Starts a turn of an assignment. Pressing again while it is on its way is the same turn. Never throws. */
    start(assignmentId: string): void {
      const before = starts.get(assignmentId);
      if (before?.is === 'SENDING') return;
      clearTimeout(before?.retry);
      const key = before?.is === 'WAITING' ? before.key : ports.newId();
      starts.set(assignmentId, { key, attempts: 0, is: 'SENDING', error: null });
      tell();
      void sendStart(assignmentId, key);
    },

    /** The turn of an assignment that is being started, if one is. */
    starting(assignmentId: string): Starting | null {
      return starts.get(assignmentId) ?? null;
    },

    /** Told when a turn is there. */
    onStarted(listener: (assignmentId: string, occurrenceId: string) => void): () => void {
      startedListeners.add(listener);
      return () => startedListeners.delete(listener);
    },

    /**
     * Begins with what the server has. Words of this page that are on their way or not older stay; answers the words
     * to show.
     */
    open(occurrenceId: string, body: Body, place: Place | null): Body {
      const known = entries.get(occurrenceId);
      if (known && stays(known, place)) return known.body;
      clearTimeout(known?.debounce);
      clearTimeout(known?.retry);
      entries.set(occurrenceId, {
        lane: place?.lane ?? ports.newId(),
        revision: place?.revision ?? 0,
        body,
        confirmed: body,
        pending: null,
        ahead: null,
        sending: null,
        sentAhead: Promise.resolve(),
        isDeleting: false,
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

    /** Whether `open` would go on with the words of this page rather than with the server's. */
    holds(occurrenceId: string, place: Place | null): boolean {
      const entry = entries.get(occurrenceId);
      return entry !== undefined && stays(entry, place);
    },

    /** Takes the newest words of an opened occurrence; they leave after a short pause in the typing. */
    write(occurrenceId: string, body: Body): void {
      const entry = entries.get(occurrenceId);
      if (!entry || entry.body === body) return;
      entry.body = body;
      tell();
      if (!entry.retry) schedule(occurrenceId, entry);
    },

    /** Sends what is there now: at the end of a field, at a step, on the way out. Never throws; the save line tells. */
    flush(occurrenceId?: string, options?: { keepalive: boolean }): void {
      for (const [id, entry] of entries) {
        if ((occurrenceId !== undefined && id !== occurrenceId) || !isUnsent(entry)) continue;
        const { pending } = entry;
        const isAhead = options?.keepalive && entry.sending && pending && entry.body !== pending.body;
        if (isAhead && !entry.ahead && !entry.isDeleting) {
          entry.ahead = { ...pending, baseRevision: pending.baseRevision + 1, body: entry.body };
          // The answer is not waited for: the same save is repeated in its turn if the page lives on.
          const sent = ports.save(entry.ahead, options).then(
            () => undefined,
            () => undefined,
          );
          entry.sentAhead = Promise.all([entry.sentAhead, sent]).then(() => undefined);
        } else void pump(id, options);
      }
    },

    /** Tries again whatever waits: the connection is back, or the person signed in again. */
    resume(): void {
      for (const [assignmentId, { is, key }] of starts)
        if (is === 'WAITING') void sendStart(assignmentId, key);
      for (const [id, entry] of entries) {
        if (!isUnsent(entry)) continue;
        entry.attempts = 0;
        void pump(id);
      }
      additions.resume();
      offers.resume();
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
     * Shares a piece, or ends it without its words, as with "not this week". It resolves only with the server's own
     * reflection. Pressing again while one is under way joins it; pressing again after a fault repeats it under the
     * same key.
     */
    async share(
      occurrenceId: string,
      ending: Ending,
      {
        isWordless = ending.outcome === 'NOT_THIS_WEEK',
      }: {
        /** Nothing written is shared: no saved draft is named. */
        isWordless?: boolean;
      } = {},
    ): Promise<Reflection> {
      const entry = entries.get(occurrenceId);
      if (!entry) throw new TroubleError('NOT_FOUND');
      if (entry.share?.promise) return entry.share.promise as Promise<Reflection>;
      const run = async (): Promise<Reflection> => {
        // A draft of blanks is shared, too: it is saved once so that it has a revision to name.
        if (!isWordless && entry.revision === 0 && !isUnsent(entry)) entry.confirmed = null;
        try {
          await outbox.settled(occurrenceId);
        } catch (error) {
          // Words that stay unshared are kept at the server first; what it does not take stays on this page.
          if (!isWordless || !isNo(error)) throw error;
        }
        const place = isWordless ? {} : { lane: entry.lane, revision: entry.revision };
        const of = JSON.stringify([ending, place]);
        const key = entry.share?.of === of ? entry.share.key : ports.newId();
        entry.share = { key, of, promise: entry.share?.promise ?? null };
        try {
          const reflection = await perform(async () => {
            const input = { idempotencyKey: key, occurrenceId, ...ending, ...place };
            const { reflection: result, userErrors } = await ports.submit(input);
            return { result, userErrors };
          });
          entry.share = null;
          if (!isUnsent(entry)) drop(occurrenceId, entry);
          return reflection;
        } catch (error) {
          // The same key again would repeat the same no.
          if (error instanceof RefusedError) entry.share = null;
          throw error;
        }
      };
      const promise = run().catch((error: unknown) => {
        if (entry.share) entry.share.promise = null;
        if (troubleOf(error) === 'SIGNED_OUT') onSignedOut();
        throw error;
      });
      entry.share = { key: entry.share?.key ?? '', of: entry.share?.of ?? '', promise };
      return promise;
    },

    /** What is being written beside a shared piece. It stays here when its screen is left. */
    addition(reflectionId: string): Addition {
      return additions.get(reflectionId) ?? blank;
    },

    /** Takes the newest words to add; none are sent before `add`. */
    writeAddition(reflectionId: string, change: Partial<AddedWords>): void {
      additions.write(reflectionId, { ...outbox.addition(reflectionId).content, ...change });
    },

    /** Adds what was written to its shared piece. Never throws: the addition tells what stands in the way. */
    add(reflectionId: string): void {
      if (outbox.addition(reflectionId).content.text.trim() !== '') additions.send(reflectionId);
    },

    /** Told with the server's own reflection whenever something was added to it. */
    onAdded: additions.onSent,

    /** What is chosen to be offered of a shared piece, while the server does not know of it; null: nothing was changed. */
    offering: offers.get,

    /** Takes the choice as it is now; it leaves with `offer`. */
    choose: offers.write,

    /** Says what may be opened of a shared piece from now on. Never throws: the choice tells what stands in the way. */
    offer: offers.send,

    /** Puts a choice back to what the server knows. */
    letGoChoice: (reflectionId: string): void => offers.letGo(reflectionId),

    /** Told with the server's own answer whenever a choice was taken. */
    onOffered: offers.onSent,

    /** What partners write together, on this page until they keep it. */
    together,

    /**
     * Deletes one lane of a draft, or all of it. A save under way is waited for and none is sent meanwhile; the words
     * leave this page only when the server has said yes.
     */
    async deleteDraft(occurrenceId: string, lane?: string): Promise<void> {
      const entry = entries.get(occurrenceId);
      const isMine = (): boolean => entry !== undefined && (lane === undefined || lane === entry.lane);
      const isHeld = isMine();
      if (entry && isHeld) {
        entry.isDeleting = true;
        clearTimeout(entry.debounce);
        clearTimeout(entry.retry);
        entry.debounce = undefined;
        entry.retry = undefined;
        await Promise.all([entry.sending, entry.sentAhead]);
      }
      try {
        const { userErrors } = await ports.deleteDraft({
          idempotencyKey: ports.newId(),
          occurrenceId,
          ...(lane ? { lane } : {}),
        });
        if (userErrors[0]) throw new RefusedError(userErrors[0]);
      } catch (error) {
        if (entry && isHeld) {
          entry.isDeleting = false;
          if (isUnsent(entry)) schedule(occurrenceId, entry);
        }
        throw error;
      }
      if (!entry) return;
      entry.isDeleting = false;
      if (isHeld && isMine()) drop(occurrenceId, entry);
      // The other text is gone; what is on this page is the one the author goes on with.
      else stand(entry, { isApart: false });
    },

    /** Gives up the words of one piece, or of all, because the author said so. */
    letGo(occurrenceId?: string): void {
      for (const [id, entry] of entries) {
        if (occurrenceId === undefined || id === occurrenceId) drop(id, entry);
      }
      if (occurrenceId !== undefined) return;
      additions.letGo();
      offers.letGo();
      together.clear();
      for (const { retry } of starts.values()) clearTimeout(retry);
      starts.clear();
      tell();
    },

    standing(occurrenceId: string): Standing {
      return entries.get(occurrenceId)?.standing ?? untouched;
    },

    /** Whether closing the page now would lose words: of the draft of this piece, or any at all. */
    hasUnsent(occurrenceId?: string): boolean {
      return (
        [...entries].some(
          ([id, entry]) => (occurrenceId === undefined || id === occurrenceId) && isUnsent(entry),
        ) ||
        (occurrenceId === undefined &&
          (additions.contents().some(({ text }) => text.trim() !== '') ||
            offers.contents().some((offered) => offered.some(({ words }) => words !== null)) ||
            together.unkept().length > 0))
      );
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
