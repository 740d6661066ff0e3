import { startApp, type TestApp } from './app.js';
import {
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildJointPart,
  buildMark,
  buildOffer,
  buildReflection,
  buildReply,
  type ClientMember,
  coupleBody,
  openGate,
  talkAlone,
} from './factories.js';
import { mutationOf } from './gql.js';
import { wholeDocument } from './operations.js';
import { pair } from './scenario.js';
import { ownStatements, StatementRecorder } from './statements.js';

/**
 * How long an answer takes tells a partner nothing of the other one's side either: the same requests in two worlds, of which
 * in one the other has written at length, offered, asked not to open, was answered and is held. Here each sends the same
 * statements; `npm run battery -- timing` measures a thousand of each, taking turns, and asks whether the times could be told
 * apart: the area under the curve of the best guess is half for two that are alike.
 */
const samples = Number(process.env['TIMING_SAMPLES'] ?? 8);
/** The clock is asked where the machine is left alone for it. */
const isTimed = process.env['TIMING_SAMPLES'] !== undefined;
const mostArea = 0.55;
const warmUp = isTimed ? 60 : 2;

let test: TestApp;
let recorder: StatementRecorder;
beforeAll(async () => {
  recorder = new StatementRecorder();
  test = await startApp();
});
afterAll(async () => {
  recorder.stop();
  await test.close();
});

/** Ada's side: turns of a couple exercise that she has not begun, has shared, shares again and again, and that was opened. */
interface World {
  ada: ClientMember;
  untouched: string;
  sharedId: string;
  again: { occurrenceId: string; lane: string; revision: number };
  againId: string;
  begun: { occurrenceId: string; lane: string; revision: number };
  jointPartId: string;
}

const short = coupleBody({ forMe: 'A.', notReady: 'B.' });
const long = coupleBody({ forMe: 'x '.repeat(400), notReady: 'y '.repeat(400), ways: 5 });

async function world(isFull: boolean): Promise<World> {
  const { clinician } = await pair(test);
  const couple = await buildCouple(test, clinician);
  await openGate(test, couple);
  const [ada, other] = couple.partners;
  if (!ada || !other) throw new Error('A couple is two');
  const given: { assignmentId: string; turns: string[] }[] = [];
  for (let at = 0; at < 5; at += 1) given.push(await buildJointAssignment(test, couple));
  const turn = (at: number, whose: 0 | 1) => given[at]?.turns[whose] ?? '';
  for (const [whose, partner] of [ada, other].entries())
    await buildOffer(test, partner, await buildReflection(test, partner, turn(3, whose as 0 | 1), short));
  const { jointPartId } = await buildJointPart(test, clinician, given[3]?.assignmentId ?? '');
  const sharedId = await buildReflection(test, ada, turn(1, 0), short);
  const begun = { occurrenceId: turn(4, 0), ...(await buildDraft(test, ada, turn(4, 0), short)) };
  const again = { occurrenceId: turn(2, 0), ...(await buildDraft(test, ada, turn(2, 0), short)) };
  const { rows } = await test.sql.query<{ id: string }>(
    'select id from reflections where occurrence_id = $1',
    [turn(2, 0)],
  );
  if (isFull) {
    await buildDraft(test, other, turn(4, 1), long);
    for (const at of [0, 1, 2]) {
      const reflectionId = await buildReflection(test, other, turn(at, 1), long, 'READ_BEFORE');
      await buildOffer(test, other, reflectionId);
      await buildMark(test, other, reflectionId);
      await buildReply(test, clinician, reflectionId, 'Only for the other.');
    }
    await talkAlone(test, couple, other, { verdict: 'NOT_NOW', note: 'Fear.' });
  }
  return { ada, untouched: turn(0, 0), sharedId, again, againId: rows[0]?.id ?? '', begun, jointPartId };
}

type Send = (operation: string, input?: Record<string, unknown>) => Promise<void>;

