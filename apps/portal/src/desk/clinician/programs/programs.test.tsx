import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openDesk, pageInfo } from '../../../testing/desk.js';
import { enrollment, enrollmentWeek, program } from '../../../testing/program.js';
import { TestServer } from '../../../testing/server.js';
import {
  ArrangeWeeksDocument,
  AssignClientDocument,
  AssignCoupleDocument,
  AssignTargetsDocument,
  ClientScreenDocument,
  CloseWeekDocument,
  CoupleScreenDocument,
  EndEnrollmentDocument,
  EnrollInProgramDocument,
  LibraryScreenDocument,
  OpenNextWeekDocument,
  ProcessNotesDocument,
  ProgramsDocument,
  RestoreEnrollmentDocument,
} from '../../gql/graphql.js';

const episode = {
  __typename: 'Episode' as const,
  id: 'episode',
  startedOn: '2026-01-08',
  rhythm: null,
  nextSession: null,
  skippedOn: [],
  careTeam: [],
};
const client = {
  __typename: 'Client',
  id: 'noor',
  chosenName: 'Noor Haddad',
  pronouns: null,
  language: null,
  accountState: 'ACTIVE',
  viewerCanAssign: true,
  invitation: null,
  couples: [],
  episode,
  assignments: [],
};
const couple = {
  __typename: 'Couple',
  id: 'couple',
  name: 'Ada and Ben',
  label: null,
  kind: 'PARTNERS',
  status: 'ACTIVE',
  isGateOpen: true,
  agreement: 'NO_SECRETS',
  agreementVersion: 1,
  viewerCanAssign: true,
  viewerCanPause: true,
  viewerCanResume: false,
  viewerCanEnd: true,
  told: [],
  episode,
  partners: [],
  assignments: [],
};
const opened = enrollmentWeek('one', { openedAt: '2026-03-01T09:00:00Z' });

let server: TestServer;
const answers = (name: string, way: object | null = null) =>
  ({ [name]: { __typename: 'EnrollmentPayload', enrollment: way, userErrors: [] } }) as never;

function clientPage(enrollments: object[], overrides: object = {}): void {
  server
    .on(ClientScreenDocument, { client: { ...client, enrollments, ...overrides } } as never)
    .on(AssignClientDocument, { client } as never);
}

function couplePage(overrides: object = {}): void {
  server
    .on(CoupleScreenDocument, { couple: { ...couple, enrollments: [], ...overrides } } as never)
    .on(AssignCoupleDocument, { couple: { ...couple, ...overrides } } as never);
}

beforeEach(() => {
  server = new TestServer().on(ProcessNotesDocument, { processNotes: [] }).on(ProgramsDocument, {
    programs: [
      program('for-now', 'For Now', { isPinned: true }),
      program('first', 'First, Back to Yourself'),
      program('for-two', 'Repair for Two', { care: 'COUPLE' }),
    ],
  });
});

const lines = async () =>
  within(await screen.findByRole('list', { name: 'Weeks of First, Back to Yourself' }))
    .getAllByRole('listitem')
    .filter((item) => item.dataset['next'] !== undefined);

