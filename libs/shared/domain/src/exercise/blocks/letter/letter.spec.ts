import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, text } from '../../../testing/definitions.js';
import { parseDefinition } from '../../definition.js';
import { type DraftBody, emptyDraftBody, parseDraftBody } from '../../draft.js';
import { answersToShare, feltWrongKeys, isTrace, lookOver, readingLines } from '../../sharing.js';

const definition = definitionOf({ smallest: 'write', steps: [{ key: 'write', blocks: [block.letter()] }] });
const words = 'Dear one,\n\nit was hard.';
const draft = (overrides: Partial<DraftBody> = {}): DraftBody => ({
  ...emptyDraftBody(definition, 'en'),
  answers: { letter: { text: words } },
  ...overrides,
});
const shared = (body: DraftBody, of = definition) =>
  answersToShare(of, body).map(({ key, readers, value }) => ({ key, readers, value }));

describe('a letter', () => {
  it('stays its author’s at sharing: others learn that it was written, and nothing else', () => {
    expect(shared(draft())).toEqual([
      { key: 'letter', readers: 'ONLY_ME', value: { text: words } },
      { key: 'letter.trace', readers: 'THERAPIST', value: { written: true } },
    ]);
    const trace = answersToShare(definition, draft()).find(({ key }) => isTrace(key));
    expect(JSON.stringify(trace)).not.toContain('hard');
    expect(readingLines('LETTER', 'Q', trace?.value, 'en')).toEqual([
      'Q',
      'Written. The words stay with the person who wrote them.',
    ]);
  });

  it('goes along once its author releases it', () => {
    const body = draft({ answers: { letter: { text: words, released: true } } });
    expect(parseDraftBody(definition, body)).toEqual({ ok: true, body });
    expect(shared(body)).toEqual([{ key: 'letter', readers: 'THERAPIST', value: { text: words } }]);
    expect(readingLines('LETTER', 'Q', { text: words }, 'en')).toEqual(['Q', 'Dear one,', 'it was hard.']);
  });

  it('leaves no trace when it is kept for oneself, released or not, or not written', () => {
    const readers = { letter: 'ONLY_ME' as const };
    const kept = [{ key: 'letter', readers: 'ONLY_ME', value: { text: words } }];
    expect(shared(draft({ readers }))).toEqual(kept);
    expect(shared(draft({ readers, answers: { letter: { text: words, released: true } } }))).toEqual(kept);
    expect(shared(draft({ answers: { letter: { text: ' \n' } } }))).toEqual([]);
    expect(lookOver(definition, draft({ answers: {} }))).toContainEqual(
      expect.objectContaining({ key: 'letter', isEmpty: true }),
    );
  });

  it('leaves no trace where the question is for its author alone', () => {
    const own = definitionOf({
      smallest: 'write',
      steps: [{ key: 'write', blocks: [block.letter({ readers: 'ONLY_ME' })] }],
    });
    expect(shared(draft(), own)).toHaveLength(1);
  });

  it('tells of a wording that felt wrong, held back or not, but not of one kept for oneself', () => {
    const feelsWrong = ['letter'];
    expect(feltWrongKeys(definition, draft({ feelsWrong }))).toEqual(['letter']);
    expect(feltWrongKeys(definition, draft({ feelsWrong, readers: { letter: 'ONLY_ME' } }))).toEqual([]);
  });

  it('names each anchor once, and counts the letter before its limit', () => {
    const anchors = [
      { key: 'hurt', label: text('a') },
      { key: 'hurt', label: text('b') },
    ];
    expect(
      parseDefinition({ ...definition, steps: [{ key: 'write', blocks: [block.letter({ anchors })] }] }),
    ).toMatchObject({ ok: false, problems: [{ path: 'steps.0.blocks.0.anchors.1.key' }] });
    const short = definitionOf({
      smallest: 'write',
      steps: [{ key: 'write', blocks: [block.letter({ limit: 5 })] }],
    });
    expect(parseDraftBody(short, draft())).toMatchObject({
      ok: false,
      problems: [{ path: 'answers.letter.text', message: 'is longer than 5 characters' }],
    });
  });
});
