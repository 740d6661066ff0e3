// @ts-check
// A boundary that nothing enforces is a wish: one violation of each kind is planted, and lint must refuse it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './install.mjs';

const eslint = new ESLint({
  cwd: root,
  // The planted files are not on the disk, so there are no types to ask; boundaries need none.
  overrideConfig: /** @type {import('eslint').Linter.Config} */ ({
    files: ['**/*'],
    ...tseslint.configs.disableTypeChecked,
  }),
});

/**
 * @param {string} file where the planted text pretends to be
 * @param {string} text
 */
async function messages(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/**
 * Some file of a folder that exists, as a relative import would name it: a path that leads nowhere is not judged.
 * @param {string} folder
 * @param {RegExp} [but]
 */
function anyFile(folder, but = /^index\.|\.(spec|test)\.|\.d\.ts$/) {
  const found = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).find(
        (file) => /\.tsx?$/.test(file) && !but.test(file.split('/').at(-1) ?? ''),
      )
    : undefined;
  return found && `${folder}/${found}`.replace(/\.tsx?$/, '.js');
}

/** @type {{ name: string, file: string, imports: string | undefined, refusal: RegExp }[]} */
const directions = [
  {
    name: 'the platform importing a module',
    file: 'apps/api/src/platform/planted.ts',
    imports: anyFile('apps/api/src/modules/accounts'),
    refusal: /no-restricted-paths: .*knows no clinical noun/,
  },
  {
    name: 'a lower module importing a higher one',
    file: 'apps/api/src/modules/caseload/planted.ts',
    imports: anyFile('apps/api/src/modules/assignments'),
    refusal: /no-restricted-paths: .*imports run downward only/,
  },
  {
    name: 'a module entering another past its door',
    file: 'apps/api/src/modules/assignments/planted.ts',
    imports: anyFile('apps/api/src/modules/caseload'),
    refusal: /no-restricted-paths: .*by its door/,
  },
  {
    name: 'one entry importing another',
    file: 'apps/portal/src/my/planted.ts',
    imports: anyFile('apps/portal/src/desk'),
    refusal: /no-restricted-paths: .*separate programs/,
  },
  {
    name: 'a feature importing an entry',
    file: 'apps/portal/src/features/planted.ts',
    imports: anyFile('apps/portal/src/desk'),
    refusal: /no-restricted-paths: .*knows no entry/,
  },
  {
    name: 'a block importing a feature or an entry',
    file: 'apps/portal/src/blocks/planted.ts',
    imports: anyFile('apps/portal/src/my'),
    refusal: /no-restricted-paths: .*ui, lib and @rejoin\/domain only/,
  },
  {
    name: 'ui importing an entry',
    file: 'apps/portal/src/ui/planted.ts',
    imports: anyFile('apps/portal/src/my'),
    refusal: /no-restricted-paths: .*at the bottom/,
  },
  {
    name: 'lib importing an entry',
    file: 'apps/portal/src/lib/planted.ts',
    imports: anyFile('apps/portal/src/sign-in'),
    refusal: /no-restricted-paths: .*at the bottom/,
  },
  {
    name: 'the portal importing the API',
    file: 'apps/portal/src/lib/planted.ts',
    imports: anyFile('apps/api/src/platform'),
    refusal: /@nx\/enforce-module-boundaries/,
  },
];

for (const { name, file, imports, refusal } of directions) {
  test(`lint refuses ${name}`, async () => {
    assert.ok(imports, `there is no file to import in the forbidden place: ${name}`);
    const path = `${'../'.repeat(file.split('/').length - 1)}${imports}`;
    const found = await messages(file, `import { thing } from '${path}';\nexport const planted = thing;\n`);
    assert.ok(
      found.some((message) => refusal.test(message)),
      `nothing was refused: ${found.join('\n')}`,
    );
  });
}

