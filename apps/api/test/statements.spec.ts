import { randomUUID } from 'node:crypto';
import { operations } from '../src/policy.js';
import { Links } from '../src/platform/mail/index.js';
import { startApp, type TestApp } from './app.js';
import {
  buildAssignment,
  buildClient,
  buildCohort,
  buildCouple,
  buildDraft,
  buildEnrollment,
  buildExercise,
  buildJointAssignment,
  buildJointPart,
  buildMember,
  buildNote,
  buildOffer,
  buildPractice,
  buildReflection,
  buildReply,
  buildTogether,
  cohortSlug,
  coupleBody,
  draftBody,
  fullBody,
  type Member,
  openGate,
  ownWords,
  password,
  programSlug,
  talkAlone,
  writeAgreement,
} from './factories.js';
import { Browser, mutationOf } from './gql.js';
import { wholeDocument } from './operations.js';
import { builtInFile, inputOf, openInvitation, recipes, type World } from './recipes.js';
import { ownStatements, type Sent, StatementRecorder } from './statements.js';

let test: TestApp;
let recorder: StatementRecorder;
let small: Crowd;
let large: Crowd;

/** A clinician with clients and a couple, with as much of everything as is said. */
interface Crowd extends World {
  readId: string;
  occurrenceId: string;
  /** Of somebody who has not come yet. */
  invitationId: string;
  /** Of the clinician's own. */
  exerciseId: string;
  /** Of a turn of the couple that was opened; the reflection is the last partner's. */
  assignmentId: string;
  reflectionId: string;
  jointPartId: string;
}

beforeAll(async () => {
  recorder = new StatementRecorder();
  test = await startApp();
  small = await crowd(1);
  large = await crowd(20);
}, 120_000);
afterAll(async () => {
  recorder.stop();
  await test.close();
});

async function crowd(size: number): Promise<Crowd> {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
  const client = await buildClient(test, clinician);
  for (let more = 1; more < size; more += 1) await buildClient(test, clinician);
  const other = await buildMember(test, practiceId, 'CLINICIAN');
  const solo = {
    clinician: other,
    admin: await buildMember(test, practiceId, 'PRACTICE_ADMIN', other),
  };
  const couple = await buildCouple(test, clinician);
  await openGate(test, couple);
  let offered = { assignmentId: '', reflectionId: '', jointPartId: '' };
  for (let turn = 0; turn < size; turn += 1) {
    const { assignmentId, turns } = await buildJointAssignment(test, couple, { rationale: 'For you two.' });
    for (const [index, partner] of couple.partners.entries()) {
      const words = coupleBody({ forMe: 'One.', notReady: 'Two.' });
      offered.reflectionId = await buildReflection(test, partner, turns[index] ?? '', words);
      await buildOffer(test, partner, offered.reflectionId);
    }
    offered = { ...offered, assignmentId, ...(await buildJointPart(test, clinician, assignmentId)) };
    await buildTogether(test, couple, offered.jointPartId);
    await talkAlone(test, couple, couple.partners[0] ?? client, { note: 'Calm.' });
  }
  let readId = '';
  let occurrenceId = '';
  for (let turn = 0; turn < size; turn += 1) {
    const read = await buildAssignment(test, clinician, client, { rationale: 'For you.' });
    readId = await buildReflection(
      test,
      client,
      read.occurrenceId,
      fullBody({ sentence: 'One.' }),
      'READ_BEFORE',
    );
    const replied = await buildAssignment(test, clinician, client, { rationale: 'For you.' });
    const repliedId = await buildReflection(
      test,
      client,
      replied.occurrenceId,
      fullBody({ sentence: 'Two.' }),
    );
    await buildReply(test, clinician, repliedId, 'Thank you.');
    await buildReply(test, clinician, readId, 'Thank you.');
    await buildNote(test, clinician, client, 'A note.');
    await buildDraft(
      test,
      client,
      (occurrenceId = (await buildAssignment(test, clinician, client, { rationale: 'For you.' }))
        .occurrenceId),
      draftBody(),
    );
  }
  for (let lane = 1; lane < size; lane += 1) await buildDraft(test, client, occurrenceId, draftBody());
  const programs = [programSlug, cohortSlug, ...(size === 1 ? [] : ['good-enough-and-trustworthy'])];
  for (const program of programs)
    await buildEnrollment(test, clinician, client.episodeId, { program, isBegun: true });
  for (let group = 0; group < Math.min(size, 3); group += 1)
    await buildCohort(test, clinician, [await buildClient(test, clinician)]);
  const { invitationId } = await openInvitation({ test, clinician });
  // What was replied to is closed; to read is what nobody has answered yet.
  for (let turn = 0; turn < size; turn += 1) {
    const open = await buildAssignment(test, clinician, client);
    await buildReflection(test, client, open.occurrenceId, fullBody({ sentence: 'Three.' }), 'READ_BEFORE');
  }
  let exerciseId = '';
  for (let more = 0; more < size; more += 1) ({ exerciseId } = await buildExercise(test, clinician));
  const ids = { readId, occurrenceId, invitationId, exerciseId, ...offered };
  return { test, clinician, admin, client, couple, solo, ...ids };
}

