import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Title.module.css';

let isFirstScreen = true;

/** Starts a new screen at its top; the page's first screen is left as the browser opened it. */
function useScreenTop(then?: () => void): void {
  const after = useRef(then);
  useEffect(() => {
    if (isFirstScreen) {
      isFirstScreen = false;
      return;
    }
    scrollTo(0, 0);
    after.current?.();
  }, []);
}

/** A screen's heading. It takes the focus when the screen changes, so that it is read out and keys start there. */
export function Title({ children, id, look }: { children: ReactNode; id?: string; look?: 'welcome' }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useScreenTop(() => {
    // A field to write in takes the caret itself; this heading names it.
    if (!document.activeElement?.closest('main input, main textarea')) {
      ref.current?.focus({ preventScroll: true });
    }
  });
  return (
    <h1 ref={ref} tabIndex={-1} id={id} className={look ? styles[look] : undefined}>
      {children}
    </h1>
  );
}
