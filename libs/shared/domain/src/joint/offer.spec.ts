import { describe, expect, it } from '@jest/globals';
import { limits } from '../limits.js';
import { countsForOpening, mayBeOpened, offerOf, wordsToChange } from './offer.js';

const widest = 'THERAPIST_AND_PARTNER_AFTER_OPENING';
const said = { slots: [{ key: 'did', label: 'What I did', text: 'I left.' }] };
const composed = { slots: [...said.slots, { key: 'back', label: 'My way back', text: 'I call.' }] };

describe('what may be opened', () => {
  it('is what its question said before, unless it was narrowed or held back', () => {
    expect(mayBeOpened({ key: 'camera', readers: widest })).toBe(true);
    expect(mayBeOpened({ key: 'camera', readers: 'THERAPIST' })).toBe(false);
    expect(mayBeOpened({ key: 'camera', readers: 'ONLY_ME' })).toBe(false);
    expect(mayBeOpened({ key: 'letter.trace', readers: widest })).toBe(false);
  });

  it('comes of a part that was done, wholly or partly', () => {
    expect((['WHOLE', 'PARTLY', 'NOT_THIS_WEEK', null] as const).map(countsForOpening)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

const words = (text: string, slot: string | null = null) => ({ slot, text });

describe('an offer', () => {
  it.each([
    ['TEXT', 'I came late.', null],
    ['TEXT', 'I came late.', [words('I came late.')]],
    ['SCALE', { value: 4, low: 'a', high: 'b' }, null],
    ['COMPOSER', composed, [words('I left.', 'did'), words('I call.', 'back')]],
  ])('of %s as it was shared is not edited', (kind, original, wished) => {
    expect(offerOf(kind, original, wished)).toEqual({ ok: true, value: original, isEdited: false });
  });

  it.each([
    ['TEXT', 'I came late.', [words('I was late.')], 'I was late.'],
    ['COMPOSER', composed, [words('I left.', 'did')], said],
    [
      'COMPOSER',
      said,
      [words('I went out.', 'did')],
      { slots: [{ key: 'did', label: 'What I did', text: 'I went out.' }] },
    ],
  ])('of %s may be in other words', (kind, original, wished, value) => {
    expect(offerOf(kind, original, wished)).toEqual({ ok: true, value, isEdited: true });
  });

  it.each([
    ['TEXT', 'I came late.', [words('  ')], /empty/],
    ['TEXT', 'I came late.', [], /empty/],
    ['TEXT', 'I came late.', [words('x'.repeat(limits.block + 1))], /longer/],
    ['TEXT', 'I came late.', [words('I was late.', 'did')], /as it is/],
    ['TEXT', 'I came late.', [words('I was late.'), words('And more.')], /as it is/],
    ['COMPOSER', said, [words('I call.', 'back')], /as it is/],
    ['COMPOSER', said, [words('I went.', 'did'), words('Twice.', 'did')], /as it is/],
    ['COMPOSER', said, [words('I went.')], /as it is/],
    ['SCALE', { value: 4, low: 'a', high: 'b' }, [words('9')], /as it is/],
    ['NO_SUCH_KIND', 'x', [words('y')], /as it is/],
  ])('of %s is refused when it is something else', (kind, original, wished, message) => {
    expect(offerOf(kind, original, wished)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});

describe('other words', () => {
  it('begin as those that were shared, which are no edit', () => {
    expect(wordsToChange('TEXT', 'I came late.')).toEqual([
      { slot: null, label: null, text: 'I came late.' },
    ]);
    const shared = wordsToChange('COMPOSER', composed);
    expect(shared).toEqual([
      { slot: 'did', label: 'What I did', text: 'I left.' },
      { slot: 'back', label: 'My way back', text: 'I call.' },
    ]);
    expect(offerOf('COMPOSER', composed, shared)).toEqual({ ok: true, value: composed, isEdited: false });
  });

  it.each([
    ['SCALE', { value: 4, low: 'a', high: 'b' }],
    ['TEXT', { not: 'a text' }],
    ['NO_SUCH_KIND', 'words'],
  ])('there are none for %s', (kind, original) => {
    expect(wordsToChange(kind, original)).toBeNull();
  });
});
