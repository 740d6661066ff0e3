import type { Language } from '../language.js';

/**
 * The words that press: refused wherever the product speaks about a person's use of it. Exercise prose may say
 * "late counts", and a critic may say "should have"; that is why a test names the texts it checks.
 */
const pressure = [
  /\boverdue\b/,
  /\blate\b/,
  /\bmiss(?:ed|ing)\b/,
  /\bfail(?:ed|ure|ing|s)?\b/,
  /\bstreaks?\b/,
  /\bscor(?:e|es|ed|ing)\b/,
  /\bperfect(?:ly|ion)?\b/,
  /\bshould\b/,
  /\bmust\b/,
  /\bcomplian(?:ce|t)\b/,
  /\bhomework\b/,
  /\bincomplete\b/,
  /\binvalid\b/,
  /\b(?:badge|leaderboard|level up|congratulations|well done|great job|good job|keep it up)\b/,
  /\bbehind schedule\b/,
  /\b\d+ ?%/,
  /!/,
];

/**
 * What the prose of an exercise may say, because it is about life and not about the use of the product: a return that
 * comes late, the critic's "should have".
 */
export const proseMaySay: readonly RegExp[] = [
  /\b(?:too late|late counts|a late return|com(?:e|es|ing) back late)\b/,
  /\bshould have\b/,
];

/** The same in Spanish, where also being spoken to from a distance counts. */
const pressureInSpanish = [
  /(?<!\p{L})(?:atrasad[oa]s?|retrasad[oa]s?|vencid[oa]s?)(?!\p{L})/u,
  /(?<!\p{L})(?:fracas\p{L}*|fallast?e|has fallado|te falt(?:a|ó)|incomplet[oa]s?|inválid[oa]s?)(?!\p{L})/u,
  /(?<!\p{L})(?:(?<!le )debes|deberías|debías|debiste|tienes que|tendrás que|hay que|obligatori[oa]s?)(?!\p{L})/u,
  /(?<!\p{L})(?:perfect[oa]s?|perfección|perfectamente|rachas?|puntuación|puntaje|deberes|tareas?)(?!\p{L})/u,
  /(?<!\p{L})(?:enhorabuena|felicidades|felicitaciones|muy bien hecho|buen trabajo|sigue así)(?!\p{L})/u,
  /(?<!\p{L})(?:usted|su terapeuta|su sesión)(?!\p{L})/u,
  /\b\d+ ?%/u,
  /[!¡]/u,
];

/** The words in a text that press, as they stand there; phrases that this text may say are passed over. */
export function pressureWords(
  text: string,
  maySay: readonly RegExp[] = [],
  language: Language = 'en',
): string[] {
  const rest = maySay.reduce((left, { source }) => left.replace(new RegExp(source, 'giu'), ' '), text);
  return (language === 'es' ? pressureInSpanish : pressure).flatMap(({ source }) =>
    [...rest.matchAll(new RegExp(source, 'giu'))].map(([found]) => found),
  );
}

/**
 * What no text of the library says to anyone, the clinician included: a label for a person, a claim about brains or
 * hormones, a promise, praise, "be calm", and that somebody has to be fixed.
 */
const outOfTone = [
  /\b(?:narcissis\w+|toxic|co-?dependen\w+|abusers?|perpetrators?|victims?|perfectionists?)\b/,
  /\b(?:brains?|amygdala|cortisol|oxytocin|dopamine|hormon\w+|nervous systems?|neuro\w+)\b/,
  /\b(?:guarantee\w*|proven|cures?|cured)\b/,
  /\b(?:proud of you|so brave|amazing|fantastic)\b/,
  /\b(?:stay|keep|be|remain) calm\b|\bcalm down\b/,
  /\bfix(?:es|ed|ing)? (?:you|yourself|me|myself|him|her|them|themselves)\b/,
];

/** The words in a text that are out of tone, as they stand there. */
export function wordsOutOfTone(text: string): string[] {
  return outOfTone.flatMap(({ source }) =>
    [...text.matchAll(new RegExp(source, 'giu'))].map(([found]) => found),
  );
}

/** The sentences of a text. A line break ends one, too. */
export function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.?!…]["”’)]*)\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence).length > 0);
}

/** The sentences with more words than a tired person takes in at once. */
export function sentencesOver(text: string, words = 18): string[] {
  return sentencesIn(text).filter((sentence) => wordsIn(sentence).length > words);
}

/** How many words the longest sentence of a text has. */
export function longestSentence(text: string): number {
  return Math.max(0, ...sentencesIn(text).map((sentence) => wordsIn(sentence).length));
}

/** A message of a catalogue as it reads at its longest: one branch of each plural, an argument as one word. */
export function messageAsRead(message: string): string {
  return message
    .replace(/\{\w+, plural,((?: =?\w+ \{[^{}]*\})+)\}/g, (_whole, branches: string) =>
      [...branches.matchAll(/\{([^{}]*)\}/g)]
        .map(([, branch = '']) => branch)
        .reduce((longest, branch) => (branch.length > longest.length ? branch : longest), ''),
    )
    .replace(/\{\w+\}|#/g, 'Name');
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * A rough reading age in years for English: the Flesch-Kincaid grade plus five. It is a smoke alarm for whole texts,
 * not a verdict on one line.
 */
export function readingAge(text: string): number {
  const words = wordsIn(text);
  const sentences = sentencesIn(text).length;
  if (words.length === 0 || sentences === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59 + 5;
}

function syllablesIn(word: string): number {
  const plain = word.toLowerCase().replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/u, '');
  return Math.max(1, (plain.match(/[aeiouy]+/g) ?? []).length);
}
