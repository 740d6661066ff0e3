import { StrictMode } from 'react';
import { jest } from '@jest/globals';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { draft, noor, piece, reflection, today } from '../testing/client.js';
import { exercise } from '../testing/exercise.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  DeleteDraftDocument,
  MyViewerDocument,
  OccurrenceScreenDocument,
  SaveDraftDocument,
  SubmitReflectionDocument,
  TodayScreenDocument,
  type UserErrorCode,
} from './gql/graphql.js';
import { outbox } from './outbox/index.js';
import { messages } from './english.js';

const no = (code: UserErrorCode) => [{ code, message: code, field: null }];

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  outbox.letGo();
  noteSignedOut(false);
  server = new TestServer()
    .on(MyViewerDocument, { viewer: noor })
    .on(TodayScreenDocument, { today })
    .on(SaveDraftDocument, ({ input }) => ({
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

const has = (overrides: Parameters<typeof piece>[0]): TestServer =>
  server.on(OccurrenceScreenDocument, { occurrence: piece(overrides) });
const field = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Which kind line is true?' });

describe('coming back', () => {
  it('should never show words of a draft from before the saves since', async () => {
    has({ drafts: [draft('phone', 'before')] });
    open('/my/piece/piece/step/1');
    expect(await field()).toHaveValue('before');
    has({ drafts: [{ ...draft('phone', 'from the laptop'), revision: 5 }] });
    open('/my/piece/piece/step/1');
    await waitFor(async () => expect(await field()).toHaveValue('from the laptop'));
    await userEvent.type(await field(), '!');
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(server.sent(SaveDraftDocument)).not.toHaveLength(0));
    expect(server.sent(SaveDraftDocument)[0]).toMatchObject({ input: { lane: 'phone', baseRevision: 5 } });
  });

  it('should show the words of this page although the connection is away', async () => {
    has({});
    open('/my/piece/piece/step/1');
    const writing = await field();
    server.isOffline = true;
    await userEvent.type(writing, 'in the tunnel');
    await userEvent.click(screen.getByRole('link', { name: 'Rejoin, to Today' }));
    history.back();
    await waitFor(async () => expect(await field()).toHaveValue('in the tunnel'));
  });

  it('should never write over words it cannot read', async () => {
    has({ drafts: [draft('phone', 'kept', { formatVersion: 2 })] });
    open('/my/piece/piece');
    await screen.findByRole('heading', { level: 1, name: 'Your words are kept' });
    expect(screen.getByRole('button', { name: 'Reload the page' })).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('should offer no choice for words it cannot read', async () => {
    has({ drafts: [draft('phone', 'from the phone'), draft('laptop', 'x', { formatVersion: 2 })] });
    open('/my/piece/piece');
    await screen.findByRole('heading', { level: 1, name: 'You wrote on two devices' });
    expect(screen.getByRole('button', { name: 'Go on with draft 1' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Go on with draft 2' })).toBeNull();
  });
});

describe('two devices', () => {
  it('should show both drafts when a share is refused because of the other', async () => {
    has({ drafts: [draft('phone', 'from the phone')] });
    server.on(SubmitReflectionDocument, () => {
      has({ drafts: [draft('phone', 'from the phone'), draft('laptop', 'from the laptop')] });
      return { submitReflection: { reflection: null, userErrors: no('APART') } };
    });
    open('/my/piece/piece/look-over');
    await userEvent.click(await screen.findByRole('button', { name: 'Share with Mara' }));
    await screen.findByRole('heading', { level: 1, name: 'You wrote on two devices' });
    expect(screen.getByRole('alert')).toHaveTextContent('That was not shared: you also wrote on another');
    expect(screen.getByText('from the laptop')).toBeVisible();
    server.on(DeleteDraftDocument, () => {
      has({ drafts: [draft('laptop', 'from the laptop', { place: 'LOOK_OVER' })] });
      return { deleteDraft: { occurrenceId: 'piece', userErrors: [] } };
    });
    await userEvent.click(screen.getByRole('button', { name: 'Go on with draft 2' }));
    await screen.findByRole('heading', { level: 1, name: 'Look it over' });
    expect(screen.getByText('from the laptop')).toBeVisible();
  });

  it('should show both although this page has one of them open, once nothing is unsent', async () => {
    has({ drafts: [draft('phone', 'from the phone')] });
    open('/my/piece/piece/step/1');
    await field();
    has({ drafts: [draft('phone', 'from the phone'), draft('laptop', 'from the laptop')] });
    open('/my/piece/piece/step/1');
    await screen.findByRole('heading', { level: 1, name: 'You wrote on two devices' });
  });

  it('should keep unsent words in view when another device has shared the piece', async () => {
    has({ drafts: [draft('phone', 'before')] });
    open('/my/piece/piece/step/1');
    server.on(SaveDraftDocument, { saveDraft: { draft: null, userErrors: no('ALREADY_DONE') } });
    await userEvent.type(await field(), ' and after');
    has({ reflection });
    await userEvent.click(screen.getByRole('button', { name: 'Stop here' }));
    expect(await screen.findByText(/shared or closed elsewhere. Your words are still/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Share with Mara' }));
    expect(screen.getByText('before and after')).toBeVisible();
    expect(server.sent(SubmitReflectionDocument)).toEqual([]);
    open('/my/piece/piece/look-over');
    expect(await screen.findByText('before and after')).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Let these words go, and show how it is now' }),
    );
    await screen.findByRole('heading', { level: 2, name: 'Mara wrote back' });
  });
});

describe('sharing', () => {
  it('should let nothing be changed while it is under way', async () => {
    has({ drafts: [draft('phone', 'mine')] });
    const { fetch } = globalThis;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.on(SubmitReflectionDocument, { submitReflection: { reflection, userErrors: [] } });
    open('/my/piece/piece/look-over');
    await screen.findByRole('button', { name: 'Share with Mara' });
    globalThis.fetch = async (url, init) => {
      await held;
      return fetch(url, init);
    };
    await userEvent.click(screen.getByRole('button', { name: 'Share with Mara' }));
    expect(screen.getByRole('textbox')).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Not this week' })).toBeDisabled();
    expect(screen.getByText('mine').closest('[inert]')).not.toBeNull();
    answer();
    await screen.findByRole('heading', { level: 1, name: 'Thank you.' });
  });

  it('should show the draft when a repeated share had been taken back', async () => {
    has({ drafts: [draft('phone', 'mine', { place: 'LOOK_OVER' })] });
    server.on(SubmitReflectionDocument, {
      submitReflection: { reflection: { ...reflection, state: 'DRAFT', outcome: null }, userErrors: [] },
    });
    open('/my/piece/piece/look-over');
    await userEvent.click(await screen.findByRole('button', { name: 'Share with Mara' }));
    await waitFor(() => expect(server.sent(OccurrenceScreenDocument)).toHaveLength(2));
    expect(await screen.findByRole('button', { name: 'Share with Mara' })).toBeEnabled();
    expect(screen.queryByRole('heading', { name: 'Thank you.' })).toBeNull();
  });

  it('should hand each change over once, however often React computes it', async () => {
    has({ drafts: [draft('phone', 'mine')] });
    history.replaceState(null, '', '/my/piece/piece/look-over');
    render(
      <StrictMode>
        <IntlProvider locale="en" messages={messages}>
          <App />
        </IntlProvider>
      </StrictMode>,
    );
    const bringIn = await screen.findByRole('checkbox', { name: 'Bring this in' });
    const write = jest.spyOn(outbox, 'write');
    await userEvent.click(bringIn);
    expect(bringIn).toBeChecked();
    expect(write).toHaveBeenCalledTimes(1);
    write.mockRestore();
  });

  it('should keep the draft on the page when it could not be deleted', async () => {
    has({ drafts: [draft('phone', 'mine')] });
    server.fail(DeleteDraftDocument, 'INTERNAL');
    open('/my/piece/piece/look-over');
    await userEvent.click(await screen.findByRole('button', { name: 'Delete this draft' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete the draft' }));
    expect(await screen.findByText(/That did not work. Your words are still on this page/)).toBeVisible();
    expect(screen.getByText('mine')).toBeVisible();
    expect(outbox.isOpen('piece')).toBe(true);
  });
});

describe('a stirring exercise', () => {
  const stirring = {
    exercise: {
      id: 'e',
      slug: 'two-questions',
      version: 1,
      definition: { ...exercise, cautions: ['TRAUMA'] },
    },
  };

  it('should ask anew how steady somebody is after a "not now"', async () => {
    has({ ...stirring, drafts: [draft('phone', '', { steady: 'NOT_NOW', answers: {}, place: 'INTRO' })] });
    open('/my/piece/piece');
    expect(await screen.findByRole('button', { name: 'Steady enough, begin' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    await screen.findByRole('heading', { level: 1, name: 'Good that you looked' });
    open('/my/piece/piece');
    expect(await screen.findByRole('button', { name: 'Steady enough, begin' })).toBeVisible();
  });

  it('should go on where it was left, without a question, once somebody had begun', async () => {
    has({ ...stirring, drafts: [draft('phone', 'mine', { steady: 'STEADY', place: 'second' })] });
    open('/my/piece/piece');
    await screen.findByRole('heading', { level: 1, name: 'How much room is there?' });
  });

  it('should be kept for the session without any words, and say so before', async () => {
    has({ ...stirring, drafts: [draft('phone', 'mine', { place: 'INTRO' })] });
    server.on(SubmitReflectionDocument, {
      submitReflection: { reflection: { ...reflection, outcome: 'PARTLY', answers: [] }, userErrors: [] },
    });
    open('/my/piece/piece/begin');
    await userEvent.click(await screen.findByRole('button', { name: 'I am not sure' }));
    expect(
      screen.getByText('Your therapist sees that you kept it for the session. Nothing you wrote is shared.'),
    ).toBeVisible();
    expect(screen.getByText(/A court may ask for records./)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Keep it for the session' }));
    await screen.findByRole('heading', { level: 1, name: 'Kept for the session' });
    expect(screen.queryByText('Shared.')).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Look at it again' }));
    expect(await screen.findByText(/You kept this for the session on/)).toBeVisible();
    const [submitted] = server.sent(SubmitReflectionDocument) as { input: object }[];
    expect(submitted?.input).toMatchObject({ outcome: 'PARTLY' });
    expect(submitted?.input).not.toHaveProperty('lane');
    expect(submitted?.input).not.toHaveProperty('revision');
  });
});

describe('a later sitting', () => {
  const again = {
    ...exercise,
    smallest: 'look-back',
    steps: [
      {
        key: 'look-back',
        quotes: 'kind-line',
        blocks: [{ ...exercise.steps[0]?.blocks[0], key: 'now', prompt: { en: 'Is it still true?' } }],
      },
    ],
  };
  const later = {
    sitting: 'NEXT_SESSION' as const,
    exercise: { id: 'e', slug: 'two-questions', version: 1, definition: again },
    earlierAnswers: reflection.answers,
    isFirstShare: false,
  };

  it('should begin briefly: why again, and who reads it', async () => {
    has(later);
    open('/my/piece/piece');
    await screen.findByRole('heading', { level: 1, name: 'Two Questions' });
    expect(screen.getByText('A look back, after your session')).toBeVisible();
    expect(screen.getByText(/A second look can show what has moved/)).toBeVisible();
    expect(screen.getByText(/Mara sees what you share/)).toBeVisible();
    for (const words of [
      'A pause may help.',
      'For the hour after the meeting.',
      /Make room for it/,
      /minutes/,
    ])
      expect(screen.queryByText(words)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
    await screen.findByRole('heading', { level: 1, name: 'Is it still true?' });
  });

  it('should show the words of then above the prompt, with the question they answered', async () => {
    has(later);
    open('/my/piece/piece/step/1');
    const prompt = await screen.findByRole('heading', { level: 1, name: 'Is it still true?' });
    const quote = screen.getByRole('figure');
    expect(within(quote).getByText('You wrote then:')).toBeVisible();
    expect(within(quote).getByRole('heading', { name: 'Which kind line is true?' })).toBeVisible();
    expect(within(quote).getByText('I came back.')).toBeVisible();
    expect(quote.compareDocumentPosition(prompt)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('should show nothing where nothing was written then', async () => {
    has({ ...later, earlierAnswers: [] });
    open('/my/piece/piece/step/1');
    await screen.findByRole('heading', { level: 1, name: 'Is it still true?' });
    expect(screen.queryByRole('figure')).toBeNull();
  });
});

describe('the first sitting', () => {
  const definition = {
    ...exercise,
    steps: [
      ...exercise.steps,
      {
        key: 'third',
        quotes: 'kind-line',
        blocks: [
          {
            key: 'piles',
            kind: 'SORT',
            readers: 'THERAPIST',
            from: 'kind-line',
            prompt: { en: 'Where does it belong?' },
            why: { en: 'Some of it may be for later.' },
            piles: [
              { key: 'now', label: { en: 'Now' } },
              { key: 'later', label: { en: 'Later' } },
            ],
            neutral: { prompt: { en: 'Where could it go?' } },
          },
        ],
      },
      {
        key: 'joint',
        later: 'TOGETHER',
        blocks: [
          {
            key: 'joint',
            kind: 'JOINT',
            readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING',
            prompt: { en: 'Sit together.' },
            turns: [{ en: 'Let two minutes pass.' }],
          },
        ],
      },
    ],
  };
  const whole = { exercise: { id: 'e', slug: 'two-questions', version: 1, definition } };

  it('should quote from the draft, and make cards of what was written', async () => {
    has({ ...whole, drafts: [draft('phone', 'I came back.', { place: 'third' })] });
    open('/my/piece/piece');
    await screen.findByRole('heading', { level: 1, name: 'Where does it belong?' });
    const quote = screen.getByRole('figure');
    expect(within(quote).getByText('You wrote earlier')).toBeVisible();
    expect(within(quote).getByText('I came back.')).toBeVisible();
    expect(screen.getByText('Step 3 of 3')).toBeVisible();
    expect(screen.getByRole('radio', { name: 'Later' })).toBeInTheDocument();
  });

  it('should never come to a step that is done together', async () => {
    has({ ...whole, drafts: [draft('phone', 'I came back.', { place: 'third' })] });
    open('/my/piece/piece');
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    await screen.findByRole('heading', { level: 1, name: 'Look it over' });
    expect(screen.queryByText('Sit together.')).toBeNull();
    open('/my/piece/piece/step/4');
    expect(await screen.findByRole('button', { name: 'Share with Mara' })).toBeVisible();
    expect(screen.queryByText('Sit together.')).toBeNull();
  });
});

describe('who reads it', () => {
  it('should name everybody, in the intro and under each question and the plan', async () => {
    has({ readerNames: ['Mara', 'Ida', 'Sam'] });
    open('/my/piece/piece/begin');
    expect(await screen.findByText(/Mara, Ida, and Sam see what you share/)).toBeVisible();
    const plan = screen.getByText('Make room for it, if you like').closest('details');
    expect(
      within(plan as HTMLElement).getByText(/Then Mara, Ida, and Sam can read this/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByText(/Then Mara, Ida, and Sam can read this/)).toBeVisible();
  });

  it('should say in joint work that a partner could read it only by two further keys', async () => {
    const [first, ...others] = exercise.steps;
    const [block] = first?.blocks ?? [];
    const opened = { ...block, readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING' };
    const definition = { ...exercise, steps: [{ ...first, blocks: [opened] }, ...others] };
    const joint = { exercise: { id: 'e', slug: 'two-questions', version: 1, definition } };
    const later = 'A partner could read this only later, if you say yes to it and your therapist opens it.';
    const ours = 'If you are unsure, ask us.';
    has({
      ...{ ...joint, agreement: 'LIMITED_SECRETS', agreementLine: ours },
      drafts: [draft('phone', 'mine')],
    });
    open('/my/piece/piece/step/1');
    const line = await screen.findByText(/Then Mara can read this/);
    const asks = 'Your therapist asks you each time before bringing it into a joint session.';
    expect(line).toHaveTextContent(
      `Only you, until you share it. Then Mara can read this. ${later} ${asks} ${ours}`,
    );
    has({ ...joint, agreement: 'NO_SECRETS', drafts: [draft('phone', 'mine')] });
    open('/my/piece/piece/look-over');
    const answer = within(await screen.findByRole('article', { name: 'Which kind line is true?' }));
    expect(answer.getByText(/Then Mara can read this/)).toHaveTextContent(
      `${later} Your therapist may bring this into the joint session.`,
    );
    await userEvent.click(answer.getByRole('checkbox', { name: 'Keep this one to myself' }));
    expect(answer.getByText('Only you can read this.')).toBeVisible();
    expect(answer.queryByText(/joint session|A partner/)).toBeNull();
  });

  it('should say nothing of a partner once it is theirs alone, who left joint work or whose joint work has ended', async () => {
    const [first, ...others] = exercise.steps;
    const [block] = first?.blocks ?? [];
    const opened = { ...block, readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING' };
    const definition = { ...exercise, steps: [{ ...first, blocks: [opened] }, ...others] };
    has({
      exercise: { id: 'e', slug: 'two-questions', version: 1, definition },
      agreement: null,
      drafts: [draft('phone', 'mine')],
    });
    open('/my/piece/piece/step/1');
    expect(await screen.findByText(/Then Mara can read this/)).toHaveTextContent(
      /^Only you, until you share it. Then Mara can read this.$/,
    );
  });

  it('should let "how sure" be kept to oneself like any other answer', async () => {
    has({ drafts: [draft('phone', 'mine', { plan: { confidence: 4 } })] });
    open('/my/piece/piece/look-over');
    const line = within(await screen.findByRole('article', { name: /how sure/i }));
    await userEvent.click(line.getByRole('checkbox', { name: 'Keep this one to myself' }));
    expect(line.getByText('Only you can read this.')).toBeVisible();
  });

  it('should say what others learn of a question that felt wrong', async () => {
    has({});
    open('/my/piece/piece/step/1');
    await userEvent.click(await screen.findByRole('button', { name: 'This feels wrong to me' }));
    expect(screen.getByText('Mara will see that a question felt wrong, not which one.')).toBeVisible();
  });

  it('should tell nothing of one that only the client reads', async () => {
    has({ drafts: [draft('phone', '', { answers: {}, readers: { 'kind-line': 'ONLY_ME' } })] });
    open('/my/piece/piece/step/1');
    await userEvent.click(await screen.findByRole('button', { name: 'This feels wrong to me' }));
    expect(screen.getByText('Here it is in other words. You can skip it, too.')).toBeVisible();
    expect(screen.queryByText(/will see that a question felt wrong/)).toBeNull();
  });
});

describe('a letter', () => {
  const [first, ...others] = exercise.steps;
  const [block] = first?.blocks ?? [];
  const letter = {
    key: 'kind-line',
    kind: 'LETTER' as const,
    readers: 'THERAPIST' as const,
    prompt: block?.prompt ?? { en: '' },
    anchors: [{ key: 'hurt', label: { en: 'what hurt' } }],
  };
  const card = {
    key: 'card',
    kind: 'CARD' as const,
    readers: 'ONLY_ME' as const,
    prompt: { en: 'Good to know' },
    paragraphs: [{ en: 'Nobody sends it.' }],
  };
  const definition = {
    ...exercise,
    steps: [{ ...first, blocks: [letter] }, { key: 'know', blocks: [card] }, ...others],
  };
  const written = (answer: object) => ({
    exercise: { id: 'e', slug: 'two-questions', version: 1, definition },
    readerNames: ['Mara', 'Ida'],
    drafts: [draft('phone', '', { answers: { 'kind-line': answer } })],
  });
  const held = 'The words stay yours. Once you share, Mara and Ida will only know that you wrote this.';

  it('should say under the field that its words stay the author’s, until they are released', async () => {
    has(written({ text: 'Dear one.' }));
    open('/my/piece/piece/step/1');
    await field();
    expect(screen.getByText(held)).toBeVisible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'The words of this letter may be read' }));
    expect(screen.getByText(/Then Mara and Ida can read this/)).toBeVisible();
    expect(screen.queryByText(held)).toBeNull();
  });

  it('should be released, held back and kept at look over', async () => {
    has(written({ text: 'Dear one.' }));
    open('/my/piece/piece/look-over');
    const line = within(await screen.findByRole('article', { name: 'Which kind line is true?' }));
    expect(line.getByText('Dear one.')).toBeVisible();
    expect(line.getByText(held)).toBeVisible();
    const release = () => line.getByRole('checkbox', { name: 'Let the words be read' });
    const keep = () => line.getByRole('checkbox', { name: 'Keep this one to myself' });
    expect(release()).not.toBeChecked();
    expect(keep()).not.toBeChecked();
    await userEvent.click(release());
    expect(line.getByText(/Then Mara and Ida can read this/)).toBeVisible();
    await userEvent.click(release());
    await userEvent.click(keep());
    expect(line.getByText('Only you can read this.')).toBeVisible();
    expect(line.queryByRole('checkbox', { name: 'Let the words be read' })).toBeNull();
    await waitFor(() =>
      expect(server.sent(SaveDraftDocument).at(-1)).toMatchObject({
        input: {
          body: { answers: { 'kind-line': { text: 'Dear one.' } }, readers: { 'kind-line': 'ONLY_ME' } },
        },
      }),
    );
  });

  it('should let a card be read as a screen that asks nothing', async () => {
    has(written({ text: 'Dear one.' }));
    open('/my/piece/piece/step/2');
    await screen.findByRole('heading', { level: 1, name: 'Good to know' });
    expect(screen.getByText('Nobody sends it.')).toBeVisible();
    expect(screen.queryByText(/can read this/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Skip' })).toBeNull();
    open('/my/piece/piece/look-over');
    await screen.findByRole('heading', { level: 1, name: 'Look it over' });
    expect(screen.queryByRole('article', { name: 'Good to know' })).toBeNull();
  });
});

describe('another person in the same browser', () => {
  it('should never send words of the one before', async () => {
    has({});
    open('/my/piece/piece/step/1');
    const writing = await field();
    server.fail(SaveDraftDocument, 'UNAUTHENTICATED');
    await userEvent.type(writing, 'mine');
    await screen.findByRole('alertdialog', { name: 'You were signed out' });
    const before = server.sent(SaveDraftDocument).length;
    server.on(MyViewerDocument, { viewer: { ...noor, id: 'somebody-else' } });
    dispatchEvent(new Event('focus'));
    expect(await screen.findByText(/Somebody else is signed in now/)).toBeVisible();
    dispatchEvent(new Event('online'));
    await waitFor(() => expect(server.sent(MyViewerDocument).length).toBeGreaterThan(2));
    expect(server.sent(SaveDraftDocument)).toHaveLength(before);
    server.on(MyViewerDocument, { viewer: noor });
    dispatchEvent(new Event('focus'));
    await waitFor(() => expect(server.sent(SaveDraftDocument).length).toBeGreaterThan(before));
  });
});
