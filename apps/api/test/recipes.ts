import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { exerciseFiles } from '@rejoin/library';
import { parse } from 'yaml';
import { AssignmentsService, EnrollmentsService } from '../src/modules/assignments/index.js';
import { CaseloadService, CouplesService } from '../src/modules/caseload/index.js';
import { OwnExercisesService } from '../src/modules/exercises/index.js';
import { JointService } from '../src/modules/joint/index.js';
import type { TestApp } from './app.js';
import { addProgramToLibrary, addToLibrary, steps } from './exercises.js';
import {
  buildAssignment,
  type BuiltCouple,
  buildClient,
  buildCohort,
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildJointPart,
  buildTogether,
  buildMark,
  buildOffer,
  coupleBody,
  buildEnrollment,
  buildExercise,
  buildMember,
  buildNote,
  buildReflection,
  buildReply,
  canary,
  chooseAgreement,
  type ClientMember,
  draftBody,
  fullBody,
  type Member,
  programSlug,
  setMark,
  slug,
  talkAlone,
  tellCouple,
  viewerOf,
  wishToEnd,
} from './factories.js';
import { signedIn } from './gql.js';

/** What an id names. */
export const idKinds = [
  'client',
  'episode',
  'invitation',
  'assignment',
  'occurrence',
  'reflection',
  'lane',
  'note',
  'signIn',
  'membership',
  'clinician',
  'couple',
  'reply',
  'enrollment',
  'week',
  'cohort',
  'exercise',
  'jointPart',
  'release',
  'mark',
] as const;
export type IdKind = (typeof idKinds)[number];

/** A clinician with a client and a couple: whose things a recipe may use. */
export interface World {
  test: TestApp;
  admin: Member;
  clinician: Member;
  client: ClientMember;
  /** Its gate is open. */
  couple: BuiltCouple;
  /** Somebody with two memberships. */
  solo: { clinician: Member; admin: Member };
}

/** How an operation that takes ids is called. */
interface Recipe {
  /** What each of its ids names. The first is what it acts on. */
  ids: Record<string, IdKind>;
  /** Where the ids stand in the input, when it is not plainly under their names. */
  placed?: (ids: Record<string, unknown>) => Record<string, unknown>;
  /** What one must be to the thing, when that is another relation than to what the operation makes. */
  by?: 'care';
  /** The rest of its input. */
  rest?: () => Record<string, unknown>;
  /** Whose right it is, and a thing of theirs for which it must succeed. */
  ready: (world: World) => Promise<{ by: Member; input: Record<string, unknown> }>;
}

const today = () => new Date().toISOString().slice(0, 10);

const withRhythm = async ({ test, clinician, client }: World, rest: Record<string, unknown> = {}) => {
  await test.app.get(CaseloadService).setSessionRhythm(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    episodeId: client.episodeId,
    rhythm: { anchorOn: nextWeek(), time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' },
  });
  return { by: clinician, input: { episodeId: client.episodeId, on: nextWeek(), ...rest } };
};
/** A day where the sessions of tests are held. */
const inBerlin = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * 86_400_000);
const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** Somebody who was invited and has not come yet. */
export async function openInvitation({
  test,
  clinician,
}: Pick<World, 'test' | 'clinician'>): Promise<{ invitationId: string; clientId: string }> {
  const { client } = await test.app.get(CaseloadService).inviteClient(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    chosenName: canary('Invited'),
    pronouns: null,
    email: `${canary('invited')}@post.example`,
    isAdult: true,
  });
  return { invitationId: client.invitation?.id ?? '', clientId: client.id };
}

/** Something that comes each week, as the owner left it. */
const comingBack =
  (left?: string) =>
  async ({ test, clinician, client }: World) => {
    const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'WEEKLY' });
    if (left) await test.owner.query(left, [assignmentId]);
    return { by: clinician, input: { assignmentId } };
  };

const shared = async ({ test, clinician, client }: World): Promise<string> => {
  const { occurrenceId } = await buildAssignment(test, clinician, client);
  return buildReflection(test, client, occurrenceId, fullBody({ sentence: canary('sentence') }));
};

const begun = async ({ test, clinician, client }: World) => {
  const { occurrenceId } = await buildAssignment(test, clinician, client);
  return { occurrenceId, ...(await buildDraft(test, client, occurrenceId, draftBody())) };
};

