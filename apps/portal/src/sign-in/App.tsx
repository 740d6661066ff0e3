import { ForgottenPage } from './ForgottenPage.js';
import { InvitationPage } from './InvitationPage.js';
import { ResetPage } from './ResetPage.js';
import type { Route } from './route.js';
import { SignInPage } from './SignInPage.js';
import { useSpoken } from './text.js';

/** The entry `/`: signing in, and the links that arrive by mail. In another language the page begins anew. */
export function App({ route }: { route: Route }) {
  return <PageOf key={useSpoken()} route={route} />;
}

function PageOf({ route }: { route: Route }) {
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
