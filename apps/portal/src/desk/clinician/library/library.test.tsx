import { jest } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { blocksIn, type ExerciseDefinition } from '@rejoin/domain';
import { exercise } from '../../../testing/exercise.js';
import { openDesk, pageInfo } from '../../../testing/desk.js';
import { TestServer } from '../../../testing/server.js';
import {
  ArchiveExerciseDocument,
  AssignClientDocument,
  AssignExerciseDocument,
  AssignTargetsDocument,
  DuplicateExerciseDocument,
  ExerciseDraftDocument,
  ExerciseFileDocument,
  ExerciseScreenDocument,
  ExerciseVersionsDocument,
  ImportExerciseDocument,
  LibraryDocument,
  LibraryScreenDocument,
  MakeExercisePersonalDocument,
  OwnExercisesDocument,
  ProgramsDocument,
  RestoreExerciseDocument,
  ShareExerciseWithPracticeDocument,
  type ExerciseDraftQuery,
  type OwnExercisesQuery,
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
  origin: 'BUILT_IN' as const,
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
  languages: ['en'],
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
    .on(OwnExercisesDocument, { ownExercises: [] })
    .on(LibraryDocument, { library: [summary, other] })
    .on(ExerciseScreenDocument, {
      exercise: {
        __typename: 'LibraryExercise',
        id: 'two-questions',
        slug: 'two-questions',
        version: 1,
        definition: definition as unknown as Record<string, unknown>,
        own: null,
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

  it('is printed with nothing in it, question by question', async () => {
    const print = jest.fn();
    Object.assign(globalThis, { print });
    openDesk(server, '/library/two-questions');
    await userEvent.click(await screen.findByRole('button', { name: 'Print a sheet' }));
    expect(print).toHaveBeenCalledTimes(1);
    const sheet = within(screen.getByRole('article', { name: definition.title.en }));
    for (const { prompt } of blocksIn(definition)) expect(sheet.getByText(prompt.en)).toBeInTheDocument();
    expect(sheet.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(
      Array.from({ length: 11 }, (_none, number) => String(number)),
    );
  });

  it('is printed in the language that is asked for', async () => {
    const print = jest.fn();
    Object.assign(globalThis, { print });
    server.on(ExerciseScreenDocument, {
      exercise: {
        __typename: 'LibraryExercise',
        id: 'two-questions',
        slug: 'two-questions',
        version: 1,
        definition: {
          ...exercise,
          languages: ['en', 'es'],
          title: { en: 'Two Questions', es: 'Dos preguntas' },
        },
        own: null,
      },
    });
    openDesk(server, '/library/two-questions');
    await userEvent.click(await screen.findByRole('button', { name: 'Print a sheet' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'In Spanish' }));
    expect(await screen.findByRole('article', { name: 'Dos preguntas' })).toHaveAttribute('lang', 'es');
    expect(print).toHaveBeenCalledTimes(1);
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
          language: null,
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

describe('an exercise of one’s own', () => {
  const own: OwnExercisesQuery['ownExercises'][number] = {
    __typename: 'OwnExercise',
    id: 'mine',
    slug: 'two-questions',
    title: 'Two Questions, Mine',
    scope: 'PERSONAL',
    ownerName: 'Mara',
    isMine: true,
    version: 2,
    hasDraft: false,
    savedAt: '2026-03-05T10:00:00Z',
    archivedAt: null,
  };
  const acted = (part: Partial<typeof own> = {}) => ({
    __typename: 'OwnExercisePayload' as const,
    exercise: { ...own, ...part },
    userErrors: [],
  });
  const draft: NonNullable<ExerciseDraftQuery['exerciseDraft']> = {
    __typename: 'ExerciseDraft',
    id: 'mine',
    definition: definition,
    revision: 1,
    savedByName: 'Mara',
    published: null,
    base: definition,
    exercise: own,
    versions: [
      {
        __typename: 'PublishedVersion',
        id: 'second',
        version: 2,
        publishedAt: '2026-03-05T10:00:00Z',
        publishedByName: 'Mara',
        note: 'A warmer title',
      },
    ],
  };
  const page = (part: Partial<typeof own> = {}): void => {
    server
      .on(ExerciseScreenDocument, {
        exercise: {
          __typename: 'LibraryExercise',
          id: 'two-questions',
          slug: 'two-questions',
          version: 2,
          definition: definition as unknown as Record<string, unknown>,
          own: { ...own, ...part },
        },
      })
      .on(ExerciseVersionsDocument, { exerciseDraft: draft });
  };
  const more = async (action: string): Promise<void> => {
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: action }));
  };
  const sentTo = async <Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
  ): Promise<Record<string, unknown>[]> => {
    await waitFor(() => expect(server.sent(document)).toHaveLength(1));
    return server.sent(document);
  };

  it('is made of a built-in in one press, and then lies open to be written', async () => {
    server
      .on(DuplicateExerciseDocument, { duplicateExercise: acted({ version: null }) })
      .on(ExerciseDraftDocument, { exerciseDraft: draft });
    openDesk(server, '/library/two-questions');
    await userEvent.click(await screen.findByRole('button', { name: 'Make my own' }));
    expect(await screen.findByRole('heading', { name: 'About the exercise' })).toBeInTheDocument();
    expect(server.sent(DuplicateExerciseDocument)).toMatchObject([{ input: { slug: 'two-questions' } }]);
  });

  it('tells its versions, who published each, and why', async () => {
    page();
    openDesk(server, '/library/two-questions');
    const versions = await screen.findByRole('region', { name: 'Versions' });
    expect(versions).toHaveTextContent('Version 2, by Mara');
    expect(versions).toHaveTextContent('A warmer title');
  });

  it('is put away and, if that was a slip, brought back', async () => {
    page();
    server
      .on(ArchiveExerciseDocument, { archiveExercise: acted({ archivedAt: '2026-03-06T10:00:00Z' }) })
      .on(RestoreExerciseDocument, { restoreExercise: acted() });
    openDesk(server, '/library/two-questions');
    await more('Put away');
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await sentTo(RestoreExerciseDocument)).toMatchObject([{ input: { exerciseId: 'mine' } }]);
  });

  it('that was put away is not given and not written on', async () => {
    page({ archivedAt: '2026-03-06T10:00:00Z' });
    openDesk(server, '/library/two-questions');
    expect(await screen.findByText(/This is put away/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Assign' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Write on' })).not.toBeInTheDocument();
  });

  it('that nobody published yet cannot be assigned', async () => {
    page({ version: null });
    openDesk(server, '/library/two-questions');
    expect(await screen.findByText(/not published yet/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Assign' })).not.toBeInTheDocument();
  });

  it('is shared with the practice, and kept to oneself again by Undo', async () => {
    page();
    server
      .on(ShareExerciseWithPracticeDocument, { shareExerciseWithPractice: acted({ scope: 'PRACTICE' }) })
      .on(MakeExercisePersonalDocument, { makeExercisePersonal: acted() });
    openDesk(server, '/library/two-questions');
    await more('Share with the practice');
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await sentTo(MakeExercisePersonalDocument)).toMatchObject([{ input: { exerciseId: 'mine' } }]);
  });

  it('of a colleague is shared by nobody else', async () => {
    page({ isMine: false, scope: 'PRACTICE' });
    openDesk(server, '/library/two-questions');
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    expect(screen.queryByRole('menuitem', { name: 'Keep it to yourself again' })).not.toBeInTheDocument();
  });

  it('stands in the library with how far it is; what was put away is folded', async () => {
    server.on(OwnExercisesDocument, {
      ownExercises: [
        { ...own, hasDraft: true },
        { ...own, id: 'new', slug: 'new', title: '', version: null },
        { ...own, id: 'old', slug: 'old', title: 'Long ago', archivedAt: '2026-01-01T10:00:00Z' },
      ],
    });
    openDesk(server, '/library');
    const region = within(await screen.findByRole('region', { name: 'Your own' }));
    expect(region.getByText('Changes not published')).toBeInTheDocument();
    expect(region.getByRole('link', { name: 'Without a title' })).toHaveAttribute('href', '/library/new');
    expect(region.getByText('One is put away')).toBeInTheDocument();
  });
});

describe('an exercise as a file', () => {
  const bring = async (): Promise<HTMLElement> => {
    openDesk(server, '/library');
    await userEvent.click(await screen.findByRole('button', { name: 'Bring a file' }));
    return screen.findByRole('dialog', { name: 'Bring an exercise' });
  };
  const file = (text: string): File =>
    Object.assign(new File([text], 'mine.yaml'), { text: () => Promise.resolve(text) });

  it('that is not right is refused with the line and the reason, and nothing is changed', async () => {
    server.on(ImportExerciseDocument, {
      importExercise: {
        __typename: 'ImportExercisePayload',
        exercise: null,
        problems: [
          {
            __typename: 'ExerciseProblem',
            path: 'steps.1.blocks.0.options.2.label.en',
            message: 'is empty',
            line: 41,
          },
          { __typename: 'ExerciseProblem', path: '', message: 'is too large', line: null },
        ],
        userErrors: [],
      },
    });
    const sheet = within(await bring());
    await userEvent.upload(sheet.getByLabelText('File (.yaml)'), file('title: Mine'));
    await waitFor(() => expect(sheet.getByLabelText('Or its text')).toHaveValue('title: Mine'));
    await userEvent.click(sheet.getByRole('button', { name: 'Bring it' }));
    const alert = await sheet.findByText('Line 41: Step 2: Options 3, Words is empty.');
    expect(alert.closest('[role=alert]')).toHaveTextContent('2 things are not right. Nothing was changed.');
    expect(sheet.getByText('steps.1.blocks.0.options.2.label.en')).toBeInTheDocument();
    expect(sheet.getByText('This is too large.')).toBeInTheDocument();
    expect(server.sent(ImportExerciseDocument)).toMatchObject([{ input: { text: 'title: Mine' } }]);
    expect(sheet.getByLabelText('Or its text')).toHaveValue('title: Mine');
  });

  it('goes out under its name', async () => {
    server.on(ExerciseFileDocument, {
      exerciseFile: {
        __typename: 'ExerciseFile',
        id: 'two-questions',
        name: 'two-questions.yaml',
        text: 'title: Two Questions',
      },
    });
    let saved: { name: string; blob: Blob } | undefined;
    let made: Blob | undefined;
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        made = blob;
        return 'blob:one';
      },
      revokeObjectURL: () => undefined,
    });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      if (made) saved = { name: this.download, blob: made };
    });
    openDesk(server, '/library/two-questions');
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Save as a file' }));
    await waitFor(() => expect(saved?.name).toBe('two-questions.yaml'));
    expect(saved?.blob.size).toBe('title: Two Questions'.length);
    click.mockRestore();
  });
});
