import { signInPage } from './paths.js';

type Word = 'signed-out' | 'signed-in';

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('rejoin');

/** Tells every other tab of this browser. */
export function tellOtherTabs(word: Word): void {
  channel?.postMessage(word);
}

export function onWordFromOtherTab(word: Word, act: () => void): () => void {
  const listener = (event: MessageEvent): void => {
    if (event.data === word) act();
  };
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}

/** Loads this page anew, as after another person signed in. */
export function reload(): void {
  location.reload();
}

/**
 * Keeps a signed-out browser from showing what a signed-in one saw: a page brought back by the back button is loaded
 * anew, and a sign-out in one tab reloads the others. `mayLeave` is asked first, so that unsent words stay on the page.
 */
export function watchSignOut(mayLeave: () => boolean, leave: () => void = reload): () => void {
  const onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted && mayLeave()) leave();
  };
  addEventListener('pageshow', onPageShow);
  const stop = onWordFromOtherTab('signed-out', () => {
    if (mayLeave()) leave();
  });
  return () => {
    removeEventListener('pageshow', onPageShow);
    stop();
  };
}

/** Leaves for the sign-in page, replacing this one in the history; `to` is where to go on from there. */
export function leaveForSignIn(why?: 'signed-out' | 'sign-in-again', to?: string): void {
  location.replace(signInPage(why, to));
}
