import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { blocksIn, parseOwn, type ExerciseDefinition } from '@rejoin/domain';
import { exercise } from '../../../testing/exercise.js';
import { openDesk } from '../../../testing/desk.js';
import { TestServer } from '../../../testing/server.js';
import {
  ExerciseDraftDocument,
  ExerciseScreenDocument,
  ExerciseVersionsDocument,
  LibraryScreenDocument,
  OwnExercisesDocument,
  ProgramsDocument,
  PublishExerciseDocument,
  SaveExerciseDraftDocument,
  type ExerciseDraftQuery,
  type OwnExercisesQuery,
  type SaveExerciseDraftMutation,
} from '../../gql/graphql.js';

type Draft = NonNullable<ExerciseDraftQuery['exerciseDraft']>;

const base = exercise as unknown as ExerciseDefinition;
const address = '/library/own/mine';
const own: OwnExercisesQuery['ownExercises'][number] = {
  __typename: 'OwnExercise',
  id: 'mine',
  slug: 'two-questions-abcdef',
  title: 'Two Questions',
  scope: 'PERSONAL',
  ownerName: 'Mara',
  isMine: true,
  version: null,
  hasDraft: true,
  savedAt: '2026-03-05T10:00:00Z',
  archivedAt: null,
};

function draftOf(definition: ExerciseDefinition, part: Partial<Draft> = {}): Draft {
  return {
    __typename: 'ExerciseDraft',
    id: 'mine',
    definition: definition,
    revision: 4,
    savedByName: 'Mara',
    published: null,
    base: base,
    exercise: own,
    versions: [],
    ...part,
  };
}

/** What was saved under which revision, as the server takes it. */
let saved: { baseRevision: number; definition: ExerciseDefinition }[];
let server: TestServer;

function opens(definition: ExerciseDefinition, part: Partial<Draft> = {}): void {
  let revision = part.revision ?? 4;
  server
    .on(ExerciseDraftDocument, { exerciseDraft: draftOf(definition, part) })
    .on(SaveExerciseDraftDocument, ({ input }): SaveExerciseDraftMutation => {
      saved.push({
        baseRevision: input.baseRevision,
        definition: input.definition as unknown as ExerciseDefinition,
      });
      revision += 1;
      return {
        saveExerciseDraft: {
          __typename: 'SaveExerciseDraftPayload',
          draft: { __typename: 'ExerciseDraft', id: 'mine', revision, savedByName: 'Mara', exercise: own },
          userErrors: [],
        },
      };
    });
}

beforeEach(() => {
  localStorage.clear();
  saved = [];
  server = new TestServer()
    .on(ProgramsDocument, { programs: [] })
    .on(LibraryScreenDocument, { library: [] })
    .on(OwnExercisesDocument, { ownExercises: [own] });
});

const phone = () => within(screen.getByRole('group', { name: 'Preview, to try out' }));
const steps = () => within(screen.getByRole('navigation', { name: 'Steps' }));
const chooseStep = async (name: RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name }));
/** The first of them: other words for it stand in a fold beneath. */
const theQuestion = (): HTMLElement =>
  screen.getAllByRole('textbox', { name: 'The question' })[0] as HTMLElement;
const publish = () => screen.getByRole('button', { name: 'Publish' });
const lastSaved = async () => {
  await waitFor(() => expect(saved.length).toBeGreaterThan(0), { timeout: 4_000 });
  await screen.findByText(/^Saved/);
  return saved.at(-1);
};

