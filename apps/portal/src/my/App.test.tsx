import { parseDefinition } from '@rejoin/domain';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { card, draft, noor as viewer, piece, reflection, today } from '../testing/client.js';
import { exercise } from '../testing/exercise.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  EnterCodeDocument,
  GiveConsentDocument,
  HelpScreenDocument,
  MyViewerDocument,
  OccurrenceScreenDocument,
  RepliesScreenDocument,
  SaveDraftDocument,
  SetSeenByOthersDocument,
  StartTurnDocument,
  SubmitReflectionDocument,
  TodayScreenDocument,
  SwitchMembershipDocument,
  OwnJointWorkDocument,
  SetEndingWishDocument,
  YouScreenDocument,
} from './gql/graphql.js';
import { outbox } from './outbox/index.js';
import { messages } from './english.js';
import { speak } from './speech.js';

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  server = new TestServer().on(MyViewerDocument, { viewer });
});

function open(path: string) {
  history.replaceState(null, '', path);
  return render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

let drafts = 0;
function saving(): void {
  server.on(SaveDraftDocument, ({ input }) => ({
    saveDraft: {
      draft: {
        id: 'draft',
        lane: input.lane,
        revision: input.baseRevision + 1,
        savedAt: '2026-03-05T09:41:00Z',
      },
      userErrors: [],
    },
  }));
  drafts += 1;
}

it('should hold an exercise the format accepts', () => {
  expect(parseDefinition(exercise)).toMatchObject({ ok: true });
});

describe('after a new password by mail, in joint work', () => {
  const locked = { ...viewer, isLocked: true, seenByOthers: null };
  beforeEach(() => {
    server.on(MyViewerDocument, { viewer: locked });
  });

  it.each(['/my/', '/my/replies', '/my/piece/piece/step/1', '/my/anything'])(
    'should show nothing at %s but what to do',
    async (path) => {
      open(path);
      await screen.findByRole('heading', { level: 1, name: 'Your earlier words are kept' });
      expect(
        screen.getByText('In your next session, ask for a code. With it, everything is here again.'),
      ).toBeVisible();
      expect(screen.queryByRole('navigation')).toBeNull();
      expect(screen.getByRole('link', { name: 'Help now' })).toBeVisible();
      expect(screen.getByRole('button', { name: 'Quick exit' })).toBeVisible();
      expect(server.requests).toHaveLength(1);
    },
  );

  it('should open with a code, and say nothing about one that does not', async () => {
    server
      .on(EnterCodeDocument, {
        enterCode: { userErrors: [{ code: 'WRONG_CREDENTIALS', message: 'For staff.', field: 'code' }] },
      })
      .on(TodayScreenDocument, { today });
    open('/my/');
    await userEvent.click(await screen.findByRole('button', { name: 'Open' }));
    expect(screen.getByText('Please type the code first.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Code'), '1234 5678{Enter}');
    expect(await screen.findByText('This code does not open it. Ask for a new one.')).toBeVisible();
    server.on(EnterCodeDocument, { enterCode: { userErrors: [] } }).on(MyViewerDocument, { viewer });
    await userEvent.clear(screen.getByLabelText('Code'));
    await userEvent.type(screen.getByLabelText('Code'), '4821-7730{Enter}');
    expect(await screen.findByText('Nothing asked of you today.')).toBeVisible();
    expect(server.sent(EnterCodeDocument)).toMatchObject([
      { input: { code: '1234 5678' } },
      { input: { code: '4821-7730' } },
    ]);
  });

  it('should keep the code in the field when it did not arrive', async () => {
    open('/my/');
    await userEvent.type(await screen.findByLabelText('Code'), '4821 7730');
    server.isOffline = true;
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(await screen.findByText('There is no connection just now. Please try again.')).toBeVisible();
    expect(screen.getByLabelText('Code')).toHaveValue('4821 7730');
  });

  it('should leave the sign-ins and this browser’s language, and choose nothing for the account', async () => {
    server.on(YouScreenDocument, {
      viewer: {
        ...locked,
        signIns: [
          {
            id: 'here',
            startedAt: '2026-03-05T09:41:00Z',
            lastSeenAt: '2026-03-05T09:41:00Z',
            isCurrent: true,
            device: 'A browser',
          },
        ],
      },
    });
    open('/my/you');
    expect(await screen.findByText('This device, now')).toBeVisible();
    expect(screen.queryByText(/Noor/)).toBeNull();
    expect(screen.queryByRole('radiogroup', { name: 'Who else uses this mail or phone' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'Español' }));
    await waitFor(() => expect(document.documentElement.lang).toBe('es'));
    await speak('en');
    expect(new Set(server.requests.map(({ documentId }) => documentId)).size).toBe(2);
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Back' }));
    expect(await screen.findByRole('heading', { name: 'Your earlier words are kept' })).toBeVisible();
  });
});

it('should ask who else looks before anything else, in one press', async () => {
  server
    .on(MyViewerDocument, { viewer: { ...viewer, seenByOthers: null } })
    .on(SetSeenByOthersDocument, { setSeenByOthers: { viewer, userErrors: [] } })
    .on(TodayScreenDocument, { today });
  open('/my/');
  await screen.findByRole('heading', {
    level: 1,
    name: 'Does anyone else read this mail or use this phone?',
  });
  expect(screen.queryByRole('navigation')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Yes, or perhaps' }));
  expect(await screen.findByText('Nothing asked of you today.')).toBeVisible();
  expect(server.sent(SetSeenByOthersDocument)).toMatchObject([{ input: { seenByOthers: true } }]);
});

it('should keep the question on the screen when the answer did not arrive', async () => {
  server.on(MyViewerDocument, { viewer: { ...viewer, seenByOthers: null } });
  server.fail(SetSeenByOthersDocument, 'INTERNAL');
  open('/my/');
  await userEvent.click(await screen.findByRole('button', { name: 'No, only me' }));
  expect(await screen.findByRole('alert')).not.toBeEmptyDOMElement();
  expect(screen.getByRole('button', { name: 'No, only me' })).toBeEnabled();
});

it('should let the answer be changed later', async () => {
  server
    .on(YouScreenDocument, { viewer: { ...viewer, signIns: [] } })
    .on(SetSeenByOthersDocument, ({ input }) => {
      server.on(YouScreenDocument, { viewer: { ...viewer, seenByOthers: input.seenByOthers, signIns: [] } });
      return { setSeenByOthers: { viewer, userErrors: [] } };
    });
  open('/my/you');
  const group = await screen.findByRole('radiogroup', { name: 'Who else uses this mail or phone' });
  expect(within(group).getByRole('radio', { name: 'Only me' })).toBeChecked();
  await userEvent.click(within(group).getByRole('radio', { name: 'Somebody else, too' }));
  await waitFor(() => expect(within(group).getByRole('radio', { name: 'Somebody else, too' })).toBeChecked());
});

it('should show what is seen and ask for one tick the first time', async () => {
  const consent = {
    kind: 'WHAT_IS_SEEN' as const,
    version: 1,
    title: 'What your therapist can see',
    paragraphs: ['Your therapist sees what you share.'],
  };
  server
    .on(MyViewerDocument, { viewer: { ...viewer, pendingConsents: [consent] } })
    .on(GiveConsentDocument, { giveConsent: { viewer, userErrors: [] } })
    .on(TodayScreenDocument, { today });
  open('/my/');
  await screen.findByRole('heading', { level: 1, name: 'What your therapist can see' });
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await screen.findByText('Please tick this first, if it is right for you.')).toBeVisible();
  await userEvent.click(screen.getByRole('checkbox'));
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await screen.findByText('Nothing asked of you today.')).toBeVisible();
});

