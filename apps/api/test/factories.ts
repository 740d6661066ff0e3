import { randomBytes, randomUUID } from 'node:crypto';
import { type DraftBody, LOOK_OVER, type OwnWording, type OwnWords } from '@rejoin/domain';
import { AccountsService, type Help } from '../src/modules/accounts/index.js';
import {
  type AssignmentRhythmInput,
  AssignmentsService,
  EnrollmentsService,
  ReflectionsService,
  ReviewsService,
} from '../src/modules/assignments/index.js';
import {
  AgreementsService,
  CaseloadService,
  CoupleCourseService,
  CouplesService,
  EndingWishesService,
  type MarkKind,
  MarksService,
} from '../src/modules/caseload/index.js';
import { OwnExercisesService } from '../src/modules/exercises/index.js';
import { JointService, TogetherService } from '../src/modules/joint/index.js';
import { actingAs, createAccount, createMembership, createPractice } from '../src/operator/practices.js';
import { Passwords, type Role, type Viewer } from '../src/platform/auth/index.js';
import { Links } from '../src/platform/mail/index.js';
import type { TestApp } from './app.js';
import { Browser, signedIn } from './gql.js';

/** The exercise of most tests: for one person, in one sitting. */
export const slug = 'pause-before-the-spiral';
/** One whose last question waits for the next session. */
export const laterSlug = 'own-it-kindly';
/** One for couples. */
export const coupleSlug = 'ways-back-in';
/** A program for one person, another one for groups, and one for couples. */
export const programSlug = 'first-back-to-yourself';
export const cohortSlug = 'coming-back-as-a-parent';
export const coupleProgramSlug = 'repair-basics-for-two';
/** Every account of the tests. */
export const password = 'seven quiet herons wade';

/** A word that nobody else wrote: found somewhere, it says exactly what got there. */
export const canary = (of: string): string => `${of}-${randomBytes(6).toString('hex')}`;

/** A membership and what is needed to act as it. */
export interface Member {
  practiceId: string;
  membershipId: string;
  accountId: string;
  role: Role;
  name: string;
  email: string;
  /** Signed in already. */
  browser: Browser;
}

/** A client who has joined and accepted the texts. */
export interface ClientMember extends Member {
  clientId: string;
  /** The course of care this client is met in: their own, or the couple's they were invited with. */
  episodeId: string;
  /** Empty for somebody who was in care already. */
  invitationId: string;
}

/** People in joint work, and who treats them. */
export interface BuiltCouple {
  practiceId: string;
  coupleId: string;
  episodeId: string;
  clinician: Member;
  partners: ClientMember[];
}

const hashes = new WeakMap<TestApp, Promise<string>>();

/** Hashing is slow on purpose, so a test's accounts share one. */
function passwordHash(test: TestApp): Promise<string> {
  const known = hashes.get(test) ?? test.app.get(Passwords).hash(password);
  hashes.set(test, known);
  return known;
}

/** The numbers are nobody's. */
export const help: Help = {
  emergencyNumber: '112',
  lines: [{ name: 'A line', number: '555 0100', hours: 'day and night', language: null, note: null }],
  practiceHours: null,
  checkedOn: new Date().toISOString().slice(0, 10),
};

export function buildPractice(test: TestApp, name = canary('Practice')): Promise<string> {
  return createPractice(test.owner, test.config, {
    name,
    mailName: 'Lindenhof',
    zone: 'Europe/Berlin',
    help,
  });
}

export async function buildAccount(test: TestApp): Promise<{ accountId: string; email: string }> {
  const email = `${randomBytes(6).toString('hex')}@post.example`;
  const accountId = await createAccount(test.owner, test.config, {
    email,
    passwordHash: await passwordHash(test),
  });
  return { accountId, email };
}

/** A member of staff; with `account`, a further membership of somebody. */
export async function buildMember(
  test: TestApp,
  practiceId: string,
  role: Role,
  account?: { accountId: string; email: string },
): Promise<Member> {
  const { accountId, email } = account ?? (await buildAccount(test));
  const name = canary(role.toLowerCase());
  const membershipId = await createMembership(test.owner, { practiceId, accountId, role, name });
  const member = { practiceId, membershipId, accountId, role, name, email };
  return { ...member, browser: await signedIn(test, member) };
}

