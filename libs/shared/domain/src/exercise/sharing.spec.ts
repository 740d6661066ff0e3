import { describe, expect, it } from '@jest/globals';
import { block, definitionOf, text } from '../testing/definitions.js';
import { type DraftBody, emptyDraftBody } from './draft.js';
import { answersToShare, feltWrongKeys, lookOver, ratingsToShare, readingLines } from './sharing.js';

const definition = definitionOf();
const draft = (overrides: Partial<DraftBody> = {}): DraftBody => ({
  ...emptyDraftBody(definition, 'en'),
  ...overrides,
});

describe('answersToShare', () => {
  it('shares what was answered, in the words it was asked', () => {
    const body = draft({
      answers: {
        breaths: { done: true, place: 'chest' },
        sentence: 'It is hard.',
        room: { picked: ['some'] },
        guarded: 0,
        account: ' \n',
      },
      bringIn: ['sentence'],
    });
    expect(answersToShare(definition, body)).toEqual([
      {
        key: 'breaths',
        step: 'breathe',
        kind: 'BODY',
        wording: 'Take six slow breaths.',
        readers: 'ONLY_ME',
        value: { done: true, place: 'On my chest' },
        isEmpty: false,
        bringIn: false,
        feltWrong: false,
      },
      {
        key: 'sentence',
        step: 'say',
        kind: 'TEXT',
        wording: 'What kind sentence could you say?',
        readers: 'THERAPIST',
        value: 'It is hard.',
        isEmpty: false,
        bringIn: true,
        feltWrong: false,
      },
      {
        key: 'room',
        step: 'room',
        kind: 'CHOICE',
        wording: 'Is there more room?',
        readers: 'THERAPIST',
        value: { picked: [{ key: 'some', label: 'Some' }] },
        isEmpty: false,
        bringIn: false,
        feltWrong: false,
      },
      {
        key: 'guarded',
        step: 'rate',
        kind: 'SCALE',
        wording: 'How guarded are you?',
        readers: 'THERAPIST',
        value: { value: 0, low: 'open', high: 'closed' },
        isEmpty: false,
        bringIn: false,
        feltWrong: false,
      },
    ]);
  });

  it('shares the plan and the closing line under reserved keys', () => {
    const body = draft({
      plan: { whenWhere: 'bus', obstacle: ' ', ifThen: 'I walk', confidence: 3 },
      closing: 'thanks',
      readers: { 'plan.if-then': 'ONLY_ME' },
    });
    expect(answersToShare(definition, body).map(({ key, value, readers }) => [key, value, readers])).toEqual([
      ['plan.when-where', 'bus', 'THERAPIST'],
      ['plan.if-then', 'I walk', 'ONLY_ME'],
      ['plan.confidence', { value: 3, low: 'not sure at all', high: 'quite sure' }, 'THERAPIST'],
      ['closing', 'thanks', 'THERAPIST'],
    ]);
  });

  it('keeps how sure to oneself like anything else, and so its rating', () => {
    const body = draft({ plan: { confidence: 3 }, readers: { 'plan.confidence': 'ONLY_ME' } });
    expect(answersToShare(definition, body)).toMatchObject([{ key: 'plan.confidence', readers: 'ONLY_ME' }]);
    expect(ratingsToShare(definition, body)).toEqual([
      { key: 'plan.confidence', value: 3, readers: 'ONLY_ME' },
    ]);
  });

  it('tells nothing of what felt wrong about a question that only the client reads', () => {
    const own = draft({ feelsWrong: ['sentence'], readers: { sentence: 'ONLY_ME' } });
    expect(feltWrongKeys(definition, own)).toEqual([]);
    expect(feltWrongKeys(definition, draft({ feelsWrong: ['sentence'] }))).toEqual(['sentence']);
  });

  it('keeps the neutral wording where the first felt wrong', () => {
    const body = draft({
      answers: { sentence: 'Fine.', breaths: { done: true, place: 'feet' } },
      feelsWrong: ['sentence', 'breaths'],
    });
    expect(answersToShare(definition, body)).toMatchObject([
      { wording: 'Feel your feet.', value: { place: 'My feet' }, feltWrong: true },
      { wording: 'What plain sentence could you say?', feltWrong: true },
    ]);
  });

  it('speaks the language of the draft', () => {
    const bilingual = (en: string, es: string) => ({ en, es });
    const both = definitionOf({
      languages: ['en', 'es'],
      ...Object.fromEntries(
        ['title', 'summary', 'why', 'sees', 'contraindications', 'cadence', 'oneQuestion'].map((name) => [
          name,
          bilingual('a', 'b'),
        ]),
      ),
      smallest: 'room',
      steps: [
        {
          key: 'room',
          blocks: [
            block.choice({
              prompt: bilingual('Room?', '¿Espacio?'),
              options: [
                { key: 'no', label: bilingual('No', 'No') },
                { key: 'yes', label: bilingual('Yes', 'Sí') },
              ],
            }),
          ],
        },
      ],
    });
    const body = { ...emptyDraftBody(both, 'es'), answers: { room: { picked: ['yes'] } } };
    expect(answersToShare(both, body)).toMatchObject([
      { wording: '¿Espacio?', value: { picked: [{ label: 'Sí' }] } },
    ]);
  });

  it('narrows and never widens, whatever a draft says', () => {
    const body = draft({
      answers: { account: 'x', sentence: 'y' },
      readers: { account: 'THERAPIST', sentence: 'THERAPIST_AND_PARTNER_AFTER_OPENING' },
    });
    expect(answersToShare(definition, body).map(({ readers }) => readers)).toEqual([
      'THERAPIST',
      'THERAPIST',
    ]);
  });

  it('leaves out answers to questions that are no longer asked', () => {
    const branching = definitionOf({
      smallest: 'room',
      steps: [
        { key: 'room', blocks: [block.choice()] },
        { key: 'say', blocks: [block.text()], showIf: { block: 'room', anyOf: ['no'] } },
      ],
    });
    const body = draft({ answers: { room: { picked: ['yes'] }, sentence: 'written before' } });
    expect(answersToShare(branching, body).map(({ key }) => key)).toEqual(['room']);
  });
});

