/** What this page was opened for. Tokens come in the fragment, which no server and no log ever sees. */
export type Route =
  | { at: 'SIGN_IN'; line?: 'again' | 'bye' }
  | { at: 'FORGOTTEN' }
  | { at: 'RESET'; token: string }
  | { at: 'INVITATION'; token: string };

export function routeOf({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): Route {
  const token = decodeURIComponent(hash.slice(1));
  const path = pathname.replace(/\/+$/, '');
  if (path === '/invitation') return { at: 'INVITATION', token };
  if (path === '/reset') return { at: 'RESET', token };
  if (path === '/forgotten') return { at: 'FORGOTTEN' };
  const asked = new URLSearchParams(search);
  if (asked.has('again')) return { at: 'SIGN_IN', line: 'again' };
  if (asked.has('bye')) return { at: 'SIGN_IN', line: 'bye' };
  return { at: 'SIGN_IN' };
}

/** Takes the token out of the address bar and the history; it lives on in the page alone. */
export function forgetToken(): void {
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}
