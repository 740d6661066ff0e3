// @ts-check
// docs/recipes.md says what adding a kind of block takes. Here it is done, in a copy of the two registries and all that
// stands around them: a folder on each side and a line on each side, and the new kind is read, walked, shared, shown and kept.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './install.mjs';

const copied = [
  ...['package.json', 'jest.base.mjs', 'tsconfig.base.json'],
  ...['tools/jest.mjs', 'tools/jest-style-names.mjs', 'tools/source-suffix.cjs'],
  ...['package.json', 'tsconfig.json', 'src'].map((part) => `libs/shared/domain/${part}`),
  ...['package.json', 'tsconfig.json', 'jest.config.mjs'].map((part) => `apps/portal/${part}`),
  ...['blocks', 'lib', 'ui', 'testing/setup.ts', 'testing/node.d.ts'].map(
    (part) => `apps/portal/src/${part}`,
  ),
];

const domainKind = `
import * as z from 'zod/mini';
import { cleanText, countCharacters } from '../../../text.js';
import { type BlockKind, blockShape, neutralShape } from '../block-kind.js';
import { room } from '../on-paper.js';

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('WISH'),
  neutral: z.optional(z.strictObject(neutralShape)),
});
export type WishBlock = z.infer<typeof definition>;

export const wishKind: BlockKind<WishBlock, { readonly wish: string }, { readonly wish: string }> = {
  definition,
  answer: () => z.strictObject({ wish: cleanText(200) }),
  isEmpty: ({ wish }) => wish.trim() === '',
  characters: ({ wish }) => countCharacters(wish),
  keep: (_block, { wish }) => ({ wish }),
  kept: z.object({ wish: z.string() }),
  onPaper: () => [{ is: 'room', lines: room.phrase }],
  summarise: ({ wish }) => [wish],
};
`;
const run = `
import { say, type BlockOf, type ValueOf } from '@rejoin/domain';
import { TextField } from '../../ui/index.js';
import type { RunProps } from '../renderer.js';

export function WishRun({ block, language, value, onChange }: RunProps<BlockOf<'WISH'>, ValueOf<'WISH'>>) {
  return (
    <TextField
      label={say(block.prompt, language)}
      value={value?.wish ?? ''}
      onChange={(wish) => onChange(wish === '' ? undefined : { wish })}
    />
  );
}
`;
const read = `
import { OwnWords } from '../../ui/index.js';
import type { ReadProps } from '../renderer.js';

export function WishRead({ value }: ReadProps<{ readonly wish: string }>) {
  return <OwnWords>{value.wish}</OwnWords>;
}
`;
/** What the recipe asks for: new files, and for what is there already, lines and the line each stands before. */
const files = {
  'libs/shared/domain/src/exercise/blocks/wish/index.ts': domainKind,
  'apps/portal/src/blocks/wish/Run.tsx': run,
  'apps/portal/src/blocks/wish/Read.tsx': read,
};
const lines = {
  'libs/shared/domain/src/exercise/blocks/registry.ts': [
    ["import { textKind } from './text/index.js';", "import { wishKind } from './wish/index.js';"],
    ['  TEXT: textKind,', '  WISH: wishKind,'],
  ],
  'apps/portal/src/blocks/renderers.ts': [
    [
      "import { TextRun } from './text/Run.js';",
      "import { WishRead } from './wish/Read.js';\nimport { WishRun } from './wish/Run.js';",
    ],
    ['  TEXT: { Run: TextRun, Read: TextRead },', '  WISH: { Run: WishRun, Read: WishRead },'],
  ],
};
/** Not part of the recipe: what somebody who followed it would see. */
const seen = `
import '@testing-library/jest-dom/jest-globals';
import { expect, it } from '@jest/globals';
import {
  answersToShare, type Block, emptyDraftBody, nextStep, parseDefinition, parseDraftBody, readingLines, visibleSteps,
} from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock, renderRead } from '../render-block.js';

const text = (en: string) => ({ en });
const block: Block = { key: 'wish', kind: 'WISH', prompt: text('What do you wish for?'), readers: 'THERAPIST' };
const written = {
  formatVersion: 1, slug: 'a-wish', version: 1, focus: 'REPAIR', tracks: ['OTHERS'], minutes: 1, doorways: [], cautions: [],
  languages: ['en'], title: text('A'), summary: text('A'), why: text('A'), sees: text('A'), contraindications: text('A'),
  cadence: text('A'), oneQuestion: text('A'), smallest: 'wish', steps: [{ key: 'wish', blocks: [block] }],
};
const read = (input: unknown) => {
  const parsed = parseDefinition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
};

it('is read from a file, and refused with its place', () => {
  expect(read(JSON.parse(JSON.stringify(written)))).toEqual(written);
  const { prompt: _, ...mute } = block;
  expect(parseDefinition({ ...written, steps: [{ key: 'wish', blocks: [mute] }] })).toEqual({
    ok: false,
    problems: [{ path: 'steps.0.blocks.0.prompt', message: 'is missing' }],
  });
});

it('is walked, validated, looked over and shared', () => {
  const definition = read(written);
  const draft = { ...emptyDraftBody(definition, 'en'), answers: { wish: { wish: 'Rest.' } } };
  const parsed = parseDraftBody(definition, draft);
  if (!parsed.ok) throw new Error('refused');
  expect(visibleSteps(definition, parsed.body)).toHaveLength(1);
  expect(nextStep(definition, parsed.body)).toBe('wish');
  const [answer] = answersToShare(definition, parsed.body);
  expect(answer).toMatchObject({ key: 'wish', kind: 'WISH', value: { wish: 'Rest.' } });
  expect(readingLines('WISH', 'Q', answer?.value, 'en')).toEqual(['Q', 'Rest.']);
  expect(parseDraftBody(definition, { ...draft, answers: { wish: { wish: 7 } } })).toMatchObject({ ok: false });
});

it('runs on a phone', async () => {
  const { value } = renderBlock(block);
  await userEvent.type(screen.getByRole('textbox', { name: 'What do you wish for?' }), 'Rest.');
  expect(value()).toEqual({ wish: 'Rest.' });
});

it('reads on the screen and on paper', () => {
  renderRead({ kind: 'WISH', wording: 'What do you wish for?', value: { wish: 'Rest.' }, language: 'en' });
  expect(screen.getByRole('heading', { name: 'What do you wish for?' })).toBeVisible();
  expect(screen.getByText('Rest.')).toBeVisible();
});
`;

