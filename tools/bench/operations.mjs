// @ts-check
// The six operations of the bench, as the portal sends them: what a document is called, whose turn it is and with which
// variables. The schema of the API is spoken of here, in practice.mjs (its tables) and in floor.mjs (its answers) only.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Somebody signed in: the product knows them by the cookie, the floor by what stands beside it.
 * @typedef {{ practiceId: string, membershipId: string, clientId: string, cookie: string }} Seat
 */

/**
 * One request that is still to be sent.
 * @typedef {{ seat: Seat, variables: Record<string, unknown> }} Turn
 */

/**
 * Who there is and what they can open.
 * @typedef {object} World
 * @property {(Seat & { cursors: (string | null)[], reflectionIds: string[] })[]} clinicians
 * @property {(Seat & { openedId: string, saved: { occurrenceId: string, lane: string } })[]} clients
 */

/**
 * A fresh occurrence with its draft, to be shared once.
 * @typedef {{ seat: Seat, occurrenceId: string, lane: string }} Fresh
 */

/**
 * @typedef {object} Operation
 * @property {string} document its name in the portal
 * @property {(world: World) => Turn[]} turns what is sent, round after round
 * @property {(turn: Turn) => void} [renew] makes the next request of a turn that was answered; no two of one turn are under way
 * @property {boolean} [isOnce] a turn is good for one request; fresh ones are made before each round
 */

/** @type {Record<string, Operation>} */
export const operations = {
  queue: {
    document: 'ToReadScreen',
    turns: ({ clinicians }) =>
      clinicians.flatMap((seat) =>
        seat.cursors.map((after) => ({ seat, variables: { first: 25, ...(after ? { after } : {}) } })),
      ),
  },
  caseload: {
    document: 'CaseloadScreen',
    turns: ({ clinicians }) => clinicians.map((seat) => ({ seat, variables: { first: 50 } })),
  },
  openAssignment: {
    document: 'OccurrenceScreen',
    turns: ({ clients }) => clients.map((seat) => ({ seat, variables: { id: seat.openedId } })),
  },
  autosave: {
    document: 'SaveDraft',
    turns: ({ clients }) =>
      clients.map((seat, at) => ({
        seat,
        variables: { input: { ...seat.saved, baseRevision: 1, body: draftBody(at) } },
      })),
    renew: ({ variables }) => {
      const input = /** @type {{ baseRevision: number, body: { closing: string } }} */ (variables.input);
      input.baseRevision += 1;
      // The same length each time: what grows is a row of another size.
      input.body.closing = `Save ${String(input.baseRevision).padStart(8, '0')}.`;
    },
  },
  submit: { document: 'SubmitReflection', turns: () => [], isOnce: true },
  readReflection: {
    document: 'ReadingScreen',
    turns: ({ clinicians }) =>
      clinicians.flatMap((seat) => seat.reflectionIds.map((id) => ({ seat, variables: { id } }))),
  },
};

/**
 * The one request of a fresh occurrence. Every second one is asked to be read before the session and queues a mail.
 * @param {Fresh} fresh
 * @param {number} at
 * @returns {Turn}
 */
export function submitTurn({ seat, occurrenceId, lane }, at) {
  return {
    seat,
    variables: {
      input: {
        idempotencyKey: randomUUID(),
        occurrenceId,
        outcome: 'WHOLE',
        sharing: at % 2 === 0 ? 'READ_BEFORE' : 'FOR_SESSION',
        lane,
        revision: 1,
      },
    },
  };
}

/** The exercise all of it is about. */
export const exerciseSlug = 'own-it-kindly';

const lines = [
  'I answered before he had finished, and louder than I wanted to.',
  'My part is the tone, and that I left the room without a word.',
  'It was late, the day had been long, and I still had a choice.',
  'I could see her face change, and I went on for one more sentence.',
  'Nobody asked me to be right about it, that was only me.',
  'I can go back in and say that I heard it a moment too late.',
];

/**
 * About 1.5 kB of unfinished words, others for each number.
 * @param {number} at
 */
export function draftBody(at) {
  const words = (/** @type {number} */ from, /** @type {number} */ count) =>
    Array.from({ length: count }, (_, line) => lines[(at + from + line) % lines.length]).join(' ');
  return {
    formatVersion: 1,
    language: 'en',
    size: 'WHOLE',
    answers: {
      event: `${String(at).padStart(5, '0')}. ${words(0, 6)}`,
      'my-part': words(2, 6),
      'next-step': words(4, 5),
    },
    feelsWrong: [],
    readers: {},
    bringIn: ['my-part'],
    plan: { whenWhere: words(1, 2), confidence: at % 11 },
    closing: 'Save 00000001.',
    place: 'LOOK_OVER',
    visited: ['event', 'part', 'own', 'step'],
  };
}

/** @type {Record<string, string>} */
const trusted = JSON.parse(
  readFileSync(new URL('../../libs/shared/schema/trusted-documents.json', import.meta.url), 'utf8'),
);

/**
 * The hash under which the portal sends a document.
 * @param {string} name of its operation
 */
export function documentId(name) {
  const declared = new RegExp(`(?:query|mutation) ${name}\\b`);
  const found = Object.entries(trusted).find(([, text]) => declared.test(text));
  if (!found) throw new Error(`The portal has no document ${name}.`);
  return found[0];
}

/**
 * @typedef {{ path: string, headers: Record<string, string>, body: string }} Request
 * @typedef {'product' | 'floor'} Side
 */

/**
 * How each side is asked. The floor takes its word for who is there.
 * @param {Side} side
 * @param {string} operation
 * @param {Turn} turn
 * @returns {Request}
 */
export function requestOf(side, operation, { seat, variables }) {
  if (side === 'floor') {
    return {
      path: `/${operation}`,
      headers: {
        'content-type': 'application/json',
        'x-practice': seat.practiceId,
        'x-membership': seat.membershipId,
        'x-client': seat.clientId,
      },
      body: JSON.stringify(variables),
    };
  }
  const { document } = operations[operation] ?? { document: operation };
  return {
    path: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-rejoin-request': '1',
      cookie: seat.cookie,
    },
    body: JSON.stringify({ documentId: documentIdOf(document), variables }),
  };
}

/** @type {Map<string, string>} */
const ids = new Map();

/** @param {string} document */
function documentIdOf(document) {
  const id = ids.get(document) ?? documentId(document);
  ids.set(document, id);
  return id;
}

/**
 * Whether an answer is what was asked for. Cheap, because it is asked of every answer while the clock runs.
 * @param {number} status
 * @param {string} text
 */
export function isAnswer(status, text) {
  return (
    status === 200 &&
    text.startsWith('{"data":{') &&
    !text.includes('"errors":[') &&
    !/"userErrors":\[\{/.test(text) &&
    !/^\{"data":\{"\w+":null/.test(text)
  );
}
