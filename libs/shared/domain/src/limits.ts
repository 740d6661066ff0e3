/**
 * How much a person may write in one place, in characters (Unicode code points, as PostgreSQL counts them).
 * A field says so before the limit is reached, and the API refuses with the same numbers.
 */
export const limits = {
  /** One block of an exercise. */
  block: 20_000,
  /** A short-text block that sets no limit of its own. */
  shortBlock: 2_000,
  /** Everything one client writes in one reflection. */
  reflection: 60_000,
  /** "Why this for you", written by the clinician. */
  rationale: 500,
  /** A clinician's reply. */
  reply: 5_000,
  /** A clinician's process note. */
  note: 20_000,
  /** Names of people, practices and couples. */
  name: 120,
  /** Pronouns as a person writes them. */
  pronouns: 60,
  /** The client's optional closing line. */
  closing: 500,
  /** Each line of the client's plan at the intro. */
  plan: 500,
  /** The free line of "something else" in a choice. */
  other: 500,
  /** A reason for "not this week", if the client gives one. */
  reason: 500,
  /** What a clinician says became different in a version. */
  versionNote: 300,
  /** An exercise as one file. */
  exerciseFile: 120_000,
  /** The heading of an agreement in a practice's own words. */
  agreementTitle: 120,
  /** Its own paragraphs together, one of them, and how many there are. */
  agreementWords: 6_000,
  agreementParagraph: 800,
  agreementParagraphs: 12,
  /** The line of its own that stands where somebody writes. */
  agreementLine: 160,
  /** A mail address. */
  email: 254,
} as const;
