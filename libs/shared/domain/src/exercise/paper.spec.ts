import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pressureWords, sentencesOver } from '../copy/copy.js';
import { anyDefinition } from '../testing/arbitraries.js';
import { block, stepOfEveryKind, text, writtenDefinition } from '../testing/definitions.js';
import { isText, textsIn } from '../texts-in.js';
import { libraryFiles } from '../testing/library.js';
import { blockKindNames } from './blocks/registry.js';
import { blocksIn, type ExerciseDefinition, parseDefinition, type Step, stepsIn } from './definition.js';
import { type Paper, papersOf } from './paper.js';

/** What only a screen says: folded reasons, other words, what stands in for a circle, and what a way to begin is called. */
const onScreens = /(^|\.)(why|eyesOpen|neutral(\..*)?|starters\.\d+\.label)$/;
const stepsOn = (paper: Paper | undefined) => (paper?.parts ?? []).flatMap(({ steps }) => steps);
const wordsOn = (papers: readonly Paper[]): string => JSON.stringify(papers);

describe('an exercise on paper', () => {
  const every = writtenDefinition({
    tracks: ['COUPLE'],
    cautions: ['IPV'],
    smallest: stepOfEveryKind[0]?.key ?? '',
    steps: stepOfEveryKind,
  });

  it.each(blockKindNames)(
    'says all that a question of kind %s says, and leaves room or something to read',
    (kind) => {
      const sample = blocksIn(every).find((each) => each.kind === kind);
      if (!sample) throw new Error(`No sample of ${kind}`);
      const question = papersOf(every, 'en')
        .flatMap(stepsOn)
        .flatMap(({ questions }) => questions)
        .find(({ prompt }) => prompt === sample.prompt.en);
      expect(question?.parts).not.toEqual([]);
      const unsaid = textsIn(sample).filter(
        ({ path, text: { en } }) => !onScreens.test(path) && !JSON.stringify(question).includes(en),
      );
      expect(unsaid).toEqual([]);
    },
  );

  it('of whatever the format accepts asks each question once on the sheet of whoever is asked it', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const papers = papersOf(definition, 'en');
        for (const paper of papers) {
          const numbers = stepsOn(paper).map(({ number }) => number);
          expect(numbers).toEqual(numbers.map((_number, nth) => nth + 1));
        }
        const asked = stepsIn(definition).flatMap(({ blocks }) => blocks.map(({ prompt }) => prompt.en));
        const printed = papers
          .flatMap(stepsOn)
          .flatMap(({ questions }) => questions.map(({ prompt }) => prompt));
        expect(new Set(printed)).toEqual(new Set(asked));
      }),
      { numRuns: 100 },
    );
  });

  it('is a sheet for each side, and none of them says what only the other is asked', () => {
    const sided = writtenDefinition({
      tracks: ['COUPLE'],
      cautions: ['IPV'],
      smallest: 'both',
      steps: [
        { key: 'both', blocks: [block.text({ key: 'both', prompt: text('For both?') })] },
        { key: 'one', role: 'TO_TELL', blocks: [block.text({ key: 'one', prompt: text('To tell?') })] },
        { key: 'other', role: 'TO_COME_BACK', blocks: [block.text({ key: 'other', prompt: text('Back?') })] },
      ],
    });
    const [first, second, ...more] = papersOf(sided, 'en').map((paper) => wordsOn([paper]));
    expect(more).toEqual([]);
    expect([first?.includes('For both?'), second?.includes('For both?')]).toEqual([true, true]);
    expect([first?.includes('To tell?'), first?.includes('Back?')]).toEqual([true, false]);
    expect([second?.includes('To tell?'), second?.includes('Back?')]).toEqual([false, true]);
  });

  const depending = (part: Partial<Step>): ExerciseDefinition =>
    writtenDefinition({
      smallest: 'a',
      steps: [
        { key: 'a', blocks: [block.choice()] },
        { key: 'b', blocks: [block.scale()] },
        { key: 'c', blocks: [block.long()], ...part },
      ],
    });
  const choice = block.choice();
  const [one, two] = choice.kind === 'CHOICE' ? choice.options : [];
  const scale = block.scale();

  it.each<[Partial<Step>, string]>([
    [
      { showIf: { block: choice.key, noneOf: [one?.key ?? ''] } },
      `Only if you did not choose “${one?.label.en ?? ''}” at 1.`,
    ],
    [
      { showIf: { block: choice.key, anyOf: [one?.key ?? '', two?.key ?? ''] } },
      `Only if you chose “${one?.label.en ?? ''}” or “${two?.label.en ?? ''}” at 1.`,
    ],
    [
      {
        showIf: {
          all: [
            { block: scale.key, atLeast: 3 },
            { block: choice.key, answered: true },
          ],
        },
      },
      'Only if you chose 3 or more at 2 and you wrote something at 1.',
    ],
    [{ quotes: scale.key }, 'Look again at what you wrote at 2.'],
    [{ blocks: [block.sort({ from: choice.key })] }, 'Look again at what you wrote at 1.'],
  ])('says when a step is left away and what to look at again: %j', (part, line) => {
    const [paper] = papersOf(depending(part), 'en');
    expect(stepsOn(paper)[2]?.notes).toEqual([line]);
    expect(stepsOn(paper)[0]?.notes).toEqual(['This one alone is enough.']);
  });

  it('puts what waits under when it comes', () => {
    const [paper] = papersOf(depending({ later: { afterDays: 1 } }), 'en');
    expect(paper?.parts.map(({ heading }) => heading)).toEqual([undefined, 'A day later']);
    const [later] = papersOf(depending({ later: 'NEXT_SESSION' }), 'es');
    expect(later?.parts[1]?.heading).toBe('Después de la próxima sesión');
  });
});

describe('the library on paper', () => {
  const definitions = [...libraryFiles(), ...libraryFiles('check-ins/')].flatMap(([, content]) => {
    const parsed = parseDefinition(content);
    return parsed.ok ? [parsed.definition] : [];
  });

  it('presses nobody and speaks in short sentences of its own', () => {
    const own = definitions.flatMap((definition) =>
      papersOf(definition, 'en').flatMap((paper) => [
        ...paper.before,
        paper.after,
        ...stepsOn(paper).flatMap(({ notes }) => notes.filter((note) => !note.startsWith('Only if'))),
      ]),
    );
    expect(own.flatMap((line) => pressureWords(line))).toEqual([]);
    expect(own.flatMap((line) => sentencesOver(line))).toEqual([]);
  });

  it('in another language says nothing in English', () => {
    const said = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(said)
          : [];
    const spoken = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(spoken)
        : typeof value !== 'object' || value === null
          ? value
          : isText(value)
            ? { ...value, es: `¡${value.en}` }
            : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoken(item)]));
    const left = definitions.flatMap((definition) => {
      const english = new Set(
        papersOf(definition, 'en').flatMap(({ language: _en, ...paper }) => said(paper)),
      );
      return papersOf(spoken(definition) as ExerciseDefinition, 'es')
        .flatMap(({ language: _es, ...paper }) => said(paper))
        .filter((words) => english.has(words) && !/^(words|list|room|boxes|scale)$/.test(words));
    });
    expect([...new Set(left)]).toEqual([]);
  });
});