const names = (sent: readonly Sent[]) => ownStatements(sent).map(({ name, text }) => name ?? verb(text));

/** What TypeORM sends has no name: the verb and the table say what it was. */
function verb(text: string): string {
  const [, does = '', table = ''] =
    /^(select|insert|update|delete).*?(?:from|into|update)?\s"(\w+)"/is.exec(text) ?? [];
  const of = /(?:from|into|update)\s+"(?:\w+"\.")?(\w+)"/i.exec(text)?.[1] ?? table;
  return `${does.toLowerCase()} ${of}`;
}

/** What every query needs to be asked, and by whom. */
const queries: Record<string, (world: Crowd) => { by: Member | null; input?: Record<string, unknown> }> = {
  'Query.helpInformation': ({ client }) => ({ by: client }),
  'Query.invitation': () => ({ by: null, input: { token: 'none' } }),
  'Query.demo': () => ({ by: null }),
  'Query.practice': ({ admin }) => ({ by: admin }),
  'Query.people': ({ admin }) => ({ by: admin }),
  'Query.clinicians': ({ admin }) => ({ by: admin }),
  'Query.invitationLink': ({ admin, invitationId }) => ({ by: admin, input: { invitationId } }),
  'Query.library': ({ clinician }) => ({ by: clinician }),
  'Query.exercise': ({ clinician }) => ({ by: clinician, input: { slug: 'pause-before-the-spiral' } }),
  'Query.programs': ({ clinician }) => ({ by: clinician }),
  'Query.cohorts': ({ clinician }) => ({ by: clinician }),
  'Query.exerciseFile': ({ clinician }) => ({ by: clinician, input: { slug: 'pause-before-the-spiral' } }),
  'Query.ownExercises': ({ clinician }) => ({ by: clinician }),
  'Query.exerciseDraft': ({ clinician, exerciseId }) => ({ by: clinician, input: { exerciseId } }),
  'Query.caseload': ({ clinician }) => ({ by: clinician }),
  'Query.client': ({ clinician, client }) => ({ by: clinician, input: { id: client.clientId } }),
  'Query.couple': ({ clinician, couple }) => ({ by: clinician, input: { id: couple.coupleId } }),
  'Query.agreedTexts': ({ couple }) => ({ by: couple.partners[0] ?? null }),
  'Query.agreementText': ({ clinician }) => ({ by: clinician, input: { kind: 'NO_SECRETS', version: 1 } }),
  'Query.safety': ({ clinician, couple }) => ({
    by: clinician,
    input: { clientId: couple.partners[0]?.clientId },
  }),
  'Query.openings': ({ clinician, couple }) => ({ by: clinician, input: { coupleId: couple.coupleId } }),
  'Query.offeredBlocks': ({ clinician, assignmentId }) => ({
    by: clinician,
    input: { assignmentId, slot: 'once' },
  }),
  'Query.ownOpening': ({ couple, reflectionId }) => ({
    by: couple.partners.at(-1) ?? null,
    input: { reflectionId },
  }),
  'Query.jointPart': ({ couple, jointPartId }) => ({
    by: couple.partners[0] ?? null,
    input: { id: jointPartId },
  }),
  'Query.jointGuide': ({ couple, jointPartId }) => ({
    by: couple.partners[0] ?? null,
    input: { jointPartId },
  }),
  'Query.jointSitting': ({ couple, jointPartId }) => ({
    by: couple.partners[0] ?? null,
    input: { jointPartId },
  }),
  'Query.jointNotes': ({ couple, jointPartId }) => ({
    by: couple.partners[0] ?? null,
    input: { jointPartId },
  }),
  'Query.keptTogether': ({ couple }) => ({ by: couple.partners[0] ?? null }),
  'Query.jointChecks': ({ couple }) => ({ by: couple.partners[0] ?? null }),
  'Query.jointRecord': ({ clinician, couple }) => ({ by: clinician, input: { coupleId: couple.coupleId } }),
  'Query.askedToTalk': ({ clinician }) => ({ by: clinician }),
  'Query.ownJointWork': ({ couple }) => ({ by: couple.partners[0] ?? null }),
  'Query.endingWishes': ({ clinician }) => ({ by: clinician }),
  'Query.toRead': ({ clinician }) => ({ by: clinician }),
  'Query.reflection': ({ clinician, readId }) => ({ by: clinician, input: { id: readId } }),
  'Query.processNotes': ({ clinician, client }) => ({ by: clinician, input: { clientId: client.clientId } }),
  'Query.today': ({ client }) => ({ by: client }),
  'Query.occurrence': ({ client, occurrenceId }) => ({ by: client, input: { id: occurrenceId } }),
  'Query.replies': ({ client }) => ({ by: client }),
  'Query.viewer': ({ client }) => ({ by: client }),
};

