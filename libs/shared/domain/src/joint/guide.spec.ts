import { describe, expect, it } from '@jest/globals';
import { readingLines } from '../exercise/sharing.js';
import type { Step } from '../exercise/definition.js';
import { parseDefinition } from '../exercise/definition.js';
import { limits } from '../limits.js';
import { block } from '../testing/definitions.js';
import { libraryFiles } from '../testing/library.js';
import { jointNoteOf, jointPlaces, jointSteps } from './guide.js';

const widest = 'THERAPIST_AND_PARTNER_AFTER_OPENING' as const;

function exercise(slug: string) {
  const [, content] = libraryFiles().find(([name]) => name === `${slug}.yaml`) ?? [];
  const parsed = parseDefinition(content);
  if (!parsed.ok) throw new Error(`${slug} is no exercise`);
  return parsed.definition;
}

/** Where each place stands: the step, and which turn of its guide. */
const placesOf = (steps: readonly Step[]) =>
  jointPlaces(steps).map(({ step, turn }) => (turn === null ? step.key : `${step.key} ${turn}`));

describe('what partners do together', () => {
  it('goes turn by turn, and then asks', () => {
    expect(placesOf(jointSteps(exercise('name-impact-return')))).toEqual([
      ...[0, 1, 2, 3, 4].map((turn) => `read-in-turns ${turn}`),
      ...['sit 0', 'sit 1', 'one-thing-each'],
    ]);
  });

  it('leaves out what is for a therapist alone, and all that was asked of each apart', () => {
    const steps = jointSteps(exercise('name-impact-return'));
    expect(steps.map(({ key }) => key)).toEqual(['read-in-turns', 'sit', 'one-thing-each']);
    expect(steps.flatMap(({ blocks }) => blocks.map(({ readers }) => readers))).not.toContain('THERAPIST');
  });

  it.each(
    libraryFiles()
      .map(([name]) => name.replace('.yaml', ''))
      .filter((slug) => exercise(slug).steps.some(({ later }) => later === 'TOGETHER')),
  )('has places in %s, of which each says what it is about', (slug) => {
    const places = jointPlaces(jointSteps(exercise(slug)));
    expect(places.length).toBeGreaterThan(1);
    for (const place of places)
      expect(place.turn === null ? place.blocks[0] : place.block.turns[place.turn]).toBeDefined();
  });

  it('shows nothing again and decides nothing by what somebody wrote apart', () => {
    const steps = jointSteps({
      steps: [
        { key: 'apart', blocks: [block.text({ key: 'apart' })] },
        {
          key: 'both',
          later: 'TOGETHER',
          quotes: 'apart',
          showIf: { all: [{ block: 'apart', answered: true }] },
          blocks: [block.text({ key: 'both', readers: widest })],
        },
      ],
    } as never);
    expect(steps).toEqual([
      { key: 'both', later: 'TOGETHER', blocks: [expect.objectContaining({ key: 'both' })] },
    ]);
  });
});

describe('a note of both', () => {
  const steps = jointSteps(exercise('same-side'));
  const note = (key: string, value: unknown, isNeutral = false) =>
    jointNoteOf(steps, { key, value, isNeutral, language: 'en' });

  it('keeps the words with the question as it was asked', () => {
    const kept = note('name-it', 'The Sunday storm');
    expect(kept).toMatchObject({ ok: true, kind: 'TEXT', value: 'The Sunday storm', position: 0 });
    expect(kept.ok && readingLines(kept.kind, kept.wording, kept.value, 'en')).toEqual([
      'What would you like to call it?',
      'The Sunday storm',
    ]);
    expect(note('name-it', 'One', true)).toMatchObject({
      wording: 'Is there a word for it that both of you would understand?',
    });
  });

  it('keeps a plan as a plan', () => {
    const plans = jointSteps(exercise('name-impact-return'));
    const kept = jointNoteOf(plans, {
      ...{ key: 'one-thing-each', value: { what: 'Tea at nine.' }, isNeutral: false, language: 'en' },
    });
    expect(kept.ok && readingLines(kept.kind, kept.wording, kept.value, 'en').join('\n')).toContain(
      'Tea at nine.',
    );
  });

  it.each([
    ['what is not asked here', 'for-me', 'x', /not asked/],
    ['a guide, which asks nothing', 'draw', 'x', /not asked/],
    ['nothing', 'name-it', '   ', /nothing in it/],
    ['another form', 'name-it', { text: 'x' }, /./],
    ['more than there is room for', 'name-it', 'x'.repeat(limits.block + 1), /at most|longer/],
    ['what cannot be kept', 'name-it', 'a\u0000b', /cannot be kept/],
  ])('is never %s', (_, key, value, message) => {
    expect(note(key, value)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