const enrolled = async ({ test, clinician }: World) => {
  const { episodeId } = await buildClient(test, clinician);
  const { enrollmentId } = await buildEnrollment(test, clinician, episodeId);
  return { by: clinician, input: { enrollmentId } };
};

/** An exercise that has prompts of its own for one side; nobody has the other. */
const oneSided = (test: TestApp): string =>
  addToLibrary(test, 'one-side', [
    steps.say(),
    steps.say({ key: 'said', role: 'SPEAKER', blocks: steps.letter().blocks }),
  ]);

/** Whoever of the couple acts for it. */
const partner = ({ couple }: World): ClientMember => {
  const [first] = couple.partners;
  if (!first) throw new Error('A couple is two');
  return first;
};

/** Each of a couple was told today; who is not named by a list is somebody alone. */
const toldOf = ({ coupleId, 'told.clientId': clientIds }: Record<string, unknown>) => ({
  coupleId,
  told: [clientIds].flat().map((clientId) => ({ clientId, toldOn: today() })),
});
const told = ({ clinician, coupleId, partners }: BuiltCouple) => ({
  by: clinician,
  input: { coupleId, 'told.clientId': partners.map(({ clientId }) => clientId) },
});

const arranged = (weekId: unknown) => ({ weekId, isSkipped: false });

/** Somebody of the staff whom an admin may do everything to. */
const colleague = async ({ test, admin }: World) => {
  const { membershipId } = await buildMember(test, admin.practiceId, 'CLINICIAN');
  return { by: admin, input: { membershipId } };
};

/** The file of the exercise that tests assign. */
export const builtInFile = (): string =>
  readFileSync(exerciseFiles.find(({ href }) => href.endsWith(`/${slug}.yaml`)) ?? '', 'utf8');

/** An own exercise with something written that is not published yet. */
const written = async ({ test, clinician }: World) => {
  const { exerciseId, revision } = await buildExercise(test, clinician, { isPublished: false });
  const { definition } = await test.app
    .get(OwnExercisesService)
    .draft(await viewerOf(test, clinician), exerciseId);
  return { exerciseId, revision, definition };
};

/** A turn of the couple's exercise that both have shared, and offered something of. */
const offered = async ({ test, couple }: World) => {
  // What is asked about the agreement may have shut the gate.
  await chooseAgreement(test, couple.practiceId);
  const yes = { coupleId: couple.coupleId, kind: 'NO_SECRETS', version: 1 } as const;
  for (const one of couple.partners)
    await test.app
      .get(CouplesService)
      .acceptAgreement(await viewerOf(test, one), { idempotencyKey: randomUUID(), ...yes });
  const { assignmentId, turns } = await buildJointAssignment(test, couple);
  const reflectionIds = [];
  for (const [index, partner] of couple.partners.entries()) {
    const words = coupleBody({ forMe: canary('mine'), notReady: canary('offered') });
    const reflectionId = await buildReflection(test, partner, turns[index] ?? '', words);
    await buildOffer(test, partner, reflectionId, ['not-ready']);
    reflectionIds.push(reflectionId);
  }
  return { assignmentId, reflectionId: reflectionIds[0] ?? '' };
};

/** The same, opened. */
const opened = async (world: World) => {
  const { assignmentId, reflectionId } = await offered(world);
  return { reflectionId, ...(await buildJointPart(world.test, world.couple.clinician, assignmentId)) };
};

/** The same, begun together, with something kept and one partner's wish to be talked with. */
const together = async (world: World) => {
  const { jointPartId } = await opened(world);
  await buildTogether(world.test, world.couple, jointPartId);
  return { jointPartId };
};

