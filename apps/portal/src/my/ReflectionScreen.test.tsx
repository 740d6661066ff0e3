import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { noor, piece, reflection, today } from '../testing/client.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  AddToReflectionDocument,
  MyViewerDocument,
  OccurrenceScreenDocument,
  RepliesScreenDocument,
  TodayScreenDocument,
} from './gql/graphql.js';
import { outbox } from './outbox/index.js';
import { messages } from './english.js';

const addendum = { id: 'addendum', text: 'One more thing.', writtenAt: '2026-03-07T10:00:00Z' };
const takenBack = { ...reflection.replies[0]!, text: null, takenBackAt: '2026-03-06T09:00:00Z' };

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  outbox.letGo();
  noteSignedOut(false);
  server = new TestServer()
    .on(MyViewerDocument, { viewer: noor })
    .on(TodayScreenDocument, { today })
    .on(OccurrenceScreenDocument, { occurrence: piece({ reflection }) })
    .on(AddToReflectionDocument, ({ input }) => {
      const added = { ...reflection, addenda: [{ ...addendum, text: input.text }] };
      server.on(OccurrenceScreenDocument, { occurrence: piece({ reflection: added }) });
      return { addToReflection: { reflection: added, userErrors: [] } };
    });
});
afterEach(() => outbox.letGo());