it('should show today what is next, and where something was left', async () => {
  server.on(TodayScreenDocument, {
    today: {
      ...today,
      occurrences: [card({ due: 'ON_DATE', dueOn: '2020-01-01', leftOffAt: 'second', leftOffNumber: 2 })],
      clinicianName: 'Mara',
    },
  });
  open('/my/');
  await screen.findByRole('heading', { level: 1, name: 'Hello, Noor' });
  expect(await screen.findByText('You left off at step 2 of 2. It kept your words.')).toBeVisible();
  expect(screen.getByText('Still here when you want it.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Help now' })).toHaveAttribute('href', '/my/help');
});

it('should begin what is for when it happens, and go there once the turn is there', async () => {
  server
    .on(TodayScreenDocument, {
      today: {
        ...today,
        whenItHappens: [
          { assignmentId: 'ready', language: 'en', title: 'Pause', minutes: 3, readyId: 'there' },
          { assignmentId: 'given', language: 'en', title: 'Coming Back', minutes: 8, readyId: null },
        ],
      },
    })
    .on(StartTurnDocument, { startTurn: { occurrenceId: 'piece', userErrors: [] } })
    .on(OccurrenceScreenDocument, { occurrence: piece() });
  open('/my/');
  const begin = await screen.findByRole('button', { name: 'It happened: begin' });
  expect(screen.getByRole('link', { name: 'It happened: begin' })).toHaveAttribute('href', '/my/piece/there');
  // It is no piece that waits.
  expect(screen.queryByRole('link', { name: 'Start' })).toBeNull();
  await userEvent.click(begin);
  await waitFor(() => expect(location.pathname).toMatch(/^\/my\/piece\/piece/));
  expect(server.sent(StartTurnDocument)).toEqual([
    { input: { idempotencyKey: expect.any(String) as string, assignmentId: 'given' } },
  ]);
});

