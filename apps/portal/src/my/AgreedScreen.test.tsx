import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { noteSignedOut } from '../lib/signed-out-state.js';
import { noor } from '../testing/client.js';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import { forgetAnswers } from './ask.js';
import { messages } from './english.js';
import { AgreedScreenDocument, MyViewerDocument } from './gql/graphql.js';

let server: TestServer;
beforeEach(() => {
  forgetAnswers();
  noteSignedOut(false);
  server = new TestServer().on(MyViewerDocument, { viewer: noor });
});

function open(): void {
  history.replaceState(null, '', '/my/agreed');
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

it('should show each text word for word with its day, in the language it is in, and print it', async () => {
  server.on(AgreedScreenDocument, {
    agreedTexts: [
      {
        ...{ id: 'ours', language: 'es', title: 'Lo nuestro', paragraphs: ['Nada se cuenta.'] },
        ...{ agreedAt: '2026-03-03T10:00:00Z', clinicianName: 'Mara' },
      },
      {
        ...{ id: 'seen', language: 'en', title: 'What is seen', paragraphs: ['What you share.'] },
        ...{ agreedAt: '2026-01-02T10:00:00Z', clinicianName: null },
      },
    ],
  });
  let printed = 0;
  window.print = () => {
    printed += 1;
  };
  open();
  await screen.findByRole('heading', { level: 1, name: 'What you agreed to' });
  const first = within(screen.getByRole('region', { name: 'Lo nuestro' }));
  expect(first.getByText('Nada se cuenta.').closest('[lang]')).toHaveAttribute('lang', 'es');
  expect(first.getByText('You said yes on March 3, 2026.')).toBeVisible();
  expect(first.getByText('For your joint work with Mara')).toBeVisible();
  const second = within(screen.getByRole('region', { name: 'What is seen' }));
  expect(second.queryByText(/joint work/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Print this page' }));
  expect(printed).toBe(1);
});

it('should say so where there is nothing yet, and what went wrong', async () => {
  server.on(AgreedScreenDocument, { agreedTexts: [] });
  open();
  expect(await screen.findByText('There is nothing here yet.')).toBeVisible();
});
