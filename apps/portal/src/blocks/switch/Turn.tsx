import type { ReactNode } from 'react';
import styles from './Switch.module.css';

/** What one of two voices says. The first and the other are told apart by side, shape and name, and by colour besides. */
export function Turn({ isFirst, label, children }: { isFirst: boolean; label: string; children: ReactNode }) {
  return (
    <div className={styles.turn} data-voice={isFirst ? 'one' : 'other'}>
      <p className={styles.voice}>
        <span className={styles.mark} aria-hidden="true" />
        {label}
      </p>
      {children}
    </div>
  );
}