it('should put what one does when one chooses last, and ask nothing with it', async () => {
  server.on(TodayScreenDocument, {
    today: {
      ...today,
      occurrences: [
        card({ id: 'free', title: 'A Free Part', sitting: 'WHEN_I_CHOOSE' }),
        card({ id: 'back', title: 'A Look Back', sitting: 'NEXT_SESSION' }),
        card({ id: 'weekly', title: 'A Weekly One', rhythm: { kind: 'WEEKLY', everyWeeks: 1 } }),
      ],
      latestReply: {
        id: 'reply',
        authorName: 'Mara',
        sentAt: '2026-03-06T08:00:00Z',
        exerciseTitle: 'Two Questions',
        occurrenceId: 'piece',
      },
    },
  });
  open('/my/');
  await screen.findByRole('heading', { name: 'A Look Back' });
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'A Look Back',
    'A Weekly One',
    'A reply from Mara',
    'A Free Part',
  ]);
  expect(screen.getByText('A look back, after your session')).toBeVisible();
  expect(screen.getByText('Each week')).toBeVisible();
  expect(screen.getAllByText('About 3 minutes')).toHaveLength(1);
  expect(screen.getByText('When you choose')).toBeVisible();
  const [main] = screen.getAllByRole('link', { name: 'Start' });
  expect(screen.getByRole('link', { name: 'Open it' }).className).not.toBe(main?.className);
});

it('should ask nothing of a day on which there is only what one may choose', async () => {
  server.on(TodayScreenDocument, {
    today: { ...today, occurrences: [card({ sitting: 'WHEN_I_CHOOSE' })] },
  });
  open('/my/');
  expect(await screen.findByText('Nothing asked of you today.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open it' })).toHaveAttribute('href', '/my/piece/piece');
});

it('should say where a program is, that the rest can wait, and nothing of what was not done', async () => {
  const program = {
    id: 'way',
    title: 'First, Back to Yourself',
    openedCount: 2,
    weekCount: 4,
    weekTitle: 'Guilt or shame' as string | null,
    line: 'This week you look at what guilt asks.' as string | null,
  };
  server.on(TodayScreenDocument, {
    today: {
      ...today,
      occurrences: [card()],
      programs: [
        program,
        { ...program, id: 'rest', title: 'Resting', weekTitle: null, line: null },
        { ...program, id: 'first', title: 'Rest First', openedCount: 0, weekTitle: null, line: null },
        { ...program, id: 'whole', title: 'Whole', openedCount: 4 },
      ],
    },
  });
  open('/my/');
  const cards = (await screen.findAllByRole('heading', { level: 2 })).map(
    ({ parentElement }) => parentElement?.textContent,
  );
  expect(cards).toEqual([
    expect.stringMatching(/^Two Questions/),
    'First, Back to YourselfWeek 2: Guilt or shameThis week you look at what guilt asks.2 of 4 weeks are open. The rest can wait.',
    'RestingA week of rest.2 of 4 weeks are open. The rest can wait.',
    'Rest FirstA week of rest.',
    'WholeWeek 4: Guilt or shameThis week you look at what guilt asks.All 4 weeks are open. Take the time you like.',
  ]);
  // It is nothing to press: what there is to do stands in its own cards.
  expect(screen.getAllByRole('link', { name: 'Start' })).toHaveLength(1);
});

