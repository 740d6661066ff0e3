import { InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { TestServer } from '../testing/server.js';
import { createApollo } from './apollo.js';
import {
  AssignClientDocument,
  AssignExerciseDocument,
  AssignTargetsDocument,
  CaseloadScreenDocument,
  ClientScreenDocument,
  DeskShellDocument,
  DeskYouScreenDocument,
  InviteClientDocument,
  LibraryDocument,
  MarkTalkedAboutDocument,
  PeopleScreenDocument,
  PracticeScreenDocument,
  ProcessNotesDocument,
  ReadingScreenDocument,
  ReplyToReflectionDocument,
  ToReadScreenDocument,
  WithdrawAssignmentDocument,
  type Role,
} from './gql/graphql.js';
import { routes } from './router.js';
import { messages } from './text.js';

const pageInfo = {
  __typename: 'PageInfo' as const,
  hasNextPage: false,
  hasPreviousPage: false,
  startCursor: null,
  endCursor: null,
};
const nextSession = {
  __typename: 'NextSession' as const,
  on: '2026-03-05',
  time: '16:00',
  zone: 'Europe/Berlin',
  at: '2026-03-05T15:00:00Z',
  isMoved: false,
  regularOn: '2026-03-05',
};
const person = {
  __typename: 'CaseloadRow' as const,
  id: 'noor',
  chosenName: 'Noor Haddad',
  pronouns: 'she/her',
  accountState: 'ACTIVE' as const,
  openAssignmentCount: 1,
  waitsForSessionCount: 2,
  toReadCount: 1,
  nextSession,
};
const summary = {
  __typename: 'ReflectionSummary' as const,
  id: 'reflection',
  clientId: 'noor',
  clientName: 'Noor Haddad',
  exerciseTitle: 'Two Questions',
  outcome: 'WHOLE' as const,
  sharing: 'READ_BEFORE' as const,
  state: 'SUBMITTED' as const,
  submittedAt: '2026-03-04T09:41:00Z',
  isRead: false,
  nextSession,
};
const answer = (key: string, wording: string, value: string, isBroughtIn: boolean) => ({
  __typename: 'Answer' as const,
  id: key,
  key,
  kind: 'TEXT',
  wording,
  value,
  readers: 'THERAPIST' as const,
  isBroughtIn,
});

let server: TestServer;

function open(path: string, role: Role = 'CLINICIAN') {
  server.on(DeskShellDocument, {
    viewer: {
      __typename: 'Viewer',
      id: 'mara',
      name: 'Mara',
      role,
      practice: {
        __typename: 'ViewerPractice',
        id: 'practice',
        name: 'Lindqvist Practice',
        zone: 'Europe/Berlin',
        isDemo: true,
      },
      memberships: (['CLINICIAN', 'PRACTICE_ADMIN'] as const).map((each) => ({
        __typename: 'ViewerMembership' as const,
        id: each,
        role: each,
        practiceName: 'Lindqvist Practice',
        isActive: each === role,
      })),
    },
  });
  const apollo = createApollo();
  expect(apollo.cache).toBeInstanceOf(InMemoryCache);
  return render(
    <IntlProvider locale="en" messages={messages}>
      <ApolloProvider client={apollo}>
        <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />
      </ApolloProvider>
    </IntlProvider>,
  );
}

beforeEach(() => {
  server = new TestServer()
    .on(CaseloadScreenDocument, {
      caseload: {
        __typename: 'CaseloadConnection',
        edges: [{ __typename: 'CaseloadEdge', cursor: '1', node: person }],
        pageInfo,
      },
    })
    .on(ToReadScreenDocument, {
      toRead: {
        __typename: 'ReflectionSummaryConnection',
        edges: [{ __typename: 'ReflectionSummaryEdge', cursor: '1', node: summary }],
        pageInfo,
      },
    })
    .on(ProcessNotesDocument, { processNotes: [] });
});

function clientPage(): void {
  server.on(ClientScreenDocument, {
    client: {
      __typename: 'Client',
      id: 'noor',
      chosenName: 'Noor Haddad',
      pronouns: 'she/her',
      accountState: 'ACTIVE',
      viewerCanAssign: true,
      invitation: null,
      episode: {
        __typename: 'Episode',
        id: 'episode',
        startedOn: '2026-01-08',
        rhythm: null,
        nextSession: null,
        skippedOn: [],
        careTeam: [],
      },
      assignments: [
        {
          __typename: 'Assignment',
          id: 'assignment',
          exerciseTitle: 'Two Questions',
          exerciseSlug: 'two-questions',
          assignedAt: '2026-03-01T09:00:00Z',
          announcedAt: '2026-03-01T09:00:10Z',
          due: 'NEXT_SESSION',
          dueOn: null,
          withdrawnAt: null,
          viewerCanWithdraw: true,
          reflections: [],
        },
      ],
    },
  } as never);
}

it("should open on the clinician's people, with who is next and what waits, in counts alone", async () => {
  open('/');
  await screen.findByRole('heading', { level: 1, name: 'Clients' });
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByRole('link', { name: 'Noor Haddad' })).toBeVisible();
  expect(row.getByText('1 to read')).toBeVisible();
  expect(row.getByText('2 wait for the session')).toBeVisible();
});

