import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** The two modules of React Aria that add a style element to the page while it runs. */
const sources = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'];

function injectedStyles(): string[] {
  const root = dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
  return sources.flatMap((source) => {
    const code = readFileSync(join(root, 'dist/private', source), 'utf8');
    return [...code.matchAll(/\.textContent = `([^`]*)`\.trim\(\)/g)].map(([, template = '']) =>
      template
        .replace(/\$\{([\w$]+)\}/g, (_whole, name: string) => {
          const constant = new RegExp(`const ${name.replace(/\$/g, '\\$')} = '([^']*)'`).exec(code)?.[1];
          if (constant === undefined) throw new Error(`The injected style in ${source} is not constant.`);
          return constant;
        })
        .trim(),
    );
  });
}

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;

/**
 * The content security policy names React Aria's injected styles by hash. The committed list is checked against the
 * library at every build and copied beside the pages, where the API reads it.
 */
export function cspStyleHashes(committed: string): Plugin {
  return {
    name: 'rejoin:csp-style-hashes',
    apply: 'build',
    buildStart() {
      const found = injectedStyles().map(hashOf);
      const known = JSON.parse(readFileSync(committed, 'utf8')) as string[];
      if (found.length !== sources.length || found.join() !== known.join()) {
        this.error(
          `React Aria's injected styles changed. Write these into ${committed}: ${JSON.stringify(found)}`,
        );
      }
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'csp-style-hashes.json',
        source: readFileSync(committed, 'utf8'),
      });
    },
  };
}
