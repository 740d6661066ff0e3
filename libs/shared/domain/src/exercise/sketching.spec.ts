import { describe, expect, it } from '@jest/globals';
import { block, stepOfEveryKind, text, writtenDefinition } from '../testing/definitions.js';
import { textsIn } from '../texts-in.js';
import { type Block, blockKindNames, kindOf } from './blocks/registry.js';
import { blocksIn, type ExerciseDefinition, parseDefinition, parseSketch } from './definition.js';
import { blockParts, headParts, newBlock, newPart, type Part, type Shape } from './shape.js';
import {
  adviceOn,
  blocksBefore,
  mayBeSmallest,
  withoutLanguage,
  withoutStep,
  withStep,
  withStepMoved,
} from './sketching.js';

const every: ExerciseDefinition = writtenDefinition({
  tracks: ['COUPLE'],
  cautions: ['IPV'],
  smallest: stepOfEveryKind[0]?.key ?? '',
  steps: stepOfEveryKind,
});

describe('the parts of a block', () => {
  it.each(blockKindNames)('of kind %s hold every text there is in one', (kind) => {
    const sample = blocksIn(every).find((each) => each.kind === kind);
    if (!sample) throw new Error(`No sample of ${kind}`);
    const places = textPlaces({ is: 'parts', parts: blockParts(kind) });
    for (const { path } of textsIn(sample)) expect(places).toContain(path.replace(/\.\d+(?=\.|$)/g, '.*'));
  });

  it.each(blockKindNames)(
    'make a new one of kind %s that a sketch takes, and with words a reader',
    (kind) => {
      const made = newBlock(kind, 'fresh', ['en', 'es']);
      const sketch = writtenDefinition({
        languages: ['en', 'es'],
        steps: [{ key: 'fresh', blocks: [made] }],
        smallest: 'fresh',
      });
      expect(parseSketch(sketch)).toMatchObject({ ok: true });
      const worded = JSON.parse(JSON.stringify(made).replaceAll('""', '"Words."')) as typeof made;
      expect(kindOf(kind).definition.safeParse(worded).success).toBe(true);
    },
  );

  it('say how long a text may be and how many items a list takes', () => {
    const options = blockParts('CHOICE').find(({ name }) => name === 'options');
    expect(options).toMatchObject({ isOptional: false, shape: { is: 'list', least: 2, most: 20 } });
    expect(headParts().find(({ name }) => name === 'title')?.shape).toEqual({ is: 'text', most: 80 });
    expect(headParts().find(({ name }) => name === 'minutes')?.shape).toEqual({
      is: 'number',
      least: 1,
      most: 90,
    });
  });

  it('come in step again: each cue of two voices is for one of the two, and the first for the one that begins', () => {
    const kind = kindOf('SWITCH');
    const made = newBlock('SWITCH', 'fresh', ['en']);
    const cue = (voice: string) => ({ voice, text: text('Words.') });
    const mended = kind.mended?.({ ...made, cues: [cue('two'), cue('two'), cue('three')] } as Block);
    expect(mended).toMatchObject({ cues: [{ voice: 'one' }, { voice: 'two' }, { voice: 'one' }] });
    expect(mended && kind.faults?.(mended)).toEqual([]);
  });

  it('name what comes to a list apart from what is there', () => {
    const options = blockParts('CHOICE').find(({ name }) => name === 'options')?.shape;
    if (options?.is !== 'list') throw new Error('no list');
    expect(newPart(options.item, ['en'], 2)).toEqual({ key: 'three', label: { en: '' } });
  });
});