/** A client of a clinician, from the invitation to the first consent. */
export async function buildClient(
  test: TestApp,
  clinician: Member,
  { consents = true } = {},
): Promise<ClientMember> {
  const caseload = test.app.get(CaseloadService);
  const account = await buildAccount(test);
  const name = canary('Client');
  const { client } = await caseload.inviteClient(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    chosenName: name,
    pronouns: 'they/them',
    email: account.email,
    isAdult: true,
  });
  return join(test, {
    practiceId: clinician.practiceId,
    account,
    name,
    clientId: client.id,
    episodeId: client.episode?.id ?? '',
    invitationId: client.invitation?.id ?? '',
    consents,
  });
}

/** Somebody invited comes, signs in, and accepts the texts. */
async function join(
  test: TestApp,
  invited: {
    practiceId: string;
    account: { accountId: string; email: string };
    name: string;
    clientId: string;
    episodeId: string;
    invitationId: string;
    consents: boolean;
  },
): Promise<ClientMember> {
  const { practiceId, account, name, clientId, episodeId, invitationId } = invited;
  const membershipId = await createMembership(test.owner, { practiceId, ...account, role: 'CLIENT', name });
  await test.owner.query('update clients set membership_id = $1 where id = $2', [membershipId, clientId]);
  await test.owner.query('update invitations set accepted_at = now() where id = $1', [invitationId]);
  const member = { practiceId, membershipId, ...account, role: 'CLIENT' as const, name };
  const browser = await signedIn(test, member);
  const built: ClientMember = { ...member, browser, clientId, episodeId, invitationId };
  if (invited.consents) await consent(test, built);
  return built;
}

/** What the practice asks of its couples. */
export async function chooseAgreement(
  test: TestApp,
  practiceId: string,
  agreement: 'NO_SECRETS' | 'LIMITED_SECRETS' | null = 'NO_SECRETS',
): Promise<void> {
  await test.owner.query('update practices set agreement = $2, agreement_version = null where id = $1', [
    practiceId,
    agreement,
  ]);
}

/**
 * A couple of a clinician, from the invitation on: people in care already and new ones, who have joined. Its gate is shut;
 * `openGate` opens it. `hasJoined: false`: the new ones have their links and no accounts yet.
 */
export async function buildCouple(
  test: TestApp,
  clinician: Member,
  { known = [] as ClientMember[], size = 2, label = null as string | null, hasJoined = true } = {},
): Promise<BuiltCouple> {
  const { practiceId } = clinician;
  const newcomers = await Promise.all(
    Array.from({ length: size - known.length }, async () => ({
      name: canary('Partner'),
      account: await buildAccount(test),
    })),
  );
  const { couple } = await test.app.get(CouplesService).inviteCouple(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    people: [
      ...known.map(({ clientId }) => ({ clientId })),
      ...newcomers.map(({ name, account }) => ({ chosenName: name, pronouns: null, email: account.email })),
    ],
    kind: 'PARTNERS',
    label,
    isAdult: true,
  });
  const partners = known.map((client) => ({ ...client, episodeId: couple.episode.id }));
  for (const { name, account } of newcomers) {
    const row = couple.partners.find(({ client }) => client.chosenName === name);
    const invited = {
      practiceId,
      account,
      name,
      clientId: row?.client.id ?? '',
      episodeId: couple.episode.id,
      invitationId: row?.client.invitation?.id ?? '',
    };
    if (hasJoined) partners.push(await join(test, { ...invited, consents: true }));
  }
  return { practiceId, coupleId: couple.id, episodeId: couple.episode.id, clinician, partners };
}

/** A talk with one partner alone, kept in that person's own compartment. */
export async function talkAlone(
  test: TestApp,
  { clinician, coupleId }: BuiltCouple,
  client: ClientMember,
  talk: { verdict?: 'GO' | 'WITH_CAUTION' | 'NOT_NOW'; heldOn?: string; note?: string | null } = {},
): Promise<string> {
  const kept = await test.app.get(CouplesService).recordSafetyConversation(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    coupleId,
    clientId: client.clientId,
    heldOn: new Date().toISOString().slice(0, 10),
    isSeenAlone: true,
    topics: ['FEAR', 'MONEY'],
    verdict: 'GO',
    ...talk,
  });
  return kept.id;
}

/** What an admin writes of an agreement, so long that somebody could accept it. */
export const ownWords = (words: Partial<OwnWords> = {}): OwnWording => ({
  en: { title: 'In our own words', text: 'We keep it simple.\n\nAnd we ask you.', line: '', ...words },
});

