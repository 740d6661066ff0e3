import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';
import { ButtonLink, type ButtonLook } from '../ui/Button.js';
import { pathOf, placeOf, type Place } from './paths.js';

type There = Exclude<Place, { at: 'NOWHERE' }>;

const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

/** The address as one string, so that it can be compared from render to render. */
const address = (): string => location.pathname + location.search;

/** Where the person is. */
export function usePlace(): Place {
  const [pathname = '', search = ''] = useSyncExternalStore(subscribe, address).split('?');
  return placeOf({ pathname, search: search ? `?${search}` : '' });
}

/** Goes to a place; `replace` leaves no step back. */
export function go(place: There, options: { replace?: boolean } = {}): void {
  const path = pathOf(place);
  if (path === address()) return;
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  tell();
}

/** What a link to a place needs; modified clicks keep the browser's own meaning. */
export function linkTo(place: There): Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  return {
    href: pathOf(place),
    onClick: (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(place);
    },
  };
}

/** A link that looks like a button. */
export function GoButton({
  to,
  children,
  ...rest
}: {
  to: There;
  children: React.ReactNode;
  look?: ButtonLook;
  wide?: boolean;
}) {
  return (
    <ButtonLink {...linkTo(to)} {...rest}>
      {children}
    </ButtonLink>
  );
}