it('should list what was shared or left, with a way back to each', async () => {
  const left = { id: 'left', title: 'A Kind Line', outcome: 'NOT_THIS_WEEK' as const, isKept: false };
  const kept = { id: 'kept', title: 'Two Questions', outcome: 'PARTLY' as const, isKept: true };
  const submittedAt = '2026-03-05T09:41:00Z';
  server
    .on(TodayScreenDocument, {
      today: {
        ...today,
        shared: [
          { ...left, submittedAt },
          { ...kept, submittedAt },
          { ...kept, id: 'partly', isKept: false, submittedAt },
        ],
      },
    })
    .on(OccurrenceScreenDocument, {
      occurrence: piece({
        id: 'left',
        reflection: { ...reflection, outcome: 'NOT_THIS_WEEK', answers: [], replies: [] },
      }),
    });
  open('/my/');
  const section = within(await screen.findByRole('region', { name: 'Shared or left' }));
  expect(section.getByText(/You left this for that week, on/)).toBeVisible();
  expect(section.getByText(/You kept this for the session on/)).toBeVisible();
  expect(section.getByText(/You shared a part of this on/)).toBeVisible();
  await userEvent.click(section.getByRole('link', { name: 'A Kind Line' }));
  expect(await screen.findByRole('button', { name: 'Go on with it after all' })).toBeVisible();
  expect(screen.queryByText('You can take it back until somebody has read it.')).toBeNull();
});

it('should say when a screen could not come, and try again', async () => {
  server.fail(TodayScreenDocument, 'INTERNAL');
  open('/my/');
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing of yours is lost.');
  server.on(TodayScreenDocument, { today });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing asked of you today.')).toBeVisible();
});

it('should go from the intro through the steps to a share the server has answered', async () => {
  saving();
  server
    .on(OccurrenceScreenDocument, { occurrence: piece({ id: `piece-${String(drafts)}` }) })
    .on(SubmitReflectionDocument, { submitReflection: { reflection, userErrors: [] } });
  open(`/my/piece/piece-${String(drafts)}/begin`);
  await screen.findByRole('heading', { level: 1, name: 'Two Questions' });
  expect(screen.getByText('For the hour after the meeting.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));

  await screen.findByRole('heading', { level: 1, name: 'Which kind line is true?' });
  expect(screen.getByText(/Only you, until you share it. Then Mara can read this./)).toBeVisible();
  await userEvent.type(screen.getByRole('textbox'), 'I came back.');
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await screen.findByRole('heading', { level: 1, name: 'How much room is there?' });
  await userEvent.click(screen.getByRole('button', { name: 'Skip' }));

  await screen.findByRole('heading', { level: 1, name: 'Look it over' });
  expect(screen.getByText(/A court may ask for records./)).toBeVisible();
  const answer = within(screen.getByRole('article', { name: 'Which kind line is true?' }));
  expect(answer.getByText('I came back.')).toBeVisible();
  await userEvent.click(answer.getByRole('checkbox', { name: 'Keep this one to myself' }));
  expect(answer.getByText('Only you can read this.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Share with Mara' }));

  await screen.findByRole('heading', { level: 1, name: 'Thank you.' });
  expect(screen.getByText('It is there for your session. Nobody reads it right away.')).toBeVisible();
  const [submitted] = server.sent(SubmitReflectionDocument);
  const last = server.sent(SaveDraftDocument).at(-1) as {
    input: { baseRevision: number; body: { readers: unknown } };
  };
  expect(submitted).toMatchObject({
    input: { outcome: 'WHOLE', sharing: 'FOR_SESSION', revision: last.input.baseRevision + 1 },
  });
  expect(last.input.body.readers).toEqual({ 'kind-line': 'ONLY_ME' });
});

it('should take eight taps from Today to shared for an exercise of five steps', async () => {
  saving();
  const id = `piece-${String(drafts)}`;
  const steps = ['one', 'two', 'three', 'four', 'five'].map((key) => ({
    key,
    blocks: [{ ...exercise.steps[0]?.blocks[0], key: `line-${key}`, prompt: { en: `Line ${key}?` } }],
  }));
  const definition = { ...exercise, smallest: 'one', steps };
  expect(parseDefinition(definition)).toMatchObject({ ok: true });
  server
    .on(TodayScreenDocument, { today: { ...today, occurrences: [card({ id, stepCount: 5 })] } })
    .on(OccurrenceScreenDocument, {
      occurrence: piece({ id, exercise: { id: 'e', slug: 'two-questions', version: 1, definition } }),
    })
    .on(SubmitReflectionDocument, { submitReflection: { reflection, userErrors: [] } });
  open('/my/');
  let taps = 0;
  const tap = async (role: 'link' | 'button', name: string): Promise<void> => {
    taps += 1;
    await userEvent.click(await screen.findByRole(role, { name }));
  };
  await tap('link', 'Start');
  await tap('button', 'Begin');
  for (const { key } of steps) {
    // The caret is in the field: writing takes no tap.
    await waitFor(() => expect(screen.getByRole('textbox', { name: `Line ${key}?` })).toHaveFocus());
    await userEvent.keyboard('mine');
    await tap('button', 'Continue');
  }
  await tap('button', 'Share with Mara');
  await screen.findByRole('heading', { level: 1, name: 'Thank you.' });
  expect(taps).toBe(8);
});

it('should keep words on the page and claim nothing when sharing does not work', async () => {
  saving();
  const id = `piece-${String(drafts)}`;
  server
    .on(OccurrenceScreenDocument, { occurrence: piece({ id }) })
    .fail(SubmitReflectionDocument, 'NOT_FOUND');
  open(`/my/piece/${id}/look-over`);
  await userEvent.click(await screen.findByRole('button', { name: 'Share with Mara' }));
  expect(await screen.findByText(/Your words are still on this page./)).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Thank you.' })).toBeNull();
});

it('should ask first whether somebody is steady, and let "not sure" be kept for the session', async () => {
  saving();
  const id = `piece-${String(drafts)}`;
  const stirring = { ...exercise, cautions: ['TRAUMA'] };
  server
    .on(OccurrenceScreenDocument, {
      occurrence: piece({
        id,
        exercise: { id: 'e', slug: 'two-questions', version: 1, definition: stirring },
      }),
    })
    .on(SubmitReflectionDocument, {
      submitReflection: { reflection: { ...reflection, answers: [] }, userErrors: [] },
    });
  open(`/my/piece/${id}/begin`);
  await userEvent.click(await screen.findByRole('button', { name: 'I am not sure' }));
  expect(screen.getByText('Keeping it for the session is equally done.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Keep it for the session' }));
  await screen.findByRole('heading', { level: 1, name: 'Thank you.' });
});

