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
      askToTakeBack: mayAskToTakeBack({ state }),
      takeBack: canTakeBack({ state, outcome: 'WHOLE' }, false),
      reply: canReply({ state }),
      talkAbout: canMarkTalkedAbout({ state, talkedAboutAt: null }),
    }).toEqual(table[state]);
  });

  it('that is not begun can be written', () => {
    expect(canWrite(null)).toBe(true);
    expect(canSubmit(null)).toBe(true);
  });

  it.each(reflectionStates)('that was shared, read and is %s is not taken back', (state) => {
    expect(canTakeBack({ state, outcome: 'WHOLE' }, true)).toBe(false);
    expect(canTakeBack({ state, outcome: 'PARTLY' }, true)).toBe(false);
  });

  it('that was left for a week can be gone on with, read or not, until it is closed', () => {
    expect(canTakeBack({ state: 'SUBMITTED', outcome: 'NOT_THIS_WEEK' }, true)).toBe(true);
    expect(canTakeBack({ state: 'REVIEWED', outcome: 'NOT_THIS_WEEK' }, false)).toBe(false);
  });

  it.each(reflectionStates)('that is %s is talked about once', (state) => {
    expect(canMarkTalkedAbout({ state, talkedAboutAt: new Date() })).toBe(false);
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
