// @ts-check
// Where each of the ideas behind the product lives: `node tools/concepts.mjs` writes docs/concepts.md from
// docs/concepts.yaml. A place that is not there, or does not say what it is said to say, is a fault.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const library = 'libs/shared/library';
export const page = 'docs/concepts.md';

/** @typedef {{ [kind: string]: string }} Place */
/** @typedef {{ idea: string, in: Place[] }} Concept */
/** @typedef {{ later: { [key: string]: string }, A: Concept[], B: Concept[] }} Concepts */
/**
 * A place as it was found: how the page shows it, and every text in it, so that `says` can be looked for.
 * @typedef {{ shown: string, texts: string[] }} Found
 */

/** @returns {Concepts} */
export const concepts = () => parse(text('docs/concepts.yaml'));

/**
 * How each kind of place is found. A place that is not there throws, and says what is missing.
 * @type {{ [kind: string]: (place: Place, later: Concepts['later']) => Found }}
 */
const kinds = {
  exercise: (place) => exercise(place, `${library}/en/${place.exercise}.yaml`),
  'check-in': (place) => exercise(place, `${library}/en/check-ins/${place['check-in']}.yaml`),
  document({ document }) {
    const file = `${library}/en/documents/${document}.yaml`;
    const content = read(file);
    return { shown: link(content.title.en, file), texts: strings(content) };
  },
  program(place) {
    const file = `${library}/en/programs/${place.program}.yaml`;
    const content = read(file);
    const title = link(content.title.en, file);
    if (place.week === undefined) return { shown: title, texts: strings(partOf(content, place)) };
    const week = byKey(content.weeks, place.week);
    return { shown: `${title}, week “${week.title.en}”`, texts: strings(week) };
  },
  message({ message = '' }) {
    const [room = '', id = ''] = message.split('/');
    const said = JSON.parse(text(`apps/portal/src/${room}/messages/en.json`))[id]?.message;
    if (said === undefined) throw new Error(`there is no message ${message}`);
    return { shown: `the sentence \`${message}\``, texts: [said] };
  },
  source: ({ source = '' }) => ({ shown: link(`\`${source}\``, source), texts: [text(source)] }),
  test({ test = '', name = '' }) {
    const file = text(test);
    if (!/\.(spec|test)\.[a-z]+$/.test(test)) throw new Error(`${test} is no test`);
    if (!file.includes(name)) throw new Error(`${test} has no test named “${name}”`);
    return { shown: `the test “${name}” in ${link(`\`${test}\``, test)}`, texts: [file] };
  },
  later({ later = '' }, capabilities) {
    const capability = capabilities[later];
    if (capability === undefined) throw new Error(`nothing is later by the name of ${later}`);
    const next = text('docs/roadmap.md').split(/^## /m);
    if (!oneLine(next.find((part) => part.startsWith('Next')) ?? '').includes(capability))
      throw new Error(`docs/roadmap.md names no “${capability}” under Next: is it there by now?`);
    return { shown: `_later:_ ${capability}`, texts: [] };
  },
};

/**
 * What is wrong with the places of the concepts: an empty list when every one of them is true.
 * @param {Concepts} [all]
 * @returns {string[]}
 */
export function faults(all = concepts()) {
  return numbered(all).flatMap(({ id, concept }) => {
    if (concept.in.length === 0) return [`${id}: has no place`];
    return concept.in.flatMap((place) => {
      try {
        find(place, all.later);
        return [];
      } catch (error) {
        return [`${id}: ${error instanceof Error ? error.message : String(error)}`];
      }
    });
  });
}

/**
 * The page as it reads with the concepts as they are.
 * @returns {Promise<string>}
 */
export async function conceptsPage() {
  const all = concepts();
  const listed = (/** @type {'A' | 'B'} */ part) =>
    numbered(all)
      .filter(({ id }) => id.startsWith(part))
      .map(({ id, concept }) => {
        const places = concept.in.map((place) => {
          const { shown, texts } = find(place, all.later);
          const words = place.says ?? (place.message === undefined ? undefined : texts[0]);
          if (words === undefined) return `  - ${shown}`;
          return `  - ${shown}: ${place.source === undefined ? quoted(words) : `\`${words}\``}`;
        });
        return `- **${id}** ${concept.idea}\n${places.join('\n')}`;
      })
      .join('\n');
  const total = all.A.length + all.B.length;
  const text = `# Concepts

The ${total} ideas that the product is built on, in our own words, and where each of them lives. What is still ahead says so.
Written by \`node tools/concepts.mjs\` from \`docs/concepts.yaml\`; a test holds every place to its word.

## For parents, and the time after a misstep

${listed('A')}

## For adults, partners, and people who ask a great deal of themselves

${listed('B')}
`;
  return format(text, { ...(await resolveConfig(join(root, page))), parser: 'markdown' });
}

/** @param {Concepts} all */
function numbered(all) {
  return /** @type {const} */ (['A', 'B']).flatMap((part) =>
    all[part].map((concept, at) => ({ id: `${part}${at + 1}`, concept })),
  );
}

/**
 * @param {Place} place
 * @param {Concepts['later']} later
 * @returns {Found}
 */
function find(place, later) {
  const kind = Object.keys(kinds).find((name) => place[name] !== undefined);
  if (kind === undefined) throw new Error(`no place is called ${Object.keys(place).join(', ')}`);
  const found = kinds[kind]?.(place, later) ?? { shown: '', texts: [] };
  const { says } = place;
  if (says !== undefined && !found.texts.some((one) => oneLine(one).includes(says)))
    throw new Error(`${kind} ${place[kind]} does not say “${says}”`);
  return found;
}

/**
 * @param {Place} place
 * @param {string} file
 * @returns {Found}
 */
function exercise(place, file) {
  const content = read(file);
  const title = link(content.title.en, file);
  if (place.step === undefined) return { shown: title, texts: strings(partOf(content, place)) };
  const step = byKey(content.steps, place.step);
  const says = place.says === undefined ? `: ${quoted(oneLine(step.blocks[0].prompt.en))}` : '';
  return { shown: `${title}, step \`${place.step}\`${says}`, texts: strings(step) };
}

/**
 * One of a file's own texts, or all of them.
 * @param {any} content
 * @param {Place} place
 */
function partOf(content, place) {
  if (place.text === undefined) return content;
  if (content[place.text] === undefined) throw new Error(`${content.slug} has no text ${place.text}`);
  return content[place.text];
}

/**
 * @param {any[]} items
 * @param {string} key
 */
function byKey(items, key) {
  const item = items.find((one) => one.key === key);
  if (item === undefined)
    throw new Error(`there is no ${key} among ${items.map((one) => one.key).join(', ')}`);
  return item;
}

/**
 * Every text inside of something.
 * @param {unknown} value
 * @returns {string[]}
 */
function strings(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** @param {string} file */
function text(file) {
  if (!existsSync(join(root, file))) throw new Error(`there is no ${file}`);
  return readFileSync(join(root, file), 'utf8');
}

/** @param {string} file */
const read = (file) => parse(text(file));

/** @param {string} words */
const oneLine = (words) => words.replace(/\s+/g, ' ').trim();

/** @param {string} words */
const quoted = (words) => `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”`;

/**
 * @param {string} words
 * @param {string} file
 */
const link = (words, file) => `[${words}](../${file})`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = faults();
  if (wrong.length > 0) {
    console.error(wrong.join('\n'));
    process.exitCode = 1;
  } else writeFileSync(join(root, page), await conceptsPage());
}
