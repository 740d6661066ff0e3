import type { Outcome } from '@rejoin/domain';
import {
  canMarkTalkedAbout,
  canReply,
  canSubmit,
  canTakeBack,
  canRestore,
  canWithdraw,
  canWrite,
  mayAskToTakeBack,
  type ReflectionState,
  reflectionStates,
  undoTime,
} from './assignment.lifecycle.js';

const unread = { isRead: false, isAtHand: true };

/** What may follow in each state. */
const table: Record<ReflectionState, Record<string, boolean>> = {
  DRAFT: { write: true, submit: true, askToTakeBack: false, takeBack: false, reply: false, talkAbout: false },
  SUBMITTED: {
    write: false,
    submit: false,
    askToTakeBack: true,
    takeBack: true,
    reply: true,
    talkAbout: true,
  },
  REVIEWED: {
    write: false,
    submit: false,
    askToTakeBack: false,
    takeBack: false,
    reply: true,
    talkAbout: true,
  },
};

describe('a reflection', () => {
  it.each(reflectionStates)('that is %s', (state) => {
    expect({
      write: canWrite({ state }),
      submit: canSubmit({ state }),
      askToTakeBack: mayAskToTakeBack({ state, outcome: 'WHOLE', hasAnswers: true }),
      takeBack: canTakeBack({ state, outcome: 'WHOLE', hasAnswers: true }, unread),
      reply: canReply({ state }),
      talkAbout: canMarkTalkedAbout({ state, isTalkedAbout: false }),
    }).toEqual(table[state]);
  });

  it('that is not begun can be written', () => {
    expect(canWrite(null)).toBe(true);
    expect(canSubmit(null)).toBe(true);
  });

  it.each(reflectionStates)(
    'that was shared and is %s is not taken back once read, nor into nothing',
    (state) => {
      for (const outcome of ['WHOLE', 'PARTLY'] as const) {
        expect(canTakeBack({ state, outcome, hasAnswers: true }, { isRead: true, isAtHand: true })).toBe(
          false,
        );
        expect(canTakeBack({ state, outcome, hasAnswers: true }, { isRead: false, isAtHand: false })).toBe(
          false,
        );
      }
    },
  );

  it.each<[string, { outcome: Outcome; hasAnswers: boolean }]>([
    ['left for that week', { outcome: 'NOT_THIS_WEEK', hasAnswers: false }],
    ['left for that week, with a reason', { outcome: 'NOT_THIS_WEEK', hasAnswers: true }],
    ['kept for the session', { outcome: 'PARTLY', hasAnswers: false }],
  ])('that was %s can be gone on with, read, answered or talked about', (_what, left) => {
    for (const state of ['SUBMITTED', 'REVIEWED'] as const) {
      expect(mayAskToTakeBack({ state, ...left })).toBe(true);
      expect(canTakeBack({ state, ...left }, { isRead: true, isAtHand: false })).toBe(true);
    }
    expect(canTakeBack({ state: 'DRAFT', ...left }, unread)).toBe(false);
  });

  it.each(reflectionStates)('that is %s is talked about once', (state) => {
    expect(canMarkTalkedAbout({ state, isTalkedAbout: true })).toBe(false);
  });
});

describe('an assignment', () => {
  it('can be withdrawn once, and not after something came back', () => {
    const given = { withdrawnAt: null, isShared: false, rhythm: 'ONCE' as const };
    expect(canWithdraw(given)).toBe(true);
    expect(canWithdraw({ ...given, withdrawnAt: '2026-01-01T00:00:00Z' })).toBe(false);
    expect(canWithdraw({ ...given, isShared: true })).toBe(false);
  });

  it('that comes back can always end', () => {
    expect(canWithdraw({ withdrawnAt: null, isShared: true, rhythm: 'WEEKLY' })).toBe(true);
  });

  it('that was withdrawn can be given again', () => {
    expect(canRestore({ withdrawnAt: '2026-01-01T00:00:00Z' })).toBe(true);
    expect(canRestore({ withdrawnAt: null })).toBe(false);
  });

  it('can be undone for ten seconds', () => {
    expect(undoTime).toBe(10_000);
  });
});
