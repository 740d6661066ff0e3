import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import {
  longestSentence,
  messageAsRead,
  pressureWords,
  proseMaySay,
  readingAge,
  reservedWording,
  sentencesIn,
  sentencesOver,
  textsIn,
} from './index.js';
import { libraryFiles, textsForClients } from './testing/library.js';

const page = new URL('../../../../docs/reading-age.md', import.meta.url);

/** Everything of one piece that a client reads, and all of it, the lines for the clinician included. */
interface Piece {
  readonly name: string;
  readonly forClients: readonly string[];
  readonly all: readonly string[];
}

const parts: [heading: string, pieces: Piece[]][] = [
  ['Exercises', piecesOf('')],
  ['Check-ins', piecesOf('check-ins/')],
  ['Programs', piecesOf('programs/')],
  ['Documents', piecesOf('documents/')],
];

const library = parts.flatMap(([, pieces]) => pieces);

/** What the product itself says to clients: the portal's catalogues, and the words that come with the format. */
const own: Piece[] = [
  ...['sign-in', 'my', 'blocks', 'ui'].map((room) => {
    const said = messagesOf(room);
    return { name: `messages of \`${room}\``, forClients: said, all: said };
  }),
  ...(await wordsOfTheFormat()),
];

function piecesOf(part: string): Piece[] {
  return libraryFiles(part).map(([name, content]) => ({
    name: name.replace('.yaml', ''),
    forClients: textsForClients(content).map(({ en }) => en),
    all: textsIn(content).map(({ text }) => text.en),
  }));
}

function messagesOf(room: string): string[] {
  const file = new URL(`../../../../apps/portal/src/${room}/messages/en.json`, import.meta.url);
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  return Object.values(catalogue).map(({ message }) => messageAsRead(message));
}

async function wordsOfTheFormat(): Promise<Piece[]> {
  const blocks = new URL('exercise/blocks/', import.meta.url);
  const files = readdirSync(blocks, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('wording.ts'),
  );
  const wordings = await Promise.all(
    files.map((name) => import(new URL(name, blocks).pathname) as Promise<unknown>),
  );
  const words = [reservedWording, ...wordings].flatMap((one) => textsIn(one).map(({ text }) => text.en));
  return [{ name: 'words of the exercise format', forClients: words, all: words }];
}

/** A table as Prettier would lay it out. */
function tableOf(pieces: readonly Piece[]): string {
  const rows = pieces.map(({ name, forClients }) => {
    const text = forClients.join('\n');
    return [name, sentencesIn(text).length, longestSentence(text), readingAge(text).toFixed(1)].map(String);
  });
  const head = ['', 'Sentences', 'Longest, in words', 'Reading age'];
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function pressing(): string[] {
  const inLibrary = library.flatMap(({ all }) => all.flatMap((text) => pressureWords(text, proseMaySay)));
  return [...inLibrary, ...own.flatMap(({ all }) => all.flatMap((text) => pressureWords(text)))];
}

function tooLong(): string[] {
  return [...library, ...own].flatMap(({ forClients }) => forClients.flatMap((text) => sentencesOver(text)));
}

function report(): string {
  const sections = parts.map(([heading, pieces]) => `## ${heading}\n\n${tableOf(pieces)}`);
  return `# Reading age

How the library reads to clients, in English. The reading age is the Flesch-Kincaid grade plus five, a smoke alarm for
whole texts and no verdict on a line. Lines for the clinician are left out of the tables. Written by
\`WRITE_DOCS=1 node tools/jest.mjs libs/shared/domain reading-age\`; a test keeps it current.

In the library, in the portal's sentences for clients and in the words of the exercise format:

- words that press: **${pressing().length}**
- sentences for clients of more than 18 words: **${tooLong().length}**

${sections.join('\n\n')}
`;
}

it('presses nobody, and says nothing to clients in more than eighteen words', () => {
  expect(pressing()).toEqual([]);
  expect(tooLong()).toEqual([]);
});

it('says everything to clients so that somebody of twelve could follow', () => {
  const hard = [...library, ...own].filter(({ forClients }) => readingAge(forClients.join('\n')) > 12);
  expect(hard.map(({ name }) => name)).toEqual([]);
});

// To bring the page up to date: WRITE_DOCS=1 node tools/jest.mjs libs/shared/domain reading-age
it('docs/reading-age.md tells how it reads now', () => {
  if (process.env['WRITE_DOCS']) writeFileSync(page, report());
  else expect(readFileSync(page, 'utf8')).toBe(report());
});
