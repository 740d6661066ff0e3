import type { Connect, Plugin } from 'vite';

/** The addresses that each page of the portal answers; the API serves the built pages by the same table. */
const pageOf = (path: string): string | undefined => {
  if (path === '/my' || path.startsWith('/my/')) return '/my/index.html';
  if (path === '/desk' || path.startsWith('/desk/')) return '/desk/index.html';
  if (path === '/invitation' || path === '/reset' || path === '/forgotten') return '/index.html';
  return undefined;
};

const serve: Connect.NextHandleFunction = (request, _response, next) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const page = path.includes('.') ? undefined : pageOf(path);
  if (page) request.url = page;
  next();
};

/** Lets the development and preview servers answer deep addresses such as `/my/replies` with their entry's page. */
export function entryPages(): Plugin {
  return {
    name: 'rejoin:entry-pages',
    configureServer: (server) => {
      server.middlewares.use(serve);
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(serve);
    },
  };
}
