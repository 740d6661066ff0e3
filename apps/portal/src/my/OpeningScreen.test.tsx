import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { noor, piece, reflection, today } from '../testing/client.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  AskNotToOpenDocument,
  MyViewerDocument,
  OccurrenceScreenDocument,
  OfferToOpenDocument,
  OpeningScreenDocument,
  TodayScreenDocument,
  WithdrawOfferDocument,
  type OwnOpeningPartsFragment,
} from './gql/graphql.js';
import { messages } from './english.js';
import { outbox } from './outbox/index.js';

const composed = {
  slots: [
    { key: 'did', label: 'What I did', text: 'I left.' },
    { key: 'back', label: 'My way back', text: 'I call.' },
  ],
};
const opening: OwnOpeningPartsFragment = {
  id: 'reflection',
  occurrenceId: 'piece',
  title: 'Name, Reach, Return',
  language: 'en',
  offers: [
    {
      key: 'camera',
      kind: 'TEXT',
      wording: 'What would a camera have shown?',
      value: 'A door.',
      offered: null,
    },
    { key: 'return', kind: 'COMPOSER', wording: 'How could you come back?', value: composed, offered: null },
  ],
  isOwnWork: false,
  viewerCanOffer: true,
};
const [camera, back] = opening.offers;

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  outbox.letGo();
  noteSignedOut(false);
  server = new TestServer()
    .on(MyViewerDocument, { viewer: noor })
    .on(TodayScreenDocument, { today })
    .on(OpeningScreenDocument, { ownOpening: opening })
    .on(AskNotToOpenDocument, { askNotToOpen: { userErrors: [] } });
});
afterEach(() => outbox.letGo());

function open(path = '/my/words/reflection'): void {
  cleanup();
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

const card = async (wording: string) => within(await screen.findByRole('article', { name: wording }));
const tickOf = async (wording: string) =>
  (await card(wording)).getByRole('checkbox', { name: 'This may be opened' });
const preview = () => within(screen.getByRole('region', { name: 'What the others would see' }));
const keep = () => screen.getByRole('button', { name: 'Keep this choice' });
const sent = () =>
  server.sent(OfferToOpenDocument).map(({ input }) => (input as { offers: unknown[] }).offers);

describe('the way there', () => {
  const openable = { ...reflection, hasOpening: true };

  it.each(['/my/piece/piece', '/my/piece/piece/thanks'])('should stand on %s', async (path) => {
    server.on(OccurrenceScreenDocument, { occurrence: piece({ reflection: openable }) });
    open(path);
    expect(
      await screen.findByText('Some are opened, some only talked about, some stay yours.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Open my side' }));
    expect(await screen.findByRole('heading', { name: 'Open my side' })).toBeVisible();
  });

  it('should be nowhere where nothing can be opened', async () => {
    server.on(OccurrenceScreenDocument, { occurrence: piece({ reflection }) });
    open('/my/piece/piece');
    await screen.findByText('I came back.');
    expect(screen.queryByRole('link', { name: 'Open my side' })).toBeNull();
  });
});

describe('choosing', () => {
  it('should begin with everything off, and show others nothing', async () => {
    open();
    for (const { wording } of opening.offers) expect(await tickOf(wording)).not.toBeChecked();
    expect(preview().getByText('Nothing of yours.')).toBeVisible();
    expect(screen.getByText(/through the day of your next session/)).toBeVisible();
    expect(keep()).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Take my side back' })).toBeNull();
  });

  it('should offer one answer with one press, previewed by the name of who wrote it', async () => {
    server.on(OfferToOpenDocument, {
      offerToOpen: {
        ownOpening: { ...opening, offers: [{ ...camera!, offered: camera!.value }, back!] },
        userErrors: [],
      },
    });
    open();
    await userEvent.click(await tickOf(camera!.wording));
    expect(preview().getByRole('heading', { name: 'From Noor' })).toBeVisible();
    expect(preview().getByText('A door.')).toBeVisible();
    expect(preview().queryByText('I left.')).toBeNull();
    await userEvent.click(keep());
    expect(await screen.findByText('Kept. You can change it until it is opened.')).toBeVisible();
    expect(sent()).toEqual([[{ key: 'camera', words: null }]]);
    expect(await tickOf(camera!.wording)).toBeChecked();
    expect(keep()).toBeDisabled();
  });

  it('should take other words for the others, and leave what was shared as it is', async () => {
    server.on(OfferToOpenDocument, {
      offerToOpen: {
        ownOpening: { ...opening, offers: [{ ...camera!, offered: 'A door that closed.' }, back!] },
        userErrors: [],
      },
    });
    open();
    await userEvent.click(await tickOf(camera!.wording));
    const of = await card(camera!.wording);
    await userEvent.click(of.getByRole('button', { name: 'Say it in other words' }));
    const field = of.getByRole('textbox', { name: 'In other words' });
    expect(field).toHaveValue('A door.');
    expect(of.getByText(/What you shared stays as it is, and stays yours/)).toBeVisible();
    await userEvent.clear(field);
    expect(screen.getByText(/blank or too long/)).toBeVisible();
    expect(keep()).toBeDisabled();
    await userEvent.type(field, 'A door that closed.');
    expect(outbox.hasUnsent()).toBe(true);
    expect(preview().getByText('A door that closed.')).toBeVisible();
    expect(of.getByText('A door.')).toBeVisible();
    await userEvent.click(keep());
    await waitFor(() => expect(outbox.hasUnsent()).toBe(false));
    expect(sent()).toEqual([[{ key: 'camera', words: [{ slot: null, text: 'A door that closed.' }] }]]);
    expect((await card(camera!.wording)).getByRole('textbox')).toHaveValue('A door that closed.');
  });

  it('should let a part of a composed answer be left out, and the words as shared be taken again', async () => {
    open();
    await userEvent.click(await tickOf(back!.wording));
    const of = await card(back!.wording);
    await userEvent.click(of.getByRole('button', { name: 'Say it in other words' }));
    await userEvent.clear(of.getByRole('textbox', { name: 'What I did' }));
    expect(preview().queryByText('I left.')).toBeNull();
    expect(preview().getByText('I call.')).toBeVisible();
    await userEvent.click(of.getByRole('button', { name: 'Use my words as I shared them' }));
    expect(preview().getByText('I left.')).toBeVisible();
    expect(outbox.hasUnsent()).toBe(false);
  });

  it('should keep a choice that could not be sent on the page, also when it is left', async () => {
    open();
    await userEvent.click(await tickOf(camera!.wording));
    server.fail(OfferToOpenDocument, 'BAD_USER_INPUT');
    await userEvent.click(keep());
    expect(await screen.findByText(/Your choice is still on this page/)).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Today' }));
    await screen.findByText('Nothing asked of you today.');
    open();
    expect(await tickOf(camera!.wording)).toBeChecked();
  });

  it('should give way where it was opened meanwhile', async () => {
    open();
    await userEvent.click(await tickOf(camera!.wording));
    server
      .on(OfferToOpenDocument, {
        offerToOpen: {
          ownOpening: null,
          userErrors: [{ code: 'NOT_ALLOWED_NOW', message: 'opened', field: null }],
        },
      })
      .on(OpeningScreenDocument, {
        ownOpening: {
          ...opening,
          viewerCanOffer: false,
          offers: [camera!, { ...back!, offered: composed }],
        },
      });
    await userEvent.click(keep());
    expect(await screen.findByText(/This was opened. You can take your side back/)).toBeVisible();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByText('I call.')).toBeVisible();
    expect(screen.queryByText('A door.')).toBeNull();
    expect(screen.getByRole('button', { name: 'Take my side back' })).toBeVisible();
  });
});