/** What an admin has written of an agreement and not published. */
export async function writeAgreement(
  test: TestApp,
  admin: Member,
  words: OwnWording = ownWords(),
  kind: 'NO_SECRETS' | 'LIMITED_SECRETS' = 'NO_SECRETS',
): Promise<number> {
  const agreements = test.app.get(AgreementsService);
  const viewer = await viewerOf(test, admin);
  const [before] = (await agreements.agreements(viewer)).filter((one) => one.kind === kind);
  const baseRevision = before?.draft.revision ?? 0;
  await agreements.saveAgreementDraft(viewer, { idempotencyKey: randomUUID(), kind, baseRevision, ...words });
  return baseRevision + 1;
}

/** A practice's own agreement, published and asked for from now on. */
export async function publishAgreement(
  test: TestApp,
  admin: Member,
  words: OwnWording = ownWords(),
  kind: 'NO_SECRETS' | 'LIMITED_SECRETS' = 'NO_SECRETS',
): Promise<number> {
  const revision = await writeAgreement(test, admin, words, kind);
  const practice = await test.app
    .get(AgreementsService)
    .publishAgreement(await viewerOf(test, admin), { idempotencyKey: randomUUID(), kind, revision });
  return practice.agreementVersion ?? 0;
}

/** One partner's yes, in their own login, to what the practice asks. */
export async function acceptAgreement(
  test: TestApp,
  couple: BuiltCouple,
  client: ClientMember,
): Promise<void> {
  const couples = test.app.get(CouplesService);
  const viewer = await viewerOf(test, client);
  const { coupleId } = couple;
  const { today } = (await client.browser.ask('{ today { agreements { coupleId kind version } } }')) as {
    today: { agreements: { coupleId: string; kind: 'NO_SECRETS' | 'LIMITED_SECRETS'; version: number }[] };
  };
  const asked = today.agreements.find((agreement) => agreement.coupleId === coupleId);
  if (!asked) throw new Error('No agreement waits for this partner');
  const { kind, version } = asked;
  await couples.acceptAgreement(viewer, { idempotencyKey: randomUUID(), coupleId, kind, version });
}

/** All that a gate needs: the practice's choice, each partner's yes and each partner's talk. */
export async function openGate(
  test: TestApp,
  couple: BuiltCouple,
  { note = null as string | null } = {},
): Promise<void> {
  await chooseAgreement(test, couple.practiceId);
  for (const partner of couple.partners) {
    await acceptAgreement(test, couple, partner);
    await talkAlone(test, couple, partner, { note });
  }
}

/** Accepts every text that waits. */
export async function consent(test: TestApp, client: Member): Promise<void> {
  const caseload = test.app.get(CaseloadService);
  const viewer = await viewerOf(test, client);
  const { givenConsents } = await test.app.get(AccountsService).viewerScreen(viewer);
  for (const { kind, version } of caseload.pendingConsents(viewer, givenConsents))
    await caseload.giveConsent(viewer, { idempotencyKey: randomUUID(), kind, version });
}

/** The viewer a member's request would have. */
export function viewerOf(test: TestApp, member: Member): Promise<Viewer> {
  return actingAs(test.owner, member.membershipId);
}

/** What an assignment of a test may differ in. */
export interface Giving {
  exercise?: string;
  rationale?: string | null;
  rhythm?: AssignmentRhythmInput | AssignmentRhythmInput['kind'];
  isStartedNow?: boolean;
  /** False: still within the ten seconds of undo. */
  isAnnounced?: boolean;
}

/** An own exercise of a clinician, made from a built-in; published unless said otherwise. */
export async function buildExercise(
  test: TestApp,
  clinician: Member,
  { from = slug, isPublished = true, isShared = false, title = canary('Exercise') } = {},
): Promise<{ exerciseId: string; slug: string; title: string; revision: number }> {
  const own = test.app.get(OwnExercisesService);
  const viewer = await viewerOf(test, clinician);
  const key = () => ({ idempotencyKey: randomUUID() });
  const { id: exerciseId, slug: ownSlug } = await own.duplicateExercise(viewer, { ...key(), slug: from });
  const { definition, revision } = await own.draft(viewer, exerciseId);
  const saved = await own.saveExerciseDraft(viewer, {
    ...key(),
    exerciseId,
    baseRevision: revision,
    definition: {
      ...definition,
      title: Object.fromEntries(definition.languages.map((language) => [language, title])),
    },
  });
  if (isPublished) await own.publishExercise(viewer, { ...key(), exerciseId, revision: saved.revision });
  if (isShared) await own.shareExerciseWithPractice(viewer, { ...key(), exerciseId });
  const now = await own.draft(viewer, exerciseId);
  return { exerciseId, slug: ownSlug, title, revision: now.revision };
}

