import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import '../ui/base.css';
import { applyTheme } from '../lib/theme.js';
import { App } from './App.js';
import { watchPage } from './outbox/index.js';
import { messages } from './text.js';

applyTheme();
watchPage();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <IntlProvider locale="en" messages={messages}>
        <App />
      </IntlProvider>
    </StrictMode>,
  );
}
