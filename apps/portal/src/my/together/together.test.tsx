import { jest } from '@jest/globals';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { heldJointRoom, holdJointRoom } from '../../lib/joint-room.js';
import { noteSignedOut } from '../../lib/signed-out-state.js';
import { noor, today } from '../../testing/client.js';
import { TestServer } from '../../testing/server.js';
import { App } from '../App.js';
import { forgetAnswers } from '../ask.js';
import {
  AnswerJointCheckDocument,
  BeginTogetherDocument,
  JointGuideDocument,
  JointNotesDocument,
  JointSittingDocument,
  KeepTogetherDocument,
  MoveTogetherDocument,
  MyViewerDocument,
  ReadingRoomDocument,
  SignOutDocument,
  TodayScreenDocument,
  TogetherTodayDocument,
  type JointGuideQuery,
  type JointSittingPartsFragment,
} from '../gql/graphql.js';
import { messages } from '../english.js';
import { outbox, watchPage } from '../outbox/index.js';

type Guide = NonNullable<JointGuideQuery['jointGuide']>;
type Sitting = JointSittingPartsFragment;

const readers = 'THERAPIST_AND_PARTNER_AFTER_OPENING' as const;
const guide: Guide = {
  id: 'part',
  title: 'Ways back in',
  language: 'en',
  role: null,
  sitting: null,
  steps: [
    {
      key: 'swap',
      later: 'TOGETHER',
      blocks: [
        {
          key: 'swap',
          kind: 'JOINT',
          readers,
          prompt: { en: 'Swap your lists.' },
          turns: [{ en: 'You agree who begins.' }, { en: 'Read in silence first.' }],
          neutral: { prompt: { en: 'One card only.' }, turns: [{ en: 'Each names one.' }] },
        },
      ],
    },
    {
      key: 'pick',
      later: 'TOGETHER',
      blocks: [{ key: 'pick', kind: 'TEXT', readers, prompt: { en: 'Which two do you pick?' } }],
    },
  ],
};
const at = (place: number, more: Partial<Sitting> = {}): Sitting => ({
  nth: 1,
  place,
  state: 'UNDER_WAY',
  noteCount: 0,
  ...more,
});

let server: TestServer;
/** Where the server says that all of them are. */
let where: Sitting | null;
const says = (sitting: Sitting | null): void => {
  where = sitting;
};

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true });
  forgetAnswers();
  outbox.letGo();
  noteSignedOut(false);
  holdJointRoom(false);
  where = null;
  server = new TestServer()
    .on(MyViewerDocument, { viewer: noor })
    .on(TodayScreenDocument, { today })
    .on(TogetherTodayDocument, { jointChecks: [], keptTogether: [] })
    .on(ReadingRoomDocument, {
      jointPart: {
        ...{ id: 'part', title: guide.title, closesAt: null, ownReflectionId: null },
        releases: [],
      },
    })
    .on(JointGuideDocument, () => ({ jointGuide: { ...guide, sitting: where } }))
    .on(JointSittingDocument, () => ({ jointSitting: where }))
    .on(BeginTogetherDocument, () => {
      where ??= at(0);
      return { beginTogether: { sitting: where, userErrors: [] } };
    })
    .on(MoveTogetherDocument, ({ input }) => {
      if (where && input.move === 'STOP') where = { ...where, state: 'STOPPED' };
      else if (where?.place === input.from)
        where =
          input.from === 2 && input.move === 'ON'
            ? { ...where, state: 'FINISHED' }
            : { ...where, place: input.from + (input.move === 'ON' ? 1 : -1) };
      return { moveTogether: { sitting: where, userErrors: [] } };
    })
    .on(SignOutDocument, { signOut: { userErrors: [] } });
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

