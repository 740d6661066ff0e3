import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type TestApp } from './app.js';
import {
  buildCouple,
  buildJointAssignment,
  buildOffer,
  buildReflection,
  buildDraft,
  type BuiltCouple,
  canary,
  type ClientMember,
  coupleBody,
  openGate,
} from './factories.js';
import { codes } from './gql.js';
import { wholeDocument } from './operations.js';
import { pair } from './scenario.js';

/**
 * The door with three keys when everything happens at once: sharing, offering, withdrawing, asking not to open, taking back,
 * opening, leaving and ending, in any order, while everyone keeps reading. Never is anything opened one-sidedly, and never is anything
 * read that was withdrawn or ended before the reading began. `npm run battery -- races` runs five hundred of them.
 */
const count = Number(process.env['RACES'] ?? 16);
/** The same races each time; another seed gives others. */
const seed = Number(process.env['RACES_SEED'] ?? 1);

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** What may happen in a race besides opening; each is done by somebody of its own. */
const others = [
  'SHARE',
  'OFFER',
  'WITHDRAW',
  'ASK_NOT_TO_OPEN',
  'TAKE_BACK',
  'HOLD',
  'END',
  'LEAVE',
] as const;
type Act = (typeof others)[number];

/** A turn in which the first partner has offered and the last may be missing still. */
interface Turn {
  couple: BuiltCouple;
  assignmentId: string;
  first: ClientMember;
  last: ClientMember;
  /** Each partner's words, in their order. */
  words: string[];
  firstsReflectionId: string;
  lastsTurn: string;
  lastsDraft: { lane: string; revision: number } | null;
  lastsReflectionId: string | null;
}

/** What was read, and between which moments. */
interface Reading {
  by: number;
  begunAt: number;
  /** Whose words stood in it; null: there was nothing. */
  authors: number[] | null;
}

it(`opens for all or for none in ${count} races, and shows nothing that was withdrawn`, async () => {
  const random = generator(seed);
  const seen = { races: 0, opened: 0, refused: 0, readings: 0, withdrawnAfterOpening: 0 };
  for (let race = 0; race < count; race += 1) {
    const acts = others.filter(() => random() < 0.3);
    const faults = await run(acts, random, race % 5 === 4 ? 3 : 2, seen);
    seen.races += 1;
    if (faults.length > 0)
      throw new Error(`Race ${race} of seed ${seed} (${acts.join(', ')}): ${faults.join('; ')}`);
  }
  process.stdout.write(`races: ${JSON.stringify(seen)}\n`);
  // Otherwise it would prove nothing.
  expect(seen.opened).toBeGreaterThan(0);
  expect(seen.readings).toBeGreaterThan(count);
}, 1_800_000);

