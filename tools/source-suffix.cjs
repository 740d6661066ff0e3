// @ts-check
// Jest loads a global set-up outside its own module system, where nothing knows that `./x.js` means `./x.ts`. This does.
const Module = require('node:module');

/** @typedef {(request: string, ...rest: unknown[]) => string} Resolve */
const internals = /** @type {{ _resolveFilename: Resolve }} */ (/** @type {unknown} */ (Module));
const resolve = internals._resolveFilename;

/**
 * @this {unknown}
 * @param {string} request
 * @param {unknown[]} rest
 */
internals._resolveFilename = function resolveSource(request, ...rest) {
  if (request.startsWith('.') && request.endsWith('.js')) {
    try {
      return resolve.call(this, request.replace(/\.js$/, '.ts'), ...rest);
    } catch {
      // Not a TypeScript file: the name is meant as written.
    }
  }
  return resolve.call(this, request, ...rest);
};
