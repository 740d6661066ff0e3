import { setTimeout as sleep } from 'node:timers/promises';
import { Links } from '../src/platform/mail/index.js';
import { startApp, type TestApp } from './app.js';
import {
  buildAccount,
  buildAssignment,
  buildClient,
  buildMember,
  buildReflection,
  canary,
  fullBody,
  type ClientMember,
  type Member,
} from './factories.js';
import { type Browser, codes, signedIn } from './gql.js';
import { wholeDocument } from './operations.js';
import { buildJointWork, endCouple, pair } from './scenario.js';

/**
 * What was taken away is gone with the answer that says so: nothing that begins afterwards succeeds, and nothing that was
 * under way writes any more. Eight ways of taking away, each against somebody who keeps asking and writing as fast as the
 * product answers. `npm run battery -- revocation` does each twenty times.
 */
const count = Number(process.env['REVOCATIONS'] ?? 2);
/** How many hands of the one who loses something are at it at once. */
const hands = 4;

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

/** Somebody who may do something, until it is taken away. */
interface Standing {
  /** One request of theirs; whether it still gave them what they are to lose. */
  tries: (() => Promise<boolean>)[];
  takeAway: () => Promise<unknown>;
  /** How much they have written by now; what was under way at the answer must not add to it. */
  written: () => Promise<number>;
}

const nothing = () => Promise.resolve(0);
const countIn = async (sql: string, parameters: unknown[]): Promise<number> =>
  Number((await test.sql.query<{ count: string }>(sql, parameters)).rows[0]?.count);

/** A client who reads Today and adds to what they shared. */
async function clientAtWork(client: ClientMember, clinician: Member, browser: Browser = client.browser) {
  const { occurrenceId } = await buildAssignment(test, clinician, client);
  const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'It.' }));
  return {
    tries: [
      async () => (await browser.send(wholeDocument(test, 'Query.today'))).errors.length === 0,
      () => acts(browser, 'addToReflection', { reflectionId, text: 'More.', sharing: 'FOR_SESSION' }),
    ],
    written: () => countIn('select count(*) from addenda where reflection_id = $1', [reflectionId]),
  };
}

/** A clinician who reads a client's words and writes notes about them. */
async function clinicianAtWork(
  clinician: Member,
  client: ClientMember,
  browser: Browser = clinician.browser,
) {
  const { occurrenceId } = await buildAssignment(test, clinician, client);
  const id = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'It.' }));
  return {
    tries: [
      async () => (await browser.send(wholeDocument(test, 'Query.reflection'), { id })).errors.length === 0,
      () => acts(browser, 'writeProcessNote', { clientId: client.clientId, text: 'A note.' }),
    ],
    written: () =>
      countIn('select count(*) from process_notes where client_id = $1 and author_id = $2', [
        client.clientId,
        clinician.membershipId,
      ]),
  };
}