async function run(
  acts: readonly Act[],
  random: () => number,
  size: number,
  seen: { opened: number; refused: number; readings: number; withdrawnAfterOpening: number },
): Promise<string[]> {
  const turn = await prepare(size, acts);
  const { couple, words } = turn;
  const faults: string[] = [];
  const acknowledged = new Map<Act, number>();
  const readings: Reading[] = [];
  let isOver = false;

  const readers = couple.partners.map(async (_, by) => {
    while (!isOver) {
      readings.push(await read(turn, by, faults));
      await sleep(random() * 3);
    }
  });
  const happening = acts.map(async (act) => {
    await sleep(random() * 120);
    if (await does(act, turn, faults)) acknowledged.set(act, performance.now());
  });
  let isOpened = false;
  const opening = (async () => {
    await sleep(random() * 30);
    for (let attempt = 0; attempt < 4 && !isOpened; attempt += 1) {
      const wasHeld = acknowledged.has('HOLD');
      isOpened = await open(turn, faults);
      if (isOpened && wasHeld) faults.push('it was opened against a hold');
    }
  })();
  await Promise.all([...happening, opening]);
  // What began to be read before the opening comes in before what is read last.
  isOver = true;
  await Promise.all(readers);
  for (const by of couple.partners.keys()) readings.push(await read(turn, by, faults));

  const { rows: parts } = await test.sql.query('select 1 from joint_parts where assignment_id = $1', [
    turn.assignmentId,
  ]);
  // Whoever opens what ends at that moment finds nothing there any more, though it was opened.
  if (parts.length > 0 && !isOpened && !acts.includes('END'))
    faults.push('it was opened, and the clinician was told it was not');
  isOpened = parts.length > 0;
  const lastOne = couple.partners.length - 1;
  const mayMiss = (author: number): boolean =>
    (author === 0 && acts.includes('WITHDRAW')) || (author === lastOne && acts.includes('LEAVE'));
  for (const { by, begunAt, authors } of readings) {
    if (!authors) continue;
    if (!isOpened) faults.push(`${by} read what was never opened`);
    for (const author of words.keys())
      if (!authors.includes(author) && !mayMiss(author))
        faults.push(`${by} read without the words of ${author}`);
    if (authors.includes(0) && begunAt > (acknowledged.get('WITHDRAW') ?? Infinity))
      faults.push(`${by} read what was withdrawn before`);
    if (begunAt > (acknowledged.get('END') ?? Infinity)) faults.push(`${by} read after the end`);
    if (begunAt > (acknowledged.get('LEAVE') ?? Infinity)) {
      if (by === lastOne) faults.push(`${by} read after leaving`);
      if (authors.includes(lastOne)) faults.push(`${by} read the words of who had left`);
    }
  }
  const last = readings
    .slice(-couple.partners.length)
    .filter(({ by }) => by !== lastOne || !acknowledged.has('LEAVE'));
  if (isOpened && !acts.includes('END') && last.some(({ authors }) => !authors))
    faults.push('it was opened, and not for everyone');
  seen.readings += readings.length;
  seen[isOpened ? 'opened' : 'refused'] += 1;
  if (isOpened && acknowledged.has('WITHDRAW')) seen.withdrawnAfterOpening += 1;
  return faults;
}

async function prepare(size: number, acts: readonly Act[]): Promise<Turn> {
  const { clinician } = await pair(test);
  const couple = await buildCouple(test, clinician, { size });
  await openGate(test, couple);
  const { assignmentId, turns } = await buildJointAssignment(test, couple);
  const words = couple.partners.map((_, index) => canary(`words${index}`));
  const body = (index: number) => coupleBody({ forMe: 'Mine.', notReady: words[index] ?? '' });
  const lastIndex = couple.partners.length - 1;
  const ids: string[] = [];
  for (const [index, partner] of couple.partners.entries()) {
    if (index === lastIndex && acts.includes('SHARE')) break;
    ids.push(await buildReflection(test, partner, turns[index] ?? '', body(index)));
    if (index < lastIndex || !acts.includes('OFFER'))
      await buildOffer(test, partner, ids[index] ?? '', ['not-ready']);
  }
  const first = couple.partners[0];
  const last = couple.partners[lastIndex];
  if (!first || !last) throw new Error('A couple is two');
  const lastsTurn = turns[lastIndex] ?? '';
  return {
    ...{ couple, assignmentId, first, last, words, lastsTurn },
    firstsReflectionId: ids[0] ?? '',
    lastsReflectionId: ids[lastIndex] ?? null,
    lastsDraft: acts.includes('SHARE') ? await buildDraft(test, last, lastsTurn, body(lastIndex)) : null,
  };
}