it('should invite with a name, an address and one tick, and show the link', async () => {
  server.on(InviteClientDocument, {
    inviteClient: {
      __typename: 'InviteClientPayload',
      client: null,
      link: 'http://localhost/invitation#abc',
      userErrors: [],
    },
  });
  open('/clients');
  await userEvent.click(await screen.findByRole('button', { name: 'Invite a client' }));
  await userEvent.type(screen.getByLabelText('Name they go by'), 'Sam');
  await userEvent.type(screen.getByLabelText('Their e-mail'), 'sam@example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(screen.getByText('Rejoin is for adults. Please confirm it.')).toBeVisible();
  await userEvent.click(screen.getByRole('checkbox'));
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(await screen.findByText('http://localhost/invitation#abc')).toBeVisible();
  const [sent] = server.sent(InviteClientDocument);
  expect(sent).toMatchObject({ input: { chosenName: 'Sam', email: 'sam@example.org', isAdult: true } });
  expect((sent as { input: { idempotencyKey: string } }).input.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
});

it('should assign with the keyboard and take it back within the notice', async () => {
  clientPage();
  server
    .on(LibraryDocument, {
      library: [
        {
          __typename: 'ExerciseSummary',
          id: 'exercise',
          slug: 'two-questions',
          title: 'Two Questions',
          summary: 'Two short questions.',
          minutes: 3,
          cautions: [],
          contraindications: 'Not in acute danger.',
        },
      ],
    })
    .on(AssignTargetsDocument, {
      caseload: {
        __typename: 'CaseloadConnection',
        edges: [
          {
            __typename: 'CaseloadEdge',
            cursor: '1',
            node: { __typename: 'CaseloadRow', id: 'noor', chosenName: 'Noor Haddad' },
          },
        ],
        pageInfo,
      },
    })
    .on(AssignClientDocument, {
      client: {
        __typename: 'Client',
        id: 'noor',
        chosenName: 'Noor Haddad',
        viewerCanAssign: true,
        episode: { __typename: 'Episode', id: 'episode', nextSession: null },
      },
    })
    .on(AssignExerciseDocument, {
      assignExercise: {
        __typename: 'AssignExercisePayload',
        assignment: { __typename: 'Assignment', id: 'new' },
        userErrors: [],
      },
    } as never)
    .on(WithdrawAssignmentDocument, {
      withdrawAssignment: { __typename: 'WithdrawAssignmentPayload', assignment: null, userErrors: [] },
    });
  open('/clients/noor');
  await screen.findByRole('heading', { level: 1, name: 'Noor Haddad' });
  await userEvent.keyboard('a');
  await userEvent.click(await screen.findByRole('radio', { name: /Two Questions/ }));
  await userEvent.type(screen.getByLabelText('Why this for you'), 'For Thursday.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Two Questions is assigned to Noor Haddad.')).toBeVisible();
  expect(server.sent(AssignExerciseDocument)).toMatchObject([
    {
      input: {
        episodeId: 'episode',
        exerciseSlug: 'two-questions',
        rationale: 'For Thursday.',
        due: 'NEXT_SESSION',
      },
    },
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Taken back. Nobody was told.')).toBeVisible();
});

it("should show a client's page without a trace of opened or begun", async () => {
  clientPage();
  open('/clients/noor');
  expect(await screen.findByText('Nothing was shared yet.')).toBeVisible();
  expect(screen.getByText(/No session is known/)).toBeVisible();
  expect(screen.queryByText(/opened|started|begun/i)).toBeNull();
});

it('should read the queue by key: brought in first, a reply by keyboard, then the next', async () => {
  server
    .on(ReadingScreenDocument, {
      reflection: {
        ...summary,
        __typename: 'Reflection',
        oneQuestion: 'What stayed?',
        rationale: null,
        answers: [
          answer('one', 'What happened?', 'It rained.', false),
          answer('two', 'What would help?', 'A walk.', true),
        ],
        ratings: [],
        feltWrong: true,
        replies: [],
        talkedAboutAt: null,
        viewerCanReply: true,
        viewerCanMarkTalkedAbout: true,
      },
    } as never)
    .on(ReplyToReflectionDocument, {
      replyToReflection: {
        __typename: 'ReplyToReflectionPayload',
        reflection: null,
        reply: null,
        userErrors: [],
      },
    });
  open('/to-read');
  await screen.findByRole('link', { name: /Noor Haddad/ });
  await userEvent.keyboard('j');
  await screen.findByText('A walk.');
  const questions = screen.getAllByRole('article').map((article) => article.textContent);
  expect(questions[0]).toContain('What would help?');
  await userEvent.keyboard('r');
  await userEvent.keyboard('I noticed the walk.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Your reply to Noor Haddad is sent.')).toBeVisible();
  expect(server.sent(ReplyToReflectionDocument)).toMatchObject([
    { input: { reflectionId: 'reflection', text: 'I noticed the walk.' } },
  ]);
  expect(server.sent(MarkTalkedAboutDocument)).toEqual([]);
});

it('should say calmly that nothing is marked to read', async () => {
  server.on(ToReadScreenDocument, {
    toRead: { __typename: 'ReflectionSummaryConnection', edges: [], pageInfo },
  });
  open('/to-read');
  expect(await screen.findByText("Nothing marked to read. The rest is on each client's page.")).toBeVisible();
});

it('should show a practice admin what is still to be set up, and no screen of a clinician', async () => {
  server.on(PracticeScreenDocument, {
    practice: {
      __typename: 'Practice',
      id: 'practice',
      name: 'Lindqvist Practice',
      zone: 'Europe/Berlin',
      mailName: 'Lindqvist',
      setUpWarnings: ['Nobody has checked the crisis lines yet.'],
      help: {
        __typename: 'HelpInformation',
        practiceName: 'Lindqvist Practice',
        emergencyNumber: '112',
        lines: [],
        practiceHours: null,
        checkedOn: null,
      },
    },
  });
  open('/', 'PRACTICE_ADMIN');
  expect(await screen.findByText('Nobody has checked the crisis lines yet.')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'To read' })).toBeNull();
});

