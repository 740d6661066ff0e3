import * as z from 'zod/mini';
import { keySchema } from '../exercise/blocks/block-kind.js';
import { limits } from '../limits.js';
import { check, plainProblems, type Problem } from '../problems.js';
import { languageSchema, textSchema } from '../text.js';
import { languageProblems } from '../texts-in.js';

const documentSchema = z.strictObject({
  formatVersion: z.literal(1),
  key: keySchema,
  version: z.int().check(z.gte(1), z.lte(10_000)),
  languages: z.array(languageSchema).check(z.minLength(1), z.maxLength(20)),
  title: textSchema(120),
  paragraphs: z.array(textSchema(2_000)).check(z.minLength(1), z.maxLength(40)),
  /** The paragraphs, by their number, that stand unchanged below whatever a practice writes in its own words. */
  fixed: z.optional(z.array(z.int().check(z.gte(0)))),
  /** One sentence that stands where somebody writes under this text. */
  line: z.optional(textSchema(limits.agreementLine)),
});

/** A text that clients agree to or rely on: who can see what, what a record is, where help is. Versions never change. */
export type DocumentDefinition = z.infer<typeof documentSchema>;

/** Reads a document from anything; never throws. */
export function parseDocument(
  input: unknown,
): { ok: true; document: DocumentDefinition } | { ok: false; problems: Problem[] } {
  const plain = plainProblems(input);
  if (plain.length > 0) return { ok: false, problems: plain };
  const checked = check(documentSchema, input);
  if (!checked.ok) return checked;
  const { fixed = [], paragraphs } = checked.value;
  const problems = [
    ...languageProblems(checked.value),
    ...fixed.flatMap((number, at) =>
      number < paragraphs.length ? [] : [{ path: `fixed.${at}`, message: 'is no paragraph of this text' }],
    ),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, document: checked.value };
}