function open(path: string): void {
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}
const poll = () => act(() => jest.advanceTimersByTimeAsync(9_000));
const press = (name: string) => userEvent.setup({ delay: null }).click(screen.getByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('on each one’s own phone', () => {
  it('should begin from what was opened, and go turn by turn to the end', async () => {
    open('/my/reading/part');
    await screen.findByRole('heading', { name: 'Do this together' });
    await press('Each on your own phone');
    await heading('You agree who begins.');
    expect(location.pathname).toBe('/my/reading/part/together');
    expect(screen.getByText('Step 1 of 3')).toBeVisible();
    await press('Go on');
    await heading('Read in silence first.');
    await press('Back');
    await heading('You agree who begins.');
    await press('Go on');
    await heading('Read in silence first.');
    await press('Go on');
    await heading('Which two do you pick?');
    await press('That was all');
    await heading('You came to the end of it');
    expect(screen.getByText(/From tomorrow each of you can say, alone/)).toBeVisible();
  });

  it('should follow when another goes on or stops, in words that name nobody', async () => {
    says(at(0));
    open('/my/reading/part/together');
    await heading('You agree who begins.');
    says(at(1));
    await poll();
    await heading('Read in silence first.');
    says(at(1, { state: 'STOPPED' }));
    await poll();
    await heading('That is enough for today');
    const stopped = document.querySelector('main')?.textContent;
    // Whoever pressed it reads the same.
    cleanup();
    says(at(1));
    open('/my/reading/part/together');
    await heading('Read in silence first.');
    await press('Stop here');
    await heading('That is enough for today');
    expect(document.querySelector('main')?.textContent).toBe(stopped);
    const polls = server.requests.filter(({ headers }) => headers.has('x-rejoin-background'));
    expect(polls.length).toBeGreaterThan(0);
    expect(server.sent(JointSittingDocument).length).toBeLessThanOrEqual(polls.length);
  });

  it('should say where to come in when another has begun', async () => {
    open('/my/reading/part');
    await screen.findByRole('button', { name: 'Each on your own phone' });
    says(at(1));
    await poll();
    await screen.findByText('It has begun. Come in when you like.');
    await press('Come in');
    await heading('Read in silence first.');
  });

  it('should be like nothing that ever was once it is closed', async () => {
    says(at(0));
    open('/my/reading/part/together');
    await heading('You agree who begins.');
    server.fail(JointSittingDocument, 'NOT_FOUND');
    await poll();
    await heading('Nothing here');
  });

  it('should stay where it is without a connection, and take the next press', async () => {
    says(at(0));
    open('/my/reading/part/together');
    await heading('You agree who begins.');
    server.isOffline = true;
    await press('Go on');
    await screen.findByText(/There is no connection just now/);
    expect(screen.getByRole('heading', { level: 1, name: 'You agree who begins.' })).toBeVisible();
    server.isOffline = false;
    await press('Go on');
    await heading('Read in silence first.');
  });

  it('should show another one’s step as theirs, without what it asks', async () => {
    server.on(JointGuideDocument, () => ({
      jointGuide: {
        ...guide,
        role: 'LISTENER' as const,
        sitting: where,
        steps: [
          { ...(guide.steps[0] as object), role: 'SPEAKER' },
          { ...(guide.steps[1] as object), role: 'LISTENER' },
        ],
      },
    }));
    says(at(0));
    open('/my/reading/part/together');
    await heading('Now it is another’s turn');
    expect(screen.queryByText('You agree who begins.')).toBeNull();
    says(at(2));
    await poll();
    await heading('Which two do you pick?');
    expect(screen.getByText('This one is yours.')).toBeVisible();
  });
});

describe('what is kept', () => {
  const note = {
    id: 'note',
    key: 'pick',
    kind: 'TEXT',
    wording: 'Which two do you pick?',
    language: 'en',
    value: 'Tea.',
    keptAt: '2026-03-05T10:00:00Z',
  };
  const writing = async (text: string): Promise<void> => {
    await heading('Which two do you pick?');
    await userEvent.setup({ delay: null }).type(screen.getByRole('textbox'), text);
  };
  beforeEach(() => {
    says(at(2));
    server.on(JointNotesDocument, { jointNotes: [note] }).on(KeepTogetherDocument, () => {
      where = where && { ...where, noteCount: 1 };
      return { keepTogether: { notes: [note], userErrors: [] } };
    });
  });

  it('should say to whom it belongs, and be kept by one press', async () => {
    open('/my/reading/part/together');
    await writing('Tea.');
    expect(screen.getByText(/belongs to all of you/)).toBeVisible();
    await press('Keep this');
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveValue(''));
    expect(server.sent(KeepTogetherDocument)).toMatchObject([
      { input: { jointPartId: 'part', answers: { pick: 'Tea.' }, feelsWrong: [] } },
    ]);
    await poll();
    await screen.findByText('Tea.');
  });

  it('should lose nothing when it cannot be sent, and be one act when it is sent again', async () => {
    open('/my/reading/part/together');
    await writing('Tea, and a hand.');
    server.isOffline = true;
    await press('Keep this');
    await screen.findByText(/There is no connection just now/);
    expect(screen.getByRole('textbox')).toHaveValue('Tea, and a hand.');
    server.isOffline = false;
    await press('Keep this');
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveValue(''));
  });

  it.each([
    ['stops', at(2, { state: 'STOPPED' as const })],
    ['goes back', at(1)],
  ])('should stay on the page when another one %s, to be kept or let go', async (_what, sitting) => {
    open('/my/reading/part/together');
    await writing('Tea, and a hand.');
    says(sitting);
    await poll();
    await screen.findByRole('heading', { name: 'Not kept yet' });
    expect(screen.getByRole('textbox')).toHaveValue('Tea, and a hand.');
    await press('Keep this');
    await waitFor(() => expect(screen.queryByText('Not kept yet')).toBeNull());
    expect(server.sent(KeepTogetherDocument)).toHaveLength(1);
  });

  it('should leave what was written while it was on its way', async () => {
    open('/my/reading/part/together');
    await writing('Tea.');
    const answer = globalThis.fetch;
    let arrive: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    globalThis.fetch = (...request) => gate.then(() => answer(...request));
    await press('Keep this');
    await userEvent.setup({ delay: null }).type(screen.getByRole('textbox'), ' And a hand.');
    arrive();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Keep this' })).toBeEnabled());
    expect(screen.getByRole('textbox')).toHaveValue('Tea. And a hand.');
    expect(server.sent(KeepTogetherDocument)).toMatchObject([{ input: { answers: { pick: 'Tea.' } } }]);
  });

  it('should be written to the end when another one goes on in the middle of it', async () => {
    open('/my/reading/part/together');
    await writing('Tea, and');
    says(at(1));
    await poll();
    await screen.findByRole('heading', { name: 'Not kept yet' });
    expect(screen.getByRole('textbox')).toHaveFocus();
    await userEvent.setup({ delay: null }).keyboard(' a hand.');
    await press('Keep this');
    await waitFor(() => expect(screen.queryByText('Not kept yet')).toBeNull());
    expect(server.sent(KeepTogetherDocument)).toMatchObject([
      { input: { answers: { pick: 'Tea, and a hand.' } } },
    ]);
  });

  it('should wait on this phone when the screen is left, and be found again', async () => {
    open('/my/reading/part/together');
    await writing('Tea, and a hand.');
    await userEvent.setup({ delay: null }).click(screen.getByRole('link', { name: 'Help now' }));
    expect(outbox.hasUnsent()).toBe(true);
    cleanup();
    says(at(2, { state: 'STOPPED' }));
    open('/my/reading/part');
    await userEvent
      .setup({ delay: null })
      .click(await screen.findByRole('link', { name: 'To the words not kept yet' }));
    await heading('That is enough for today');
    expect(screen.getByRole('textbox')).toHaveValue('Tea, and a hand.');
    cleanup();
    server.fail(JointGuideDocument, 'NOT_FOUND');
    open('/my/reading/part/together');
    await heading('Nothing here');
    expect(screen.getByText('Tea, and a hand.')).toBeVisible();
    await press('Let it go');
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should stay to be copied when there is nothing any more', async () => {
    open('/my/reading/part/together');
    await writing('Tea, and a hand.');
    server.fail(JointSittingDocument, 'NOT_FOUND');
    await poll();
    await heading('Nothing here');
    expect(screen.getByText('Tea, and a hand.')).toBeVisible();
    expect(screen.getByText(/You can still copy your words/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Keep this' })).toBeNull();
  });

  it('should have a page of its own', async () => {
    open('/my/kept/part');
    await heading('What you kept together');
    await screen.findByText('Tea.');
  });
});

describe('on one phone', () => {
  it('should show nothing but the step, and sign out on every way out, the back button included', async () => {
    open('/my/reading/part');
    await screen.findByRole('heading', { name: 'Do this together' });
    await press('All on this phone');
    await heading('You agree who begins.');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(heldJointRoom()).toBe(true);
    act(() => {
      history.replaceState(null, '', '/my/');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await waitFor(() => expect(server.sent(SignOutDocument)).toHaveLength(1));
    expect(screen.queryByText('Nothing asked of you today.')).toBeNull();
    await waitFor(() => expect(heldJointRoom()).toBe(false));
  });

  it('should show nothing of anybody until signing out came through', async () => {
    says(at(0));
    open('/my/reading/part/together?one');
    await heading('You agree who begins.');
    await press('Stop here');
    await heading('That is enough for today');
    server.fail(SignOutDocument, 'INTERNAL');
    await press('Leave, and sign out here');
    await heading('Still signed in');
    server.on(SignOutDocument, { signOut: { userErrors: [] } });
    await press('Sign out');
    await waitFor(() => expect(heldJointRoom()).toBe(false));
  });

  it('should ask before words that are not kept are lost by signing out', async () => {
    says(at(2));
    open('/my/reading/part/together?one');
    await heading('Which two do you pick?');
    await userEvent.setup({ delay: null }).type(screen.getByRole('textbox'), 'Tea.');
    await userEvent.setup({ delay: null }).click(screen.getByRole('link', { name: 'Rejoin, to Today' }));
    await heading('Some words are not kept yet');
    expect(server.sent(SignOutDocument)).toEqual([]);
    expect(screen.queryByText('Tea.')).toBeNull();
    await press('Go back to them');
    await heading('Which two do you pick?');
    expect(screen.getByRole('textbox')).toHaveValue('Tea.');
    await userEvent.setup({ delay: null }).click(screen.getByRole('link', { name: 'Rejoin, to Today' }));
    await press('Sign out and lose them');
    await waitFor(() => expect(server.sent(SignOutDocument)).toHaveLength(1));
    await waitFor(() => expect(outbox.hasUnsent()).toBe(false));
  });

  it('should sign out before it shows anything when the browser was closed there', async () => {
    holdJointRoom(true);
    open('/my/');
    await waitFor(() => expect(server.sent(SignOutDocument)).toHaveLength(1));
    expect(server.sent(TodayScreenDocument)).toEqual([]);
  });

  it('should take the sign-in with it when the page goes away', async () => {
    says(at(0));
    open('/my/reading/part/together?one');
    await heading('You agree who begins.');
    act(() => void dispatchEvent(new Event('pagehide')));
    await waitFor(() => expect(server.sent(SignOutDocument)).toHaveLength(1));
  });
});

describe('the day after', () => {
  beforeEach(() => {
    server
      .on(TogetherTodayDocument, {
        jointChecks: [{ id: 'part', nth: 1, title: 'Ways back in' }],
        keptTogether: [],
      })
      .on(AnswerJointCheckDocument, { answerJointCheck: { userErrors: [] } });
  });

  it.each(['Fine', 'Hard', 'Talk with me'])('should say the same after "%s"', async (answer) => {
    open('/my/');
    await screen.findByRole('heading', { name: 'How was it, what you did together?' });
    expect(screen.getByText(/Only your therapist reads it/)).toBeVisible();
    await press(answer);
    await screen.findByText(/It is with your therapist/);
    expect(screen.queryByText(answer)).toBeNull();
    expect(server.sent(AnswerJointCheckDocument)).toHaveLength(1);
  });

  it('should be the same act when it is pressed again, and be thanked for where the focus is', async () => {
    open('/my/');
    await screen.findByRole('heading', { name: 'How was it, what you did together?' });
    const regions = screen.getAllByRole('status');
    server.fail(AnswerJointCheckDocument, 'INTERNAL');
    await press('Hard');
    await screen.findByText(/press again/);
    server.on(AnswerJointCheckDocument, { answerJointCheck: { userErrors: [] } });
    await press('Hard');
    await screen.findByText(/It is with your therapist/);
    const region = regions.find(({ textContent }) => /It is with your therapist/.test(textContent));
    expect(region).toHaveFocus();
    const [first, second] = server
      .sent(AnswerJointCheckDocument)
      .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(second).toBe(first);
  });

  it('can be put away', async () => {
    open('/my/');
    await screen.findByRole('heading', { name: 'How was it, what you did together?' });
    await press('Put this away');
    await waitFor(() => expect(screen.queryByText(/How was it/)).toBeNull());
    expect(server.sent(AnswerJointCheckDocument)).toMatchObject([
      { input: { jointPartId: 'part', feeling: null } },
    ]);
  });
});

it('should leave quickly without a question, also with words that are not kept', async () => {
  watchPage();
  says(at(2));
  open('/my/reading/part/together');
  await heading('Which two do you pick?');
  await userEvent.setup({ delay: null }).type(screen.getByRole('textbox'), 'Tea.');
  const asks = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(asks()).toBe(true);
  await press(messages['shell.quickExit'] as string);
  expect(asks()).toBe(false);
  document.body.hidden = false;
  sessionStorage.clear();
});