const texts = [
  {
    name: 'the domain importing another project',
    file: 'libs/shared/domain/src/planted.ts',
    text: `import { thing } from '@rejoin/library';\nexport const planted = thing;\n`,
    refusal: /@nx\/enforce-module-boundaries/,
  },
  {
    name: 'the domain importing a framework',
    file: 'libs/shared/domain/src/planted.ts',
    text: `import { thing } from 'typeorm';\nexport const planted = thing;\n`,
    refusal: /@nx\/enforce-module-boundaries: .*typeorm/,
  },
  {
    name: 'settings read outside config',
    file: 'apps/api/src/modules/accounts/planted.ts',
    text: `export const planted = process.env.PORT;\n`,
    refusal: /no-restricted-properties: .*platform\/config only/,
  },
  {
    name: 'a DataSource outside platform/db',
    file: 'apps/api/src/modules/accounts/planted.ts',
    text: `import { DataSource } from 'typeorm';\nexport const planted = DataSource;\n`,
    refusal: /no-restricted-imports: .*Only platform\/db/,
  },
  {
    name: 'an injected repository',
    file: 'apps/api/src/modules/accounts/planted.ts',
    text: `import { InjectRepository } from '@nestjs/typeorm';\nexport const planted = InjectRepository;\n`,
    refusal: /no-restricted-imports: .*Only Tx/,
  },
  {
    name: 'forwardRef',
    file: 'apps/api/src/modules/accounts/planted.ts',
    text: `import { forwardRef } from '@nestjs/common';\nexport const planted = forwardRef;\n`,
    refusal: /no-restricted-imports: .*are one/,
  },
  {
    name: 'Apollo in the client entry',
    file: 'apps/portal/src/my/planted.ts',
    text: `import { gql } from '@apollo/client';\nexport const planted = gql;\n`,
    refusal: /no-restricted-imports: .*opened on a phone/,
  },
  {
    name: 'GraphQL in a block',
    file: 'apps/portal/src/blocks/planted.ts',
    text: `import { gql } from '@apollo/client';\nexport const planted = gql;\n`,
    refusal: /no-restricted-imports: .*No GraphQL/,
  },
  {
    name: 'any',
    file: 'apps/api/src/modules/accounts/planted.ts',
    text: `export const planted: any = 1;\n`,
    refusal: /no-explicit-any/,
  },
  {
    name: 'a default export',
    file: 'libs/shared/domain/src/planted.ts',
    text: `export default 1;\n`,
    refusal: /no-default-export/,
  },
  {
    name: 'a picture without words for those who do not see it',
    file: 'apps/portal/src/ui/Planted.tsx',
    text: `export const Planted = () => <img src="/x.png" />;\n`,
    refusal: /jsx-a11y\/alt-text/,
  },
  {
    name: 'a hook behind a condition',
    file: 'apps/portal/src/ui/Planted.tsx',
    text: `import { useState } from 'react';\nexport function Planted({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n`,
    refusal: /react-hooks\/rules-of-hooks/,
  },
];

for (const { name, file, text, refusal } of texts) {
  test(`lint refuses ${name}`, async () => {
    const found = await messages(file, text);
    assert.ok(
      found.some((message) => refusal.test(message)),
      `nothing was refused: ${found.join('\n')}`,
    );
  });
}

test('lint refuses a ring of imports', async () => {
  // An existing file that imports a neighbour, seen from that neighbour as if it imported back.
  const index = 'libs/shared/domain/src/index.ts';
  const neighbour = anyFile('libs/shared/domain/src');
  assert.ok(neighbour);
  const found = await messages(
    neighbour.replace(/\.js$/, '.ts'),
    `export * from '${'../'.repeat(neighbour.split('/').length - 1)}${index.replace(/\.ts$/, '.js')}';\n`,
  );
  assert.ok(
    found.some((message) => /import-x\/no-cycle/.test(message)),
    found.join('\n'),
  );
});

test('lint accepts what follows the directions', async () => {
  const found = await messages(
    'apps/portal/src/blocks/planted.ts',
    `import { emptyDraftBody } from '@rejoin/domain';\nexport const planted = emptyDraftBody;\n`,
  );
  assert.deepEqual(found, []);
});
