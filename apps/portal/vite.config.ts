import { fileURLToPath } from 'node:url';
import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { cspStyleHashes } from './build/csp-style-hashes.js';
import { entryPages } from './build/entry-pages.js';
import { messageCatalogues } from './build/message-catalogues.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: '/',
  plugins: [
    messageCatalogues(),
    react(),
    babel({ presets: [reactCompilerPreset()] }),
    entryPages(),
    cspStyleHashes(here('csp-style-hashes.json')),
  ],
  resolve: {
    conditions: ['@rejoin/source', ...defaultClientConditions],
    // Messages are parsed at build time, so the ICU parser stays out of every bundle.
    alias: [
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    ],
  },
  build: {
    // The content security policy allows no inline script, font or image beyond `data:` images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { 'sign-in': here('index.html'), my: here('my/index.html'), desk: here('desk/index.html') },
    },
  },
  server: {
    // The API of `npm start` listens here; PORT moves both.
    proxy: { '/graphql': 'http://localhost:4200' },
  },
});