/** Whether the act was done; everything but a plain refusal is a fault. */
async function does(act: Act, turn: Turn, faults: string[]): Promise<boolean> {
  const { first, last, firstsReflectionId: reflectionId } = turn;
  switch (act) {
    case 'SHARE': {
      const isShared = await acted(faults, last, 'submitReflection', {
        ...{ occurrenceId: turn.lastsTurn, ...turn.lastsDraft, outcome: 'WHOLE', sharing: 'FOR_SESSION' },
      });
      turn.lastsReflectionId =
        (
          await test.sql.query<{ id: string }>('select id from reflections where occurrence_id = $1', [
            turn.lastsTurn,
          ])
        ).rows[0]?.id ?? null;
      // Whoever shares in the race offers, too, as soon as it is shared.
      return isShared && (await offer(turn, faults));
    }
    case 'OFFER':
      return turn.lastsDraft ? false : offer(turn, faults);
    case 'WITHDRAW':
      return acted(faults, first, 'withdrawOffer', { reflectionId });
    case 'ASK_NOT_TO_OPEN':
      return acted(faults, first, 'askNotToOpen', { reflectionId });
    case 'TAKE_BACK':
      return acted(faults, last, 'takeBackReflection', {
        reflectionId: turn.lastsReflectionId ?? turn.assignmentId,
      });
    case 'END':
      return acted(faults, turn.couple.clinician, 'endCouple', {
        coupleId: turn.couple.coupleId,
        told: turn.couple.partners.map(({ clientId }) => ({ clientId, toldOn: today() })),
      });
    // Of two nobody leaves: it is refused, and nothing comes of it.
    case 'LEAVE':
      return acted(faults, turn.couple.clinician, 'leaveCouple', {
        ...{ coupleId: turn.couple.coupleId, clientId: last.clientId },
        told: turn.couple.partners.map(({ clientId }) => ({ clientId, toldOn: today() })),
      });
    // Because of somebody who stays: whoever has left holds nothing up any more.
    case 'HOLD':
      return acted(faults, turn.couple.clinician, 'setClinicianOnlyMark', {
        ...{ kind: 'COUPLE_HOLD', clientId: turn.first.clientId, coupleId: turn.couple.coupleId },
      });
  }
}

const offer = ({ last, lastsReflectionId }: Turn, faults: string[]): Promise<boolean> =>
  acted(faults, last, 'offerToOpen', { reflectionId: lastsReflectionId, offers: [{ key: 'not-ready' }] });

/** The clinician reads what is offered, and opens just that. */
async function open({ couple, assignmentId }: Turn, faults: string[]): Promise<boolean> {
  const { browser } = couple.clinician;
  const read = await browser.send(wholeDocument(test, 'Query.offeredBlocks'), { assignmentId, slot: 'once' });
  if (read.errors.length > 0) faults.push(`offeredBlocks: ${read.errors[0]?.message}`);
  const blocks = (read.data as { offeredBlocks: { id: string }[] } | null)?.offeredBlocks ?? [];
  if (blocks.length === 0) return false;
  return acted(faults, couple.clinician, 'openJointPart', {
    ...{ assignmentId, slot: 'once', place: 'SESSION', releaseIds: blocks.map(({ id }) => id) },
  });
}

async function acted(
  faults: string[],
  { browser }: { browser: ClientMember['browser'] },
  mutation: string,
  input: Record<string, unknown>,
): Promise<boolean> {
  const { status, errors, data } = await browser.try(mutation, input);
  const strange = errors.find(({ extensions }) => extensions.code !== 'NOT_FOUND');
  if (status >= 500 || strange)
    faults.push(`${mutation} answered ${status} ${strange?.extensions.code ?? ''}`);
  const payload: unknown = data?.[mutation];
  return errors.length === 0 && payload != null && codes(payload).length === 0;
}

async function read({ couple, words }: Turn, by: number, faults: string[]): Promise<Reading> {
  const browser = couple.partners[by]?.browser;
  if (!browser) throw new Error('Nobody reads');
  const begunAt = performance.now();
  const { data, body, status } = await browser.send('{ today { opened { id } } }');
  if (status !== 200) faults.push(`today answered ${status}`);
  const id = (data as { today: { opened: { id: string }[] } } | null)?.today.opened[0]?.id;
  if (words.some((word) => body.includes(word))) faults.push('a list that carries words');
  if (!id) return { by, begunAt, authors: null };
  const part = await browser.send(wholeDocument(test, 'Query.jointPart'), { id });
  const isThere = (part.data as { jointPart: unknown } | null)?.jointPart != null;
  return {
    ...{ by, begunAt },
    authors: isThere ? [...words.keys()].filter((at) => part.body.includes(words[at] ?? '')) : null,
  };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Numbers between 0 and 1 that a seed gives (mulberry32). */
function generator(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
