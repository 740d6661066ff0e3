import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TestServer } from '../testing/server.js';
import { App } from './App.js';
import {
  AcceptInvitationDocument,
  InvitationPageDocument,
  RequestPasswordResetDocument,
  ResetPasswordDocument,
  SignInDocument,
  SignInPageDocument,
} from './gql/graphql.js';
import { routeOf } from './route.js';

let server: TestServer;
beforeEach(() => {
  server = new TestServer().on(SignInPageDocument, { viewer: null, demo: null });
});

const invitation = {
  language: 'en' as const,
  practiceName: 'Lindqvist Practice',
  invitedName: 'Sam',
  role: 'CLIENT' as const,
  hasAccount: false,
};

it('should read a token from the fragment alone', () => {
  expect(routeOf({ pathname: '/invitation', search: '', hash: '#abc' })).toEqual({
    at: 'INVITATION',
    token: 'abc',
  });
  expect(routeOf({ pathname: '/reset', search: '?token=abc', hash: '' })).toEqual({ at: 'RESET', token: '' });
  expect(routeOf({ pathname: '/', search: '?again', hash: '' })).toEqual({ at: 'SIGN_IN', line: 'again' });
});

it('should say why signing in did not work, and send the header no foreign form can send', async () => {
  server.on(SignInDocument, {
    signIn: {
      step: null,
      viewer: null,
      userErrors: [{ code: 'WRONG_CREDENTIALS', message: 'For staff.', field: null }],
    },
  });
  render(<App route={{ at: 'SIGN_IN' }} />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'noor@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'not the one');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('That e-mail address and password do not go together.')).toBeVisible();
  expect(server.sent(SignInDocument)).toEqual([
    { input: { email: 'noor@example.org', password: 'not the one' } },
  ]);
  expect(server.requests.every(({ headers }) => headers.get('x-rejoin-request') === '1')).toBe(true);
});

it('should be honest about a second step it cannot do yet', async () => {
  server.on(SignInDocument, { signIn: { step: 'SECOND_FACTOR', viewer: null, userErrors: [] } });
  render(<App route={{ at: 'SIGN_IN' }} />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'mara@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'a long enough password');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText(/asks for a second step/)).toBeVisible();
});

it('should offer the demo people with one click', async () => {
  server.on(SignInPageDocument, {
    viewer: null,
    demo: {
      personas: [{ key: 'noor', name: 'Noor Haddad', role: 'CLIENT', about: 'Has something to do.' }],
      mailUrl: 'http://localhost:1080/',
    },
  });
  render(<App route={{ at: 'SIGN_IN' }} />);
  expect(await screen.findByRole('button', { name: 'Sign in as Noor Haddad, Client' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the demo mailbox' })).toHaveAttribute(
    'href',
    'http://localhost:1080/',
  );
});

it('should answer a forgotten password the same for everybody', async () => {
  server.on(RequestPasswordResetDocument, { requestPasswordReset: { userErrors: [] } });
  render(<App route={{ at: 'FORGOTTEN' }} />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'nobody@example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Send me a link' }));
  expect(await screen.findByText(/If there is an account for this address/)).toBeVisible();
});

it('should set a new password only when the button is pressed, and say when the link has ended', async () => {
  server.on(ResetPasswordDocument, {
    resetPassword: { userErrors: [{ code: 'LINK_NOT_VALID', message: 'ended', field: null }] },
  });
  render(<App route={{ at: 'RESET', token: 'abc' }} />);
  expect(server.requests).toEqual([]);
  await userEvent.type(screen.getByLabelText('New password'), 'a long enough password');
  await userEvent.type(screen.getByLabelText('The same once more'), 'a long enough passwort');
  await userEvent.click(screen.getByRole('button', { name: 'Keep this password' }));
  expect(screen.getByText('These two are not the same yet.')).toBeVisible();
  expect(server.requests).toEqual([]);
  await userEvent.type(screen.getByLabelText('The same once more'), '{Backspace}d');
  await userEvent.click(screen.getByRole('button', { name: 'Keep this password' }));
  expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});

it('should accept an invitation with a new password and one tick', async () => {
  server.on(InvitationPageDocument, { invitation }).on(AcceptInvitationDocument, {
    acceptInvitation: {
      step: null,
      viewer: null,
      userErrors: [{ code: 'WEAK_PASSWORD', message: 'For staff.', field: 'password' }],
    },
  });
  render(<App route={{ at: 'INVITATION', token: 'abc' }} />);
  await screen.findByRole('heading', { level: 1, name: 'Welcome, Sam' });
  await userEvent.type(screen.getByLabelText('New password'), 'password password');
  await userEvent.type(screen.getByLabelText('The same once more'), 'password password');
  await userEvent.click(screen.getByRole('button', { name: 'Accept and begin' }));
  expect(screen.getByText('Rejoin is for adults. Please tick this if it is true.')).toBeVisible();
  await userEvent.click(screen.getByLabelText('I am 18 or older, or an adult where I live.'));
  await userEvent.click(screen.getByRole('button', { name: 'Accept and begin' }));
  expect(
    await screen.findByText('That one is easily guessed. A few unrelated words work well.'),
  ).toBeVisible();
  expect(screen.getByLabelText('New password')).toHaveFocus();
});

it('should ask an existing account for its own password', async () => {
  server.on(InvitationPageDocument, { invitation: { ...invitation, hasAccount: true } });
  render(<App route={{ at: 'INVITATION', token: 'abc' }} />);
  expect(await screen.findByLabelText('Password')).toBeVisible();
  expect(screen.queryByLabelText('New password')).toBeNull();
});

it('should say when an invitation has ended', async () => {
  server.on(InvitationPageDocument, { invitation: null });
  render(<App route={{ at: 'INVITATION', token: 'abc' }} />);
  expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});

it('should speak what the invited person reads, until they choose another', async () => {
  server.on(InvitationPageDocument, { invitation: { ...invitation, language: 'es' } });
  render(<App route={{ at: 'INVITATION', token: 'abc' }} />);
  expect(await screen.findByRole('button', { name: 'Aceptar y empezar' })).toBeVisible();
  expect(document.documentElement.lang).toBe('es');
  await userEvent.click(screen.getByRole('button', { name: 'English' }));
  expect(await screen.findByRole('button', { name: 'Accept and begin' })).toBeVisible();
  expect(document.documentElement.lang).toBe('en');
  expect(screen.getByRole('button', { name: 'Español' })).toHaveAttribute('lang', 'es');
});