it('should keep other words on the page that were just typed when it became their own work, until they are let go', async () => {
  open();
  await userEvent.click(await tickOf(camera!.wording));
  await userEvent.click(screen.getByRole('button', { name: 'Say it in other words' }));
  const field = screen.getByRole('textbox');
  await userEvent.clear(field);
  await userEvent.type(field, 'Softer words.');
  server
    .on(OfferToOpenDocument, {
      offerToOpen: {
        ownOpening: null,
        userErrors: [{ code: 'NOT_ALLOWED_NOW', message: 'own', field: null }],
      },
    })
    .on(OpeningScreenDocument, { ownOpening: { ...opening, isOwnWork: true, viewerCanOffer: false } });
  await userEvent.click(keep());
  expect(await screen.findByText('This one stays yours. Nothing of it is opened.')).toBeVisible();
  expect(screen.getByText('Softer words.')).toBeVisible();
  expect(screen.getByText(/You can still copy your words/)).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Let it go' }));
  expect(screen.queryByText('Softer words.')).toBeNull();
});

it('should say that it stays theirs where it became their own work, and nothing of anybody else', async () => {
  server.on(OpeningScreenDocument, {
    ownOpening: { ...opening, isOwnWork: true, viewerCanOffer: false },
  });
  open();
  expect(await screen.findByText('This one stays yours. Nothing of it is opened.')).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Take my side back' })).toBeNull();
});

it('should take all of it back with one press', async () => {
  server
    .on(OpeningScreenDocument, {
      ownOpening: { ...opening, offers: [{ ...camera!, offered: camera!.value }, back!] },
    })
    .on(WithdrawOfferDocument, () => {
      server.on(OpeningScreenDocument, { ownOpening: opening });
      return { withdrawOffer: { ownOpening: opening, userErrors: [] } };
    });
  open();
  expect(await tickOf(camera!.wording)).toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Take my side back' }));
  await waitFor(async () => expect(await tickOf(camera!.wording)).not.toBeChecked());
  expect(screen.queryByRole('button', { name: 'Take my side back' })).toBeNull();
});

it('should not be taken back while a choice is on its way, which would come after it', async () => {
  server.on(OpeningScreenDocument, {
    ownOpening: { ...opening, offers: [{ ...camera!, offered: camera!.value }, back!] },
  });
  open();
  await userEvent.click(await tickOf(back!.wording));
  server.isOffline = true;
  await userEvent.click(keep());
  const takeBack = screen.getByRole('button', { name: 'Take my side back' });
  expect(takeBack).toBeDisabled();
  act(() => outbox.letGo());
  expect(takeBack).toBeEnabled();
});

describe('"please do not open this"', () => {
  const ask = () => screen.findByRole('button', { name: 'Please do not open this' });

  it('should tell the therapist, and leave the screen and what is asked for again as they are', async () => {
    open();
    const button = await ask();
    const before = document.body.innerHTML;
    await userEvent.click(button);
    await waitFor(() => expect(server.sent(AskNotToOpenDocument)).toHaveLength(1));
    act(() => button.blur());
    expect(document.body.innerHTML.replace(/ data-[a-z-]+="true"/g, '')).toBe(
      before.replace(/ data-[a-z-]+="true"/g, ''),
    );
    const asked = server.requests.length;
    await userEvent.click(button);
    expect(server.requests).toHaveLength(asked + 1);
  });

  it('should tell only that it was not sent', async () => {
    server.fail(AskNotToOpenDocument, 'INTERNAL');
    open();
    await userEvent.click(await ask());
    expect(await screen.findByText('That was not sent. You can press again.')).toBeVisible();
  });
});

it('should look like an address that never was, where there is nothing of one’s own', async () => {
  server.fail(OpeningScreenDocument, 'NOT_FOUND');
  open();
  expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
});
