import { randomUUID } from 'node:crypto';
import { PeopleService } from '../src/modules/caseload/people.service.js';
import { JointService } from '../src/modules/joint/index.js';
import { setSuspended } from '../src/operator/practices.js';
import type { TestApp } from './app.js';
import {
  buildAccount,
  buildAddendum,
  buildAssignment,
  buildClient,
  buildCohort,
  buildCouple,
  buildDraft,
  buildEnrollment,
  buildJointAssignment,
  buildJointPart,
  buildMark,
  buildOffer,
  buildMember,
  buildNote,
  buildPractice,
  buildReflection,
  buildReply,
  type BuiltCouple,
  canary,
  type ClientMember,
  coupleBody,
  coupleProgramSlug,
  fullBody,
  type Member,
  openGate,
  tellCouple,
  viewerOf,
} from './factories.js';

/** An assignment and what came of it. */
export interface Turn {
  assignmentId: string;
  occurrenceId: string;
  reflectionId: string;
}

/** One client's work in every state, and the words in it. */
export interface Work {
  notBegun: { assignmentId: string; occurrenceId: string };
  begun: { assignmentId: string; occurrenceId: string; lane: string; revision: number };
  forSession: Turn;
  readBefore: Turn;
  reviewed: Turn & { replyId: string };
  noteId: string;
  /** A way through a program that has not begun. */
  enrollment: { enrollmentId: string; weekIds: string[] };
  /** Every text that was written, by what it is. */
  words: Record<
    'rationale' | 'draft' | 'sentence' | 'closing' | 'readBefore' | 'answered' | 'reply' | 'note',
    string
  >;
}

/** What a couple was given, and what came of it: everything stands in the order of the partners. */
export interface CoupleWork {
  /** The first has begun, the second has shared. */
  begun: {
    assignmentId: string;
    turns: string[];
    lane: string;
    revision: number;
    reflectionId: string;
    sharedId: string;
  };
  /** Both have shared, both were answered, and the first has added something. */
  shared: { assignmentId: string; turns: string[]; reflectionIds: string[]; replyIds: string[] };
  /** Both have shared and offered, and it was opened; the first had asked once that it is not, and was talked with. */
  opened: {
    assignmentId: string;
    turns: string[];
    reflectionIds: string[];
    releaseIds: string[];
    jointPartId: string;
    markId: string;
  };
  /** An exercise for one person, given to the first alone. */
  alone: { assignmentId: string; occurrenceId: string };
  enrollment: { enrollmentId: string; weekIds: string[] };
  words: Record<
    'rationale' | 'label' | 'safety' | 'first' | 'second' | 'addendum' | 'reply' | 'opened',
    string
  >;
}

/** A practice with its people, and another one beside it. */
export interface Scenario {
  practiceId: string;
  admin: Member;
  secondAdmin: Member;
  clinician: Member;
  /** The clinician's client, with work in every state. */
  client: ClientMember;
  work: Work;
  /** Another client of the same clinician. */
  sibling: ClientMember;
  siblingWork: Work;
  /** A clinician of the same practice, outside the care team, with an own client. */
  colleague: Member;
  colleagueClient: ClientMember;
  /** A couple of the clinician with an open gate. */
  couple: BuiltCouple;
  coupleWork: CoupleWork;
  /** Treats the first partner of the couple alone, and nobody else. */
  firstsOwn: Member;
  /** The episode of that treatment. */
  firstsOwnEpisodeId: string;
  /** A couple whose joint work has ended, with what was written in it. */
  ended: BuiltCouple;
  endedWork: CoupleWork;
  /** Workshop groups: of the clinician, of a colleague, of a stranger. */
  cohorts: { clinician: Member; practiceId: string; cohortId: string }[];
  suspendedClient: ClientMember;
  suspendedClinician: Member;
  /** One person with two memberships in a practice of their own. */
  solo: { clinician: Member; admin: Member };
  strangers: {
    practiceId: string;
    admin: Member;
    clinician: Member;
    client: ClientMember;
    work: Work;
    couple: BuiltCouple;
    opened: CoupleWork['opened'];
  };
}

