import { lazy, type ComponentType } from 'react';

type Load = () => Promise<unknown>;

const waiting: Load[] = [];
let isFetching = false;

/**
 * A screen that is not in the first load. It is fetched as soon as the page is at rest, so that a lost connection does
 * not stand between two screens.
 */
export function later<Props>(load: () => Promise<ComponentType<Props>>) {
  const once = (): Promise<{ default: ComponentType<Props> }> =>
    load().then((screen) => ({ default: screen }));
  if (isFetching) atRest(once);
  else waiting.push(once);
  return lazy(once);
}

/** Called when the first screen stands. */
export function fetchTheRest(): void {
  isFetching = true;
  for (const load of waiting.splice(0)) atRest(load);
}

function atRest(load: Load): void {
  // A fetch that does not work now is tried again when the screen is opened.
  const fetch = (): void => void load().catch(() => undefined);
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetch, { timeout: 3000 });
  else setTimeout(fetch, 1000);
}
