import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildClient,
  buildCohort,
  buildCouple,
  buildEnrollment,
  buildMember,
  buildReflection,
  canary,
  type ClientMember,
  coupleProgramSlug,
  fullBody,
  type Member,
  openGate,
  programSlug,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Week {
  id: string;
  week: { key: string; title: string; exercises: { slug: string }[] } | null;
  openedAt: string | null;
  isSkipped: boolean;
}
interface Enrollment {
  id: string;
  programSlug: string;
  cohortName: string | null;
  endedAt: string | null;
  viewerCanOpenNext: boolean;
  weeks: Week[];
}
const selection = `enrollment { id programSlug cohortName endedAt viewerCanOpenNext
  weeks { id openedAt isSkipped week { key title exercises { slug } } } }`;

const enroll = async (clinician: Member, episodeId: string, more: object = {}): Promise<Enrollment> =>
  (
    await clinician.browser.do(
      'enrollInProgram',
      { episodeId, programSlug, opens: 'BY_HAND', isBegun: true, ...more },
      selection,
    )
  ).enrollment as Enrollment;

const openNext = async (clinician: Member, { id }: { id: string }): Promise<Enrollment> =>
  (await clinician.browser.do('openNextWeek', { enrollmentId: id }, selection)).enrollment as Enrollment;

const openCount = ({ weeks }: Enrollment): number => weeks.filter(({ openedAt }) => openedAt).length;

const enrollmentsOf = async (clinician: Member, clientId: string): Promise<Enrollment[]> =>
  (await clinician.browser.ask(wholeDocument(test, 'Query.client'), { id: clientId })).client
    .enrollments as Enrollment[];

/** Lets the ten seconds of everything given in an episode pass. */
const announced = (episodeId: string) =>
  test.owner.query(
    `with a as (update assignments set announce_at = now() - interval '1 second' where episode_id = $1),
       w as (update enrollment_weeks set opened_at = opened_at - interval '11 seconds' where episode_id = $1)
     update occurrences set opens_at = now() - interval '1 second' where episode_id = $1`,
    [episodeId],
  );

interface Today {
  occurrences: { id: string; title: string }[];
  programs: {
    title: string;
    openedCount: number;
    weekCount: number;
    weekTitle: string | null;
    line: string | null;
  }[];
}
const todayOf = async (client: Member): Promise<Today> =>
  (await client.browser.ask(wholeDocument(test, 'Query.today'))).today as Today;

const shareAll = async (client: ClientMember): Promise<string[]> => {
  const ids: string[] = [];
  for (const { id } of (await todayOf(client)).occurrences)
    ids.push(
      await buildReflection(test, client, id, { ...fullBody({ sentence: '' }), answers: {}, visited: [] }),
    );
  return ids;
};

const mails = async (episodeId: string): Promise<number> =>
  (
    await test.sql.query<{ count: number }>(
      `select count(*)::int as count from graphile_worker.jobs j join assignments a on j.key like 'assignment|' || a.id || '%'
       where a.episode_id = $1`,
      [episodeId],
    )
  ).rows[0]?.count ?? 0;

