import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { noor, today } from '../testing/client.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import {
  AcceptAgreementDocument,
  AgreementScreenDocument,
  MyViewerDocument,
  TodayScreenDocument,
  type AgreementPartsFragment,
} from './gql/graphql.js';
import { messages } from './english.js';

const agreement = (coupleId: string): AgreementPartsFragment => ({
  coupleId,
  clinicianName: 'Mara',
  kind: 'NO_SECRETS',
  version: 1,
  language: 'en',
  title: `What may be brought in, ${coupleId}`,
  paragraphs: ['Each of you reads it alone.'],
});

let server: TestServer;
function toRead(...agreements: AgreementPartsFragment[]): void {
  server
    .on(AgreementScreenDocument, { today: { agreements } })
    .on(TodayScreenDocument, { today: { ...today, agreements } });
}
beforeEach(() => {
  forgetAnswers();
  noteSignedOut(false);
  server = new TestServer().on(MyViewerDocument, { viewer: noor });
});

function open(path: string): void {
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

it('should be one calm card on Today, and nothing when all is read', async () => {
  toRead(agreement('one'), agreement('two'));
  open('/my/');
  expect(await screen.findByText('Something to read about your joint work. It can wait.')).toBeVisible();
  expect(screen.getByText('Nothing asked of you today.')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Have a look' }));
  await screen.findByRole('heading', { level: 1, name: 'What may be brought in, one' });
  toRead();
  forgetAnswers();
  await userEvent.click(screen.getByRole('link', { name: 'Rejoin, to Today' }));
  await screen.findByText('Nothing asked of you today.');
  expect(screen.queryByText(/about your joint work/)).toBeNull();
});

it('should say who learns of it, offer two ways of equal weight, and end on Today with a plain line', async () => {
  toRead(agreement('one'));
  server.on(AcceptAgreementDocument, () => {
    toRead();
    return { acceptAgreement: { agreements: [], userErrors: [] } };
  });
  open('/my/agreement');
  await screen.findByText('Each of you reads it alone.');
  expect(screen.getByText('For your joint work with Mara')).toBeVisible();
  expect(screen.getByText('Your therapist sees whether you agreed. No partner does.')).toBeVisible();
  expect(screen.getByText(/You can talk with your therapist first/)).toBeVisible();
  const yes = screen.getByRole('button', { name: 'I agree to this' });
  expect(yes.className).toBe(screen.getByRole('button', { name: 'Not now' }).className);
  await userEvent.dblClick(yes);
  expect(await screen.findByText('Thank you. Your yes is kept.')).toBeVisible();
  await screen.findByText('Nothing asked of you today.');
  expect(screen.queryByText(/about your joint work/)).toBeNull();
  expect(server.sent(AcceptAgreementDocument)).toHaveLength(1);
  expect(server.sent(AcceptAgreementDocument)[0]).toMatchObject({
    input: { coupleId: 'one', kind: 'NO_SECRETS', version: 1 },
  });
});

it('should say plainly that a text is not there in the reader’s language', async () => {
  toRead({ ...agreement('one'), language: 'es', paragraphs: ['Cada persona lo lee a solas.'] });
  open('/my/agreement');
  expect((await screen.findByText('Cada persona lo lee a solas.')).closest('[lang]')).toHaveAttribute(
    'lang',
    'es',
  );
  expect(screen.getByText(/Your practice wrote this in one language only/)).toBeVisible();
});

it('should keep nothing when it is put off', async () => {
  toRead(agreement('one'));
  open('/my/agreement');
  await userEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(await screen.findByText(/about your joint work/)).toBeVisible();
  expect(server.sent(AcceptAgreementDocument)).toEqual([]);
});

it('should come to several couples one after the other, whatever was said of the first', async () => {
  toRead(agreement('one'), agreement('two'), agreement('three'));
  server.on(AcceptAgreementDocument, {
    acceptAgreement: { agreements: [agreement('one'), agreement('three')], userErrors: [] },
  });
  open('/my/agreement');
  await screen.findByRole('heading', { level: 1, name: 'What may be brought in, one' });
  await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
  await screen.findByRole('heading', { level: 1, name: 'What may be brought in, two' });
  await userEvent.click(screen.getByRole('button', { name: 'I agree to this' }));
  await screen.findByRole('heading', { level: 1, name: 'What may be brought in, three' });
  await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
  await screen.findByRole('heading', { level: 1, name: 'Hello, Noor' });
});

it('should show a text that changed meanwhile once more, and claim nothing', async () => {
  toRead(agreement('one'));
  server.on(AcceptAgreementDocument, () => {
    toRead({ ...agreement('one'), version: 2, paragraphs: ['It reads differently now.'] });
    return {
      acceptAgreement: {
        agreements: null,
        userErrors: [{ code: 'STALE' as const, message: 'For staff.', field: null }],
      },
    };
  });
  open('/my/agreement');
  await userEvent.click(await screen.findByRole('button', { name: 'I agree to this' }));
  expect(await screen.findByText('It reads differently now.')).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('This text has changed. Please read it once more.');
  expect(screen.queryByText('Thank you. Your yes is kept.')).toBeNull();
});

it('should claim nothing without a connection, and repeat the same act', async () => {
  toRead(agreement('one'));
  open('/my/agreement');
  await screen.findByText('Each of you reads it alone.');
  server.fail(AcceptAgreementDocument, 'INTERNAL');
  await userEvent.click(screen.getByRole('button', { name: 'I agree to this' }));
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Nothing was kept.'));
  server.isOffline = true;
  await userEvent.click(screen.getByRole('button', { name: 'I agree to this' }));
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('There is no connection'));
  server.isOffline = false;
  server.on(AcceptAgreementDocument, { acceptAgreement: { agreements: [], userErrors: [] } });
  await userEvent.click(screen.getByRole('button', { name: 'I agree to this' }));
  await screen.findByText('Thank you. Your yes is kept.');
  const keys = server
    .sent(AcceptAgreementDocument)
    .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
  expect(new Set(keys).size).toBe(1);
});

it('should say so when there is nothing to read, without the bottom bar in between', async () => {
  toRead();
  open('/my/agreement');
  await screen.findByRole('heading', { level: 1, name: 'Nothing to read right now' });
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'To Today' })).toBeVisible();
});
