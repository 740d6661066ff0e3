export type Role = 'CLINICIAN' | 'CLIENT' | 'PRACTICE_ADMIN';

/** Where each role's work begins. */
export function homeOf(role: Role): '/my/' | '/desk/' {
  return role === 'CLIENT' ? '/my/' : '/desk/';
}

export const helpPage = '/my/help';

/** The sign-in page, which says a kind line when someone was brought there, and remembers where they were going. */
export function signInPage(why?: 'signed-out' | 'sign-in-again', to?: string): string {
  if (to !== undefined) return `/?${new URLSearchParams({ to }).toString()}`;
  return why === 'sign-in-again' ? '/?again' : why === 'signed-out' ? '/?bye' : '/';
}

/** Where somebody goes once signed in: a client to the place they came for, as from a code in the room; else home. */
export function placeAfterSignIn(role: Role, search: string): string {
  const wanted = new URLSearchParams(search).get('to');
  return (role === 'CLIENT' && wanted && ownPlace(wanted)) || homeOf(role);
}

/** invariant: a path of this site below the client's own place, and nothing else that a link may carry. */
function ownPlace(wanted: string): string | null {
  try {
    const { origin, pathname, search } = new URL(wanted, location.origin);
    return origin === location.origin && pathname.startsWith(homeOf('CLIENT')) ? pathname + search : null;
  } catch {
    return null;
  }
}
