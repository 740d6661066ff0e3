import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openDesk, pageInfo } from '../testing/desk.js';
import { TestServer } from '../testing/server.js';
import {
  AssignClientDocument,
  AssignCoupleDocument,
  AssignExerciseDocument,
  AssignTargetsDocument,
  CaseloadScreenDocument,
  ChangeRhythmDocument,
  ClientScreenDocument,
  CloseEndingWishDocument,
  GiveCodeDocument,
  CoupleScreenDocument,
  DeskYouScreenDocument,
  InviteClientDocument,
  InviteCoupleDocument,
  LibraryDocument,
  MarkTalkedAboutDocument,
  OpenInSessionDocument,
  PauseAssignmentDocument,
  ProcessNotesDocument,
  ReadingScreenDocument,
  EndCoupleDocument,
  LeaveCoupleDocument,
  LiftClinicianOnlyMarkDocument,
  PauseCoupleDocument,
  ResumeCoupleDocument,
  RecordSafetyConversationDocument,
  ReplyToReflectionDocument,
  RestoreAssignmentDocument,
  RestoreTurnDocument,
  ResumeAssignmentDocument,
  SafetyDocument,
  SetClinicianOnlyMarkDocument,
  SetHolidayDocument,
  SkipTurnDocument,
  TakeBackReplyDocument,
  ToReadScreenDocument,
  WithdrawAssignmentDocument,
  type Role,
} from './gql/graphql.js';

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
  kind: 'INDIVIDUAL' as const,
  name: 'Noor Haddad',
  pronouns: 'she/her',
  accountState: 'ACTIVE' as const,
  openAssignmentCount: 1,
  waitsForSessionCount: 2,
  toReadCount: 1,
  coupleStatus: null,
  talksDue: [],
  nextSession,
};
const summary = {
  __typename: 'ReflectionSummary' as const,
  id: 'reflection',
  clientId: 'noor',
  clientName: 'Noor Haddad',
  coupleName: null,
  agreement: null,
  exerciseTitle: 'Two Questions',
  outcome: 'WHOLE' as const,
  sharing: 'READ_BEFORE' as const,
  sitting: 'FIRST' as const,
  state: 'SUBMITTED' as const,
  submittedAt: '2026-03-04T09:41:00Z',
  addendedAt: null,
  isRead: false,
  isMarked: false,
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
const open = (path: string, role?: Role) => openDesk(server, path, role);

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
      askedToTalk: [],
      endingWishes: [],
      toRead: {
        __typename: 'ReflectionSummaryConnection',
        edges: [{ __typename: 'ReflectionSummaryEdge', cursor: '1', node: summary }],
        pageInfo,
      },
    })
    .on(ProcessNotesDocument, { processNotes: [] });
});

const given = {
  __typename: 'Assignment' as const,
  id: 'assignment',
  exerciseTitle: 'Two Questions',
  exerciseSlug: 'two-questions',
  assignedAt: '2026-03-01T09:00:00Z',
  announcedAt: '2026-03-01T09:00:10Z',
  due: 'NEXT_SESSION' as const,
  dueOn: null,
  rhythm: {
    __typename: 'AssignmentRhythm' as const,
    kind: 'ONCE' as 'ONCE' | 'WEEKLY' | 'WHEN_IT_HAPPENS',
    startsOn: '2026-03-01',
    everyWeeks: 1,
    weekdays: [] as string[],
    monthDay: null,
    endsOn: null,
    endsAfter: null,
  },
  nextTurnOn: null as string | null,
  hasEnded: false,
  pausedAt: null as string | null,
  holiday: null,
  skippedOn: [] as string[],
  viewerCanChangeRhythm: true,
  viewerCanPause: false,
  viewerCanResume: false,
  viewerCanSkip: false,
  viewerCanSetHoliday: false,
  withdrawnAt: null as string | null,
  viewerCanWithdraw: true,
  viewerCanRestore: false,
  viewerCanOpenInSession: false,
  turns: [
    {
      __typename: 'AssignmentTurn' as const,
      id: 'turn',
      clientId: 'noor',
      clientName: 'Noor Haddad',
      role: null as string | null,
      isWaiting: false,
    },
  ],
  reflections: [] as object[],
};
const shared = {
  __typename: 'ReflectionSummary' as const,
  id: 'reflection',
  clientId: 'noor',
  exerciseTitle: 'Two Questions',
  outcome: 'PARTLY' as const,
  sharing: 'FOR_SESSION' as const,
  sitting: 'FIRST' as const,
  state: 'SUBMITTED' as const,
  submittedAt: '2026-03-04T09:41:00Z',
  addendedAt: null as string | null,
  isRead: false,
  isMarked: false,
};
const episode = {
  __typename: 'Episode' as const,
  id: 'episode',
  startedOn: '2026-01-08',
  rhythm: null,
  nextSession: null,
  skippedOn: [],
  careTeam: [],
};

function clientPage(overrides: object = {}): void {
  server.on(ClientScreenDocument, {
    client: {
      __typename: 'Client',
      id: 'noor',
      chosenName: 'Noor Haddad',
      pronouns: 'she/her',
      language: null,
      accountState: 'ACTIVE',
      viewerCanAssign: true,
      viewerCanGiveCode: false,
      invitation: null,
      couples: [],
      episode,
      assignments: [given],
      enrollments: [],
      ...overrides,
    },
  } as never);
}

