import { Suspense, use, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '@rejoin/domain';
import { PageIntl } from '../lib/text.js';
import { Loading } from '../ui/index.js';
import { fetchMessages, messagesIn, useSpoken } from './speech.js';
import styles from './My.module.css';

/** The page, in the language it speaks; when that changes, what stands on it changes its words and nothing else. */
export function SpeakingPage({ children }: { children: ReactNode }) {
  return <Speaking language={useSpoken()}>{children}</Speaking>;
}

/**
 * A part of the page that is all in one language, its buttons and its help too, whatever the page speaks: nobody meets
 * another language in the middle of it.
 */
export function InOneLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const page = useIntl();
  if (language === page.locale) return children;
  return (
    <div lang={language} className={styles.inOneLanguage}>
      <PageIntl value={page}>
        <Suspense fallback={<Loading lines={4} />}>
          <Speaking language={language}>{children}</Speaking>
        </Suspense>
      </PageIntl>
    </div>
  );
}

function Speaking({ language, children }: { language: Language; children: ReactNode }) {
  // Fetched before, it is here at once; else whoever shows this shows that it is on its way.
  const messages = messagesIn(language) ?? use(fetchMessages(language));
  return (
    <I18nProvider locale={language}>
      <IntlProvider locale={language} messages={messages}>
        {children}
      </IntlProvider>
    </I18nProvider>
  );
}
