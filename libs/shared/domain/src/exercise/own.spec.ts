import { describe, expect, it } from '@jest/globals';
import { block, text, writtenDefinition } from '../testing/definitions.js';
import { changesBetween, isUnchanged } from './changes.js';
import { type ExerciseDefinition, parseDefinition, parseSketch, type Step } from './definition.js';
import { ownProblems, parseOwn, readersAllowed } from './own.js';

const alone = writtenDefinition({
  cautions: ['CRIT'],
  smallest: 'a',
  steps: [
    { key: 'a', blocks: [block.text()] },
    { key: 'b', blocks: [block.choice({ readers: 'ONLY_ME' })] },
    { key: 'c', blocks: [block.scale()] },
  ],
});
const couple: ExerciseDefinition = { ...alone, tracks: ['COUPLE'], cautions: ['IPV'] };
const withStep = (definition: ExerciseDefinition, at: number, change: Partial<Step>): ExerciseDefinition => ({
  ...definition,
  steps: definition.steps.map((step, index) => (index === at ? { ...step, ...change } : step)),
});
const placesOf = (definition: ExerciseDefinition, base: ExerciseDefinition | null = null) =>
  ownProblems(definition, base).map(({ path }) => path);

describe('an exercise of a practice’s own', () => {
  it('may be what it was made from, or narrower, or more careful', () => {
    const narrower = withStep(alone, 0, { blocks: [block.text({ readers: 'ONLY_ME' })] });
    expect(placesOf(alone, alone)).toEqual([]);
    expect(placesOf({ ...narrower, cautions: ['CRIT', 'ACUTE'] }, alone)).toEqual([]);
  });

  it.each<[string, ExerciseDefinition, ExerciseDefinition | null, string[]]>([
    [
      'shows nobody more than it did',
      withStep(alone, 1, { blocks: [block.choice({ readers: 'THERAPIST' })] }),
      alone,
      ['steps.1.blocks.0.readers'],
    ],
    ['keeps its cautions', { ...alone, cautions: [] }, alone, ['cautions']],
    ['stays for one person', { ...couple, cautions: ['CRIT', 'IPV'] }, alone, ['tracks']],
    ['stays for partners', { ...alone, cautions: ['IPV'] }, couple, ['tracks']],
    ['names the gate when it is for partners', { ...couple, cautions: [] }, null, ['cautions']],
    [
      'shows no partner what one person did alone',
      withStep(alone, 0, { blocks: [block.text({ readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING' })] }),
      null,
      ['steps.0.blocks.0.readers'],
    ],
    ['has no joint part for one person', withStep(alone, 2, { later: 'TOGETHER' }), null, ['steps.2']],
    ['has no sides for one person', withStep(alone, 2, { role: 'SPEAKER' }), null, ['steps.2']],
  ])('%s', (_name, definition, base, places) => {
    expect(placesOf(definition, base)).toEqual(places);
  });

  it('is read with one verdict: first what the format refuses, then what it may not do', () => {
    const wider = withStep(alone, 1, { blocks: [block.choice({ readers: 'THERAPIST' })] });
    expect(parseOwn(alone, alone)).toEqual({ ok: true, definition: alone });
    expect(parseOwn({ ...wider, title: text('') }, alone)).toEqual({
      ok: false,
      problems: [{ path: 'title.en', message: 'is empty' }],
    });
    expect(parseOwn(wider, alone)).toMatchObject({
      ok: false,
      problems: [{ path: 'steps.1.blocks.0.readers' }],
    });
    expect(parseOwn(wider, null)).toMatchObject({ ok: true });
  });

  it('offers a new question every reader there is, within what kind of work it is', () => {
    expect(readersAllowed(alone, alone, 'new')).toEqual(['ONLY_ME', 'THERAPIST']);
    expect(readersAllowed(couple, couple, 'new')).toHaveLength(3);
    expect(readersAllowed(couple, couple, 'room')).toEqual(['ONLY_ME']);
  });
});

describe('an exercise that is being written', () => {
  it('may have blank and long texts, and point to what is not there yet', () => {
    const sketch = {
      ...withStep(alone, 1, { showIf: { block: 'gone', answered: true } }),
      title: text(''),
      summary: text('x'.repeat(5_000)),
      smallest: 'gone',
    };
    expect(parseDefinition(sketch).ok).toBe(false);
    expect(parseSketch(sketch)).toEqual({ ok: true, sketch });
  });

  it.each<[string, unknown]>([
    ['no steps', { ...alone, steps: [] }],
    ['an unknown kind', withStep(alone, 0, { blocks: [{ ...block.text(), kind: 'SURVEY' } as never] })],
    ['a text that is a number', { ...alone, title: { en: 3 } }],
    ['a text in no language', { ...alone, title: {} }],
    ['an unknown key', { ...alone, streak: 1 }],
    ['a control character', { ...alone, title: text('a\u0000') }],
    ['a prototype', JSON.parse('{"__proto__":{"en":"x"}}')],
    ['nothing', null],
  ])('is refused with %s', (_name, sketch) => {
    expect(parseSketch(sketch).ok).toBe(false);
  });
});

describe('what changed', () => {
  const none = { added: [], removed: [], isReordered: false, texts: 0, readers: 0, settings: 0 };

  it('is nothing between equals, whatever their version and name', () => {
    const changes = changesBetween(alone, { ...alone, version: 7, slug: 'other' });
    expect(changes).toEqual(none);
    expect(isUnchanged(changes)).toBe(true);
  });

  it.each<[string, ExerciseDefinition, object]>([
    ['a text', { ...alone, title: text('Another') }, { texts: 1 }],
    ['a language', { ...alone, title: { en: alone.title.en, es: 'Otro' } }, { texts: 1 }],
    ['a text that came', withStep(alone, 0, { blocks: [block.text({ hint: text('So.') })] }), { texts: 1 }],
    ['readers', withStep(alone, 0, { blocks: [block.text({ readers: 'ONLY_ME' })] }), { readers: 1 }],
    ['a setting', { ...alone, minutes: alone.minutes + 1 }, { settings: 1 }],
    ['an order', { ...alone, steps: alone.steps.toReversed() }, { isReordered: true }],
    ['a step less', { ...alone, steps: alone.steps.slice(0, 2) }, { removed: ['c'] }],
    [
      'a step more, in the midst',
      { ...alone, steps: [...alone.steps.slice(0, 1), { key: 'd', blocks: [] }, ...alone.steps.slice(1)] },
      { added: ['d'] },
    ],
  ])('is told of %s', (_name, after, told) => {
    const changes = changesBetween(alone, after);
    expect(changes).toEqual({ ...none, ...told });
    expect(isUnchanged(changes)).toBe(false);
  });
});
