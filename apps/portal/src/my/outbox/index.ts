/*
 * The one way a client's words leave the page.
 *
 *   typing ─▶ write ─ 0.8 s ─▶ save ─▶ confirmed            (again and again, in order, one at a time)
 *   pressing Share ─▶ all words confirmed ─▶ submit ─▶ the server's reflection, or a plain no
 *   pressing "It happened" ─▶ start, under a key that names the turn, until it is answered ─▶ the turn to write in
 *   after sharing: pressing Add ─▶ add ─▶ the server's reflection, or the words stay on the page
 *   what may be opened of it: pressing Keep ─▶ offer ─▶ the server's answer, or the choice stays on the page
 *
 * It lives in the page's memory: while a word is not confirmed, closing the page asks first.
 */
import { useSyncExternalStore } from 'react';
import type { DraftBody } from '@rejoin/domain';
import { isLeavingQuickly } from '../../lib/quick-exit.js';
import { send } from '../../lib/send.js';
import {
  AddToReflectionDocument,
  DeleteDraftDocument,
  OfferToOpenDocument,
  SaveDraftDocument,
  StartTurnDocument,
  SubmitReflectionDocument,
  type OwnOpeningPartsFragment,
  type OwnReflectionPartsFragment,
} from '../gql/graphql.js';
import { createOutbox, type Addition, type Offered, type Standing, type Starting } from './outbox.js';
import type { JointWords } from './joint-words.js';
import type { Parcel } from './parcels.js';

export type { JointWord } from './joint-words.js';
export { RefusedError, type Addition, type Ending, type Offered, type Standing } from './outbox.js';

export const outbox = createOutbox<DraftBody, OwnReflectionPartsFragment, OwnOpeningPartsFragment>({
  save: async ({ body, ...input }, options) =>
    (await send(SaveDraftDocument, { input: { ...input, body: { ...body } } }, options)).saveDraft,
  submit: async (input) => (await send(SubmitReflectionDocument, { input })).submitReflection,
  add: async (input) => (await send(AddToReflectionDocument, { input })).addToReflection,
  offer: async ({ offers, ...input }) =>
    (
      await send(OfferToOpenDocument, {
        input: { ...input, offers: offers.map(({ key, words }) => ({ key, words: words && [...words] })) },
      })
    ).offerToOpen,
  deleteDraft: async (input) => (await send(DeleteDraftDocument, { input })).deleteDraft,
  start: async (input) => (await send(StartTurnDocument, { input })).startTurn,
  newId: () => crypto.randomUUID(),
});

/** Where the words of one occurrence are, for its save line. */
export function useStanding(occurrenceId: string): Standing {
  return useSyncExternalStore(outbox.subscribe, () => outbox.standing(occurrenceId));
}

/** What is being added to one shared reflection. */
export function useAddition(reflectionId: string): Addition {
  return useSyncExternalStore(outbox.subscribe, () => outbox.addition(reflectionId));
}

/** What is chosen to be offered of one shared reflection, and not at the server yet. */
export function useOffering(reflectionId: string): Parcel<readonly Offered[]> | null {
  return useSyncExternalStore(outbox.subscribe, () => outbox.offering(reflectionId));
}

/** What stands in the fields of what is done together. */
export function useJointWords(jointPartId: string): JointWords {
  return useSyncExternalStore(outbox.subscribe, () => outbox.together.of(jointPartId));
}

/** A joint part with words that are not kept, if there is one. */
export function useUnkept(): string | null {
  return useSyncExternalStore(outbox.subscribe, () => outbox.together.unkept()[0] ?? null);
}

/** The turn of an assignment that is being started, if one is. */
export function useStarting(assignmentId: string): Starting | null {
  return useSyncExternalStore(outbox.subscribe, () => outbox.starting(assignmentId));
}

/** Whether words of one occurrence are on this page only. */
export function useHasUnsent(occurrenceId: string): boolean {
  return useSyncExternalStore(outbox.subscribe, () => outbox.hasUnsent(occurrenceId));
}

/**
 * Sends unsent words when the page is left, and asks before they would be lost. Sending them again when somebody comes
 * back to the page is for `SignInWatch`, which knows whose words they are.
 */
export function watchPage(): void {
  addEventListener('pagehide', () => outbox.flush(undefined, { keepalive: true }));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') outbox.flush(undefined, { keepalive: true });
  });
  addEventListener('beforeunload', (event) => {
    if (outbox.hasUnsent() && !isLeavingQuickly()) event.preventDefault();
  });
}