/** One for every operation that takes an id; the matrix fails when one is missing. */
export const recipes: Record<string, Recipe> = {
  'Query.client': {
    ids: { id: 'client' },
    ready: async ({ clinician, client }) => ({ by: clinician, input: { id: client.clientId } }),
  },
  'Query.reflection': {
    ids: { id: 'reflection' },
    ready: async (world) => ({ by: world.clinician, input: { id: await shared(world) } }),
  },
  'Query.processNotes': {
    ids: { clientId: 'client' },
    ready: async ({ clinician, client }) => ({ by: clinician, input: { clientId: client.clientId } }),
  },
  'Query.occurrence': {
    ids: { id: 'occurrence' },
    ready: async (world) => ({ by: world.client, input: { id: (await begun(world)).occurrenceId } }),
  },
  'Query.couple': {
    ids: { id: 'couple' },
    ready: async ({ couple }) => ({ by: couple.clinician, input: { id: couple.coupleId } }),
  },
  'Query.safety': {
    ids: { clientId: 'client' },
    ready: async ({ couple }) => ({
      by: couple.clinician,
      input: { clientId: couple.partners[0]?.clientId },
    }),
  },
  'Query.invitationLink': {
    ids: { invitationId: 'invitation' },
    ready: async (world) => {
      const { invitationId } = await openInvitation(world);
      return { by: world.admin, input: { invitationId } };
    },
  },
  'Mutation.endSignIn': {
    ids: { signInId: 'signIn' },
    ready: async ({ test, client }) => {
      await signedIn(test, client);
      const { rows } = await test.sql.query<{ id: string }>(
        'select id from auth.sign_ins where account_id = $1 and ended_at is null order by started_at desc limit 1',
        [client.accountId],
      );
      return { by: client, input: { signInId: rows[0]?.id } };
    },
  },
  'Mutation.switchMembership': {
    ids: { membershipId: 'membership' },
    ready: async ({ solo }) => ({ by: solo.clinician, input: { membershipId: solo.admin.membershipId } }),
  },
  'Mutation.renewInvitation': {
    ids: { invitationId: 'invitation' },
    ready: async (world) => {
      const { invitationId } = await openInvitation(world);
      return { by: world.clinician, input: { invitationId } };
    },
  },
  'Mutation.revokeInvitation': {
    ids: { invitationId: 'invitation' },
    ready: async (world) => {
      const { invitationId } = await openInvitation(world);
      return { by: world.clinician, input: { invitationId } };
    },
  },
  'Mutation.renewPersonInvitation': {
    ids: { invitationId: 'invitation' },
    ready: async (world) => {
      const { invitationId } = await openInvitation(world);
      return { by: world.admin, input: { invitationId } };
    },
  },
  'Mutation.revokePersonInvitation': {
    ids: { invitationId: 'invitation' },
    ready: async (world) => {
      const { invitationId } = await openInvitation(world);
      return { by: world.admin, input: { invitationId } };
    },
  },
  'Mutation.suspendPerson': { ids: { membershipId: 'membership' }, ready: colleague },
  'Mutation.restorePerson': { ids: { membershipId: 'membership' }, ready: colleague },
  'Mutation.signPersonOut': { ids: { membershipId: 'membership' }, ready: colleague },
  'Mutation.startPasswordReset': { ids: { membershipId: 'membership' }, ready: colleague },
  'Mutation.addRole': {
    ids: { membershipId: 'membership' },
    rest: () => ({ role: 'PRACTICE_ADMIN' }),
    ready: colleague,
  },
  'Mutation.invitePeople': {
    ids: { clinicianId: 'clinician' },
    rest: () => ({
      role: 'CLIENT',
      people: [{ name: 'Someone', email: `${canary('invited')}@post.example` }],
      isAdult: true,
    }),
    ready: async ({ admin, clinician }) => ({
      by: admin,
      input: { clinicianId: clinician.membershipId },
    }),
  },
  'Mutation.moveCare': {
    ids: { episodeId: 'episode', clinicianId: 'clinician' },
    ready: async ({ test, admin, clinician }) => {
      const { episodeId } = await buildClient(test, clinician);
      const { membershipId } = await buildMember(test, admin.practiceId, 'CLINICIAN');
      return { by: admin, input: { episodeId, clinicianId: membershipId } };
    },
  },
  'Mutation.inviteCouple': {
    ids: { 'people.clientId': 'client' },
    by: 'care',
    placed: ({ 'people.clientId': clientId, ...rest }) => ({
      people: [{ clientId }, { chosenName: 'Someone', email: `${canary('invited')}@post.example` }],
      ...rest,
    }),
    rest: () => ({ kind: 'PARTNERS', isAdult: true }),
    ready: async ({ test, clinician }) => ({
      by: clinician,
      input: { 'people.clientId': (await buildClient(test, clinician)).clientId },
    }),
  },
  'Mutation.giveCode': {
    ids: { clientId: 'client' },
    ready: async ({ test, clinician }) => {
      const client = await buildClient(test, clinician);
      await test.sql.query('update memberships set locked_at = now() where id = $1', [client.membershipId]);
      return { by: clinician, input: { clientId: client.clientId } };
    },
  },
  'Mutation.recordSafetyConversation': {
    ids: { coupleId: 'couple', clientId: 'client' },
    rest: () => ({ heldOn: today(), isSeenAlone: true, topics: ['FEAR'], verdict: 'GO', note: 'Calm.' }),
    ready: async ({ couple }) => ({
      by: couple.clinician,
      input: { coupleId: couple.coupleId, clientId: couple.partners[0]?.clientId },
    }),
  },
  'Mutation.setClinicianOnlyMark': {
    ids: { clientId: 'client', coupleId: 'couple' },
    rest: () => ({ kind: 'COUPLE_HOLD', note: 'Slowly.' }),
    ready: async ({ test, clinician }) => {
      const couple = await buildCouple(test, clinician);
      const [one] = couple.partners;
      if (!one) throw new Error('A couple is two');
      await talkAlone(test, couple, one);
      return { by: clinician, input: { clientId: one.clientId, coupleId: couple.coupleId } };
    },
  },
  'Mutation.liftClinicianOnlyMark': {
    ids: { markId: 'mark' },
    // Of somebody who is not marked yet: nobody is marked twice.
    ready: async ({ test, clinician }) => {
      const client = await buildClient(test, clinician);
      return {
        by: clinician,
        input: { markId: await setMark(test, clinician, client, 'CAUTION', { note: 'Slowly.' }) },
      };
    },
  },
  'Mutation.pauseCouple': {
    ids: { coupleId: 'couple', 'told.clientId': 'client' },
    placed: toldOf,
    ready: async ({ test, clinician }) => told(await buildCouple(test, clinician)),
  },
  'Mutation.endCouple': {
    ids: { coupleId: 'couple', 'told.clientId': 'client' },
    placed: toldOf,
    ready: async ({ test, clinician }) => told(await buildCouple(test, clinician)),
  },
  'Mutation.resumeCouple': {
    ids: { coupleId: 'couple' },
    ready: async ({ test, clinician }) => {
      const couple = await buildCouple(test, clinician);
      await tellCouple(test, couple, 'PAUSED');
      return { by: clinician, input: { coupleId: couple.coupleId } };
    },
  },
  'Mutation.acceptAgreement': {
    ids: { coupleId: 'couple' },
    rest: () => ({ kind: 'NO_SECRETS', version: 1 }),
    ready: async ({ test, couple }) => {
      await chooseAgreement(test, couple.practiceId);
      const [by] = couple.partners;
      if (!by) throw new Error('A couple is two');
      await test.owner.query('delete from agreement_acceptances where client_id = $1', [by.clientId]);
      return { by, input: { coupleId: couple.coupleId } };
    },
  },
  'Mutation.leaveCouple': {
    ids: { coupleId: 'couple', clientId: 'client', 'told.clientId': 'client' },
    placed: ({ coupleId, clientId, 'told.clientId': told }) => ({
      coupleId,
      clientId,
      told: [told].flat().map((one) => ({ clientId: one, toldOn: today() })),
    }),
    ready: async ({ test, couple: { clinician } }) => {
      const { coupleId, partners } = await buildCouple(test, clinician, { size: 3 });
      return {
        by: clinician,
        input: {
          ...{ coupleId, clientId: partners[2]?.clientId },
          'told.clientId': partners.map(({ clientId }) => clientId),
        },
      };
    },
  },
  'Mutation.setEndingWish': {
    ids: { coupleId: 'couple' },
    rest: () => ({ isWished: true }),
    ready: (world) => Promise.resolve({ by: partner(world), input: { coupleId: world.couple.coupleId } }),
  },
  'Mutation.closeEndingWish': {
    ids: { coupleId: 'couple', clientId: 'client' },
    ready: async (world) => {
      const { coupleId, clinician: by } = world.couple;
      const { clientId } = await wishToEnd(world.test, world.couple);
      return { by, input: { coupleId, clientId } };
    },
  },
  'Mutation.setSessionRhythm': {
    ids: { episodeId: 'episode' },
    rest: () => ({ rhythm: { anchorOn: today(), time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' } }),
    ready: async ({ clinician, client }) => ({ by: clinician, input: { episodeId: client.episodeId } }),
  },
  'Mutation.skipSession': { ids: { episodeId: 'episode' }, rest: () => ({ on: today() }), ready: withRhythm },
  'Mutation.moveSession': {
    ids: { episodeId: 'episode' },
    rest: () => ({ on: today(), toOn: today(), toTime: '10:00' }),
    ready: withRhythm,
  },
  'Mutation.restoreSession': {
    ids: { episodeId: 'episode' },
    rest: () => ({ on: today() }),
    ready: withRhythm,
  },
  'Query.exerciseDraft': {
    ids: { exerciseId: 'exercise' },
    ready: async (world) => ({
      by: world.clinician,
      input: { exerciseId: (await written(world)).exerciseId },
    }),
  },
  'Mutation.saveExerciseDraft': {
    ids: { exerciseId: 'exercise' },
    rest: () => ({ baseRevision: 1, definition: parse(builtInFile()) as object }),
    ready: async (world) => {
      const { exerciseId, revision, definition } = await written(world);
      return { by: world.clinician, input: { exerciseId, baseRevision: revision, definition } };
    },
  },
  'Mutation.publishExercise': {
    ids: { exerciseId: 'exercise' },
    rest: () => ({ revision: 1 }),
    ready: async (world) => {
      const { exerciseId, revision } = await written(world);
      return { by: world.clinician, input: { exerciseId, revision } };
    },
  },
  'Mutation.archiveExercise': {
    ids: { exerciseId: 'exercise' },
    ready: async ({ test, clinician }) => {
      const { exerciseId } = await buildExercise(test, clinician);
      return { by: clinician, input: { exerciseId } };
    },
  },
  'Mutation.restoreExercise': {
    ids: { exerciseId: 'exercise' },
    ready: async ({ test, clinician }) => {
      const { exerciseId } = await buildExercise(test, clinician);
      await test.app
        .get(OwnExercisesService)
        .archiveExercise(await viewerOf(test, clinician), { idempotencyKey: randomUUID(), exerciseId });
      return { by: clinician, input: { exerciseId } };
    },
  },
  'Mutation.shareExerciseWithPractice': {
    ids: { exerciseId: 'exercise' },
    ready: async ({ test, clinician }) => {
      const { exerciseId } = await buildExercise(test, clinician);
      return { by: clinician, input: { exerciseId } };
    },
  },
  'Mutation.makeExercisePersonal': {
    ids: { exerciseId: 'exercise' },
    ready: async ({ test, clinician }) => {
      const { exerciseId } = await buildExercise(test, clinician, { isShared: true });
      return { by: clinician, input: { exerciseId } };
    },
  },
  'Query.openings': {
    ids: { coupleId: 'couple' },
    ready: async (world) => {
      await offered(world);
      return { by: world.couple.clinician, input: { coupleId: world.couple.coupleId } };
    },
  },
  'Query.offeredBlocks': {
    ids: { assignmentId: 'assignment' },
    rest: () => ({ slot: 'once' }),
    ready: async (world) => ({
      by: world.couple.clinician,
      input: { assignmentId: (await offered(world)).assignmentId },
    }),
  },
  'Query.ownOpening': {
    ids: { reflectionId: 'reflection' },
    ready: async (world) => ({
      by: partner(world),
      input: { reflectionId: (await offered(world)).reflectionId },
    }),
  },
  'Query.jointPart': {
    ids: { id: 'jointPart' },
    ready: async (world) => ({ by: partner(world), input: { id: (await opened(world)).jointPartId } }),
  },
  ...Object.fromEntries(
    ['jointGuide', 'jointSitting', 'jointNotes'].map((name): [string, Recipe] => [
      `Query.${name}`,
      {
        ids: { jointPartId: 'jointPart' },
        ready: async (world) => ({
          by: partner(world),
          input: { jointPartId: (await together(world)).jointPartId },
        }),
      },
    ]),
  ),
  'Query.jointRecord': {
    ids: { coupleId: 'couple' },
    ready: async (world) => {
      await together(world);
      return { by: world.couple.clinician, input: { coupleId: world.couple.coupleId } };
    },
  },
  'Mutation.beginTogether': {
    ids: { jointPartId: 'jointPart' },
    ready: async (world) => ({
      by: partner(world),
      input: { jointPartId: (await opened(world)).jointPartId },
    }),
  },
  'Mutation.moveTogether': {
    ids: { jointPartId: 'jointPart' },
    rest: () => ({ nth: 1, from: 0, move: 'ON' }),
    ready: async (world) => ({
      by: partner(world),
      input: { jointPartId: (await together(world)).jointPartId },
    }),
  },
  'Mutation.keepTogether': {
    ids: { jointPartId: 'jointPart' },
    rest: () => ({ answers: { pick: 'Tea, and a hand.' } }),
    ready: async (world) => ({
      by: partner(world),
      input: { jointPartId: (await together(world)).jointPartId },
    }),
  },
  'Mutation.answerJointCheck': {
    ids: { jointPartId: 'jointPart' },
    rest: () => ({ feeling: 'HARD', nth: 1 }),
    ready: async (world) => ({
      by: partner(world),
      input: { jointPartId: (await together(world)).jointPartId },
    }),
  },
  'Mutation.talkedWith': {
    ids: { jointPartId: 'jointPart', clientId: 'client' },
    ready: async (world) => {
      const { jointPartId } = await together(world);
      return {
        by: world.couple.clinician,
        input: { jointPartId, clientId: world.couple.partners[0]?.clientId },
      };
    },
  },
  'Mutation.offerToOpen': {
    ids: { reflectionId: 'reflection' },
    rest: () => ({ offers: [{ key: 'ways' }, { key: 'not-ready', words: [{ text: 'In other words.' }] }] }),
    ready: async (world) => ({
      by: partner(world),
      input: { reflectionId: (await offered(world)).reflectionId },
    }),
  },
  'Mutation.withdrawOffer': {
    ids: { reflectionId: 'reflection' },
    ready: async (world) => ({
      by: partner(world),
      input: { reflectionId: (await opened(world)).reflectionId },
    }),
  },
  'Mutation.askNotToOpen': {
    ids: { reflectionId: 'reflection' },
    ready: async (world) => ({
      by: partner(world),
      input: { reflectionId: (await offered(world)).reflectionId },
    }),
  },
  'Mutation.openJointPart': {
    ids: { assignmentId: 'assignment', releaseIds: 'release' },
    placed: ({ assignmentId, releaseIds }) => ({ assignmentId, releaseIds: [releaseIds].flat() }),
    rest: () => ({ slot: 'once', place: 'SESSION' }),
    ready: async (world) => {
      const { assignmentId } = await offered(world);
      const joint = world.test.app.get(JointService);
      const blocks = await joint.offeredBlocks(
        await viewerOf(world.test, world.couple.clinician),
        assignmentId,
        'once',
      );
      return { by: world.couple.clinician, input: { assignmentId, releaseIds: blocks.map(({ id }) => id) } };
    },
  },
  'Mutation.turnIntoOwnWork': {
    ids: { assignmentId: 'assignment' },
    rest: () => ({ slot: 'once' }),
    ready: async (world) => ({
      by: world.couple.clinician,
      input: { assignmentId: (await offered(world)).assignmentId },
    }),
  },
  'Mutation.closeJointPart': {
    ids: { jointPartId: 'jointPart' },
    ready: async (world) => ({
      by: world.couple.clinician,
      input: { jointPartId: (await opened(world)).jointPartId },
    }),
  },
  'Mutation.extendJointPart': {
    ids: { jointPartId: 'jointPart' },
    rest: () => ({ until: null }),
    ready: async (world) => ({
      by: world.couple.clinician,
      input: { jointPartId: (await opened(world)).jointPartId },
    }),
  },
  'Mutation.liftMark': {
    ids: { markId: 'mark' },
    ready: async (world) => {
      const { reflectionId } = await offered(world);
      return {
        by: world.couple.clinician,
        input: { markId: await buildMark(world.test, partner(world), reflectionId) },
      };
    },
  },
  'Mutation.assignExercise': {
    ids: { episodeId: 'episode', clientIds: 'client', 'roles.clientId': 'client' },
    placed: ({ clientIds, 'roles.clientId': clientId, ...rest }) => ({
      clientIds: [clientIds],
      roles: [{ clientId, role: 'SPEAKER' }],
      ...rest,
    }),
    rest: () => ({
      exerciseSlug: 'one-side',
      due: 'NONE',
      rationale: 'For the evenings.',
      rhythm: { kind: 'WEEKLY' },
    }),
    ready: async ({ test, clinician, client }) => {
      oneSided(test);
      const { clientId, episodeId } = client;
      return { by: clinician, input: { episodeId, clientIds: clientId, 'roles.clientId': clientId } };
    },
  },
  'Mutation.withdrawAssignment': {
    ids: { assignmentId: 'assignment' },
    ready: async ({ test, clinician, client }) => {
      const { assignmentId } = await buildAssignment(test, clinician, client);
      return { by: clinician, input: { assignmentId } };
    },
  },
  'Mutation.restoreAssignment': {
    ids: { assignmentId: 'assignment' },
    ready: async ({ test, clinician, client }) => {
      const { assignmentId } = await buildAssignment(test, clinician, client, { isAnnounced: false });
      await test.app
        .get(AssignmentsService)
        .withdrawAssignment(await viewerOf(test, clinician), { idempotencyKey: randomUUID(), assignmentId });
      return { by: clinician, input: { assignmentId } };
    },
  },
  'Mutation.openInSession': {
    ids: { assignmentId: 'assignment' },
    ready: async ({ test, clinician, client }) => {
      const { assignmentId } = await buildAssignment(test, clinician, client);
      // As it is with what opens only in a session.
      await test.owner.query('update occurrences set opens_at = null where assignment_id = $1', [
        assignmentId,
      ]);
      return { by: clinician, input: { assignmentId } };
    },
  },
  'Mutation.enrollInProgram': {
    ids: { episodeId: 'episode' },
    rest: () => ({ programSlug, opens: 'BY_HAND', isBegun: false }),
    ready: async ({ test, clinician }) => ({
      by: clinician,
      input: { episodeId: (await buildClient(test, clinician)).episodeId },
    }),
  },
  'Mutation.enrollCohort': {
    ids: { clientIds: 'client' },
    placed: ({ clientIds }) => ({ clientIds: [clientIds].flat() }),
    rest: () => ({ name: 'Tuesdays', programSlug, isBegun: false }),
    ready: async ({ test, clinician }) => ({
      by: clinician,
      input: { clientIds: (await buildClient(test, clinician)).clientId },
    }),
  },
  'Mutation.openNextWeek': {
    ids: { enrollmentId: 'enrollment', 'roles.clientId': 'client' },
    placed: ({ enrollmentId, 'roles.clientId': clientId }) => ({
      enrollmentId,
      roles: [{ clientId, exerciseSlug: 'one-side', role: 'SPEAKER' }],
    }),
    ready: async ({ test, clinician }) => {
      const { clientId, episodeId } = await buildClient(test, clinician);
      // Given before, so that the practice has its copy.
      await test.app.get(AssignmentsService).assignExercise(await viewerOf(test, clinician), {
        idempotencyKey: randomUUID(),
        episodeId,
        exerciseSlug: oneSided(test),
        due: 'NONE',
        roles: [{ clientId, role: 'SPEAKER' }],
      });
      const program = addProgramToLibrary(test, 'one-side-a-week', [[oneSided(test), slug]]);
      const { enrollmentId } = await buildEnrollment(test, clinician, episodeId, { program });
      return { by: clinician, input: { enrollmentId, 'roles.clientId': clientId } };
    },
  },
  'Mutation.endEnrollment': { ids: { enrollmentId: 'enrollment' }, ready: enrolled },
  'Mutation.restoreEnrollment': {
    ids: { enrollmentId: 'enrollment' },
    ready: async (world) => {
      const ready = await enrolled(world);
      await world.test.app
        .get(EnrollmentsService)
        .endEnrollment(await viewerOf(world.test, world.clinician), {
          idempotencyKey: randomUUID(),
          ...ready.input,
        });
      return ready;
    },
  },
  'Mutation.arrangeWeeks': {
    ids: { enrollmentId: 'enrollment', 'weeks.weekId': 'week' },
    placed: ({ enrollmentId, 'weeks.weekId': weekIds }) => ({
      enrollmentId,
      weeks: [weekIds].flat().map(arranged),
    }),
    ready: async ({ test, clinician }) => {
      const { episodeId } = await buildClient(test, clinician);
      const { enrollmentId, weekIds } = await buildEnrollment(test, clinician, episodeId);
      return { by: clinician, input: { enrollmentId, 'weeks.weekId': weekIds } };
    },
  },
  'Mutation.closeWeek': {
    ids: { weekId: 'week' },
    ready: async ({ test, clinician }) => {
      const { episodeId } = await buildClient(test, clinician);
      const { weekIds } = await buildEnrollment(test, clinician, episodeId, { isBegun: true });
      return { by: clinician, input: { weekId: weekIds[0] } };
    },
  },
  'Mutation.openCohortWeek': {
    ids: { cohortId: 'cohort' },
    ready: async ({ test, clinician }) => ({
      by: clinician,
      input: { cohortId: await buildCohort(test, clinician, [await buildClient(test, clinician)]) },
    }),
  },
  'Mutation.changeRhythm': {
    ids: { assignmentId: 'assignment' },
    rest: () => ({ rhythm: { kind: 'WEEKLY', everyWeeks: 2, weekdays: ['MONDAY', 'THURSDAY'] } }),
    ready: comingBack(),
  },
  'Mutation.pauseAssignment': { ids: { assignmentId: 'assignment' }, ready: comingBack() },
  'Mutation.resumeAssignment': {
    ids: { assignmentId: 'assignment' },
    ready: comingBack(
      'update assignments set paused_at = now(), paused_by_id = assigned_by_id where id = $1',
    ),
  },
  'Mutation.skipTurn': {
    ids: { assignmentId: 'assignment' },
    // Given today, so that the next one comes in a week.
    rest: () => ({ on: inBerlin(7) }),
    ready: comingBack(),
  },
  'Mutation.restoreTurn': {
    ids: { assignmentId: 'assignment' },
    rest: () => ({ on: '2031-01-01' }),
    ready: comingBack(`update assignments set skipped_on = '{2031-01-01}' where id = $1`),
  },
  'Mutation.setHoliday': {
    ids: { assignmentId: 'assignment' },
    rest: () => ({ holiday: { from: today(), until: inBerlin(7) } }),
    ready: comingBack(),
  },
  'Mutation.startTurn': {
    ids: { assignmentId: 'assignment' },
    ready: async ({ test, clinician, client }) => {
      const { assignmentId } = await buildAssignment(test, clinician, client, { rhythm: 'WHEN_IT_HAPPENS' });
      return { by: client, input: { assignmentId } };
    },
  },
  'Mutation.takeBackReply': {
    ids: { replyId: 'reply' },
    ready: async (world) => ({
      by: world.clinician,
      input: { replyId: await buildReply(world.test, world.clinician, await shared(world), 'Thank you.') },
    }),
  },
  'Mutation.addToReflection': {
    ids: { reflectionId: 'reflection' },
    rest: () => ({ text: 'Since then.', sharing: 'READ_BEFORE' }),
    ready: async (world) => ({ by: world.client, input: { reflectionId: await shared(world) } }),
  },
  'Mutation.replyToReflection': {
    ids: { reflectionId: 'reflection' },
    rest: () => ({ text: 'Thank you.' }),
    ready: async (world) => ({ by: world.clinician, input: { reflectionId: await shared(world) } }),
  },
  'Mutation.markTalkedAbout': {
    ids: { reflectionId: 'reflection' },
    ready: async (world) => ({ by: world.clinician, input: { reflectionId: await shared(world) } }),
  },
  'Mutation.writeProcessNote': {
    ids: { clientId: 'client', noteId: 'note' },
    rest: () => ({ text: 'To look at.' }),
    ready: async ({ test, clinician, client }) => ({
      by: clinician,
      input: { clientId: client.clientId, noteId: await buildNote(test, clinician, client, 'First.') },
    }),
  },
  'Mutation.saveDraft': {
    ids: { occurrenceId: 'occurrence', lane: 'lane' },
    rest: () => ({ baseRevision: 0, body: draftBody() }),
    ready: async (world) => {
      const { occurrenceId, lane, revision } = await begun(world);
      return { by: world.client, input: { occurrenceId, lane, baseRevision: revision } };
    },
  },
  'Mutation.deleteDraft': {
    ids: { occurrenceId: 'occurrence', lane: 'lane' },
    ready: async (world) => {
      const { occurrenceId, lane } = await begun(world);
      return { by: world.client, input: { occurrenceId, lane } };
    },
  },
  'Mutation.submitReflection': {
    ids: { occurrenceId: 'occurrence', lane: 'lane' },
    rest: () => ({ outcome: 'WHOLE', sharing: 'READ_BEFORE', revision: 1 }),
    ready: async (world) => ({ by: world.client, input: { ...(await begun(world)) } }),
  },
  'Mutation.takeBackReflection': {
    ids: { reflectionId: 'reflection' },
    ready: async (world) => ({ by: world.client, input: { reflectionId: await shared(world) } }),
  },
};

/** The input of an operation: its ids where they belong, and the rest of its recipe around them. */
export function inputOf(operation: string, ids: Record<string, unknown>): Record<string, unknown> {
  const { rest, placed = (same: Record<string, unknown>) => same } = recipes[operation] ?? {};
  return { ...rest?.(), ...placed(ids) };
}