/** Builds a practice of its own for a test, by the real services. */
export async function scenario(test: TestApp): Promise<Scenario> {
  const practiceId = await buildPractice(test);
  const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const colleague = await buildMember(test, practiceId, 'CLINICIAN');
  const client = await buildClient(test, clinician);
  const sibling = await buildClient(test, clinician);
  const secondAdmin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
  const firstsOwn = await buildMember(test, practiceId, 'CLINICIAN');
  const first = await buildClient(test, clinician);
  const couple = await buildJointWork(test, clinician, [first]);
  await moveCare(test, admin, first.episodeId, firstsOwn);
  const ended = await buildJointWork(test, clinician);
  await endCouple(test, ended.couple);
  const suspendedClient = await buildClient(test, clinician);
  const suspendedClinician = await buildMember(test, practiceId, 'CLINICIAN');
  for (const { email } of [suspendedClient, suspendedClinician])
    await setSuspended(test.owner, test.config, { email, role: null, isSuspended: true });

  const soloPractice = await buildPractice(test);
  const soloAccount = await buildAccount(test);
  const elsewhere = await buildPractice(test);
  const stranger = await buildMember(test, elsewhere, 'CLINICIAN');
  const strangersClient = await buildClient(test, stranger);
  const strangersCouple = await buildCouple(test, stranger);
  await openGate(test, strangersCouple);
  const colleagueClient = await buildClient(test, colleague);
  const group = async (by: Member, of: ClientMember[]) => ({
    clinician: by,
    practiceId: by.practiceId,
    cohortId: await buildCohort(test, by, of),
  });
  return {
    practiceId,
    admin,
    clinician,
    client,
    work: await buildWork(test, clinician, client),
    sibling,
    siblingWork: await buildWork(test, clinician, sibling),
    colleague,
    colleagueClient,
    secondAdmin,
    couple: couple.couple,
    coupleWork: couple.work,
    firstsOwn,
    firstsOwnEpisodeId: first.episodeId,
    ended: ended.couple,
    endedWork: ended.work,
    cohorts: [
      await group(clinician, [client, sibling]),
      await group(colleague, [colleagueClient]),
      await group(stranger, [strangersClient]),
    ],
    suspendedClient,
    suspendedClinician,
    solo: {
      clinician: await buildMember(test, soloPractice, 'CLINICIAN', soloAccount),
      admin: await buildMember(test, soloPractice, 'PRACTICE_ADMIN', soloAccount),
    },
    strangers: {
      practiceId: elsewhere,
      admin: await buildMember(test, elsewhere, 'PRACTICE_ADMIN'),
      clinician: stranger,
      client: strangersClient,
      work: await buildWork(test, stranger, strangersClient),
      couple: strangersCouple,
      opened: await buildOpened(test, strangersCouple, canary('opened')),
    },
  };
}

/** Only a clinician with a client: what most tests need. */
export async function pair(
  test: TestApp,
): Promise<{ practiceId: string; clinician: Member; client: ClientMember }> {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  return { practiceId, clinician, client: await buildClient(test, clinician) };
}

/** A client's work in every state there is. */
export async function buildWork(test: TestApp, clinician: Member, client: ClientMember): Promise<Work> {
  const words = {
    rationale: canary('rationale'),
    draft: canary('draft'),
    sentence: canary('sentence'),
    closing: canary('closing'),
    readBefore: canary('readbefore'),
    answered: canary('answered'),
    reply: canary('reply'),
    note: canary('note'),
  };
  const give = () => buildAssignment(test, clinician, client, { rationale: words.rationale });
  const notBegun = await give();
  const begun = await give();
  const forSession = await give();
  const readBefore = await give();
  const reviewed = await give();
  const draft = await buildDraft(test, client, begun.occurrenceId, fullBody({ sentence: words.draft }));
  const share = (turn: { occurrenceId: string }, sentence: string, sharing?: 'READ_BEFORE') =>
    buildReflection(
      test,
      client,
      turn.occurrenceId,
      fullBody({ sentence, closing: words.closing, obstacle: words.closing }),
      sharing,
    );
  const answeredId = await share(reviewed, words.answered);
  return {
    notBegun,
    begun: { ...begun, ...draft },
    forSession: { ...forSession, reflectionId: await share(forSession, words.sentence) },
    readBefore: { ...readBefore, reflectionId: await share(readBefore, words.readBefore, 'READ_BEFORE') },
    reviewed: {
      ...reviewed,
      reflectionId: answeredId,
      replyId: await buildReply(test, clinician, answeredId, words.reply),
    },
    noteId: await buildNote(test, clinician, client, words.note),
    enrollment: await buildEnrollment(test, clinician, client.episodeId),
    words,
  };
}

