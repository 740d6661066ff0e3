import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildCouple,
  buildJointAssignment,
  chooseAgreement,
  type ClientMember,
  type Member,
  holdCouple,
  openGate,
  slug,
  talkAlone,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { pair } from '../../../test/scenario.js';
import { openTurns } from './open-turns.js';

let test: TestApp;
let worker: pg.Pool;
beforeAll(async () => {
  test = await startApp();
  worker = new pg.Pool({ connectionString: test.urls.workerUrl, max: 2 });
});
afterAll(async () => {
  await worker.end();
  await test.close();
});

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const slots = async (assignmentId: string): Promise<string[]> =>
  (
    await test.sql.query<{ slot: string }>(
      'select slot from occurrences where assignment_id = $1 order by opens_at, slot',
      [assignmentId],
    )
  ).rows.map(({ slot }) => slot);

/** A weekly session from the day so many days from now, at noon of its zone. */
const meetOn = (clinician: Member, client: ClientMember, offset: number, zone = 'Europe/Berlin') =>
  clinician.browser.do('setSessionRhythm', {
    episodeId: client.episodeId,
    rhythm: { anchorOn: day(offset), time: '12:00', everyWeeks: 1, zone },
  });

/** Everything given in an episode was given, and every turn of it opened, so many days earlier. */
async function daysPass(episodeId: string, days: number): Promise<void> {
  await test.owner.query(
    `with a as (update assignments set assigned_at = assigned_at - $2 * interval '1 day', announce_at = announce_at - $2 * interval '1 day',
       starts_on = starts_on - $2::int where episode_id = $1)
     update occurrences set opens_at = opens_at - $2 * interval '1 day' where episode_id = $1`,
    [episodeId, days],
  );
}

describe('nobody is asked twice for the same meeting', () => {
  it('when it is set for another day, with the turn taken or not', async () => {
    const { clinician, client } = await pair(test);
    await meetOn(clinician, client, 3);
    const { assignmentId } = await buildAssignment(test, clinician, client, {
      rhythm: 'BEFORE_EACH_SESSION',
    });
    await meetOn(clinician, client, 4);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toEqual([day(3)]);
    // Once a session has begun the next one is asked for.
    await daysPass(client.episodeId, 2);
    await meetOn(clinician, client, -1);
    await openTurns.run(worker);
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toEqual([day(3), day(6)]);
  });

  it('when it is skipped and restored while the worker is about', async () => {
    const { clinician, client } = await pair(test);
    const { episodeId } = client;
    await meetOn(clinician, client, 3);
    const { assignmentId } = await buildAssignment(test, clinician, client, {
      rhythm: 'BEFORE_EACH_SESSION',
    });
    await clinician.browser.do('skipSession', { episodeId, on: day(3) });
    await openTurns.run(worker);
    await clinician.browser.do('restoreSession', { episodeId, on: day(3) });
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toEqual([day(3)]);
  });
});

describe('weeks', () => {
  it('go on from the day something was given, in whatever zone the sessions are held later', async () => {
    const { clinician, client } = await pair(test);
    // Between these two it is never the same day.
    await meetOn(clinician, client, 3, 'Pacific/Kiritimati');
    const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'WEEKLY' });
    await meetOn(clinician, client, 3, 'Pacific/Pago_Pago');
    await openTurns.run(worker);
    expect(await slots(assignmentId)).toHaveLength(1);
  });
});

describe('what cannot be reckoned', () => {
  it('for one practice leaves the turns of the others as they are', async () => {
    const [one, other] = [await pair(test), await pair(test)];
    const given = [];
    for (const { clinician, client } of [one, other]) {
      given.push((await buildAssignment(test, clinician, client, { rhythm: 'WEEKLY' })).assignmentId);
      await daysPass(client.episodeId, 8);
    }
    await test.owner.query(`update practices set zone = 'Mars/Olympus_Mons' where id = $1`, [one.practiceId]);
    await openTurns.run(worker);
    await test.owner.query(`update practices set zone = 'Europe/Berlin' where id = $1`, [one.practiceId]);
    expect(await Promise.all(given.map(async (id) => (await slots(id)).length))).toEqual([1, 2]);
  });
});

describe('giving again what was withdrawn', () => {
  const restore = async (clinician: Member, assignmentId: string) =>
    codes(await clinician.browser.act('restoreAssignment', { assignmentId }));
  const isWithdrawn = async (assignmentId: string): Promise<boolean> => {
    const { rows } = await test.sql.query<{ is: boolean }>(
      'select withdrawn_at is not null as is from assignments where id = $1',
      [assignmentId],
    );
    return rows[0]?.is ?? false;
  };

  async function withdrawn({ isAnnounced = true, exercise = undefined as string | undefined } = {}) {
    const { clinician, practiceId } = await pair(test);
    const couple = await buildCouple(test, clinician);
    await openGate(test, couple);
    const { assignmentId } = await buildJointAssignment(test, couple, {
      isAnnounced,
      ...(exercise ? { exercise } : {}),
    });
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    return { practiceId, clinician, couple, assignmentId };
  }
  type Withdrawn = Awaited<ReturnType<typeof withdrawn>>;

  it.each<[string, (of: Withdrawn) => Promise<unknown>]>([
    [
      'the joint work is paused',
      ({ couple }) =>
        test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [couple.coupleId]),
    ],
    [
      'the care has ended',
      ({ couple }) =>
        test.owner.query('update episodes set discharged_at = now() where id = $1', [couple.episodeId]),
    ],
    ['somebody holds the gate', ({ couple, clinician }) => holdCouple(test, { ...couple, clinician })],
    [
      'one said not now',
      ({ couple, ...of }) => {
        const [ada] = couple.partners;
        if (!ada) throw new Error('They are two');
        return talkAlone(test, { ...couple, clinician: of.clinician }, ada, { verdict: 'NOT_NOW' });
      },
    ],
    [
      'another agreement is asked for',
      ({ practiceId }) => chooseAgreement(test, practiceId, 'LIMITED_SECRETS'),
    ],
  ])('is refused, as giving it would be, once %s', async (_what, happens) => {
    const of = await withdrawn();
    await happens(of);
    expect(await restore(of.clinician, of.assignmentId)).toEqual(['NOT_ALLOWED_NOW']);
    expect(await isWithdrawn(of.assignmentId)).toBe(true);
  });

  it('asks the gate only for what is for couples', async () => {
    const of = await withdrawn({ exercise: slug });
    await holdCouple(test, { ...of.couple, clinician: of.clinician });
    expect(await restore(of.clinician, of.assignmentId)).toEqual([]);
    expect(await isWithdrawn(of.assignmentId)).toBe(false);
  });

  it('within the ten seconds only undoes the undoing', async () => {
    const of = await withdrawn({ isAnnounced: false });
    await holdCouple(test, { ...of.couple, clinician: of.clinician });
    expect(await restore(of.clinician, of.assignmentId)).toEqual([]);
  });
});
