import { jest } from '@jest/globals';
import { TroubleError } from '../../lib/send.js';
import {
  createOutbox,
  RefusedError,
  type AddInput,
  type OfferInput,
  type SaveInput,
  type StartInput,
  type SubmitInput,
} from './outbox.js';

interface DeleteInput {
  idempotencyKey: string;
  occurrenceId: string;
  lane?: string;
}

interface Body {
  words: string;
}
const say = (words: string): Body => ({ words });

/** A server that keeps drafts by the rule of the real one, with faults to order. */
function setUp() {
  const saves: SaveInput<Body>[] = [];
  const submits: SubmitInput[] = [];
  const additions: AddInput[] = [];
  const offers: OfferInput[] = [];
  const starts: StartInput[] = [];
  const deletes: DeleteInput[] = [];
  const refusals: { code: string; message: string }[] = [];
  const lanes = new Map<string, { revision: number; body: Body }>();
  const faults: Error[] = [];
  const lostAnswers: Error[] = [];
  let gate: Promise<void> = Promise.resolve();
  let ids = 0;
  const outbox = createOutbox<Body, { id: string }, { id: string }>({
    newId: () => `id-${String((ids += 1))}`,
    save: async (input) => {
      saves.push(input);
      await gate;
      const fault = faults.shift();
      if (fault) throw fault;
      const refusal = refusals.shift();
      if (refusal) return { draft: null, userErrors: [refusal] };
      const lane = lanes.get(input.lane) ?? { revision: 0, body: say('') };
      let name = input.lane;
      if (lane.revision === input.baseRevision) {
        lanes.set(input.lane, { revision: input.baseRevision + 1, body: input.body });
      } else if (!(lane.revision === input.baseRevision + 1 && lane.body.words === input.body.words)) {
        name = `${input.lane}-apart`;
        lanes.set(name, { revision: 1, body: input.body });
      }
      const lost = lostAnswers.shift();
      if (lost) throw lost;
      const now = lanes.get(name);
      return {
        draft: { lane: name, revision: now?.revision ?? 0, savedAt: '2026-03-05T09:41:00Z' },
        userErrors: [],
      };
    },
    submit: async (input) => {
      submits.push(input);
      await gate;
      const fault = faults.shift();
      if (fault) throw fault;
      return { reflection: { id: 'reflection' }, userErrors: [] };
    },
    add: async (input) => {
      additions.push(input);
      await gate;
      const fault = faults.shift();
      if (fault) throw fault;
      const refusal = refusals.shift();
      if (refusal) return { reflection: null, userErrors: [refusal] };
      return { reflection: { id: input.reflectionId }, userErrors: [] };
    },
    offer: async (input) => {
      offers.push(input);
      await gate;
      const fault = faults.shift();
      if (fault) throw fault;
      const refusal = refusals.shift();
      if (refusal) return { ownOpening: null, userErrors: [refusal] };
      return { ownOpening: { id: input.reflectionId }, userErrors: [] };
    },
    start: async (input) => {
      starts.push(input);
      await gate;
      const fault = faults.shift();
      if (fault) throw fault;
      const refusal = refusals.shift();
      if (refusal) return { occurrenceId: null, userErrors: [refusal] };
      return { occurrenceId: `turn ${input.idempotencyKey}`, userErrors: [] };
    },
    deleteDraft: (input) => {
      deletes.push(input);
      const fault = faults.shift();
      if (fault) return Promise.reject(fault);
      const refusal = refusals.shift();
      if (refusal) return Promise.resolve({ userErrors: [refusal] });
      if (input.lane === undefined) lanes.clear();
      else lanes.delete(input.lane);
      return Promise.resolve({ userErrors: [] });
    },
  });
  return {
    outbox,
    saves,
    submits,
    additions,
    offers,
    starts,
    deletes,
    refusals,
    lanes,
    faults,
    lostAnswers,
    close: (): (() => void) => {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}

const offline = (): Error => new TroubleError('NO_CONNECTION');
const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('starting a turn', () => {
  it('should be one turn, however often it is pressed while it is on its way', async () => {
    const { outbox, starts, close } = setUp();
    const started: [string, string][] = [];
    outbox.onStarted((...turn) => started.push(turn));
    const open = close();
    outbox.start('given');
    outbox.start('given');
    expect(outbox.starting('given')).toMatchObject({ is: 'SENDING' });
    open();
    await pass(0);
    expect(starts).toEqual([{ idempotencyKey: 'id-1', assignmentId: 'given' }]);
    expect(started).toEqual([['given', 'turn id-1']]);
    expect(outbox.starting('given')).toBeNull();
  });

  it('should wait for a connection and send the same key until it is answered', async () => {
    const { outbox, starts, faults } = setUp();
    const started: string[] = [];
    outbox.onStarted((_given, turn) => started.push(turn));
    faults.push(offline(), offline(), offline());
    outbox.start('given');
    await pass(0);
    expect(outbox.starting('given')).toMatchObject({ is: 'WAITING' });
    // Nothing was written: the page may be closed without a question.
    expect(outbox.hasUnsent()).toBe(false);
    await pass(1000);
    outbox.start('given');
    await pass(0);
    expect(started).toEqual([]);
    await pass(1000);
    expect(started).toEqual(['turn id-1']);
    expect(new Set(starts.map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set(['id-1']));
    expect(starts).toHaveLength(4);
  });

  it('should say the server’s no, and try anew under another key', async () => {
    const { outbox, starts, refusals } = setUp();
    refusals.push({ code: 'NOT_ALLOWED_NOW', message: 'Not just now.' });
    outbox.start('given');
    await pass(60_000);
    expect(outbox.starting('given')).toMatchObject({
      is: 'REFUSED',
      error: expect.any(RefusedError) as Error,
    });
    outbox.start('given');
    await pass(0);
    expect(starts.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['id-1', 'id-2']);
    expect(outbox.starting('given')).toBeNull();
  });

  it('should go on by itself once somebody is signed in again, and not for another person', async () => {
    const { outbox, starts, faults } = setUp();
    faults.push(new TroubleError('SIGNED_OUT'));
    let signedOut = 0;
    outbox.onSignedOut(() => (signedOut += 1));
    outbox.start('given');
    await pass(60_000);
    expect([signedOut, starts.length]).toEqual([1, 1]);
    outbox.resume();
    await pass(0);
    expect(starts).toHaveLength(2);
    faults.push(offline());
    outbox.start('given');
    await pass(0);
    outbox.letGo();
    await pass(60_000);
    expect(starts).toHaveLength(3);
  });
});

describe('saving', () => {
  it('should send nothing when nothing changed', async () => {
    const { outbox, saves } = setUp();
    outbox.open('piece', say('before'), { lane: 'phone', revision: 3 });
    outbox.flush();
    await pass(5000);
    expect(saves).toEqual([]);
    expect(outbox.standing('piece').save).toEqual({ is: 'UNTOUCHED' });
  });

  it('should wait for a pause in the typing and send the newest words once', async () => {
    const { outbox, saves } = setUp();
    outbox.open('piece', say(''), { lane: 'phone', revision: 3 });
    outbox.write('piece', say('I'));
    await pass(500);
    outbox.write('piece', say('I came'));
    await pass(500);
    outbox.write('piece', say('I came back'));
    await pass(800);
    expect(saves).toEqual([
      { occurrenceId: 'piece', lane: 'phone', baseRevision: 3, body: say('I came back') },
    ]);
    expect(outbox.standing('piece').save).toEqual({ is: 'SAVED', at: '2026-03-05T09:41:00Z' });
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should keep one save under way and send what was written meanwhile after it, under the next revision', async () => {
    const { outbox, saves, close } = setUp();
    outbox.open('piece', say(''), null);
    const open = close();
    outbox.write('piece', say('one'));
    outbox.flush();
    outbox.write('piece', say('one two'));
    outbox.flush();
    await pass(2000);
    expect(saves).toHaveLength(1);
    open();
    await pass(0);
    expect(saves.map(({ baseRevision, body }) => [baseRevision, body.words])).toEqual([
      [0, 'one'],
      [1, 'one two'],
    ]);
  });

  it('should repeat a save word for word until it is answered, so that no newer words hide under its revision', async () => {
    const { outbox, saves, lostAnswers, lanes } = setUp();
    outbox.open('piece', say(''), null);
    lostAnswers.push(offline());
    outbox.write('piece', say('one'));
    outbox.flush();
    await pass(0);
    expect(outbox.standing('piece').save).toEqual({ is: 'WAITING' });
    expect(outbox.hasUnsent()).toBe(true);
    outbox.write('piece', say('one two'));
    await pass(1000);
    expect(saves.map(({ baseRevision, body }) => [baseRevision, body.words])).toEqual([
      [0, 'one'],
      [0, 'one'],
      [1, 'one two'],
    ]);
    expect([...lanes.values()]).toEqual([{ revision: 2, body: say('one two') }]);
    expect(outbox.standing('piece').isApart).toBe(false);
  });

  it('should try again ever more slowly, and at once when the connection is back', async () => {
    const { outbox, saves, faults } = setUp();
    outbox.open('piece', say(''), null);
    faults.push(offline(), offline(), offline(), offline());
    outbox.write('piece', say('one'));
    outbox.flush();
    await pass(0);
    await pass(1000);
    await pass(1999);
    expect(saves).toHaveLength(2);
    await pass(1);
    expect(saves).toHaveLength(3);
    outbox.resume();
    outbox.resume();
    await pass(0);
    expect(saves).toHaveLength(4);
  });

  it('should go on in the lane the server opened when another device wrote meanwhile', async () => {
    const { outbox, saves, lanes } = setUp();
    lanes.set('phone', { revision: 7, body: say('from the laptop') });
    outbox.open('piece', say('before'), { lane: 'phone', revision: 3 });
    outbox.write('piece', say('from the phone'));
    outbox.flush();
    await pass(0);
    expect(outbox.standing('piece').isApart).toBe(true);
    outbox.write('piece', say('from the phone, more'));
    outbox.flush();
    await pass(0);
    expect(saves[1]).toMatchObject({ lane: 'phone-apart', baseRevision: 1 });
    expect(lanes.get('phone')?.body).toEqual(say('from the laptop'));
  });

  it('should keep the words on the page and say so when somebody was signed out', async () => {
    const { outbox, faults, saves } = setUp();
    const heard = jest.fn();
    outbox.onSignedOut(heard);
    outbox.open('piece', say(''), null);
    faults.push(new TroubleError('SIGNED_OUT'));
    outbox.write('piece', say('mine'));
    outbox.flush();
    await pass(60_000);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(saves).toHaveLength(1);
    expect(outbox.open('piece', say(''), null)).toEqual(say('mine'));
    outbox.resume();
    await pass(0);
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should send newer words under their own revision when the page goes away during a save', async () => {
    const { outbox, saves, close, lanes } = setUp();
    outbox.open('piece', say(''), null);
    const open = close();
    outbox.write('piece', say('one'));
    outbox.flush();
    outbox.write('piece', say('one two'));
    outbox.flush(undefined, { keepalive: true });
    expect(saves.map(({ baseRevision }) => baseRevision)).toEqual([0, 1]);
    open();
    await pass(0);
    expect([...lanes.values()]).toEqual([{ revision: 2, body: say('one two') }]);
    expect(outbox.hasUnsent()).toBe(false);
  });
});

describe('sharing', () => {
  const ending = { outcome: 'WHOLE', sharing: 'FOR_SESSION' } as const;

  it('should save every word first and share exactly that revision', async () => {
    const { outbox, submits, lanes } = setUp();
    lanes.set('phone', { revision: 3, body: say('') });
    outbox.open('piece', say(''), { lane: 'phone', revision: 3 });
    outbox.write('piece', say('last words'));
    await outbox.share('piece', ending);
    expect(submits).toEqual([
      { idempotencyKey: 'id-1', occurrenceId: 'piece', ...ending, lane: 'phone', revision: 4 },
    ]);
    expect(outbox.isOpen('piece')).toBe(false);
  });

  it('should be one act when pressed twice', async () => {
    const { outbox, submits, close } = setUp();
    outbox.open('piece', say('words'), { lane: 'phone', revision: 3 });
    const open = close();
    const both = Promise.all([outbox.share('piece', ending), outbox.share('piece', ending)]);
    open();
    await pass(0);
    expect(await both).toEqual([{ id: 'reflection' }, { id: 'reflection' }]);
    expect(submits).toHaveLength(1);
  });

  it('should never claim a share that did not happen, and repeat it under the same key', async () => {
    const { outbox, submits, faults } = setUp();
    outbox.open('piece', say('words'), { lane: 'phone', revision: 3 });
    faults.push(offline(), offline(), offline());
    const first = outbox.share('piece', ending);
    const refused = expect(first).rejects.toThrow('NO_CONNECTION');
    await pass(5000);
    await refused;
    expect(outbox.isOpen('piece')).toBe(true);
    await outbox.share('piece', ending);
    expect(new Set(submits.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(submits).toHaveLength(4);
  });

  it('should not share words the server has not confirmed', async () => {
    const { outbox, submits, faults } = setUp();
    outbox.open('piece', say(''), null);
    outbox.write('piece', say('words'));
    faults.push(offline());
    await expect(outbox.share('piece', ending)).rejects.toThrow('NO_CONNECTION');
    expect(submits).toEqual([]);
  });

  it('should share a draft of blanks, once it has a revision to name', async () => {
    const { outbox, saves, submits } = setUp();
    outbox.open('piece', say(''), null);
    await outbox.share('piece', ending);
    expect(saves).toHaveLength(1);
    expect(submits[0]).toMatchObject({ revision: 1 });
  });

  it('should share nothing of the draft with "not this week"', async () => {
    const { outbox, saves, submits } = setUp();
    outbox.open('piece', say(''), null);
    await outbox.share('piece', { outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION', reason: 'a full week' });
    expect(saves).toEqual([]);
    expect(submits[0]).not.toHaveProperty('lane');
  });

  it('should keep every word at the server before "not this week", so that there is a way back to them', async () => {
    const { outbox, submits, lanes, faults } = setUp();
    outbox.open('piece', say(''), null);
    outbox.write('piece', say('private'));
    faults.push(offline());
    const notThisWeek = { outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION' } as const;
    await expect(outbox.share('piece', notThisWeek)).rejects.toThrow('NO_CONNECTION');
    expect(submits).toEqual([]);
    await outbox.share('piece', notThisWeek);
    expect([...lanes.values()]).toEqual([{ revision: 1, body: say('private') }]);
    expect(submits).toHaveLength(1);
    expect(submits[0]).not.toHaveProperty('lane');
  });

  it('should let "not this week" pass over words the server refuses, and keep those on the page', async () => {
    const { outbox, submits, refusals } = setUp();
    outbox.open('piece', say(''), null);
    outbox.write('piece', say('far too many'));
    refusals.push({ code: 'TOO_LONG', message: '' });
    await outbox.share('piece', { outcome: 'NOT_THIS_WEEK', sharing: 'FOR_SESSION' });
    expect(submits).toHaveLength(1);
    expect(outbox.hasUnsent('piece')).toBe(true);
    expect(outbox.open('piece', say(''), null)).toEqual(say('far too many'));
  });

  it('should name no saved words when a piece is kept for the session', async () => {
    const { outbox, submits } = setUp();
    outbox.open('piece', say('words'), { lane: 'phone', revision: 3 });
    await outbox.share('piece', { outcome: 'PARTLY', sharing: 'FOR_SESSION' }, { isWordless: true });
    expect(submits[0]).toMatchObject({ outcome: 'PARTLY' });
    expect(submits[0]).not.toHaveProperty('lane');
    expect(submits[0]).not.toHaveProperty('revision');
  });

  it('should never drop words written while the share was under way', async () => {
    const { outbox, close } = setUp();
    outbox.open('piece', say('words'), { lane: 'phone', revision: 3 });
    const open = close();
    const shared = outbox.share('piece', ending);
    await pass(0);
    outbox.write('piece', say('words, and more'));
    open();
    await pass(0);
    expect(await shared).toEqual({ id: 'reflection' });
    expect(outbox.hasUnsent('piece')).toBe(true);
    expect(outbox.open('piece', say('words'), null)).toEqual(say('words, and more'));
  });

  it('should pass on the refusal of the server and keep the words', async () => {
    const refusal = { code: 'STALE', message: 'written elsewhere' };
    const outbox = createOutbox<Body, { id: string }, { id: string }>({
      newId: () => 'id',
      save: () => Promise.reject(offline()),
      submit: () => Promise.resolve({ reflection: null, userErrors: [refusal] }),
      add: () => Promise.resolve({ reflection: null, userErrors: [refusal] }),
      offer: () => Promise.resolve({ ownOpening: null, userErrors: [refusal] }),
      start: () => Promise.resolve({ userErrors: [] }),
      deleteDraft: () => Promise.resolve({ userErrors: [] }),
    });
    outbox.open('piece', say('words'), { lane: 'phone', revision: 3 });
    await expect(outbox.share('piece', ending)).rejects.toEqual(new RefusedError(refusal));
    expect(outbox.isOpen('piece')).toBe(true);
  });
});

describe('adding after sharing', () => {
  const added = (outbox: ReturnType<typeof setUp>['outbox']): string[] => {
    const heard: string[] = [];
    outbox.onAdded((reflectionId) => heard.push(reflectionId));
    return heard;
  };

  it('should send nothing before it is pressed, and one act however often it is pressed', async () => {
    const { outbox, additions, close } = setUp();
    const heard = added(outbox);
    const open = close();
    outbox.writeAddition('shared', { text: 'one more thing' });
    await pass(60_000);
    expect(additions).toEqual([]);
    outbox.add('shared');
    outbox.add('shared');
    // What is on its way is not changed any more.
    outbox.writeAddition('shared', { text: 'something else' });
    expect(outbox.addition('shared')).toMatchObject({ content: { text: 'one more thing' }, isSending: true });
    expect(heard).toEqual([]);
    open();
    await pass(0);
    expect(additions.map(({ text, sharing }) => [text, sharing])).toEqual([
      ['one more thing', 'FOR_SESSION'],
    ]);
    expect(heard).toEqual(['shared']);
    expect(outbox.addition('shared')).toMatchObject({ content: { text: '' }, isSending: false });
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should count as words that closing the page would lose, and as no draft of a piece', () => {
    const { outbox } = setUp();
    outbox.writeAddition('shared', { text: '  ' });
    expect(outbox.hasUnsent()).toBe(false);
    outbox.writeAddition('shared', { text: 'one more thing' });
    expect(outbox.hasUnsent()).toBe(true);
    expect(outbox.hasUnsent('shared')).toBe(false);
    outbox.letGo('piece');
    expect(outbox.hasUnsent()).toBe(true);
    outbox.letGo();
    expect(outbox.hasUnsent()).toBe(false);
    expect(outbox.addition('shared').content.text).toBe('');
  });

  it('should keep the words without a connection and add them under the same key when it is back', async () => {
    const { outbox, additions, faults } = setUp();
    faults.push(offline(), offline(), offline());
    outbox.writeAddition('shared', { text: 'one more thing' });
    outbox.add('shared');
    await pass(60_000);
    expect(additions).toHaveLength(3);
    expect(outbox.addition('shared')).toMatchObject({
      content: { text: 'one more thing' },
      isSending: false,
      error: new TroubleError('NO_CONNECTION'),
    });
    expect(outbox.hasUnsent()).toBe(true);
    outbox.resume();
    await pass(0);
    expect(new Set(additions.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should send other words as another act, and only when they are pressed for', async () => {
    const { outbox, additions, faults } = setUp();
    faults.push(offline(), offline(), offline());
    outbox.writeAddition('shared', { text: 'one more thing' });
    outbox.add('shared');
    await pass(60_000);
    outbox.writeAddition('shared', { text: 'one more thing, said better' });
    outbox.resume();
    await pass(60_000);
    expect(additions).toHaveLength(3);
    outbox.add('shared');
    await pass(0);
    expect(additions[3]?.idempotencyKey).not.toBe(additions[0]?.idempotencyKey);
    expect(additions[3]?.text).toBe('one more thing, said better');
  });

  it('should keep the words after a no, and not repeat it by itself', async () => {
    const { outbox, additions, refusals } = setUp();
    refusals.push({ code: 'TOO_LONG', message: '' });
    outbox.writeAddition('shared', { text: 'far too many', sharing: 'READ_BEFORE' });
    outbox.add('shared');
    await pass(60_000);
    outbox.resume();
    await pass(60_000);
    expect(additions).toHaveLength(1);
    expect(outbox.addition('shared')).toMatchObject({
      content: { text: 'far too many', sharing: 'READ_BEFORE' },
    });
    outbox.add('shared');
    await pass(0);
    expect(additions[1]?.idempotencyKey).not.toBe(additions[0]?.idempotencyKey);
  });

  it('should tell of a sign-out, and leave words begun after letting go alone', async () => {
    const { outbox, faults, close } = setUp();
    let isTold = false;
    outbox.onSignedOut(() => {
      isTold = true;
    });
    const open = close();
    faults.push(new TroubleError('SIGNED_OUT'));
    outbox.writeAddition('shared', { text: 'before' });
    outbox.add('shared');
    outbox.letGo();
    outbox.writeAddition('shared', { text: 'after' });
    open();
    await pass(0);
    expect(isTold).toBe(true);
    expect(outbox.addition('shared')).toMatchObject({
      content: { text: 'after' },
      isSending: false,
      error: null,
    });
  });
});

describe('coming back to a piece', () => {
  it('should go on with the words of this page when the answer is older than they are', async () => {
    const { outbox, saves } = setUp();
    outbox.open('piece', say(''), null);
    outbox.write('piece', say('one'));
    outbox.flush();
    await pass(0);
    const { lane } = saves[0] ?? { lane: '' };
    expect(outbox.open('piece', say(''), null)).toEqual(say('one'));
    expect(outbox.open('piece', say('one'), { lane, revision: 1 })).toEqual(say('one'));
    outbox.write('piece', say('one two'));
    outbox.flush();
    await pass(0);
    expect(outbox.open('piece', say('one'), { lane, revision: 1 })).toEqual(say('one two'));
    expect(saves.map((save) => [save.lane, save.baseRevision])).toEqual([
      [lane, 0],
      [lane, 1],
    ]);
  });

  it('should take what another device wrote since in the same lane, or in another', async () => {
    const { outbox } = setUp();
    outbox.open('piece', say('before'), { lane: 'phone', revision: 3 });
    expect(outbox.holds('piece', { lane: 'phone', revision: 3 })).toBe(true);
    expect(outbox.holds('piece', { lane: 'phone', revision: 4 })).toBe(false);
    expect(outbox.open('piece', say('newer'), { lane: 'phone', revision: 4 })).toEqual(say('newer'));
    expect(outbox.open('piece', say('other'), { lane: 'laptop', revision: 1 })).toEqual(say('other'));
    outbox.write('piece', say('other, unsent'));
    expect(outbox.open('piece', say('newer'), { lane: 'phone', revision: 9 })).toEqual(say('other, unsent'));
  });
});

describe('deleting', () => {
  it('should wait for the save under way, so that it does not bring the draft back', async () => {
    const { outbox, close, deletes, lanes, saves } = setUp();
    outbox.open('piece', say(''), null);
    const open = close();
    outbox.write('piece', say('one'));
    outbox.flush();
    outbox.write('piece', say('one two'));
    const deleted = outbox.deleteDraft('piece');
    await pass(5000);
    expect(deletes).toEqual([]);
    open();
    await deleted;
    await pass(5000);
    expect(saves).toHaveLength(1);
    expect(lanes.size).toBe(0);
    expect(outbox.isOpen('piece')).toBe(false);
  });

  it('should keep the words after a no and go on saving them', async () => {
    const { outbox, refusals, lanes, faults } = setUp();
    outbox.open('piece', say('before'), { lane: 'phone', revision: 3 });
    lanes.set('phone', { revision: 3, body: say('before') });
    outbox.write('piece', say('mine'));
    refusals.push({ code: 'ALREADY_DONE', message: '' });
    await expect(outbox.deleteDraft('piece')).rejects.toThrow('ALREADY_DONE');
    expect(outbox.hasUnsent('piece')).toBe(true);
    faults.push(offline());
    await expect(outbox.deleteDraft('piece')).rejects.toThrow('NO_CONNECTION');
    expect(outbox.isOpen('piece')).toBe(true);
    await pass(800);
    expect(lanes.get('phone')).toEqual({ revision: 4, body: say('mine') });
  });

  it('should go on with the chosen lane when the other one is deleted', async () => {
    const { outbox, lanes } = setUp();
    lanes.set('phone', { revision: 7, body: say('from the laptop') });
    outbox.open('piece', say('before'), { lane: 'phone', revision: 3 });
    outbox.write('piece', say('mine'));
    outbox.flush();
    await pass(0);
    await outbox.deleteDraft('piece', 'phone');
    expect(outbox.standing('piece').isApart).toBe(false);
    expect(outbox.open('piece', say('mine'), { lane: 'phone-apart', revision: 1 })).toEqual(say('mine'));
  });
});

describe('a save that is not taken', () => {
  it.each(['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'] as const)(
    'should not stand in the way of later ones after %s, and be told',
    async (trouble) => {
      const { outbox, saves, faults } = setUp();
      outbox.open('piece', say(''), null);
      faults.push(new TroubleError(trouble));
      outbox.write('piece', say('far too many'));
      outbox.flush();
      await pass(60_000);
      expect(saves).toHaveLength(1);
      expect(outbox.standing('piece')).toMatchObject({ save: { is: 'FAILED' }, refusal: { code: trouble } });
      expect(outbox.hasUnsent()).toBe(true);
      outbox.write('piece', say('fewer'));
      await pass(800);
      expect(saves[1]).toMatchObject({ baseRevision: 0, body: say('fewer') });
      expect(outbox.standing('piece').refusal).toBeNull();
      expect(outbox.hasUnsent()).toBe(false);
    },
  );

  it('should be followed by all the words at once after signing in again', async () => {
    const { outbox, saves, faults } = setUp();
    outbox.open('piece', say(''), null);
    faults.push(new TroubleError('SIGNED_OUT'));
    outbox.write('piece', say('one'));
    outbox.flush();
    outbox.write('piece', say('one two'));
    await pass(0);
    outbox.resume();
    await pass(0);
    expect(saves.map(({ baseRevision, body }) => [baseRevision, body.words])).toEqual([
      [0, 'one'],
      [0, 'one two'],
    ]);
  });

  it('should still be repeated word for word after signing in again when it may have arrived before', async () => {
    const { outbox, faults, lostAnswers, lanes } = setUp();
    outbox.open('piece', say(''), null);
    lostAnswers.push(offline());
    outbox.write('piece', say('one'));
    outbox.flush();
    await pass(0);
    faults.push(new TroubleError('SIGNED_OUT'));
    outbox.write('piece', say('one two'));
    await pass(1000);
    outbox.resume();
    await pass(0);
    expect([...lanes.values()]).toEqual([{ revision: 2, body: say('one two') }]);
    expect(outbox.standing('piece').isApart).toBe(false);
  });
});

it('should let words go when their author says so', async () => {
  const { outbox, saves } = setUp();
  outbox.open('piece', say(''), null);
  outbox.write('piece', say('one'));
  outbox.letGo('piece');
  await pass(5000);
  expect(outbox.hasUnsent()).toBe(false);
  expect(saves).toEqual([]);
});

describe('what may be opened of a shared piece', () => {
  const camera = { key: 'camera', words: null };
  const other = { key: 'camera', words: [{ slot: null, text: 'Another word.' }] };

  it('should leave when its author presses, once, and be told with the answer', async () => {
    const { outbox, offers, close } = setUp();
    const told: string[] = [];
    outbox.onOffered((id) => told.push(id));
    outbox.choose('shared', [camera]);
    expect(offers).toEqual([]);
    const open = close();
    outbox.offer('shared');
    outbox.offer('shared');
    outbox.choose('shared', []);
    expect(outbox.offering('shared')).toMatchObject({ content: [camera], isSending: true });
    open();
    await jest.advanceTimersByTimeAsync(0);
    expect(offers.map((input) => input.offers)).toEqual([[camera]]);
    expect([told, outbox.offering('shared')]).toEqual([['shared'], null]);
  });

  it('should ask before words of it are lost, and not for a choice alone', () => {
    const { outbox } = setUp();
    outbox.choose('shared', [camera]);
    expect(outbox.hasUnsent()).toBe(false);
    outbox.choose('shared', [other]);
    expect(outbox.hasUnsent()).toBe(true);
    outbox.letGoChoice('shared');
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should stay on the page without a connection, and be the same act when it is back', async () => {
    const { outbox, offers, faults } = setUp();
    faults.push(...Array.from({ length: 3 }, () => new TroubleError('NO_CONNECTION')));
    outbox.choose('shared', [other]);
    outbox.offer('shared');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(outbox.offering('shared')).toMatchObject({ content: [other], isSending: false });
    outbox.resume();
    await jest.advanceTimersByTimeAsync(0);
    expect(outbox.offering('shared')).toBeNull();
    expect(new Set(offers.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('should not be sent again once it was let go', async () => {
    const { outbox, offers, faults } = setUp();
    faults.push(offline());
    outbox.choose('shared', [other]);
    outbox.offer('shared');
    await jest.advanceTimersByTimeAsync(500);
    outbox.letGoChoice('shared');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(offers).toHaveLength(1);
    expect(outbox.offering('shared')).toBeNull();
  });
});
