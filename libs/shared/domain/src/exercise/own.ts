import type { Problem } from '../problems.js';
import { mayNarrow, type Readers, readersValues } from '../readers.js';
import { blocksIn, type ExerciseDefinition, parseDefinition } from './definition.js';

type Rules = Pick<ExerciseDefinition, 'cautions' | 'tracks' | 'steps'>;

/**
 * What an exercise of a practice's own may not do, though the format could say it: show words to more people than what it
 * was made from, shed its cautions, or let partners work together past the couple's gate.
 */
export function ownProblems(definition: Rules, base: Rules | null): Problem[] {
  const problems: Problem[] = [];
  const isJoint = definition.tracks.includes('COUPLE');
  const shed = (base?.cautions ?? []).filter((code) => !definition.cautions.includes(code));
  if (shed.length > 0) problems.push({ path: 'cautions', message: `should keep ${shed.join(', ')}` });
  if (isJoint && !definition.cautions.includes('IPV') && !shed.includes('IPV'))
    problems.push({ path: 'cautions', message: 'should name IPV: it is for partners' });
  if (base && base.tracks.includes('COUPLE') !== isJoint)
    problems.push({
      path: 'tracks',
      message: isJoint ? 'should stay without COUPLE' : 'should stay with COUPLE',
    });
  definition.steps.forEach(({ later, role, blocks }, at) => {
    if (!isJoint && (later === 'TOGETHER' || role !== undefined))
      problems.push({ path: `steps.${at}`, message: 'is for partners, and the exercise is for one person' });
    blocks.forEach(({ key, readers }, index) => {
      if (!readersAllowed(definition, base, key).includes(readers))
        problems.push({
          path: `steps.${at}.blocks.${index}.readers`,
          message: 'would show the answer to more people than it may',
        });
    });
  });
  return problems;
}

/**
 * Reads an exercise of a practice's own from anything: what the format refuses, and then what such an exercise may not do.
 * Whoever writes one is told the same while writing as when publishing or bringing a file.
 */
export function parseOwn(
  input: unknown,
  base: Rules | null,
): { ok: true; definition: ExerciseDefinition } | { ok: false; problems: Problem[] } {
  const parsed = parseDefinition(input);
  if (!parsed.ok) return parsed;
  const problems = ownProblems(parsed.definition, base);
  return problems.length > 0 ? { ok: false, problems } : parsed;
}

/** Who may be said to read an answer: no partner of what one person does alone, and nobody beyond what it was made from. */
export function readersAllowed(
  definition: Pick<ExerciseDefinition, 'tracks'>,
  base: Pick<ExerciseDefinition, 'steps'> | null,
  key: string,
): Readers[] {
  const widest = base && blocksIn(base).find((block) => block.key === key)?.readers;
  return readersValues.filter(
    (readers) =>
      (definition.tracks.includes('COUPLE') || readers !== 'THERAPIST_AND_PARTNER_AFTER_OPENING') &&
      (!widest || mayNarrow(widest, readers)),
  );
}