const kinds: [what: string, prepare: () => Promise<Standing>][] = [
  [
    'an account that is suspended',
    async () => {
      const { practiceId, clinician, client } = await pair(test);
      const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
      return {
        ...(await clientAtWork(client, clinician)),
        takeAway: () => admin.browser.do('suspendPerson', { membershipId: client.membershipId }),
      };
    },
  ],
  [
    'joint work that has ended',
    async () => {
      const { clinician } = await pair(test);
      const { couple, work } = await buildJointWork(test, clinician);
      const [, second] = couple.partners;
      if (!second) throw new Error('A couple is two');
      return {
        tries: [() => reads(second.browser, work.opened.jointPartId, work.words.opened)],
        written: nothing,
        takeAway: () => endCouple(test, couple),
      };
    },
  ],
  [
    'words that are withdrawn',
    async () => {
      const { clinician } = await pair(test);
      const { couple, work } = await buildJointWork(test, clinician);
      const [first, second] = couple.partners;
      const [reflectionId] = work.opened.reflectionIds;
      if (!first || !second) throw new Error('A couple is two');
      const { jointPartId } = work.opened;
      return {
        // Their own words stay; both wrote the same.
        tries: [async () => (await releasesOf(second.browser, jointPartId)) > 1],
        written: nothing,
        takeAway: () => first.browser.do('withdrawOffer', { reflectionId }, 'ownOpening { id }'),
      };
    },
  ],
  [
    'an exercise that is withdrawn',
    async () => {
      const { clinician, client } = await pair(test);
      const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'WHEN_IT_HAPPENS' });
      return {
        tries: [() => acts(client.browser, 'startTurn', { assignmentId })],
        written: () => countIn('select count(*) from occurrences where assignment_id = $1', [assignmentId]),
        takeAway: () => clinician.browser.do('withdrawAssignment', { assignmentId }),
      };
    },
  ],
  [
    'the care of a client',
    async () => {
      const { practiceId, clinician, client } = await pair(test);
      const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
      const next = await buildMember(test, practiceId, 'CLINICIAN');
      return {
        ...(await clinicianAtWork(clinician, client)),
        takeAway: () =>
          admin.browser.do('moveCare', { episodeId: client.episodeId, clinicianId: next.membershipId }),
      };
    },
  ],
  [
    'one of two roles',
    async () => {
      const { practiceId } = await pair(test);
      const account = await buildAccount(test);
      const clinician = await buildMember(test, practiceId, 'CLINICIAN', account);
      await buildMember(test, practiceId, 'PRACTICE_ADMIN', account);
      const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
      return {
        ...(await clinicianAtWork(clinician, await buildClient(test, clinician))),
        takeAway: () => admin.browser.do('suspendPerson', { membershipId: clinician.membershipId }),
      };
    },
  ],
  [
    'a sign-in from before the password was changed',
    async () => {
      const { clinician, client } = await pair(test);
      await client.browser.do('requestPasswordReset', { email: client.email });
      const { rows } = await test.sql.query<{ id: string }>(
        'select id from auth.tokens where account_id = $1',
        [client.accountId],
      );
      const token = test.app.get(Links).resetToken(rows[0]?.id ?? '');
      const elsewhere = await signedIn(test, client);
      elsewhere.cookie = null;
      return {
        ...(await clientAtWork(client, clinician)),
        takeAway: () => elsewhere.do('resetPassword', { token, password: `another ${canary('password')}` }),
      };
    },
  ],
  [
    'a sign-in that is ended from elsewhere',
    async () => {
      const { clinician, client } = await pair(test);
      const lost = await signedIn(test, client);
      const { rows } = await test.sql.query<{ id: string }>(
        'select id from auth.sign_ins where account_id = $1 order by started_at desc limit 1',
        [client.accountId],
      );
      return {
        ...(await clientAtWork(client, clinician, lost)),
        takeAway: () => client.browser.do('endSignIn', { signInId: rows[0]?.id }),
      };
    },
  ],
];

it.each(kinds)(
  'nothing is done with %s once that was acknowledged',
  async (_what, prepare) => {
    let after = 0;
    for (let round = 0; round < count; round += 1) {
      const { tries, takeAway, written } = await prepare();
      const done: { begunAt: number; isSuccess: boolean }[] = [];
      let isOver = false;
      const atWork = Array.from({ length: hands }, async (_, hand) => {
        for (let at = hand; !isOver; at += 1) {
          const begunAt = performance.now();
          done.push({ begunAt, isSuccess: (await tries[at % tries.length]?.()) ?? false });
        }
      });
      while (done.filter(({ isSuccess }) => isSuccess).length < 2 * hands) await sleep(5);
      await takeAway();
      const acknowledgedAt = performance.now();
      const writtenThen = await written();
      await sleep(60);
      isOver = true;
      await Promise.all(atWork);
      const since = done.filter(({ begunAt }) => begunAt > acknowledgedAt);
      after += since.length;
      expect(since.length).toBeGreaterThan(0);
      expect(since.filter(({ isSuccess }) => isSuccess)).toEqual([]);
      expect(await written()).toBe(writtenThen);
    }
    process.stdout.write(`revocation: ${JSON.stringify({ count, after })}\n`);
  },
  600_000,
);

async function acts(browser: Browser, mutation: string, input: Record<string, unknown>): Promise<boolean> {
  const { data, errors } = await browser.try(mutation, input);
  const payload: unknown = data?.[mutation];
  return errors.length === 0 && payload != null && codes(payload).length === 0;
}

const reads = async (browser: Browser, id: string, word: string): Promise<boolean> =>
  (await browser.send(wholeDocument(test, 'Query.jointPart'), { id })).body.includes(word);

async function releasesOf(browser: Browser, id: string): Promise<number> {
  const { data } = await browser.send(wholeDocument(test, 'Query.jointPart'), { id });
  return (data as { jointPart: { releases: unknown[] } | null } | null)?.jointPart?.releases.length ?? 0;
}
