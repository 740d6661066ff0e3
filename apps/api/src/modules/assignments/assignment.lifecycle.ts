import { comesBack, countsForOpening, type Outcome, type RhythmKind, type Sitting } from '@rejoin/domain';

/**
 * The states of what is given and what comes back, and which step may follow. Pure.
 *
 *   Assignment: given -> (10 s) announced -> WITHDRAWN <-> given again
 *     of what opens only in a session: given -> waiting -> opened, each turn or the first
 *                 a rhythm: under way <-> paused; its rule changes at any time, and what was written stays
 *   Reflection: DRAFT -> SUBMITTED -> REVIEWED (a reply, or "talked about in session")
 *                 ^----------'  ^--------'  something was added, or the reply was taken back
 *                 taken back: what was shared, until somebody has read it; what was not, always
 */
export const dues = ['NEXT_SESSION', 'ON_DATE', 'NONE'] as const;
export type Due = (typeof dues)[number];

export const reflectionStates = ['DRAFT', 'SUBMITTED', 'REVIEWED'] as const;
export type ReflectionState = (typeof reflectionStates)[number];

/** How long an assignment can be undone before anyone is told, in milliseconds. */
export const undoTime = 10_000;

export const canWrite = (reflection: { state: ReflectionState } | null): boolean =>
  reflection === null || reflection.state === 'DRAFT';

export const canSubmit = canWrite;

/** Of what is to be taken back: its state, and whether anything written was shared with it. */
interface Returning {
  state: ReflectionState;
  outcome: Outcome | null;
  hasAnswers: boolean;
}

/** What was left for that week, or kept for the session, was shared with nobody: its author can always go on with it. */
const isStillOwn = ({ state, outcome, hasAnswers }: Returning): boolean =>
  state !== 'DRAFT' && (outcome === 'NOT_THIS_WEEK' || !hasAnswers);

/** Whether it was read is not said beforehand: the answer is only given when the client really asks. */
export const mayAskToTakeBack = (reflection: Returning): boolean =>
  reflection.state === 'SUBMITTED' || isStillOwn(reflection);

/** What was shared can be taken back until somebody has read it, and only into the words that it was. */
export const canTakeBack = (reflection: Returning, words: { isRead: boolean; isAtHand: boolean }): boolean =>
  isStillOwn(reflection) || (reflection.state === 'SUBMITTED' && !words.isRead && words.isAtHand);

export const canReply = (reflection: { state: ReflectionState }): boolean => reflection.state !== 'DRAFT';

/** Once for what stands there; what was shared or added since is talked about in its turn. */
export const canMarkTalkedAbout = (reflection: { state: ReflectionState; isTalkedAbout: boolean }): boolean =>
  reflection.state !== 'DRAFT' && !reflection.isTalkedAbout;

/** What every one of them has shared stays given; a rhythm can always end. */
export const canWithdraw = (assignment: {
  withdrawnAt: unknown;
  rhythm: RhythmKind;
  isShared: boolean;
}): boolean => assignment.withdrawnAt === null && (assignment.rhythm !== 'ONCE' || !assignment.isShared);

/** What waits for a session is opened there, once. */
export const canOpenInSession = (assignment: { withdrawnAt: unknown; isWaiting: boolean }): boolean =>
  assignment.withdrawnAt === null && assignment.isWaiting;
/** A rhythm as its acts find it. */
interface Running {
  withdrawnAt: unknown;
  pausedAt: unknown;
  rhythm: RhythmKind;
}

export const canChangeRhythm = (assignment: { withdrawnAt: unknown }): boolean =>
  assignment.withdrawnAt === null;

export const canPause = ({ withdrawnAt, pausedAt, rhythm }: Running): boolean =>
  withdrawnAt === null && pausedAt === null && rhythm !== 'ONCE';

export const canResume = ({ withdrawnAt, pausedAt, rhythm }: Running): boolean =>
  withdrawnAt === null && pausedAt !== null && rhythm !== 'ONCE';

/** Only what comes by itself can stay away. */
export const canSetHoliday = ({ withdrawnAt, rhythm }: Running): boolean =>
  withdrawnAt === null && comesBack(rhythm);

export const canRestore = (assignment: { withdrawnAt: unknown }): boolean => assignment.withdrawnAt !== null;

/** Beside what was shared there is always room for more; what was left for that week is gone on with instead. */
export const canAdd = (reflection: { state: ReflectionState; outcome: Outcome | null }): boolean =>
  reflection.state !== 'DRAFT' && reflection.outcome !== 'NOT_THIS_WEEK';

/**
 * Of joint work that is under way, what was shared has a page on which its author says what may be opened of it. However the
 * work goes on, it has one for as long as something is offered: taking that back is always theirs.
 */
export const hasOpening = (reflection: {
  state: ReflectionState;
  outcome: Outcome | null;
  sitting: Sitting;
  hasDoor: boolean;
}): boolean =>
  reflection.hasDoor &&
  reflection.state !== 'DRAFT' &&
  reflection.sitting === 'FIRST' &&
  countsForOpening(reflection.outcome);