it('should show both drafts when two devices wrote apart', async () => {
  server.on(OccurrenceScreenDocument, {
    occurrence: piece({
      id: 'apart',
      drafts: [draft('phone', 'from the phone'), draft('laptop', 'from the laptop')],
    }),
  });
  open('/my/piece/apart');
  await screen.findByRole('heading', { level: 1, name: 'You wrote on two devices' });
  expect(screen.getByText('from the phone')).toBeVisible();
  expect(screen.getByText('from the laptop')).toBeVisible();
});

it('should show a shared piece with its reply, and let it be taken back', async () => {
  server.on(OccurrenceScreenDocument, { occurrence: piece({ id: 'shared', reflection }) });
  open('/my/piece/shared');
  await screen.findByRole('heading', { level: 2, name: 'Mara wrote back' });
  expect(screen.getByText('I came back.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Take it back' })).toBeVisible();
});

it('should show replies, and a plain sentence when there are none', async () => {
  const pageInfo = { hasNextPage: false, endCursor: null };
  server.on(RepliesScreenDocument, { replies: { edges: [], pageInfo } });
  open('/my/replies');
  expect(await screen.findByText('Replies appear here. Not every piece gets one.')).toBeVisible();
});

it('should show where somebody is signed in', async () => {
  const signIn = {
    id: 'here',
    startedAt: '2026-03-05T09:41:00Z',
    lastSeenAt: '2026-03-05T09:41:00Z',
    isCurrent: true,
    device: 'Firefox on Android',
  };
  server.on(YouScreenDocument, { viewer: { ...viewer, signIns: [signIn] } });
  open('/my/you');
  expect(await screen.findByText(/Firefox on Android/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

describe('a wish to end joint work', () => {
  const works = (...names: (string | null)[]) =>
    names.map((clinicianName, at) => ({
      coupleId: `work-${String(at)}`,
      clinicianName,
      readerNames: clinicianName === null ? [] : [clinicianName, 'Ida'],
      since: '2026-01-08',
    }));
  const name = 'I would like to end our work together';
  const openYou = async (ownJointWork: ReturnType<typeof works>) => {
    server
      .on(YouScreenDocument, { viewer: { ...viewer, signIns: [] } })
      .on(OwnJointWorkDocument, { ownJointWork })
      .on(SetEndingWishDocument, { setEndingWish: { userErrors: [] } });
    open('/my/you');
    await screen.findByRole('button', { name: 'Sign out' });
  };
  const press = async (button: string) =>
    userEvent.click(await screen.findByRole('button', { name: button }));
  const sent = () =>
    server
      .sent(SetEndingWishDocument)
      .map(({ input }) => input as { coupleId: string; isWished: boolean })
      .map(({ coupleId, isWished }) => [coupleId, isWished]);

  it('is offered to nobody who is in none', async () => {
    await openYou([]);
    await waitFor(() => expect(server.sent(OwnJointWorkDocument)).toHaveLength(1));
    expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('says who learns of it, is told and taken back at the same place, and leaves the screen as it was', async () => {
    await openYou(works('Mara'));
    await screen.findByRole('button', { name });
    const before = document.body.innerHTML;
    await press(name);
    const dialog = within(screen.getByRole('dialog', { name }));
    expect(dialog.getByText(/^Only Mara and Ida can read this\./)).toBeVisible();
    expect(sent()).toEqual([]);
    await press('Tell my therapist');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.body.innerHTML.replace(/ data-focus[a-z-]*="true"/g, '')).toBe(before);
    await press(name);
    await press('I said this before and take it back');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual([
      ['work-0', true],
      ['work-0', false],
    ]);
  });

  it('asks which one is meant where there are two', async () => {
    await openYou(works('Mara', 'Jonas'));
    await press(name);
    await press('Tell my therapist');
    expect(screen.getAllByText('Which work do you mean?')).toHaveLength(2);
    expect(sent()).toEqual([]);
    expect(screen.getByText(/^Only the team who looks after this work learns of this\./)).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: /With Jonas/ }));
    expect(screen.getByText(/^Only Jonas and Ida can read this\./)).toBeVisible();
    await press('Tell my therapist');
    await waitFor(() => expect(sent()).toEqual([['work-1', true]]));
  });

  it('names a work by its day alone while nobody treats in it', async () => {
    await openYou(works('Mara', null));
    await press(name);
    expect(screen.getByRole('radio', { name: /^Since / })).toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: /With ,/ })).toBeNull();
  });

  it('says when it was not sent', async () => {
    await openYou(works('Mara'));
    await press(name);
    server.isOffline = true;
    await press('Tell my therapist');
    expect(await screen.findByText('That was not sent. You can press again.')).toBeVisible();
  });
});