/** An exercise given to a client alone. */
export async function buildAssignment(
  test: TestApp,
  clinician: Member,
  client: ClientMember,
  giving: Giving = {},
): Promise<{ assignmentId: string; occurrenceId: string }> {
  const { assignmentId, turns } = await give(test, clinician, client.episodeId, [client], giving);
  return { assignmentId, occurrenceId: turns[0] ?? '' };
}

/** An exercise given to everyone in a couple; their turns in the order of the partners. */
export function buildJointAssignment(
  test: TestApp,
  couple: BuiltCouple,
  giving: Giving = {},
): Promise<{ assignmentId: string; turns: string[] }> {
  return give(test, couple.clinician, couple.episodeId, couple.partners, { exercise: coupleSlug, ...giving });
}

async function give(
  test: TestApp,
  clinician: Member,
  episodeId: string,
  to: readonly ClientMember[],
  { exercise = slug, rationale = null, rhythm, isStartedNow, isAnnounced = true }: Giving,
): Promise<{ assignmentId: string; turns: string[] }> {
  const given = await test.app.get(AssignmentsService).assignExercise(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    episodeId,
    exerciseSlug: exercise,
    rationale,
    due: 'NEXT_SESSION',
    clientIds: to.map(({ clientId }) => clientId),
    rhythm: typeof rhythm === 'string' ? { kind: rhythm } : rhythm,
    isStartedNow,
  });
  if (isAnnounced) await announce(test, given.id);
  return {
    assignmentId: given.id,
    turns: to.map(({ clientId }) => given.turns.find((turn) => turn.clientId === clientId)?.id ?? ''),
  };
}

/** A way through a program, with its weeks in their order; begun: the first one is open. */
export async function buildEnrollment(
  test: TestApp,
  clinician: Member,
  episodeId: string,
  { program = programSlug, isBegun = false }: { program?: string; isBegun?: boolean } = {},
): Promise<{ enrollmentId: string; weekIds: string[] }> {
  const { id, weeks } = await test.app
    .get(EnrollmentsService)
    .enrollInProgram(await viewerOf(test, clinician), {
      idempotencyKey: randomUUID(),
      episodeId,
      programSlug: program,
      opens: 'BY_HAND',
      isBegun,
    });
  return { enrollmentId: id, weekIds: weeks.map((week) => week.id) };
}

/** A group of clients who begin a program together. */
export async function buildCohort(
  test: TestApp,
  clinician: Member,
  clients: readonly ClientMember[],
): Promise<string> {
  const { id } = await test.app.get(EnrollmentsService).enrollCohort(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    name: canary('group'),
    programSlug: cohortSlug,
    clientIds: clients.map(({ clientId }) => clientId),
    isBegun: false,
  });
  return id;
}

/** Lets the ten seconds of an assignment pass. */
export async function announce(test: TestApp, assignmentId: string): Promise<void> {
  await test.owner.query(
    `with moved as (update assignments set assigned_at = assigned_at - interval '1 minute', announce_at = announce_at - interval '1 minute' where id = $1)
     update occurrences set opens_at = opens_at - interval '1 minute' where assignment_id = $1`,
    [assignmentId],
  );
}

/** What a client has written, in the exercise format. */
export function draftBody(overrides: Partial<DraftBody> = {}): DraftBody {
  return {
    formatVersion: 1,
    language: 'en',
    size: 'WHOLE',
    answers: {},
    feelsWrong: [],
    readers: {},
    bringIn: [],
    place: 'sentence',
    visited: [],
    ...overrides,
  };
}

/** A draft with every part filled in, each with its own word. */
export function fullBody(words: { sentence: string; closing?: string; obstacle?: string }): DraftBody {
  return draftBody({
    place: LOOK_OVER,
    visited: ['breathe', 'sentence', 'room'],
    answers: {
      breaths: { done: true, place: 'chest' },
      'kind-sentence': words.sentence,
      'more-room': { picked: ['some'] },
    },
    ...(words.closing ? { closing: words.closing } : {}),
    ...(words.obstacle ? { plan: { obstacle: words.obstacle, confidence: 6 } } : {}),
  });
}