const copy = mkdtempSync(join(tmpdir(), 'rejoin-recipe-'));

before(() => {
  for (const part of copied)
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (source) =>
        !/\.(spec|test)\.tsx?$|src\/testing\/[^/]*\.ts$/.test(source) ||
        /setup\.ts$|node\.d\.ts$/.test(source),
    });
  // Everything that is installed, except that the workspace's own packages are the copies.
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@rejoin'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@rejoin') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  symlinkSync(join(copy, 'libs/shared/domain'), join(modules, '@rejoin/domain'));
  symlinkSync(join(root, 'apps/portal/node_modules'), join(copy, 'apps/portal/node_modules'));
});
after(() => rmSync(copy, { recursive: true, force: true }));

/**
 * @param {string} what
 * @param {string[]} args
 */
function node(what, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  assert.equal(status, 0, `${what}\n${stdout}\n${stderr}`);
}

const types = (/** @type {string} */ project) =>
  node(`types of ${project}`, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    project,
    '--noEmit',
    '--composite',
    'false',
    '--incremental',
    'false',
  ]);

test('a kind of block is added by what the recipe names, and by nothing else', { timeout: 240_000 }, () => {
  const recipe =
    readFileSync(join(root, 'docs/recipes.md'), 'utf8').split('## Add a block kind')[1]?.split('\n## ')[0] ??
    '';
  for (const path of [...Object.keys(files).map(dirname), ...Object.keys(lines)]) {
    const named = path.replace(/\/wish$/, '/<kind>/').replace(/^apps\/portal\/src\/(?!.*<kind>)/, '');
    assert.ok(recipe.includes(`\`${named}`), `the recipe does not name ${named}`);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const [path, added] of Object.entries(lines)) {
    let text = readFileSync(join(copy, path), 'utf8');
    for (const [beside = '', line] of added) {
      assert.ok(text.includes(`${beside}\n`), `${path} has no line ${beside}`);
      text = text.replace(`${beside}\n`, `${beside}\n${line}\n`);
    }
    writeFileSync(join(copy, path), text);
  }
  types('libs/shared/domain');
  types('apps/portal');
  writeFileSync(join(copy, 'apps/portal/src/blocks/wish/seen.test.tsx'), seen);
  node('what it does', ['tools/jest.mjs', 'apps/portal', 'wish']);
});

test('without its renderer the compiler says so', { timeout: 120_000 }, () => {
  const path = join(copy, 'apps/portal/src/blocks/renderers.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace('  WISH: { Run: WishRun, Read: WishRead },\n', ''));
  assert.throws(() => types('apps/portal'), /WISH/);
});