it('should help somebody who is signed out, with numbers to tap and without', async () => {
  server.on(MyViewerDocument, { viewer: null }).on(HelpScreenDocument, {
    helpInformation: {
      practiceName: null,
      emergencyNumber: '112',
      lines: [],
      practiceHours: null,
      checkedOn: null,
    },
  });
  open('/my/help');
  await screen.findByRole('heading', { level: 1, name: 'Help now' });
  expect(screen.getByText(/If you or someone else is in danger/)).toBeVisible();
  await waitFor(() => expect(screen.getByRole('link', { name: /112/ })).toHaveAttribute('href', 'tel:112'));
  expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
});

it('should say that there is nothing at an unknown address', async () => {
  open('/my/somewhere');
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
});

it('should ask before another membership takes the page from unsent words', async () => {
  const other = { id: 'other', role: 'CLIENT' as const, practiceName: 'Elsewhere', isActive: false };
  server
    .on(YouScreenDocument, {
      viewer: { ...viewer, memberships: [...viewer.memberships, other], signIns: [] },
    })
    .on(SwitchMembershipDocument, {
      switchMembership: {
        viewer: null,
        userErrors: [{ code: 'INVALID', message: 'For staff.', field: null }],
      },
    });
  const body = draft('phone', '').body as never;
  outbox.open('unsent', body, null);
  server.fail(SaveDraftDocument, 'INTERNAL');
  outbox.write('unsent', draft('phone', 'mine').body as never);
  open('/my/you');
  await userEvent.click(await screen.findByRole('button', { name: 'Go there' }));
  expect(await screen.findByRole('alertdialog', { name: 'Some words are not sent yet' })).toBeVisible();
  expect(server.sent(SwitchMembershipDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Leave and lose them' }));
  expect(await screen.findByText('That did not work. Please try again.')).toBeVisible();
  expect(outbox.hasUnsent()).toBe(true);
  outbox.letGo();
});