describe('a program', () => {
  it('opens week by week, gives what is in the week, and tells its client once', async () => {
    const { clinician, client } = await pair(test);
    const begun = await enroll(clinician, client.episodeId);
    expect(openCount(begun)).toBe(1);
    const given = begun.weeks[0]?.week?.exercises.length ?? 0;
    expect(given).toBeGreaterThan(1);
    expect(await mails(client.episodeId)).toBe(1);
    expect((await todayOf(client)).occurrences).toEqual([]);
    await announced(client.episodeId);
    const today = await todayOf(client);
    expect(today.occurrences).toHaveLength(given);
    expect(today.programs).toMatchObject([
      { openedCount: 1, weekCount: begun.weeks.length, weekTitle: begun.weeks[0]?.week?.title },
    ]);
    expect(openCount(await openNext(clinician, begun))).toBe(2);
    expect((await enrollmentsOf(clinician, client.clientId)).map(openCount)).toEqual([2]);
  });

  it('shows its client nothing before the first week is open', async () => {
    const { clinician, client } = await pair(test);
    await enroll(clinician, client.episodeId, { isBegun: false });
    expect((await todayOf(client)).programs).toEqual([]);
  });

  it('is begun once at a time, and only where it fits', async () => {
    const { clinician, client } = await pair(test);
    const couple = await buildCouple(test, clinician);
    const refused = async (input: object) =>
      codes(await clinician.browser.act('enrollInProgram', { opens: 'BY_HAND', isBegun: false, ...input }));
    await enroll(clinician, client.episodeId);
    expect(await refused({ episodeId: client.episodeId, programSlug })).toEqual(['ALREADY_DONE']);
    expect(await refused({ episodeId: client.episodeId, programSlug: coupleProgramSlug })).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
    expect(await refused({ episodeId: couple.episodeId, programSlug })).toEqual(['NOT_ALLOWED_NOW']);
    expect(
      await refused({ episodeId: couple.episodeId, programSlug: coupleProgramSlug, opens: 'AFTER_REVIEW' }),
    ).toEqual(['INVALID']);
    const unknown = await clinician.browser.try('enrollInProgram', {
      episodeId: client.episodeId,
      programSlug: 'no-such-program',
      opens: 'BY_HAND',
      isBegun: false,
    });
    expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is closed again within ten seconds as if it had never been opened, and not later', async () => {
    const { clinician, client } = await pair(test);
    const { weeks } = await enroll(clinician, client.episodeId);
    const close = (weekId: string | undefined) => clinician.browser.act('closeWeek', { weekId }, selection);
    const closed = await close(weeks[0]?.id);
    expect(openCount(closed.enrollment as Enrollment)).toBe(0);
    await announced(client.episodeId);
    expect(await todayOf(client)).toMatchObject({ occurrences: [], programs: [] });
    expect(codes(await close(weeks[0]?.id))).toEqual(['ALREADY_DONE']);
    await openNext(clinician, (await enrollmentsOf(clinician, client.clientId))[0] ?? { id: '' });
    await announced(client.episodeId);
    expect(codes(await close(weeks[0]?.id))).toEqual(['NOT_ALLOWED_NOW']);
    expect((await todayOf(client)).occurrences).not.toEqual([]);
  });

  it('opens the next week once everything in the last one has been reviewed, where it waits for that', async () => {
    const { clinician, client } = await pair(test);
    await enroll(clinician, client.episodeId, { opens: 'AFTER_REVIEW' });
    await announced(client.episodeId);
    const shared = await shareAll(client);
    const counts: number[] = [];
    for (const reflectionId of shared) {
      await clinician.browser.do('markTalkedAbout', { reflectionId });
      counts.push((await enrollmentsOf(clinician, client.clientId)).map(openCount)[0] ?? 0);
    }
    expect(counts).toEqual([...Array<number>(shared.length - 1).fill(1), 2]);
  });

  it('opens nothing by review where the hand is asked for', async () => {
    const { clinician, client } = await pair(test);
    await enroll(clinician, client.episodeId);
    await announced(client.episodeId);
    for (const reflectionId of await shareAll(client))
      await clinician.browser.do('replyToReflection', { reflectionId, text: 'Thank you.' });
    expect((await enrollmentsOf(clinician, client.clientId)).map(openCount)).toEqual([1]);
  });

  it('ends and goes on; what was given stays', async () => {
    const { clinician, client } = await pair(test);
    const { id } = await enroll(clinician, client.episodeId);
    await announced(client.episodeId);
    const before = (await todayOf(client)).occurrences;
    const ended = await clinician.browser.do('endEnrollment', { enrollmentId: id }, selection);
    expect(ended.enrollment).toMatchObject({ viewerCanOpenNext: false });
    expect(await todayOf(client)).toMatchObject({ occurrences: before, programs: [] });
    expect(codes(await clinician.browser.act('openNextWeek', { enrollmentId: id }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
    expect(codes(await clinician.browser.act('endEnrollment', { enrollmentId: id }))).toEqual([
      'ALREADY_DONE',
    ]);
    await clinician.browser.do('restoreEnrollment', { enrollmentId: id });
    expect((await todayOf(client)).programs).toHaveLength(1);
  });
});

describe('the weeks still to come', () => {
  const arrange = (clinician: Member, enrollmentId: string, weeks: object[]) =>
    clinician.browser.act('arrangeWeeks', { enrollmentId, weeks }, selection);

  it('change places, are skipped, and make room for rest', async () => {
    const { clinician, client } = await pair(test);
    const { id, weeks } = await enroll(clinician, client.episodeId);
    const [, ...waiting] = weeks;
    const [first, ...others] = [...waiting].reverse();
    if (!first) throw new Error('no week');
    const { enrollment } = (await arrange(clinician, id, [
      { weekId: first.id, isSkipped: true },
      { isSkipped: false },
      ...others.map((week) => ({ weekId: week.id, isSkipped: false })),
    ])) as { enrollment: Enrollment };
    expect(enrollment.weeks.map((week) => week.week?.key ?? 'rest')).toEqual(
      [weeks[0], first, null, ...others].map((week) => week?.week?.key ?? 'rest'),
    );
    expect(enrollment.weeks.map(({ isSkipped }) => isSkipped).indexOf(true)).toBe(1);
    // A week of rest opens like any other, and gives nothing.
    const assignments = async () =>
      (await test.sql.query('select 1 from assignments where episode_id = $1', [client.episodeId])).rowCount;
    const before = await assignments();
    const rested = await openNext(clinician, { id });
    expect(rested.weeks[2]).toMatchObject({ week: null });
    expect(rested.weeks[2]?.openedAt).not.toBeNull();
    expect(await assignments()).toBe(before);
    await announced(client.episodeId);
    expect((await todayOf(client)).programs).toMatchObject([
      { openedCount: 1, weekCount: weeks.length - 1, weekTitle: null, line: null },
    ]);
  });

  it('come after what is open, also when a week that was left out before it comes back', async () => {
    const { clinician, client } = await pair(test);
    const { id, weeks } = await enroll(clinician, client.episodeId);
    const arranged = (isSkipped: boolean, waiting: (Week | undefined)[]) =>
      arrange(
        clinician,
        id,
        waiting.map((week, index) => ({ weekId: week?.id, isSkipped: isSkipped && index === 0 })),
      );
    const [, second, third, ...rest] = weeks;
    await arranged(true, [second, third, ...rest]);
    await openNext(clinician, { id });
    await arranged(false, [second, ...rest]);
    const now = await openNext(clinician, { id });
    expect(now.weeks.map((week) => week.id)).toEqual(
      [weeks[0], third, second, ...rest].map((week) => week?.id),
    );
    await announced(client.episodeId);
    expect((await todayOf(client)).programs).toMatchObject([
      { openedCount: 3, weekTitle: second?.week?.title },
    ]);
  });

  it('stay as they were when an arrangement does not hold', async () => {
    const { clinician, client } = await pair(test);
    const { id, weeks } = await enroll(clinician, client.episodeId);
    const other = await enroll(clinician, (await buildClient(test, clinician)).episodeId);
    const keep = (week: Week | undefined) => ({ weekId: week?.id, isSkipped: false });
    const [opened, second, ...rest] = weeks;
    for (const wrong of [
      rest.map(keep),
      [keep(second), keep(second), ...rest.map(keep)],
      [keep(opened), keep(second), ...rest.map(keep)],
      [keep(other.weeks[1]), keep(second), ...rest.map(keep)],
    ])
      expect(codes(await arrange(clinician, id, wrong))).toEqual(['INVALID']);
    const [now] = await enrollmentsOf(clinician, client.clientId);
    expect(now?.weeks.map((week) => week.id)).toEqual(weeks.map((week) => week.id));
  });
});

describe('a program for two', () => {
  it('gives each a turn of their own, shows both the same, and goes with the joint work', async () => {
    const { clinician } = await pair(test);
    const couple = await buildCouple(test, clinician);
    await openGate(test, couple);
    const begun = await enroll(clinician, couple.episodeId, { programSlug: coupleProgramSlug });
    await announced(couple.episodeId);
    const [first, second] = await Promise.all(couple.partners.map(todayOf));
    expect(first?.programs).toHaveLength(1);
    expect(first?.programs).toEqual(second?.programs);
    const ids = [first, second].map((today) => today?.occurrences.map(({ id }) => id) ?? []);
    expect(ids[0]).toHaveLength(ids[1]?.length ?? 0);
    expect(ids[0]?.filter((id) => ids[1]?.includes(id))).toEqual([]);
    expect(openCount(begun)).toBe(1);
    await endCouple(test, couple);
    expect((await todayOf(couple.partners[0] ?? clinician)).programs).toEqual([]);
  });

  it('opens a week of an exercise from two sides once each has theirs', async () => {
    const { clinician } = await pair(test);
    const couple = await buildCouple(test, clinician);
    await openGate(test, couple);
    const { id } = await enroll(clinician, couple.episodeId, { programSlug: 'an-older-hurt' });
    const [ada, ben] = couple.partners;
    const side = (member: ClientMember | undefined, role: string, exerciseSlug = 'coming-back-late') => ({
      exerciseSlug,
      clientId: member?.clientId,
      role,
    });
    const refused = async (...roles: object[]) =>
      codes(await clinician.browser.act('openNextWeek', { enrollmentId: id, roles }));
    for (const roles of [
      [],
      [side(ada, 'TO_TELL')],
      [side(ada, 'SPEAKER'), side(ben, 'LISTENER')],
      [side(ada, 'TO_TELL'), side(ben, 'TO_COME_BACK'), side(ada, 'TO_TELL', 'own-it-kindly')],
    ])
      expect(await refused(...roles)).toEqual(['INVALID']);
    const stranger = await buildClient(test, clinician);
    const { errors } = await clinician.browser.try('openNextWeek', {
      enrollmentId: id,
      roles: [side(ada, 'TO_TELL'), side(ben, 'TO_COME_BACK'), side(stranger, 'TO_TELL')],
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    await clinician.browser.do(
      'openNextWeek',
      { enrollmentId: id, roles: [side(ada, 'TO_COME_BACK'), side(ben, 'TO_TELL')] },
      selection,
    );
    const { rows } = await test.sql.query<{ client_id: string; role: string }>(
      'select client_id, role from occurrences where episode_id = $1 and role is not null',
      [couple.episodeId],
    );
    expect(new Map(rows.map((row) => [row.client_id, row.role]))).toEqual(
      new Map([
        [ada?.clientId, 'TO_COME_BACK'],
        [ben?.clientId, 'TO_TELL'],
      ]),
    );
  });

  it('stops where the gate is shut, and nothing is half open', async () => {
    const { clinician } = await pair(test);
    const couple = await buildCouple(test, clinician);
    const begun = await enroll(clinician, couple.episodeId, { programSlug: coupleProgramSlug });
    let refusals: string[] = [];
    for (const week of begun.weeks.slice(1)) {
      if (!week.week) continue;
      refusals = codes(await clinician.browser.act('openNextWeek', { enrollmentId: begun.id }));
      if (refusals.length > 0) break;
    }
    expect(refusals).toEqual(['NOT_ALLOWED_NOW']);
    const { rows } = await test.sql.query(
      `select 1 from enrollment_weeks w where w.enrollment_id = $1 and w.opened_at is null
         and exists (select 1 from assignments a where a.enrollment_week_id = w.id)`,
      [begun.id],
    );
    expect(rows).toEqual([]);
  });
});

describe('a group', () => {
  const groups = async (clinician: Member) =>
    (await clinician.browser.ask(wholeDocument(test, 'Query.cohorts'))).cohorts as {
      id: string;
      name: string;
      viewerCanOpenNext: boolean;
      members: { clientId: string; enrollment: Enrollment }[];
    }[];

  it('begins and goes on together, and its members learn of nobody else', async () => {
    const { clinician, client } = await pair(test);
    const other = await buildClient(test, clinician);
    const name = canary('group');
    await clinician.browser.do('enrollCohort', {
      name,
      programSlug,
      clientIds: [client.clientId, other.clientId],
      isBegun: true,
    });
    const [group] = await groups(clinician);
    expect(group).toMatchObject({ name, viewerCanOpenNext: true });
    expect(group?.members.map(({ clientId }) => clientId).sort()).toEqual(
      [client.clientId, other.clientId].sort(),
    );
    await clinician.browser.do('openCohortWeek', { cohortId: group?.id });
    expect((await groups(clinician))[0]?.members.map(({ enrollment }) => openCount(enrollment))).toEqual([
      2, 2,
    ]);
    await announced(client.episodeId);
    const seen = JSON.stringify(await todayOf(client));
    for (const word of [name, other.clientId, other.name]) expect(seen).not.toContain(word);
  });

  it('is known to nobody but the one who made it', async () => {
    const { clinician, client, practiceId } = await pair(test);
    const cohortId = await buildCohort(test, clinician, [client]);
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    expect(await groups(colleague)).toEqual([]);
    const answer = await colleague.browser.try('openCohortWeek', { cohortId });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('leaves nothing behind when one of them is not in the clinician’s care', async () => {
    const { clinician, client, practiceId } = await pair(test);
    const stranger = await buildClient(test, await buildMember(test, practiceId, 'CLINICIAN'));
    const answer = await clinician.browser.try('enrollCohort', {
      name: 'Tuesdays',
      programSlug,
      clientIds: [client.clientId, stranger.clientId],
      isBegun: true,
    });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await groups(clinician)).toEqual([]);
    expect(await enrollmentsOf(clinician, client.clientId)).toEqual([]);
  });

  it('passes over whoever has no week left', async () => {
    const { clinician, client } = await pair(test);
    const other = await buildClient(test, clinician);
    const cohortId = await buildCohort(test, clinician, [client, other]);
    const [group] = await groups(clinician);
    const one = group?.members.find(({ clientId }) => clientId === client.clientId);
    await clinician.browser.do('endEnrollment', { enrollmentId: one?.enrollment.id });
    await clinician.browser.do('openCohortWeek', { cohortId });
    const counts = (await groups(clinician))[0]?.members.map(({ clientId, enrollment }) => [
      clientId,
      openCount(enrollment),
    ]);
    expect(Object.fromEntries(counts ?? [])).toEqual({ [client.clientId]: 0, [other.clientId]: 1 });
  });
});

describe('the pinned program', () => {
  const list = async (member: Member) =>
    (await member.browser.ask('{ programs { slug isPinned } }')).programs as {
      slug: string;
      isPinned: boolean;
    }[];

  it('comes first for everybody of the practice, and for nobody elsewhere', async () => {
    const { clinician, practiceId } = await pair(test);
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const elsewhere = (await pair(test)).clinician;
    await admin.browser.do('pinProgram', { slug: coupleProgramSlug });
    expect((await list(clinician))[0]).toEqual({ slug: coupleProgramSlug, isPinned: true });
    expect((await list(elsewhere)).filter(({ isPinned }) => isPinned)).toEqual([]);
    await admin.browser.do('pinProgram', { slug: null });
    expect((await list(clinician)).filter(({ isPinned }) => isPinned)).toEqual([]);
    const unknown = await admin.browser.try('pinProgram', { slug: 'no-such-program' });
    expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is the admin’s to choose', async () => {
    const { clinician } = await pair(test);
    const answer = await clinician.browser.try('pinProgram', { slug: programSlug });
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

it('a way through a program is nobody else’s to open', async () => {
  const { clinician, client, practiceId } = await pair(test);
  const { enrollmentId } = await buildEnrollment(test, clinician, client.episodeId);
  const colleague = await buildMember(test, practiceId, 'CLINICIAN');
  const codeOf = async (member: Member) =>
    (await member.browser.try('openNextWeek', { enrollmentId })).errors[0]?.extensions.code;
  expect(await codeOf(colleague)).toBe('NOT_FOUND');
  expect(await codeOf(client)).toBe('FORBIDDEN');
  expect(await codeOf((await pair(test)).clinician)).toBe('NOT_FOUND');
});
