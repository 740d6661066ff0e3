import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import { ApolloProvider } from '@apollo/client/react';
import { RouterProvider } from 'react-router/dom';
import '../ui/base.css';
import { applyTheme } from '../lib/theme.js';
import { apollo } from './apollo.js';
import { createRouter } from './router.js';
import { messages } from './text.js';
import { watchUnsaved } from './unsaved.js';

applyTheme();
watchUnsaved();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <IntlProvider locale="en" messages={messages}>
        <ApolloProvider client={apollo}>
          <RouterProvider router={createRouter()} />
        </ApolloProvider>
      </IntlProvider>
    </StrictMode>,
  );
}
