import { Suspense, useCallback, useEffect, useState } from 'react';
import { fetchTheRest, later } from '../lib/later.js';
import { homeOf } from '../lib/paths.js';
import { send } from '../lib/send.js';
import { leaveForSignIn, onWordFromOtherTab, reload, watchSignOut } from '../lib/signed-out.js';
import { ErrorState, Loading, ToastProvider } from '../ui/index.js';
import { noteSignedOut, useIsSignedOut } from '../lib/signed-out-state.js';
import { forgetAnswers } from './ask.js';
import { MyViewerDocument, type SignedInFragment } from './gql/graphql.js';
import { HelpScreen } from './HelpScreen.js';
import { usePlace } from './navigation.js';
import { Nowhere } from './Nowhere.js';
import { outbox } from './outbox/index.js';
import { pathOf } from './paths.js';
import { Shell } from './Shell.js';
import { SignedOutNotice } from './SignedOutNotice.js';
import { whoIsHere } from './who-is-here.js';
import { TodayScreen } from './TodayScreen.js';
import { SigningOut, useHasLeftJointRoom } from './together/joint-room.js';

const AgreedScreen = later(async () => (await import('./AgreedScreen.js')).AgreedScreen);
const AgreementScreen = later(async () => (await import('./AgreementScreen.js')).AgreementScreen);
const ConsentScreen = later(async () => (await import('./ConsentScreen.js')).ConsentScreen);
const LockedScreen = later(async () => (await import('./LockedScreen.js')).LockedScreen);
const OpeningScreen = later(async () => (await import('./OpeningScreen.js')).OpeningScreen);
const PieceScreen = later(async () => (await import('./PieceScreen.js')).PieceScreen);
const KeptScreen = later(async () => (await import('./together/KeptScreen.js')).KeptScreen);
const ReadingRoom = later(async () => (await import('./ReadingRoom.js')).ReadingRoom);
const RepliesScreen = later(async () => (await import('./RepliesScreen.js')).RepliesScreen);
const TogetherScreen = later(async () => (await import('./together/TogetherScreen.js')).TogetherScreen);
const WhoElseScreen = later(async () => (await import('./WhoElseScreen.js')).WhoElseScreen);
const YouScreen = later(async () => (await import('./YouScreen.js')).YouScreen);

/** How often a page asks whether a short sign-in still holds. */
const shortLook = 60_000;

type Who =
  | { is: 'ASKING' }
  | { is: 'HERE'; viewer: SignedInFragment }
  | { is: 'NOBODY' }
  | { is: 'FAILED'; error: unknown };

/** The entry `/my/`: a client's own place. */
export function App() {
  const place = usePlace();
  const [who, setWho] = useState<Who>({ is: 'ASKING' });
  const isHelp = place.at === 'HELP';
  const hasLeftJointRoom = useHasLeftJointRoom(place);
  // A code in the room or a link leads to one piece: somebody who is signed out gets there by way of the sign-in page.
  const wanted = 'id' in place ? pathOf(place) : undefined;

  const ask = useCallback(() => {
    whoIsHere().then(
      (viewer) => setWho(viewer ? { is: 'HERE', viewer } : { is: 'NOBODY' }),
      (error: unknown) => setWho({ is: 'FAILED', error }),
    );
  }, []);
  useEffect(ask, [ask]);
  useEffect(() => watchSignOut(() => !outbox.hasUnsent()), []);

  useEffect(() => {
    if (who.is === 'HERE') fetchTheRest();
  }, [who.is]);

  const role = who.is === 'HERE' ? who.viewer.role : null;
  useEffect(() => {
    // Help is for everybody; every other screen is a client's.
    if (isHelp) return;
    if (who.is === 'NOBODY') leaveForSignIn(undefined, wanted);
    else if (role && role !== 'CLIENT') location.replace(homeOf(role));
  }, [isHelp, who.is, role, wanted]);

  return (
    <ToastProvider>
      {who.is === 'HERE' && role === 'CLIENT' ? (
        <SignInWatch viewerId={who.viewer.id} isQuiet={isHelp} isShort={who.viewer.seenByOthers === true} />
      ) : null}
      <Suspense
        fallback={
          <Shell bar={false}>
            <Loading />
          </Shell>
        }
      >
        {isHelp ? (
          <Shell bar={role === 'CLIENT'}>
            <HelpScreen />
          </Shell>
        ) : who.is === 'FAILED' ? (
          <Shell bar={false}>
            <ErrorState error={who.error} onRetry={ask} />
          </Shell>
        ) : who.is === 'HERE' && role === 'CLIENT' && hasLeftJointRoom ? (
          <Shell bar={false}>
            <SigningOut />
          </Shell>
        ) : who.is === 'HERE' && role === 'CLIENT' ? (
          <Client
            viewer={who.viewer}
            onViewer={(viewer) => (viewer ? setWho({ is: 'HERE', viewer }) : ask())}
          />
        ) : (
          <Shell bar={false}>
            <Loading />
          </Shell>
        )}
      </Suspense>
    </ToastProvider>
  );
}

