import { randomBytes, randomUUID } from 'node:crypto';
import { type DraftBody, LOOK_OVER } from '@rejoin/domain';
import { AccountsService, type Help } from '../src/modules/accounts/index.js';
import { AssignmentsService, ReflectionsService, ReviewsService } from '../src/modules/assignments/index.js';
import { CaseloadService } from '../src/modules/caseload/index.js';
import { actingAs, createAccount, createMembership, createPractice } from '../src/operator/practices.js';
import { Passwords, type Role, type Viewer } from '../src/platform/auth/index.js';
import type { TestApp } from './app.js';
import { type Browser, signedIn } from './gql.js';

/** The one exercise there is. */
export const slug = 'pause-before-the-spiral';
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
  episodeId: string;
  invitationId: string;
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
  const { practiceId } = clinician;
  const account = await buildAccount(test);
  const name = canary('Client');
  const { client } = await caseload.inviteClient(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    chosenName: name,
    pronouns: 'they/them',
    email: account.email,
    isAdult: true,
  });
  const membershipId = await createMembership(test.owner, { practiceId, ...account, role: 'CLIENT', name });
  await test.owner.query('update clients set membership_id = $1 where id = $2', [membershipId, client.id]);
  await test.owner.query('update invitations set accepted_at = now() where client_id = $1', [client.id]);
  const member = { practiceId, membershipId, ...account, role: 'CLIENT' as const, name };
  const browser = await signedIn(test, member);
  const built: ClientMember = {
    ...member,
    browser,
    clientId: client.id,
    episodeId: client.episode?.id ?? '',
    invitationId: client.invitation?.id ?? '',
  };
  if (consents) await consent(test, built);
  return built;
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

/** An exercise given to a client. `isAnnounced: false`: still within the ten seconds of undo. */
export async function buildAssignment(
  test: TestApp,
  clinician: Member,
  client: ClientMember,
  { rationale = null as string | null, isAnnounced = true } = {},
): Promise<{ assignmentId: string; occurrenceId: string }> {
  const given = await test.app.get(AssignmentsService).assignExercise(await viewerOf(test, clinician), {
    idempotencyKey: randomUUID(),
    episodeId: client.episodeId,
    exerciseSlug: slug,
    rationale,
    due: 'NEXT_SESSION',
  });
  if (isAnnounced) await announce(test, given.id);
  const [occurrence] = await test.owner.query<{ id: string }[]>(
    'select id from occurrences where assignment_id = $1',
    [given.id],
  );
  return { assignmentId: given.id, occurrenceId: occurrence?.id ?? '' };
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

/** A reply, and with it a reviewed reflection. */
export async function buildReply(
  test: TestApp,
  clinician: Member,
  reflectionId: string,
  text: string,
): Promise<string> {
  const viewer = await viewerOf(test, clinician);
  const reviews = test.app.get(ReviewsService);
  await reviews.reflection(viewer, reflectionId);
  const { reply } = await reviews.replyToReflection(viewer, {
    idempotencyKey: randomUUID(),
    reflectionId,
    text,
  });
  return reply.id;
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