it("should keep a clinician's screens from a practice admin", async () => {
  open('/clients/noor', 'PRACTICE_ADMIN');
  await screen.findByRole('heading', { level: 1, name: 'Nothing here' });
  expect(server.sent(ClientScreenDocument)).toEqual([]);
});

it('should list people by name, role and state alone', async () => {
  server.on(PeopleScreenDocument, {
    people: {
      __typename: 'PersonConnection',
      edges: [
        {
          __typename: 'PersonEdge',
          cursor: '1',
          node: { __typename: 'Person', id: 'noor', name: 'Noor Haddad', role: 'CLIENT', state: 'ACTIVE' },
        },
      ],
      pageInfo,
    },
  });
  open('/people', 'PRACTICE_ADMIN');
  const row = within(await screen.findByRole('row', { name: /Noor Haddad/ }));
  expect(row.getAllByRole('cell')).toHaveLength(2);
});

it('should let single keys be switched off', async () => {
  server.on(DeskYouScreenDocument, {
    viewer: { __typename: 'Viewer', id: 'mara', name: 'Mara', role: 'CLINICIAN', signIns: [] },
  });
  open('/you');
  const tick = await screen.findByRole('checkbox', { name: /Single keys/ });
  expect(tick).toBeChecked();
  await userEvent.click(tick);
  expect(localStorage.getItem('rejoin.shortcuts')).toBe('off');
  localStorage.clear();
});