describe('writing', () => {
  const sketch: ExerciseDefinition = writtenDefinition({
    smallest: 'a',
    steps: [
      { key: 'a', blocks: [block.choice()] },
      { key: 'b', blocks: [block.text()], showIf: { block: 'room', anyOf: ['no'] } },
      { key: 'c', blocks: [block.long()], quotes: 'sentence' },
      { key: 'd', blocks: [block.sort({ from: 'room' })] },
    ],
  });
  const keys = ({ steps }: ExerciseDefinition): string[] => steps.map(({ key }) => key);

  it.each(blockKindNames)('puts a new step of kind %s after another', (kind) => {
    const made = withStep(sketch, kind, 'a');
    expect(keys(made.sketch)).toEqual(['a', made.key, 'b', 'c', 'd']);
    expect(parseSketch(made.sketch).ok).toBe(true);
    const again = withStep(made.sketch, kind);
    expect(new Set(keys(again.sketch)).size).toBe(6);
  });

  it('lets go of what pointed to a step that is gone', () => {
    const left = withoutStep(sketch, 'a');
    expect(keys(left)).toEqual(['b', 'c', 'd']);
    expect(left.steps[0]).not.toHaveProperty('showIf');
    expect(left.steps[2]?.blocks[0]).not.toHaveProperty('from');
    expect(left.steps[1]).toMatchObject({ quotes: 'sentence' });
    expect(left.smallest).toBe('b');
  });

  it('lets go of what would point forward after a move, and of nothing else', () => {
    const moved = withStepMoved(sketch, 'b', -1);
    expect(keys(moved)).toEqual(['b', 'a', 'c', 'd']);
    expect(moved.steps[0]).not.toHaveProperty('showIf');
    expect(withStepMoved(sketch, 'a', -1)).toBe(sketch);
    expect(withStepMoved(sketch, 'd', -1).steps[2]?.blocks[0]).toMatchObject({ from: 'room' });
  });

  it('keeps one step, whatever is taken out', () => {
    const one = ['a', 'b', 'c'].reduce(withoutStep, sketch);
    expect(keys(withoutStep(one, 'd'))).toEqual(['d']);
  });

  it('offers what is asked before, on the same side', () => {
    const couple = {
      steps: sketch.steps.map((step, at) => (at === 0 ? { ...step, role: 'SPEAKER' as const } : step)),
    };
    expect(blocksBefore(sketch, 'c').map(({ key }) => key)).toEqual(['room', 'sentence']);
    expect(blocksBefore(couple, 'c').map(({ key }) => key)).toEqual(['sentence']);
    expect(sketch.steps.filter(mayBeSmallest).map(({ key }) => key)).toEqual(['a', 'c', 'd']);
  });

  it('takes a language out of every text and leaves the rest whole', () => {
    const both = JSON.parse(
      JSON.stringify({ ...sketch, languages: ['en', 'es'] }).replaceAll(
        /"en":("(?:[^"\\]|\\.)*")(?=[,}])/g,
        '"en":$1,"es":$1',
      ),
    ) as ExerciseDefinition;
    expect(parseDefinition(both).ok).toBe(true);
    expect(withoutLanguage(both, 'es')).toEqual(sketch);
    expect(withoutLanguage(both, 'en')).toBe(both);
  });
});

describe('advice', () => {
  const long =
    'This sentence goes on and on until nobody who is tired can still hold its beginning in mind at all.';

  it('tells of long sentences and of pressure, with the place', () => {
    const sketch = writtenDefinition({ title: text('You must'), why: text(long) });
    expect(adviceOn(sketch)).toEqual([
      { path: 'title', longSentences: [], pressure: ['must'] },
      { path: 'why', longSentences: [long], pressure: [] },
    ]);
  });

  it('lets clinicians have long sentences, and prose its own words', () => {
    expect(
      adviceOn(writtenDefinition({ summary: text(long), why: text('The critic says you should have.') })),
    ).toEqual([]);
  });
});

/** Every place of a text in a shape, with a star for the items of a list. */
function textPlaces(shape: Shape, path = ''): string[] {
  if (shape.is === 'text') return [path];
  if (shape.is === 'list') return textPlaces(shape.item, `${path}.*`);
  if (shape.is !== 'parts') return [];
  return shape.parts.flatMap(({ name, shape: inner }: Part) =>
    textPlaces(inner, path === '' ? name : `${path}.${name}`),
  );
}
