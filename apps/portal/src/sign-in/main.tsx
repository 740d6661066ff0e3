import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { stayAway, watchQuickExit } from '../lib/quick-exit.js';
import { applyTheme } from '../lib/theme.js';
import { App } from './App.js';
import { forgetToken, routeOf } from './route.js';
import { speak } from './text.js';

applyTheme();
watchQuickExit();
speak();
const route = routeOf(location);
forgetToken();
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
const root = stayAway() ? null : document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App route={route} />
    </StrictMode>,
  );
}