describe('writing an exercise', () => {
  it('shows each word on the phone as it is written, and saves it under the revision it was read at', async () => {
    opens(base);
    openDesk(server, address);
    await chooseStep(/Which kind line is true/);
    const question = theQuestion();
    await userEvent.clear(question);
    await userEvent.type(question, 'Which line holds?');
    expect(phone().getByRole('heading', { name: 'Which line holds?' })).toBeInTheDocument();
    expect(steps().getByText('Which line holds?')).toBeInTheDocument();
    const last = await lastSaved();
    expect(saved[0]?.baseRevision).toBe(4);
    expect(last && blocksIn(last.definition)[0]?.prompt.en).toBe('Which line holds?');
  });

  it('says at once what is in the way of publishing, as the API would, and leads to its place', async () => {
    opens(base);
    openDesk(server, address);
    await chooseStep(/Which kind line is true/);
    expect(screen.getByText('It can be published.')).toBeInTheDocument();
    expect(publish()).toBeEnabled();
    await userEvent.clear(theQuestion());
    expect(publish()).toBeDisabled();
    expect(publish()).toHaveAccessibleDescription('One thing is in the way of publishing.');
    await userEvent.click(steps().getByRole('button', { name: 'About the exercise' }));
    await userEvent.click(screen.getByRole('button', { name: 'Step 1: The question is empty.' }));
    const question = theQuestion();
    expect(question).toHaveFocus();
    expect(question).toHaveAccessibleDescription('This is empty.');
    const last = await lastSaved();
    const verdict = parseOwn(last?.definition, base);
    expect(verdict).toMatchObject({ ok: false, problems: [{ path: 'steps.0.blocks.0.prompt.en' }] });
  });

  it('says nothing of a field that nobody has come to yet, and gives a new step its place', async () => {
    opens(base);
    openDesk(server, address);
    await chooseStep(/Which kind line is true/);
    await userEvent.click(screen.getByRole('button', { name: 'Add a step' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Short text' }));
    expect(await screen.findByRole('heading', { name: 'Step 2' })).toBeInTheDocument();
    const question = theQuestion();
    expect(question).not.toHaveAccessibleDescription('This is empty.');
    expect(publish()).toBeDisabled();
    await userEvent.click(question);
    await userEvent.tab();
    expect(question).toHaveAccessibleDescription('This is empty.');
  });

  it('takes a step out, moves one, and gives each back', async () => {
    opens(base);
    openDesk(server, address);
    await chooseStep(/How much room is there/);
    const order = (): (string | null)[] =>
      steps()
        .getAllByRole('button', { name: /\?$/ })
        .map(({ textContent }) => textContent);
    await userEvent.click(screen.getByRole('button', { name: 'Earlier' }));
    expect(order()).toEqual(['1How much room is there?', '2Which kind line is true?']);
    await userEvent.click(screen.getByRole('button', { name: 'Take this step out' }));
    expect(order()).toEqual(['1Which kind line is true?']);
    const [undoInHead] = screen.getAllByRole('button', { name: 'Undo' });
    await userEvent.click(undoInHead as HTMLElement);
    await userEvent.click(undoInHead as HTMLElement);
    expect(order()).toEqual(['1Which kind line is true?', '2How much room is there?']);
  });

  it('offers nobody more than what it was made from', async () => {
    opens(base);
    openDesk(server, address);
    await chooseStep(/Which kind line is true/);
    const readers = screen.getByRole('combobox', { name: 'Who reads the answer' });
    expect(within(readers).getAllByRole('option')).toHaveLength(2);
  });
});

describe('what a step depends on', () => {
  const choice = {
    key: 'landed',
    kind: 'CHOICE',
    readers: 'THERAPIST',
    prompt: { en: 'Did it land?' },
    options: [
      { key: 'yes', label: { en: 'Yes' } },
      { key: 'some', label: { en: 'Partly' } },
      { key: 'no', label: { en: 'No' } },
    ],
  };
  const depending = (showIf: unknown): ExerciseDefinition =>
    ({
      ...exercise,
      steps: [exercise.steps[0], { key: 'landed', blocks: [choice] }, { ...exercise.steps[1], showIf }],
    }) as unknown as ExerciseDefinition;

  it.each([
    [{ block: 'landed', anyOf: ['yes', 'some'] }, 'they chose “Yes” or “Partly” at “Did it land?”'],
    [{ block: 'landed', noneOf: ['no'] }, 'they did not choose “No” at “Did it land?”'],
    [{ block: 'landed', answered: false }, 'they left “Did it land?” blank'],
    [
      {
        any: [
          { block: 'landed', noneOf: ['no'] },
          { block: 'kind-line', answered: true },
        ],
      },
      'they did not choose “No” at “Did it land?” or they answered “Which kind line is true?”',
    ],
  ])('stands there in plain words, and stays: %j', async (showIf, words) => {
    opens(depending(showIf));
    openDesk(server, address);
    await chooseStep(/How much room is there/);
    expect(screen.getByText(`Only if ${words}`)).toBeInTheDocument();
    await userEvent.type(theQuestion(), ' Now?');
    expect((await lastSaved())?.definition.steps[2]?.showIf).toEqual(showIf);
  });

  it('may be let go of', async () => {
    opens(depending({ block: 'landed', noneOf: ['no'] }));
    openDesk(server, address);
    await chooseStep(/How much room is there/);
    await userEvent.click(screen.getByRole('button', { name: 'Let it come always' }));
    expect((await lastSaved())?.definition.steps[2]).not.toHaveProperty('showIf');
  });

  it('is told when the answer it waits for is taken out', async () => {
    opens(depending({ block: 'landed', noneOf: ['no'] }));
    openDesk(server, address);
    await chooseStep(/Did it land/);
    await userEvent.click(screen.getByRole('button', { name: 'Take out Options 3' }));
    expect(
      screen.getByText('Step 3: when it is shown waits for an answer that is not offered any more.'),
    ).toBeInTheDocument();
    expect(publish()).toBeDisabled();
  });
});

describe('two who write at once', () => {
  const theirs = { ...base, title: { en: 'Two Questions, by Noor' } };

  beforeEach(() => {
    opens(base);
    let isFirst = true;
    server.on(SaveExerciseDraftDocument, ({ input }): SaveExerciseDraftMutation => {
      if (isFirst) {
        isFirst = false;
        server.on(ExerciseDraftDocument, {
          exerciseDraft: draftOf(theirs, { revision: 5, savedByName: 'Noor' }),
        });
        return {
          saveExerciseDraft: {
            __typename: 'SaveExerciseDraftPayload',
            draft: null,
            userErrors: [
              { __typename: 'UserError', code: 'STALE', message: 'Somebody saved.', field: 'definition' },
            ],
          },
        };
      }
      saved.push({
        baseRevision: input.baseRevision,
        definition: input.definition as unknown as ExerciseDefinition,
      });
      return {
        saveExerciseDraft: {
          __typename: 'SaveExerciseDraftPayload',
          draft: { __typename: 'ExerciseDraft', id: 'mine', revision: 6, savedByName: 'Mara', exercise: own },
          userErrors: [],
        },
      };
    });
  });

  const write = async (): Promise<void> => {
    openDesk(server, address);
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await userEvent.type(title, ' and one more');
    expect(await screen.findByText(/Noor saved this while you were writing/)).toBeInTheDocument();
  };

  it('lose nothing: nothing is saved over until one of both is chosen', async () => {
    await write();
    expect(saved).toEqual([]);
    expect(publish()).toBeDisabled();
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('Two Questions and one more');
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    const last = await lastSaved();
    expect(last?.baseRevision).toBe(5);
    expect(last?.definition.title.en).toBe('Two Questions and one more');
  });

  it('what was not chosen is one step back', async () => {
    await write();
    await userEvent.click(screen.getByRole('button', { name: 'What Noor wrote' }));
    const title = screen.getByRole('textbox', { name: 'Title' });
    expect(title).toHaveValue('Two Questions, by Noor');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(title).toHaveValue('Two Questions and one more');
  });
});

describe('without a connection', () => {
  it('keeps every word on this computer and sends it on when the editor is opened again', async () => {
    opens(base);
    const { unmount } = openDesk(server, address);
    const title = await screen.findByRole('textbox', { name: 'Title' });
    server.isOffline = true;
    await userEvent.type(title, ' again');
    expect(await screen.findByText(/until you are back online/, {}, { timeout: 4_000 })).toBeInTheDocument();
    expect(saved).toEqual([]);
    unmount();
    server.isOffline = false;
    openDesk(server, address);
    expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveValue('Two Questions again');
    expect((await lastSaved())?.definition.title.en).toBe('Two Questions again');
  });

  it('says so when the exercise does not arrive, with a way to ask again', async () => {
    opens(base);
    server.fail(ExerciseDraftDocument, 'INTERNAL');
    openDesk(server, address);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    opens(base);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveValue('Two Questions');
  });
});

describe('publishing', () => {
  const published = (problems: { path: string; message: string }[] = []) =>
    server.on(PublishExerciseDocument, {
      publishExercise: {
        __typename: 'PublishExercisePayload',
        exercise: problems.length > 0 ? null : { ...own, version: 2, hasDraft: false },
        problems: problems.map((problem) => ({ __typename: 'ExerciseProblem' as const, ...problem })),
        userErrors: [],
      },
    });

  it('says what is different, sends what is not saved yet, and leads to the page', async () => {
    opens(base, { published: base as unknown as Record<string, unknown>, exercise: { ...own, version: 1 } });
    published();
    server
      .on(ExerciseScreenDocument, {
        exercise: {
          __typename: 'LibraryExercise',
          id: own.slug,
          slug: own.slug,
          version: 2,
          definition: base as unknown as Record<string, unknown>,
          own: { ...own, version: 2 },
        },
      })
      .on(ExerciseVersionsDocument, {
        exerciseDraft: { __typename: 'ExerciseDraft', id: 'mine', versions: [] },
      });
    openDesk(server, address);
    const title = await screen.findByRole('textbox', { name: 'Title' });
    expect(screen.getByText('Version 1 is published, and nothing has changed since.')).toBeInTheDocument();
    expect(publish()).toBeDisabled();
    await userEvent.type(title, ' again');
    await userEvent.click(publish());
    const sheet = within(await screen.findByRole('dialog', { name: 'Publish a version' }));
    expect(sheet.getByText('One text has other words.')).toBeInTheDocument();
    await userEvent.type(sheet.getByLabelText('What is different, in a line'), 'A warmer title');
    await userEvent.click(sheet.getByRole('button', { name: 'Publish it' }));
    expect(await screen.findByText(/is published, version 2/)).toBeInTheDocument();
    expect(server.sent(PublishExerciseDocument)).toMatchObject([
      { input: { exerciseId: 'mine', revision: 4 + saved.length, note: 'A warmer title' } },
    ]);
    expect(saved.at(-1)?.definition.title.en).toBe('Two Questions again');
    expect(await screen.findByRole('button', { name: 'Assign' })).toBeInTheDocument();
  });

  it('tells what the server alone found, until something is changed', async () => {
    opens(base);
    published([{ path: 'steps.1.blocks.0.low', message: 'is not to be said so' }]);
    openDesk(server, address);
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await userEvent.click(publish());
    await userEvent.click(screen.getByRole('button', { name: 'Publish it' }));
    expect(
      await screen.findByRole('button', { name: 'Step 2: What 0 means is not to be said so.' }),
    ).toBeInTheDocument();
    await userEvent.type(title, '!');
    expect(screen.getByText('It can be published.')).toBeInTheDocument();
  });

  it('is not for what was put away', async () => {
    opens(base, { exercise: { ...own, archivedAt: '2026-03-06T10:00:00Z' } });
    openDesk(server, address);
    expect(await screen.findByText(/This is put away/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Publish' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'To its page' })).toHaveAttribute('href', `/library/${own.slug}`);
  });
});
