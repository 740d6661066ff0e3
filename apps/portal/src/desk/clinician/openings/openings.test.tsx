import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { ApolloProvider } from '@apollo/client/react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { MemoryRouter } from 'react-router';
import { openDesk } from '../../../testing/desk.js';
import { TestServer } from '../../../testing/server.js';
import {
  CloseJointPartDocument,
  ExtendJointPartDocument,
  LiftMarkDocument,
  OpeningScreenDocument,
  OpeningsDocument,
  OpenJointPartDocument,
  TurnIntoOwnWorkDocument,
} from '../../gql/graphql.js';
import { createApollo } from '../../apollo.js';
import { messages } from '../../text.js';
import { Openings } from './Openings.js';

const side = (clientName: string, overrides: object = {}) => ({
  __typename: 'OpeningSide' as const,
  clientId: clientName.toLowerCase(),
  clientName,
  isIn: true,
  offeredCount: 1,
  askedNotToOpenId: null,
  agreement: 'LIMITED_SECRETS' as const,
  ...overrides,
});
const ready = {
  __typename: 'Opening' as const,
  assignmentId: 'given',
  slot: 'once',
  title: 'Name, Reach, Return',
  givenAt: '2026-03-01T09:00:00Z',
  sides: [side('Ada'), side('Ben')],
  jointPartId: null,
  openedAt: null,
  closesAt: null,
  closedAt: null,
  turnedAt: null,
  viewerCanOpen: true,
  viewerCanTurn: true,
};
const opened = {
  ...ready,
  jointPartId: 'part',
  openedAt: '2026-03-05T09:00:00Z',
  closesAt: null as string | null,
  viewerCanOpen: false,
  viewerCanTurn: false,
};
const block = (clientName: string, value: string, overrides: object = {}) => ({
  __typename: 'OfferedBlock' as const,
  id: `of ${clientName}`,
  clientId: clientName.toLowerCase(),
  kind: 'TEXT',
  wording: 'What would a camera have shown?',
  language: 'en',
  value,
  isEdited: false,
  isToReadFirst: false,
  ...overrides,
});
const blocks = [block('Ada', 'A door.'), block('Ben', 'A chair.')];

let server: TestServer;
beforeEach(() => {
  server = new TestServer();
});
const answers = (name: string, opening: object | null, refusal?: object) =>
  ({
    [name]: {
      __typename: 'OpeningPayload',
      opening,
      userErrors: refusal ? [{ __typename: 'UserErrorType', field: null, ...refusal }] : [],
    },
  }) as never;
const open = (opening: object = ready, offered: readonly object[] = blocks) => {
  server.on(OpeningScreenDocument, { openings: [opening], offeredBlocks: offered } as never);
  openDesk(server, '/couples/couple/openings/given/once');
};
const inputs = <Data, Variables>(document: TypedDocumentNode<Data, Variables>) =>
  server.sent(document).map(({ input }) => {
    const { idempotencyKey: _key, ...rest } = input as Record<string, unknown>;
    return rest;
  });

it('shows both sides beside each other, and opens just what was read, in the session first', async () => {
  server.on(OpenJointPartDocument, answers('openJointPart', opened));
  open(ready, [blocks[0]!, block('Ben', 'Another chair.', { isEdited: true })]);
  expect(await screen.findByRole('heading', { level: 1, name: ready.title })).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'Ada' })).getByText('A door.')).toBeVisible();
  const ben = within(screen.getByRole('region', { name: 'Ben' }));
  expect(ben.getByText('Another chair.')).toBeVisible();
  expect(ben.getByText('In other words than were shared')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Open it in this session' }));
  const door = await screen.findByRole('heading', { name: 'Open until you close it' });
  await waitFor(() => expect(door).toHaveFocus());
  expect(inputs(OpenJointPartDocument)).toEqual([
    { assignmentId: 'given', slot: 'once', place: 'SESSION', releaseIds: ['of Ada', 'of Ben'] },
  ]);
});