/** A partner's part of the couple exercise, all of it. */
export function coupleBody(words: { forMe: string; notReady: string; ways?: number }): DraftBody {
  const ways = ['few-words', 'a-question', 'note', 'tea', 'near'].slice(0, words.ways ?? 2);
  return draftBody({
    place: LOOK_OVER,
    visited: ['for-me', 'ways', 'sort', 'not-ready'],
    steady: 'STEADY',
    answers: { 'for-me': words.forMe, ways: { picked: ways }, 'not-ready': words.notReady },
  });
}

/** The first sitting of the exercise that comes back to its step. Without `step` nothing is there to come back to. */
export function firstSittingBody(words: { event: string; step?: string }): DraftBody {
  return draftBody({
    place: LOOK_OVER,
    visited: ['event', 'part', 'own', 'step'],
    steady: 'STEADY',
    answers: { event: words.event, ...(words.step ? { 'next-step': words.step } : {}) },
  });
}

/** Saved words on a lane of their own. */
export async function buildDraft(
  test: TestApp,
  client: ClientMember,
  occurrenceId: string,
  body: DraftBody,
): Promise<{ lane: string; revision: number }> {
  const { lane, revision } = await test.app
    .get(ReflectionsService)
    .saveDraft(await viewerOf(test, client), { occurrenceId, lane: randomUUID(), baseRevision: 0, body });
  return { lane, revision };
}

/** Words that were shared. */
export async function buildReflection(
  test: TestApp,
  client: ClientMember,
  occurrenceId: string,
  body: DraftBody,
  sharing: 'FOR_SESSION' | 'READ_BEFORE' = 'FOR_SESSION',
): Promise<string> {
  const draft = await buildDraft(test, client, occurrenceId, body);
  const shared = await test.app.get(ReflectionsService).submitReflection(await viewerOf(test, client), {
    idempotencyKey: randomUUID(),
    occurrenceId,
    outcome: 'WHOLE',
    sharing: sharing,
    ...draft,
  });
  return shared.id;
}

/** Each offers what they wrote of the couple's exercise for opening: all of it, or only what is named. */
export async function buildOffer(
  test: TestApp,
  client: ClientMember,
  reflectionId: string,
  keys: readonly string[] = ['ways', 'not-ready'],
): Promise<void> {
  await test.app.get(JointService).offerToOpen(await viewerOf(test, client), {
    idempotencyKey: randomUUID(),
    reflectionId,
    offers: keys.map((key) => ({ key })),
  });
}

/** A client asks that something of theirs is not opened; the id is for the care team. */
export async function buildMark(test: TestApp, client: ClientMember, reflectionId: string): Promise<string> {
  await test.app
    .get(JointService)
    .askNotToOpen(await viewerOf(test, client), { idempotencyKey: randomUUID(), reflectionId });
  const { rows } = await test.sql.query<{ id: string }>(
    'select id from clinician_only_marks where reflection_id = $1 order by set_at desc limit 1',
    [reflectionId],
  );
  return rows[0]?.id ?? '';
}

/** A clinician marks something about one person; of a hold, whose joint work. */
export async function setMark(
  test: TestApp,
  clinician: Member,
  { clientId }: { clientId: string },
  kind: MarkKind,
  { coupleId = null, note = null }: { coupleId?: string | null; note?: string | null } = {},
): Promise<string> {
  const set = await test.app.get(MarksService).setMark(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    clientId,
    kind,
    coupleId,
    note,
  });
  return set.id;
}

/** The joint work is held because of one of them: the last, unless somebody is named. */
export function holdCouple(
  test: TestApp,
  couple: BuiltCouple,
  because: { clientId: string } | undefined = couple.partners.at(-1),
): Promise<string> {
  if (!because) throw new Error('Nobody is in it');
  return setMark(test, couple.clinician, because, 'COUPLE_HOLD', { coupleId: couple.coupleId });
}

/** The clinician has told each today, and pauses or ends the joint work. */
export async function tellCouple(
  test: TestApp,
  { clinician, coupleId }: BuiltCouple,
  status: 'PAUSED' | 'ENDED',
): Promise<void> {
  const { rows: partners } = await test.sql.query<{ clientId: string }>(
    'select client_id as "clientId" from partners where couple_id = $1 and until is null',
    [coupleId],
  );
  const course = test.app.get(CoupleCourseService);
  const input = {
    idempotencyKey: randomUUID(),
    coupleId,
    told: partners.map(({ clientId }) => ({ clientId, toldOn: new Date().toISOString().slice(0, 10) })),
  };
  const viewer = await viewerOf(test, clinician);
  await (status === 'PAUSED' ? course.pauseCouple(viewer, input) : course.endCouple(viewer, input));
}

