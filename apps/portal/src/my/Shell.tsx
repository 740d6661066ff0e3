import type { ReactNode } from 'react';
import { BookOpen, CircleUserRound, LogOut, MessageSquareText } from 'lucide-react';
import { quickExit } from '../lib/quick-exit.js';
import { Button, Guard, OfflineBanner } from '../ui/index.js';
import { linkTo, usePlace } from './navigation.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** The frame of a client's screen: help and a quick way out above, the three places below. */
export function Shell({
  children,
  bar = true,
  isDemo = false,
}: {
  children: ReactNode;
  /** Left out while writing, so that one thing is on the screen. */
  bar?: boolean;
  isDemo?: boolean;
}) {
  const say = useText();
  const place = usePlace();
  const tabs = [
    { to: { at: 'TODAY' }, label: say('tab.today'), icon: BookOpen },
    { to: { at: 'REPLIES' }, label: say('tab.replies'), icon: MessageSquareText },
    { to: { at: 'YOU' }, label: say('tab.you'), icon: CircleUserRound },
  ] as const;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {say('shell.skip')}
      </a>
      <header className={styles.header}>
        <a className={styles.brand} {...linkTo({ at: 'TODAY' })} aria-label={say('shell.home')}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span className={styles.brandName}>Rejoin</span>
        </a>
        {isDemo ? <span className={styles.demo}>{say('shell.demo')}</span> : null}
        <span className={styles.ways}>
          <Button look="link" onPress={quickExit}>
            <LogOut size={18} aria-hidden="true" />
            {say('shell.quickExit')}
          </Button>
          <a className={styles.help} {...linkTo({ at: 'HELP' })}>
            {say('shell.help')}
          </a>
        </span>
      </header>
      <OfflineBanner />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Guard key={location.pathname}>{children}</Guard>
      </main>
      {bar ? (
        <nav className={styles.bar} aria-label={say('shell.nav')}>
          {tabs.map(({ to, label, icon: Icon }) => (
            <a
              key={to.at}
              className={styles.tab}
              {...linkTo(to)}
              aria-current={place.at === to.at ? 'page' : undefined}
            >
              <Icon size={22} aria-hidden="true" />
              {label}
            </a>
          ))}
        </nav>
      ) : null}
    </div>
  );
}
