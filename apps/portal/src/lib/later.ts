import { lazy, type ComponentType } from 'react';

const waiting: (() => Promise<unknown>)[] = [];
let isFetching = false;

/**
 * A screen that is not in the first load. It is fetched as soon as the page is at rest, so that a lost connection does
 * not stand between two screens.
 */
export function later<Props>(load: () => Promise<ComponentType<Props>>) {
  const once = (): Promise<{ default: ComponentType<Props> }> =>
    load().then((screen) => ({ default: screen }));
  if (isFetching) void once().catch(() => undefined);
  else waiting.push(once);
  return lazy(once);
}

/** Called when the first screen stands. */
export function fetchTheRest(): void {
  isFetching = true;
  const rest = waiting.splice(0);
  const fetchAll = (): void => {
    // A fetch that does not work now is tried again when the screen is opened.
    for (const load of rest) load().catch(() => undefined);
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchAll, { timeout: 3000 });
  else setTimeout(fetchAll, 1000);
}