describe('a way through a program', () => {
  it('shows its weeks in words: open, next, left out, rest, to come; and numbers those that count', async () => {
    clientPage([
      enrollment([
        opened,
        enrollmentWeek('two', { isSkipped: true }),
        enrollmentWeek('three'),
        { ...enrollmentWeek('rest'), week: null },
        enrollmentWeek('four'),
      ]),
    ]);
    openDesk(server, '/clients/noor');
    const [first, second, third, rest, last] = await lines();
    expect(first).toHaveTextContent(/^Week 1: Title of oneOpen since March 1$/);
    expect(second).toHaveTextContent(/^Title of twoLeft out$/);
    expect(third).toHaveTextContent(/^Week 2: Title of threeNext/);
    expect(rest).toHaveTextContent(/^A week of restTo come$/);
    expect(last).toHaveTextContent(/^Week 3: Title of fourTo come$/);
    // What would be given stands there before it is.
    expect(third).toHaveTextContent('Note on three');
    expect(third).toHaveTextContent('Exercise of three');
    expect(screen.getByText('1 of 3 weeks open. The rest can wait.')).toBeVisible();
    // The page's one main act is still another one.
    const button = screen.getByRole('button', { name: 'Open week 2: Title of three' });
    expect(button.className).not.toBe(screen.getByRole('button', { name: 'Assign' }).className);
  });

  it('opens the next week, and closes it again within the notice', async () => {
    clientPage([enrollment([opened, enrollmentWeek('two')])]);
    server.on(OpenNextWeekDocument, answers('openNextWeek')).on(CloseWeekDocument, answers('closeWeek'));
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: 'Open week 2: Title of two' }));
    expect(await screen.findByText('Week 2: Title of two is open.')).toBeVisible();
    expect(server.sent(OpenNextWeekDocument)).toMatchObject([{ input: { enrollmentId: 'way' } }]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Closed again. Nobody was told.')).toBeVisible();
    expect(server.sent(CloseWeekDocument)).toMatchObject([{ input: { weekId: 'two' } }]);
  });

  it('asks whose side is whose before it opens a week of an exercise from two sides', async () => {
    const [week] = program('first', 'First').weeks;
    const [exercise] = week?.exercises ?? [];
    if (!week || !exercise) throw new Error('The program has no week.');
    const partner = (id: string, name: string) => ({
      __typename: 'Partner',
      id: `partner-${id}`,
      until: null,
      client: { __typename: 'PartnerClient', id, chosenName: name, language: null },
    });
    couplePage({
      partners: [partner('ada', 'Ada'), partner('ben', 'Ben')],
      enrollments: [
        enrollment([
          {
            ...enrollmentWeek('one'),
            week: { ...week, exercises: [{ ...exercise, roles: ['SPEAKER', 'LISTENER'] }] },
          },
        ]),
      ],
    });
    server.on(OpenNextWeekDocument, answers('openNextWeek'));
    openDesk(server, '/couples/couple');
    const open = { name: /^Open week 1/ };
    await userEvent.click(await screen.findByRole('button', open));
    expect(await screen.findByText('Which side of it is whose?')).toBeVisible();
    expect(server.sent(OpenNextWeekDocument)).toEqual([]);
    const [speaker] = await screen.findAllByRole('radio', { name: 'the one who spoke' });
    if (!speaker) throw new Error('Nobody can be the one who spoke.');
    await userEvent.click(speaker);
    await userEvent.click(screen.getByRole('button', open));
    await waitFor(() =>
      expect(server.sent(OpenNextWeekDocument)).toMatchObject([
        {
          input: {
            enrollmentId: 'way',
            roles: [
              { exerciseSlug: 'exercise-one', clientId: 'ada', role: 'SPEAKER' },
              { exerciseSlug: 'exercise-one', clientId: 'ben', role: 'LISTENER' },
            ],
          },
        },
      ]),
    );
  });

  it('says why a week does not open, and claims nothing', async () => {
    clientPage([enrollment([opened, enrollmentWeek('two')])]);
    server.on(OpenNextWeekDocument, {
      openNextWeek: {
        __typename: 'EnrollmentPayload',
        enrollment: null,
        userErrors: [
          { __typename: 'UserError', code: 'NOT_ALLOWED_NOW', field: null, message: 'The gate is shut.' },
        ],
      },
    });
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: /^Open week 2/ }));
    expect(await screen.findByText('The gate is shut.')).toBeVisible();
    expect(screen.queryByText(/is open\.$/)).toBeNull();
  });

  it('ends, goes on within the notice, and from the fold of those that have ended', async () => {
    clientPage([
      enrollment([opened, enrollmentWeek('two')]),
      { ...enrollment([]), id: 'before', programTitle: 'Before', endedAt: '2026-02-01T09:00:00Z' },
    ]);
    server
      .on(EndEnrollmentDocument, answers('endEnrollment'))
      .on(RestoreEnrollmentDocument, answers('restoreEnrollment'));
    openDesk(server, '/clients/noor');
    const menu = { name: 'What you can do with First, Back to Yourself' };
    await userEvent.click(await screen.findByRole('button', menu));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'End the program' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('First, Back to Yourself goes on.')).toBeVisible();
    await userEvent.click(screen.getByText('One program has ended'));
    await userEvent.click(screen.getByRole('button', { name: 'Go on with Before' }));
    await waitFor(() =>
      expect(server.sent(RestoreEnrollmentDocument)).toMatchObject([
        { input: { enrollmentId: 'way' } },
        { input: { enrollmentId: 'before' } },
      ]),
    );
  });

  it('only shows where the joint work has ended', async () => {
    couplePage({
      status: 'ENDED',
      viewerCanAssign: false,
      enrollments: [enrollment([opened, enrollmentWeek('two')])],
    });
    openDesk(server, '/couples/couple');
    await lines();
    for (const name of [/^Open week/, /^What you can do/, 'Begin a program'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('arranging the weeks', () => {
  const dialog = async () => {
    clientPage([
      enrollment([opened, enrollmentWeek('two'), enrollmentWeek('three'), enrollmentWeek('four')]),
    ]);
    server.on(ArrangeWeeksDocument, answers('arrangeWeeks'));
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: /^What you can do with/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Arrange the weeks' }));
    return within(await screen.findByRole('dialog'));
  };

  it('moves a week by buttons and by keys, and the focus goes with it', async () => {
    const sheet = await dialog();
    expect(sheet.queryByText('Title of one')).toBeNull();
    await userEvent.click(sheet.getByRole('button', { name: 'Move Title of four up' }));
    expect(sheet.getByRole('button', { name: 'Move Title of four up' })).toHaveFocus();
    expect(sheet.getByText('Title of four is now 2 of 3.')).toBeInTheDocument();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    // At the top there is no further up: the other arrow has the focus.
    expect(sheet.getByRole('button', { name: 'Move Title of four down' })).toHaveFocus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await userEvent.click(sheet.getByRole('button', { name: 'Keep this order' }));
    expect(await screen.findByText('The weeks stand in their new order.')).toBeVisible();
    expect(server.sent(ArrangeWeeksDocument)).toMatchObject([
      {
        input: {
          enrollmentId: 'way',
          weeks: ['four', 'two', 'three'].map((weekId) => ({ weekId, isSkipped: false })),
        },
      },
    ]);
  });

  it('leaves a week out, puts another back, and makes room for rest', async () => {
    const sheet = await dialog();
    await userEvent.click(sheet.getByRole('button', { name: 'Leave out Title of two' }));
    await userEvent.click(sheet.getByRole('button', { name: 'Leave out Title of three' }));
    await userEvent.click(sheet.getByRole('button', { name: 'Put back Title of three' }));
    await userEvent.click(sheet.getByRole('button', { name: 'Add a week of rest' }));
    await userEvent.click(sheet.getByRole('button', { name: 'Move A week of rest down' }));
    await userEvent.click(sheet.getByRole('button', { name: 'Add a week of rest' }));
    const [one] = sheet.getAllByRole('button', { name: 'Take the week of rest away' });
    if (one) await userEvent.click(one);
    await userEvent.click(sheet.getByRole('button', { name: 'Keep this order' }));
    await waitFor(() => expect(server.sent(ArrangeWeeksDocument)).toHaveLength(1));
    expect((server.sent(ArrangeWeeksDocument)[0] as { input: { weeks: object[] } }).input.weeks).toEqual([
      { weekId: 'two', isSkipped: true },
      { isSkipped: false },
      { weekId: 'three', isSkipped: false },
      { weekId: 'four', isSkipped: false },
    ]);
  });
});

describe('beginning a program', () => {
  const begun = { ...enrollment([opened, enrollmentWeek('two')]), id: 'new' };

  it('offers what is for one person, the pinned one first, and shows when to leave it out', async () => {
    clientPage([]);
    server
      .on(EnrollInProgramDocument, answers('enrollInProgram', begun))
      .on(CloseWeekDocument, answers('closeWeek'));
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: 'Begin a program' }));
    const sheet = within(await screen.findByRole('dialog'));
    const offered = (await sheet.findAllByRole('option')).map(({ textContent }) => textContent);
    expect(offered).toEqual([
      expect.stringMatching(/^For NowShown first in your practice · 2 weeks/),
      expect.stringMatching(/^First, Back to Yourself2 weeks/),
    ]);
    await userEvent.click(sheet.getByRole('option', { name: /First, Back/ }));
    expect(sheet.getByText('Not in acute danger.')).toBeVisible();
    await userEvent.click(sheet.getByRole('radio', { name: /^After review/ }));
    await sheet.findByText('For Noor Haddad');
    await userEvent.click(sheet.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByText(/begun for Noor Haddad, and its first week is open/)).toBeVisible();
    expect(server.sent(EnrollInProgramDocument)).toMatchObject([
      { input: { episodeId: 'episode', programSlug: 'first', opens: 'AFTER_REVIEW', isBegun: true } },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.sent(CloseWeekDocument)).toMatchObject([{ input: { weekId: 'one' } }]));
  });

  it('asks which one, and begins without opening anything where it shall wait', async () => {
    clientPage([]);
    server.on(
      EnrollInProgramDocument,
      answers('enrollInProgram', { ...begun, weeks: [enrollmentWeek('one')] }),
    );
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: 'Begin a program' }));
    const sheet = within(await screen.findByRole('dialog'));
    await sheet.findAllByRole('option');
    await userEvent.click(sheet.getByRole('button', { name: 'Begin' }));
    expect(sheet.getByText('Which program shall it be?')).toBeVisible();
    await userEvent.type(sheet.getByLabelText('Find a program'), 'now{Enter}');
    await userEvent.click(sheet.getByRole('radio', { name: 'Later, by hand' }));
    await sheet.findByText('For Noor Haddad');
    await userEvent.click(sheet.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByText(/No week is open yet\.$/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(server.sent(EnrollInProgramDocument)).toMatchObject([
      { input: { programSlug: 'for-now', opens: 'BY_HAND', isBegun: false } },
    ]);
  });

  it('offers a couple what is for two, opened by hand alone, and says what a shut gate means', async () => {
    couplePage({ isGateOpen: false });
    openDesk(server, '/couples/couple');
    await userEvent.click(await screen.findByRole('button', { name: 'Begin a program' }));
    const sheet = within(await screen.findByRole('dialog'));
    expect((await sheet.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Repair for Two/),
    ]);
    expect(await sheet.findByText(/^The gate is shut/)).toBeVisible();
    expect(sheet.queryByRole('radio', { name: /^After review/ })).toBeNull();
    expect(sheet.getByText(/weeks open by hand alone/)).toBeVisible();
  });

  it('says so when the programs do not arrive', async () => {
    clientPage([]);
    server.fail(ProgramsDocument, 'INTERNAL');
    openDesk(server, '/clients/noor');
    await userEvent.click(await screen.findByRole('button', { name: 'Begin a program' }));
    const sheet = within(await screen.findByRole('dialog'));
    expect(await sheet.findByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

describe('programs in the library', () => {
  const titles = async () =>
    (await screen.findAllByRole('heading', { level: 3 })).map(({ textContent }) => textContent);

  it('stand under the moments, the pinned one above everything; a search looks through them, too', async () => {
    server.on(LibraryScreenDocument, { library: [] });
    openDesk(server, '/library');
    await screen.findByText('Shown first in your practice');
    expect(await titles()).toEqual(['For Now', 'First, Back to Yourself', 'Repair for Two']);
    const section = within(screen.getByRole('region', { name: 'Programs' }));
    // When to leave it out, its weeks and its languages are one press away, before anything is begun.
    const [fold] = section.getAllByText('Its weeks, and when to leave it out');
    if (fold) await userEvent.click(fold);
    expect(section.getAllByText('Not in acute danger.')[0]).toBeVisible();
    expect(section.getAllByText('Complete in English and Spanish')[0]).toBeVisible();
    expect(section.queryByRole('heading', { name: 'For Now' })).toBeNull();
    await userEvent.type(screen.getByRole('searchbox'), 'two repair');
    expect(await titles()).toEqual(['Repair for Two']);
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.type(screen.getByRole('searchbox'), 'zebra');
    await waitFor(() => expect(screen.queryAllByRole('heading', { level: 3 })).toEqual([]));
  });

  it('begin with somebody whom they are for', async () => {
    const row = (id: string, kind: 'INDIVIDUAL' | 'COUPLE', name: string) => ({
      __typename: 'CaseloadEdge' as const,
      cursor: id,
      node: { __typename: 'CaseloadRow' as const, id, kind, name },
    });
    server
      .on(LibraryScreenDocument, { library: [] })
      .on(AssignTargetsDocument, {
        caseload: {
          __typename: 'CaseloadConnection',
          edges: [row('noor', 'INDIVIDUAL', 'Noor Haddad'), row('couple', 'COUPLE', 'Ada and Ben')],
          pageInfo,
        },
      })
      .on(EnrollInProgramDocument, answers('enrollInProgram', enrollment([opened])));
    couplePage();
    openDesk(server, '/library');
    await userEvent.click(await screen.findByRole('button', { name: 'Begin Repair for Two for a couple' }));
    const sheet = within(await screen.findByRole('dialog'));
    const who = sheet.getByLabelText('Who');
    await waitFor(() => expect(who).toHaveFocus());
    await userEvent.click(sheet.getByRole('button', { name: 'Begin' }));
    expect(sheet.getByText('Who is it for?')).toBeVisible();
    await within(who).findByRole('option', { name: 'Ada and Ben' });
    expect(within(who).queryByRole('option', { name: 'Noor Haddad' })).toBeNull();
    await userEvent.selectOptions(who, 'Ada and Ben');
    await waitFor(() => expect(server.sent(AssignCoupleDocument)).toHaveLength(1));
    await userEvent.click(sheet.getByRole('button', { name: 'Begin' }));
    await waitFor(() =>
      expect(server.sent(EnrollInProgramDocument)).toMatchObject([
        { input: { episodeId: 'episode', programSlug: 'for-two', opens: 'BY_HAND' } },
      ]),
    );
  });
});
