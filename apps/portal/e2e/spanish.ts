// What a client who reads Spanish must never meet: anything in English. And the Spanish words to press instead.
import { readFileSync } from 'node:fs';
import { parse as parseMessage, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Page } from '@playwright/test';
import { documentFiles, exerciseFiles, programFiles } from '@rejoin/library';
import { parse } from 'yaml';
import { expect } from './rejoin.js';

type Catalogue = Record<string, { message: string }>;
const rooms = ['sign-in', 'my', 'ui', 'blocks'];
const catalogueOf = (language: 'en' | 'es'): [string, string][] =>
  rooms.flatMap((room) => {
    const file = new URL(`../src/${room}/messages/${language}.json`, import.meta.url);
    const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
    return Object.entries(catalogue).map(([id, { message }]): [string, string] => [`${room}:${id}`, message]);
  });
const spanish = new Map(catalogueOf('es'));

/** A sentence of the Spanish catalogue; what it is filled with is anything. */
export function es(id: string): RegExp {
  const message = spanish.get(id);
  if (message === undefined) throw new Error(`There is no ${id}`);
  // A sign may stand before it.
  return new RegExp(String.raw`^\s*${patternOf(parseMessage(message))}\s*$`, 'u');
}

function patternOf(elements: MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      if (element.type === TYPE.tag) return patternOf(element.children);
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return '.*';
      return `(?:${Object.values(element.options)
        .map(({ value }) => patternOf(value))
        .join('|')})`;
    })
    .join('');
}

/** English sentences of the screens, where Spanish says something else, as they look filled. */
const sentences = catalogueOf('en')
  .filter(([id, message]) => message !== spanish.get(id))
  .map(([, message]) => patternOf(parseMessage(message)))
  .filter((pattern) => pattern.replaceAll('.*', '').length > 2);
const saysSentence = new RegExp(`^(?:${sentences.join('|')})$`, 'u');

/** The English texts of the whole library, as they stand in a `{ en: … }` of its files. */
const texts = [...exerciseFiles, ...programFiles, ...documentFiles].flatMap((file) =>
  englishIn(parse(readFileSync(file, 'utf8'))),
);

function englishIn(content: unknown): string[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) =>
    key === 'en' && typeof value === 'string' ? [value.replaceAll(/\s+/g, ' ').trim()] : englishIn(value),
  );
}
// A word such as "No" is the same in both.
const short = new Set(texts.filter((text) => text.length < 12 && text.length > 3));
const long = texts.filter((text) => text.length >= 12);

/** Words that are English and not Spanish, the names of days and months among them. */
const words =
  /(?<!\p{L})(?:the|and|you|your|is|are|was|were|this|that|it|of|to|for|with|not|here|now|what|when|who|have|will|be|an|in|on|at|by|from|please|draft|share|session|minutes?|weeks?|days?|(?:sun|mon|tues|wednes|thurs|fri|satur)day|january|february|march|april|june|july|august|september|october|november|december)(?!\p{L})/iu;

/** All there is to read and to hear on a page, each with the language it says it is in. */
async function saidOn(page: Page): Promise<{ text: string; lang: string }[]> {
  return page.evaluate(() => {
    const said = [{ text: document.title, lang: document.documentElement.lang }];
    const langOf = (element: Element | null): string =>
      element?.closest('[lang]')?.getAttribute('lang') ?? '';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent?.closest('script, style, noscript')) continue;
      said.push({ text: walker.currentNode.textContent ?? '', lang: langOf(parent) });
    }
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt'])
        said.push({ text: element.getAttribute(name) ?? '', lang: langOf(element) });
    return said
      .map(({ text, lang }) => ({ text: text.replaceAll(/\s+/g, ' ').trim(), lang }))
      .filter(({ text }) => text !== '');
  });
}

/** What on this page is in English, or calls itself so. A language by its own name is neither. */
export async function englishOn(page: Page): Promise<string[]> {
  return (await saidOn(page))
    .filter(({ text }) => text !== 'English')
    .filter(
      ({ text, lang }) =>
        lang !== 'es' ||
        saysSentence.test(text) ||
        short.has(text) ||
        long.some((one) => text.includes(one)) ||
        words.test(text),
    )
    .map(({ text, lang }) => `${lang}: ${text}`);
}

/** This page speaks Spanish and nothing else. */
export async function speaksSpanish(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(await englishOn(page), page.url()).toEqual([]);
}
