import { type Language, languageValues } from '../language.js';
import { limits } from '../limits.js';
import type { Problem } from '../problems.js';
import { countCharacters, isCleanText, type Text } from '../text.js';
import type { DocumentDefinition } from './document.js';

/** What a practice writes of a text in one language. Its paragraphs are parted by an empty line. */
export interface OwnWords {
  readonly title: string;
  readonly text: string;
  /** Blank: none. */
  readonly line: string;
}

/** A practice's own words: English, and what else it wrote. */
export type OwnWording = { readonly en: OwnWords } & { readonly [language in Language]?: OwnWords };

/** The paragraphs of a text as somebody types it. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
}

const names: Record<Language, string> = { en: 'English', es: 'Spanish' };
const isBlank = ({ title, text, line }: OwnWords): boolean => `${title}${text}${line}`.trim() === '';

/**
 * A text of the library in a practice's own words. What is fixed of it stands below them, in every language they are in, and
 * nothing that is written can take it away or change it. A language is whole or is not there: nobody reads a text half in
 * their language, and agrees to it.
 */
export function inOwnWords(
  original: DocumentDefinition,
  wording: OwnWording,
  version: number,
): { ok: true; document: DocumentDefinition } | { ok: false; problems: Problem[] } {
  const languages = languageValues.filter((language) => {
    const words = wording[language];
    return language === 'en' || (words !== undefined && !isBlank(words));
  });
  const written = languages.map((language) => {
    const { title, text, line } = wording[language] ?? wording.en;
    return { language, title: title.trim(), paragraphs: paragraphsOf(text), line: line.trim() };
  });
  const problems = written.flatMap(problemsOf);
  const [english] = written;
  const parted = written.find(({ paragraphs }) => paragraphs.length !== english?.paragraphs.length);
  if (problems.length === 0 && parted && english)
    problems.push({
      path: `${parted.language}.text`,
      message: `The ${names[parted.language]} has ${parted.paragraphs.length} paragraphs and the English ${english.paragraphs.length}. Each has to be there in both.`,
    });
  const lineless = written.find(({ line }) => (line === '') !== (english?.line === ''));
  if (problems.length === 0 && lineless)
    problems.push({
      path: `${lineless.language}.line`,
      message: 'The line stands in both languages or in none.',
    });
  if (problems.length > 0 || !english) return { ok: false, problems };

  const inEach = (say: (one: (typeof written)[number]) => string): Text => ({
    en: say(english),
    ...Object.fromEntries(written.map((one) => [one.language, say(one)])),
  });
  const own = english.paragraphs.map((_, at) => inEach(({ paragraphs }) => paragraphs[at] ?? ''));
  const fixed = fixedParagraphs(original).map((text) => inEach(({ language }) => text[language] ?? text.en));
  return {
    ok: true,
    document: {
      formatVersion: 1,
      key: original.key,
      version,
      languages,
      title: inEach(({ title }) => title),
      paragraphs: [...own, ...fixed],
      fixed: fixed.map((_, at) => own.length + at),
      ...(english.line === '' ? {} : { line: inEach(({ line }) => line) }),
    },
  };
}

/** What stands unchanged below whatever a practice writes. */
export function fixedParagraphs({ fixed = [], paragraphs }: DocumentDefinition): Text[] {
  return fixed.flatMap((at) => paragraphs[at] ?? []);
}

/** The other way round: what of a text somebody may go on writing from. */
export function ownWordsOf(document: DocumentDefinition, language: Language): OwnWords | null {
  if (!document.languages.includes(language)) return null;
  const own = document.paragraphs.filter((_, at) => !document.fixed?.includes(at));
  return {
    title: document.title[language] ?? '',
    text: own.map((paragraph) => paragraph[language] ?? '').join('\n\n'),
    line: document.line?.[language] ?? '',
  };
}

/** Whether two texts say the same, in every language: what is written, its line, and what is fixed below it. */
export function saySame(one: DocumentDefinition, other: DocumentDefinition): boolean {
  const saidBy = (text: DocumentDefinition): string =>
    JSON.stringify(
      languageValues.map((language) => [
        ownWordsOf(text, language),
        fixedParagraphs(text).map((paragraph) => paragraph[language]),
      ]),
    );
  return saidBy(one) === saidBy(other);
}

function problemsOf({
  language,
  title,
  paragraphs,
  line,
}: {
  language: Language;
  title: string;
  paragraphs: readonly string[];
  line: string;
}): Problem[] {
  const at = (place: string, message: string): Problem => ({ path: `${language}.${place}`, message });
  const long = paragraphs.findIndex((paragraph) => countCharacters(paragraph) > limits.agreementParagraph);
  return [
    ...(title === '' ? [at('title', `Please give it a heading in ${names[language]}.`)] : []),
    ...(countCharacters(title) > limits.agreementTitle
      ? [at('title', `A heading holds at most ${limits.agreementTitle} characters.`)]
      : []),
    ...(/\n/.test(title) ? [at('title', 'A heading is one line.')] : []),
    ...(paragraphs.length === 0 ? [at('text', `Please write it in ${names[language]}.`)] : []),
    ...(paragraphs.length > limits.agreementParagraphs
      ? [at('text', `At most ${limits.agreementParagraphs} paragraphs fit here. It is read on a phone.`)]
      : []),
    ...(long < 0
      ? []
      : [
          at(
            'text',
            `Paragraph ${long + 1} is longer than ${limits.agreementParagraph} characters. Please part it in two.`,
          ),
        ]),
    ...(countCharacters(line) > limits.agreementLine
      ? [at('line', `The line holds at most ${limits.agreementLine} characters.`)]
      : []),
    ...(/\n/.test(line) ? [at('line', 'This is one line.')] : []),
    ...([title, ...paragraphs, line].every(isCleanText)
      ? []
      : [at('text', 'This has characters in it that cannot be kept.')]),
  ];
}
