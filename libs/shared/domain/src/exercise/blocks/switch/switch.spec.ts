import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, text } from '../../../testing/definitions.js';
import { parseDefinition } from '../../definition.js';
import { type DraftBody, emptyDraftBody, parseDraftBody } from '../../draft.js';
import { answersToShare, readingLines } from '../../sharing.js';
import { switchTurn, type SwitchBlock } from './index.js';

const steps = (of: SwitchBlock) => [{ key: 'talk', blocks: [of] }];
const definition = definitionOf({ smallest: 'talk', steps: steps(block.switch()) });
const draft = (turns: unknown[], overrides: Partial<DraftBody> = {}) => ({
  ...emptyDraftBody(definition, 'en'),
  answers: { 'two-voices': { turns } },
  ...overrides,
});
const critic = { voice: 'critic', text: 'You will drop it.\nAgain.' };
const ally = { voice: 'ally', text: 'Then I pick it up.' };
const kept = (body: unknown) => {
  const parsed = parseDraftBody(definition, body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return answersToShare(definition, parsed.body)[0]?.value;
};

describe('two voices', () => {
  it('keep what was said in order, under the names that were shown, and nothing of blank turns', () => {
    const value = kept(draft([critic, { voice: 'ally', text: ' ' }, ally]));
    expect(value).toEqual({
      voices: [
        { key: 'critic', label: 'The critic' },
        { key: 'ally', label: 'The ally' },
      ],
      turns: [critic, ally],
    });
    expect(readingLines('SWITCH', 'Q', value, 'en')).toEqual([
      'Q',
      'The critic: You will drop it.',
      'Again.',
      'The ally: Then I pick it up.',
    ]);
    const neutral = kept(draft([ally], { feelsWrong: ['two-voices'] }));
    expect(readingLines('SWITCH', 'Q', neutral, 'en')).toEqual(['Q', 'The other side: Then I pick it up.']);
    expect(kept(draft([{ voice: 'ally', text: '' }]))).toBeUndefined();
  });

  it.each([
    ['a third voice', [{ voice: 'judge', text: 'x' }], 'answers.two-voices.turns.0.voice'],
    ['more turns than there is room for', Array<unknown>(5).fill(ally), 'answers.two-voices.turns'],
    ['a turn too long', [{ ...ally, text: 'x'.repeat(2_001) }], 'answers.two-voices.turns.0.text'],
  ])('refuse %s', (_, turns, path) => {
    expect(parseDraftBody(definition, draft(turns))).toMatchObject({ ok: false, problems: [{ path }] });
  });

  it('are offered by the cues first, then one after the other; either may take any turn', () => {
    const of = block.switch();
    expect(switchTurn(of, [], 0, false)).toEqual({ voice: 'critic', cue: text('What does it say?') });
    expect(switchTurn(of, [critic], 1, true)).toEqual({
      voice: 'ally',
      cue: text('What does the other say?'),
    });
    expect(switchTurn(of, [critic, ally], 2, false)).toEqual({ voice: 'critic', cue: undefined });
    expect(switchTurn(of, [critic, ally, ally], 3, false)).toEqual({ voice: 'critic', cue: undefined });
    const { cues: _, ...plain } = of;
    expect(switchTurn({ ...plain, begins: 'ally' }, [], 0, false).voice).toBe('ally');
  });

  it.each<[string, Partial<SwitchBlock>, string]>([
    ['a beginning by nobody', { begins: 'judge' }, 'begins'],
    ['a cue for nobody', { cues: [{ voice: 'judge', text: text('x') }] }, 'cues.0.voice'],
    ['a first cue for the other', { cues: [{ voice: 'ally', text: text('x') }] }, 'cues.0.voice'],
    [
      'other words for a stranger',
      {
        neutral: {
          prompt: text('x'),
          voices: [
            { key: 'critic', label: text('a') },
            { key: 'judge', label: text('b') },
          ],
        },
      },
      'neutral.voices',
    ],
    ['cues reworded by half', { neutral: { prompt: text('x'), cues: [text('a')] } }, 'neutral.cues'],
  ])('refuse %s in a definition', (_, part, path) => {
    const parsed = parseDefinition({ ...definition, steps: steps(block.switch(part)) });
    const paths = parsed.ok ? [] : parsed.problems.map((problem) => problem.path);
    expect(paths).toContain(`steps.0.blocks.0.${path}`);
  });
});