function Client({
  viewer,
  onViewer,
}: {
  viewer: SignedInFragment;
  onViewer: (viewer: SignedInFragment | null) => void;
}) {
  const place = usePlace();
  const { isDemo } = viewer.practice;
  const [consent] = viewer.pendingConsents;
  if (viewer.isLocked) {
    return (
      <Shell bar={false} isDemo={isDemo}>
        <LockedScreen
          onOpened={() => {
            forgetAnswers();
            onViewer(null);
          }}
        />
      </Shell>
    );
  }
  if (viewer.seenByOthers === null) {
    return (
      <Shell bar={false} isDemo={isDemo}>
        <WhoElseScreen onSaid={onViewer} />
      </Shell>
    );
  }
  if (consent) {
    return (
      <Shell bar={false} isDemo={isDemo}>
        <ConsentScreen
          key={`${consent.kind} ${String(consent.version)}`}
          consent={consent}
          onGiven={onViewer}
        />
      </Shell>
    );
  }
  return (
    <>
      {place.at === 'TODAY' ? (
        <Shell isDemo={isDemo}>
          <TodayScreen name={viewer.name} />
        </Shell>
      ) : place.at === 'REPLIES' ? (
        <Shell isDemo={isDemo}>
          <RepliesScreen />
        </Shell>
      ) : place.at === 'YOU' ? (
        <Shell isDemo={isDemo}>
          <YouScreen onViewer={onViewer} />
        </Shell>
      ) : place.at === 'AGREED' ? (
        <Shell isDemo={isDemo}>
          <AgreedScreen />
        </Shell>
      ) : place.at === 'AGREEMENT' ? (
        <Shell bar={false} isDemo={isDemo}>
          <AgreementScreen />
        </Shell>
      ) : place.at === 'OPENING' ? (
        <Shell isDemo={isDemo}>
          <OpeningScreen key={place.id} reflectionId={place.id} name={viewer.name} />
        </Shell>
      ) : place.at === 'READING' ? (
        <Shell isDemo={isDemo}>
          <ReadingRoom key={place.id} id={place.id} />
        </Shell>
      ) : place.at === 'TOGETHER' ? (
        <Shell bar={false} isDemo={isDemo}>
          <TogetherScreen key={place.id} id={place.id} isOnOnePhone={place.isOnOnePhone} />
        </Shell>
      ) : place.at === 'KEPT' ? (
        <Shell isDemo={isDemo}>
          <KeptScreen key={place.id} id={place.id} />
        </Shell>
      ) : 'id' in place ? (
        <PieceScreen key={place.id} place={place} isDemo={isDemo} />
      ) : (
        <Shell isDemo={isDemo}>
          <Nowhere />
        </Shell>
      )}
    </>
  );
}

/**
 * Watches who is signed in in this browser. With nothing unsent, somebody who was signed out is led to the sign-in page
 * and another person gets a page of their own. With words on the page, the page stays, and they are sent again only once
 * it is known that the same person is here.
 */
function SignInWatch({
  viewerId,
  isQuiet,
  isShort,
}: {
  viewerId: string;
  /** Somebody else uses this phone: when the sign-in ends, what stands on the screen goes by itself. */
  isShort: boolean;
  /** Help is for everybody: nobody is led away from it, and nothing stands over it. */
  isQuiet: boolean;
}) {
  const isSignedOut = useIsSignedOut();
  const [isOther, setOther] = useState(false);
  const [isPutAway, setPutAway] = useState(false);

  const check = useCallback(() => {
    // The page asks by itself, so being signed in is not prolonged by it.
    send(MyViewerDocument, {}, { isBackground: true }).then(
      ({ viewer }) => {
        if (viewer?.id === viewerId) {
          setOther(false);
          setPutAway(false);
          noteSignedOut(false);
          outbox.resume();
          return;
        }
        if (viewer) {
          forgetAnswers();
          if (!outbox.hasUnsent()) {
            reload();
            return;
          }
        }
        setOther(viewer !== null);
        noteSignedOut();
      },
      // Still no answer: everything stays as it is.
      () => undefined,
    );
  }, [viewerId]);

  useEffect(() => outbox.onSignedOut(() => noteSignedOut()), []);
  useEffect(() => {
    if (isSignedOut && !isOther && !isQuiet && !outbox.hasUnsent()) leaveForSignIn('sign-in-again');
  }, [isSignedOut, isOther, isQuiet]);
  useEffect(() => {
    const checkIfWaiting = (): void => {
      if (isSignedOut || outbox.hasUnsent()) check();
    };
    const stops = [onWordFromOtherTab('signed-in', check), onWordFromOtherTab('signed-out', checkIfWaiting)];
    addEventListener('focus', checkIfWaiting);
    addEventListener('online', checkIfWaiting);
    addEventListener('pageshow', checkIfWaiting);
    return () => {
      for (const stop of stops) stop();
      removeEventListener('focus', checkIfWaiting);
      removeEventListener('online', checkIfWaiting);
      removeEventListener('pageshow', checkIfWaiting);
    };
  }, [check, isSignedOut]);

  useEffect(() => {
    if (!isShort || isSignedOut) return;
    const lookAgain = (): void => {
      if (document.visibilityState === 'visible') check();
    };
    const timer = setInterval(check, shortLook);
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [check, isShort, isSignedOut]);

  if (!isSignedOut || isPutAway || isQuiet) return null;
  return <SignedOutNotice isOther={isOther} onClose={() => setPutAway(true)} onCheck={check} />;
}