it('should offer a code to read aloud to who has a new password by mail, and to nobody else', async () => {
  clientPage();
  open('/clients/noor');
  await screen.findByRole('heading', { level: 1, name: 'Noor Haddad' });
  expect(screen.queryByRole('heading', { name: 'A code after a new password' })).toBeNull();
  cleanup();
  clientPage({ viewerCanGiveCode: true });
  let code = '4821 7730';
  server.on(GiveCodeDocument, () => ({
    giveCode: { __typename: 'GiveCodePayload' as const, code, userErrors: [] },
  }));
  open('/clients/noor');
  await userEvent.click(await screen.findByRole('button', { name: 'Give a code' }));
  expect(await screen.findByText('4821 7730')).toBeVisible();
  expect(screen.getByText('It works once, for 30 minutes. It is shown only here.')).toBeVisible();
  code = '1111 2222';
  await userEvent.click(screen.getByRole('button', { name: 'Give another code' }));
  expect(await screen.findByText('1111 2222')).toBeVisible();
  expect(screen.queryByText('4821 7730')).toBeNull();
  const keys = server
    .sent(GiveCodeDocument)
    .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
  expect(new Set(keys).size).toBe(2);
});

const partner = (id: string, chosenName: string) => ({
  __typename: 'Partner' as const,
  id: `partner-${id}`,
  until: null,
  client: {
    __typename: 'PartnerClient' as const,
    id,
    chosenName,
    pronouns: null,
    language: null,
    accountState: 'ACTIVE' as const,
    invitation: null,
  },
});
const forBoth = {
  ...given,
  turns: [
    {
      __typename: 'AssignmentTurn',
      id: 'turn-ada',
      clientId: 'ada',
      clientName: 'Ada',
      role: null,
      isWaiting: false,
    },
    {
      __typename: 'AssignmentTurn',
      id: 'turn-ben',
      clientId: 'ben',
      clientName: 'Ben',
      role: null,
      isWaiting: false,
    },
  ],
};
const couple = {
  __typename: 'Couple' as const,
  id: 'couple',
  name: 'Ada and Ben',
  label: null,
  kind: 'PARTNERS' as const,
  status: 'ACTIVE' as const,
  isGateOpen: true,
  agreement: 'NO_SECRETS' as const,
  agreementVersion: 1,
  viewerCanAssign: true,
  viewerCanPause: true,
  viewerCanResume: false,
  viewerCanEnd: true,
  viewerCanLetLeave: false,
  told: [] as object[],
  episode,
  partners: [partner('ada', 'Ada'), partner('ben', 'Ben')],
  assignments: [forBoth] as object[],
  enrollments: [] as object[],
};

function couplePage(overrides: object = {}): void {
  const page = { ...couple, ...overrides };
  server
    .on(CoupleScreenDocument, { couple: page } as never)
    .on(AssignCoupleDocument, { couple: page } as never);
}

const exerciseNamed = (slug: string, title: string, overrides: object = {}) => ({
  __typename: 'ExerciseSummary' as const,
  id: slug,
  slug,
  title,
  summary: 'A short one.',
  minutes: 3,
  focus: 'REPAIR' as const,
  isForCouples: false,
  roles: [],
  opensInSession: false,
  doorways: [],
  sees: 'Both sentences.',
  contraindications: 'Not in acute danger.',
  languages: ['en'],
  ...overrides,
});

function library(): void {
  server.on(LibraryDocument, {
    library: [
      exerciseNamed('two-questions', 'Two Questions'),
      exerciseNamed('reach', 'Reach', { isForCouples: true }),
      exerciseNamed('pause', 'Pause', { focus: 'SELF_COMPASSION' }),
    ],
  });
}

it("should open on the clinician's people, with who is next and what waits, in counts alone", async () => {
  open('/');
  await screen.findByRole('heading', { level: 1, name: 'Clients' });
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByRole('link', { name: 'Noor Haddad' })).toBeVisible();
  expect(row.getByText('1 to read')).toBeVisible();
  expect(row.getByText('2 wait for the session')).toBeVisible();
});

