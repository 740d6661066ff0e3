import { useEffect } from 'react';
import { ChevronDown } from 'lucide-react';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { helpPage, homeOf, type Role } from '../lib/paths.js';
import { leaveForSignIn, tellOtherTabs, watchSignOut } from '../lib/signed-out.js';
import { useIsSignedOut } from '../lib/signed-out-state.js';
import { ErrorState, Guard, Loading, OfflineBanner, ToastProvider } from '../ui/index.js';
import { Menu } from '../ui/Menu.js';
import { DeskShellDocument, DeskSwitchMembershipDocument } from './gql/graphql.js';
import { NowhereScreen } from './NowhereScreen.js';
import { SignedOutNotice } from './SignedOutNotice.js';
import { useText } from './text.js';
import { hasUnsaved } from './unsaved.js';
import { useSubmit } from './use-submit.js';
import { useViewer, ViewerContext, type Viewer } from './viewer.js';
import styles from './Desk.module.css';

/** The frame of the staff's screens: who is signed in, as what, and where one can go. */
export function Shell() {
  const { data, error, refetch } = useQuery(DeskShellDocument);
  const viewer = data?.viewer;
  const isSignedOut = useIsSignedOut();

  useEffect(() => watchSignOut(() => !hasUnsaved()), []);
  useEffect(() => {
    if (viewer === null) leaveForSignIn();
    else if (viewer?.role === 'CLIENT') location.replace(homeOf('CLIENT'));
  }, [viewer]);
  useEffect(() => {
    if (isSignedOut && !hasUnsaved()) leaveForSignIn('sign-in-again');
  }, [isSignedOut]);

  if (!viewer || viewer.role === 'CLIENT') {
    return (
      <main className={styles.main}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={4} />}
      </main>
    );
  }
  return (
    <ViewerContext value={viewer}>
      <ToastProvider>
        <Frame viewer={viewer} />
        {isSignedOut && hasUnsaved() ? <SignedOutNotice viewerId={viewer.id} /> : null}
      </ToastProvider>
    </ViewerContext>
  );
}

function Frame({ viewer }: { viewer: Viewer }) {
  const say = useText();
  const { pathname } = useLocation();
  const tabs =
    viewer.role === 'CLINICIAN'
      ? [
          { to: '/clients', label: say('nav.clients') },
          { to: '/to-read', label: say('nav.toRead') },
          { to: '/library', label: say('nav.library') },
          { to: '/groups', label: say('nav.groups') },
        ]
      : [
          { to: '/practice', label: say('nav.practice') },
          { to: '/people', label: say('nav.people') },
        ];
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {say('shell.skip')}
      </a>
      <header className={styles.header}>
        <Link className={styles.brand} to="/" aria-label={say('shell.home')}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span className={styles.brandName}>Rejoin</span>
        </Link>
        {viewer.practice.isDemo ? <span className={styles.demo}>{say('shell.demo')}</span> : null}
        <nav className={styles.nav} aria-label={say('shell.nav')}>
          {tabs.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={styles.tab}
              aria-current={belongsTo(to, pathname) ? 'page' : undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles.ways}>
          <WhoMenu viewer={viewer} />
          <a className={styles.help} href={helpPage}>
            {say('shell.help')}
          </a>
        </div>
      </header>
      <OfflineBanner />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Guard key={pathname}>
          <Outlet />
        </Guard>
      </main>
    </div>
  );
}

/** A couple, and what somebody shared, are looked at from the clients' tab as well. */
function belongsTo(tab: string, pathname: string): boolean {
  if (tab === '/clients' && /^\/(couples|reflections)\//.test(pathname)) return true;
  return pathname === tab || pathname.startsWith(`${tab}/`);
}

/** Who is signed in; the same person's other roles are one press away, and only one acts at a time. */
function WhoMenu({ viewer }: { viewer: Viewer }) {
  const say = useText();
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const { submit, refused } = useSubmit(
    DeskSwitchMembershipDocument,
    ({ switchMembership }) => switchMembership,
  );

  const switchTo = async (membershipId: string, role: Role): Promise<void> => {
    if (!(await submit({ membershipId }))) return;
    await apollo.clearStore();
    // What this page and other tabs hold belongs to the role before.
    tellOtherTabs('signed-out');
    location.assign(homeOf(role));
  };

  return (
    <>
      <Menu
        label={say('who.menu', { name: viewer.name, role: say(`role.${viewer.role}`) })}
        actions={[
          ...viewer.memberships
            .filter(({ isActive }) => !isActive)
            .map(({ id, role, practiceName }) => ({
              id,
              label: say('who.switch', { role: say(`role.${role}`), practice: practiceName }),
              onAction: () => void switchTo(id, role),
            })),
          { id: 'you', label: say('who.you'), onAction: () => void navigate('/you') },
        ]}
      >
        <span className={styles.who}>
          <span>{viewer.name}</span>
          <span className={styles.role}>{say(`role.${viewer.role}`)}</span>
        </span>
        <ChevronDown size={16} aria-hidden="true" />
      </Menu>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
    </>
  );
}

/** Where each role's work begins. */
export function Home() {
  const { role } = useViewer();
  return <Navigate to={role === 'CLINICIAN' ? '/clients' : '/practice'} replace />;
}

/** Screens of one role. The server decides what anybody may read; this only keeps screens out of the way. */
export function OnlyFor({ role }: { role: Role }) {
  return useViewer().role === role ? <Outlet /> : <NowhereScreen />;
}