function open(path: string): void {
  cleanup();
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

const field = (): Promise<HTMLElement> =>
  screen.findByRole('textbox', { name: 'What you would like to add' });
async function begin(words: string): Promise<void> {
  open('/my/piece/piece');
  await userEvent.click(await screen.findByRole('button', { name: 'Add something' }));
  await userEvent.type(await field(), words);
}
const sent = () => server.sent(AddToReflectionDocument).map(({ input }) => input as Record<string, string>);

describe('adding after sharing', () => {
  it('should put it below the shared words, which stay as they are, for the session unless said otherwise', async () => {
    await begin('One more thing.');
    const part = within(screen.getByRole('region', { name: 'Add something' }));
    expect(part.getByText('What you shared stays as it is. This stands below it.')).toBeVisible();
    expect(part.getByText(/Then Mara can read this/)).toBeVisible();
    expect(part.getByText('Nobody reads it right away.')).toBeVisible();
    expect(part.getByRole('radio', { name: 'For our session' })).toBeChecked();
    await userEvent.click(part.getByRole('button', { name: 'Add it' }));
    const added = within(await screen.findByRole('region', { name: 'What you added' }));
    expect(added.getByText('One more thing.')).toBeVisible();
    expect(added.getByText(/7 Mar|Mar 7/)).toBeVisible();
    expect(added.getByText('Mara can read this.')).toBeVisible();
    expect(screen.getByText('I came back.')).toBeVisible();
    expect(screen.getByText('Added. It stands below what you shared.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Add something' })).toHaveFocus();
    expect(sent()).toMatchObject([
      { reflectionId: 'reflection', text: 'One more thing.', sharing: 'FOR_SESSION' },
    ]);
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should ask to be read before when the client says so, and send nothing that is blank', async () => {
    await begin('   ');
    expect(screen.getByRole('button', { name: 'Add it' })).toBeDisabled();
    await userEvent.type(await field(), 'Please look.');
    await userEvent.click(screen.getByRole('radio', { name: 'Please read before, if you can' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    await screen.findByRole('region', { name: 'What you added' });
    expect(sent()).toMatchObject([{ sharing: 'READ_BEFORE' }]);
  });

  it('should keep what was typed through another screen, and through a refusal', async () => {
    await begin('Half a thought');
    expect(outbox.hasUnsent()).toBe(true);
    await userEvent.click(screen.getByRole('link', { name: 'Today' }));
    await screen.findByText('Nothing asked of you today.');
    open('/my/piece/piece');
    expect(await field()).toHaveValue('Half a thought');
    const code = 'TOO_LONG' as const;
    server.on(AddToReflectionDocument, {
      addToReflection: { reflection: null, userErrors: [{ code, message: code, field: null }] },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByText(/longer than fits. Your words are still on this page/)).toBeVisible();
    expect(await field()).toHaveValue('Half a thought');
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(screen.getByRole('button', { name: 'Go on with what you began to add' })).toHaveFocus();
  });

  it('should keep the words of somebody who was signed out, and add them once the same person is back', async () => {
    await begin('Still mine.');
    const working = server;
    server.fail(AddToReflectionDocument, 'UNAUTHENTICATED');
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    const notice = await screen.findByRole('alertdialog', { name: 'You were signed out' });
    expect(working.sent(AddToReflectionDocument)).toHaveLength(1);
    const added = { ...reflection, addenda: [addendum] };
    server.on(AddToReflectionDocument, { addToReflection: { reflection: added, userErrors: [] } });
    server.on(OccurrenceScreenDocument, { occurrence: piece({ reflection: added }) });
    await userEvent.click(within(notice).getByRole('button', { name: 'I have signed in' }));
    await screen.findByRole('region', { name: 'What you added' });
    const [first, second] = sent();
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
  });

  it('should not be offered where the server does not take it', async () => {
    server.on(OccurrenceScreenDocument, {
      occurrence: piece({ reflection: { ...reflection, viewerCanAdd: false } }),
    });
    open('/my/piece/piece');
    await screen.findByText('I came back.');
    expect(screen.queryByRole('button', { name: 'Add something' })).toBeNull();
  });
});

it('should show a later sitting with the words it looked back at', async () => {
  const [then] = reflection.answers;
  const now = {
    ...reflection.answers[0]!,
    id: 'now',
    key: 'now',
    wording: 'Is it still true?',
    value: 'More so.',
  };
  server.on(OccurrenceScreenDocument, {
    occurrence: piece({
      sitting: 'NEXT_SESSION',
      earlierAnswers: then ? [then] : [],
      reflection: { ...reflection, answers: [now] },
    }),
  });
  open('/my/piece/piece');
  expect(await screen.findByText('A look back, after your session')).toBeVisible();
  const quote = within(screen.getByRole('figure'));
  expect(quote.getByText('You wrote then:')).toBeVisible();
  expect(quote.getByText('I came back.')).toBeVisible();
  expect(screen.getByText('More so.')).toBeVisible();
});

it('should show a letter that was held back to its author, once, and say what others learned', async () => {
  const of = { ...reflection.answers[0]!, id: 'letter', key: 'letter', kind: 'LETTER', wording: 'A letter' };
  server.on(OccurrenceScreenDocument, {
    occurrence: piece({
      reflection: {
        ...reflection,
        answers: [
          { ...of, readers: 'ONLY_ME', value: { text: 'Dear one.' } },
          { ...of, id: 'trace', key: 'letter.trace', value: { written: true } },
        ],
      },
    }),
  });
  open('/my/piece/piece');
  expect(await screen.findByText('Dear one.')).toBeVisible();
  expect(screen.getAllByRole('heading', { name: 'A letter' })).toHaveLength(1);
  expect(screen.getByText('The words are yours alone. Mara can only see that you wrote this.')).toBeVisible();
});

describe('a reply that was taken back', () => {
  it('should leave a line of apology on the piece', async () => {
    server.on(OccurrenceScreenDocument, {
      occurrence: piece({ reflection: { ...reflection, replies: [takenBack] } }),
    });
    open('/my/piece/piece');
    expect(
      await screen.findByText('A reply stood here and was taken back. Sorry for the back and forth.'),
    ).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Mara wrote back' })).toBeNull();
    expect(screen.queryByText('No need to answer here.')).toBeNull();
  });

  it('should leave it among the replies, with the way to the piece', async () => {
    const node = { ...takenBack, exerciseTitle: 'Two Questions', occurrenceId: 'piece' };
    server.on(RepliesScreenDocument, {
      replies: {
        edges: [{ cursor: 'one', node }],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    });
    open('/my/replies');
    expect(await screen.findByText(/A reply stood here and was taken back/)).toBeVisible();
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'See what it is about' }));
    await waitFor(() => expect(location.pathname).toBe('/my/piece/piece'));
  });
});