/** The one statement of every screen. */
const screens: Record<string, string[]> = {
  'Query.helpInformation': ['accounts.practice'],
  'Query.invitation': ['accounts.invitationByToken'],
  'Query.demo': [],
  'Query.practice': ['accounts.practice', 'agreements.written'],
  'Query.people': ['people.page'],
  'Query.clinicians': ['people.clinicians'],
  'Query.invitationLink': ['people.openInvitation'],
  'Query.openings': ['joint.openingsOfCouple'],
  'Query.offeredBlocks': ['joint.offeredInTurn'],
  'Query.ownOpening': ['joint.ownOpening'],
  'Query.jointPart': ['joint.part'],
  'Query.jointGuide': ['joint.guide'],
  'Query.jointSitting': ['joint.sitting'],
  'Query.jointNotes': ['joint.notes'],
  'Query.keptTogether': ['joint.kept'],
  'Query.jointChecks': ['joint.checksToAsk'],
  'Query.jointRecord': ['joint.record'],
  'Query.askedToTalk': ['joint.askedToTalk'],
  'Query.ownJointWork': ['endingWishes.ownJointWork'],
  'Query.endingWishes': ['endingWishes.open'],
  'Query.library': ['exercises.published'],
  'Query.exercise': [],
  'Query.programs': ['programs.pinned'],
  'Query.cohorts': ['cohorts.own'],
  'Query.exerciseFile': [],
  'Query.ownExercises': ['exercises.own'],
  'Query.exerciseDraft': ['exercises.draft'],
  'Query.caseload': ['insight.caseload'],
  'Query.client': ['insight.client'],
  'Query.couple': ['insight.couple'],
  'Query.agreedTexts': ['agreements.agreed'],
  // As the library words it, which no statement reads.
  'Query.agreementText': [],
  'Query.safety': ['couples.safety'],
  'Query.toRead': ['assignments.toRead'],
  'Query.reflection': ['assignments.readReflection'],
  'Query.processNotes': ['assignments.notes'],
  'Query.today': ['reflections.today'],
  'Query.occurrence': ['reflections.occurrence'],
  'Query.replies': ['reflections.replies'],
  // The texts that wait are another room's: whoever asks for them, too, pays for a second look.
  'Query.viewer': ['accounts.viewer'],
};

/** Where the words of somebody else are shown, the statement that shows them writes down that it did. */
const audited = [
  ...['Query.reflection', 'Query.occurrence', 'Query.replies'],
  ...['Query.couple', 'Query.safety', 'Query.invitationLink', 'Query.offeredBlocks', 'Query.jointPart'],
  ...['Query.jointNotes', 'Query.jointRecord'],
];

async function asked(operation: string, world: Crowd): Promise<Sent[]> {
  const { by, input } = queries[operation]?.(world) ?? { by: null };
  const browser = by?.browser ?? new Browser(test);
  return recorder.during(async () => {
    await browser.ask(wholeDocument(test, operation), input);
  });
}

describe('queries', () => {
  it('are all counted', () => {
    const known = Object.keys(operations).filter((name) => name.startsWith('Query.'));
    expect(Object.keys(queries).sort()).toEqual(known.sort());
  });

  it.each(Object.keys(queries))('%s: one screen, one statement, however much there is', async (operation) => {
    const [one, twenty] = [await asked(operation, small), await asked(operation, large)];
    expect(names(one)).toEqual(screens[operation]);
    expect(names(twenty)).toEqual(screens[operation]);
    const isNamed = [...one, ...twenty].every(
      ({ name, text }) => name !== null || ['begin', 'commit'].includes(text),
    );
    expect(isNamed).toBe(true);
  });

  it('asks only once who somebody is', async () => {
    const sent = await recorder.during(() =>
      small.client.browser.ask('{ viewer { id } today { clinicianName } helpInformation { practiceName } }'),
    );
    expect(sent.filter(({ name }) => name === 'signIn.check')).toHaveLength(1);
  });

  it.each(audited)('%s: the statement that shows the words is the one that says so', async (operation) => {
    const [screen] = ownStatements(await asked(operation, small));
    expect(screen?.text).toMatch(/insert into audit_events/);
    const others = Object.keys(queries).filter((name) => !audited.includes(name));
    for (const other of others)
      for (const { text } of await asked(other, small)) expect(text).not.toMatch(/audit_events/);
  });

  it('writes one audit event for a reading, and one for each reply', async () => {
    const count = async () => {
      const { rows } = await test.sql.query<{ act: string; count: number }>(
        `select act, count(*)::int from audit_events where practice_id = $1 and act like '%.read' group by act`,
        [large.client.practiceId],
      );
      return Object.fromEntries(rows.map((row) => [row.act, row.count])) as Record<string, number>;
    };
    const before = await count();
    await large.clinician.browser.ask('query ($id: ID!) { reflection(id: $id) { id } }', {
      id: large.readId,
    });
    await large.client.browser.ask('query ($id: ID!) { occurrence(id: $id) { id } }', {
      id: large.occurrenceId,
    });
    await large.client.browser.ask('{ replies(first: 5) { edges { node { id } } } }');
    const after = await count();
    const more = (act: string) => (after[act] ?? 0) - (before[act] ?? 0);
    expect([more('reflection.read'), more('occurrence.read')]).toEqual([1, 1]);
    expect(more('reply.read')).toBe(5);
  });
});

