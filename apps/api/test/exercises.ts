import {
  type ExerciseDefinition,
  parseDefinition,
  parseProgram,
  type ProgramDefinition,
  type Step,
} from '@rejoin/domain';
import { Library } from '../src/modules/exercises/library.js';
import type { TestApp } from './app.js';

const text = (en: string) => ({ en });

/** A small exercise of a test's own, in the library from now on. */
export function addToLibrary(
  test: TestApp,
  slug: string,
  steps: Step[],
  overrides: Partial<ExerciseDefinition> = {},
): string {
  const parsed = parseDefinition({
    formatVersion: 1,
    slug,
    version: 1,
    focus: 'SELF_COMPASSION',
    tracks: ['HIGH_ACHIEVER'],
    minutes: 5,
    doorways: [],
    cautions: [],
    languages: ['en'],
    title: text(slug),
    summary: text('A sample.'),
    why: text('Because.'),
    sees: text('Everything.'),
    contraindications: text('None.'),
    cadence: text('Once.'),
    oneQuestion: text('How was it?'),
    smallest: steps[0]?.key,
    steps,
    ...overrides,
  });
  if (test.app.get(Library).exercise(slug)) return slug;
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  (test.app.get(Library).exercises as ExerciseDefinition[]).push(parsed.definition);
  return slug;
}

/** A small program for one person of a test's own, each week with its exercises. */
export function addProgramToLibrary(
  test: TestApp,
  slug: string,
  weeks: readonly (readonly string[])[],
): string {
  const parsed = parseProgram({
    formatVersion: 1,
    slug,
    version: 1,
    for: 'INDIVIDUAL',
    tracks: ['HIGH_ACHIEVER'],
    why: text('Because.'),
    languages: ['en'],
    title: text(slug),
    summary: text('A sample.'),
    contraindications: text('None.'),
    weeks: weeks.map((exercises, index) => ({
      key: `week-${index + 1}`,
      title: text('A week.'),
      note: text('For the clinician.'),
      line: text('For the client.'),
      exercises: exercises.map((exercise) => ({ slug: exercise })),
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  if (!test.app.get(Library).program(slug))
    (test.app.get(Library).programs as ProgramDefinition[]).push(parsed.program);
  return slug;
}

/** Steps of the kinds that behave in a way of their own after sharing. */
export const steps = {
  say: (overrides: Partial<Step> = {}): Step => ({
    key: 'say',
    blocks: [{ key: 'line', kind: 'TEXT', readers: 'THERAPIST', prompt: text('What is it?') }],
    ...overrides,
  }),
  letter: (): Step => ({
    key: 'write',
    blocks: [
      {
        key: 'letter',
        kind: 'LETTER',
        readers: 'THERAPIST',
        prompt: text('What would a friend write?'),
        anchors: [{ key: 'hurt', label: text('what hurt') }],
      },
    ],
  }),
  reread: (): Step => ({
    key: 'reread',
    later: { afterDays: 7 },
    quotes: 'letter',
    showIf: { block: 'letter', answered: true },
    blocks: [{ key: 'again', kind: 'TEXT', readers: 'THERAPIST', prompt: text('How does it read now?') }],
  }),
  plan: (overrides: Partial<Step> = {}): Step => ({
    key: 'try',
    blocks: [
      {
        key: 'trial',
        kind: 'PLAN',
        readers: 'THERAPIST',
        prompt: text('What could you try?'),
        labels: { what: text('What') },
        checks: [5, 21],
      },
    ],
    ...overrides,
  }),
};