it('should say with whom of a couple to talk alone again, and lead to their page', async () => {
  server.on(CaseloadScreenDocument, {
    caseload: {
      __typename: 'CaseloadConnection',
      edges: [
        {
          __typename: 'CaseloadEdge',
          cursor: 'couple',
          node: {
            ...person,
            ...{ id: 'couple', kind: 'COUPLE', name: 'Ada and Noor', coupleStatus: 'ACTIVE' },
            talksDue: [{ __typename: 'TalkDue', id: 'ada', name: 'Ada' }],
          },
        },
      ],
      pageInfo,
    },
  });
  open('/clients');
  expect(await screen.findByRole('link', { name: 'Talk with Ada alone again' })).toHaveAttribute(
    'href',
    '/clients/ada',
  );
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
  await userEvent.click(await screen.findByRole('button', { name: 'Invite' }));
  await userEvent.type(screen.getByLabelText('Name they go by'), 'Sam');
  await userEvent.type(screen.getByLabelText('Their e-mail'), 'sam@example.org');
  expect(screen.getByLabelText('What they read')).toHaveDisplayValue('As their browser wishes');
  await userEvent.selectOptions(screen.getByLabelText('What they read'), 'Spanish');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(screen.getByText('Rejoin is for adults. Please confirm it.')).toBeVisible();
  await userEvent.click(screen.getByRole('checkbox'));
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(await screen.findByText('http://localhost/invitation#abc')).toBeVisible();
  const [sent] = server.sent(InviteClientDocument);
  expect(sent).toMatchObject({
    input: { chosenName: 'Sam', email: 'sam@example.org', language: 'es', isAdult: true },
  });
  expect((sent as { input: { idempotencyKey: string } }).input.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
});

it('should invite a couple: a person each, with a link for each who is new', async () => {
  server
    .on(AssignTargetsDocument, {
      caseload: {
        __typename: 'CaseloadConnection',
        edges: [
          {
            __typename: 'CaseloadEdge',
            cursor: '1',
            node: { __typename: 'CaseloadRow', id: 'noor', kind: 'INDIVIDUAL', name: 'Noor Haddad' },
          },
        ],
        pageInfo,
      },
    })
    .on(InviteCoupleDocument, {
      inviteCouple: {
        __typename: 'InviteCouplePayload',
        couple: null,
        links: ['http://localhost/invitation#ben'],
        userErrors: [],
      },
    });
  open('/clients');
  await userEvent.click(await screen.findByRole('button', { name: 'Invite' }));
  await userEvent.click(screen.getByRole('radio', { name: /A couple/ }));
  const first = within(screen.getByRole('group', { name: 'Person 1' }));
  const second = within(screen.getByRole('group', { name: 'Person 2' }));
  await userEvent.selectOptions(await first.findByRole('combobox', { name: 'Who' }), 'Noor Haddad');
  await userEvent.type(second.getByLabelText('Name they go by'), 'Ben');
  await userEvent.click(screen.getByRole('checkbox', { name: /Each of them is 18/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitations' }));
  expect(second.getByText('Where may the invitation go?')).toBeVisible();
  await userEvent.type(second.getByLabelText('Their e-mail'), 'ben@example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitations' }));
  expect(await screen.findByText('http://localhost/invitation#ben')).toBeVisible();
  expect(server.sent(InviteCoupleDocument)).toMatchObject([
    {
      input: {
        kind: 'PARTNERS',
        isAdult: true,
        people: [{ clientId: 'noor' }, { chosenName: 'Ben', email: 'ben@example.org' }],
      },
    },
  ]);
  expect(JSON.stringify(server.sent(InviteCoupleDocument))).not.toContain('language');
});

it('should assign with the keyboard and take it back within the notice', async () => {
  const assignments = [given, { ...given, id: 'another' }];
  clientPage({ assignments });
  library();
  server
    .on(AssignClientDocument, {
      client: {
        __typename: 'Client',
        id: 'noor',
        chosenName: 'Noor Haddad',
        language: null,
        viewerCanAssign: true,
        episode: { __typename: 'Episode', id: 'episode', nextSession: null },
        assignments,
      },
    } as never)
    .on(AssignExerciseDocument, {
      assignExercise: {
        __typename: 'AssignExercisePayload',
        assignment: { __typename: 'Assignment', id: 'new', turns: [] },
        userErrors: [],
      },
    } as never)
    .on(WithdrawAssignmentDocument, {
      withdrawAssignment: { __typename: 'WithdrawAssignmentPayload', assignment: null, userErrors: [] },
    });
  open('/clients/noor');
  await screen.findByRole('heading', { level: 1, name: 'Noor Haddad' });
  await userEvent.keyboard('a');
  expect(await screen.findAllByRole('option')).toHaveLength(2);
  await userEvent.keyboard('ques');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('Not in acute danger.')).toBeVisible();
  // Two are open already: a quiet sentence, and no refusal.
  expect(screen.getByText(/Noor Haddad has two or more open already/)).toBeVisible();
  await userEvent.type(screen.getByLabelText('Why this for you'), 'For Thursday.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Two Questions is assigned to Noor Haddad.')).toBeVisible();
  expect(server.sent(AssignExerciseDocument)).toEqual([
    {
      input: {
        idempotencyKey: expect.any(String) as string,
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

it('should assign to everyone of a couple, with a rhythm in two clicks more', async () => {
  couplePage();
  library();
  server.on(AssignExerciseDocument, {
    assignExercise: { __typename: 'AssignExercisePayload', assignment: null, userErrors: [] },
  });
  open('/couples/couple');
  await userEvent.click(await screen.findByRole('button', { name: 'Assign' }));
  await userEvent.click(await screen.findByRole('option', { name: /Reach/ }));
  expect(await screen.findByRole('checkbox', { name: 'Ada' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'Ben' })).toBeChecked();
  await userEvent.click(screen.getByText('How often: once'));
  await userEvent.click(screen.getByRole('radio', { name: 'Every week' }));
  // The choice that has the focus does not keep the keys to itself.
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Reach is assigned to Ada and Ben.')).toBeVisible();
  const [sent] = server.sent(AssignExerciseDocument) as [{ input: object }];
  expect(sent.input).toMatchObject({
    exerciseSlug: 'reach',
    rhythm: { kind: 'WEEKLY', everyWeeks: 1 },
    due: 'NONE',
  });
  expect(sent.input).not.toHaveProperty('clientIds');
});

it('should start together with a code for each phone', async () => {
  couplePage();
  library();
  server.on(AssignExerciseDocument, {
    assignExercise: {
      __typename: 'AssignExercisePayload',
      assignment: { ...forBoth, id: 'now', turns: forBoth.turns.slice(1) },
      userErrors: [],
    },
  } as never);
  open('/couples/couple');
  await userEvent.click(await screen.findByRole('button', { name: 'Assign' }));
  await userEvent.click(await screen.findByRole('option', { name: /Pause/ }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Ada' }));
  await userEvent.click(screen.getByRole('button', { name: 'Start it now, together' }));
  expect(await screen.findByRole('img', { name: 'Code for the phone of Ben' })).toBeVisible();
  expect(screen.getByText('http://localhost/my/piece/turn-ben')).toBeVisible();
  expect(screen.queryByRole('img', { name: /Ada/ })).toBeNull();
  expect(server.sent(AssignExerciseDocument)).toMatchObject([
    { input: { exerciseSlug: 'pause', clientIds: ['ben'], isStartedNow: true } },
  ]);
});

it('should leave exercises for couples out while the gate is shut, and say what it needs without a name', async () => {
  couplePage({ isGateOpen: false });
  library();
  open('/couples/couple');
  const gate = await screen.findByRole('heading', { name: 'The gate is shut' });
  expect(gate.parentElement).toHaveTextContent('It opens with a talk with each person alone');
  expect(screen.getByRole('link', { name: 'Page of Ada' })).toHaveAttribute('href', '/clients/ada');
  await userEvent.keyboard('a');
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Pause'),
    expect.stringContaining('Two Questions'),
  ]);
  expect(screen.getByText(/Each is offered something of their own/)).toBeVisible();
});

it('should show each partner in a room of their own, with one in and one not', async () => {
  couplePage({ assignments: [{ ...forBoth, reflections: [{ ...shared, clientId: 'ada' }] }] });
  open('/couples/couple');
  const ada = within(await screen.findByRole('region', { name: 'Ada' }));
  const ben = within(screen.getByRole('region', { name: 'Ben' }));
  expect(ada.getAllByRole('link', { name: /Two Questions|Shared on/ })).toHaveLength(2);
  expect(ben.getByText('Nothing was shared yet.')).toBeVisible();
  expect(ben.queryByRole('link', { name: /Shared on/ })).toBeNull();
});

it('should say plainly that joint work has ended, and offer nothing new', async () => {
  couplePage({ status: 'ENDED', viewerCanAssign: false });
  open('/couples/couple');
  expect(await screen.findByText(/The joint work has ended/)).toBeVisible();
  for (const name of ['Assign', 'Withdraw Two Questions', 'Set a rhythm'])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByText(/The gate is/)).toBeNull();
});

it('should pause joint work once a day is given for each of them, and end it in the same way', async () => {
  couplePage();
  const payload = { __typename: 'CoupleCoursePayload' as const, userErrors: [], couple: null };
  server.on(PauseCoupleDocument, { pauseCouple: payload }).on(EndCoupleDocument, { endCouple: payload });
  open('/couples/couple');
  await userEvent.click(await screen.findByRole('button', { name: 'Pause the joint work' }));
  const sheet = within(await screen.findByRole('dialog'));
  expect(sheet.getByText(/Rejoin sends nothing to anybody/)).toBeVisible();
  fireEvent.change(sheet.getByLabelText('I told Ada on'), { target: { value: '2026-03-01' } });
  await userEvent.click(sheet.getByRole('button', { name: 'Pause the joint work' }));
  expect(await sheet.findByText(/for each of them/)).toBeVisible();
  expect(server.sent(PauseCoupleDocument)).toEqual([]);
  fireEvent.change(sheet.getByLabelText('I told Ben on'), { target: { value: '2026-03-02' } });
  await userEvent.click(sheet.getByRole('button', { name: 'Pause the joint work' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const told = [
    { clientId: 'ada', toldOn: '2026-03-01' },
    { clientId: 'ben', toldOn: '2026-03-02' },
  ];
  expect(server.sent(PauseCoupleDocument)).toMatchObject([{ input: { coupleId: 'couple', told } }]);

  await userEvent.click(screen.getByRole('button', { name: 'End the joint work' }));
  expect(await screen.findByText(/This cannot be undone/)).toBeVisible();
  fireEvent.change(screen.getByLabelText('I told Ada on'), { target: { value: '2026-03-01' } });
  fireEvent.change(screen.getByLabelText('I told Ben on'), { target: { value: '2026-03-02' } });
  await userEvent.click(screen.getByRole('button', { name: 'End it for good' }));
  await waitFor(() =>
    expect(server.sent(EndCoupleDocument)).toMatchObject([{ input: { coupleId: 'couple', told } }]),
  );
});

it('should let one of three leave once each was told, and nobody of two', async () => {
  couplePage();
  open('/couples/couple');
  await screen.findByRole('button', { name: 'End the joint work' });
  expect(screen.queryByRole('button', { name: 'One of them leaves' })).toBeNull();
  cleanup();
  const three = ['Ada', 'Ben', 'Cem'];
  couplePage({ viewerCanLetLeave: true, partners: three.map((name) => partner(name.toLowerCase(), name)) });
  server.on(LeaveCoupleDocument, {
    leaveCouple: { __typename: 'CoupleCoursePayload', userErrors: [], couple: null },
  });
  open('/couples/couple');
  await userEvent.click(await screen.findByRole('button', { name: 'One of them leaves' }));
  const sheet = within(await screen.findByRole('dialog'));
  expect(sheet.getByText(/This cannot be undone/)).toBeVisible();
  for (const name of three)
    fireEvent.change(sheet.getByLabelText(`I told ${name} on`), { target: { value: '2026-03-01' } });
  await userEvent.click(sheet.getByRole('button', { name: 'They leave for good' }));
  expect(server.sent(LeaveCoupleDocument)).toEqual([]);
  await userEvent.click(sheet.getByRole('radio', { name: 'Cem' }));
  await userEvent.click(sheet.getByRole('button', { name: 'They leave for good' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const told = three.map((name) => ({ clientId: name.toLowerCase(), toldOn: '2026-03-01' }));
  expect(server.sent(LeaveCoupleDocument)).toMatchObject([
    { input: { coupleId: 'couple', clientId: 'cem', told } },
  ]);
});

it('should go on with what was paused, and say when each was told', async () => {
  couplePage({
    ...{ status: 'PAUSED', viewerCanAssign: false, viewerCanPause: false, viewerCanResume: true },
    told: [
      { __typename: 'CoupleTelling', clientId: 'ada', clientName: 'Ada', toldOn: '2026-03-01' },
      { __typename: 'CoupleTelling', clientId: 'ben', clientName: 'Ben', toldOn: '2026-03-02' },
    ],
  });
  server.on(ResumeCoupleDocument, {
    resumeCouple: { __typename: 'CoupleCoursePayload', userErrors: [], couple: null },
  });
  open('/couples/couple');
  expect(await screen.findByText(/Ben was told on .*March/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Pause the joint work' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Go on with it' }));
  await waitFor(() =>
    expect(server.sent(ResumeCoupleDocument)).toMatchObject([{ input: { coupleId: 'couple' } }]),
  );
});

it('should say what a client reads, and who reads another language than an exercise is there in', async () => {
  const reads = (person: ReturnType<typeof partner>) => ({
    ...person,
    client: { ...person.client, language: 'es' as const },
  });
  clientPage({ language: 'es' });
  open('/clients/noor');
  expect(await screen.findByText('Reads Spanish')).toBeVisible();
  cleanup();
  couplePage({ partners: [partner('ada', 'Ada'), reads(partner('ben', 'Ben'))] });
  server.on(LibraryDocument, {
    library: [
      exerciseNamed('ways', 'Ways Back In', { languages: ['en', 'es'] }),
      exerciseNamed('balcony', 'View From the Balcony'),
    ],
  });
  open('/couples/couple');
  await screen.findByRole('heading', { level: 1, name: 'Ada and Ben' });
  await userEvent.keyboard('a');
  await userEvent.click(await screen.findByRole('option', { name: /Ways Back In/ }));
  expect(screen.queryByText(/This is not there in/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Choose another' }));
  await userEvent.click(await screen.findByRole('option', { name: /View From the Balcony/ }));
  const line = 'This is not there in Spanish. For Ben all of it will be in English.';
  expect(await screen.findByText(line)).toBeVisible();
  // Whom it is not for does not matter.
  await userEvent.click(screen.getByRole('checkbox', { name: 'Ben' }));
  expect(screen.queryByText(line)).toBeNull();
});

it('should ask whose side is whose where an exercise has sides, and give the other one the other', async () => {
  couplePage();
  server
    .on(LibraryDocument, {
      library: [
        exerciseNamed('landed', 'Meant and Landed', { isForCouples: true, roles: ['SPEAKER', 'LISTENER'] }),
      ],
    })
    .on(AssignExerciseDocument, {
      assignExercise: {
        __typename: 'AssignExercisePayload',
        assignment: { __typename: 'Assignment', id: 'new', turns: [] },
        userErrors: [],
      },
    } as never);
  open('/couples/couple');
  await screen.findByRole('heading', { level: 1, name: 'Ada and Ben' });
  await userEvent.keyboard('a');
  await userEvent.click(await screen.findByRole('option', { name: /Meant and Landed/ }));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Which side of it is whose?')).toBeVisible();
  expect(server.sent(AssignExerciseDocument)).toEqual([]);
  const of = (name: string) => within(screen.getByRole('radiogroup', { name: `${name} is asked as` }));
  await userEvent.click(of('Ada').getByRole('radio', { name: 'the one it reached' }));
  expect(of('Ben').getByRole('radio', { name: 'the one who spoke' })).toBeChecked();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(server.sent(AssignExerciseDocument)).toMatchObject([
      {
        input: {
          roles: [
            { clientId: 'ada', role: 'LISTENER' },
            { clientId: 'ben', role: 'SPEAKER' },
          ],
        },
      },
    ]),
  );
});

it('should open in the room what waits for a session', async () => {
  const waiting = { ...given, viewerCanOpenInSession: true, turns: [{ ...given.turns[0], isWaiting: true }] };
  clientPage({ assignments: [waiting] });
  server.on(OpenInSessionDocument, () => {
    clientPage({ assignments: [given] });
    return {
      openInSession: { __typename: 'OpenInSessionPayload', assignment: given, userErrors: [] },
    } as never;
  });
  open('/clients/noor');
  expect(await screen.findByText(/waits for a session/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Open Two Questions now' }));
  expect(await screen.findByText('Two Questions is open. It is on their phone now.')).toBeVisible();
  expect(server.sent(OpenInSessionDocument)).toMatchObject([{ input: { assignmentId: 'assignment' } }]);
  await waitFor(() => expect(screen.queryByText(/waits for a session/)).toBeNull());
});

it('should show what waits for the session first, and give again what was withdrawn', async () => {
  clientPage({
    assignments: [
      { ...given, reflections: [{ ...shared, sitting: 'NEXT_SESSION', addendedAt: '2026-03-05T08:00:00Z' }] },
    ],
  });
  const payload = { assignment: null, userErrors: [] };
  server
    .on(WithdrawAssignmentDocument, {
      withdrawAssignment: { __typename: 'WithdrawAssignmentPayload', ...payload },
    })
    .on(RestoreAssignmentDocument, {
      restoreAssignment: { __typename: 'RestoreAssignmentPayload', ...payload },
    });
  open('/clients/noor');
  const [waits] = await screen.findAllByRole('heading', { level: 2 });
  expect(waits).toHaveTextContent('Waits for the session');
  const card = waits?.parentElement;
  expect(card).toHaveTextContent(/Partly/);
  expect(card).toHaveTextContent(/After the next session/);
  expect(card).toHaveTextContent(/Added to on/);
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw Two Questions' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Two Questions is given again.')).toBeVisible();
  expect(server.sent(RestoreAssignmentDocument)).toMatchObject([{ input: { assignmentId: 'assignment' } }]);
});

it("should open a person's own compartment by a press alone, and note a talk held alone", async () => {
  clientPage({
    episode: null,
    assignments: [],
    couples: [{ __typename: 'CoupleRef', id: 'couple', name: 'Ada and Noor', status: 'ACTIVE' }],
  });
  server
    .on(SafetyDocument, {
      safety: {
        __typename: 'Safety',
        clientId: 'noor',
        conversations: [],
        marks: [],
        agreements: [
          {
            __typename: 'AgreementState',
            coupleId: 'couple',
            coupleName: 'Ada and Noor',
            kind: 'NO_SECRETS',
            acceptedAt: null,
            accepted: [
              {
                __typename: 'AcceptedVersion',
                kind: 'NO_SECRETS',
                version: 101,
                acceptedAt: '2026-01-05T09:00:00Z',
              },
            ],
          },
        ],
      },
    })
    .on(RecordSafetyConversationDocument, {
      recordSafetyConversation: {
        __typename: 'RecordSafetyConversationPayload',
        conversation: null,
        userErrors: [],
      },
    });
  open('/clients/noor');
  // In care only within a couple: nothing of their own to assign, and the way to the couple.
  expect(await screen.findByRole('link', { name: 'Ada and Noor' })).toHaveAttribute(
    'href',
    '/couples/couple',
  );
  expect(screen.queryByRole('button', { name: 'Assign' })).toBeNull();
  expect(server.sent(SafetyDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Open it' }));
  expect(await screen.findByText('Ada and Noor: the agreement is not accepted yet.')).toBeVisible();
  expect(server.sent(SafetyDocument)).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Note a talk' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Phone and tracking' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Joint work with caution' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep this' }));
  expect(await screen.findByText(/is held with one person alone/)).toBeVisible();
  expect(server.sent(RecordSafetyConversationDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('checkbox', { name: 'I saw this person alone' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep this' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep this' })).toBeNull());
  expect(server.sent(RecordSafetyConversationDocument)).toMatchObject([
    {
      input: {
        clientId: 'noor',
        coupleId: 'couple',
        isSeenAlone: true,
        topics: ['PHONE'],
        verdict: 'WITH_CAUTION',
      },
    },
  ]);
});

it("should set and lift marks in a person's own compartment", async () => {
  clientPage({
    couples: [{ __typename: 'CoupleRef', id: 'couple', name: 'Ada and Noor', status: 'ACTIVE' }],
  });
  const mark = {
    __typename: 'ClinicianOnlyMark' as const,
    ...{ id: 'hold', kind: 'COUPLE_HOLD' as const, coupleName: 'Ada and Noor', reflectionId: null },
    ...{ note: 'Slowly.', setAt: '2026-03-01T10:00:00.000Z', setByName: 'Mara', liftedAt: null },
    viewerCanLift: true,
  };
  const payload = { __typename: 'ClinicianOnlyMarkPayload' as const, userErrors: [] };
  server
    .on(SafetyDocument, {
      safety: {
        __typename: 'Safety',
        ...{ clientId: 'noor', conversations: [], agreements: [] },
        marks: [
          mark,
          {
            ...mark,
            ...{ id: 'asked', kind: 'DO_NOT_OPEN', coupleName: null, reflectionId: 'reflection' },
            ...{ note: null, setByName: null, viewerCanLift: false },
          },
        ],
      },
    })
    .on(SetClinicianOnlyMarkDocument, { setClinicianOnlyMark: { ...payload, mark } })
    .on(LiftClinicianOnlyMarkDocument, { liftClinicianOnlyMark: { ...payload, mark } });
  open('/clients/noor');
  await userEvent.click(await screen.findByRole('button', { name: 'Open it' }));
  expect(await screen.findByText('Slowly.')).toBeVisible();
  // What the client asked is lifted where it was asked.
  expect(screen.getByRole('link', { name: 'What it is about' })).toHaveAttribute(
    'href',
    '/reflections/reflection',
  );
  await userEvent.click(screen.getByRole('button', { name: /^Lift: / }));
  await waitFor(() =>
    expect(server.sent(LiftClinicianOnlyMarkDocument)).toMatchObject([{ input: { markId: 'hold' } }]),
  );

  await userEvent.click(screen.getByRole('button', { name: 'Mark something' }));
  await userEvent.click(screen.getByRole('button', { name: 'Mark it' }));
  expect(await screen.findByText('What would you like to mark?')).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: /^Joint work on hold/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Mark it' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Mark it' })).toBeNull());
  expect(server.sent(SetClinicianOnlyMarkDocument)).toMatchObject([
    { input: { clientId: 'noor', coupleId: 'couple', kind: 'COUPLE_HOLD' } },
  ]);
});

const fortnightly = {
  ...given,
  rhythm: {
    ...given.rhythm,
    kind: 'WEEKLY' as const,
    startsOn: '2026-03-02',
    everyWeeks: 2,
    weekdays: ['THURSDAY', 'MONDAY'],
    endsOn: '2027-03-01',
  },
  nextTurnOn: '2026-12-03',
  skippedOn: ['2026-11-30'],
  viewerCanPause: true,
  viewerCanSkip: true,
  viewerCanSetHoliday: true,
};
const rhythmMenu = async (action: string): Promise<void> => {
  await userEvent.click(await screen.findByRole('button', { name: 'Rhythm of Two Questions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
};

it('should say how often and when next in plain words, and leave one out with an undo', async () => {
  clientPage({ assignments: [fortnightly] });
  const payload = { assignment: null, userErrors: [] };
  server
    .on(SkipTurnDocument, { skipTurn: { __typename: 'SkipTurnPayload', ...payload } })
    .on(RestoreTurnDocument, { restoreTurn: { __typename: 'RestoreTurnPayload', ...payload } })
    .on(PauseAssignmentDocument, { pauseAssignment: { __typename: 'PauseAssignmentPayload', ...payload } })
    .on(ResumeAssignmentDocument, {
      resumeAssignment: { __typename: 'ResumeAssignmentPayload', ...payload },
    });
  open('/clients/noor');
  expect(
    await screen.findByText(/every two weeks on Monday and Thursday, until March 1, 2027/),
  ).toBeVisible();
  expect(screen.getByText('Next: Thursday, December 3.')).toBeVisible();
  expect(screen.getByText('Monday, November 30 is left out')).toBeVisible();
  await rhythmMenu('Leave out Thursday, December 3');
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() =>
    expect(server.sent(RestoreTurnDocument)).toMatchObject([
      { input: { assignmentId: 'assignment', on: '2026-12-03' } },
    ]),
  );
  expect(server.sent(SkipTurnDocument)).toMatchObject([
    { input: { assignmentId: 'assignment', on: '2026-12-03' } },
  ]);
  await rhythmMenu('Pause');
  expect(await screen.findByText('Two Questions is paused. What is there stays.')).toBeVisible();
});

it('should change a rhythm, say what stays, and undo it from the day it counted from', async () => {
  clientPage({ assignments: [fortnightly] });
  server.on(ChangeRhythmDocument, {
    changeRhythm: {
      __typename: 'ChangeRhythmPayload',
      assignment: { ...fortnightly, nextTurnOn: '2026-12-31' },
      userErrors: [],
    },
  } as never);
  open('/clients/noor');
  await rhythmMenu('Change the rhythm');
  const sheet = within(await screen.findByRole('dialog', { name: 'How often: Two Questions' }));
  expect(sheet.getByRole('radio', { name: 'Every two weeks' })).toBeChecked();
  expect(sheet.getByRole('checkbox', { name: 'Thursday' })).toBeChecked();
  await userEvent.click(sheet.getByRole('radio', { name: 'Every month' }));
  await userEvent.selectOptions(sheet.getByLabelText('Day of the month'), 'the last day');
  await userEvent.selectOptions(sheet.getByLabelText('Until'), 'some turns');
  expect(sheet.getByText('From today on: on the last day of every month, 6 times in all.')).toBeVisible();
  expect(sheet.getByText(/What was written stays/)).toBeVisible();
  await userEvent.click(sheet.getByRole('button', { name: 'Keep this rhythm' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(server.sent(ChangeRhythmDocument)).toHaveLength(2));
  const [change, undo] = server.sent(ChangeRhythmDocument) as [{ input: object }, { input: object }];
  expect(change.input).toMatchObject({
    assignmentId: 'assignment',
    rhythm: { kind: 'MONTHLY', monthDay: 31, endsAfter: 6 },
  });
  expect(undo.input).toMatchObject({
    rhythm: { kind: 'WEEKLY', everyWeeks: 2, weekdays: ['THURSDAY', 'MONDAY'], endsOn: '2027-03-01' },
    countsFrom: '2026-03-02',
  });
});

it('should keep the days of a holiday, and take it off', async () => {
  const holiday = { __typename: 'Holiday' as const, from: '2026-12-20', until: '2027-01-03' };
  clientPage({ assignments: [{ ...fortnightly, holiday }] });
  const payload = { assignment: { ...fortnightly, holiday, nextTurnOn: '2027-01-04' }, userErrors: [] };
  server.on(SetHolidayDocument, { setHoliday: { __typename: 'SetHolidayPayload', ...payload } } as never);
  open('/clients/noor');
  expect(
    await screen.findByText('Holiday until Sunday, January 3. Next: Thursday, December 3.'),
  ).toBeVisible();
  await rhythmMenu('Holiday');
  expect(await screen.findByLabelText('From')).toHaveValue('2026-12-20');
  await userEvent.click(screen.getByRole('button', { name: 'Keep this holiday' }));
  expect(await screen.findByText('Next: Monday, January 4.')).toBeVisible();
  expect(screen.getByText('Holiday until Sunday, January 3. Next: Monday, January 4.')).toBeVisible();
  await rhythmMenu('Holiday');
  await userEvent.click(await screen.findByRole('button', { name: 'No holiday' }));
  await waitFor(() => expect(server.sent(SetHolidayDocument)).toHaveLength(2));
  const [kept, off] = server.sent(SetHolidayDocument) as [{ input: object }, { input: object }];
  expect(kept.input).toMatchObject({ holiday: { from: '2026-12-20', until: '2027-01-03' } });
  expect(off.input).not.toHaveProperty('holiday');
});

it("should show a client's page without a trace of opened or begun", async () => {
  clientPage();
  open('/clients/noor');
  expect(await screen.findByText('Nothing was shared yet.')).toBeVisible();
  expect(screen.getByText(/No session is known/)).toBeVisible();
  expect(screen.queryByText(/opened|started|begun/i)).toBeNull();
});

const reading = {
  ...summary,
  __typename: 'Reflection' as const,
  coupleId: null as string | null,
  oneQuestion: 'What stayed?',
  rationale: null,
  answers: [
    answer('one', 'What happened?', 'It rained.', false),
    answer('two', 'What would help?', 'A walk.', true),
  ],
  earlierAnswers: [] as object[],
  addenda: [] as object[],
  ratings: [],
  feltWrong: true,
  replies: [] as object[],
  talkedAboutAt: null,
  viewerCanReply: true,
  viewerCanMarkTalkedAbout: true,
};
const sentReply = {
  __typename: 'Reply' as const,
  id: 'reply',
  text: 'I noticed the walk.',
  authorName: 'Mara',
  sentAt: '2026-03-05T08:00:00Z',
  takenBackAt: null as string | null,
  viewerCanTakeBack: true,
};

function readingPage(overrides: object = {}): void {
  server
    .on(ReadingScreenDocument, { reflection: { ...reading, ...overrides } } as never)
    .on(ReplyToReflectionDocument, {
      replyToReflection: {
        __typename: 'ReplyToReflectionPayload',
        reflection: null,
        reply: sentReply,
        userErrors: [],
      },
    })
    .on(TakeBackReplyDocument, {
      takeBackReply: {
        __typename: 'TakeBackReplyPayload',
        reflection: null,
        reply: null,
        userErrors: [],
      },
    });
}

it('should read the queue by key: brought in first, a reply by keyboard, then the next', async () => {
  readingPage();
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

it('should say that no reply needs an answer, and undo with the words kept', async () => {
  readingPage();
  open('/to-read/reflection');
  const field = await screen.findByLabelText('Your reply');
  expect(screen.getByText(/Under every reply your client reads: “No need to answer here.”/)).toBeVisible();
  await userEvent.type(field, 'I wonder about the rain. Was it loud?');
  await userEvent.click(screen.getByRole('button', { name: 'Send the reply' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Taken back. Your client never heard of it.')).toBeVisible();
  expect(server.sent(ReplyToReflectionDocument)).toMatchObject([
    { input: { text: 'I wonder about the rain. Was it loud?' } },
  ]);
  expect(server.sent(TakeBackReplyDocument)).toMatchObject([{ input: { replyId: 'reply' } }]);
  expect(await screen.findByLabelText('Your reply')).toHaveValue('I wonder about the rain. Was it loud?');
});

it('should take a reply back later, after saying what the client will see', async () => {
  readingPage({ replies: [sentReply] });
  open('/reflections/reflection');
  await userEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
  expect(screen.getByText(/will see that a reply was taken back, with an apology/)).toBeVisible();
  expect(server.sent(TakeBackReplyDocument)).toEqual([]);
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Take it back' }));
  expect(await screen.findByText('The reply is taken back.')).toBeVisible();
});

it('should show the words from before beside a later sitting, and what was added with its date', async () => {
  readingPage({
    sitting: 'NEXT_SESSION',
    isMarked: true,
    coupleId: 'couple',
    coupleName: 'Ada and Noor',
    earlierAnswers: [answer('zero', 'What is the next step?', 'To ask.', true)],
    addenda: [{ __typename: 'Addendum', id: 'added', text: 'I did ask.', writtenAt: '2026-03-06T09:00:00Z' }],
  });
  open('/reflections/reflection');
  const before = within(await screen.findByRole('region', { name: 'The words from before' }));
  expect(before.getByText('To ask.')).toBeVisible();
  expect(before.queryByText('Bring this in')).toBeNull();
  expect(within(screen.getByRole('region', { name: 'The words now' })).getByText('A walk.')).toBeVisible();
  expect(screen.getByRole('heading', { name: /^Added .*Mar 6/ })).toBeVisible();
  expect(screen.getByText('After the next session')).toBeVisible();
  expect(screen.getByText(/twice in a row/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Ada and Noor' })).toHaveAttribute('href', '/couples/couple');
});

it('should name in the queue what felt wrong twice, and the couple it belongs to', async () => {
  server.on(ToReadScreenDocument, {
    askedToTalk: [],
    endingWishes: [],
    toRead: {
      __typename: 'ReflectionSummaryConnection',
      edges: [
        {
          __typename: 'ReflectionSummaryEdge',
          cursor: '1',
          node: { ...summary, isMarked: true, coupleName: 'Ada and Noor' },
        },
      ],
      pageInfo,
    },
  });
  open('/to-read');
  const row = await screen.findByRole('link', { name: /Noor Haddad/ });
  expect(row).toHaveTextContent('This felt wrong, twice in a row');
  expect(row).toHaveTextContent('Ada and Noor');
});

it('should tell who wishes to end joint work, lead to where it is ended, and take it off once it was talked about', async () => {
  const wish = {
    __typename: 'EndingWish' as const,
    ...{ clientId: 'noor', clientName: 'Noor Haddad', coupleId: 'couple', coupleName: 'Ada and Noor' },
    wishedAt: '2026-03-05T09:41:00Z',
  };
  const queue = (endingWishes: (typeof wish)[]) =>
    server.on(ToReadScreenDocument, {
      askedToTalk: [],
      endingWishes,
      toRead: { __typename: 'ReflectionSummaryConnection', edges: [], pageInfo },
    });
  queue([wish]).on(CloseEndingWishDocument, () => {
    queue([]);
    return {
      closeEndingWish: { __typename: 'CloseEndingWishPayload' as const, endingWishes: [], userErrors: [] },
    };
  });
  open('/to-read');
  expect(await screen.findByText(/Only the care team knows of this/)).toBeVisible();
  expect(screen.getByRole('link', { name: /To the couple’s page/ })).toHaveAttribute(
    'href',
    '/couples/couple',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Talked about, going on' }));
  expect(await screen.findByText(/Nothing marked to read/)).toBeVisible();
  expect(server.sent(CloseEndingWishDocument)[0]?.['input']).toMatchObject({
    coupleId: 'couple',
    clientId: 'noor',
  });
});

it('should say calmly that nothing is marked to read', async () => {
  server.on(ToReadScreenDocument, {
    askedToTalk: [],
    endingWishes: [],
    toRead: { __typename: 'ReflectionSummaryConnection', edges: [], pageInfo },
  });
  open('/to-read');
  expect(await screen.findByText("Nothing marked to read. The rest is on each client's page.")).toBeVisible();
});

it("should keep a clinician's screens from a practice admin", async () => {
  open('/clients/noor', 'PRACTICE_ADMIN');
  await screen.findByRole('heading', { level: 1, name: 'Nothing here' });
  expect(server.sent(ClientScreenDocument)).toEqual([]);
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