/** An act that is done once however often it is asked: its key, its own statements, its result, and what is shown of it. */
const once = (own: string[], shown: string[] = []) => [
  'idempotency.claim',
  ...own,
  'idempotency.keep',
  ...shown,
];
/** An act of an admin about somebody's signing in. */
const member = (own: string[], after: string[] = []) =>
  once(['accounts.member', ...own, 'audit.write'], [...after, 'people.byMembership']);
/** How joint work goes on is changed when nothing is under way in it. */
const quietCouple = [
  'coupleCourse.byId',
  'coupleCourse.awaitMembers',
  'couples.shutGate',
  'coupleCourse.byId',
];
const toldBoth = [
  ...quietCouple,
  ...['coupleCourse.tell', 'coupleCourse.tell', 'coupleCourse.set', 'audit.write', 'audit.write'],
];
const episode = (own: string[]) => once(['caseload.episode', ...own, 'audit.write'], ['caseload.episode']);
/** An act about an own exercise: held fast, so that two who write come one after the other. */
const ofExercise = (own: string[], shown: string[]) =>
  once(['exercises.lockDraft', ...own, 'update exercises', 'audit.write'], shown);
const rhythm = once(['assignments.byId', 'update assignments', 'audit.write'], ['assignments.byId']);

const givenOne = [
  'assignments.episodeToAssignIn',
  'select exercise_versions',
  'insert assignments',
  'insert occurrences',
];
/** What opening a week of two exercises sends: each is given, and its people are told of the first. */
const given = [...givenOne, 'job.enqueue', 'audit.write', ...givenOne, 'audit.write'];