it('lookOver shows empty questions, too', () => {
  const lines = lookOver(definition, draft());
  expect(lines.every(({ isEmpty, value }) => isEmpty && value === null)).toBe(true);
  expect(lines.map(({ key }) => key)).toEqual([
    'plan.when-where',
    'plan.obstacle',
    'plan.if-then',
    'breaths',
    'sentence',
    'room',
    'guarded',
    'account',
    'closing',
  ]);
});

it('ratings are as narrow as the answer they come from', () => {
  const body = draft({ answers: { guarded: 3 }, readers: { guarded: 'ONLY_ME' }, plan: { confidence: 0 } });
  expect(ratingsToShare(definition, body)).toEqual([
    { key: 'plan.confidence', value: 0, readers: 'THERAPIST' },
    { key: 'guarded', value: 3, readers: 'ONLY_ME' },
  ]);
  expect(ratingsToShare(definition, draft())).toEqual([]);
});

it('what felt wrong is told even where nothing was written', () => {
  expect(feltWrongKeys(definition, draft({ feelsWrong: ['sentence'] }))).toEqual(['sentence']);
});

describe('readingLines', () => {
  it.each<[string, unknown, string[]]>([
    ['TEXT', 'one\n\ntwo', ['one', 'two']],
    ['LONG', ' long ', ['long']],
    ['BODY', { done: true }, ['Took a moment for this']],
    ['BODY', { done: true, place: 'On my chest' }, ['Took a moment for this', 'On my chest']],
    ['CHOICE', { picked: [{ key: 'a', label: 'A' }], other: 'b' }, ['A', 'Something else: b']],
    ['CHOICE', { picked: [], declined: true }, ['I would rather not say']],
    ['SCALE', { value: 4, low: 'open', high: '$& closed' }, ['4 on a line from 0 (open) to 10 ($& closed)']],
    ['LETTER', 'from a later version', []],
    ['SCALE', 'not a rating', []],
    ['TEXT', null, []],
  ])('%s %j', (kind, value, lines) => {
    expect(readingLines(kind, 'The question?', value, 'en')).toEqual(['The question?', ...lines]);
  });

  it('reads what was shared without the definition', () => {
    const odd = definitionOf({
      smallest: 'room',
      steps: [
        {
          key: 'room',
          blocks: [
            block.choice({
              neutral: {
                prompt: text('How is it?'),
                options: [
                  { key: 'no', label: text('The same') },
                  { key: 'yes', label: text('Easier') },
                ],
              },
            }),
          ],
        },
      ],
    });
    const body = draft({ answers: { room: { picked: ['no'] } }, feelsWrong: ['room'] });
    const lines = answersToShare(odd, body).map(({ kind, wording, value }) =>
      readingLines(kind, wording, value, 'en'),
    );
    expect(lines).toEqual([['How is it?', 'The same']]);
  });
});
