import * as z from 'zod/mini';
import { keySchema } from '../exercise/blocks/block-kind.js';
import { trackValues } from '../exercise/definition.js';
import { check, plainProblems, type Problem } from '../problems.js';
import { languageSchema, textSchema } from '../text.js';
import { languageProblems } from '../texts-in.js';

/** Whom a program is for: one person, or a couple as a whole. */
export const programCareValues = ['INDIVIDUAL', 'COUPLE'] as const;
export type ProgramCare = (typeof programCareValues)[number];

const weekSchema = z.strictObject({
  key: keySchema,
  title: textSchema(80),
  /** For the clinician: what this week is about, and what to look at before opening it. */
  note: textSchema(600),
  /** For the client, once the week is open: a sentence or two. */
  line: textSchema(300),
  /** What is given when the week opens. A week of sessions may give nothing. */
  exercises: z
    .array(
      z.strictObject({
        slug: keySchema,
        /** Given anew each week from here on. */
        rhythm: z.optional(z.literal('WEEKLY')),
        /** Begun in the session, where the clinician opens it. */
        inSession: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(4)),
  /** Ends with three lines by the client about the weeks before. */
  lookBack: z.optional(z.boolean()),
  /** What is written this week may be opened together in the session. */
  together: z.optional(z.boolean()),
});

/** One week of a program. Weeks are suggestions: each waits until it is opened. */
export type ProgramWeek = z.infer<typeof weekSchema>;

const programSchema = z.strictObject({
  formatVersion: z.literal(1),
  slug: keySchema,
  version: z.int().check(z.gte(1), z.lte(10_000)),
  for: z.enum(programCareValues),
  tracks: z.array(z.enum(trackValues)).check(z.minLength(1), z.maxLength(4)),
  /** The languages this program and all its exercises are complete in. */
  languages: z.array(languageSchema).check(z.minLength(1), z.maxLength(20)),
  title: textSchema(80),
  /** For the clinician in the library: for whom, and what it works on. */
  summary: textSchema(600),
  /** For the client at the beginning. */
  why: textSchema(900),
  /** When not to begin it. */
  contraindications: textSchema(900),
  weeks: z.array(weekSchema).check(z.minLength(1), z.maxLength(26)),
});

/** Some weeks of exercises that build on each other. A program waits, it never lapses; a published version never changes. */
export type ProgramDefinition = z.infer<typeof programSchema>;

/** The exercise that a look back gives: three lines by the client. */
export const lookBackSlug = 'look-back';

/** Reads a program from anything. It never throws; every problem comes with its place. */
export function parseProgram(
  input: unknown,
): { ok: true; program: ProgramDefinition } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(input);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(programSchema, input);
  if (!checked.ok) return checked;
  const program = checked.value;
  const repeated = program.weeks.flatMap(({ key }, at) =>
    program.weeks.findIndex((week) => week.key === key) < at
      ? [{ path: `weeks.${at}.key`, message: `repeats the week key ${key}` }]
      : [],
  );
  const problems = [...repeated, ...languageProblems(program)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, program };
}

/** What opening a week gives, the look back included. */
export function exercisesOf(week: ProgramWeek): ProgramWeek['exercises'] {
  return week.lookBack === true ? [...week.exercises, { slug: lookBackSlug }] : week.exercises;
}