/** Every mutation with all it sends, in order. */
const acts: Record<string, string[]> = {
  'Mutation.offerToOpen': once(
    [
      'joint.lockOwnTurn',
      'joint.ownOpening',
      'dataKey.find',
      'reflections.withdrawOffers',
      'joint.offer',
      'audit.write',
    ],
    ['joint.ownOpening'],
  ),
  'Mutation.withdrawOffer': once(
    ['joint.lockOwnTurn', 'reflections.withdrawOffers', 'audit.write'],
    ['joint.ownOpening'],
  ),
  'Mutation.askNotToOpen': once(['joint.lockOwnTurn', 'joint.askNotToOpen', 'audit.write'], []),
  'Mutation.openJointPart': once(
    [
      'joint.lockTurn',
      'joint.openingOfTurn',
      'couples.passGate',
      'couples.gate',
      'joint.openingOfTurn',
      'joint.open',
      'audit.write',
      'job.enqueue',
      'audit.write',
      'job.enqueue',
    ],
    ['joint.openingOfTurn'],
  ),
  'Mutation.turnIntoOwnWork': once(
    [
      ...['joint.lockTurn', 'joint.openingOfTurn', 'joint.turnIntoOwnWork', 'joint.dropOffers'],
      ...['audit.write', 'audit.write'],
    ],
    ['joint.openingOfTurn'],
  ),
  'Mutation.closeJointPart': once(['joint.lock', 'joint.close', 'audit.write'], ['joint.openingOfTurn']),
  'Mutation.extendJointPart': once(['joint.lock', 'joint.extend', 'audit.write'], ['joint.openingOfTurn']),
  'Mutation.liftMark': once(['joint.lockMark', 'joint.liftMarks', 'audit.write'], ['joint.openingOfTurn']),
  'Mutation.beginTogether': once(
    ['joint.guide', 'joint.endStaleSitting', 'joint.beginSitting', 'audit.write'],
    ['joint.sitting'],
  ),
  // Nothing is left of it but where they are.
  'Mutation.moveTogether': ['joint.goOn', 'joint.sitting'],
  'Mutation.keepTogether': once(
    ['joint.guide', 'dataKey.find', 'joint.keepNote', 'audit.write'],
    ['joint.notes'],
  ),
  'Mutation.answerJointCheck': once(['joint.answerCheck', 'audit.write'], []),
  'Mutation.talkedWith': once(['joint.talkedWith', 'audit.write'], ['joint.askedToTalk']),

  'Mutation.endSignIn': once(['accounts.endSignIn'], ['signIn.awaitRequests', 'accounts.viewer']),
  'Mutation.switchMembership': ['signIn.switch', 'accounts.viewer'],
  'Mutation.inviteClient': once(
    [
      'insert clients',
      'insert episodes',
      'insert care_team_members',
      'insert invitations',
      'job.enqueue',
      'audit.write',
    ],
    ['caseload.client'],
  ),
  'Mutation.renewInvitation': once(
    ['select invitations', 'update invitations', 'job.enqueue', 'audit.write'],
    ['caseload.clientByInvitation'],
  ),
  'Mutation.revokeInvitation': once(
    ['select invitations', 'update invitations', 'audit.write'],
    ['caseload.clientByInvitation'],
  ),
  'Mutation.renewPersonInvitation': once(
    ['select invitations', 'update invitations', 'job.enqueue', 'audit.write'],
    ['people.byInvitations'],
  ),
  'Mutation.revokePersonInvitation': once(
    ['select invitations', 'update invitations', 'audit.write'],
    ['people.byInvitations'],
  ),
  'Mutation.suspendPerson': member(['accounts.setSuspended']),
  'Mutation.restorePerson': member(['accounts.setSuspended']),
  'Mutation.signPersonOut': member(['accounts.endSignInsOf'], ['signIn.awaitRequests']),
  'Mutation.startPasswordReset': member(['accounts.beginResetOf', 'job.enqueue']),
  'Mutation.addRole': member(['accounts.addRole']),
  'Mutation.invitePeople': once(
    [
      'people.clinician',
      'insert clients',
      'insert episodes',
      'insert care_team_members',
      'insert invitations',
      'job.enqueue',
      'audit.write',
    ],
    ['people.byInvitations'],
  ),
  'Mutation.moveCare': once(
    [
      'people.lockCourse',
      'people.courseToMove',
      'people.clinician',
      'people.awaitMember',
      'update care_team_members',
      'audit.write',
      'job.enqueue',
      'insert care_team_members',
      'audit.write',
      'audit.write',
    ],
    ['people.ofCourse'],
  ),
  'Mutation.changePractice': once(['update practices', 'audit.write'], ['accounts.practice']),
  'Mutation.saveAgreementDraft': once(['agreements.save', 'audit.write'], ['accounts.practice']),
  'Mutation.publishAgreement': once(
    [
      'couples.shutEveryGate',
      'agreements.toPublish',
      'agreements.spanishReader',
      'agreements.publish',
      'audit.write',
      'agreements.askFor',
      'audit.write',
    ],
    ['accounts.practice'],
  ),
  'Mutation.chooseAgreement': once(
    ['couples.shutEveryGate', 'agreements.askFor', 'audit.write'],
    ['accounts.practice'],
  ),
  'Mutation.setHelpInformation': once(['update practices', 'audit.write'], ['accounts.practice']),
  'Mutation.inviteCouple': once(
    [
      'couples.caredAmong',
      'insert clients',
      'insert couples',
      'insert partners',
      'insert episodes',
      'insert care_team_members',
      'insert invitations',
      'job.enqueue',
      'audit.write',
      'audit.write',
    ],
    ['couples.byId'],
  ),
  'Mutation.recordSafetyConversation': once(
    ['couples.partner', 'dataKey.find', 'insert safety_conversations', 'audit.write'],
    ['couples.conversation'],
  ),
  'Mutation.pauseCouple': once(toldBoth, ['couples.byId']),
  'Mutation.endCouple': once(
    toldBoth.flatMap((name) => (name === 'coupleCourse.set' ? [name, 'endingWishes.closeOf'] : [name])),
    ['couples.byId'],
  ),
  'Mutation.leaveCouple': once(
    [
      ...[...quietCouple, ...Array<string>(3).fill('coupleCourse.tell'), 'coupleCourse.leave'],
      ...['endingWishes.closeOf', 'joint.dropOffersOf', 'audit.write'],
    ],
    ['couples.byId'],
  ),
  'Mutation.setEndingWish': once(['endingWishes.episodeOfOwn', 'endingWishes.wish', 'audit.write'], []),
  'Mutation.closeEndingWish': once(['endingWishes.close', 'audit.write'], ['endingWishes.open']),
  'Mutation.resumeCouple': once([...quietCouple, 'coupleCourse.set', 'audit.write'], ['couples.byId']),
  'Mutation.setClinicianOnlyMark': once(
    ['couples.partner', 'couples.shutGate', 'dataKey.find', 'marks.set', 'audit.write'],
    ['marks.byId'],
  ),
  'Mutation.liftClinicianOnlyMark': once(['marks.lock', 'marks.lift', 'audit.write'], ['marks.byId']),
  'Mutation.acceptAgreement': once(
    ['couples.ownAgreements', 'couples.acceptAgreement', 'audit.write'],
    ['couples.ownAgreements'],
  ),
  'Mutation.setSessionRhythm': episode(['update episodes', 'delete session_changes']),
  'Mutation.skipSession': episode(['caseload.changeSession']),
  'Mutation.moveSession': episode(['caseload.changeSession']),
  'Mutation.restoreSession': episode(['delete session_changes']),
  'Mutation.duplicateExercise': once(
    ['select exercise_versions', 'insert exercises', 'audit.write'],
    ['exercises.ownById'],
  ),
  'Mutation.importExercise': once(['insert exercises', 'audit.write'], ['exercises.ownById']),
  'Mutation.saveExerciseDraft': ofExercise([], ['exercises.draft']),
  'Mutation.publishExercise': ofExercise(['insert exercise_versions'], ['exercises.ownById']),
  'Mutation.archiveExercise': ofExercise([], ['exercises.ownById']),
  'Mutation.restoreExercise': ofExercise([], ['exercises.ownById']),
  'Mutation.shareExerciseWithPractice': ofExercise([], ['exercises.ownById']),
  'Mutation.makeExercisePersonal': ofExercise([], ['exercises.ownById']),
  'Mutation.assignExercise': once(
    [
      'assignments.episodeToAssignIn',
      'select exercise_versions',
      'dataKey.find',
      'insert assignments',
      'insert occurrences',
      'job.enqueue',
      'audit.write',
    ],
    ['assignments.byId'],
  ),
  'Mutation.withdrawAssignment': once(
    ['assignments.noMoreTurns', 'assignments.byId', 'update assignments', 'audit.write'],
    ['assignments.byId'],
  ),
  'Mutation.restoreAssignment': once(
    ['assignments.byId', 'update assignments', 'job.enqueue', 'audit.write'],
    ['assignments.byId'],
  ),
  'Mutation.openInSession': once(
    [
      'assignments.byId',
      'assignments.toRestore',
      'assignments.episodeToAssignIn',
      'assignments.openWaitingTurns',
      'audit.write',
    ],
    ['assignments.byId'],
  ),
  'Mutation.pinProgram': once(['programs.pin', 'audit.write'], ['programs.pinned']),
  'Mutation.enrollInProgram': once(
    [
      'assignments.episodeToAssignIn',
      'programs.copy',
      'select program_versions',
      'enrollments.isUnderWay',
      'insert enrollments',
      'insert enrollment_weeks',
      'audit.write',
    ],
    ['enrollments.byId'],
  ),
  'Mutation.enrollCohort': once(
    [
      'enrollments.individualEpisodes',
      'programs.copy',
      'select program_versions',
      'insert cohorts',
      'enrollments.isUnderWay',
      'insert enrollments',
      'insert enrollment_weeks',
      'audit.write',
    ],
    ['cohorts.byId'],
  ),
  'Mutation.openNextWeek': once(
    ['enrollments.lock', ...given, 'update enrollment_weeks', 'audit.write'],
    ['enrollments.byId'],
  ),
  'Mutation.openCohortWeek': once(
    ['cohorts.byId', 'enrollments.lock', ...given, 'update enrollment_weeks', 'audit.write'],
    ['cohorts.byId'],
  ),
  'Mutation.closeWeek': once(
    [
      'enrollments.ofWeek',
      'enrollments.lock',
      'enrollments.withdrawWeek',
      'update enrollment_weeks',
      'audit.write',
    ],
    ['enrollments.byId'],
  ),
  'Mutation.arrangeWeeks': once(
    ['enrollments.lock', 'enrollments.arrangeWeeks', 'audit.write'],
    ['enrollments.byId'],
  ),
  'Mutation.endEnrollment': once(
    ['enrollments.lock', 'update enrollments', 'audit.write'],
    ['enrollments.byId'],
  ),
  'Mutation.restoreEnrollment': once(
    ['enrollments.lock', 'update enrollments', 'audit.write'],
    ['enrollments.byId'],
  ),
  'Mutation.changeRhythm': rhythm,
  'Mutation.pauseAssignment': rhythm,
  'Mutation.resumeAssignment': rhythm,
  'Mutation.skipTurn': rhythm,
  'Mutation.restoreTurn': rhythm,
  'Mutation.setHoliday': rhythm,
  'Mutation.startTurn': once([
    'reflections.startingTurn',
    'reflections.assignmentToStart',
    'reflections.startTurn',
    'reflections.startedTurn',
  ]),
  'Mutation.takeBackReply': once(
    [
      'assignments.lockReply',
      'update replies',
      'assignments.lockShared',
      'assignments.isClosed',
      'update reflections',
      'audit.write',
    ],
    ['assignments.summary', 'assignments.reply'],
  ),
  'Mutation.addToReflection': once(
    ['reflections.lockOwn', 'insert addenda', 'update reflections', 'audit.write', 'job.enqueue'],
    ['reflections.own'],
  ),
  'Mutation.replyToReflection': once(
    [
      'assignments.lockShared',
      'dataKey.find',
      'insert replies',
      'update reflections',
      'enrollments.openedByReview',
      'job.enqueue',
      'audit.write',
    ],
    ['assignments.summary', 'assignments.reply'],
  ),
  'Mutation.markTalkedAbout': once(
    [
      'assignments.lockShared',
      'assignments.talkedAbout',
      'update reflections',
      'enrollments.openedByReview',
      'audit.write',
    ],
    ['assignments.summary'],
  ),
  'Mutation.writeProcessNote': once(
    ['assignments.caresForClient', 'dataKey.find', 'update process_notes', 'audit.write'],
    ['assignments.note'],
  ),
  'Mutation.chooseLanguage': once(['update clients', 'audit.write']),
  'Mutation.giveCode': once(['accounts.giveCode', 'audit.write']),
  'Mutation.enterCode': once(['accounts.enterCode']),
  'Mutation.setSeenByOthers': once(['accounts.setSeenByOthers'], ['accounts.viewer']),
  'Mutation.giveConsent': once(['caseload.giveConsent'], ['accounts.viewer']),
  'Mutation.saveDraft': ['reflections.saveOver'],
  'Mutation.deleteDraft': once([
    'reflections.occurrenceToWrite',
    'reflections.lock',
    'delete drafts',
    'select drafts',
    'reflections.forget',
  ]),
  'Mutation.submitReflection': [
    'idempotency.claim',
    'reflections.lock',
    'reflections.occurrenceToWrite',
    'reflections.takeDraft',
    'job.enqueue',
    'reflections.share',
  ],
  'Mutation.takeBackReflection': once([
    'reflections.lockOwn',
    'reflections.sharedWords',
    'reflections.withdrawOffers',
    'delete answers',
    'delete ratings',
    'update drafts',
    'update reflections',
    'audit.write',
  ]),
};

