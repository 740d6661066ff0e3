import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openDesk, pageInfo } from '../../../testing/desk.js';
import { enrollment, enrollmentWeek, program } from '../../../testing/program.js';
import { TestServer } from '../../../testing/server.js';
import {
  AssignTargetsDocument,
  CloseWeekDocument,
  EnrollCohortDocument,
  GroupsScreenDocument,
  OpenCohortWeekDocument,
  ProgramsDocument,
} from '../../gql/graphql.js';

const openOne = { openedAt: '2026-03-01T09:00:00Z' };
/** Somebody of the group; week ids are each person's own. */
const member = (name: string, weeks: ReturnType<typeof enrollmentWeek>[], overrides: object = {}) => ({
  __typename: 'CohortMember' as const,
  clientId: name.toLowerCase(),
  clientName: name,
  enrollment: enrollment(
    weeks.map((week) => ({ ...week, id: `${week.id} of ${name}` })),
    { id: `way of ${name}`, ...overrides },
  ),
});
const group = (members: ReturnType<typeof member>[]) => ({
  __typename: 'Cohort' as const,
  id: 'group',
  name: 'Tuesdays',
  programTitle: 'First, Back to Yourself',
  viewerCanOpenNext: members.some(({ enrollment: { viewerCanOpenNext } }) => viewerCanOpenNext),
  members,
});
const answers = (name: string, key: string) =>
  ({ [name]: { __typename: 'Payload', [key]: null, userErrors: [] } }) as never;

let server: TestServer;
const groups = (...all: ReturnType<typeof group>[]): void => {
  server.on(GroupsScreenDocument, { cohorts: all });
};

beforeEach(() => {
  server = new TestServer()
    .on(OpenCohortWeekDocument, answers('openCohortWeek', 'cohort'))
    .on(CloseWeekDocument, answers('closeWeek', 'enrollment'))
    .on(EnrollCohortDocument, answers('enrollCohort', 'cohort'))
    .on(ProgramsDocument, {
      programs: [program('first', 'First'), program('for-two', 'For Two', { care: 'COUPLE' })],
    })
    .on(AssignTargetsDocument, {
      caseload: {
        __typename: 'CaseloadConnection',
        edges: (['Ada', 'Ben', 'Ada and Ben'] as const).map((name) => ({
          __typename: 'CaseloadEdge' as const,
          cursor: name,
          node: {
            __typename: 'CaseloadRow' as const,
            id: name.toLowerCase(),
            kind: name === 'Ada and Ben' ? ('COUPLE' as const) : ('INDIVIDUAL' as const),
            name,
          },
        })),
        pageInfo,
      },
    });
});

it('says who is where, opens the next week for everybody who has one, and closes it again', async () => {
  groups(
    group([
      member('Ada', [enrollmentWeek('one', openOne), enrollmentWeek('two')]),
      member('Ben', [enrollmentWeek('one'), enrollmentWeek('two')]),
      member('Cleo', [enrollmentWeek('one', openOne)], { viewerCanOpenNext: false }),
      member('Dov', [enrollmentWeek('one')], { viewerCanOpenNext: false, endedAt: '2026-03-02T09:00:00Z' }),
    ]),
  );
  openDesk(server, '/groups');
  const lines = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
  expect(lines).toEqual([
    'AdaWeek 1: Title of one is open',
    'BenNothing open yet',
    'CleoWeek 1: Title of one is open',
    'DovEnded',
  ]);
  expect(screen.getByRole('link', { name: 'Ada' })).toHaveAttribute('href', '/clients/ada');
  expect(screen.getByText(/They do not see each other/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Open everybody’s next week' }));
  expect(await screen.findByText('A week is open for each of 2 people.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Closed again. Nobody was told.')).toBeVisible();
  expect(server.sent(CloseWeekDocument)).toMatchObject([
    { input: { weekId: 'two of Ada' } },
    { input: { weekId: 'one of Ben' } },
  ]);
});

it('names the week where it is the same for all, and offers nothing where none is left', async () => {
  groups(
    group([
      member('Ada', [enrollmentWeek('one', openOne), enrollmentWeek('two')]),
      member('Ben', [enrollmentWeek('one', openOne), enrollmentWeek('two')]),
    ]),
    { ...group([]), id: 'empty', name: 'Long Ago' },
  );
  openDesk(server, '/groups');
  expect(
    await screen.findByRole('button', { name: 'Open week 2: Title of two, for everybody' }),
  ).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Open/ })).toHaveLength(1);
  expect(screen.getByText('Nobody in it is in your care any more.')).toBeVisible();
});

it('begins with a name, a program and people of one’s own', async () => {
  groups();
  openDesk(server, '/groups');
  expect(await screen.findByText('There is no group yet.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'New group' }));
  const sheet = within(await screen.findByRole('dialog'));
  const begin = sheet.getByRole('button', { name: 'Begin with this group' });
  await userEvent.click(begin);
  expect(sheet.getByText('What do you call this group?')).toBeVisible();
  await userEvent.type(sheet.getByLabelText('Name of the group'), ' Tuesdays ');
  await userEvent.click(begin);
  expect(sheet.getByText('Which program shall it be?')).toBeVisible();
  expect(await sheet.findAllByRole('option')).toHaveLength(1);
  await userEvent.click(sheet.getByRole('option', { name: /^First/ }));
  await userEvent.click(begin);
  expect(sheet.getAllByText('Who is in it?')).toHaveLength(1);
  expect(sheet.getAllByRole('checkbox')).toHaveLength(2);
  await userEvent.click(sheet.getByRole('checkbox', { name: 'Ben' }));
  await userEvent.click(sheet.getByRole('radio', { name: 'Later, by hand' }));
  await userEvent.click(begin);
  expect(await screen.findByText('The group “Tuesdays” has begun.')).toBeVisible();
  await waitFor(() =>
    expect(server.sent(EnrollCohortDocument)).toMatchObject([
      { input: { name: 'Tuesdays', programSlug: 'first', clientIds: ['ben'], isBegun: false } },
    ]),
  );
});

it('says so when the groups do not arrive, and keeps them from an admin', async () => {
  server.fail(GroupsScreenDocument, 'INTERNAL');
  const page = openDesk(server, '/groups');
  expect(await screen.findByRole('alert')).toBeVisible();
  page.unmount();
  openDesk(server, '/groups', 'PRACTICE_ADMIN');
  expect(await screen.findByRole('heading', { level: 1 })).not.toHaveTextContent('Groups');
});
