import { setSuspended } from '../src/operator/practices.js';
import type { TestApp } from './app.js';
import {
  buildAccount,
  buildAssignment,
  buildClient,
  buildDraft,
  buildMember,
  buildNote,
  buildPractice,
  buildReflection,
  buildReply,
  canary,
  type ClientMember,
  fullBody,
  type Member,
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
  /** Every text that was written, by what it is. */
  words: Record<
    'rationale' | 'draft' | 'sentence' | 'closing' | 'readBefore' | 'answered' | 'reply' | 'note',
    string
  >;
}

/** A practice with its people, and another one beside it. */
export interface Scenario {
  practiceId: string;
  admin: Member;
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
  const suspendedClient = await buildClient(test, clinician);
  const suspendedClinician = await buildMember(test, practiceId, 'CLINICIAN');
  for (const { email } of [suspendedClient, suspendedClinician])
    await setSuspended(test.owner, test.config, { email, role: null, isSuspended: true });

  const soloPractice = await buildPractice(test);
  const soloAccount = await buildAccount(test);
  const elsewhere = await buildPractice(test);
  const stranger = await buildMember(test, elsewhere, 'CLINICIAN');
  const strangersClient = await buildClient(test, stranger);
  return {
    practiceId,
    admin,
    clinician,
    client,
    work: await buildWork(test, clinician, client),
    sibling,
    siblingWork: await buildWork(test, clinician, sibling),
    colleague,
    colleagueClient: await buildClient(test, colleague),
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
    words,
  };
}
