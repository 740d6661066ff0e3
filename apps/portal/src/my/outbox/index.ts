/*
 * The one way a client's words leave the page.
 *
 *   typing ─▶ write ─ 0.8 s ─▶ save ─▶ confirmed            (again and again, in order, one at a time)
 *   pressing Share ─▶ all words confirmed ─▶ submit ─▶ the server's reflection, or a plain no
 *   pressing "It happened" ─▶ start, under a key that names the turn, until it is answered ─▶ the turn to write in
 *   after sharing: pressing Add ─▶ add ─▶ the server's reflection, or the words stay on the page
 *
 * It lives in the page's memory: while a word is not confirmed, closing the page asks first.
 */
import { useSyncExternalStore } from 'react';
import type { DraftBody } from '@rejoin/domain';
import { send } from '../../lib/send.js';
import {
  AddToReflectionDocument,
  DeleteDraftDocument,
  SaveDraftDocument,
  StartTurnDocument,
  SubmitReflectionDocument,
  type OwnReflectionPartsFragment,
} from '../gql/graphql.js';
import { createOutbox, type Addition, type Standing, type Starting } from './outbox.js';

export { RefusedError, type Addition, type Ending, type Standing } from './outbox.js';

export const outbox = createOutbox<DraftBody, OwnReflectionPartsFragment>({
  save: async ({ body, ...input }, options) =>
    (await send(SaveDraftDocument, { input: { ...input, body: { ...body } } }, options)).saveDraft,
  submit: async (input) => (await send(SubmitReflectionDocument, { input })).submitReflection,
  add: async (input) => (await send(AddToReflectionDocument, { input })).addToReflection,
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
    if (outbox.hasUnsent()) event.preventDefault();
  });
}
