import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, writtenDefinition } from '../../../testing/definitions.js';
import { parseDefinition, type Step } from '../../definition.js';
import { emptyDraftBody, parseDraftBody } from '../../draft.js';
import { nextStep, visibleSteps } from '../../journey.js';
import { lookOver } from '../../sharing.js';

const steps: Step[] = [
  { key: 'know', blocks: [block.card()] },
  { key: 'say', blocks: [block.text()] },
];
const definition = definitionOf({ smallest: 'say', steps });

describe('a card', () => {
  it('is a screen of its own, and no line of look over', () => {
    const body = emptyDraftBody(definition, 'en');
    expect(visibleSteps(definition, body).map(({ key }) => key)).toEqual(['know', 'say']);
    expect(nextStep(definition, body)).toBe('know');
    expect(lookOver(definition, body).map(({ key }) => key)).not.toContain('two-words');
  });

  it('takes no answer', () => {
    const body = { ...emptyDraftBody(definition, 'en'), answers: { 'two-words': 'x' } };
    expect(parseDraftBody(definition, body)).toEqual({
      ok: false,
      problems: [{ path: 'answers.two-words', message: 'answers a card, which asks nothing' }],
    });
  });

  it.each<[string, Partial<ReturnType<typeof writtenDefinition>>, string]>([
    ['the step that counts as done', { smallest: 'know' }, 'smallest'],
    ['quoted', { steps: [steps[0]!, { ...steps[1]!, quotes: 'two-words' }] }, 'steps.1.quotes'],
    [
      'asked about',
      { steps: [steps[0]!, { ...steps[1]!, showIf: { block: 'two-words', answered: true } }] },
      'steps.1.showIf',
    ],
  ])('cannot be %s', (_, part, path) => {
    const parsed = parseDefinition(writtenDefinition({ smallest: 'say', steps, ...part }));
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(path);
  });
});