/** The clinician reads what is offered in a turn, and opens it. */
export async function buildJointPart(
  test: TestApp,
  clinician: Member,
  assignmentId: string,
  turn = 'once',
): Promise<{ jointPartId: string; slot: string }> {
  const joint = test.app.get(JointService);
  const viewer = await viewerOf(test, clinician);
  const blocks = await joint.offeredBlocks(viewer, assignmentId, turn);
  const { jointPartId } = await joint.openJointPart(viewer, {
    idempotencyKey: randomUUID(),
    assignmentId,
    slot: turn,
    place: 'SESSION',
    releaseIds: blocks.map(({ id }) => id),
  });
  return { jointPartId: jointPartId ?? '', slot: turn };
}

/**
 * Partners begin together what was opened to them, keep something of it, and the first of them asks to be talked with. Which
 * words they keep is theirs.
 */
export async function buildTogether(
  test: TestApp,
  { partners }: Pick<BuiltCouple, 'partners'>,
  jointPartId: string,
  kept: Record<string, unknown> = { pick: 'Tea, and a hand.' },
): Promise<void> {
  const together = test.app.get(TogetherService);
  const key = () => ({ idempotencyKey: randomUUID(), jointPartId });
  const [first] = partners;
  if (!first) throw new Error('Nobody is there to begin');
  const viewer = await viewerOf(test, first);
  await together.begin(viewer, key());
  await together.keep(viewer, { ...key(), answers: kept });
  await together.answerCheck(viewer, { ...key(), nth: 1, feeling: 'TALK_WITH_ME' });
}

/** A reply, and with it a reviewed reflection. `isAnnounced: false`: still within the ten seconds of undo. */
export async function buildReply(
  test: TestApp,
  clinician: Member,
  reflectionId: string,
  text: string,
  { isAnnounced = true } = {},
): Promise<string> {
  const viewer = await viewerOf(test, clinician);
  const reviews = test.app.get(ReviewsService);
  await reviews.reflection(viewer, reflectionId);
  const { reply } = await reviews.replyToReflection(viewer, {
    idempotencyKey: randomUUID(),
    reflectionId,
    text,
  });
  if (isAnnounced) await announceReply(test, reply.id);
  return reply.id;
}

/** Lets the ten seconds of a reply pass: its client could hear of it a minute ago. */
export async function announceReply(test: TestApp, replyId: string): Promise<void> {
  await test.owner.query(
    `update replies set announce_at = announce_at - interval '1 minute', taken_back_at = taken_back_at - interval '1 minute' where id = $1`,
    [replyId],
  );
}

/** Something added to what was shared. */
export async function buildAddendum(
  test: TestApp,
  client: ClientMember,
  reflectionId: string,
  text: string,
  sharing: 'FOR_SESSION' | 'READ_BEFORE' = 'FOR_SESSION',
): Promise<void> {
  const reflections = test.app.get(ReflectionsService);
  await reflections.addToReflection(await viewerOf(test, client), {
    idempotencyKey: randomUUID(),
    reflectionId,
    text,
    sharing,
  });
}

export async function buildNote(
  test: TestApp,
  clinician: Member,
  client: ClientMember,
  text: string,
): Promise<string> {
  const note = await test.app.get(ReviewsService).writeProcessNote(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    clientId: client.clientId,
    text,
  });
  return note.id;
}

/** Somebody asks for a new password by mail, sets it, and signs in with it. */
export async function newPassword(test: TestApp, member: Member, secret = password): Promise<Browser> {
  const browser = new Browser(test);
  await browser.do('requestPasswordReset', { email: member.email });
  const { rows } = await test.sql.query<{ id: string }>(
    'select id from auth.tokens where account_id = $1 order by created_at desc limit 1',
    [member.accountId],
  );
  await browser.do('resetPassword', {
    token: test.app.get(Links).resetToken(rows[0]?.id ?? ''),
    password: secret,
  });
  await browser.do('signIn', { email: member.email, password: secret });
  return browser;
}

/** One of a couple wishes to end it; the first, unless another is named. */
export async function wishToEnd(
  test: TestApp,
  { coupleId, partners }: Pick<BuiltCouple, 'coupleId' | 'partners'>,
  by: ClientMember | undefined = partners[0],
): Promise<ClientMember> {
  if (!by) throw new Error('A couple is two');
  await test.app
    .get(EndingWishesService)
    .setWish(await viewerOf(test, by), { idempotencyKey: randomUUID(), coupleId, isWished: true });
  return by;
}