/** Joint work with an open gate, and what is written in it. */
export async function buildJointWork(
  test: TestApp,
  clinician: Member,
  known: ClientMember[] = [],
): Promise<{ couple: BuiltCouple; work: CoupleWork }> {
  const words = {
    rationale: canary('rationale'),
    label: canary('label'),
    safety: canary('safety'),
    first: canary('first'),
    second: canary('second'),
    addendum: canary('addendum'),
    reply: canary('reply'),
    opened: canary('opened'),
  };
  const couple = await buildCouple(test, clinician, { known, label: words.label });
  await openGate(test, couple, { note: words.safety });
  const [first, second] = couple.partners;
  if (!first || !second) throw new Error('A couple is two');
  const parts = [
    { partner: first, body: coupleBody({ forMe: words.first, notReady: words.first }) },
    { partner: second, body: coupleBody({ forMe: words.second, notReady: words.second }) },
  ] as const;
  const share = (turns: string[], at: 0 | 1) =>
    buildReflection(test, parts[at].partner, turns[at] ?? '', parts[at].body);
  const begun = await buildJointAssignment(test, couple, { rationale: words.rationale });
  const draft = await buildDraft(test, first, begun.turns[0] ?? '', parts[0].body);
  const { rows } = await test.sql.query<{ id: string }>(
    'select id from reflections where occurrence_id = $1',
    [begun.turns[0]],
  );
  const shared = await buildJointAssignment(test, couple, { rationale: words.rationale });
  const reflectionIds = [await share(shared.turns, 0), await share(shared.turns, 1)];
  const replyIds = [];
  for (const reflectionId of reflectionIds)
    replyIds.push(await buildReply(test, clinician, reflectionId, words.reply));
  await buildAddendum(test, first, reflectionIds[0] ?? '', words.addendum);
  return {
    couple,
    work: {
      begun: {
        ...begun,
        ...draft,
        reflectionId: rows[0]?.id ?? '',
        sharedId: await share(begun.turns, 1),
      },
      shared: { ...shared, reflectionIds, replyIds },
      opened: await buildOpened(test, couple, words.opened),
      alone: await buildAssignment(test, clinician, first),
      enrollment: await buildEnrollment(test, clinician, couple.episodeId, { program: coupleProgramSlug }),
      words,
    },
  };
}

/** A turn that both have shared, that the first asked not to open, and that was opened after a talk. */
async function buildOpened(test: TestApp, couple: BuiltCouple, word: string): Promise<CoupleWork['opened']> {
  const given = await buildJointAssignment(test, couple);
  const reflectionIds: string[] = [];
  for (const [index, partner] of couple.partners.entries()) {
    const body = coupleBody({ forMe: word, notReady: word });
    reflectionIds.push(await buildReflection(test, partner, given.turns[index] ?? '', body));
    await buildOffer(test, partner, reflectionIds.at(-1) ?? '', ['not-ready']);
  }
  const [first] = couple.partners;
  if (!first) throw new Error('A couple is two');
  const markId = await buildMark(test, first, reflectionIds[0] ?? '');
  await test.app
    .get(JointService)
    .liftMark(await viewerOf(test, couple.clinician), { idempotencyKey: randomUUID(), markId });
  const { jointPartId } = await buildJointPart(test, couple.clinician, given.assignmentId);
  const { rows } = await test.sql.query<{ id: string }>('select id from releases where assignment_id = $1', [
    given.assignmentId,
  ]);
  return { ...given, reflectionIds, releaseIds: rows.map(({ id }) => id), jointPartId, markId };
}

/** The joint work of a couple ends, for everyone in it. */
export function endCouple(test: TestApp, couple: BuiltCouple): Promise<void> {
  return tellCouple(test, couple, 'ENDED');
}

/** Another clinician treats from now on. */
export async function moveCare(test: TestApp, admin: Member, episodeId: string, to: Member): Promise<void> {
  await test.app.get(PeopleService).moveCare(await viewerOf(test, admin), {
    idempotencyKey: randomUUID(),
    episodeId,
    clinicianId: to.membershipId,
  });
}
