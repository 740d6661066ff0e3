import { placeAfterSignIn, signInPage } from './paths.js';

const asked = (to: string): string => `?${new URLSearchParams({ to }).toString()}`;

describe('after signing in', () => {
  it('should lead a client on to the piece they came for', () => {
    const page = new URL(signInPage(undefined, '/my/piece/one/step/1?back'), location.origin);
    expect(page.pathname).toBe('/');
    expect(placeAfterSignIn('CLIENT', page.search)).toBe('/my/piece/one/step/1?back');
  });

  it.each([
    'https://elsewhere.example/my/piece/one',
    '//elsewhere.example/my/',
    '/\\elsewhere.example/my/',
    '\\\\elsewhere.example/my/',
    '/\t/elsewhere.example/my/',
    'javascript:alert(1)//my/',
    'data:text/html,/my/',
    'https:/my/@elsewhere.example/my/',
    '/desk/clients',
    '/my/../desk/clients',
    '/my/%2e%2e/desk/clients',
    '/my',
    '/',
    '',
    'http://[',
  ])('should lead home instead of to %j', (to) => {
    expect(placeAfterSignIn('CLIENT', asked(to))).toBe('/my/');
  });

  it('should lead home without a wish, and staff in any case', () => {
    expect(placeAfterSignIn('CLIENT', '?again')).toBe('/my/');
    expect(placeAfterSignIn('CLINICIAN', asked('/my/piece/one'))).toBe('/desk/');
    expect(placeAfterSignIn('PRACTICE_ADMIN', asked('/desk/people'))).toBe('/desk/');
  });
});