it('opens at home only by a choice of its own, which is asked about', async () => {
  server.on(OpenJointPartDocument, answers('openJointPart', opened));
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Open it for everyone at home' }));
  await userEvent.click(screen.getByRole('button', { name: 'Wait for the session' }));
  expect(inputs(OpenJointPartDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Open it for everyone at home' }));
  await userEvent.click(screen.getByRole('button', { name: 'Yes, open it at home' }));
  await screen.findByRole('heading', { name: 'Open until you close it' });
  expect(inputs(OpenJointPartDocument)).toMatchObject([{ place: 'HOME' }]);
});

it('says which to read first where the rules speak, before it is opened and not after', async () => {
  const offered = [block('Ada', 'I was scared.', { isToReadFirst: true }), blocks[1]!];
  open(ready, offered);
  const ada = within(await screen.findByRole('region', { name: 'Ada' }));
  expect(ada.getByText('Read this one before opening.')).toBeVisible();
  expect(
    within(screen.getByRole('region', { name: 'Ben' })).queryByText('Read this one before opening.'),
  ).toBeNull();
  expect(screen.getByText(/Please read that first/)).toBeVisible();
});

it('cannot be opened while one is not in, and says nothing that presses', async () => {
  open(
    { ...ready, viewerCanOpen: false, sides: [side('Ada'), side('Ben', { isIn: false, offeredCount: 0 })] },
    [blocks[0]!],
  );
  const ben = within(await screen.findByRole('region', { name: 'Ben' }));
  expect(ben.getByText('not in')).toBeVisible();
  expect(screen.getByText(/It can stay as it is, and it can be talked about/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Open it/ })).toBeNull();
});

it('tells the clinician alone who asked not to open it, and lifts it after a talk with them alone', async () => {
  server.on(LiftMarkDocument, answers('liftMark', ready));
  open({ ...ready, viewerCanOpen: false, sides: [side('Ada', { askedNotToOpenId: 'mark' }), side('Ben')] });
  expect(await screen.findByRole('heading', { name: 'Ada asked you not to open this' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Open it/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'We talked about it' }));
  const asked = within(screen.getByRole('alertdialog', { name: 'Did you talk with Ada alone?' }));
  expect(asked.getByRole('button', { name: 'Not yet' })).toHaveFocus();
  await userEvent.click(asked.getByRole('button', { name: 'Yes, lift it' }));
  expect(await screen.findByRole('button', { name: 'Open it in this session' })).toBeVisible();
  expect(screen.queryByText(/asked you not to open/)).toBeNull();
  expect(inputs(LiftMarkDocument)).toEqual([{ markId: 'mark' }]);
});

it('reads once more what has changed since, before it can be opened', async () => {
  const stale = { code: 'STALE', message: 'What they offer has changed.' };
  server.on(OpenJointPartDocument, answers('openJointPart', null, stale));
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Open it in this session' }));
  expect(await screen.findByText(stale.message)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Open it/ })).toBeNull();
  server.on(OpeningScreenDocument, {
    openings: [ready],
    offeredBlocks: [blocks[0]!, block('Ben', 'A table.', { id: 'newer' })],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Read what they offer now' }));
  expect(await screen.findByText('A table.')).toBeVisible();
  server.on(OpenJointPartDocument, answers('openJointPart', opened));
  await userEvent.click(await screen.findByRole('button', { name: 'Open it in this session' }));
  await screen.findByRole('heading', { name: 'Open until you close it' });
  expect(inputs(OpenJointPartDocument).at(-1)).toMatchObject({ releaseIds: ['of Ada', 'newer'] });
});

it('says in words why it is not opened, such as a gate that is shut', async () => {
  const shut = { code: 'NOT_ALLOWED_NOW', message: 'The gate of this couple is shut.' };
  server.on(OpenJointPartDocument, answers('openJointPart', null, shut));
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Open it in this session' }));
  expect(await screen.findByText(shut.message)).toBeVisible();
});

describe('what is open', () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it('is kept open until another day, or until it is closed', async () => {
    server.on(ExtendJointPartDocument, answers('extendJointPart', opened));
    open({ ...opened, closesAt: day(2) });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose another day' }));
    const until = day(9).slice(0, 10);
    await userEvent.type(screen.getByLabelText('Open until the end of'), until);
    await userEvent.click(screen.getByRole('button', { name: 'Keep it open until then' }));
    expect(await screen.findByRole('heading', { name: 'Open until you close it' })).toBeVisible();
    expect(inputs(ExtendJointPartDocument)).toEqual([{ jointPartId: 'part', until }]);
  });

  it('is closed for everyone, once that was asked', async () => {
    server.on(CloseJointPartDocument, answers('closeJointPart', { ...opened, closedAt: day(0) }));
    open({ ...opened, closesAt: day(2) });
    await userEvent.click(await screen.findByRole('button', { name: 'Close it now' }));
    expect(screen.getByRole('button', { name: 'Leave it open' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Yes, close it' }));
    expect(await screen.findByRole('heading', { name: /^Closed on / })).toBeVisible();
    expect(inputs(CloseJointPartDocument)).toEqual([{ jointPartId: 'part' }]);
    expect(screen.queryByRole('button', { name: 'Choose another day' })).toBeNull();
  });
});

it('is never on paper', async () => {
  open();
  const texts = await screen.findAllByRole('article');
  for (const text of texts) expect(text.closest('.compartment')).not.toBeNull();
});

it('is nowhere where there is no such turn', async () => {
  server.on(OpeningScreenDocument, { openings: [], offeredBlocks: [] });
  openDesk(server, '/couples/couple/openings/given/once');
  expect(await screen.findByText('There is nothing at this address.')).toBeVisible();
});

it('makes each one’s own work of what is not opened, after asking, and offers nothing of it any more', async () => {
  const missing = {
    ...ready,
    sides: [side('Ada'), side('Ben', { isIn: false, offeredCount: 0 })],
    viewerCanOpen: false,
  };
  server.on(
    TurnIntoOwnWorkDocument,
    answers('turnIntoOwnWork', {
      ...missing,
      sides: missing.sides.map((one) => ({ ...one, offeredCount: 0 })),
      turnedAt: '2026-03-05T09:00:00Z',
      viewerCanTurn: false,
    }),
  );
  open(missing, [blocks[0]!]);
  await userEvent.click(await screen.findByRole('button', { name: 'Make it each one’s own' }));
  expect(inputs(TurnIntoOwnWorkDocument)).toEqual([]);
  await userEvent.click(await screen.findByRole('button', { name: 'Yes, make it their own' }));
  expect(await screen.findByRole('heading', { name: /Each one’s own since/ })).toBeVisible();
  expect(inputs(TurnIntoOwnWorkDocument)).toEqual([{ assignmentId: 'given', slot: 'once' }]);
  expect(screen.queryByRole('button', { name: 'Make it each one’s own' })).toBeNull();
});

describe('on the couple’s page', () => {
  const panel = (...openings: object[]) => {
    server.on(OpeningsDocument, { openings } as never);
    render(
      <IntlProvider locale="en" messages={messages}>
        <ApolloProvider client={createApollo()}>
          <MemoryRouter>
            <Openings coupleId="couple" />
          </MemoryRouter>
        </ApolloProvider>
      </IntlProvider>,
    );
  };
  const soon = new Date(Date.now() + 86_400_000).toISOString();

  it.each([
    ['Ready to be opened', ready],
    ['Not everyone has shared and offered something', { ...ready, viewerCanOpen: false }],
    [
      'Not to be opened now',
      { ...ready, viewerCanOpen: false, sides: [side('Ada', { askedNotToOpenId: 'mark' }), side('Ben')] },
    ],
    [/^Open until the end of /, { ...opened, closesAt: soon }],
    ['Open until you close it', opened],
    [/^Closed on /, { ...opened, closesAt: '2026-03-06T00:00:00Z' }],
    [/^Closed on /, { ...opened, closesAt: soon, closedAt: '2026-03-05T10:00:00Z' }],
  ])('says %s, and leads to the turn', async (standing, opening) => {
    panel(opening);
    expect(await screen.findByText(standing)).toBeVisible();
    expect(screen.getByRole('link', { name: ready.title })).toHaveAttribute(
      'href',
      '/couples/couple/openings/given/once',
    );
  });

  it('says of each side whether it is in and whether it offers something, before it is opened', async () => {
    const sides = [
      side('Ada', { offeredCount: 2 }),
      side('Ben', { offeredCount: 0 }),
      side('Cleo', { isIn: false, offeredCount: 0 }),
    ];
    panel({ ...ready, viewerCanOpen: false, sides });
    expect(
      await screen.findByText('Ada: in, offers 2 answers · Ben: in, offers nothing · Cleo: not in'),
    ).toBeVisible();
  });

  it('says that there is nothing to open yet', async () => {
    panel();
    expect(await screen.findByText('Nothing here can be opened yet.')).toBeVisible();
  });
});