/** Before there is a viewer everything is a function of schema auth. */
const arrivals: Record<string, string[]> = {
  signIn: [
    'accounts.countTry',
    'accounts.countTry',
    'accounts.find',
    'accounts.clearTries',
    'accounts.uncountTry',
    'signIn.memberships',
    'signIn.begin',
    'accounts.viewer',
  ],
  acceptInvitation: [
    'accounts.invitationByToken',
    'accounts.acceptInvitation',
    'signIn.begin',
    'accounts.viewer',
  ],
  requestPasswordReset: ['accounts.countTry', 'accounts.countTry', 'accounts.beginPasswordReset'],
  resetPassword: ['accounts.isResetOpen', 'accounts.resetPassword', 'signIn.awaitRequests'],
  signOut: ['signIn.end', 'signIn.awaitRequests'],
  signOutEverywhere: ['signIn.endAll', 'signIn.awaitRequests'],
  signInAsDemoPersona: [],
};

async function ready(
  operation: string,
  world: Crowd,
): Promise<{ by: Member; input: Record<string, unknown> }> {
  const { client, clinician } = world;
  if (operation === 'Mutation.inviteClient')
    return {
      by: clinician,
      input: { chosenName: 'Someone', email: `${randomUUID()}@post.example`, isAdult: true },
    };
  if (operation === 'Mutation.chooseLanguage') return { by: client, input: { language: 'en' } };
  if (operation === 'Mutation.enterCode') return { by: client, input: { code: '1234 5678' } };
  if (operation === 'Mutation.setSeenByOthers') return { by: client, input: { seenByOthers: true } };
  if (operation === 'Mutation.giveConsent') {
    const [{ kind, version } = { kind: '', version: 0 }] = (
      await test.sql.query<{ kind: string; version: number }>(
        'select kind, version from consents where client_id = $1',
        [client.clientId],
      )
    ).rows;
    return { by: client, input: { kind, version } };
  }
  if (operation === 'Mutation.submitReflection') {
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const body = fullBody({ sentence: 'One.', closing: 'Two.', obstacle: 'Three.' });
    return { by: client, input: { occurrenceId, ...(await buildDraft(test, client, occurrenceId, body)) } };
  }
  if (operation === 'Mutation.pinProgram') return { by: world.admin, input: { slug: programSlug } };
  if (operation === 'Mutation.duplicateExercise')
    return { by: clinician, input: { slug: 'pause-before-the-spiral' } };
  if (operation === 'Mutation.importExercise') return { by: clinician, input: { text: builtInFile() } };
  if (operation === 'Mutation.changePractice')
    return { by: world.admin, input: { name: 'Lindenhof', mailName: 'Lindenhof', zone: 'Europe/Berlin' } };
  if (operation === 'Mutation.saveAgreementDraft')
    return { by: world.admin, input: { kind: 'NO_SECRETS', baseRevision: 0, ...ownWords() } };
  if (operation === 'Mutation.publishAgreement') {
    const revision = await writeAgreement(test, world.admin);
    return { by: world.admin, input: { kind: 'NO_SECRETS', revision } };
  }
  if (operation === 'Mutation.chooseAgreement') return { by: world.admin, input: { kind: 'NO_SECRETS' } };
  if (operation === 'Mutation.setHelpInformation')
    return {
      by: world.admin,
      input: { emergencyNumber: '112', lines: [], practiceHours: null, checkedOn: '2026-01-01' },
    };
  const recipe = recipes[operation];
  if (!recipe) throw new Error(`${operation} has no recipe`);
  const usual = await recipe.ready(world);
  if (operation === 'Mutation.assignExercise') {
    // Given once before, so that the practice has its copy of the exercise.
    const [document, variables] = mutationOf('assignExercise', inputOf(operation, usual.input));
    await usual.by.browser.ask(document, variables);
  }
  return usual;
}

