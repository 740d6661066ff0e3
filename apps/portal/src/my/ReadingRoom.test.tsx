import { jest } from '@jest/globals';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { noor, today } from '../testing/client.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  MyViewerDocument,
  ReadingRoomDocument,
  TodayScreenDocument,
  WithdrawOfferDocument,
  JointGuideDocument,
  JointSittingDocument,
  type ReadingRoomQuery,
} from './gql/graphql.js';
import { messages } from './english.js';

type Part = NonNullable<ReadingRoomQuery['jointPart']>;

const release = {
  id: 'own',
  authorName: 'Noor',
  authorIndex: 0,
  isOwn: true,
  kind: 'TEXT',
  wording: 'What would help?',
  language: 'en',
  value: 'A slower start.',
};
const theirs = {
  ...release,
  id: 'theirs',
  authorName: 'Sam',
  authorIndex: 1,
  isOwn: false,
  value: 'To be asked first.',
};
const part: Part = {
  id: 'part',
  title: 'Name, impact, return',
  closesAt: '2026-03-13T00:00:00Z',
  ownReflectionId: 'reflection',
  releases: [release, theirs],
};

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  noteSignedOut(false);
  server = new TestServer()
    .on(MyViewerDocument, { viewer: noor })
    .on(TodayScreenDocument, { today: { ...today, opened: [{ id: 'part', title: part.title }] } })
    .on(ReadingRoomDocument, { jointPart: part })
    .on(WithdrawOfferDocument, ({ input }) => {
      server.on(ReadingRoomDocument, {
        jointPart: { ...part, ownReflectionId: null, releases: [theirs] },
      });
      return {
        withdrawOffer: {
          ownOpening: {
            id: input.reflectionId,
            occurrenceId: 'piece',
            title: part.title,
            language: 'en',
            offers: [],
            isOwnWork: false,
            viewerCanOffer: false,
          },
          userErrors: [],
        },
      };
    });
});