/** What is measured, by operation. What changes something is done so that it can be done again. */
const measured: [operation: string, (world: World, send: Send) => Promise<void>][] = [
  ['Query.viewer', (_, send) => send('Query.viewer')],
  ['Query.today', (_, send) => send('Query.today')],
  ['Query.occurrence', ({ untouched: id }, send) => send('Query.occurrence', { id })],
  ['Query.replies', (_, send) => send('Query.replies', { first: 20 })],
  ['Query.ownOpening', ({ sharedId }, send) => send('Query.ownOpening', { reflectionId: sharedId })],
  ['Query.jointPart', ({ jointPartId: id }, send) => send('Query.jointPart', { id })],
  [
    'Mutation.saveDraft',
    async ({ begun }, send) => {
      const { occurrenceId, lane, revision } = begun;
      await send('Mutation.saveDraft', { occurrenceId, lane, baseRevision: revision, body: short });
      begun.revision += 1;
    },
  ],
  [
    'Mutation.offerToOpen',
    ({ sharedId }, send) =>
      send('Mutation.offerToOpen', {
        reflectionId: sharedId,
        offers: [{ key: 'ways' }, { key: 'not-ready' }],
      }),
  ],
  [
    'Mutation.withdrawOffer',
    ({ sharedId }, send) => send('Mutation.withdrawOffer', { reflectionId: sharedId }),
  ],
  [
    'Mutation.askNotToOpen',
    ({ sharedId }, send) => send('Mutation.askNotToOpen', { reflectionId: sharedId }),
  ],
  [
    'Mutation.submitReflection',
    ({ again }, send) =>
      send('Mutation.submitReflection', { ...again, outcome: 'WHOLE', sharing: 'FOR_SESSION' }),
  ],
  [
    'Mutation.takeBackReflection',
    ({ againId }, send) => send('Mutation.takeBackReflection', { reflectionId: againId }),
  ],
];

it(`${measured.length} operations take as long whatever the other one did`, async () => {
  const worlds = [await world(false), await world(true)] as const;
  const times = new Map(measured.map(([operation]) => [operation, [[], []] as [number[], number[]]]));
  for (let round = 0; round < samples + warmUp; round += 1)
    for (const [operation, ask] of measured) {
      const sent: string[][] = [];
      // Which world is first changes by chance, so that neither is always the one after.
      for (const which of Math.random() < 0.5 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { ada } = worlds[which];
        let ms = 0;
        const send: Send = async (name, input = {}) => {
          const [kind, field = ''] = name.split('.');
          const variables = kind === 'Query' ? input : mutationOf(field, input)[1];
          const document = wholeDocument(test, name);
          const begunAt = performance.now();
          const { errors, data } = await ada.browser.send(document, variables);
          ms = performance.now() - begunAt;
          const faults =
            (data as Record<string, { userErrors?: unknown[] }> | null)?.[field]?.userErrors ?? [];
          if (errors.length + faults.length > 0)
            throw new Error(`${name}: ${JSON.stringify([errors, faults])}`);
        };
        if (round === 0)
          sent[which] = ownStatements(await recorder.during(() => ask(worlds[which], send))).map(
            ({ name, text }) => name ?? text,
          );
        else await ask(worlds[which], send);
        if (round >= warmUp) times.get(operation)?.[which].push(ms);
      }
      expect(sent[0]).toEqual(sent[1]);
    }
  if (!isTimed) return;
  const areas = [...times].map(([operation, [bare, full]]) => ({
    operation,
    auc: areaUnderCurve(bare, full),
  }));
  for (const each of areas) process.stdout.write(`timing: ${JSON.stringify(each)}\n`);
  expect(areas.filter(({ auc }) => auc > mostArea)).toEqual([]);
}, 1_800_000);

/** How often one of the full world's times is longer than one of the bare world's; the other way around where that is more. */
function areaUnderCurve(bare: readonly number[], full: readonly number[]): number {
  const all = [
    ...bare.map((ms) => ({ ms, isFull: false })),
    ...full.map((ms) => ({ ms, isFull: true })),
  ].sort((one, other) => one.ms - other.ms);
  const ranks = all.reduce((sum, { isFull }, at) => sum + (isFull ? at + 1 : 0), 0);
  const area = (ranks - (full.length * (full.length + 1)) / 2) / (bare.length * full.length);
  return Math.max(area, 1 - area);
}
