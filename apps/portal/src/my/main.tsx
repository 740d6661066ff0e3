import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { firstLanguage } from '../lib/language.js';
import { stayAway, watchQuickExit } from '../lib/quick-exit.js';
import { applyTheme } from '../lib/theme.js';
import { App } from './App.js';
import { askWhoIsHere } from './who-is-here.js';
import { watchPage } from './outbox/index.js';
import { speak } from './speech.js';
import { SpeakingPage } from './Speaking.js';

applyTheme();
watchQuickExit();
const root = stayAway() ? null : document.getElementById('root');
if (root) {
  watchPage();
  // Who is here is asked while the sentences are on their way; the answer says in which language to go on.
  askWhoIsHere();
  await speak(firstLanguage());
  createRoot(root).render(
    <StrictMode>
      <SpeakingPage>
        <App />
      </SpeakingPage>
    </StrictMode>,
  );
}
