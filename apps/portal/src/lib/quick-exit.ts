/** Somewhere ordinary, that anybody may have open. */
const elsewhere = 'https://www.wikipedia.org/';

/** Kept by this tab alone, and gone with it: that it was left, and the back button leads nowhere. */
const left = 'rejoin.left';

let isLeaving = false;

/** Whether somebody is leaving in a hurry: then nothing asks whether to stay. */
export const isLeavingQuickly = (): boolean => isLeaving;

/** Three presses of Escape within this time. */
const pressesWithin = 1_500;

/**
 * Leaves at once. The page is empty before the next one is here, however slow or absent the connection; nothing asks whether
 * to stay, because unsent words are sent on the way (`watchPage`); and whoever presses Back is led away again (`stayAway`).
 * The history of this browser still holds the visit; the help page says so.
 */
export function quickExit(): void {
  try {
    sessionStorage.setItem(left, '1');
  } catch {
    // Without storage the back button leads to a page that is loaded anew.
  }
  isLeaving = true;
  document.title = '';
  document.body.hidden = true;
  location.replace(elsewhere);
}

/**
 * Whether somebody came back with the back button to a page that was left quickly: then it leaves again, and nothing of it is
 * to be drawn. Who comes by an address or a link is here on purpose.
 */
export function stayAway(): boolean {
  try {
    if (sessionStorage.getItem(left) === null) return false;
    const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (arrival?.type !== 'back_forward') {
      sessionStorage.removeItem(left);
      return false;
    }
  } catch {
    return false;
  }
  quickExit();
  return true;
}

/** Escape, three times in a row, leaves as the button does; also where the button is under something. */
export function watchQuickExit(): () => void {
  let presses: number[] = [];
  const onKey = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
    if (repeat) return;
    if (key !== 'Escape') {
      presses = [];
      return;
    }
    presses = [...presses.filter((before) => timeStamp - before < pressesWithin), timeStamp];
    if (presses.length >= 3) quickExit();
  };
  const onShow = (event: PageTransitionEvent): void => {
    // Brought back whole from the browser's memory, still empty.
    if (event.persisted && document.body.hidden) quickExit();
  };
  addEventListener('keydown', onKey, { capture: true });
  addEventListener('pageshow', onShow);
  return () => {
    removeEventListener('keydown', onKey, { capture: true });
    removeEventListener('pageshow', onShow);
  };
}
