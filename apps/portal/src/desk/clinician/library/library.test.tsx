import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ExerciseDefinition } from '@rejoin/domain';
import { exercise } from '../../../testing/exercise.js';
import { openDesk, pageInfo } from '../../../testing/desk.js';
import { TestServer } from '../../../testing/server.js';
import {
  AssignClientDocument,
  AssignExerciseDocument,
  AssignTargetsDocument,
  ExerciseScreenDocument,
  LibraryDocument,
  LibraryScreenDocument,
  ProgramsDocument,
} from '../../gql/graphql.js';

const definition = {
  ...exercise,
  doorways: ['GUILT_TOO_BIG'],
  cautions: ['CRIT'],
} as unknown as ExerciseDefinition;
const summary = {
  __typename: 'ExerciseSummary' as const,
  id: 'two-questions',
  slug: 'two-questions',
  title: 'Two Questions',
  summary: 'For a mistake that keeps playing.',
  minutes: 6,
  focus: 'SELF_COMPASSION' as const,
  isForCouples: false,
  roles: [],
  opensInSession: false,
  isCheckIn: false,
  doorways: ['GUILT_TOO_BIG'],
  sees: 'The plain sentence.',
  contraindications: 'Not in acute danger.',
  words: 'two questions mistake lantern',
};
const other = {
  ...summary,
  id: 'ways',
  slug: 'ways',
  title: 'Ways Back In',
  doorways: ['SAME_FIGHT'],
  words: 'ways',
};

let server: TestServer;
beforeEach(() => {
  server = new TestServer()
    .on(ProgramsDocument, { programs: [] })
    .on(LibraryScreenDocument, { library: [summary, other] })
    .on(LibraryDocument, { library: [summary, other] })
    .on(ExerciseScreenDocument, {
      exercise: {
        __typename: 'LibraryExercise',
        id: 'two-questions',
        slug: 'two-questions',
        version: 1,
        definition: definition as unknown as Record<string, unknown>,
      },
    });
});

describe('the library', () => {
  it('opens on eight moments and leads through one of them to what fits it', async () => {
    openDesk(server, '/library');
    const door = await screen.findByRole('link', { name: /Guilt bigger than the moment/ });
    expect(
      within(screen.getByRole('region', { name: 'What brings them here?' })).getAllByRole('link'),
    ).toHaveLength(8 + 2);
    await userEvent.click(door);
    expect(await screen.findByRole('heading', { name: 'Guilt bigger than the moment' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Two Questions' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Ways Back In' })).not.toBeInTheDocument();
  });

  it('is searched from the keyboard: slash, a word of any question, Enter', async () => {
    openDesk(server, '/library');
    await screen.findByRole('link', { name: /Guilt bigger/ });
    await userEvent.keyboard('/lantern');
    expect(screen.getByRole('searchbox')).toHaveValue('lantern');
    expect(screen.getByText('1 exercise')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: definition.title.en })).toBeInTheDocument();
  });

  it('says so when nothing has the words', async () => {
    openDesk(server, '/library?q=zebra');
    expect(await screen.findByText(/Nothing has all of these words/)).toBeInTheDocument();
  });

  it('says so when it does not arrive', async () => {
    server.fail(LibraryScreenDocument, 'INTERNAL');
    openDesk(server, '/library');
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});

describe('an exercise of the library', () => {
  it('shows when to leave it out, what is asked and who reads it', async () => {
    openDesk(server, '/library/two-questions');
    const care = await screen.findByRole('region', { name: 'When to leave it out' });
    expect(care).toHaveTextContent('Not in acute danger.');
    expect(care).toHaveTextContent('Kindness may frighten.');
    const asked = screen.getByRole('region', { name: 'What it asks' });
    expect(within(asked).getAllByRole('listitem')).toHaveLength(definition.steps.length);
  });

  it('is walked on a phone without anything being kept', async () => {
    openDesk(server, '/library/two-questions');
    const phone = within(await screen.findByRole('group', { name: 'Preview, to try out' }));
    const asked = server.requests.length;
    await userEvent.click(phone.getByRole('button', { name: 'Begin' }));
    for (let step = 0; step < 10 && phone.queryByRole('button', { name: 'Continue' }); step += 1)
      await userEvent.click(phone.getByRole('button', { name: 'Continue' }));
    expect(phone.getByRole('heading', { name: 'Look it over' })).toBeInTheDocument();
    await userEvent.click(phone.getByRole('button', { name: 'From the start' }));
    expect(phone.getByRole('heading', { name: definition.title.en })).toBeInTheDocument();
    expect(server.requests).toHaveLength(asked);
  });

  it('is assigned from its page, with what to know before it in sight', async () => {
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
      .on(AssignClientDocument, {
        client: {
          __typename: 'Client',
          id: 'noor',
          chosenName: 'Noor Haddad',
          viewerCanAssign: true,
          episode: { __typename: 'Episode', id: 'episode', nextSession: null },
          assignments: [],
        },
      })
      .on(AssignExerciseDocument, {
        assignExercise: { __typename: 'AssignExercisePayload', assignment: null, userErrors: [] },
      });
    openDesk(server, '/library/two-questions');
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('a');
    const sheet = within(await screen.findByRole('dialog'));
    await waitFor(() => expect(sheet.getByLabelText('Who')).toHaveFocus());
    expect(sheet.getByText('Not in acute danger.')).toBeInTheDocument();
    await userEvent.selectOptions(sheet.getByLabelText('Who'), 'Noor Haddad');
    await userEvent.click(sheet.getByRole('button', { name: 'Assign' }));
    await waitFor(() => expect(server.sent(AssignExerciseDocument)).toHaveLength(1));
    expect(server.sent(AssignExerciseDocument)[0]).toMatchObject({
      input: { episodeId: 'episode', exerciseSlug: 'two-questions' },
    });
  });
});
