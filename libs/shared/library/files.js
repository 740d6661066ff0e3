/** Where the texts of the library lie, for whoever reads them at run time. Each file says what it holds. */

/** The exercises and, after them, the check-ins, one file each. */
export const exerciseFiles = [
  new URL('./en/pause-before-the-spiral.yaml', import.meta.url),
  new URL('./en/own-it-kindly.yaml', import.meta.url),
  new URL('./en/critic-and-ally.yaml', import.meta.url),
  new URL('./en/letter-after-a-miss.yaml', import.meta.url),
  new URL('./en/guilt-or-shame.yaml', import.meta.url),
  new URL('./en/then-or-now.yaml', import.meta.url),
  new URL('./en/order-of-repair.yaml', import.meta.url),
  new URL('./en/good-enough-trial.yaml', import.meta.url),
  new URL('./en/what-holds-me-up.yaml', import.meta.url),
  new URL('./en/one-clear-sorry.yaml', import.meta.url),
  new URL('./en/look-back.yaml', import.meta.url),
  new URL('./en/after-a-blow-up.yaml', import.meta.url),
  new URL('./en/the-old-contract.yaml', import.meta.url),
  new URL('./en/name-impact-return.yaml', import.meta.url),
  new URL('./en/ways-back-in.yaml', import.meta.url),
  new URL('./en/whose-feeling-is-this.yaml', import.meta.url),
  new URL('./en/rule-stays-tone-changes.yaml', import.meta.url),
  new URL('./en/the-week-around-it.yaml', import.meta.url),
  new URL('./en/one-honest-return.yaml', import.meta.url),
  new URL('./en/three-quiet-questions.yaml', import.meta.url),
  new URL('./en/not-too-late-letter.yaml', import.meta.url),
  new URL('./en/it-did-not-land.yaml', import.meta.url),
  new URL('./en/two-accounts.yaml', import.meta.url),
  new URL('./en/meant-and-landed.yaml', import.meta.url),
  new URL('./en/same-side.yaml', import.meta.url),
  new URL('./en/pause-with-a-return-time.yaml', import.meta.url),
  new URL('./en/taking-in-a-repair.yaml', import.meta.url),
  new URL('./en/view-from-the-balcony.yaml', import.meta.url),
  new URL('./en/coming-back-late.yaml', import.meta.url),
  new URL('./en/words-to-pattern.yaml', import.meta.url),
  new URL('./en/weekly-return-log.yaml', import.meta.url),
  new URL('./en/check-ins/after-a-rough-moment.yaml', import.meta.url),
  new URL('./en/check-ins/our-week.yaml', import.meta.url),
  new URL('./en/check-ins/pressure-gauge.yaml', import.meta.url),
  new URL('./en/check-ins/parent-week.yaml', import.meta.url),
  new URL('./en/check-ins/us-and-this-therapy.yaml', import.meta.url),
];

/** The programs, one file each. */
export const programFiles = [
  new URL('./en/programs/first-back-to-yourself.yaml', import.meta.url),
  new URL('./en/programs/good-enough-and-trustworthy.yaml', import.meta.url),
  new URL('./en/programs/repair-basics-for-two.yaml', import.meta.url),
  new URL('./en/programs/when-talks-run-off-the-road.yaml', import.meta.url),
  new URL('./en/programs/coming-back-as-a-parent.yaml', import.meta.url),
  new URL('./en/programs/an-older-hurt.yaml', import.meta.url),
];

/** The texts about privacy, records and safety, one file each. */
export const documentFiles = [
  new URL('./en/documents/what-your-therapist-can-see.yaml', import.meta.url),
  new URL('./en/documents/what-a-record-is.yaml', import.meta.url),
  new URL('./en/documents/not-monitored.yaml', import.meta.url),
  new URL('./en/documents/help-now.yaml', import.meta.url),
  new URL('./en/documents/safety.yaml', import.meta.url),
  new URL('./en/documents/agreement-no-secrets.yaml', import.meta.url),
  new URL('./en/documents/agreement-limited-secrets.yaml', import.meta.url),
];

/**
 * What is complete in another language, by language: each under the path of the original.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const translations = {
  es: [
    'pause-before-the-spiral.yaml',
    'own-it-kindly.yaml',
    'critic-and-ally.yaml',
    'guilt-or-shame.yaml',
    'one-honest-return.yaml',
    'look-back.yaml',
    'ways-back-in.yaml',
    'weekly-return-log.yaml',
    'name-impact-return.yaml',
    'taking-in-a-repair.yaml',
    'meant-and-landed.yaml',
    'words-to-pattern.yaml',
    'check-ins/after-a-rough-moment.yaml',
    'programs/first-back-to-yourself.yaml',
    'programs/repair-basics-for-two.yaml',
    'documents/what-your-therapist-can-see.yaml',
    'documents/what-a-record-is.yaml',
    'documents/not-monitored.yaml',
    'documents/help-now.yaml',
    'documents/safety.yaml',
    'documents/agreement-no-secrets.yaml',
    'documents/agreement-limited-secrets.yaml',
  ],
};

/** The translations, one file each. */
export const translationFiles = Object.entries(translations).flatMap(([language, paths]) =>
  paths.map((path) => new URL(`./${language}/${path}`, import.meta.url)),
);

/**
 * The translations of one text, which the loader merges into it.
 * @param {URL} file
 */
export function translationsOf(file) {
  const path = file.href.slice(new URL('./en/', import.meta.url).href.length);
  return Object.entries(translations)
    .filter(([, paths]) => paths.includes(path))
    .map(([language]) => new URL(`./${language}/${path}`, import.meta.url));
}
