import type { ReactNode } from 'react';
import { classes } from './classes.js';
import styles from './Layout.module.css';

type Gap = 1 | 2 | 3 | 4 | 6 | 8;

/** Things under each other, evenly apart. */
export function Stack({ gap = 4, children }: { gap?: Gap; children: ReactNode }) {
  return <div className={classes(styles.stack, styles[`gap${String(gap)}`])}>{children}</div>;
}

/** Things beside each other, wrapping when the room is short. */
export function Row({ gap = 2, spread, children }: { gap?: Gap; spread?: boolean; children: ReactNode }) {
  return (
    <div className={classes(styles.row, styles[`gap${String(gap)}`], spread && styles.spread)}>
      {children}
    </div>
  );
}

export type Tone = 'plain' | 'clay' | 'info' | 'caution' | 'soft';

/** One thing on its own sheet of paper. */
export function Card({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <div className={classes(styles.card, styles[tone])}>{children}</div>;
}

/** A short state in words; never a colour alone. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes(styles.tag, styles[tone])}>{children}</span>;
}

/** Smaller words beside the main ones. */
export function Muted({ children }: { children: ReactNode }) {
  return <p className={styles.muted}>{children}</p>;
}

/** Words for screen readers alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}

/** A person's own words, as written, with their line breaks. */
export function OwnWords({ children }: { children: ReactNode }) {
  return <p className={styles.words}>{children}</p>;
}