function open(path: string): void {
  cleanup();
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

const withdrawButton = () => screen.findByRole('button', { name: 'Take my side back' });

it('should be reached from a neutral card on Today, and show what was opened by who wrote it', async () => {
  open('/my/');
  expect(await screen.findByRole('heading', { name: part.title })).toBeVisible();
  expect(screen.getByText('This is open now, for everyone who took part.')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Read it' }));
  expect(location.pathname).toBe('/my/reading/part');
  const [mine, other] = await screen.findAllByRole('article');
  expect(within(mine!).getByRole('heading', { name: 'From you' })).toBeVisible();
  expect(within(mine!).getByText('A slower start.')).toBeVisible();
  expect(within(other!).getByRole('heading', { name: 'From Sam' })).toBeVisible();
  expect(within(other!).getByText('To be asked first.')).toBeVisible();
  expect(screen.getByText(/^Open until the end of /)).toBeVisible();
});

it('should keep apart two answers to questions of the same words', async () => {
  const again = { ...theirs, id: 'again', value: 'A hand.' };
  server.on(ReadingRoomDocument, { jointPart: { ...part, releases: [theirs, again] } });
  const warn = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  open('/my/reading/part');
  expect(await screen.findByText('A hand.')).toBeVisible();
  expect(screen.getByText('To be asked first.')).toBeVisible();
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it('should say that the therapist closes it where no day is known', async () => {
  server.on(ReadingRoomDocument, { jointPart: { ...part, closesAt: null } });
  open('/my/reading/part');
  expect(await screen.findByText('Open until your therapist closes it.')).toBeVisible();
});

describe('taking the own side back', () => {
  it('should take one press, and say beforehand what it cannot undo', async () => {
    open('/my/reading/part');
    const button = await withdrawButton();
    expect(screen.getByText(/What was read cannot be unread. They may notice it is gone./)).toBeVisible();
    await userEvent.click(button);
    await waitFor(() => expect(screen.queryByText('A slower start.')).toBeNull());
    expect(screen.getByText('To be asked first.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Take my side back' })).toBeNull();
    expect(server.sent(WithdrawOfferDocument)).toMatchObject([{ input: { reflectionId: 'reflection' } }]);
  });

  it('should say when it was not sent, and be the same act when pressed again', async () => {
    open('/my/reading/part');
    const button = await withdrawButton();
    server.fail(WithdrawOfferDocument, 'INTERNAL');
    await userEvent.click(button);
    expect(await screen.findByText('That did not work. Please press again.')).toBeVisible();
    await userEvent.click(button);
    await waitFor(() => expect(server.sent(WithdrawOfferDocument)).toHaveLength(2));
    const [first, second] = server
      .sent(WithdrawOfferDocument)
      .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(second).toBe(first);
  });

  it('should not be offered of what is not opened any more', async () => {
    server.on(ReadingRoomDocument, { jointPart: { ...part, ownReflectionId: null, releases: [] } });
    open('/my/reading/part');
    expect(await screen.findByText('There is nothing to read here just now.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Take my side back' })).toBeNull();
  });
});

describe('what is gone', () => {
  it('should look like an address that never was', async () => {
    server.fail(ReadingRoomDocument, 'NOT_FOUND');
    open('/my/reading/part');
    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
    const gone = document.querySelector('main')?.innerHTML;
    open('/my/never-was');
    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
    expect(document.querySelector('main')?.innerHTML).toBe(gone);
  });

  it('should leave the screen when somebody comes back to the page', async () => {
    open('/my/reading/part');
    await screen.findByText('To be asked first.');
    server.fail(ReadingRoomDocument, 'NOT_FOUND');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
    expect(screen.queryByText('To be asked first.')).toBeNull();
  });

  it('should never be shown from an earlier look', async () => {
    open('/my/reading/part');
    await screen.findByText('To be asked first.');
    await userEvent.click(screen.getByRole('link', { name: 'Today' }));
    server.fail(ReadingRoomDocument, 'NOT_FOUND');
    await userEvent.click(await screen.findByRole('link', { name: 'Read it' }));
    expect(screen.queryByText('To be asked first.')).toBeNull();
    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
  });

  describe('on a page that stays open', () => {
    beforeEach(() => {
      jest.useFakeTimers({ advanceTimers: true, now: Date.parse('2026-03-12T23:50:00Z') });
      server.on(ReadingRoomDocument, () => ({ jointPart: { ...part } }));
    });
    afterEach(() => {
      cleanup();
      jest.useRealTimers();
    });
    const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1_000));

    it('should go with the next look, which does not prolong being signed in', async () => {
      open('/my/reading/part');
      await screen.findByText('To be asked first.');
      server.on(ReadingRoomDocument, { jointPart: { ...part, releases: [release] } });
      await pass(31);
      expect(screen.queryByText('To be asked first.')).toBeNull();
      expect(screen.getByText('A slower start.')).toBeVisible();
      expect(server.requests.at(-1)?.headers.get('x-rejoin-background')).toBe('1');
    });

    it('should go as soon as what is done together is gone', async () => {
      server
        .on(JointGuideDocument, {
          jointGuide: {
            ...{ id: 'part', title: part.title, language: 'en', role: null, sitting: null },
            steps: [
              {
                key: 'pick',
                later: 'TOGETHER',
                blocks: [
                  {
                    ...{ key: 'pick', kind: 'TEXT', prompt: { en: 'Which two?' } },
                    readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING',
                  },
                ],
              },
            ],
          },
        })
        .fail(JointSittingDocument, 'NOT_FOUND');
      open('/my/reading/part');
      await screen.findByRole('heading', { name: 'Do this together' });
      server.fail(ReadingRoomDocument, 'NOT_FOUND');
      await pass(9);
      expect(screen.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
    });

    it('should go when it closes, also without a connection', async () => {
      open('/my/reading/part');
      await screen.findByText('To be asked first.');
      server.isOffline = true;
      await pass(9 * 60);
      expect(screen.getByText('To be asked first.')).toBeVisible();
      await pass(65);
      expect(screen.queryByText('To be asked first.')).toBeNull();
      expect(screen.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
    });

    it('should stay while the server says that it is open, whatever the clock of the phone says', async () => {
      open('/my/reading/part');
      await screen.findByText('To be asked first.');
      await pass(20 * 60);
      expect(screen.getByText('To be asked first.')).toBeVisible();
    });
  });
});

it('tells two apart who have one name', async () => {
  const third = { ...theirs, id: 'third', authorIndex: 2, value: 'A walk first.' };
  server.on(ReadingRoomDocument, { jointPart: { ...part, releases: [release, theirs, third] } });
  open('/my/reading/part');
  expect(await screen.findAllByRole('heading', { name: /Sam/ })).toHaveLength(2);
});
