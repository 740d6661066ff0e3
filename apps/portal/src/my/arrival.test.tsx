import { jest } from '@jest/globals';
import { cleanup, render, waitFor } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { TestServer } from '../testing/server.js';
import { MyViewerDocument, TodayScreenDocument } from './gql/graphql.js';
import { messages } from './english.js';

// Leaving for another page is what the test environment cannot do.
const leaveForSignIn = jest.fn();
const real = await import('../lib/signed-out.js');
jest.unstable_mockModule('../lib/signed-out.js', () => ({ ...real, leaveForSignIn }));
const { App } = await import('./App.js');

function open(path: string): void {
  cleanup();
  leaveForSignIn.mockClear();
  history.replaceState(null, '', path);
  render(
    <IntlProvider locale="en" messages={messages}>
      <App />
    </IntlProvider>,
  );
}

it.each([
  ['/my/piece/one', '/my/piece/one'],
  ['/my/piece/one/step/1?back', '/my/piece/one/step/1?back'],
  ['/my/', undefined],
  ['/my/replies', undefined],
  ['/my/nowhere/at/all', undefined],
])('should lead somebody who is signed out and opens %s by way of the sign-in page', async (path, wanted) => {
  const server = new TestServer().on(MyViewerDocument, { viewer: null });
  open(path);
  await waitFor(() => expect(leaveForSignIn).toHaveBeenCalledTimes(1));
  expect(leaveForSignIn).toHaveBeenCalledWith(undefined, wanted);
  expect(server.sent(TodayScreenDocument)).toEqual([]);
});