async function acted(operation: string, world: Crowd): Promise<Sent[]> {
  const { by, input } = await ready(operation, world);
  const [, name = ''] = operation.split('.');
  const [document, variables] = mutationOf(name, inputOf(operation, input));
  return recorder.during(() => by.browser.ask(document, variables));
}

describe('mutations', () => {
  it('are all counted', () => {
    const known = Object.keys(operations).filter((name) => name.startsWith('Mutation.'));
    const counted = [...Object.keys(acts), ...Object.keys(arrivals).map((name) => `Mutation.${name}`)];
    expect(counted.sort()).toEqual(known.sort());
  });

  it.each(Object.keys(acts))('%s', async (operation) => {
    const [one, twenty] = [await acted(operation, small), await acted(operation, large)];
    expect(names(one)).toEqual(acts[operation]);
    expect(names(twenty)).toEqual(acts[operation]);
  });

  it('saveDraft is one trip with one statement, which looks the sign-in up on its way', async () => {
    const sent = await acted('Mutation.saveDraft', large);
    expect(sent.map(({ name, trip }) => [trip, name])).toEqual([
      [1, 'context.signIn'],
      [1, 'reflections.saveOver'],
    ]);
  });

  it('submitReflection is two trips: what is looked at, and what is written', async () => {
    const sent = await acted('Mutation.submitReflection', large);
    expect(sent.map(({ name, trip }) => [trip, name])).toEqual([
      ...['begin', 'context.signIn.turn', 'idempotency.claim', 'reflections.lock'].map((name) => [1, name]),
      ...['reflections.occurrenceToWrite', 'reflections.takeDraft'].map((name) => [1, name]),
      ...['job.enqueue', 'reflections.share', 'commit'].map((name) => [2, name]),
    ]);
  });

  it('signing in, joining, a new password, signing out', async () => {
    const links = test.app.get(Links);
    const browser = new Browser(test);
    const { invitationId } = await openInvitation(small);
    const during: Record<string, Sent[]> = {};
    const record = async (name: string, input: Record<string, unknown>) => {
      during[name] = await recorder.during(() => browser.do(name, input));
    };
    await record('acceptInvitation', {
      token: links.invitationToken(invitationId, 1),
      password: 'nine slow barges turn',
      isAdult: true,
    });
    during.signOut = await recorder.during(() => browser.ask('mutation { signOut { userErrors { code } } }'));
    await record('signIn', { email: small.clinician.email, password });
    during.signOutEverywhere = await recorder.during(() =>
      browser.ask('mutation { signOutEverywhere { userErrors { code } } }'),
    );
    await record('requestPasswordReset', { email: small.clinician.email });
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from auth.tokens order by created_at desc limit 1',
    );
    await record('resetPassword', {
      token: links.resetToken(rows[0]?.id ?? ''),
      password: 'nine slow barges turn',
    });
    during.signInAsDemoPersona = await recorder.during(() =>
      browser.try('signInAsDemoPersona', { key: 'mara' }),
    );
    expect(Object.fromEntries(Object.entries(during).map(([name, sent]) => [name, names(sent)]))).toEqual(
      arrivals,
    );
  });
});
