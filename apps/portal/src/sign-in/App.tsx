import { ForgottenPage } from './ForgottenPage.js';
import { InvitationPage } from './InvitationPage.js';
import { ResetPage } from './ResetPage.js';
import type { Route } from './route.js';
import { SignInPage } from './SignInPage.js';

/** The entry `/`: signing in, and the links that arrive by mail. */
export function App({ route }: { route: Route }) {
  switch (route.at) {
    case 'SIGN_IN':
      return <SignInPage line={route.line} />;
    case 'FORGOTTEN':
      return <ForgottenPage />;
    case 'RESET':
      return <ResetPage token={route.token} />;
    case 'INVITATION':
      return <InvitationPage token={route.token} />;
  }
}
