import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, writtenDefinition } from '../../../testing/definitions.js';
import { parseDefinition } from '../../definition.js';
import { emptyDraftBody, parseDraftBody } from '../../draft.js';
import { visibleSteps } from '../../journey.js';
import { lookOver, readingLines } from '../../sharing.js';
import { inSitting, laterSittings } from '../../sittings.js';

const definition = definitionOf({
  smallest: 'say',
  steps: [
    { key: 'say', blocks: [block.text()] },
    { key: 'turns', blocks: [block.joint()], later: 'TOGETHER' },
    { key: 'both', blocks: [block.plan()], later: 'TOGETHER' },
  ],
});

describe('a guide for both', () => {
  it('is in nobody’s own part: no step, no line of look over, no sitting', () => {
    const body = { ...emptyDraftBody(definition, 'en'), answers: { sentence: 'x' } };
    expect(visibleSteps(definition, body).map(({ key }) => key)).toEqual(['say']);
    expect(lookOver(definition, body).map(({ key }) => key)).not.toContain('in-turns');
    expect(laterSittings(definition)).toEqual([]);
    const walked = inSitting(definition, 'FIRST')?.steps ?? [];
    expect(walked.map(({ key }) => key)).toEqual(['say']);
  });

  it('takes no answer, and reads as its question alone', () => {
    const body = { ...emptyDraftBody(definition, 'en'), answers: { 'in-turns': 'x' } };
    expect(parseDraftBody(definition, body)).toEqual({
      ok: false,
      problems: [{ path: 'answers.in-turns', message: 'answers a guide, which asks nothing' }],
    });
    expect(readingLines('JOINT', 'Take turns.', 'x', 'en')).toEqual(['Take turns.']);
  });

  it.each([undefined, 'NEXT_SESSION' as const, { afterDays: 2 }])('is refused in a step for %j', (later) => {
    const own = writtenDefinition({
      smallest: 'say',
      steps: [
        { key: 'say', blocks: [block.text()] },
        { key: 'turns', blocks: [block.joint()], ...(later === undefined ? {} : { later }) },
      ],
    });
    expect(parseDefinition(own)).toEqual({
      ok: false,
      problems: [{ path: 'steps.1.later', message: expect.stringContaining('TOGETHER') }],
    });
  });
});
