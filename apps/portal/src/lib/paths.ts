export type Role = 'CLINICIAN' | 'CLIENT' | 'PRACTICE_ADMIN';

/** Where each role's work begins. */
export function homeOf(role: Role): '/my/' | '/desk/' {
  return role === 'CLIENT' ? '/my/' : '/desk/';
}

export const helpPage = '/my/help';

/** The sign-in page, which says a kind line when someone was brought there. */
export function signInPage(why?: 'signed-out' | 'sign-in-again'): string {
  return why === 'sign-in-again' ? '/?again' : why === 'signed-out' ? '/?bye' : '/';
}
